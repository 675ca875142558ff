"""Sources by their words alone: papers that speak for themselves, and speakers whom no table and no name tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.find.events.numbers import exact_number
from dateline.knowledge.phrases import fold
from dateline.model import ActorKind, record_id
from dateline.resolve.actors.coreference import Entity, prominent
from dateline.resolve.actors.naming import wording
from dateline.resolve.actors.papers import GENERAL
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.stage import Place, Stage

if TYPE_CHECKING:
    from dateline.resolve.actors.roles import Reader

_NOBODY: Final = frozenset(
    {"no", "nobody", "none", "nothing", "neither", "nor", "anybody", "anyone", "whoever"}
)
_SINGLE: Final = frozenset({"one", "another", "someone", "somebody"})
_ALL: Final = frozenset({"everyone", "everybody", "all", "those", "others"})
_PAIRS: Final = frozenset({"both", "two", "pair", "duo"})
_SHARES: Final = frozenset({"third", "thirds", "quarter", "quarters", "percent", "share", "fifth", "tenth"})
_AGE: Final = re.compile(r"\b\d+[- ]year[- ]old(s?)$", re.IGNORECASE)
_NEWNESS: Final = frozenset({"new", "latest", "recent", "same", "own", "now"})
"""Words that tell no paper from another."""
_LONG: Final = 9
"""Words above which a longer name of a paper is no better."""
_NEAR: Final = 4
"""Sentences before "another" or "both" in which those are looked for of whom it is one."""


def in_words(reader: Reader, first: int, last: int) -> Reading | None:
    """Read a speaker's words that name nobody known; `None` where they stand for nobody ("nobody", "which").

    Args:
        reader: the reader of the passage.
        first: first token of the words.
        last: past their last token.
    """
    line = reader.line
    doc = reader.passage.doc
    root = doc[first:last].root
    words = line.words(first, last)
    if not any(letter.isalnum() for letter in words) or line.lower[first] in _NOBODY:
        return None
    if "," in line.text[root.i : last]:
        last = line.text.index(",", root.i)  # "Alia, 56"
    age = _AGE.search(words)
    if age is not None:
        return Reading(
            kind="people" if age[1] else "person",
            head="people" if age[1] else "person",
            plural=bool(age[1]),
            definite=line.lower[first] in line.knowledge.wording.definite,
            indefinite=line.lower[first] in line.knowledge.wording.indefinite,
            token=root.i,
            first=first,
            last=last,
        )
    pointing = root.pos_ in ("PRON", "DET", "NUM") or root.tag_ == "CD" or root.lower_ in _SINGLE | _ALL
    number = exact_number(root.lower_)
    if pointing and number is None and root.lower_ not in _SINGLE | _ALL | _PAIRS:
        return None
    if root.tag_ == "PRP" or (
        root.lower_ in ("those", "all") and root.i + 1 == last and not _who(reader, root.i)
    ):
        return None
    counted = (line.knowledge.wording.quantities - _SINGLE) | _SHARES | _ALL | _PAIRS
    several = root.tag_ in ("NNS", "NNPS") or root.lower_ in counted or (number or 0) > 1
    return Reading(
        kind="other",
        head=root.lower_ if pointing else fold(root.lemma_),
        plural=several,
        definite=line.lower[first] in line.knowledge.wording.definite,
        indefinite=pointing or line.lower[first] in line.knowledge.wording.indefinite,
        token=root.i,
        first=first,
        last=last,
    )


def worded(stage: Stage, reading: Reading, place: Place) -> tuple[Entity, ...]:
    """Return the actor of a speaker's words that name nobody known: by the words themselves.

    "Another" and "two" are some of the people named before, "both" are the two last named.

    Args:
        stage: the report.
        reading: the words, from `in_words`.
        place: where they stand.
    """
    line = stage.readers[place.passage].line
    counted = exact_number(reading.head)
    if reading.head in _PAIRS and (line.lower[reading.first] == "the" or reading.head == "both"):
        near = [seen for seen in stage.recent() if seen.sentence >= place.sentence - _NEAR]
        pair = prominent(near, ("person",), 2) or prominent(near, ("state",), 2)
        if len(pair) == 2:
            return pair
    name = wording(stage, reading, place, None)
    if reading.head in _SINGLE | _ALL:
        name = name.lower()
    elif not reading.plural and reading.last - reading.first == 1 and line.text[reading.first][:1].isupper():
        name = line.text[
            reading.first
        ]  # a lone singular without an article is a name, also where a sentence begins
    key: tuple[str | int, ...] = (fold(name),)
    countries: tuple[str, ...] = ()
    sector = ""
    kind: ActorKind = "collective" if reading.plural else "unknown"
    if reading.head in _SINGLE or counted is not None:
        key = (fold(name), place.sentence, place.token)
        kind = "collective" if reading.plural else "unnamed"
        group = _group(stage, place)
        if group is not None:
            name = f"{name} of {_those(stage, group)}"
            countries, sector = group.countries, group.sector
    entity = stage.entity(record_id("a", stage.document, "words", *key), name, kind)
    entity.countries, entity.sector, entity.plural = countries, sector, reading.plural
    entity.heads.add(reading.head)
    stage.explain(entity, reading, place)
    return (entity,)


def document(stage: Stage, reading: Reading, place: Place) -> Entity:
    """Return the actor of a paper that speaks for itself: "the report" is the report named before.

    Args:
        stage: the report that is read.
        reading: the paper, from `papers.paper`.
        place: where its words stand.
    """
    words = wording(stage, reading, place, None)
    worth = float(min(len(words.split()), _LONG))
    if not reading.indefinite:
        for seen in reversed(stage.recent()):
            known = seen.entity
            if known.kind != "document" or known.plural != reading.plural:
                continue
            named = reading.head in known.heads and _compatible(words, known.name)
            if named or (reading.definite and reading.head in GENERAL):
                if worth > known.grade:
                    known.name, known.grade = words, worth
                return known
    ident = record_id("a", stage.document, "paper", reading.head, place.sentence, place.token)
    entity = stage.entity(ident, words, "document")
    entity.grade, entity.plural = worth, reading.plural
    entity.countries, entity.sector = reading.countries, reading.sector
    entity.heads.add(reading.head)
    stage.explain(entity, reading, place)
    return entity


def _compatible(words: str, name: str) -> bool:
    """Say whether one name of a paper holds all that the other says: "the poll" and "the Gallup poll"."""
    one, other = (set(fold(each).split()) - _NEWNESS for each in (words, name))
    return one <= other or other <= one


def _group(stage: Stage, place: Place) -> Entity | None:
    """Return the people named last before a place, of whom "another" is one."""
    near = [seen for seen in reversed(stage.recent()) if seen.sentence >= place.sentence - _NEAR]
    groups = [one for one in near if one.entity.plural and one.entity.kind in ("collective", "unnamed")]
    acting = next((one for one in groups if one.subject and one.main), None)
    return acting.entity if acting is not None else groups[0].entity if groups else None


def _those(stage: Stage, group: Entity) -> str:
    """Return the name of a group after "of": "the residents of Homs", "dozens of traders"."""
    first = group.name.partition(" ")[0].lower()
    counted = first in stage.knowledge.wording.indefinite or exact_number(first) is not None
    return group.name if counted or group.name[:1].isupper() else f"the {group.name}"


def _who(reader: Reader, token: int) -> bool:
    """Say whether a relative clause tells who "those" are."""
    return any(child.dep_ in ("relcl", "acl") for child in reader.passage.doc[token].children)
