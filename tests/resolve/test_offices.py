from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.knowledge.rows import Office, Person
from dateline.knowledge.tables import load
from dateline.pipeline import Reader
from dateline.resolve.actors.offices import holder, in_office, left_before, takes_office_within, term_at


def office(start: str, end: str, name: str = "president") -> Office:
    return Office("A Person", "KEN", name, name.title(), start, end, "GOV")


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("2013-04-09", "2022-09-13", "2015-01-01", True),
        ("2013-04-09", "2022-09-13", "2013-04-08", False),
        ("2013-04-09", "2022-09-13", "2022-09-14", False),
        ("2013", "2022", "2022-11-30", True),
        ("2013-04", "", "2030-01-01", True),
        ("2013-04", "", "2013-03-31", False),
    ],
)
def test_terms_cover_days(start: str, end: str, date: str, held: bool) -> None:
    assert in_office(office(start, end), date) is held


def test_a_person_between_two_terms_holds_nothing() -> None:
    person = Person("A Person", (), "KEN", "", (office("2001-01-01", "2005-01-01"), office("2010-06-01", "")))
    assert term_at(person, "2007-03-03") is None
    assert left_before(person, "2007-03-03")
    assert not takes_office_within(person, "2007-03-03")
    assert takes_office_within(person, "2010-04-01")
    assert term_at(person, "2011-01-01") is not None


@pytest.mark.parametrize(
    ("country", "role", "date", "name"),
    [
        ("USA", "president", "2014-06-01", "Barack Obama"),
        ("USA", "president", "2018-06-01", "Donald Trump"),
        ("DEU", "chancellor", "2014-06-01", "Angela Merkel"),
        ("GBR", "premier", "2010-01-31", "Gordon Brown"),
    ],
)
def test_the_holder_depends_on_the_day(country: str, role: str, date: str, name: str) -> None:
    found = holder(load(), country, role, date)
    assert found is not None
    assert found.person == name


def test_without_a_day_nobody_holds_an_office() -> None:
    assert holder(load(), "USA", "president", "") is None


def test_an_acronym_is_nobody_of_a_country_that_is_not_spoken_of() -> None:
    text = "The Czech opposition party ANO accused the government in Prague of wasting money."
    names = {found.actor.name for found in Reader(Settings()).actors(text, "2025-02-11")}
    assert "Eduardo Año" not in names
    text = "In Manila, Año told senators on Monday that the Philippines would not back down."
    assert "Eduardo Año" in {found.actor.name for found in Reader(Settings()).actors(text, "2025-02-11")}
