from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.places.gazetteer import load
from dateline.resolve.places.placenames import key
from dateline.resolve.places.publisher import home_of
from dateline.resolve.places.toponyms import Home, Toponym, resolve


@pytest.mark.parametrize(
    ("written", "filed"),
    [
        ("St. Louis", "saint louis"),
        ("Khān Yūnis", "khan yunis"),
        ("The Hague", "hague"),
        ("Port-au-Prince", "port au prince"),
        ("O'Fallon", "ofallon"),
        ("Wayne Co.", "wayne county"),
        ("Łódź", "lodz"),
        ("", ""),
    ],
)
def test_spellings_of_a_name_share_a_key(written: str, filed: str) -> None:
    assert key(written) == filed


@given(st.text())
def test_a_key_is_its_own_key_whatever_the_text(written: str) -> None:
    assert load().named(written) == load().named(written)
    assert key(written) == key(written.strip())


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Iran", "IRN", "country"),
        ("Natanz", "IRN", "city"),
        ("Ohio", "USA", "admin1"),
        ("Kiev", "UKR", "capital"),
        ("Burma", "MMR", "country"),
        ("Cuyahoga County", "USA", "admin2"),
        ("Donbas", "UKR", "region"),
        ("Strait of Hormuz", "", "strait"),
        ("Fordow", "IRN", "facility"),
        ("the Kremlin", "RUS", "seat"),
        ("Sahel", "", "region"),
    ],
)
def test_names_of_the_news_are_filed(name: str, country: str, kind: str) -> None:
    top = load().named(name)[0]
    assert (top.country, top.kind) == (country, kind)


def test_a_name_that_is_not_filed_has_no_place() -> None:
    assert load().named("Qwertyville") == ()
    assert load().named("") == ()


def test_divisions_and_states_are_found_by_code() -> None:
    gazetteer = load()
    ohio, iran = gazetteer.division("USA", "OH"), gazetteer.state("IRN")
    assert ohio is not None
    assert ohio.name == "Ohio"
    assert iran is not None
    assert iran.name == "Iran"
    assert gazetteer.division("USA", "??") is None


@pytest.mark.parametrize(
    ("name", "within", "others", "country", "admin1"),
    [
        ("Paris", "", ("Lyon",), "FRA", None),
        ("Paris", "Texas", (), "USA", "TX"),
        ("Athens", "", ("Macon", "Augusta", "Georgia"), "USA", "GA"),
        ("Athens", "", ("Piraeus",), "GRC", None),
        ("Georgia", "", ("Tbilisi", "Batumi"), "GEO", None),
        ("Georgia", "", ("Atlanta", "Savannah"), "USA", "GA"),
    ],
)
def test_the_report_decides_between_places_of_one_name(
    name: str, within: str, others: tuple[str, ...], country: str, admin1: str | None
) -> None:
    toponyms = [Toponym(name, within), *(Toponym(other) for other in others)]
    found = resolve(toponyms, load())[0]
    assert found is not None
    assert found.entry.country == country
    assert admin1 is None or found.entry.admin1 == admin1
    assert 0 < found.confidence <= 1


def test_the_publisher_decides_where_the_report_does_not() -> None:
    home = home_of("https://www.richmondexample.co.uk/news/1", "", load())
    found = resolve([Toponym("Richmond")], load(), home)[0]
    assert found is not None
    assert found.entry.country == "GBR"
    assert home_of("", "", load()) == Home()


def test_what_the_gazetteer_lacks_stays_unresolved() -> None:
    assert resolve([Toponym("Qwertyville")], load()) == (None,)
    assert resolve([], load()) == ()
