"""The list of disputes, and the page of one."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette

from dateline.model import Report
from dateline.store.record import Record
from web.asking import get
from web.parsed import of_class, texts, tree
from web.stores import reports

WORDING = "Eritrea was developing a nuclear weapon"
TEXTS = {report.document.id: report for report in reports()}


def dispute(app: Starlette) -> str:
    """Return the id of the dispute that the store's reports make over the years."""
    rows = get(app, "/disputes.json?words=nuclear").json["rows"]
    assert len(rows) == 1
    key: str = rows[0]["id"]
    return key


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("words=nuclear+weapon", True),
        ("words=NUCLEAR", True),
        ("words=nuclear+submarine", False),
        ("actor=ERI", True),
        ("actor=KEN", False),
        ("status=answered", True),
        ("status=open", False),
        ("kind=factual", True),
        ("kind=prediction", False),
        ("publisher=daily", True),
        ("publisher=gazette", False),
        ("since=2025-06-01", True),
        ("since=2025-06-02", False),
        ("until=2024-02", False),
        ("publisher=daily&actor=ERI&words=nuclear&status=answered&since=2024", True),
    ],
)
def test_disputes_are_found_by_what_is_asked(app: Starlette, query: str, found: bool) -> None:
    wordings = [row["wording"] for row in get(app, f"/disputes.json?{query}").json["rows"]]
    assert any("nuclear" in wording for wording in wordings) == found
    page = tree(get(app, f"/disputes?{query}"))
    assert any("nuclear" in heading for heading in texts(page.xpath("//article//h2"))) == found


def test_a_status_that_there_is_not_is_refused(app: Starlette) -> None:
    assert get(app, "/disputes.json?status=settled").status == 400


def test_answered_and_open_are_all(app: Starlette) -> None:
    both = [
        row["id"]
        for status in ("answered", "open")
        for row in get(app, f"/disputes.json?status={status}").json["rows"]
    ]
    assert sorted(both) == sorted(row["id"] for row in get(app, "/disputes.json").json["rows"])


def test_the_page_has_both_sides_each_linked_to_its_words(app: Starlette) -> None:
    page = tree(get(app, f"/p/{dispute(app)}"))
    for side, who in (("for", "Ethiopia"), ("against", "Eritrea")):
        (shown,) = of_class(page, side, "section")
        assert who in texts(of_class(shown, "who"))[0]
        for link in of_class(shown, "words", "a"):
            path, _, span = link.get("href").partition("#c")
            report: Report = TEXTS[path.removeprefix("/d/")]
            start, end = map(int, span.split("-"))
            assert report.document.text[start:end] in " ".join(link.text_content().split())


def test_positions_are_given_with_their_places(app: Starlette) -> None:
    answer = get(app, f"/p/{dispute(app)}.json").json
    assert [(row["day"], row["holds"], row["actor"]) for row in answer["rows"]] == [
        ("2024-03-01", "affirmed", "Ethiopia"),
        ("2024-05-01", "denied", "Eritrea"),
        ("2025-06-01", "denied", "Eritrea"),
    ]
    for row in answer["rows"]:
        assert TEXTS[row["document"]].document.text[row["start"] : row["end"]] == row["words"]
    assert answer["about"]["proposition"]["answered"] is True


def test_the_strip_of_time_leads_to_the_words(app: Starlette) -> None:
    page = tree(get(app, f"/p/{dispute(app)}"))
    (drawn,) = of_class(page, "strip")
    marks = of_class(drawn, "mark")
    anchors = {one.get("id") for one in page.xpath("//li[@id]")}
    assert [mark.get("class") for mark in marks] == ["mark for", "mark against", "mark against"]
    assert {mark.get("href").removeprefix("#") for mark in marks} <= anchors
    assert drawn.xpath("./title")
    assert drawn.xpath("./desc")


def test_a_claim_leads_to_its_proposition(app: Starlette) -> None:
    claim = next(
        report.claims[0]
        for report in reports()
        if report.claims and "nuclear" in report.claims[0].proposition
    )
    by_claim, by_own = (get(app, f"/p/{key}.json").json["about"] for key in (claim.id, dispute(app)))
    assert by_claim == by_own


def test_what_nobody_disputes_has_a_page_too(app: Starlette, store: Path) -> None:
    with Record(store, read_only=True) as record:
        keys = [
            row["proposition"]
            for row in get(app, "/sql.json?q=SELECT+DISTINCT+proposition+FROM+wordings").json["rows"]
        ]
        assert record.counts()["propositions"] == len(keys)
    assert all(get(app, f"/p/{key}").status == 200 for key in keys)


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_an_unknown_id_is_not_found(app: Starlette, form: str) -> None:
    assert get(app, f"/p/nothing{form}").status == 404


def test_csv_has_one_position_a_line(app: Starlette) -> None:
    lines = get(app, f"/p/{dispute(app)}.csv").text.splitlines()
    assert lines[0].startswith("proposition,holds,actor,")
    assert len(lines) == 4


def test_an_empty_list_says_what_to_try(app: Starlette) -> None:
    page = tree(get(app, "/disputes?words=nothing+of+the+kind"))
    assert "Take away a filter" in " ".join(texts(of_class(page, "nothing")))
    assert "/disputes" in [link.get("href") for link in page.xpath("//main//a")]
