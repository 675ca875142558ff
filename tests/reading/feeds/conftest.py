from __future__ import annotations

import pytest

PARAGRAPHS = tuple(
    f"Paragraph {number} says that the council will reopen the bridge, which the mayor has called reckless."
    for number in ("one", "two", "three", "four", "five")
)


@pytest.fixture
def article() -> str:
    """Five paragraphs of HTML."""
    return "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """The words of the article's paragraphs."""
    return PARAGRAPHS
