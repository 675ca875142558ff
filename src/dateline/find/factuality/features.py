"""Features of a word for the fitted weights, each a short name that tells cues only, never what the event is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.find.factuality.cues import Link, Word

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS: Final = frozenset({"dobj", "attr", "acomp", "ccomp", "xcomp", "agent", "auxpass", "advcl", "prep"})
_SMALL: Final = frozenset({"mark", "advmod", "prt", "neg", "det", "aux"})
_ENDING: Final = 3
"""A question mark is looked for among so many last tokens: a quotation mark may follow it."""


def features(word: Word) -> tuple[str, ...]:
    """Return the features of a word, none twice."""
    return tuple(dict.fromkeys((*_own(word), *_sentence(word), *_above(word))))


def _own(word: Word) -> Iterator[str]:
    token, mood = word.token, word.mood
    told = "not" if word.negated else "so"
    yield f"tag {token.tag_}"
    yield f"dep {token.dep_}"
    yield f"mood {mood} {told}"
    yield f"mood {mood} {token.dep_}"
    yield f"mood {mood} {word.who}"
    yield f"who {word.who} {told}"
    yield f"aux {'+'.join(sorted(word.auxiliaries))}"
    yield f"worth {_step(word.worth)}"
    yield f"worth {_step(word.worth)} {mood}"
    for child in word.children:
        yield from _part(child, word)


def _part(child: Token, word: Word) -> Iterator[str]:
    for group in word.table.groups(child.lower_):
        yield f"{group} {child.dep_}"
        yield f"{group} {word.mood}"
    if child.dep_ in _SMALL:
        yield f"{child.dep_} {child.lower_}"
    if child.dep_ in _PARTS:
        yield f"has {child.dep_}"
    if child.dep_ == "advcl":
        supposed = "if" if Word(child, word.table, headline=word.headline).under_condition else "while"
        yield f"consequent {supposed} {word.mood}"
    if child.ent_type_ in ("DATE", "TIME"):
        yield f"time {word.mood}"


def _sentence(word: Word) -> Iterator[str]:
    sentence = word.token.sent
    last = sentence[-1]
    yield f"end {last.text if last.is_punct else 'word'} {'main' if word.link is None else 'below'}"
    if any(token.text == "?" for token in sentence[-_ENDING:]):
        yield f"asked {word.mood}"
        yield f"asked by {sentence[0].lower_}"
    if any(token.lower_ == "if" for token in sentence):
        yield f"if nearby {word.mood}"
    root = Word(sentence.root, word.table, headline=word.headline)
    yield f"root {root.mood}"
    yield f"root {root.mood} {word.mood}"


def _above(word: Word) -> Iterator[str]:
    path: list[str] = []
    negated = supposed = said = False
    for link in word.chain():
        if not path:
            yield from _governed(link, word)
        elif len(path) == 1:
            told = "not" if link.governor.negated else "so"
            yield f"second {_group(link)} {link.form} {told} {link.governor.mood}"
            yield f"second worth {_step(link.governor.worth)} {path[0]} {link.form}"
        path.append(link.form)
        negated |= link.governor.negated
        supposed |= link.governor.under_condition
        said |= link.form == "clause" and _group(link) in ("says", "claims")
    yield f"path {' '.join(path[:3])}"
    yield f"path {' '.join(path[:2])} {word.mood}"
    yield f"depth {min(len(path), 4)}"
    if negated:
        yield f"negated above {word.mood}"
    if supposed:
        yield "supposed above"
    if said:
        yield "said above"


def _governed(link: Link, word: Word) -> Iterator[str]:
    above, form = link.governor, link.form
    told = "not" if above.negated else "so"
    under = f"under {_group(link)} {form}"
    yield f"{under} {told} {above.mood}"
    yield f"{under} {told} {'not' if word.negated else 'so'}"
    yield f"{under} {above.who}"
    yield f"between {form} {link.by}"
    yield f"between {form} {link.by} {word.mood}"
    yield f"above {above.mood} {form}"
    yield f"above worth {_step(above.worth)} {form}"
    yield f"above worth {_step(above.worth)} {form} {word.mood}"
    # the few governors that decide most often speak for themselves
    yield f"by {above.lemma} {form} {told}"


def _group(link: Link) -> str:
    return link.signature.name if link.signature is not None else "other"


def _step(worth: float) -> int:
    """Return a worth in quarters."""
    return round(4 * worth)
