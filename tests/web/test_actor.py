"""The page of an actor: what it did and met, said and holds, its offices, and with whom it deals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from dateline.store.record import Record
from dateline.web.offices import Span, Term, spans, terms
from web.asking import get
from web.parsed import of_class, texts, tree

ONE = "state:RUS"
BY_KIND = {"did": "event", "met": "event", "said": "statement", "holds": "claim"}


def asked(app: Starlette, path: str) -> Any:
    answer = get(app, f"/actor/{path}")
    assert answer.status == 200
    return answer.json


@pytest.mark.parametrize("actor", [ONE, "per:hrynko", "a-kenya", "a-shabaab", "a-eritrea", "state:TUR"])
def test_acts_are_those_of_the_portrait(app: Starlette, store: Path, actor: str) -> None:
    with Record(store, read_only=True) as record:
        portrait = record.actor(actor)
    answer = asked(app, f"{actor}.json?kind=all&limit=1000")
    found = {(BY_KIND[row["kind"]], row["id"], row["day"]) for row in answer["rows"]}
    expected = {(act.kind, act.id, str(act.day) if act.day else None) for act in portrait.acts}
    assert found == expected
    about = answer["about"]
    assert (about["id"], about["name"], about["reports"]) == (portrait.id, portrait.name, portrait.reports)
    assert sum(about["numbers"].values()) == len(answer["rows"])
    days = [row["day"] or "" for row in answer["rows"]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("kind", ["did", "met", "said", "holds"])
def test_each_kind_is_a_tab_with_its_number(app: Starlette, kind: str) -> None:
    for actor in (ONE, "a-kenya", "a-eritrea"):
        answer = asked(app, f"{actor}.json?kind={kind}")
        assert {row["kind"] for row in answer["rows"]} <= {kind}
        assert answer["about"]["numbers"][kind] == len(answer["rows"])


@pytest.mark.parametrize(
    ("actor", "kind"), [("a-kenya", "did"), ("a-shabaab", "met"), ("a-eritrea", "said"), ("state:TUR", "did")]
)
def test_the_first_kind_that_it_has_is_shown(app: Starlette, actor: str, kind: str) -> None:
    assert asked(app, f"{actor}.json")["about"]["kind_shown"] == kind


def test_acts_come_page_by_page(app: Starlette) -> None:
    whole = asked(app, "a-kenya.json?kind=all")["rows"]
    assert len(whole) > 2
    address, paged = "/actor/a-kenya.json?kind=all&limit=2", []
    while address:
        answer = get(app, address).json
        paged += answer["rows"]
        address = answer["next_url"]
    assert paged == whole


@pytest.mark.parametrize(
    ("days", "number"),
    [("since=2025-03-04", 3), ("since=2025-03-05", 0), ("until=2025-03-03", 0), ("until=2025", 3)],
)
def test_days_narrow_rows_and_numbers(app: Starlette, days: str, number: int) -> None:
    answer = asked(app, f"a-kenya.json?kind=did&{days}")
    assert len(answer["rows"]) == number
    assert answer["about"]["numbers"]["did"] == number


def test_words_are_quoted_and_lead_to_their_place(app: Starlette) -> None:
    page = tree(get(app, "/actor/a-kenya"))
    (table,) = page.xpath("//main//table")
    rows = table.xpath(".//tbody/tr")
    assert len(rows) == 3
    for row in rows:
        (quoted,) = of_class(row, "words", "a")
        assert quoted.xpath(".//q/mark/text()") == ["bombed"]
        assert quoted.get("href").startswith("/d/")
        assert "#c" in quoted.get("href")
        assert "to al-Shabaab" in " ".join(texts([row]))


def test_it_leads_to_those_it_deals_with_and_to_disputes(app: Starlette) -> None:
    page = tree(get(app, "/actor/a-kenya"))
    links = {link.get("href"): link for link in page.xpath("//main//a")}
    assert "/between?one=a-kenya&other=a-shabaab" in links
    disputed = asked(app, "a-eritrea.json")["about"]["disputed"]
    assert disputed > 0
    assert "/disputes?actor=a-eritrea" in {
        link.get("href") for link in tree(get(app, "/actor/a-eritrea")).xpath("//main//a")
    }
    assert get(app, "/disputes.json?actor=a-eritrea").json["rows"]


def test_a_name_is_enough_and_nobody_is_told(app: Starlette) -> None:
    assert asked(app, "al-Shabaab.json")["about"]["id"] == "a-shabaab"
    assert get(app, "/actor/Nobody%20At%20All.json").status == 404


TERMS = (
    Term(title="Minister", country="KEN", since="2010", until="2019"),
    Term(title="Deputy", country="KEN", since="2000-01-01", until="2009-12-31"),
)


@pytest.mark.parametrize(
    ("found", "today", "expected"),
    [
        ((), date(2025, 1, 1), ()),
        (TERMS[:1], date(2025, 1, 1), (Span(0, 100),)),
        (TERMS, date(2025, 1, 1), (Span(50, 50), Span(0, 50))),
        # without an end, until today
        (
            (Term(title="Minister", country="KEN", since="2015", until=""), TERMS[1]),
            date(2020, 1, 1),
            (Span(75, 25), Span(0, 50)),
        ),
        # a day alone is still seen
        (
            (Term(title="Minister", country="KEN", since="2015-05-05", until="2015-05-05"),),
            date(2020, 1, 1),
            (Span(0, 0.5),),
        ),
    ],
)
def test_spans_lie_on_one_line(found: tuple[Term, ...], today: date, expected: tuple[Span, ...]) -> None:
    told = spans(found, today)
    assert [(round(one.left), round(one.width * 2) / 2) for one in told] == [
        (one.left, one.width) for one in expected
    ]
    assert all(0 <= one.left <= 100 and one.width > 0 for one in told)


def test_terms_are_those_of_the_table() -> None:
    assert terms("") == ()
    assert terms("Q0") == ()
    # Barack Obama; the id stands on the first of his rows alone
    found = terms("Q76")
    assert ("President", "2009-01-20", "2017-01-20") in [(one.title, one.since, one.until) for one in found]
    assert len(found) > 1
    assert [one.since for one in found] == sorted((one.since for one in found), reverse=True)
