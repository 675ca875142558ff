"""Who held what on which day: a hundred holders of office, two days each, in sentences of many shapes.

Expectations are read from the rows of `offices.tsv` themselves, not through the code that reads them.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import dateline.knowledge
from dateline.knowledge.tables import Knowledge, load
from dateline.model import Actor, Span
from dateline.resolve.actors.resolver import resolve_actors

TABLE = Path(dateline.knowledge.__file__).with_name("offices.tsv")
NAMES, SEED, SHARE, OUT = 100, 20_251_121, 0.95, 0.25
MINISTERIAL = {
    *("head of state", "head of government"),
    *("foreign minister", "defence minister", "interior minister"),
}
PLAIN = {
    *("President", "Prime Minister", "Foreign Minister"),
    *("Defence Minister", "Interior Minister", "Chancellor", "Home Secretary", "Foreign Secretary"),
}
"""Titles that a sentence can give without the name, since a country has one holder at a time."""
SUCCESSORS = {"SUN": "RUS"}
"""Codes of states that are no more, and those under which records file them."""
FAMILY_FIRST = {"CHN", "HKG", "KOR", "PRK", "TWN"}
"""States whose names begin with the family name."""
UNSURNAMED = {"VNM", "KHM", "MMR", "ETH", "ERI", "ISL", "THA", "BTN", "MNG"}
"""States whose people go by given names."""
ARTICLE = {"USA", "NLD", "PHL", "GBR", "ARE", "MDV", "BHS", "CAF", "COD", "COG", "DOM", "GMB", "SLB", "COM"}

IN_FULL = (
    "[{name}] said on Tuesday that the two sides were close to a deal.",
    "The draft, seen by reporters late on Monday, was read out by [{name}] before the vote.",
    "Asked about the strike, [{name}] declined to comment.",
    "Protesters had gathered on the square where [{name}] was due to speak at noon.",
    "In a telephone call that lasted an hour, the envoy urged [{name}] to lift the curfew.",
    "It was [{name}] who first raised the matter, two aides recalled.",
    "The airline, which owes millions, has been in talks with [{name}] since the spring.",
    "Neither the bishops nor [{name}] would say what had been agreed.",
    "“We will not be hurried,” [{name}] told a half-empty hall.",
)
BY_SURNAME = (
    "{name} arrived at the port shortly after dawn. Hours later [{last}] left without a word.",
    "Aides to {name} dismissed the report. [{last}], they said, had never seen the letter.",
    "Nobody had expected {name} at the funeral. When [{last}] came in, the choir fell silent.",
    "Two letters reached {name} that week, and the second was answered by [{last}] in person.",
)
BY_TITLE = (
    "[{title} {name}] opened the bridge on Saturday.",
    "The envoys were received by [{title} {name}], who had cut short a holiday.",
    "The flood, [{country}’s {lower}, {name}], said, was the worst for a century.",
    "Miners in {country} went back to work after [{title} {last}] had promised them an inquiry.",
    "In {country} the shops stayed shut. [{title} {last}] blamed the weather.",
)
BY_ROLE = (
    "[The {lower} of {country}] postponed the visit, citing a cold.",
    "Farmers blocked two motorways, but [{country}’s {lower}] refused to meet them.",
    "The envoy handed the list to [{country}’s {lower}] on Friday evening.",
    "Rain held up the convoy on its way through {country}. [The {lower}] had promised an escort.",
    "Across {country} the harvest has failed, and it was [the {lower}] who asked for help first.",
)
PAST = (
    "[{name}] will give a lecture on the crisis in the autumn.",
    "Among the mourners were two poets, a judge and [{name}].",
    "[Former {lower} {name}] has published a second volume of memoirs.",
    "The letter was signed by eleven writers and by [{name}], who has kept silent for months.",
)


class Row(NamedTuple):
    """One term, as the table has it."""

    person: str
    country: str
    office: str
    title: str
    start: str
    end: str
    sector: str


class Case(NamedTuple):
    """A sentence, its day, and what the marked words must stand for; no role: out of office."""

    kind: str
    text: str
    day: str
    person: str
    country: str
    role: str
    sector: str


def read_rows() -> list[Row]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Row(*(row[field] or "" for field in Row._fields)) for row in table]


def _covers(row: Row, day: str) -> bool:
    return row.start <= day[: len(row.start)] and (not row.end or day[: len(row.end)] <= row.end)


def _exact(row: Row) -> bool:
    return bool(
        re.fullmatch(r"\d{4}-\d\d(-\d\d)?", row.start) and re.fullmatch(r"(\d{4}-\d\d(-\d\d)?)?", row.end)
    )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text if len(text) == 10 else f"{text}-15")


def _within(row: Row) -> list[str]:
    """Return days well inside a term: two of a long one, none of one shorter than two months."""
    first, last = _day(row.start), _day(row.end) if row.end else dt.date(2025, 11, 1)
    parts = (1 / 4, 3 / 4) if (last - first).days > 500 else (1 / 2,) if (last - first).days > 60 else ()
    return [(first + (last - first) * part).isoformat() for part in parts]


def _one(rows: Iterable[Row], day: str) -> bool:
    return sum(_covers(row, day) for row in rows) == 1


def _surname(row: Row) -> str:
    """Return the surname as the press gives it, or nothing for those whom it calls by another name."""
    words = row.person.split()
    if len(words) < 2 or row.country in UNSURNAMED or re.fullmatch(r"[IVX]+", words[-1]):
        return ""
    if row.country in FAMILY_FIRST:
        return words[0]
    first = len(words) - 1
    while first > 1 and (
        words[first - 1].islower() or words[first - 1] in ("El", "Al", "Ben", "Bin", "Abdel", "Ould")
    ):
        first -= 1
    return " ".join(words[first:])


def _of_name(rng: random.Random, row: Row, day: str, same: list[Row], knowledge: Knowledge) -> Case:
    """Word a term in which somebody is in office."""
    name, state = row.person, knowledge.states.get(row.country)
    last = _surname(row)
    shapes: list[tuple[str, tuple[str, ...]]] = [("name", IN_FULL)]
    if last:
        shapes.append(("surname", BY_SURNAME))
    if state is not None and row.office in MINISTERIAL and row.title:
        shapes.append(("title", BY_TITLE if last else BY_TITLE[:3]))
        if row.title in PLAIN and _one(same, day):
            shapes += [("role", BY_ROLE)] * 2
    kind, frames = rng.choice(shapes)
    country = "" if state is None else state.name
    country = f"the {country}" if row.country in ARTICLE else country
    words = {"name": name, "last": last, "title": row.title, "lower": row.title.lower(), "country": country}
    text = re.sub(r"^\[?the", lambda found: found[0].replace("t", "T"), rng.choice(frames).format(**words))
    return Case(kind, text, day, name, _filed(row), row.title or row.office, row.sector)


def _out_of_office(rng: random.Random, mine: list[Row], title: str) -> Case | None:
    """Word a day two years after somebody's last term."""
    last = max(mine, key=lambda row: row.end or "9999")
    if not last.end or last.end > "2022" or last.sector not in ("GOV", "LEG"):
        return None
    day = (_day(last.end if len(last.end) > 4 else f"{last.end}-12") + dt.timedelta(days=730)).isoformat()
    text = rng.choice(PAST if title else PAST[:2]).format(name=last.person, lower=title.lower())
    return Case("past", text, day, last.person, _filed(last), "", "ELI")


