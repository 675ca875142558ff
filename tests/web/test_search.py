"""Search: hits with their words and place, by what they can be narrowed, what to look for instead."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from dateline.web.shortening import window
from web.asking import get
from web.parsed import of_class, texts, tree
from web.stores import reports

TEXTS = {report.document.id: report.document.text for report in reports()}


def test_hits_lead_to_the_place_of_their_words(app: Starlette) -> None:
    page = tree(get(app, "/search?words=nuclear+weapon"))
    links = of_class(page, "words", "a")
    assert links
    for link in links:
        path, _, span = link.get("href").partition("#c")
        start, end = map(int, span.split("-"))
        assert "nuclear" in TEXTS[path.removeprefix("/d/")][start:end]
        assert "nuclear" in [mark.text_content() for mark in link.xpath(".//mark")]


@pytest.mark.parametrize("kind", ["statement", "claim", "event", "document"])
def test_every_kind_has_its_place(app: Starlette, kind: str) -> None:
    rows = get(app, f"/search.json?words=Eritrea+Russia+Ukraine+grain&kind={kind}").json["rows"]
    assert rows
    assert {row["kind"] for row in rows} == {kind}
    for row in rows:
        words = TEXTS[row["document"]][row["start"] : row["end"]]
        assert words in row["words"] if kind in ("event", "document") else row["words"] == words


@pytest.mark.parametrize(
    ("query", "found"),
    [("publisher=daily", True), ("publisher=gazette", False), ("actor=ETH", True), ("since=2026", False)],
)
def test_hits_can_be_narrowed(app: Starlette, query: str, found: bool) -> None:
    assert bool(get(app, f"/search.json?words=nuclear&{query}").json["rows"]) == found


def test_it_is_told_by_what_hits_can_be_narrowed(app: Starlette) -> None:
    answer = get(app, "/search.json?words=nuclear").json
    about, rows = answer["about"], answer["rows"]
    assert about["counted"] == len(rows)
    assert dict(about["kinds"]) == {
        kind: sum(row["kind"] == kind for row in rows) for kind in {row["kind"] for row in rows}
    }
    assert about["publishers"] == [["The Daily", len(rows)]]
    assert [year for year, _ in about["years"]] == ["2025", "2024"]
    hrefs = [
        link.get("href")
        for link in of_class(tree(get(app, "/search?words=nuclear")), "choices")[0].xpath(".//a")
    ]
    assert "/search?words=nuclear&kind=claim" in hrefs
    assert all(get(app, href).status == 200 for href in hrefs)


def test_hits_say_what_brought_them(app: Starlette) -> None:
    told = texts(of_class(tree(get(app, "/search?words=nuclear")), "from"))
    assert told
    assert all("found by words" in line for line in told)


@pytest.mark.parametrize(
    ("words", "instead"),
    [("nucluar", "nuclear"), ("Asmora nuclear weapn", ""), ("Eritraea", "Eritrea"), ("qqqq", "")],
)
def test_what_nearly_has_the_words_is_suggested(app: Starlette, words: str, instead: str) -> None:
    answer = get(app, f"/search.json?words={words.replace(' ', '+')}").json
    assert answer["about"]["instead"] == instead


def test_pages_go_on(app: Starlette) -> None:
    first = get(app, "/search.json?words=nuclear&limit=2").json
    second = get(app, first["next_url"]).json
    assert not {row["id"] for row in first["rows"]} & {row["id"] for row in second["rows"]}


@pytest.mark.parametrize(
    ("words", "matched", "width", "shown"),
    [
        ("short", ["short"], 20, "short"),
        ("one two three four five six seven", ["six"], 12, "… five six …"),
        ("one two three four five six seven", [], 9, "one two …"),
        ("one two three four five six seven", ["seven"], 12, "… six seven"),
    ],
)
def test_a_long_passage_is_cut_around_what_fits(
    words: str, matched: list[str], width: int, shown: str
) -> None:
    assert window(words, matched, width) == shown
