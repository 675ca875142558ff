from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import spans_of
from dateline.reading.load import load
from dateline.reading.source import Source
from dateline.structure.document import build
from dateline.structure.zones import find

BODY = "The council said on Monday that it would reopen the bridge, a plan the mayor has called reckless and rushed.\n"


def published(text: str, **fields: Any) -> tuple[str, str, str, str]:
    document = build(Source(text=text, **fields), Settings())
    found = document.published
    return (found.date, found.time, found.offset, found.source) if found else ("", "", "", "")


@pytest.mark.parametrize(
    ("head", "fields", "expected"),
    [
        ("Bridge row\nPublished 3 May 2024 at 7:05 pm GMT\n", {}, ("2024-05-03", "19:05", "Z", "header")),
        ("Bridge row\nBy Ann Lo, May 3, 2024\n", {}, ("2024-05-03", "", "", "header")),
        ("Bridge row\nUpdated 4 May 2024\nPublished 3 May 2024\n", {}, ("2024-05-03", "", "", "header")),
        ("Bridge row\n4 May 2024, updated 5 May 2024\n", {}, ("2024-05-04", "", "", "header")),
        (
            "Bridge row\n",
            {"published": "2024-05-03T10:00:00+02:00"},
            ("2024-05-03", "10:00:00", "+02:00", "metadata"),
        ),
        # metadata add the time of day to the printed day, and the offset to the printed time
        (
            "Bridge row\n3 May 2024\n",
            {"published": "2024-05-03T10:00:00+02:00"},
            ("2024-05-03", "10:00:00", "+02:00", "header"),
        ),
        (
            "Bridge row\n3 May 2024, 10:00\n",
            {"published": "2024-05-03T10:00:00+02:00"},
            ("2024-05-03", "10:00:00", "+02:00", "header"),
        ),
        (
            "Bridge row\n3 May 2024, 9:30 pm BST\n",
            {"published": "2024-05-03T20:30:00Z"},
            ("2024-05-03", "21:30", "+01:00", "header"),
        ),
        ("Bridge row\n3 May 2024\n", {"published": "2024-05-04T10:00:00Z"}, ("2024-05-03", "", "", "header")),
        # those of a page were read together with what it prints
        (
            "Bridge row\n9 May 2024\n",
            {"published": "2024-05-04T10:00:00Z", "format": "html"},
            ("2024-05-04", "10:00:00", "Z", "metadata"),
        ),
        (
            "Bridge row\n",
            {"published": "2024-05-03", "published_source": "front_matter"},
            ("2024-05-03", "", "", "front_matter"),
        ),
        ("Bridge row\n", {"url": "https://a.example/2024/05/03/b"}, ("2024-05-03", "", "", "url")),
        ("Bridge row\n", {}, ("", "", "", "")),
        ("Bridge row\nPublished 3 days ago\n", {}, ("", "", "", "")),
        ("Bridge row\n03/04/2024\n", {}, ("", "", "", "")),
    ],
)
def test_published(head: str, fields: dict[str, str], expected: tuple[str, str, str, str]) -> None:
    assert published(head + BODY, **fields) == expected


def test_a_dateline_takes_its_year_from_elsewhere() -> None:
    text = "Bridge row\nOSLO, May 3 (Reuters) - " + BODY
    assert published(text) == ("", "", "", "")
    url = "https://a.example/2024/05/04/b"
    assert published(text, url=url) == ("2024-05-03", "", "", "dateline")


def test_the_user_wins() -> None:
    source = Source(text="Bridge row\nPublished 3 May 2024\n" + BODY)
    found = build(source, Settings(), published="2023-01-02T03:04Z").published
    assert found is not None
    assert (found.date, found.time, found.offset, found.source) == ("2023-01-02", "03:04", "Z", "given")


@pytest.mark.parametrize("given", ["soon", "2024-13-01", "03/04/2024", "12 parsecs"])
def test_a_given_date_must_be_one(given: str) -> None:
    with pytest.raises(DatelineError) as caught:
        build(Source(text=BODY), Settings(), published=given)
    assert caught.value.code == "E030"


def test_another_language_is_refused_unless_the_user_insists() -> None:
    text = (
        "Le conseil a décidé lundi que le pont est ouvert dans les deux sens et que les travaux sont finis. "
        "Selon le maire, la circulation des camions est interdite pour des raisons de sécurité.\n"
    )
    with pytest.raises(DatelineError) as caught:
        build(Source(text=text), Settings())
    assert caught.value.code == "E010"
    assert build(Source(text=text), Settings(language="en")).language == "en"


def test_furniture_alone_makes_a_document_without_prose() -> None:
    document = build(Source(text="Home > News\nAdvertisement\nShare\n3 Min Read\n"), Settings())
    assert {zone.kind for zone in document.zones} == {"furniture"}
    assert document.headline is None


def test_line_ends_stay_as_they_are() -> None:
    data = ("Bridge row\r\n\r\n" + BODY.replace("\n", "\r\n") * 2).encode()
    document = build(load(data, settings=Settings()), Settings())
    assert document.text.encode() == data
    assert [zone.kind for zone in document.zones] == ["headline", "body", "body"]


def test_run_in_heads_are_no_datelines() -> None:
    text = "Morning notes\n" + "".join(f"{head}: {BODY}" for head in ("BRIDGES", "ROADS", "RAILWAYS"))
    assert build(Source(text=text), Settings()).dateline is None


LINES = st.sampled_from(
    [
        "By Ann Lo",
        "Advertisement",
        "OSLO (Reuters) - The talks failed on Monday, a minister said.",
        "Updated 3 May 2024 10:00 GMT | Share",
        "• First point",
        BODY.strip(),
        "Related stories",
        "A title without a stop",
        "UPDATE 2-Talks fail",
        "",
        "\u200b",
        "Photo: Getty Images",
        "(Reporting by Ann Lo; Editing by Bo Ek)",
        "\u00a0 \u2028x",
    ]
)


@settings(deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=80)), max_size=25),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r"]),
)
def test_zones_cover_every_character_once(lines: list[str], end: str) -> None:
    text = end.join(lines)
    zones = find(text)
    covered = [0] * len(text)
    for zone in zones:
        assert text[zone.span.start : zone.span.end] == zone.span.words
        assert zone.rule
        for position in range(zone.span.start, zone.span.end):
            covered[position] += 1
    assert all(
        count == 1 or (count == 0 and char.isspace()) for count, char in zip(covered, text, strict=True)
    )
    assert list(zones) == sorted(zones, key=lambda zone: zone.span.start)
    document = build(Source(text=text), Settings(language="en"))
    for span in spans_of(document):
        assert document.text[span.start : span.end] == span.words
