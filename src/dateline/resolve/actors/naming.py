"""Names for actors that no table knows: the fullest words of the report itself, without article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.resolve.actors.coreference import Entity
    from dateline.resolve.actors.reading import Reading
    from dateline.resolve.actors.stage import Place, Stage

FIXED: Final = 99.0
"""Grade of a name that no other wording replaces: a proper name, a row of the tables."""
_LONGEST: Final = 9
"""Words beyond which a wording is a story rather than a name."""
FORCES: Final = "-armed-forces"
"""How the id of a state's armed forces ends."""
WHOLE: Final = frozenset({"armed forces", "military", "forces", "military forces"})
"""Heads that stand for the armed forces of a state as a whole."""
_POINTERS: Final = frozenset({"this", "that", "these", "those", "same", "said", "such", "own"})
_COUNTED: Final = frozenset({"both", "each", "either", "neither", "two", "three", "four", "five", "six"})
_SOME: Final = frozenset({"several", "many", "some", "few", "other", "others", "dozens", "hundreds"})
_WHERE: Final = re.compile(r"\b(?:of|for|in|at|to) (?:the )?[A-Z]")
_PRONOUNS: Final = frozenset({"my", "our", "your", "his", "her", "its", "their", "whose"})


def wording(stage: Stage, reading: Reading, place: Place, owner: Entity | None) -> str:
    """Return the words of a mention as a name: no article, possessive pronouns as whom they stand for.

    Args:
        stage: the report.
        reading: the mention.
        place: where it stands.
        owner: whoever a possessor or possessive pronoun stands for, if that is known.
    """
    words = stage.label(reading, place)
    if not words:
        return words
    if reading.head == "people" and words.lower() in _SOME:
        return f"{words.lower()} people"
    first, _, rest = words.partition(" ")
    while first.lower() in _POINTERS and rest:
        words = rest
        first, _, rest = words.partition(" ")
    if first.lower() in _PRONOUNS and rest:
        proper = owner is not None and owner.grade >= FIXED and owner.name[:1].isupper()
        return f"{possessive_of(owner.name)} {rest}" if proper and owner is not None else rest
    line = stage.readers[place.passage].line
    token = line.passage.doc[reading.first]
    known = line.at[reading.first] >= 0 and line.marks[line.at[reading.first]].term is not None
    if known or token.tag_ in ("NNP", "NNPS") or token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
        return words
    if token.is_sent_start and first.startswith(token.text) and first[1:].islower():
        # A capital that only begins the sentence.
        return words[0].lower() + words[1:]
    return words.lower() if words.isupper() and len(words) > 4 else words


def told(stage: Stage, reading: Reading, place: Place) -> bool:
    """Say whether the words of a mention give its country ("Peru's ports council", "Danish troops")."""
    if not reading.countries:
        return False
    own = stage.words(reading, place)
    return any(r.field == "country" and r.words is not None and own.covers(r.words) for r in reading.why)


def title(
    stage: Stage, reading: Reading, place: Place, owner: Entity | None, where: tuple[str, ...]
) -> tuple[str, float]:
    """Return a name for a body, group or office, and how good it is.

    Where the words leave the country out, it is put before them ("Kenya's electoral commission").

    Args:
        stage: the report.
        reading: the mention.
        place: where it stands.
        owner: whoever it belongs to.
        where: its country slots, from the words or from the report.
    """
    words = wording(stage, reading, place, owner)
    own = told(stage, reading, place) or _names(stage, where, words) or _WHERE.search(words) is not None
    whose = owner is not None and (reading.owner is not None or reading.owner_pronoun is not None)
    several = words.partition(" ")[0].lower() in _COUNTED
    own = own or "-based " in words
    prefix = "" if own or whose or several or reading.indefinite else stage.possessive(where)
    return f"{prefix} {words}".strip(), grade(words, reading, own=own or whose)


def grade(words: str, reading: Reading, *, own: bool) -> float:
    """Say how good a wording is as a name: complete, proper, definite."""
    parts = words.split()
    if len(parts) > _LONGEST:
        return 0.0
    proper = any(part[:1].isupper() for part in parts)
    return 2.0 * own + 1.0 * proper + 0.15 * min(len(parts), 6) - 0.8 * reading.indefinite


def improve(stage: Stage, entity: Entity, reading: Reading, place: Place, owner: Entity | None) -> None:
    """Give an actor without a name of its own a fuller wording, where a later mention has one."""
    if entity.grade >= FIXED or reading.kind in ("pronoun", "thing") or reading.borrowed:
        return
    if entity.id.endswith(FORCES) and reading.head not in WHOLE:
        return
    if entity.kind in ("unnamed", "collective"):
        words = wording(stage, reading, place, owner)
        value = grade(words, reading, own=told(stage, reading, place))
    else:
        words, value = title(stage, reading, place, owner, entity.countries)
    if value > entity.grade:
        entity.name, entity.grade = words, value


def possessive_of(name: str) -> str:
    """Return a name as a possessor: "Peru's", "the Netherlands'"."""
    return name + ("'" if name.endswith("s") else "'s")


def _names(stage: Stage, where: tuple[str, ...], words: str) -> bool:
    """Say whether words hold the name of a state already."""
    states = (stage.knowledge.states.get(code) for code in where)
    return any(state is not None and state.name in words for state in states)
