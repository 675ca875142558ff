"""The pages of single events, statements and claims."""

from __future__ import annotations

import json

import msgspec
import pytest
from starlette.applications import Starlette

from builders import make_report
from dateline.render.view import Item
from linking_reports import raid
from web.asking import get
from web.parsed import of_class, texts, tree

REPORT = make_report()
RECORDS = [("e", REPORT.events[1]), ("s", REPORT.statements[0]), ("c", REPORT.claims[0])]


@pytest.mark.parametrize(("letter", "record"), RECORDS, ids=["event", "statement", "claim"])
def test_json_is_the_record(app: Starlette, letter: str, record: Item) -> None:
    about = get(app, f"/{letter}/{record.id}.json").json["about"]
    assert about["record"] == json.loads(msgspec.json.encode(record))
    assert about["origin"]["id"] == REPORT.document.id


@pytest.mark.parametrize(("letter", "record"), RECORDS, ids=["event", "statement", "claim"])
def test_the_words_stand_in_their_paragraph(app: Starlette, letter: str, record: Item) -> None:
    page = tree(get(app, f"/{letter}/{record.id}"))
    paragraphs = texts(of_class(of_class(page, "context")[0], "zone"))
    assert paragraphs
    assert all(words in " ".join(REPORT.document.text.split()) for words in paragraphs)
    marked = "".join(mark.text_content() for mark in of_class(page, "of-it"))
    expected = {"e": "Russian forces", "s": "denied", "c": "mined a grain corridor"}
    assert expected[letter] in marked


@pytest.mark.parametrize(("letter", "record"), RECORDS, ids=["event", "statement", "claim"])
def test_every_link_leads_into_the_report_or_to_a_page(app: Starlette, letter: str, record: Item) -> None:
    page = tree(get(app, f"/{letter}/{record.id}"))
    links = [link.get("href") for link in page.xpath("//main//a")]
    assert f"/d/{REPORT.document.id}#{record.id}" in links
    assert all(link.startswith("/") for link in links)


def test_an_event_page_tells_who_when_where_and_why(app: Starlette) -> None:
    page = tree(get(app, f"/e/{REPORT.events[1].id}"))
    told = " ".join(texts(page.xpath("//main")))
    for words in ("Russia", "Ukraine", "2025-08 August", "Odesa", "four dock workers", "verb:strike"):
        assert words in told
    assert "Odesa lies in Ukraine" in told


def test_an_event_names_the_others_that_tell_of_it(app: Starlette) -> None:
    reports = [
        raid("2025-03-05", "The Standard", 12),
        raid("2025-03-05", "The Nation", 15),
        raid("2025-03-06", "The Star", 15),
    ]
    happening = get(app, f"/e/{reports[0].events[0].id}.json").json["about"]["happening"]
    assert {one["document"] for one in happening["tellings"]} == {one.document.id for one in reports}
    killed = [one for one in happening["details"] if one["field"] == "killed"]
    assert killed[0]["chosen"]
    assert {one["value"] for one in killed} == {"12", "15"}
    page = tree(get(app, f"/e/{reports[0].events[0].id}"))
    assert "3 reports tell of it" in " ".join(texts(page.xpath('//*[@id="happening"]/following-sibling::p')))


def test_a_correction_is_shown(app: Starlette) -> None:
    page = tree(get(app, f"/e/{REPORT.events[0].id}"))
    assert "the words say so" in " ".join(texts(of_class(page, "correction")))


def test_a_statement_leads_to_what_rests_on_it(app: Starlette) -> None:
    page = tree(get(app, f"/s/{REPORT.statements[0].id}"))
    links = {link.get("href") for link in page.xpath('//*[@id="holds"]/following-sibling::ul//a')}
    assert f"/c/{REPORT.claims[0].id}" in links


def test_an_id_of_another_kind_is_not_found(app: Starlette) -> None:
    for path in (f"/s/{REPORT.events[0].id}.json", f"/e/{REPORT.claims[0].id}.json", "/c/nothing.json"):
        answer = get(app, path)
        assert (answer.status, answer.json["error"]["code"]) == (404, "E050")
