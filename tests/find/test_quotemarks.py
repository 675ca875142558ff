"""Quotation marks: pairing, apostrophes, nesting, paragraphs that run on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.find.statements.quotemarks import find_quotations, pair_marks
from support import ParseText

PAIRS = [
    ("“We stay,” she said.", [("We stay,", 0)]),
    ('"We stay," she said.', [("We stay,", 0)]),
    ("‘We stay,’ she said.", [("We stay,", 0)]),
    ("'We stay,' she said.", [("We stay,", 0)]),
    ("``We stay,'' she said.", [("We stay,", 0)]),
    ("«We stay,» she said.", [("We stay,", 0)]),
    ("„We stay,“ she said.", [("We stay,", 0)]),
    ("It's the farmers' market.", []),
    ("A 6'2\" guard from the '90s.", []),
    ("“He said ‘never’ to us.”", [("He said ‘never’ to us.", 0), ("never", 1)]),
    ("'It's a \"lucky\" day'", [('It\'s a "lucky" day', 0), ("lucky", 1)]),
    ("Mayor rejects talk of 'revolt' in the voters' camp", [("revolt", 0)]),
    ("'It is the voters' choice,' he said.", [("It is the voters' choice,", 0)]),
    ("“One,” he said. “Two.”", [("One,", 0), ("Two.", 0)]),
    ("He left. “We never knew", [("We never knew", 0)]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pairs(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in pair_marks(text)] == expected


def test_quotation_runs_on_over_paragraphs(parse_text: ParseText) -> None:
    text = "“The bridge fell at noon.\n\n“Nobody was on it,” the mayor said."
    _, passages = parse_text(text)
    first, second = find_quotations(passages, [p.doc.text for p in passages])
    assert not first[0].closed
    assert second[0].resumed
    assert second[0].closed


def test_lost_closing_mark_ends_with_its_sentence() -> None:
    text = "She called it “a farce. Then the council voted to close the harbour."
    assert [text[q.start : q.end] for q in pair_marks(text)] == ["a farce."]


@given(st.text(alphabet="ab .,\n'\"“”‘’«»„`5s", max_size=60))
def test_quotations_lie_inside_their_marks(text: str) -> None:
    for q in pair_marks(text):
        assert 0 <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)


@given(st.text(alphabet="ab .,'\"“”‘’«»", max_size=60))
def test_outer_quotations_do_not_overlap(text: str) -> None:
    outer = [q for q in pair_marks(text) if q.depth == 0]
    for left, right in itertools.pairwise(outer):
        assert left.outer_end <= right.outer_start
