from __future__ import annotations

import pytest

from dateline.knowledge.acronyms import spelled_out


@pytest.mark.parametrize("acronym", ["IAEA", "iaea", "I.A.E.A.", " IAEA "])
def test_an_acronym_is_spelled_out(acronym: str) -> None:
    assert spelled_out(acronym) == ("International Atomic Energy Agency",)


@pytest.mark.parametrize("words", ["", "Iran", "IAE", "the IAEA and Iran"])
def test_other_words_are_none(words: str) -> None:
    assert spelled_out(words) == ()
