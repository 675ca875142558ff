"""Corrections from the page: forms, what they send, what is refused, and the machine's value beside the user's."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from starlette.applications import Starlette

from builders import make_report
from dateline.evaluate.fields import Record, known_fields
from dateline.evaluate.saying import meant
from dateline.web import correcting
from web.asking import Response, get, post
from web.parsed import of_class, texts, tree

REPORT = make_report()
REJECTED, STRUCK = REPORT.events
SAID, CLAIM, DEAL = REPORT.statements[0], REPORT.claims[0], REPORT.agreements[0]
RECORDS: list[Record] = [*REPORT.events, *REPORT.statements, CLAIM, DEAL]
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}


def send_form(app: Starlette, key: str, **fields: str) -> Response:
    return post(app, f"/correct/{key}", urlencode(fields).encode(), headers=FORM)


def send_json(app: Starlette, **fields: object) -> Response:
    return post(app, "/api/correct", json.dumps(fields).encode(), headers=JSON)


def filled(answer: Response) -> dict[str, list[str]]:
    """Return what a browser would send of the whole form of a page."""
    (form,) = of_class(tree(answer), "correct")
    pairs: dict[str, list[str]] = {}
    for box in form.xpath(".//input[@name]"):
        if box.get("type") not in ("checkbox", "radio") or box.get("checked") is not None:
            pairs.setdefault(box.get("name"), []).append(box.get("value", ""))
    for choice in form.xpath(".//select[@name]"):
        pairs[choice.get("name")] = choice.xpath("./option[@selected]/@value")
    return pairs


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__} {record.id}")
def test_a_form_holds_every_field_as_it_stands(editable: Starlette, record: Record) -> None:
    form = filled(get(editable, f"/correct/{record.id}"))
    names = known_fields()[type(record).__name__.lower()]
    assert {name for name in form if name.startswith("was.")} == {f"was.{name}" for name in names}
    # what was not touched is no correction
    typed = correcting.typed(urlencode({**form, "verdict": "changed"}, doseq=True).encode())
    assert typed.said() == ()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: f"{type(record).__name__} {record.id}")
def test_every_choice_of_a_form_is_a_value_that_the_field_can_have(record: Record) -> None:
    for field in correcting.fields(REPORT, record):
        for choice in field.choices:
            (first, *_) = meant(REPORT, record.id, [f"{field.name}={choice.value}"], "a try")
            assert correcting.written(first.value) == choice.value
        (same, *_) = meant(REPORT, record.id, [f"{field.name}={field.was}"], "a try")
        assert correcting.written(same.value) == field.was


@pytest.mark.parametrize(
    ("record", "home"),
    [
        (STRUCK, f"/e/{STRUCK.id}#said"),
        (SAID, f"/s/{SAID.id}#said"),
        (CLAIM, f"/c/{CLAIM.id}#said"),
        (DEAL, f"/d/{REPORT.document.id}#{DEAL.id}"),
    ],
    ids=["event", "statement", "claim", "agreement"],
)
def test_a_correction_leads_back_to_its_record_and_stands_there(
    editable: Starlette, record: Record, home: str
) -> None:
    answer = send_form(editable, record.id, verdict="wrong", why="the words say otherwise", by="Ana")
    assert (answer.status, answer.header("location")) == (303, home)
    page = tree(get(editable, home.partition("#")[0]))
    told = " ".join(texts(of_class(page, "correction")))
    assert "wrong" in told
    assert "the words say otherwise" in told
    assert "Ana" in told


def test_from_beside_the_text_it_leads_back_there(editable: Starlette) -> None:
    answer = send_form(editable, STRUCK.id, verdict="right", why="checked", back="report")
    assert answer.header("location") == f"/d/{REPORT.document.id}#{STRUCK.id}"
    answer = send_form(editable, STRUCK.id, verdict="right", why="checked", back="https://evil.example")
    assert answer.header("location") == f"/e/{STRUCK.id}#said"


def test_a_report_is_right_as_a_whole(editable: Starlette) -> None:
    key = REPORT.document.id
    answer = send_form(editable, key, verdict="right", why="all checked", back="report")
    assert (answer.status, answer.header("location")) == (303, f"/d/{key}")
    assert "all checked" in get(editable, f"/d/{key}").text
    assert get(editable, f"/correct/{key}").status == 200


def test_both_values_stand_side_by_side_and_the_machines_comes_back(editable: Starlette) -> None:
    path, form = f"/e/{STRUCK.id}", filled(get(editable, f"/e/{STRUCK.id}"))
    changed = {**form, "verdict": "changed", "why": "only Ukraine says so", "status": "alleged", "actors": []}
    answer = post(editable, f"/correct/{STRUCK.id}", urlencode(changed, doseq=True).encode(), headers=FORM)
    assert answer.status == 303
    page = tree(get(editable, path))
    rows = [texts(row.xpath("./*"))[:3] for row in of_class(page, "correction")]
    assert rows == [["status", STRUCK.status, "alleged"], ["actors", "Russia", "none"]]
    assert get(editable, f"{path}.json").json["about"]["record"]["status"] == STRUCK.status
    assert filled(get(editable, path))["was.status"] == ["alleged"]
    undo = of_class(page, "undo")[0]
    pairs = [(box.get("name"), box.get("value")) for box in undo.xpath(".//input")]
    post(editable, undo.get("action"), urlencode(pairs).encode(), headers=FORM)
    page = tree(get(editable, path))
    assert filled(get(editable, path))["was.status"] == [STRUCK.status]
    assert [texts(row.xpath("./*"))[0] for row in of_class(page, "correction")] == [
        "status",
        "actors",
        "status",
    ]
    # of the status there is nothing left to take back
    assert len(of_class(page, "undo")) == 1


def test_what_was_wrong_can_be_right_after_all(editable: Starlette) -> None:
    send_form(editable, CLAIM.id, verdict="wrong", why="no such words")
    (undo,) = of_class(tree(get(editable, f"/c/{CLAIM.id}")), "undo")
    pairs = [(box.get("name"), box.get("value")) for box in undo.xpath(".//input")]
    post(editable, undo.get("action"), urlencode(pairs).encode(), headers=FORM)
    found = get(editable, f"/c/{CLAIM.id}.json").json["about"]["corrections"]
    assert [one["verdict"] for one in found] == ["wrong", "right"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"verdict": "wrong", "why": " ", "by": "Ana <b>"}, "reason"),
        ({"verdict": "changed", "why": "typed <why>", "by": "Ana <b>"}, "nothing is said"),
        ({"why": "typed <why>", "by": "Ana <b>"}, "nothing is said"),
        ({"verdict": "maybe", "why": "typed <why>", "by": "Ana <b>"}, "no such correction"),
        ({"verdict": "changed", "why": "typed <why>", "by": "Ana <b>", "date_start": "soon"}, "soon"),
        ({"verdict": "changed", "why": "typed <why>", "by": "Ana <b>", "killed_low": "-4"}, "-4"),
        ({"verdict": "changed", "why": "typed <why>", "by": "Ana <b>", "stance": "denies"}, "no field"),
        ({"verdict": "changed", "why": "typed <why>", "by": "Ana <b>", "type": "WAR"}, "WAR"),
        ({"verdict": "wrong", "why": "x" * 5_000, "by": "Ana <b>"}, "characters"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_was_typed(
    editable: Starlette, fields: dict[str, str], told: str
) -> None:
    answer = send_form(editable, STRUCK.id, **fields)
    assert answer.status == 400
    page = tree(answer)
    (alert,) = page.xpath('//*[@role="alert"]')
    assert "E051" in alert.text_content()
    assert told in alert.text_content()
    kept = filled(answer)
    assert kept["why"] == [fields["why"]]
    assert kept["by"] == ["Ana <b>"]
    if "date_start" in fields:
        assert kept["date_start"] == ["soon"]
        assert kept["was.date_start"] == [STRUCK.when.start if STRUCK.when else ""]
    assert get(editable, f"/e/{STRUCK.id}.json").json["about"]["corrections"] == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [("nothing", (404, "E050")), (REPORT.actors[0].id, (400, "E051"))],
    ids=["unknown", "actor"],
)
def test_what_cannot_be_corrected_is_said(editable: Starlette, key: str, expected: tuple[int, str]) -> None:
    for answer in (get(editable, f"/correct/{key}"), send_form(editable, key, verdict="wrong", why="x")):
        assert answer.status == expected[0]
        assert expected[1] in answer.text
    answer = send_json(editable, id=key, said=["wrong"], why="x")
    assert (answer.status, answer.json["error"]["code"]) == expected


def test_programs_correct_with_json(editable: Starlette) -> None:
    described = get(editable, "/openapi.json").json
    operation = described["paths"]["/api/correct"]["post"]
    before = get(editable, "/events.json").json["version"]
    answer = send_json(editable, id=STRUCK.id, said=["status=alleged"], why="only one side says so", by="Ana")
    assert answer.status == 200
    schema: Any = operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer.json, {**schema, "components": described["components"]})
    (one,) = answer.json["corrections"]
    assert (one["field"], one["value"], one["by"]) == ("status", '"alleged"', "Ana")
    assert get(editable, "/events.json").json["version"] != before


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        (b'{"id": "x", "said": ["wrong"]}', JSON, "E102"),
        (b'{"id": "x", "said": "wrong", "why": "y"}', JSON, "E102"),
        (b'{"id": "x", "said": ["wrong"], "why": "y", "more": 1}', JSON, "E102"),
        (b"{", JSON, "E102"),
        (b'{"id": "x", "said": ["wrong"], "why": "y"}', {"content-type": "text/plain"}, "E102"),
        (b" " * 300_000, JSON, "E003"),
    ],
)
def test_json_that_does_not_fit_is_refused(
    editable: Starlette, body: bytes, headers: dict[str, str], code: str
) -> None:
    assert post(editable, "/api/correct", body, headers=headers).json["error"]["code"] == code


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_page_of_another_origin_corrects_nothing(editable: Starlette, headers: dict[str, str]) -> None:
    body = urlencode({"verdict": "wrong", "why": "x"}).encode()
    assert post(editable, f"/correct/{STRUCK.id}", body, headers=FORM | headers).status == 403
    sent = json.dumps({"id": STRUCK.id, "said": ["wrong"], "why": "x"}).encode()
    assert post(editable, "/api/correct", sent, headers=JSON | headers).status == 403
    assert get(editable, f"/e/{STRUCK.id}.json").json["about"]["corrections"] == []


def test_without_leave_there_is_no_form_and_nothing_is_taken(app: Starlette) -> None:
    for path in (f"/e/{STRUCK.id}", f"/d/{REPORT.document.id}"):
        assert '<form method="post"' not in get(app, path).text
    assert "E101" in get(app, f"/correct/{STRUCK.id}").text
    assert get(app, f"/correct/{STRUCK.id}").status == 403
    assert send_form(app, STRUCK.id, verdict="wrong", why="x").status == 403
    answer = send_json(app, id=STRUCK.id, said=["wrong"], why="x")
    assert (answer.status, answer.json["error"]["code"]) == (403, "E101")
    assert get(app, f"/e/{STRUCK.id}.json").json["about"]["corrections"] == []
