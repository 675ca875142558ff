"""Pages of many layouts, each written for these tests, and what is read of each of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from dateline.config import Settings
from dateline.model import spans_of
from dateline.reading.html.page import entries
from dateline.reading.load import load
from dateline.reading.source import Source
from dateline.structure.document import build

PAGES: Final = Path(__file__).parent / "pages"
NAMES: Final = sorted(path.stem for path in PAGES.glob("*.html"))


_LANDED: Final = (
    "Kurz nach zwölf ist eine Frachtmaschine gelandet. Sie hatte Medikamente an Bord, "
    "wie die Flughafengesellschaft mitteilte."
)


def shown(source: Source) -> str:
    """Write a source's zones, one a line: what `pages/NAME.txt` holds."""
    assert source.zones is not None
    return "".join(f"{zone.kind}: {zone.span.words}\n" for zone in source.zones)


def test_there_are_enough_layouts() -> None:
    assert len(NAMES) >= 25


@pytest.mark.parametrize("name", NAMES)
def test_zones(name: str) -> None:
    source = load((PAGES / f"{name}.html").read_bytes(), name=f"{name}.html", settings=Settings())
    assert shown(source) == (PAGES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_span_is_its_words(name: str) -> None:
    source = load((PAGES / f"{name}.html").read_bytes(), name=f"{name}.html", settings=Settings())
    document = build(source, Settings(language="en"))
    end = 0
    for zone in document.zones:
        assert zone.span.start >= end
        end = zone.span.end
    for span in spans_of(document):
        assert document.text[span.start : span.end] == span.words


def test_a_live_blog_is_split_into_its_entries() -> None:
    page = (PAGES / "live_articles.html").read_text(encoding="utf-8")
    found = entries(page, "live.html", Settings(), url="https://south.example/storm")
    assert [item.name for item in found] == ["live.html#1", "live.html#2", "live.html#3"]
    told = [item.content for item in found if isinstance(item.content, Source)]
    assert [(one.title, one.published, one.url) for one in told] == [
        ("All trains stopped", "2024-01-09T13:10:00+00:00", "https://south.example/storm#block-3"),
        ("School roof torn off", "2024-01-09T11:42:00+00:00", "https://south.example/storm#block-2"),
        ("", "2024-01-09T06:00:00+00:00", "https://south.example/storm#block-1"),
    ]
    assert {one.authors for one in told} == {("Tessa Moor",)}
    assert [line.partition(":")[0] for line in shown(told[0]).splitlines()] == [
        "headline",
        "date",
        "body",
        "body",
        "furniture",
    ]
    document = build(told[1], Settings())
    assert document.published is not None
    assert (document.published.date, document.published.time) == ("2024-01-09", "11:42:00")
    assert document.headline is not None
    assert document.headline.words == "School roof torn off"


def test_entries_below_headings_with_clocks() -> None:
    found = entries((PAGES / "live_clocks.html").read_text(encoding="utf-8"), "ticker.html", Settings())
    told = [item.content for item in found if isinstance(item.content, Source)]
    assert [one.title for one in told] == [
        "Gewerkschaft kündigt neuen Streik an",
        "Erste Maschine gelandet",
        "Leere Hallen",
    ]
    assert [line.partition(": ")[::2] for line in shown(told[1]).splitlines()] == [
        ("headline", "Erste Maschine gelandet"),
        ("date", "12.05 Uhr"),
        ("body", _LANDED),
        ("body", "Für Passagiere bleibt der Flughafen bis Mitternacht geschlossen."),
    ]
    # A time of day does not say of which day: the page's own date stands.
    assert {one.published for one in told} == {"2023-03-27T05:10:00+02:00"}


def test_entries_that_only_linked_data_hold() -> None:
    found = entries((PAGES / "live_jsonld.html").read_text(encoding="utf-8"), "count.html", Settings())
    told = [item.content for item in found if isinstance(item.content, Source)]
    assert [(one.title, one.published) for one in told] == [
        ("Mayor concedes", "2022-10-02T21:15:00Z"),
        ("First districts counted", "2022-10-02T19:02:00Z"),
        ("Polls close", "2022-10-02T17:00:00Z"),
    ]


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("live_")])
def test_other_pages_have_no_entries(name: str) -> None:
    assert entries((PAGES / f"{name}.html").read_text(encoding="utf-8"), name, Settings()) == ()
