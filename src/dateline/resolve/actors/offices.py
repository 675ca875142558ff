"""Who held which office when, from the dated table of offices."""

from __future__ import annotations

from typing import Final

from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge, Office, Person

SYNONYMS: Final = {
    "pm": "prime minister",
    "premier": "prime minister",
    "taoiseach": "prime minister",
    "defense minister": "defence minister",
    "defense secretary": "defence minister",
    "defence secretary": "defence minister",
    "foreign secretary": "foreign minister",
    "secretary of state": "foreign minister",
    "external affairs minister": "foreign minister",
    "minister of foreign affairs": "foreign minister",
    "home secretary": "interior minister",
    "home minister": "interior minister",
    "home affairs minister": "interior minister",
    "king": "head of state",
    "queen": "head of state",
    "emir": "head of state",
    "pope": "head of state",
    "pontiff": "head of state",
    "sultan": "head of state",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "secretary general": "secretary-general",
    "chief": "secretary-general",
}
"""Words for an office that its row in the table may not use."""

LEADERS: Final = ("supreme leader", "paramount leader", "head of state", "head of government")
"""Offices whose holder "the leader" may be, in the order in which news means them."""

_GOVERNS: Final = ("head of government",)

EXECUTIVE: Final = frozenset({"head of state", "head of government", "supreme leader", "paramount leader"})


def in_office(office: Office, date: str) -> bool:
    """Say whether a term covers a day; a start or end known to the year or month covers all of it.

    Args:
        office: the term.
        date: ISO 8601 calendar day.
    """
    start, end = office.start, office.end
    return (not start or start <= date[: len(start)]) and (not end or date[: len(end)] <= end)


def term_at(person: Person, date: str) -> Office | None:
    """Return the highest office a person held on a day; without a day, the last one.

    Args:
        person: the person.
        date: ISO 8601 calendar day, or an empty string.
    """
    if not date:
        return person.offices[-1] if person.offices else None
    told = (office for office in person.offices if office.office or office.sector)
    held = [office for office in told if in_office(office, date)]
    held.sort(key=lambda office: (office.office not in EXECUTIVE, office.sector != "GOV"))
    return held[0] if held else None


def left_before(person: Person, date: str) -> bool:
    """Say whether a person had held an office and left it before a day."""
    return bool(date) and any(
        office.end and office.end < date[: len(office.end)] for office in person.offices
    )


def takes_office_within(person: Person, date: str, months: int = 6) -> bool:
    """Say whether a person's next term begins within some months after a day (an elect or designate)."""
    if not date:
        return False
    now = int(date[:4]) * 12 + int(date[5:7] or 1)
    for office in person.offices:
        if len(office.start) >= 7 and office.start > date:
            start = int(office.start[:4]) * 12 + int(office.start[5:7])
            if 0 <= start - now <= months:
                return True
    return False


def holder(knowledge: Knowledge, country: str, role: str, date: str) -> Office | None:
    """Return the term of whoever held an office on a day, if the table knows exactly one.

    Args:
        knowledge: the tables.
        country: country slot.
        role: the office as a text words it ("foreign minister").
        date: ISO 8601 calendar day; without one nobody is found.
    """
    if not date or not country:
        return None
    key = fold(role)
    keys = [key, fold(SYNONYMS.get(key, ""))]
    if country == "UNO":
        keys += [f"un {name}" for name in keys if name]
    if key == "leader":
        keys = [*_GOVERNS, *LEADERS] if country in knowledge.wording.parliamentary else [*LEADERS]
    for name in keys:
        if not name:
            continue
        terms = knowledge.holders.get((country, name), ())
        held = [office for office in terms if in_office(office, date)]
        people = {office.person for office in held}
        if len(people) > 1:
            # A handover day, or terms known to the year only: the one who came later.
            latest = max(held, key=lambda office: office.start)
            exact = [office for office in held if len(office.start) == 10]
            return max(exact, key=lambda office: office.start) if exact else latest
        if held:
            return held[-1]
    return None


def by_surname(knowledge: Knowledge, last: str, date: str) -> Person | None:
    """Return the one office holder whom a bare surname points to on a day.

    Args:
        knowledge: the tables.
        last: the surname, folded.
        date: ISO 8601 calendar day, or an empty string.
    """
    people = knowledge.surnames.get(last, ())
    if date:
        current = [person for person in people if term_at(person, date)]
        if len(current) == 1:
            return current[0]
        top = [p for p in current if (t := term_at(p, date)) is not None and t.office in EXECUTIVE]
        if len(top) == 1:
            return top[0]
        if current:
            return None
    if len(people) == 1:
        return people[0]
    top = [p for p in people if any(o.office in EXECUTIVE for o in p.offices)]
    return max(top, key=lambda p: p.offices[-1].start) if top and not date else None
