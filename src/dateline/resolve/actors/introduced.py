"""Who is named only after the report has spoken of him: "The labour minister said ... Sipho Maseko told reporters"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from dateline.knowledge.phrases import fold
from dateline.resolve.actors.reading import Reading, gender_of
from dateline.resolve.actors.roles import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

_OFFICES: Final = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "REL", "PTY"})
_CAREER: Final = frozenset(
    [
        "appoint",
        "become",
        "elect",
        "head",
        "hold",
        "lead",
        "name",
        "replace",
        "resign",
        "serve",
        "succeed",
        "take",
    ]
)
"""Lemmas of verbs that tell of an office."""
_REACH: Final = 3
"""Paragraphs after the role among which the name stands."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})

Told = tuple[int, Reading]


def named_later(told: Sequence[Told], readers: Sequence[Reader]) -> Iterator[Told]:
    """Yield a reading that gives a role to the name that follows it without one, as news introduces people.

    A full name that nothing describes is only clear to readers if they know already who that is. So where one person
    in office has been spoken of, nobody has been named yet, and the name is that of one who speaks or of whom more is
    told, he holds the office.

    Args:
        told: the readings of the report's mentions, in the order of the text, with their passages.
        readers: the readers of the passages.
    """
    described = {fold(reading.name) for _, reading in told if reading.name and (reading.head or reading.term)}
    by_index = {reader.passage.index: reader for reader in readers}
    role: Told | None = None
    for passage, reading in told:
        if role is not None and reading.kind == "people" and _acts(reading, by_index[passage]):
            return  # one of these may be named next
        if reading.kind != "person" or reading.borrowed or reading.locative:
            continue
        if reading.name:
            if role is not None and _fits(role, (passage, reading), by_index, described):
                yield (
                    passage,
                    replace(
                        reading,
                        head=role[1].head,
                        role=role[1].role,
                        countries=role[1].countries,
                        sector=role[1].sector,
                        sectors=role[1].sectors,
                        why=(*reading.why, *role[1].why),
                    ),
                )
            return
        if not _in_office(reading, by_index[passage]):
            continue
        if role is None and _acts(reading, by_index[passage]):
            role = passage, reading
        elif role is None or not (role[1].head == reading.head or _general(role[1], reading)):
            return  # of two in office the name may be either's


def _in_office(reading: Reading, reader: Reader) -> bool:
    """Say whether words mean one person in an office, without the name."""
    wording = reader.line.knowledge.wording
    holds = reading.head.rsplit(" ", 1)[-1] in wording.offices and reading.sector in _OFFICES
    one = not (reading.plural or reading.indefinite or reading.former)
    unknown = reading.head not in wording.unnamed and reading.owner_pronoun is None
    return holds and one and unknown


def _acts(reading: Reading, reader: Reader) -> bool:
    """Say whether words are a subject, or what a headline without a verb is about."""
    return reader.passage.doc[reading.token].dep_ in {*_SUBJECTS, "ROOT", "compound"}


def _general(role: Reading, reading: Reading) -> bool:
    """Say whether a role is the last word of another ("the minister" of "the labour minister")."""
    return role.head.endswith(f" {reading.head}")


def _fits(role: Told, name: Told, readers: dict[int, Reader], described: set[str]) -> bool:
    """Say whether a name may be that of whoever holds a role: full, without a role, of somebody who speaks."""
    passage, reading = name
    if passage - role[0] > _REACH or len(reading.name.split()) < 2 or fold(reading.name) in described:
        return False
    reader = readers[passage]
    names = reader.line.knowledge.names
    own = gender_of((), names, fold(reading.name).partition(" ")[0])
    if own and role[1].gender and own != role[1].gender:
        return False
    if reading.countries and role[1].countries and set(reading.countries).isdisjoint(role[1].countries):
        return False
    return _told_of(reader, reader.passage.doc[reading.token])


def _told_of(reader: Reader, token: Token) -> bool:
    """Say whether somebody speaks, or a clause tells how he came to an office, and nothing else who he is."""
    if token.dep_ not in _SUBJECTS or any(child.dep_ == "appos" for child in token.children):
        return False  # an apposition says who he is
    clauses = [child.lemma_ in _CAREER for child in token.children if child.dep_ == "relcl"]
    return all(clauses) if clauses else token.head.lemma_ in reader.line.knowledge.wording.speech
