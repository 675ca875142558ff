"""ninjs of all versions, as agencies and content systems write it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Document
from dateline.reading.agency.model import AgencyItem
from dateline.reading.agency.ninjs import items, read, sniff
from dateline.reading.items import Item
from dateline.reading.source import Source
from dateline.structure.document import build

BODY = (
    "<p>The council voted on Monday to reopen the bridge.</p><h2>What next</h2>"
    "<p>The mayor, who has called the plan reckless, said that she would not sign it.</p>"
)
TWO: dict[str, Any] = {
    "uri": "urn:newsml:agency.example:20250603:1",
    "type": "text",
    "version": "2",
    "firstcreated": "2025-06-03T00:30:00+02:00",
    "versioncreated": "2025-06-04T09:00:00+02:00",
    "pubstatus": "usable",
    "urgency": 4,
    "copyrightholder": "North Agency",
    "copyrightnotice": "(c) 2025 North Agency",
    "usageterms": "Not for archives",
    "language": "en-GB",
    "headlines": [
        {"role": "sub", "value": "Mayor calls the plan reckless"},
        {"role": "main", "value": "Bridge reopens after row"},
    ],
    "bodies": [
        {
            "role": "text",
            "contenttype": "text/plain",
            "value": "The council voted on Monday to reopen the bridge.",
        },
        {"role": "html", "contenttype": "text/html", "value": BODY},
    ],
    "by": "By Ann Lo",
    "located": "Northmoor",
    "slugline": "bridge-row",
    "ednote": "Adds quote",
    "infosources": [{"name": "AFP"}],
    "subjects": [{"name": "transport", "uri": "http://cv.example/1"}, {"literal": "local politics"}],
    "associations": [
        {
            "name": "photo",
            "type": "picture",
            "descriptions": [{"role": "caption", "value": "The bridge in May."}],
        }
    ],
}
ONE: dict[str, Any] = {
    "uri": "http://agency.example/1",
    "versioncreated": "2025-06-03T00:30:00+0200",
    "headline": "Bridge reopens after row",
    "byline": "Ann Lo",
    "source": "AFP",
    "body_text": "The council voted on Monday.",
    "body_html": BODY,
    "description_text": "Mayor calls the plan reckless",
    "associations": {"photo": {"type": "picture", "description_text": "The bridge in May."}},
}
THREE: dict[str, Any] = {
    "uri": "http://agency.example/1",
    "standard": {"name": "ninjs", "version": "3.0"},
    "contentCreated": "2025-06-03T00:30:00+02:00",
    "versionCreated": "2025-06-05T00:30:00+02:00",
    "pubStatus": "usable",
    "headlines": [{"value": "Bridge reopens after row"}],
    "bodies": [{"contentType": "text/html", "value": BODY}],
    "by": "Ann Lo",
}


def found(*objects: Any) -> list[Item | DatelineError]:
    data = objects[0] if len(objects) == 1 else list(objects)
    return list(items(json.dumps(data).encode(), "wire.json", Settings()))


def document(data: dict[str, Any]) -> Document:
    (item,) = found(data)
    assert isinstance(item, Item)
    assert isinstance(item.content, Source)
    return build(item.content, Settings(language="en"))


def item_of(data: dict[str, Any]) -> AgencyItem:
    (item,) = read(json.dumps(data).encode(), "", Settings())
    assert isinstance(item, AgencyItem)
    return item


def zones(of: Document) -> list[tuple[str, str]]:
    return [(zone.kind, zone.span.words) for zone in of.zones]


BODY_ZONES = [
    ("body", "The council voted on Monday to reopen the bridge."),
    ("subhead", "What next"),
    ("body", "The mayor, who has called the plan reckless, said that she would not sign it."),
]


def test_fields_become_zones() -> None:
    of = document(TWO)
    assert zones(of) == [
        ("headline", "Bridge reopens after row"),
        ("deck", "Mayor calls the plan reckless"),
        ("byline", "By Ann Lo"),
        ("byline", "AFP"),
        ("dateline", "Northmoor"),
        *BODY_ZONES,
        ("caption", "The bridge in May."),
    ]
    assert [name.words for name in of.bylines] == ["Ann Lo"]
    assert of.agency is not None
    assert of.agency.words == "AFP"
    assert of.dateline is not None
    assert of.dateline.words == "Northmoor"
    assert of.published is not None
    assert (of.published.date, of.published.time, of.published.offset) == ("2025-06-03", "00:30:00", "+02:00")
    assert (of.publisher, of.language) == ("AFP", "en")


def test_what_no_zone_holds_is_kept_in_the_item() -> None:
    item = item_of(TWO)
    assert (item.rights.holder, item.rights.terms) == ("North Agency", "Not for archives")
    assert item.subjects == ("transport", "local politics")
    assert (item.slugline, item.note, item.version) == ("bridge-row", "Adds quote", "2")
    assert item.version_created.iso == "2025-06-04T09:00:00+02:00"


def test_the_first_version() -> None:
    assert zones(document(ONE)) == [
        ("headline", "Bridge reopens after row"),
        ("deck", "Mayor calls the plan reckless"),
        ("byline", "Ann Lo"),
        ("byline", "AFP"),
        *BODY_ZONES,
        ("caption", "The bridge in May."),
    ]


def test_the_third_version() -> None:
    of = document(THREE)
    assert zones(of) == [("headline", "Bridge reopens after row"), ("byline", "Ann Lo"), *BODY_ZONES]
    assert of.published is not None
    assert of.published.date == "2025-06-03"


def test_a_body_that_says_it_itself() -> None:
    body = "<p>By Ann Lo</p><p>NORTHMOOR (AFP) — The council voted on Monday to reopen the bridge.</p>"
    of = document(TWO | {"bodies": [{"contenttype": "text/html", "value": body}]})
    assert of.text.count("Ann Lo") == 1
    assert of.text.count("AFP") == 1
    assert "Northmoor" not in of.text
    assert of.dateline is not None
    assert of.dateline.words == "NORTHMOOR"
    assert of.agency is not None


@pytest.mark.parametrize(
    ("change", "date"),
    [
        ({"contentcreated": "2025-06-01T10:00:00Z"}, "2025-06-01"),
        ({"firstcreated": ""}, "2025-06-04"),
        ({"firstcreated": "", "versioncreated": None}, None),
        ({"firstcreated": "rubbish"}, "2025-06-04"),
        ({"embargoed": "2025-06-06T00:01:00+02:00"}, "2025-06-06"),
        ({"embargoed": "2025-06-01T00:01:00+02:00"}, "2025-06-03"),
    ],
)
def test_when_it_was_published(change: dict[str, Any], date: str | None) -> None:
    published = document(TWO | change).published
    assert (published and published.date) == date


@pytest.mark.parametrize(
    "status", ["canceled", "withheld", "stat:canceled", "http://cv.iptc.org/newscodes/pubstatusg2/canceled"]
)
def test_what_is_withdrawn_is_named(status: str) -> None:
    (error,) = found(TWO | {"pubstatus": status})
    assert isinstance(error, DatelineError)
    assert error.code == "E014"
    assert TWO["uri"] in error.detail


def test_a_picture_has_its_caption_alone() -> None:
    of = document(
        {"uri": "x", "type": "picture", "versioncreated": "", "description_text": "The bridge in May."}
    )
    assert zones(of) == [("caption", "The bridge in May.")]


@pytest.mark.parametrize("kind", ["video", "audio", "picture", "composite"])
def test_what_has_no_text_is_named(kind: str) -> None:
    (error,) = found({"uri": "x", "type": kind, "headline": "Bridge"})
    assert isinstance(error, DatelineError)
    assert error.code == "E005"


def test_lists_lines_and_answers_of_services() -> None:
    names = ["wire.json#1", "wire.json#2"]
    for data in (
        json.dumps([ONE, TWO]),
        json.dumps({"_items": [ONE, TWO]}),
        f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n",
    ):
        got = list(items(data.encode(), "wire.json", Settings()))
        assert [item.name for item in got if isinstance(item, Item)] == names
        assert [item.position for item in got if isinstance(item, Item)] == [1, 2]


def test_one_bad_item_leaves_the_others() -> None:
    deep = TWO | {"bodies": [{"contenttype": "text/html", "value": "<div>" * 300 + "x"}]}
    got = found(TWO, 7, deep, TWO | {"pubstatus": "canceled"}, ONE)
    assert [error.code for error in got if isinstance(error, DatelineError)] == ["E008", "E007", "E014"]
    assert [item.position for item in got if isinstance(item, Item)] == [1, 5]


@pytest.mark.parametrize("value", [7, None, [], {}, [7], [{"value": 7}], [None], "", True])
@pytest.mark.parametrize(
    "key", ["headlines", "bodies", "associations", "by", "subjects", "descriptions", "firstcreated", "type"]
)
def test_values_of_another_type_do_no_harm(key: str, value: Any) -> None:
    for error in found(TWO | {key: value}):
        assert isinstance(error, Item) or error.code == "E005"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E001"),
        (b"{", "E006"),
        (b"[" * 100_000, "E007"),
        (b"[" * 100_000 + b"]" * 100_000, "E007"),
        (b"x" * 200, "E003"),
    ],
    ids=range(5),
)
def test_files_that_are_none(data: bytes, code: str) -> None:
    settings = Settings(max_bytes=100) if code == "E003" else Settings()
    with pytest.raises(DatelineError) as caught:
        list(items(data, "wire.json", settings))
    assert caught.value.code == code


def test_more_items_than_allowed() -> None:
    got = list(items(json.dumps([ONE, ONE, ONE]).encode(), "", Settings(max_items=2)))
    assert [isinstance(item, Item) for item in got] == [True, True, False]


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (TWO, True),
        (ONE, True),
        (THREE, True),
        ([TWO], True),
        ({"_items": [ONE]}, True),
        ({"title": "x", "text": "y", "url": "z", "date": "2025-06-03"}, False),
        ({"headline": "x", "body": "y", "byline": "z"}, False),
        ({"version": "https://jsonfeed.org/version/1", "items": []}, False),
        ("versioncreated pubstatus", False),
    ],
)
def test_what_looks_like_ninjs(data: Any, known: bool) -> None:
    assert sniff(json.dumps(data, indent=2).encode()[:4000]) is known
