from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import model
from dateline.model import Document, Event, Participant, Report, Span, Statement, Zone

_TEXT = "Tehran denies a charge. “Never,” it said."


def _report() -> Report:
    span = Span(0, 6, "Tehran")
    return Report(
        version="0",
        document=Document(
            id=model.document_id(_TEXT), text=_TEXT, zones=(Zone("body", Span(0, len(_TEXT), _TEXT)),)
        ),
        statements=(
            Statement(
                id="s1",
                spans=(Span(14, 22, "a charge"),),
                type="indirect",
                stance="denies",
                speaker=span,
                speaker_actors=("a1",),
            ),
        ),
        events=(
            Event(
                id="e1",
                type="REJECT",
                status="occurred",
                trigger=Span(7, 13, "denies"),
                actors=(Participant("a1", span),),
            ),
        ),
    )


def test_json_round_trip_is_exact() -> None:
    report = _report()
    data = model.to_json(report)
    assert model.from_json(data) == report
    assert model.to_json(model.from_json(data)) == data
    assert model.from_json(model.to_json(report, indent=2)) == report


@given(st.builds(Span, st.integers(0, 9), st.integers(0, 9), st.text()))
def test_any_span_survives_json(span: Span) -> None:
    try:
        data = msgspec.json.encode(span)
    except UnicodeEncodeError:
        return  # a lone surrogate cannot be written as UTF-8
    assert msgspec.json.decode(data, type=Span) == span


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        _report().version = "1"  # type: ignore[misc]  # the point of the test


def test_json_that_does_not_fit_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        model.from_json(b'{"version": 1}')


def test_every_span_of_a_report_is_found() -> None:
    words = sorted(span.words for span in model.spans_of(_report()))
    assert words == sorted(["Tehran", "Tehran", "a charge", "denies", _TEXT])


@given(st.text(), st.text())
def test_ids_depend_on_content_alone(one: str, other: str) -> None:
    assert model.document_id(one) == model.document_id(one)
    assert (model.document_id(one) == model.document_id(other)) == (one == other)
    assert model.record_id("e", one, 1, other) == model.record_id("e", one, 1, other)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "covers"),
    [((0, 4), (4, 6), False, False), ((0, 4), (3, 6), True, False), ((0, 6), (3, 6), True, True)],
)
def test_spans_overlap_and_cover(
    one: tuple[int, int], other: tuple[int, int], overlaps: bool, covers: bool
) -> None:
    a, b = (Span(*pair, "x" * (pair[1] - pair[0])) for pair in (one, other))
    assert a.overlaps(b) is overlaps
    assert a.covers(b) is covers


def test_the_schema_names_every_record() -> None:
    schema: dict[str, Any] = model.json_schema()
    names = {"Document", "Zone", "Span", "Actor", "Mention", "When", "Place", "Statement", "Claim", "Event"}
    assert names | {"Agreement", "Party", "Participant", "Reason"} <= set(schema["$defs"])
