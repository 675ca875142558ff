"""Events in the formats of the field: columns as published, values as documented, nothing that is not known."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from msgspec import structs

from builders import make_report
from dateline.export import codes, gdelt, icews, plover, polecat
from dateline.export.columns import pairs
from dateline.export.entries import Entry, Side, Told
from dateline.export.events import dated
from dateline.export.formats import Format
from dateline.model import Actor, Report
from dateline.store.record import Record

Store = Callable[..., Path]


def words(text: str, between: str) -> list[str]:
    """Return the names of a list."""
    return text.replace("\n", between).strip(between).split(between)


POLECAT = words(
    """\
Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts
Actor Name,Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw
Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors
Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude
Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,Story Organizations
Story Locations,Language,Version""",
    ",",
)
ICEWS = words(
    """\
Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name
Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude""",
    ",",
)
_GDELT_ACTOR = words(
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code",
    " ",
)
_GDELT_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
GDELT = [
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _GDELT_ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GDELT_GEO),
    *("DATEADDED", "SOURCEURL"),
]
# Tables "PLOVER JSON", "Information object for entities", "Location object" of the manual; the last three are ours.
PLOVER = {
    *("id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc"),
    *("event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info"),
    *("coder", "coded_date", "coded_time", "comment", "status", "size_info", "confidence"),
}


def exported(path: Path, form: Format, **choice: Any) -> str:
    """Return what is written in a format."""
    out = path.with_suffix("." + form)
    with Record(path, read_only=True) as record:
        record.export(form, out, **choice)
    return out.read_text(encoding="utf-8")


def table(text: str, names: list[str] | None = None) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table."""
    return list(csv.DictReader(text.splitlines(), names, delimiter="\t", quoting=csv.QUOTE_NONE))


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


@pytest.mark.parametrize(
    ("choice", "types"),
    [
        ({}, ["ASSAULT"]),
        ({"status": "negated"}, ["REJECT"]),
        ({"status": ("negated", "occurred")}, ["REJECT", "ASSAULT"]),
        ({"status": ("negated", "occurred"), "type": "REJECT"}, ["REJECT"]),
        ({"status": ("negated", "occurred"), "actor": "RUS"}, ["ASSAULT"]),
        ({"status": ("negated", "occurred"), "dates": "known"}, ["REJECT"]),
        ({"status": ("negated", "occurred"), "until": "2025-08-31"}, ["ASSAULT"]),
    ],
)
def test_what_is_chosen(choice: dict[str, Any], types: list[str], store: Store) -> None:
    report = make_report()
    events = (structs.replace(report.events[0], status="negated"), report.events[1])
    text = exported(store(structs.replace(report, events=events)), "polecat", **choice)
    assert [row["Event Type"] for row in table(text)] == types


def test_what_is_left_out_is_counted(store: Store, tmp_path: Path) -> None:
    report = make_report()
    undated = structs.replace(report.events[0], id="e0000000001", when=None)
    negated = structs.replace(report.events[0], id="e0000000002", status="negated")
    path = store(structs.replace(report, events=(*report.events, undated, negated)))
    with Record(path, read_only=True) as record:
        known = record.export("icews", tmp_path / "a", dates="known")
        published = record.export("icews", tmp_path / "b")
    assert (known.written, known.left_out) == (
        1,
        {"of another status": 1, "not dated": 1, "not dated to the day": 1},
    )
    assert (published.written, published.stretched) == (2, {"the day of publication": 1})
    assert published.left_out == {"of another status": 1, "no CAMEO code": 1}


TOLD = Told(document="d" + "0" * 16, version="0.1.0", published="2025-09-17")
ENTRY = Entry(id="e0123456789", told=TOLD, type="CONSULT", status="occurred", cameo="04")


