"""The list of stories, and the page of one."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.applications import Starlette

from dateline.store.answers.one_story import Carrier
from dateline.store.answers.report_rows import ReportRow
from dateline.web.views.story import by_day
from linking_reports import raid
from web.asking import get
from web.parsed import of_class, texts, tree

TOLD = [
    raid("2025-03-05", "The Standard", 12),
    raid("2025-03-05", "The Nation", 15),
    raid("2025-03-06", "The Star", 15),
]


def story(app: Starlette) -> str:
    """Return the id of the story of the raid."""
    found: str = next(
        row["id"] for row in get(app, "/stories.json").json["rows"] if TOLD[0].document.id in row["documents"]
    )
    return found


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("least=3", True), ("least=4", False), ("since=2025-03-07", False), ("until=2025-03", True)],
)
def test_stories_are_found_by_what_is_asked(app: Starlette, query: str, found: bool) -> None:
    rows = get(app, f"/stories.json?limit=100&{query}").json["rows"]
    assert any(TOLD[0].document.id in row["documents"] for row in rows) == found


def test_stories_are_found_by_words_of_any_headline(app: Starlette) -> None:
    headline = TOLD[1].document.headline
    assert headline is not None
    words = headline.words.replace(" ", "+")
    assert [row["id"] for row in get(app, f"/stories.json?words={words}").json["rows"]] == [story(app)]
    assert get(app, "/stories.json?words=no+such+headline").json["rows"] == []


@pytest.mark.parametrize(
    ("sort", "field", "down"),
    [
        ("first", "first_day", False),
        ("-last", "last_day", True),
        ("-reports", "reports", True),
        ("-independent", "independent", True),
    ],
)
def test_stories_are_sorted(app: Starlette, sort: str, field: str, down: bool) -> None:
    values = [row[field] for row in get(app, f"/stories.json?sort={sort}").json["rows"]]
    dated = [value for value in values if value is not None]
    assert dated == sorted(dated, reverse=down)
    page = tree(get(app, f"/stories?sort={sort}"))
    assert [one.get("aria-sort") for one in page.xpath("//th[@aria-sort]")] == [
        "descending" if down else "ascending"
    ]


def test_the_page_tells_what_happened_and_where_reports_differ(app: Starlette) -> None:
    about = get(app, f"/story/{story(app)}.json").json["about"]
    (happening,) = about["happenings"]
    assert happening["witnesses"] == 3
    page = " ".join(texts(tree(get(app, f"/story/{story(app)}")).xpath("//main")))
    assert "Reports differ: killed: " in page


def test_its_reports_stand_by_day(app: Starlette) -> None:
    page = tree(get(app, f"/story/{story(app)}"))
    (days,) = of_class(page, "days")
    assert texts(days.xpath("./dt")) == ["2025-03-05", "2025-03-06"]
    assert {link.get("href") for link in of_class(days, "what", "a")} == {
        f"/d/{one.document.id}" for one in TOLD
    }


def report(key: str, day: date | None) -> ReportRow:
    return ReportRow(
        id=key,
        published=day,
        publisher=key,
        headline="",
        language="en",
        url="",
        events=0,
        statements=0,
        claims=0,
    )


def test_copies_are_folded_under_the_first_report() -> None:
    first, second = date(2025, 3, 1), date(2025, 3, 2)
    carrier = Carrier(document="b", publisher="elsewhere", url="", published=second)
    found = by_day(
        [report("c", second), report("b", second), report("a", first), report("d", None)],
        {"a": "a", "b": "a", "c": "c", "d": "d"},
        [carrier],
    )
    assert [
        (day, [(text.first.id, [one.id for one in text.copies]) for text in several])
        for day, several in found
    ] == [
        (first, [("a", ["b"])]),
        (second, [("c", [])]),
        (None, [("d", [])]),
    ]
    assert found[0][1][0].carriers == (carrier,)


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_an_unknown_id_is_not_found(app: Starlette, form: str) -> None:
    assert get(app, f"/story/nothing{form}").status == 404
