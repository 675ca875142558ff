"""Entries of the event lexicon: the small pattern language of `ontology/plover/*.toml`, and its parser.

A pattern is written on one line: a head (a verb's or noun's lemma) and what must stand with it.

    attack                    the head alone
    break off @meeting        verb + particle + object of the word class `meeting` (in `words.toml`)
    hold talk|meeting         alternatives are parted by `|`
    put in place              particles and prepositions that the verb keeps are written out
    take to:street            a preposition with its object; `to:` alone asks for the preposition only,
                              `on|at:` for one of two
    refuse >meet|talk         the verb of an open or closed complement; `>` alone asks for any complement
    say >%must                a clause with a property instead of a lemma: `%must` (says what somebody must do),
                              `%bad` (speaks ill of its subject), `%deed` (charges its subject with a deed),
                              `%inf` (infinitive of another), `%sub` (subjunctive: "that he leave")
    be =guilty                an adjective or noun complement, also after "as"
    air strike                for nouns: modifiers before the head

A frame says where the participants stand: `subject > object|on` reads "actor: the subject; recipient: the
object, else what `on` governs". `&` in the place of `>` makes an event of equals: both sides are actors. `+`
gathers several places instead of taking the first that is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

PARTICLES: Final[frozenset[str]] = frozenset(
    {
        "about",
        "across",
        "after",
        "against",
        "ahead",
        "along",
        "apart",
        "around",
        "aside",
        "at",
        "away",
        "back",
        "behind",
        "by",
        "down",
        "for",
        "forward",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "open",
        "out",
        "over",
        "round",
        "through",
        "to",
        "together",
        "under",
        "up",
        "upon",
        "with",
    }
)
"""Words of a pattern that are read as particles (or kept prepositions) of a verb, not as its object."""

ANY: Final[frozenset[str]] = frozenset({"*"})
"""Condition that any filler meets."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must stand with a head for an entry to apply; an empty field asks for nothing.

    Attributes:
        head: lemma of the head.
        particle: particle or kept preposition of a verb.
        object: lemmas one of which heads the object.
        prepositions: prepositions one of which must be there.
        governed: lemmas one of which heads that preposition's object; `ANY` for any.
        clause: lemmas of the complement clause's verb; `ANY` for any.
        complement: lemmas of the predicative complement.
        modifiers: lemmas one of which must modify a noun.
    """

    head: str
    particle: str = ""
    object: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    governed: frozenset[str] = frozenset()
    clause: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How specific the pattern is; the most specific that fits decides."""
        fields = (self.particle, self.object, self.prepositions, self.clause, self.complement, self.modifiers)
        exact = 2 * (self.governed not in (frozenset(), ANY)) + bool(self.object) + 2 * bool(self.complement)
        return sum(2 for field in fields if field) + exact


