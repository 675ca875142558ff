from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from scraped import KEPT, LABELS, Story, furniture, pages, read_pages, stories

TEXT = """=== soup en
title| Barley soup
body| It takes an afternoon.
 200 g barley
furniture| More soups

=== pont fr
body| Le pont est fermé.
"""


def test_pages_are_read_with_their_labels() -> None:
    soup, bridge = read_pages(TEXT)
    assert soup == Story(
        "soup",
        "en",
        (
            ("title", "Barley soup"),
            ("body", "It takes an afternoon."),
            ("body", "200 g barley"),
            ("furniture", "More soups"),
        ),
    )
    assert soup.title == "Barley soup"
    assert soup.running == ("It takes an afternoon.", "200 g barley")
    assert (bridge.name, bridge.language) == ("pont", "fr")


@pytest.mark.parametrize("line", ["no label", "menu| Home", " a line before any label"])
def test_a_line_without_a_known_label_is_a_fault(line: str) -> None:
    with pytest.raises(ValueError, match="without a label"):
        read_pages(f"=== soup en\n{line}\n")


def test_the_corpus_is_whole() -> None:
    told = [story for story in stories() if story.page]
    assert len({story.name for story in told}) == len(told) >= 60
    assert sum(story.language != "en" for story in told) >= 20
    assert all({label for label, _ in story.lines} <= LABELS for story in told)
    assert all(story.running and story.title for story in told)
    assert min(map(len, furniture().values())) >= 9


def test_drawn_pages_are_the_same_each_time_and_keep_what_is_the_reports() -> None:
    told = [story for story in stories() if story.page]
    around = furniture()
    first, *others = told
    drawn = list(pages(first, others, around, 6))
    assert drawn == list(pages(first, others, around, 6))
    assert len({page.lines for page in drawn}) == 6
    own = "".join(words for label, words in first.lines if label in KEPT)
    for page in drawn:
        kept = "".join(line for line, keep in zip(page.lines, page.keep, strict=True) if keep)
        assert kept.replace(" ", "") == own.replace(" ", "")
