"""Pieces: cut like BERT, and always found where the text has them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models.pieces import Cutter

_PIECES = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "army",
    "shell",
    "##ed",
    "##ing",
    "cafe",
    "u",
    ".",
    "s",
    "”",
)


@pytest.fixture(scope="module")
def cutter(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    path = tmp_path_factory.mktemp("pieces") / "vocabulary.txt"
    path.write_text("\n".join(_PIECES) + "\n", encoding="utf-8")
    return Cutter(path, 12)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The army shelled.", ["The", "army", "shell", "ed", "."]),
        ("Shelling", ["Shell", "ing"]),
        ("Café", ["Café"]),
        ("U.S.", ["U", ".", "S", "."]),
        ("the xyzzy army", ["the", "xyzzy", "army"]),
        ("the\u200barmy", ["the\u200barmy"]),
        ("army”", ["army", "”"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_words_are_cut_into_the_longest_pieces_known(cutter: Cutter, text: str, pieces: list[str]) -> None:
    numbers, places = cutter.cut(text)
    assert [text[start:end] for start, end in places[1:-1]] == pieces
    assert len(numbers) == len(places)
    assert (numbers[0], numbers[-1]) == (_PIECES.index("[CLS]"), _PIECES.index("[SEP]"))


def test_what_is_not_known_is_one_unknown_piece(cutter: Cutter) -> None:
    assert cutter.cut("xyzzy")[0][1:-1] == [_PIECES.index("[UNK]")]
    assert cutter.cut("a" * 200)[0][1:-1] == [_PIECES.index("[UNK]")]


def test_a_long_text_is_cut_off(cutter: Cutter) -> None:
    numbers, places = cutter.cut("army " * 40)
    assert len(numbers) == len(places) == 12


@given(st.text(max_size=60))
def test_pieces_stand_in_the_order_of_the_text_and_inside_it(cutter: Cutter, text: str) -> None:
    _, places = cutter.cut(text)
    inner = places[1:-1]
    assert all(0 <= start < end <= len(text) for start, end in inner)
    assert all(a[0] <= b[0] for a, b in pairwise(inner))
