from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.across.copies import Texts, copies
from dateline.across.shingles import sample

WORDS = [
    a + b + c
    for a in ("ba", "ke", "mi", "so", "tu")
    for b in ("l", "n", "r", "s")
    for c in ("am", "et", "or")
]


def text(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))  # noqa: S311 - made-up words


REPORT = text(1, 400)
OTHER = text(2, 400)
UNSPACED = "".join(random.Random(7).choices("地震後政府警察無線情報通信環境整備全国", k=300))  # noqa: S311 - made-up words


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(REPORT, OTHER, False, id="two texts"),
        pytest.param(REPORT, REPORT.replace(" ", "\n", 30).upper(), True, id="blanks and case"),
        pytest.param(REPORT, ", ".join(REPORT.split(" ")), True, id="punctuation"),
        pytest.param(REPORT, "“" + REPORT.replace(" ", "\u00a0– ", 20) + "”", True, id="typographic marks"),
        pytest.param(REPORT, " ".join(REPORT.split()[:150]), True, id="cut down"),
        pytest.param(REPORT, f"{OTHER} {REPORT} {text(3, 900)}", True, id="inside a longer page"),
        pytest.param(REPORT, " ".join(REPORT.split()[:100]) + " " + OTHER, False, id="a quarter in common"),
        pytest.param(UNSPACED, f"「{UNSPACED}」と", True, id="no blanks between words"),
        pytest.param("Yes.", "Yes.", False, id="too short to tell"),
        pytest.param("", "", False, id="nothing"),
    ],
)
def test_copies(first: str, second: str, *, expected: bool) -> None:
    assert bool(list(copies([("a", sample(first)), ("b", sample(second))]))) is expected


def test_shares_tell_who_holds_whose_text() -> None:
    (pair,) = copies([("page", sample(f"{OTHER} {REPORT}")), ("wire", sample(REPORT))])
    assert (pair.first, pair.second) == ("page", "wire")
    assert pair.of_second == pytest.approx(1, abs=0.1)
    assert pair.of_first == pytest.approx(0.5, abs=0.1)


def test_every_earlier_copy_is_found_in_order() -> None:
    texts = Texts()
    assert texts.add("a", sample(REPORT)) == ()
    assert texts.add("b", sample(OTHER)) == ()
    texts.add("c", sample(REPORT + " amen"))
    assert [pair.first for pair in texts.add("d", sample(REPORT))] == ["a", "c"]


@given(st.text(max_size=400))
def test_any_text_has_a_sample(words: str) -> None:
    found = sample(words)
    assert sorted(set(found.tolist())) == found.tolist()
    assert sample(words + " \n").tolist() == found.tolist()


@given(
    st.permutations(
        [("a", text(5, 300)), ("b", text(5, 300) + " x"), ("c", text(6, 300)), ("d", text(5, 200))]
    )
)
def test_the_order_of_arrival_does_not_matter(texts: list[tuple[str, str]]) -> None:
    pairs = {
        frozenset((pair.first, pair.second)) for pair in copies((key, sample(words)) for key, words in texts)
    }
    assert pairs == {frozenset("ab"), frozenset("ad"), frozenset("bd")}
