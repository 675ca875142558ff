from __future__ import annotations

import csv
import io

import pytest
from starlette.applications import Starlette

from builders import make_report
from web.asking import get
from web.parsed import of_class, texts, tree


def headlines(app: Starlette, query: str) -> list[str]:
    return [row["headline"] for row in get(app, f"/reports.json?{query}").json["rows"]]


def test_reports_come_the_newest_first(app: Starlette) -> None:
    days = [row["published"] for row in get(app, "/reports.json").json["rows"]]
    assert days == sorted(days, reverse=True)
    assert len(days) == 11


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("words=ukraine+rejects", 2),
        ("words=rej+ukr", 2),
        ("words=ejects", 0),
        ("words=ukraine+sudan", 0),
        ("publisher=example", 2),
        ("publisher=the+daily", 6),
        ("since=2025-09&until=2025-09", 2),
        ("until=2018", 2),
        ("language=de", 0),
        ("language=en&since=2024-02&until=2024-05", 2),
    ],
)
def test_reports_can_be_narrowed(app: Starlette, query: str, number: int) -> None:
    assert len(headlines(app, query)) == number


def test_counts_are_those_of_the_report(app: Starlette) -> None:
    report = make_report()
    row = next(row for row in get(app, "/reports.json").json["rows"] if row["id"] == report.document.id)
    assert (row["events"], row["statements"], row["claims"]) == (2, 2, 1)


def test_pages_of_the_list_follow_each_other(app: Starlette) -> None:
    first = get(app, "/reports.json?limit=4").json
    second = get(app, first["next_url"]).json
    ids = [row["id"] for answer in (first, second) for row in answer["rows"]]
    assert len(set(ids)) == 8
    assert ids == [row["id"] for row in get(app, "/reports.json?limit=8").json["rows"]]


def test_the_page_has_what_json_and_csv_have(app: Starlette) -> None:
    page = tree(get(app, "/reports?publisher=example"))
    rows = list(csv.DictReader(io.StringIO(get(app, "/reports.csv?publisher=example").text)))
    assert texts(of_class(page, "what", "a")) == [row["headline"] for row in rows]
    assert [link.get("href") for link in of_class(page, "what", "a")] == [f"/d/{row['id']}" for row in rows]


def test_where_nothing_fits_the_page_says_so(app: Starlette) -> None:
    page = tree(get(app, "/reports?words=xyzzy"))
    assert "No report fits" in of_class(page, "nothing")[0].text_content()
    assert page.xpath('//form[@action="/reports"]//input[@name="words"]')[0].get("value") == "xyzzy"


def test_a_day_that_is_none_is_refused(app: Starlette) -> None:
    answer = get(app, "/reports.json?since=2025-02-31")
    assert (answer.status, answer.json["error"]["code"]) == (400, "E030")
