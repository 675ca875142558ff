"""Reports as ninjs 2.0, and back."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.export.ninjs import ninjs, to_ninjs
from dateline.model import Actor, Document, Mention, Place, Published, Report, Span, Zone
from dateline.reading.agency.model import Rights
from dateline.reading.agency.ninjs import items, read, sniff
from dateline.reading.items import Item
from dateline.reading.load import load
from dateline.reading.source import Source
from dateline.structure.document import build

TEXT = """Bridge reopens after row

Mayor calls the plan reckless

By Ann Lo

NORTHMOOR, England (AP) — The council voted on Monday to reopen the bridge, which had been closed since May.

What next

The mayor, who has called the plan reckless, said that she would not sign it. “I will <not> sign & that is that.”

The ferry will run until June, the harbour office said, and no ticket will cost more than two pounds.
"""
# The keys of ninjs 2.0 that are written, and what each holds (IPTC, CC BY 4.0).
KEYS: dict[str, Any] = {
    "uri": str, "type": str, "representationtype": str, "versioncreated": str, "copyrightholder": str,
    "copyrightnotice": str, "usageterms": str, "language": str, "by": str, "located": str,
    "descriptions": {"role", "contenttype", "value"},
    "bodies": {"role", "contenttype", "charcount", "wordcount", "value"},
    "headlines": {"role", "contenttype", "value"},
    "people": {"name", "rel", "uri", "literal"},
    "organisations": {"name", "rel", "uri", "literal", "symbols"},
    "places": {"name", "rel", "uri", "literal", "geojson"},
    "infosources": {"name", "role", "uri", "literal"},
    "standard": dict,
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def document(text: str = TEXT, published: str = "2025-06-03T10:00:00+02:00") -> Document:
    return build(load(text.encode(), settings=Settings()), Settings(language="en"), published or None)


def report(read: Document) -> Report:
    return Report(version="test", document=read)


def back(data: bytes) -> Document:
    (item,) = items(data, "back.json", Settings())
    assert isinstance(item, Item)
    assert isinstance(item.content, Source)
    return build(item.content, Settings(language="en"))


def zones(read: Document) -> list[tuple[str, str]]:
    return [(zone.kind, zone.span.words) for zone in read.zones if zone.kind != "furniture"]


def fits(data: dict[str, Any]) -> None:
    """Check an object against the keys of ninjs 2.0."""
    assert data["uri"]
    for key, value in data.items():
        if isinstance(KEYS[key], set):
            assert all(set(one) <= KEYS[key] for one in value)
        else:
            assert isinstance(value, KEYS[key])
    assert MOMENT.fullmatch(data.get("versioncreated", "2025-01-01T00:00:00Z"))


def test_there_and_back() -> None:
    read = document()
    data = to_ninjs(report(read))
    assert sniff(data[:4000])
    again = back(data)
    assert zones(again) == zones(read)
    assert [name.words for name in again.bylines] == ["Ann Lo"]
    assert (again.agency and again.agency.words, again.dateline and again.dateline.words) == (
        "AP",
        "NORTHMOOR, England",
    )
    assert again.published is not None
    assert read.published is not None
    assert (again.published.date, again.published.time, again.published.offset) == (
        "2025-06-03",
        "10:00:00",
        "+02:00",
    )


def test_what_is_written() -> None:
    data = json.loads(
        to_ninjs(report(document()), rights=Rights(holder="The Ledger", terms="Not for resale"))
    )
    fits(data)
    assert data["headlines"] == [
        {"role": "main", "value": "Bridge reopens after row"},
        {"role": "deck", "value": "Mayor calls the plan reckless"},
    ]
    assert (data["by"], data["located"], data["language"]) == ("By Ann Lo", "NORTHMOOR, England", "en")
    assert data["versioncreated"] == "2025-06-03T10:00:00+02:00"
    assert (data["copyrightholder"], data["usageterms"]) == ("The Ledger", "Not for resale")
    (body,) = data["bodies"]
    assert body["value"].startswith("<p>NORTHMOOR, England (AP) — The council voted")
    assert "<h2>What next</h2>" in body["value"]
    assert "I will &lt;not&gt; sign &amp; that" in body["value"]


@pytest.mark.parametrize(
    ("published", "moment", "described"),
    [
        (Published("2025-06-03", "10:00", "+02:00"), "2025-06-03T10:00:00+02:00", ""),
        (Published("2025-06-03", "10:00:30", "Z"), "2025-06-03T10:00:30Z", ""),
        (Published("2025-06-03", "10:00", ""), None, "2025-06-03"),
        (Published("2025-06-03"), None, "2025-06-03"),
        (None, None, ""),
    ],
)
def test_no_time_and_no_offset_is_made_up(
    published: Published | None, moment: str | None, described: str
) -> None:
    read = Document(
        id="d0",
        text="Bridge reopens",
        published=published,
        zones=(Zone("headline", Span(0, 14, "Bridge reopens")),),
    )
    data = ninjs(report(read))
    fits(data)
    assert data.get("versioncreated") == moment
    assert [one["value"] for one in data.get("descriptions", []) if one["role"] == "published"] == [
        described
    ] * bool(described)
    again = back(to_ninjs(report(read)))
    assert (again.published and again.published.date) == (published and published.date)


def test_a_teaser_is_partial_and_stays_a_deck() -> None:
    words = "The council will reopen the bridge on Monday."
    read = Document(id="d0", text=words, zones=(Zone("deck", Span(0, len(words), words), "teaser"),))
    data = ninjs(report(read))
    assert data["representationtype"] == "partial"
    assert "bodies" not in data
    assert zones(back(to_ninjs(report(read)))) == [("deck", words)]


def test_who_and_where_go_along() -> None:
    words = "Ann Lo of the Harbour Board met an official in Northmoor, and Northmoor cheered."

    def place(start: int) -> Place:
        return Place(
            span=Span(start, start + 9, "Northmoor"), name="Northmoor", lat=54.5, lon=-1.5, geonameid=7
        )

    whole = Report(
        version="test",
        document=Document(id="d0", text=words, zones=(Zone("body", Span(0, len(words), words)),)),
        actors=(
            Actor(id="a1", name="Ann Lo", kind="person", wikidata="Q1"),
            Actor(id="a2", name="Harbour Board", kind="organisation"),
            Actor(id="a3", name="official", kind="person"),
        ),
        mentions=(
            Mention(Span(0, 6, "Ann Lo"), "a1"),
            Mention(Span(14, 27, "Harbour Board"), "a2"),
            Mention(Span(32, 43, "an official"), "a3", "nominal"),
        ),
        places=(place(47), place(62)),
    )
    data = ninjs(whole)
    fits(data)
    assert data["people"] == [
        {"name": "Ann Lo", "rel": "mentions", "uri": "http://www.wikidata.org/entity/Q1"}
    ]
    assert data["organisations"] == [{"name": "Harbour Board", "rel": "mentions"}]
    assert data["places"] == [
        {
            "name": "Northmoor",
            "rel": "mentions",
            "uri": "https://sws.geonames.org/7/",
            "geojson": {"type": "Point", "coordinates": [-1.5, 54.5]},
        }
    ]


def test_the_publisher_and_the_agency_are_told_apart() -> None:
    source = load(TEXT.encode(), settings=Settings())
    read = build(Source(text=source.text, publisher="The Ledger"), Settings(language="en"))
    data = ninjs(report(read))
    assert [one["name"] for one in data["infosources"]] == ["The Ledger", "AP"]
    again = back(to_ninjs(report(read)))
    assert again.publisher == "The Ledger"
    assert again.agency is not None
    assert again.agency.words == "AP"


def test_rights_are_read_back() -> None:
    rights = Rights(holder="The Ledger", notice="(c) 2025", terms="Not for resale")
    (item,) = read(to_ninjs(report(document()), rights=rights), "", Settings())
    assert not isinstance(item, Exception)
    assert item.rights == rights


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1),
        min_size=1,
        max_size=6,
    )
)
def test_any_words_come_back(paragraphs: list[str]) -> None:
    given_ = [" ".join(words.split()) for words in paragraphs]
    kept = [words for words in given_ if words]
    text = "\n\n".join(kept)
    found, start = [], 0
    for words in kept:
        found.append(Zone("body", Span(start, start + len(words), words), "paragraph"))
        start += len(words) + 2
    data = to_ninjs(report(Document(id="d0", text=text, zones=tuple(found))))
    (item,) = read(data, "", Settings())
    assert not isinstance(item, Exception)
    assert [piece.words for piece in item.body] == kept
