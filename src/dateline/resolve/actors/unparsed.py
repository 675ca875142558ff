"""Actors of a report without a parse: speakers by their names, surnames and pronouns.

Countries and sectors stay open here: the words for offices and bodies are those of English news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from dateline.knowledge.phrases import fold
from dateline.knowledge.rows import GivenNames
from dateline.model import Actor, ActorKind, Mention, Reason, Span, record_id
from dateline.ontology.formcues import load_form_cues
from dateline.resolve.actors.resolver import Resolution
from dateline.resolve.actors.stage import slug

_WORD: Final = re.compile(r"[^\W\d_][\w’'.&-]*")
_BRACKET: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_HE: Final = frozenset({"er"})
_SHE: Final = frozenset({"sie"})
_GENITIVE: Final = re.compile(r"(?<=[tdkm])es\b|(?<=[^\Wsi])s\b")
"""The ending of a genitive: "des Amtes", "des Hafenamts"."""
_MARKS: Final = ' „“”"»«‚‘,'

Gender = Literal["male", "female", ""]


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor that was named already."""

    actor: Actor
    gender: Gender


def resolve_unparsed(document: str, spans: Iterable[Span], language: str, names: GivenNames) -> Resolution:
    """Find out who the given words stand for, by the words alone.

    A given name that the tables know makes a person of the words after it; the surname alone, or behind a title,
    stands for the same person later; "er" and "sie" stand for the last person named that fits.

    Args:
        document: id of the document.
        spans: words of speakers.
        language: ISO 639-1 code, which has a table of cues by forms.
        names: given names.

    Returns:
        The actors, and for each span their ids.
    """
    words = load_form_cues(language).words
    known: dict[str, _Known] = {}
    mentions: list[Mention] = []
    by_span: dict[tuple[int, int], tuple[str, ...]] = {}
    last: list[_Known] = []
    for span in sorted({(s.start, s.end): s for s in spans}.values()):
        bare = _BRACKET.sub("", span.words).strip(_MARKS)
        low = bare.lower()
        how: Literal["name", "nominal", "pronoun"] = "nominal"
        found: _Known | None
        if low in words["pronouns"] or low in words["relatives"]:
            how = "pronoun"
            found = _meant(low, last)
        else:
            found = _person(bare, names, known)
            if found is not None:
                how = "name"
            else:
                found = _other(document, bare, words["articles"] | words["oblique"], known)
        if found is None:
            by_span[span.start, span.end] = ()
            continue
        known.setdefault(found.actor.id, found)
        if found.actor.kind == "person":
            last.append(found)
        by_span[span.start, span.end] = (found.actor.id,)
        mentions.append(Mention(span, found.actor.id, how))
    used = dict.fromkeys(mention.actor for mention in mentions)
    return Resolution(tuple(known[key].actor for key in used), tuple(mentions), by_span)


def _meant(low: str, last: Sequence[_Known]) -> _Known | None:
    """Return the person that a pronoun stands for: the last one named whose sex does not speak against it."""
    if low not in _HE | _SHE:
        return None
    against: Gender = "female" if low in _HE else "male"
    return next((one for one in reversed(last) if one.gender != against), None)


def _person(bare: str, names: GivenNames, known: dict[str, _Known]) -> _Known | None:
    """Return the person that words name: a given name with what follows, or the surname of somebody known."""
    parts = bare.split(",")
    for part in parts:
        tokens = _WORD.findall(part)
        for k, token in enumerate(tokens[:-1]):
            low = fold(token)
            male, female = low in names.male, low in names.female
            if not (token[0].isupper() and (male or female) and tokens[k + 1][0].isupper()):
                continue
            name = " ".join(_until_small(tokens[k:]))
            gender: Gender = "" if male == female else "male" if male else "female"
            role = " ".join(tokens[:k]) if k and tokens[k - 1][0].isupper() else ""
            reason = Reason("name", "given name", None, f"{token} is a given name")
            made = Actor(id=slug(name), name=name, kind="person", role=role, why=(reason,))
            return known.get(made.id) or _Known(made, gender)
    tokens = _WORD.findall(parts[0])
    if not tokens or not tokens[-1][0].isupper() or len(tokens) > 3:
        return None
    surname = fold(tokens[-1])
    return next(
        (
            one
            for one in reversed(known.values())
            if one.actor.kind == "person" and fold(one.actor.name).rsplit(" ", 1)[-1] == surname
        ),
        None,
    )


def _until_small(tokens: Sequence[str]) -> list[str]:
    """Return the words of a name: to the last before a small word that goes on with something else."""
    kept = []
    for k, token in enumerate(tokens):
        if token[0].islower() and not (
            token in ("de", "van", "von", "al", "bin") and k + 1 < len(tokens) and tokens[k + 1][0].isupper()
        ):
            break
        kept.append(token)
    return kept


def _other(document: str, bare: str, determiners: frozenset[str], known: dict[str, _Known]) -> _Known | None:
    """Return the actor of words that name no known person, told apart by the words themselves."""
    words = bare.partition(",")[0].split()
    while len(words) > 1 and words[0].lower() in determiners | {"des"}:
        words = words[1:]
    label = " ".join(words).strip(_MARKS)
    if bare.lower().startswith(("des ", "eines ")):
        label = _GENITIVE.sub("", label, count=1)
    if not label:
        return None
    kind: ActorKind = "unknown"
    key = record_id("a", document, fold(label))
    reason = Reason("name", "words of the speaker", None, "no name that the tables know")
    return known.get(key) or _Known(Actor(id=key, name=label, kind=kind, why=(reason,)), "")
