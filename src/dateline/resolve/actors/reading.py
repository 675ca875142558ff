"""Readings: what the words of a mention say of its actor, before the rest of the report is asked."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from dateline.knowledge.tables import GivenNames, Term
from dateline.model import Reason

ReadingKind = Literal[
    "person",
    "people",
    "body",
    "thing",
    "paper",
    "state",
    "organisation",
    "armed_group",
    "place",
    "pronoun",
    "other",
]
Gender = Literal["", "m", "f"]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the words of one mention say.

    Attributes:
        kind: what sort of thing they name.
        name: proper name, canonical where the tables know it; empty for nominals and pronouns.
        head: folded head word or role ("foreign minister"); for pronouns the pronoun.
        role: role words as the text has them, for persons.
        title: folded title before a name, where an apposition gives another role.
        term: row of the tables.
        countries: country slots that the words give.
        sector: sector that the words give.
        sectors: secondary sectors.
        owner: whoever the words say it belongs to or speaks for.
        owner_pronoun: the owner is a pronoun ("its director"), at this token.
        gender: grammatical gender of a person, if the words show it.
        plural: more than one person.
        definite: "the", "this", a possessive, or a headline's bare singular.
        indefinite: "a", "some", a number: somebody new.
        former: the role is a past one.
        locative: the words stand after a preposition of place.
        attached: the words begin with a preposition ("of the opposition Justice Party").
        borrowed: the head names nobody; the words are read as its owner ("Mali's response").
        token: index of the head token in its passage.
        first: first token of the mention.
        last: past the last token of the mention.
        why: reasons found in the words.
    """

    kind: ReadingKind
    name: str = ""
    head: str = ""
    role: str = ""
    title: str = ""
    term: Term | None = None
    countries: tuple[str, ...] = ()
    sector: str = ""
    sectors: tuple[str, ...] = ()
    owner: Reading | None = None
    owner_pronoun: int | None = None
    gender: Gender = ""
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    former: bool = False
    locative: bool = False
    attached: bool = False
    borrowed: bool = False
    token: int = 0
    first: int = 0
    last: int = 0
    why: tuple[Reason, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the words hold a proper name."""
        return bool(self.name)


AGED: Final = "year-old"
"""Head of "the 34-year-old"."""
NATIONAL: Final = "national"
"""Head of "the Kenyan", of whom only the state is told."""
_OFFICES: Final = frozenset({"GOV", "LEG", "JUD", "MIL", "COP"})
MALE: Final = frozenset({"he", "him", "his", "himself"})
FEMALE: Final = frozenset({"she", "her", "hers", "herself"})


def gender_of(words: tuple[str, ...], names: GivenNames, given: str = "") -> Gender:
    """Tell the gender of a person from titles, kin words and given name.

    Args:
        words: lower-case words of the mention, in order.
        names: lists of titles and given names.
        given: the folded first word of the name, if there is one.
    """
    for word in words:
        if word in names.titles_male or word in names.male_nouns:
            return "m"
        if word in names.titles_female or word in names.female_nouns:
            return "f"
    return "m" if given in names.male else "f" if given in names.female else ""


def joined(left: Reading, right: Reading) -> Reading | None:
    """Bring an apposition together ("its director, Isa Sanusi"), or return `None` if the two do not fit.

    Args:
        left: the reading of the words before the comma.
        right: the reading of the words after it.
    """
    name, other = (left, right) if left.named else (right, left)
    if left.kind == "person" and right.attached and right.kind in ("organisation", "armed_group", "body"):
        return replace(
            left,
            countries=left.countries or right.countries,
            sector=left.sector or right.sector,
            owner=left.owner or right,
            last=right.last,
            why=left.why + right.why,
        )
    if left.borrowed and right.kind == "person" and right.named:
        return right
    if left.named and right.named:
        return None
    personal = {"person", "people"}
    if name.named and name.kind == "person" and other.kind == "person" and not other.plural:
        return _with_role(name, other, left, right)
    if name is left and name.kind == "organisation" and name.term is None and not name.head and _holds(other):
        # "Kipchumba Otieno, Kenya's interior minister": what holds an office is a person
        return _with_role(replace(name, kind="person"), other, left, right)
    if left.kind == "person" and left.definite and not left.named and _holds(left) and _like_person(right):
        # "the mayor of Odesa, Hennadiy Trukhanov", whose name the tagger takes for another
        return _with_role(replace(right, kind="person"), left, left, right)
    bodies = {"organisation", "armed_group", "body", "state"}
    if name.named and name.kind in bodies and other.kind in {"body", "organisation"}:
        return replace(
            name,
            head=other.head or name.head,
            countries=name.countries or other.countries,
            sector=name.sector or other.sector,
            first=min(left.first, right.first),
            last=max(left.last, right.last),
            why=name.why + other.why,
        )
    if (
        right.kind in ("state", "place")
        and left.kind not in ("state", "place", "pronoun")
        and not left.countries
    ):
        return replace(left, countries=right.countries, last=right.last, why=left.why + right.why)
    if not left.named and left.kind in personal and right.kind == left.kind and not right.indefinite:
        return replace(left, countries=left.countries or right.countries, last=right.last)
    return None


def _holds(role: Reading) -> bool:
    """Say whether a description is that of one person in an office."""
    return role.kind == "person" and not role.plural and role.sector in _OFFICES


def _like_person(name: Reading) -> bool:
    """Say whether a name that no table has may be that of a person: two words and more."""
    unknown = name.kind == "organisation" and name.term is None and not name.head
    return unknown and len(name.name.split()) > 1 and not name.attached


def _with_role(name: Reading, other: Reading, left: Reading, right: Reading) -> Reading:
    """Give a named person the role that an apposition words."""
    return replace(
        name,
        head=other.head or name.head,
        role=other.role or name.role,
        title=name.head if other.head else "",
        countries=other.countries or name.countries,
        sector=other.sector or name.sector,
        sectors=other.sectors or name.sectors,
        owner=other.owner or name.owner,
        owner_pronoun=other.owner_pronoun if other.owner_pronoun is not None else name.owner_pronoun,
        gender=name.gender or other.gender,
        former=other.former,
        first=min(left.first, right.first),
        last=max(left.last, right.last),
        why=name.why + other.why,
    )


def members(reading: Reading, word: str) -> ReadingKind:
    """Return the kind of "a member of" somebody: of a body they are people, of people what those are.

    Args:
        reading: what follows the "of".
        word: the word before it.
    """
    if "member" in word and reading.kind in ("organisation", "armed_group", "body", "state"):
        return "people" if word == "members" else "person"
    return reading.kind
