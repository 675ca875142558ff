"""The list of agreements, and the page of one."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette

from web.asking import get
from web.parsed import of_class, texts, tree
from web.stores import reports

TEXTS = {report.document.id: report.document.text for report in reports()}


def named(app: Starlette, query: str) -> list[tuple[str, str | None]]:
    rows = get(app, f"/agreements.json?{query}").json["rows"]
    return sorted((row["name"], row["status"]) for row in rows if "Jeddah" in row["name"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["ratified", "scrapped"]),
        ("name=jeddah", ["ratified", "scrapped"]),
        ("name=potsdam", []),
        ("actor=ERI", ["ratified", "scrapped"]),
        ("actor=eritrea", ["ratified", "scrapped"]),
        ("actor=FRA", []),
        ("status=ratified", ["ratified"]),
        ("status=none", []),
        ("disputed=true", []),
        ("until=2020", ["ratified"]),
        ("since=2020&actor=ETH", ["scrapped"]),
    ],
)
def test_agreements_are_found_by_what_is_asked(app: Starlette, query: str, found: list[str]) -> None:
    assert [status for _, status in named(app, query)] == found


def test_an_empty_list_says_what_to_try(app: Starlette) -> None:
    answer = get(app, "/agreements?name=potsdam")
    assert answer.status == 200
    assert "one word of its name" in " ".join(texts(of_class(tree(answer), "nothing")))


def test_statuses_can_be_chosen_with_their_numbers(app: Starlette) -> None:
    page = tree(get(app, "/agreements"))
    options = {option.get("value"): option.text for option in page.xpath('//select[@name="status"]/option')}
    every = get(app, "/agreements.json?limit=1000").json["rows"]
    assert options["ratified"] == f"ratified ({sum(row['status'] == 'ratified' for row in every)})"


def life(app: Starlette) -> str:
    """Return the id of the agreement that two steps became of."""
    found: str = get(app, "/agreements.json?name=jeddah&status=ratified").json["rows"][0]["id"]
    return found


def test_its_life_is_told_with_the_place_of_the_words(app: Starlette) -> None:
    answer = get(app, f"/a/{life(app)}.json").json
    assert [(row["kind"], row["date_start"]) for row in answer["rows"]] == [
        ("signed", "2018-07-09"),
        ("ratified", "2018-09-16"),
    ]
    for row in answer["rows"]:
        for telling in row["tellings"]:
            words = TEXTS[telling["document"]][telling["start"] : telling["end"]]
            assert words == telling["words"]
    page = tree(get(app, f"/a/{life(app)}"))
    links = [link.get("href") for link in of_class(page, "words", "a")]
    assert len(links) == 2
    assert all("#c" in link for link in links)


def test_the_life_line_leads_to_the_steps(app: Starlette) -> None:
    page = tree(get(app, f"/a/{life(app)}"))
    (drawn,) = of_class(page, "strip")
    assert texts(of_class(drawn, "who")) == ["signed", "ratified"]
    marks = of_class(drawn, "mark")
    assert [mark.get("class") for mark in marks] == ["mark firm", "mark firm"]
    assert [mark.get("href") for mark in marks] == ["#step-1", "#step-2"]
    assert [row.get("id") for row in page.xpath("//tbody/tr")] == ["step-1", "step-2"]
    # along "signed", down to "ratified", on to the end
    assert len(of_class(drawn, "leg")) == 3


def test_an_agreement_of_one_report_leads_to_what_became_of_it(app: Starlette) -> None:
    own = [
        report.agreements[0].id
        for report in reports()
        if report.agreements and report.agreements[0].name == "Jeddah accord"
    ]
    assert get(app, f"/a/{own[0]}.json").json["about"]["id"] == life(app)


@pytest.mark.parametrize("form", ["", ".json", ".csv"])
def test_an_unknown_id_is_not_found(app: Starlette, form: str) -> None:
    assert get(app, f"/a/nothing{form}").status == 404
