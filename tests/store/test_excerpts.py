"""The words around a record."""

from __future__ import annotations

import pytest

from dateline.store.answers.excerpts import Excerpt, around

TEXT = "Headline\nThe army left the town on Monday, officials said.\nNext day."


@pytest.mark.parametrize(
    ("words", "width", "expected"),
    [
        ("left", 90, Excerpt("The army ", "left", " the town on Monday, officials said.")),
        ("left", 6, Excerpt("… army ", "left", " the …")),
        ("Headline", 90, Excerpt("", "Headline", "")),
        ("Next day.", 3, Excerpt("", "Next day.", "")),
        ("The army left the town on Monday, officials said.", 2, None),
    ],
)
def test_words_stand_in_their_paragraph(words: str, width: int, expected: Excerpt | None) -> None:
    start = TEXT.index(words)
    assert around(TEXT, start, start + len(words), width=width) == (expected or Excerpt("", words, ""))


def test_a_span_beyond_the_text_has_nothing_around_it() -> None:
    assert around("", 612, 655) == Excerpt("", "", "")
    assert around("short", 3, 9) == Excerpt("", "rt", "")
