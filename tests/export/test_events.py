"""Events in the formats of the field: columns as published, values as documented, nothing that is not known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from msgspec import structs

from builders import make_report
from dateline.export import codes, gdelt, icews, plover, polecat
from dateline.export.formats import Format
from dateline.model import Actor, Report
from exported import GDELT, ICEWS, PLOVER, POLECAT, exported, table

Store = Callable[..., Path]


def test_the_columns_are_those_of_the_published_lists() -> None:
    assert [column.name for column in polecat.COLUMNS] == POLECAT
    assert [column.name for column in icews.COLUMNS] == ICEWS
    assert [column.name for column in gdelt.COLUMNS] == GDELT
    assert (len(POLECAT), len(ICEWS), len(GDELT)) == (40, 20, 58)
    assert set(plover.FIELDS) <= PLOVER


def test_polecat(store: Store) -> None:
    rejected, struck = table(exported(store(), "polecat"))
    expected = {
        "Event ID": make_report().events[0].id,
        "Event Date": "2025-09-16",
        "Event Type": "REJECT",
        "Event Mode": "change",
        "Intensity": "-4",
        "Quad Code": "VERBAL CONFLICT",
        "Contexts": "military",
        "Actor Name": "Danylo Hrynko",
        "Actor Country": "UKR",
        "Actor COW": "369",
        "Primary Actor Sector": "GOV",
        "Actor Title": "foreign minister",
        "Actor Name Raw": "Ukraine’s foreign minister",
        "Recipient Name": "Russia",
        "Recipient COW": "365",
        "Recipient Title": "None",
        "Placename": "None",
        "Source": "The Example Courier",
        "Publication Date": "2025-09-17",
        "Story People": "Danylo Hrynko",
        "Story Locations": "Odesa",
        "Version": "dateline 0.1.0",
    }
    assert {name: rejected[name] for name in expected} == expected
    where = ("Placename", "City", "Country", "Latitude", "Longitude", "GeoNames ID", "Feature Type")
    assert [struck[name] for name in where] == ["Odesa", "Odesa", "UKR", "46.48", "30.73", "698740", "PPL"]
    assert struck["Recipient Name Raw"] == "None"


def test_icews(store: Store) -> None:
    text = exported(store(), "icews")
    (row,) = table(text)
    assert text.splitlines()[0].split("\t") == ICEWS
    event = make_report().events[0]
    assert f"e{int(row['Event ID']) // 4096:010x}" == event.id
    assert make_report().document.id.startswith(f"d{int(row['Story ID']):013x}")
    said = (
        "Source Name",
        "Source Country",
        "Event Text",
        "CAMEO Code",
        "Intensity",
        "Target Name",
        "Target Country",
    )
    assert [row[name] for name in said] == [
        "Danylo Hrynko",
        "Ukraine",
        "Reject",
        "120",
        "-4",
        "Russia",
        "Russia",
    ]


def test_gdelt(store: Store) -> None:
    report = make_report()
    events = (report.events[0], structs.replace(report.events[1], cameo="195"))
    rejected, struck = table(exported(store(structs.replace(report, events=events)), "gdelt"), GDELT)
    expected = {
        "SQLDATE": "20250916",
        "MonthYear": "202509",
        "Year": "2025",
        "FractionDate": "2025.7014",
        "Actor1Code": "UKRGOV",
        "Actor1Name": "DANYLO HRYNKO",
        "Actor1CountryCode": "UKR",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "RUS",
        "IsRootEvent": "1",
        "EventCode": "120",
        "EventBaseCode": "120",
        "EventRootCode": "12",
        "QuadClass": "3",
        "GoldsteinScale": "-4",
        "NumMentions": "2",
        "AvgTone": "",
        "ActionGeo_Type": "",
        "DATEADDED": "20250917",
    }
    assert {name: rejected[name] for name in expected} == expected
    where = (
        "IsRootEvent",
        "QuadClass",
        "ActionGeo_Type",
        "ActionGeo_FullName",
        "ActionGeo_CountryCode",
        "ActionGeo_Lat",
    )
    assert [struck[name] for name in where] == ["0", "4", "4", "Odesa, Ukraine", "UP", "46.48"]


def test_plover(store: Store) -> None:
    rejected, struck = map(json.loads, exported(store(), "plover").splitlines())
    assert set(rejected) | set(struck) <= PLOVER
    assert {"id", "date", "actor", "event"} <= set(rejected)
    assert (rejected["event"], rejected["quad_code"], rejected["status"]) == (["REJECT"], 3, "occurred")
    assert rejected["event_text"] == ["rejects", "rejected"]
    text, place = make_report().document.text, rejected["text_info"]
    assert text[place["start"] : place["end"]] == "rejected"
    assert rejected["actor"] == [
        {
            "code": "UKR",
            "sector": "GOV",
            "entity_text": "Ukraine’s foreign minister",
            "identifier_text": "Danylo Hrynko",
            "office": "foreign minister",
        }
    ]
    assert (struck["date"], struck["enddate"]) == ("2025-08-01", "2025-08-31")
    assert struck["size_info"] == {"dead": 4}
    assert (struck["event_loc"]["geonameid"], struck["event_loc"]["resolution"]) == (698740, 4)


def test_geojson(store: Store) -> None:
    found = json.loads(exported(store(), "geojson"))
    assert (found["type"], len(found["features"])) == ("FeatureCollection", 1)
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.73, 46.48]}
    assert feature["properties"]["precision"] == "city"
    assert feature["properties"]["date_end"] == "2025-08-31"


@pytest.mark.parametrize("form", ["geojson", "polecat", "plover"])
def test_nothing_to_write_is_still_a_whole_file(form: Format, store: Store) -> None:
    text = exported(store(), form, actor="Tuvalu")
    if form == "geojson":
        assert json.loads(text)["features"] == []
    else:
        assert not table(text)


def test_what_a_page_slips_into_a_name_stays_in_its_cell(store: Store) -> None:
    def hostile(actor: Actor) -> Actor:
        return structs.replace(actor, name=f"=cmd|'/c calc'!A1\t{actor.id}\r\nx\x1b[2J")

    report: Report = make_report()
    path = store(structs.replace(report, actors=tuple(map(hostile, report.actors))))
    for form, names, column in (("polecat", None, "Actor Name"), ("gdelt", GDELT, "Actor1Name")):
        text = exported(path, form, dates="published")  # type: ignore[arg-type]
        lines = text.splitlines()
        assert {line.count("\t") for line in lines} == {39 if form == "polecat" else 57}
        for row in table(text, names):
            assert row[column].startswith("'=")
            assert "\x1b" not in row[column]


def test_the_tables_are_read_by_a_database(store: Store) -> None:
    path = store()
    exported(path, "polecat")
    sql = "SELECT \"Event Type\", \"Latitude\" FROM read_csv(?, delim='\t', header=true, nullstr='None') ORDER BY 1"
    found = duckdb.execute(sql, [str(path.with_suffix(".polecat"))]).fetchall()
    assert found == [("ASSAULT", 46.48), ("REJECT", None)]


def test_the_lists_of_codes_are_whole() -> None:
    from dateline.knowledge.packaged import rows
    from dateline.ontology import cameo

    given = {
        codes.whole(code)
        for table in (cameo.load().done, cameo.load().intended)
        for found in table.values()
        for code in found
    }
    assert given <= set(codes.cameo())
    assert all(codes.cameo()[code].name for code in given)
    assert all(-10 <= (row.icews or 0) <= 10 for row in codes.cameo().values())
    # the numbers of Correlates of War are among those that the importers know
    known = {row["code"]: row["numbers"].split("|") for row in rows("imports/countries.tsv")}
    assert all(codes.cow(code) in numbers for code, numbers in known.items())
    assert (codes.cow("DEU"), codes.cow("VNM"), codes.cow("PSE"), codes.fips("DEU")) == (
        "255",
        "816",
        "",
        "GM",
    )
    assert {codes.cameo_quad(code) for code in ("057", "084", "112", "190")} == {1, 2, 3, 4}
