"""The list of changes."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from builders import make_report
from web.asking import get
from web.parsed import texts, tree

EVENT = make_report().events[0]


def numbers(app: Starlette, query: str) -> list[int]:
    return [row["number"] for row in get(app, f"/changes.json?{query}").json["rows"]]


def test_the_last_come_first_unless_it_is_followed(app: Starlette) -> None:
    last = numbers(app, "limit=3")
    assert last == sorted(last, reverse=True)
    assert numbers(app, "since=2&limit=3") == [2, 3, 4]
    assert numbers(app, "newest=false&limit=2") == [1, 2]


@pytest.mark.parametrize(
    ("query", "kinds"), [("kind=event", {"event"}), ("kind=claim&kind=event", {"claim", "event"})]
)
def test_changes_are_found_by_kind(app: Starlette, query: str, kinds: set[str]) -> None:
    assert {row["kind"] for row in get(app, f"/changes.json?limit=1000&{query}").json["rows"]} == kinds


def test_changes_are_found_by_what_they_are(app: Starlette) -> None:
    (row,) = get(app, "/changes.json?what=corrected").json["rows"]
    assert (row["id"], row["said"]) == (EVENT.id, 'status = "alleged"')
    assert get(app, "/changes.json?what=undone").status == 400


def test_a_correction_shows_the_old_and_the_new(app: Starlette) -> None:
    page = tree(get(app, "/changes?what=corrected"))
    assert texts(page.xpath("//del")) == [f'"{EVENT.status}"']
    assert texts(page.xpath("//ins")) == ['"alleged"']
    assert f"/e/{EVENT.id}" in [link.get("href") for link in page.xpath("//tbody//a")]


def test_every_record_that_is_named_has_its_page(app: Starlette) -> None:
    page = tree(get(app, "/changes?limit=500"))
    links = {link.get("href") for link in page.xpath("//tbody//td[4]/a")}
    assert links
    assert [link for link in sorted(links) if get(app, link).status != 200] == []


def test_an_empty_list_says_what_to_try(app: Starlette) -> None:
    assert "Try an earlier day" in get(app, "/changes?since=999999").text
