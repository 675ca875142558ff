"""Scraped reports of many layouts, each line marked with its kind (see `layouts/`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.reading.load import load
from dateline.structure.document import build

FILES = sorted(Path(__file__).with_name("layouts").glob("*.txt"))


@dataclass(frozen=True)
class Layout:
    """A scraped report and what is to be found in it."""

    text: str
    zones: tuple[tuple[str, str], ...]
    fields: dict[str, str]


def read_layout(path: Path) -> Layout:
    r"""Read a marked report: `kind| words`, `+kind| words` on the same line, `\| words` on the next."""
    text = ""
    zones: list[tuple[str, str]] = []
    fields: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            key, _, value = line[1:].partition(":")
            fields[key.strip()] = value.strip()
            continue
        mark, bar, words = line.partition("| ")
        if not bar:
            text += "\n"
        elif mark == "\\":
            text = text.rstrip("\n") + "\n" + words + "\n"
            zones[-1] = (zones[-1][0], f"{zones[-1][1]} {words}")
        elif mark.startswith("+"):
            text = text.rstrip("\n") + " " + words + "\n"
            zones.append((mark[1:], words))
        else:
            text += words + "\n"
            if words.strip():
                zones.append((mark, words.strip()))
    return Layout(text, tuple(zones), fields)


def merged(zones: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put neighbours of one kind together, but for paragraphs: where a byline is cut does not matter."""
    out: list[tuple[str, str]] = []
    for kind, words in zones:
        if out and out[-1][0] == kind and kind != "body":
            out[-1] = (kind, f"{out[-1][1]} {words}")
        else:
            out.append((kind, words))
    return out


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_zones(path: Path) -> None:
    layout = read_layout(path)
    document = build(load(layout.text.encode(), settings=Settings()), Settings())
    found = [(zone.kind, " ".join(zone.span.words.split())) for zone in document.zones]
    expected = [(kind, " ".join(words.split())) for kind, words in layout.zones]
    assert merged(found) == merged(expected)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_it_says_of_itself(path: Path) -> None:
    layout = read_layout(path)
    document = build(load(layout.text.encode(), settings=Settings()), Settings())
    headline = next((words for kind, words in layout.zones if kind == "headline"), "")
    assert (document.headline.words if document.headline else "") == headline
    assert (document.published.date if document.published else "") == layout.fields["published"]
    assert (document.dateline.words if document.dateline else "") == layout.fields["dateline"]
    names = "; ".join(name.words for name in document.bylines)
    assert names.casefold() == layout.fields["bylines"].casefold()
    assert (document.agency.words if document.agency else "") == layout.fields.get("agency", "")
