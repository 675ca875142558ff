"""Tenses: a deed told in another form keeps its marks in place and has the codebook's type and status."""

import pytest
from spacy.language import Language

pytest.importorskip("coder.tenses", reason="the training code is not there")

from coder.tenses import _FORMS, _rewritten, _values

from dateline.markup import parse


@pytest.mark.parametrize(
    ("type_", "form", "expected"),
    [
        ("CONSULT", _FORMS[0], ("AGREE", "-", "occurred")),
        ("RETREAT", _FORMS[0], ("CONCEDE", "-", "occurred")),
        ("ASSAULT", _FORMS[0], ("ASSAULT", "aerial", "future")),
        ("REQUEST", _FORMS[0], None),
        ("AID", _FORMS[1], ("AID", "aerial", "negated")),
        ("AID", _FORMS[2], ("AID", "aerial", "hypothetical")),
        ("AID", _FORMS[3], ("AID", "aerial", "occurred")),
        ("AID", _FORMS[4], ("AID", "aerial", "negated")),
    ],
)
def test_type_and_status_follow_the_codebook(type_: str, form: str, expected: tuple[str, ...] | None) -> None:
    assert _values((type_, "aerial", "occurred"), form) == expected


def test_marks_move_with_the_words(nlp: Language) -> None:
    marked = parse(
        "[Chad]{a1 TCD GOV} [bombed]{e1 ASSAULT aerial occurred by=a1 to=a2 when=t1} [the rebels]{a2 TCD REB}"
        " on [Monday]{t1}."
    )
    assert nlp(marked.text)[1].text == "bombed"
    again = _rewritten(marked, 5, 11, "did not bomb", "e1", ("ASSAULT", "aerial", "negated"))
    assert again.text == "Chad did not bomb the rebels on Monday."
    assert [(mark.id, mark.span.words) for mark in again.marks] == [
        ("a1", "Chad"),
        ("e1", "bomb"),
        ("a2", "the rebels"),
        ("t1", "Monday"),
    ]
    assert all(again.text[m.span.start : m.span.end] == m.span.words for m in again.marks)
