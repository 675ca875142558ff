from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.places.gazetteer import load
from dateline.resolve.places.placenames import key
from dateline.resolve.places.publisher import home_of
from dateline.resolve.places.ranker import Home, Toponym
from dateline.resolve.places.toponyms import resolve


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


@pytest.mark.parametrize(
    ("name", "country", "kind", "point"),
    [
        ("Natanz nuclear facility", "IRN", "facility", (33.7, 51.7)),
        ("Fordo", "IRN", "facility", (34.9, 51.0)),
        ("Bushehr nuclear power plant", "IRN", "facility", (28.8, 50.9)),
        ("the Zaporizhzhia nuclear plant", "UKR", "facility", (47.5, 34.6)),
        ("Rafah crossing", "PSE", "facility", (31.2, 34.3)),
        ("Bab al-Hawa", "SYR", "facility", (36.2, 36.7)),
        ("Bagram", "AFG", "facility", (34.9, 69.3)),
        ("Guantanamo Bay", "CUB", "facility", (19.9, -75.2)),
        ("Kutupalong refugee camp", "BGD", "facility", (21.2, 92.2)),
        ("Ein el-Hilweh", "LBN", "facility", (33.5, 35.4)),
        ("Jabaliya refugee camp", "PSE", "facility", (31.5, 34.5)),
        ("Insein prison", "MMR", "facility", (16.9, 96.1)),
        ("Mosul dam", "IRQ", "facility", (36.6, 42.8)),
        ("Somaliland", "SOM", "area", (9.6, 46)),
        ("South Ossetia", "GEO", "area", (42.3, 44.1)),
        ("Northern Cyprus", "CYP", "area", (35.2, 33.6)),
        ("Mischief Reef", "PHL", "area", (9.9, 115.5)),
        ("Bab el-Mandeb", "", "strait", (12.6, 43.3)),
        ("Sea of Azov", "", "sea", (46, 36.5)),
        ("the Dnipro River", "", "river", (49, 33)),
        ("Kivu", "COD", "region", (-2.5, 28.5)),
    ],
)
def test_what_is_no_town_is_filed_with_a_point(
    name: str, country: str, kind: str, point: tuple[float, float]
) -> None:
    found = next(entry for entry in load().named(name) if entry.kind == kind)
    assert country in ("", found.country)
    assert abs(found.lat - point[0]) < 2
    assert abs(found.lon - point[1]) < 2


def test_facilities_and_seats_lie_in_a_division() -> None:
    gazetteer = load()
    for name in ("Fordow", "Bagram", "Kremlin", "Azovstal", "Insein prison", "Tower 22"):
        found = next(entry for entry in gazetteer.named(name) if entry.kind in ("facility", "seat"))
        division = gazetteer.division(found.country, found.admin1)
        assert division is not None, name
        assert division.country == found.country


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


@pytest.mark.parametrize(
    ("name", "country", "division"),
    [
        ("Rafah crossing", "PSE", "Gaza Strip"),
        ("Jabalia", "PSE", "Gaza Strip"),
        ("Maghazi refugee camp", "PSE", "Gaza Strip"),
        ("Netzarim Corridor", "PSE", "Gaza Strip"),
        ("Hebron", "PSE", "West Bank"),
        ("Masafer Yatta", "PSE", "West Bank"),
        ("Al-Bireh", "PSE", "West Bank"),
        ("Lashio", "MMR", "Shan State"),
        ("El Geneina", "SDN", "West Darfur"),
        ("Brighton", "GBR", "England"),
    ],
)
def test_places_lie_in_divisions_that_the_news_takes_for_areas(
    name: str, country: str, division: str
) -> None:
    top = next(entry for entry in load().named(name) if entry.country == country)
    found = load().division(top.country, top.admin1)
    assert found is not None
    assert found.name == division


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("the Mediterranean", 363196),
        ("the Persian Gulf", 235616),
        ("the Strait of Gibraltar", 2363256),
        ("sub-Saharan Africa", 12212804),
        ("Hodeidah", 79415),
        ("Kent", 3333158),
    ],
)
def test_seas_regions_and_names_of_the_news_have_their_ids(name: str, number: int) -> None:
    assert number in {entry.geonameid for entry in load().named(name)}


@pytest.mark.parametrize(
    ("name", "country", "kinds"),
    [
        ("Rhineland-Palatinate", "DEU", {"admin1"}),
        ("Castile-La Mancha", "ESP", {"admin1"}),
        ("Ingushetia", "RUS", {"admin1"}),
        ("Krasnodar", "RUS", {"admin1", "city"}),
        ("Zaporizhzhia", "UKR", {"admin1", "city"}),
        ("Salahuddin", "IRQ", {"admin1"}),
        ("Raqqa", "SYR", {"admin1", "city"}),
        ("Unity", "SSD", {"admin1"}),
        ("Finnmark", "NOR", {"admin1"}),
        ("North Jeolla", "KOR", {"admin1"}),
        ("Karen State", "MMR", {"admin1"}),
        ("Transylvania", "ROU", {"region"}),
        ("Moravia", "CZE", {"region"}),
        ("the Soviet Union", "", {"region"}),
        ("Ceylon", "LKA", {"country"}),
    ],
)
def test_divisions_and_bygone_states_have_their_english_names(
    name: str, country: str, kinds: set[str]
) -> None:
    found = {entry.kind for entry in load().named(name) if entry.country == country}
    assert kinds <= found