@pytest.mark.parametrize(
    ("start", "end", "holds", "dates", "expected"),
    [
        ("2025-09-16", "2025-09-16", "day", "known", ("2025-09-16", "2025-09-16")),
        ("2025-08-01", "2025-08-31", "day", "known", None),
        ("2025-08-01", "2025-08-31", "day", "first", ("2025-08-01", "2025-08-01")),
        ("2025-08-01", "2025-08-31", "days", "known", ("2025-08-01", "2025-08-31")),
        ("2025-08-01", "", "day", "known", None),
        ("", "", "day", "first", None),
        ("", "", "days", "published", ("2025-09-17", "2025-09-17")),
        ("", "", "any", "published", ("", "")),
    ],
)
def test_dates(start: str, end: str, holds: Any, dates: Any, expected: tuple[str, str] | None) -> None:
    found = dated(replace(ENTRY, start=start, end=end), holds, dates)
    assert ((found.start, found.end) if found else None) == expected


A, B, C = (Side(id=name, name=name) for name in "ABC")


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ((A,), (B, C), ["A>B", "A>C"]),
        ((A, B), (), ["A>B", "B>A"]),
        ((A, B), (A, B), ["A>B", "B>A"]),
        ((A,), (A,), ["A>"]),
        ((A,), (), ["A>"]),
        ((), (A,), []),
    ],
)
def test_pairs(actors: tuple[Side, ...], recipients: tuple[Side, ...], expected: list[str]) -> None:
    found = [*pairs(replace(ENTRY, actors=actors, recipients=recipients))]
    assert [f"{pair.source.name}>{pair.target.name if pair.target else ''}" for pair in found] == expected
    assert len({pair.id for pair in found}) == len(found)
    assert all(pair.id < 2**53 for pair in found)


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


def test_happenings(store: Store) -> None:
    report = make_report()
    path = store(report)
    event = report.events[1]
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO happenings (id, type, modes, contexts, status, date_start, date_end, actors, recipients,"
            " place, latitude, longitude, country, words, reports, witnesses, intensity, confidence)"
            " VALUES ('h00000000aa', 'ASSAULT', ['aerial'], [], 'occurred', '2025-08-03', '2025-08-03',"
            " ['state:RUS'], ['state:UKR'], 'Odesa', 46.48, 30.73, 'UKR', 'struck', 3, 2, -9, 0.8)"
        )
        connection.execute(
            "INSERT INTO witnesses (happening, document, event, source) VALUES ('h00000000aa', ?, ?, ?)",
            [report.document.id, event.id, report.document.id],
        )
    (row,) = table(exported(path, "gdelt", by="happening"), GDELT)
    told = (
        "SQLDATE",
        "Actor1Name",
        "Actor2Name",
        "EventCode",
        "NumArticles",
        "NumSources",
        "IsRootEvent",
        "DATEADDED",
    )
    assert [row[name] for name in told] == [
        "20250803", "RUSSIA", "UKRAINE", "195", "3", "2", "", "20250917",
    ]  # fmt: skip
    assert table(exported(path, "polecat", by="happening", actor="Ukraine")) == []
    assert len(table(exported(path, "polecat", by="happening", actor="Russia", since="2025-08-01"))) == 1


def test_corrections_count(store: Store, tmp_path: Path) -> None:
    report = make_report()
    rejected, struck = report.events
    path = store(report)
    with Record(path) as record:
        record.correct(rejected.id, "wrong", why="no such thing")
        record.correct(struck.id, "type=PROTEST", why="it was a march")
    (row,) = table(exported(path, "polecat"))
    assert (row["Event ID"], row["Event Type"], row["Intensity"]) == (struck.id, "PROTEST", "-5")
    (row,) = table(exported(path, "gdelt"), GDELT)
    assert row["EventRootCode"] == "14"
    with Record(path, read_only=True) as record:
        assert record.export("polecat", tmp_path / "out").left_out == {"found wrong by users": 1}


def test_reports_that_are_not_linked_yet_are_counted(store: Store, tmp_path: Path) -> None:
    with Record(store(), read_only=True) as record:
        done = record.export("geojson", tmp_path / "out", by="happening")
    assert (done.written, done.left_out) == (0, {"reports not linked yet (dateline link)": 1})