@dataclass(frozen=True, slots=True)
class Slot:
    """One side of a frame: the places where a participant may stand.

    Attributes:
        places: names of places, best first.
        gather: take all places that are filled, not the first one only.
    """

    places: tuple[str, ...] = ()
    gather: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an event's participants stand."""

    actor: Slot
    recipient: Slot
    symmetric: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A pattern and what it means.

    Attributes:
        pattern: when the entry applies.
        words: the pattern as the table writes it.
        type: PLOVER type, or an empty string for wording that names no event ("meet a deadline").
        modes: PLOVER modes that the wording gives.
        frame: where the participants stand.
        noun: the head is a noun.
        by_content: type by what the wording is about, for verbs such as "vow" whose content decides:
            PLOVER types to PLOVER types, `*` for any other content; an empty type is no event.
        also: a second event that the wording names, type and mode (a prison sentence is an arrest too).
        actor_is: word class that the actor's head must belong to.
        recipient_is: word class that the recipient's head must belong to.
        actor_not: word class that the actor's head must not belong to.
        recipient_not: word class that the recipient's head must not belong to.
        needs: what the wording must have to be an event: `actor`, `recipient`, `sides` (two at least), or
            `negated`.
        strong: the wording is political whoever takes part (an air strike, a coup).
        content: roles are as usual, and what the wording is about is no further event.
        passive_only: applies to passives only.
        result: what an attack does to its victims ("kill"); no event beside the attack itself.
    """

    pattern: Pattern
    words: str
    type: str
    modes: tuple[str, ...] = ()
    frame: Frame
    noun: bool = False
    by_content: tuple[tuple[str, str], ...] = ()
    also: tuple[str, str] | None = None
    actor_is: frozenset[str] = frozenset()
    recipient_is: frozenset[str] = frozenset()
    actor_not: frozenset[str] = frozenset()
    recipient_not: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    strong: bool = False
    content: bool = False
    passive_only: bool = False
    result: bool = False
    weight: int = 0


Classes = Mapping[str, frozenset[str]]


def parse_pattern(words: str, classes: Classes, *, noun: bool) -> Pattern:
    """Read a pattern.

    Args:
        words: the pattern as the table writes it.
        classes: the word classes that `@name` refers to.
        noun: the head is a noun; it stands last, its modifiers before it.

    Raises:
        ValueError: the pattern names an unknown word class or says something twice.
    """
    parts = words.split()
    if noun:
        return _noun_pattern(parts, classes)
    head, *rest = parts
    found: dict[str, Any] = {}
    for part in rest:
        if part.startswith(">"):
            key, value = "clause", _lemmas(part[1:], classes)
        elif part.startswith("="):
            key, value = "complement", _lemmas(part[1:], classes)
        elif ":" in part:
            name, _, governed = part.partition(":")
            _once(found, "prepositions", words)
            found["prepositions"] = frozenset(name.split("|"))
            key, value = "governed", _lemmas(governed, classes)
        elif part in PARTICLES:
            found["particle"] = f"{found['particle']} {part}" if "particle" in found else part
            continue
        else:
            key, value = "object", _lemmas(part, classes)
        _once(found, key, words)
        found[key] = value
    return Pattern(head, **found)


def _noun_pattern(parts: list[str], classes: Classes) -> Pattern:
    clauses = [part[1:] for part in parts if part.startswith(">")]
    *modifiers, head = [part for part in parts if ":" not in part and not part.startswith(">")]
    prepositions = [part for part in parts if ":" in part]
    name, _, governed = prepositions[0].partition(":") if prepositions else ("", "", "")
    return Pattern(
        head,
        modifiers=frozenset().union(*(_lemmas(part, classes) for part in modifiers)),
        prepositions=frozenset(name.split("|")) if name else frozenset(),
        governed=_lemmas(governed, classes) if name else frozenset(),
        clause=_lemmas(clauses[0], classes) if clauses else frozenset(),
    )


def _once(found: Mapping[str, Any], key: str, words: str) -> None:
    if key in found:
        raise ValueError(f"pattern {words!r} gives {key} twice")


def _lemmas(part: str, classes: Classes) -> frozenset[str]:
    if not part:
        return ANY
    lemmas: set[str] = set()
    for word in part.split("|"):
        if word.startswith("@"):
            if word[1:] not in classes:
                raise ValueError(f"unknown word class {word!r}")
            lemmas |= classes[word[1:]]
        else:
            lemmas.add(word.replace("_", " "))
    return frozenset(lemmas)


@cache
def parse_frame(words: str) -> Frame:
    """Read a frame such as `subject > object|on`."""
    symmetric = "&" in words
    actor, _, recipient = words.partition("&" if symmetric else ">")
    return Frame(_slot(actor), _slot(recipient), symmetric)


def _slot(words: str) -> Slot:
    gather = "+" in words
    places = tuple(place.strip() for place in words.replace("+", "|").split("|") if place.strip())
    return Slot(places, gather)


def parse_entries(table: Mapping[str, Any], classes: Classes) -> Iterable[Entry]:
    """Read one type's table.

    Args:
        table: parsed TOML: `type`, default frames, and the groups `verbs` and `nouns`.
        classes: word classes.

    Yields:
        One entry a pattern, in the order of the table.

    Raises:
        ValueError: a pattern or word class cannot be read.
    """
    for group in ("verbs", "nouns"):
        noun = group == "nouns"
        default = table.get("noun_frame" if noun else "verb_frame", "")
        for row in table.get(group, ()):
            for words in row["words"]:
                for one in (words,) if noun else _heads(words, classes):
                    yield _entry(one, row, table, classes, noun=noun, default=default)


def _heads(words: str, classes: Classes) -> Iterable[str]:
    """Yield a pattern once for each of its heads (`@saying >%must`, `demand|urge >stop`)."""
    head, blank, rest = words.partition(" ")
    for lemma in sorted(_lemmas(head, classes)):
        yield lemma + blank + rest


def _entry(
    words: str,
    row: Mapping[str, Any],
    table: Mapping[str, Any],
    classes: Classes,
    *,
    noun: bool,
    default: str,
) -> Entry:
    pattern = parse_pattern(words, classes, noun=noun)
    mode = row.get("mode", ())
    kinds = {
        key: _lemmas(row[key], classes) if key in row else frozenset()
        for key in ("actor_is", "recipient_is", "actor_not", "recipient_not")
    }
    return Entry(
        pattern=pattern,
        words=words,
        type=row.get("type", table["type"]),
        modes=(mode,) if isinstance(mode, str) else tuple(mode),
        frame=parse_frame(row.get("frame", default)),
        noun=noun,
        by_content=tuple(row.get("by_content", {}).items()),
        also=tuple(row["also"]) if "also" in row else None,
        needs=frozenset(row.get("needs", ())),
        strong=row.get("strong", table.get("strong", False)),
        content=row.get("content", table.get("content", False)),
        passive_only=row.get("passive", False),
        result=row.get("result", False),
        weight=pattern.weight
        # "declined to comment" is no refusal: what names no event goes before what may
        + int(not row.get("type", table["type"]) and pattern.clause not in (frozenset(), ANY))
        + sum(1 for kind in kinds.values() if kind)
        + 3 * ("negated" in row.get("needs", ()))
        + int(row.get("passive", False)),
        **kinds,
    )
