"""What is written, held against the published descriptions of the formats."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb
import jsonschema
import pytest
from msgspec import structs

from builders import make_report
from dateline.export import plover
from dateline.export.gdelt import COLUMNS
from dateline.store.record import Record
from exported import GDELT, ICEWS, POLECAT, exported

Store = Callable[..., Path]

# Tables "Information object for ..." and "Location object" of the PLOVER manual.
ENTITY: Final = {
    *("code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office"),
    *("gender", "age"),
}
LOCATION: Final = {
    *(
        "extracted_place",
        "resolved_place",
        "geonameid",
        "lat",
        "lon",
        "city",
        "district",
        "province",
        "country",
    ),
    *("country_code", "feature_class", "feature_code", "resolution"),
}
CITATION: Final = {
    *(
        "corpus",
        "citation",
        "url",
        "title",
        "language",
        "publication",
        "license",
        "copyright",
        "coder",
        "codebook",
    ),
    "version",
}
# The types of the GDELT 1.0 codebook (1.03); every other column is text.
INTEGERS: Final = {
    *(
        "GLOBALEVENTID",
        "SQLDATE",
        "MonthYear",
        "Year",
        "IsRootEvent",
        "QuadClass",
        "NumMentions",
        "NumSources",
    ),
    *("NumArticles", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type", "DATEADDED"),
}
FLOATS: Final = {
    *("FractionDate", "GoldsteinScale", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in ("Lat", "Long")),
}
POSITION: Final = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 3,
}
# RFC 7946, sections 3.1.2, 3.2 and 3.3; "crs" is what it removed.
GEOJSON: Final = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"required": ["crs"]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": ["string", "number"]},
                    "properties": {"type": ["object", "null"]},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {"type": {"const": "Point"}, "coordinates": POSITION},
                    },
                },
            },
        },
    },
}
# Properties of the types at schema.org, their parents' (CreativeWork, Thing) among them.
_WORK: Final = {
    "@context",
    "@id",
    "@type",
    "author",
    "identifier",
    "inLanguage",
    "isPartOf",
    "publisher",
    "text",
    "url",
}
SCHEMA_ORG: Final = {
    "NewsArticle": _WORK | {"headline", "datePublished"},
    "Quotation": _WORK | {"spokenByCharacter"},
    "Claim": _WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "dateline:Event": {"@context", "@id", "@type", "isPartOf"},
}
# Web Annotation Data Model, sections 3.1 and 4.2.
_TARGET: Final = {
    "type": "object",
    "required": ["source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "format": "uri"},
        "selector": {
            "type": "array",
            "prefixItems": [
                {
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 0},
                    },
                },
                {
                    "required": ["type", "exact"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string", "minLength": 1},
                    },
                },
            ],
        },
    },
}
ANNOTATION: Final = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "format": "uri"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["identifying"]},
        "target": {"type": "array", "minItems": 1, "items": _TARGET},
    },
}


@pytest.fixture
def path(store: Store) -> Path:
    report = make_report()
    events = (report.events[0], structs.replace(report.events[1], cameo="1822"))
    return store(structs.replace(report, events=events))


def read(
    path: Path, names: list[str], *, header: bool, types: dict[str, str], missing: str
) -> list[dict[str, Any]]:
    """Read a tab-separated file as a database does that is told the published columns and types."""
    columns = {name: types.get(name, "VARCHAR") for name in names}
    sql = f"FROM read_csv(?, delim='\\t', quote='', escape='', header={header}, nullstr=?, columns={columns})"
    found = duckdb.execute(sql, [str(path), missing])
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_gdelt_has_the_types_and_ranges_of_the_codebook(path: Path) -> None:
    exported(path, "gdelt")
    types = {**dict.fromkeys(INTEGERS, "BIGINT"), **dict.fromkeys(FLOATS, "DOUBLE")}
    rows = read(path.with_suffix(".gdelt"), GDELT, header=False, types=types, missing="")
    assert len(rows) == 2
    assert [column.name for column in COLUMNS] == GDELT
    for row in rows:
        day = str(row["SQLDATE"])
        assert (str(row["MonthYear"]), str(row["Year"])) == (day[:6], day[:4])
        assert row["Year"] <= row["FractionDate"] < row["Year"] + 1
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert (len(row["EventBaseCode"]), len(row["EventRootCode"])) == (3, 2)
        assert row["QuadClass"] in {1, 2, 3, 4}
        assert -10 <= row["GoldsteinScale"] <= 10
        assert row["ActionGeo_Type"] in {None, 1, 2, 3, 4, 5}
        assert row["ActionGeo_CountryCode"] is None or len(row["ActionGeo_CountryCode"]) == 2
        assert len(row["Actor1Code"] or "") % 3 == 0
        # blank, as the codebook has it, but for cities with an id of GNS or GNIS
        assert row["ActionGeo_FeatureID"] is None


@pytest.mark.parametrize(
    ("day", "fraction"),
    [("2025-01-01", "2025.0027"), ("2025-02-18", "2025.1315"), ("2024-12-31", "2024.9890")],
)
def test_the_fraction_of_a_year_stays_below_one(day: str, fraction: str, store: Store) -> None:
    report = make_report()
    first = report.events[0]
    assert first.when is not None
    event = structs.replace(first, when=structs.replace(first.when, start=day, end=day, value=day))
    (row,) = exported(store(structs.replace(report, events=(event,))), "gdelt").splitlines()
    assert row.split("\t")[4] == fraction


def test_icews_and_polecat_are_read_with_their_types(path: Path) -> None:
    exported(path, "icews")
    numbers = {"Event ID": "BIGINT", "Story ID": "BIGINT", "Event Date": "DATE", "CAMEO Code": "VARCHAR"}
    figures = dict.fromkeys(("Intensity", "Latitude", "Longitude"), "DOUBLE")
    rows = read(path.with_suffix(".icews"), ICEWS, header=True, types=numbers | figures, missing="")
    assert [str(row["Event Date"]) for row in rows] == ["2025-09-16", "2025-08-01"]
    assert all(-10 <= row["Intensity"] <= 10 and row["Event Text"] and row["Target Name"] for row in rows)
    exported(path, "polecat")
    days = dict.fromkeys(("Event Date", "Publication Date"), "DATE")
    rows = read(
        path.with_suffix(".polecat"),
        POLECAT,
        header=True,
        types=days | figures | {"GeoNames ID": "BIGINT"},
        missing="None",
    )
    assert [row["GeoNames ID"] for row in rows] == [None, 698740]
    assert {row["Quad Code"] for row in rows} == {"VERBAL CONFLICT", "MATERIAL CONFLICT"}


def test_plover_s_objects_have_the_names_of_the_manual(path: Path) -> None:
    for record in map(json.loads, exported(path, "plover").splitlines()):
        assert {"id", "date", "actor", "event"} <= set(record)
        for side in (*record["actor"], *record["recipient"]):
            assert set(side) <= ENTITY
            assert len(side.get("code", "XXX")) == 3
            assert len(side.get("sector", "XXX")) in (3, 6)
        assert set(record.get("event_loc", {})) <= LOCATION
        assert set(record["cite_info"]) <= CITATION
        assert set(record["text_info"]) == {"start", "end"}
        assert set(record.get("size_info", {})) <= {"dead", "injured", "dead_max", "injured_max"}
    assert set(plover.ENTITY) <= ENTITY
    assert set(plover.LOCATION) <= LOCATION


@pytest.mark.parametrize("choice", [{}, {"actor": "Tuvalu"}])
def test_geojson_is_that_of_rfc_7946(path: Path, choice: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(GEOJSON).validate(json.loads(exported(path, "geojson", **choice)))


def test_linked_data_has_the_properties_of_schema_org_and_of_web_annotations(path: Path) -> None:
    with Record(path, read_only=True) as record:
        record.export("jsonld", path.with_suffix(".jsonld"))
    nodes = json.loads(path.with_suffix(".jsonld").read_text(encoding="utf-8"))
    kinds = {node.get("@type", node.get("type")) for node in nodes}
    assert kinds == {*SCHEMA_ORG, "Annotation"}
    for node in nodes:
        if "@type" not in node:
            jsonschema.Draft202012Validator(ANNOTATION).validate(node)
            continue
        known = {name for name in node if not name.startswith("dateline:")}
        assert known <= SCHEMA_ORG[node["@type"]]
        assert node["@context"][0] == "https://schema.org"
