"""The map: places with the number of events, and how close each is known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from msgspec.structs import replace
from starlette.applications import Starlette

from dateline.model import Place, PlacePrecision, Report
from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from linking_reports import raid
from web.asking import get
from web.parsed import of_class, texts, tree
from web.stores import make_store


def at(
    report: Report,
    name: str,
    precision: PlacePrecision,
    where: tuple[float, float] | None,
    country: str = "SOM",
) -> Report:
    """Return a report of one event with the event somewhere else."""
    (event,) = report.events
    assert event.place is not None
    place = Place(
        span=event.place.span,
        name=name,
        lat=where[0] if where else None,
        lon=where[1] if where else None,
        country=country,
        precision=precision,
    )
    return replace(report, events=(replace(event, place=place),))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    """A store with events at places of every precision, one of them without coordinates."""
    found = [
        at(raid("2025-03-05", "The Standard", 12), "Somalia", "country", (6.0, 48.0)),
        at(raid("2025-03-06", "The Nation", 15), "Dhobley", "city", (0.4, 41.0)),
        at(raid("2025-03-07", "The Star", 15), "Dhobley", "city", (0.4, 41.0)),
        at(raid("2025-03-08", "The Week", 15), "Horn of Africa", "region", (9.0, 46.0), ""),
        at(raid("2025-03-09", "The Week", 16), "Nowhere", "city", None),
    ]
    with closing(Desk(make_store(tmp_path_factory.mktemp("map") / "map.duckdb", found))) as desk:
        yield application(desk, Rules(hosts(LOCAL, 8017)))


def asked(app: Starlette, query: str = "") -> Any:
    answer = get(app, f"/map.json?{query}")
    assert answer.status == 200
    return answer.json


def test_places_have_their_events_and_precision(app: Starlette) -> None:
    answer = asked(app)
    assert [(row["place"], row["precision"], row["events"], row["conflict"]) for row in answer["rows"]] == [
        ("Dhobley", "city", 2, 2),
        ("Horn of Africa", "region", 1, 1),
        ("Somalia", "country", 1, 1),
    ]
    assert (answer["rows"][0]["latitude"], answer["rows"][0]["longitude"]) == (0.4, 41.0)
    about = answer["about"]
    assert (about["events"], about["placed"], about["places"]) == (5, 4, 3)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("actor=KEN", 3),
        ("recipient=KEN", 0),
        ("type=ASSAULT", 3),
        ("type=CONSULT", 0),
        ("status=occurred", 3),
        ("place=Dhobley", 1),
        ("place=SOM", 2),
        ("source=Nation", 1),
        ("since=2026", 0),
        ("until=2025-03-04", 3),
    ],
)
def test_filters_are_those_of_the_events(app: Starlette, query: str, places: int) -> None:
    answer = asked(app, query)
    assert len(answer["rows"]) == places
    assert answer["about"]["events"] == get(app, f"/events.json?{query}").json["about"]["total"]


def test_places_come_page_by_page(app: Starlette) -> None:
    address, paged = "/map.json?limit=1", []
    while address:
        answer = get(app, address).json
        paged += answer["rows"]
        assert answer["about"]["places"] == 3
        address = answer["next_url"]
    assert paged == asked(app)["rows"]


def test_geojson_has_the_places(app: Starlette) -> None:
    answer = get(app, "/map.geojson?actor=KEN")
    assert answer.header("content-type") == "application/geo+json"
    whole = answer.json
    assert whole["type"] == "FeatureCollection"
    assert [
        (one["geometry"]["coordinates"], one["properties"]["precision"]) for one in whole["features"]
    ] == [([41.0, 0.4], "city"), ([46.0, 9.0], "region"), ([48.0, 6.0], "country")]


def test_the_table_says_how_close_and_leads_to_the_events(app: Starlette) -> None:
    page = tree(get(app, "/map?actor=KEN&status=occurred"))
    (table,) = of_class(page, "places")[0].xpath(".//table")
    rows = {texts(row.xpath("./th/a"))[0]: row for row in table.xpath(".//tbody/tr")}
    assert set(rows) == {"Dhobley", "Horn of Africa", "Somalia"}
    for row in rows.values():
        (link,) = row.xpath("./th/a/@href")
        assert "actor=KEN" in link
        assert "status=occurred" in link
        listed = get(app, link.replace("/events?", "/events.json?")).json["rows"]
        assert len(listed) == int(texts(row.xpath("./td[2]"))[0])


@pytest.mark.parametrize(
    ("place", "words"),
    [("Dhobley", "town"), ("Somalia", "country only"), ("Horn of Africa", "wide region")],
)
def test_precision_is_told_in_words(app: Starlette, place: str, words: str) -> None:
    page = tree(get(app, "/map"))
    rows = {texts(row.xpath("./th/a"))[0]: row for row in of_class(page, "places")[0].xpath(".//tbody/tr")}
    assert texts(rows[place].xpath("./td[1]")) == [words]


def test_a_page_without_places_says_so(app: Starlette) -> None:
    assert "Take away a filter" in " ".join(texts(of_class(tree(get(app, "/map?since=2026")), "nothing")))