def _filed(row: Row) -> str:
    return SUCCESSORS.get(row.country, row.country)


def cases(seed: int, number: int) -> list[Case]:
    """Draw holders of office and word two days of each."""
    rng, knowledge = random.Random(seed), load()  # noqa: S311 - a draw that anybody can repeat
    of_person: dict[str, list[Row]] = {}
    of_office: dict[tuple[str, str], list[Row]] = {}
    for row in read_rows():
        of_person.setdefault(row.person, []).append(row)
        for office in {row.office, row.title.lower()}:
            of_office.setdefault((row.country, office), []).append(row)
    found: list[Case] = []
    people = sorted(of_person)
    rng.shuffle(people)
    for person in people:
        if len(found) == 2 * number:
            break
        mine = of_person[person]
        if not all(_exact(row) for row in mine) or len({row.country for row in mine} - {""}) != 1:
            continue
        terms = [(row, day) for row in mine for day in _within(row) if _one(mine, day)]
        if not terms:
            continue
        rng.shuffle(terms)
        plain = terms[0][0].title if terms[0][0].title in PLAIN else ""
        past = _out_of_office(rng, mine, plain) if len(terms) == 1 or rng.random() < OUT else None
        made = [past] if past is not None else []
        for row, day in terms[: 2 - len(made)]:
            same = of_office[row.country, row.title.lower() if row.title in PLAIN else row.office]
            made.append(_of_name(rng, row, day, same, knowledge))
        if len(made) == 2:
            found += made
    return found


def answer(parse_text: Any, case: Case) -> Actor | None:
    """Return whom the marked words of a case stand for."""
    first, last = case.text.index("["), case.text.index("]") - 1
    text = case.text.replace("[", "").replace("]", "")
    document, passages = parse_text(text, case.day)
    span = Span(first, last, text[first:last])
    resolution = resolve_actors(document, passages, [span], load())
    actors = {actor.id: actor for actor in resolution.actors}
    found = resolution.of(span)
    return actors[found[0]] if len(found) == 1 else None


def is_right(case: Case, actor: Actor | None) -> bool:
    if actor is None or actor.name != case.person or actor.country != (case.country,):
        return False
    held = actor.role == case.role if case.role else not actor.role or "former" in actor.role.lower()
    return (held or case.kind == "past") and actor.sector == case.sector


def test_whoever_held_an_office_is_known_by_it(parse_text: Any) -> None:
    drawn = cases(SEED, NAMES)
    assert len(drawn) == 2 * NAMES
    assert len({case.person for case in drawn}) == NAMES
    wrong = [case for case in drawn if not is_right(case, answer(parse_text, case))]
    assert len(wrong) <= (1 - SHARE) * len(drawn), wrong


@pytest.mark.parametrize("kind", ["name", "surname", "title", "role", "past"])
def test_every_shape_of_sentence_is_drawn(kind: str) -> None:
    assert sum(case.kind == kind for case in cases(SEED, NAMES)) >= 10
