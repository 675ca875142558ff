from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.across.search.ranking import hits, question, rarity_among, score
from dateline.across.search.words import fold, stem, terms

PASSAGES = (
    "The minister threatened to close the border.",
    "Border guards opened two crossings after the minister spoke.",
    "Rice prices rose again in the capital.",
    "Anna Rice, the minister of trade, resigned.",
    "The closing of the river crossing angered farmers.",
    "A market opened in the north.",
)


def ranked(text: str) -> list[str]:
    asked, rarity = question(text), rarity_among(PASSAGES)
    scores = {passage: score(asked, passage, rarity) for passage in PASSAGES}
    return [
        passage for passage in sorted(PASSAGES, key=lambda passage: -scores[passage]) if scores[passage] > 0
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("threatens", PASSAGES[0]),
        ("threatening to close a border", PASSAGES[0]),
        ("minister border crossing", PASSAGES[1]),
        ("Anna Rice", PASSAGES[3]),
        ("rice price", PASSAGES[2]),
        ("river crossings", PASSAGES[4]),
        ('"the minister spoke"', PASSAGES[1]),
    ],
)
def test_the_best_comes_first(text: str, first: str) -> None:
    assert ranked(text)[0] == first


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("?!", 0),
        ("zebra", 0),
        ('"border minister"', 0),
        ('"trade minister"', 0),
        ("minister", 3),
        ("the", 6),
        ('"the minister"', 3),
    ],
)
def test_what_fits(text: str, count: int) -> None:
    assert len(ranked(text)) == count


@pytest.mark.parametrize(
    ("text", "passage", "words"),
    [
        ("close border", PASSAGES[0], ["close", "border"]),
        ('"the minister"', PASSAGES[3], ["the minister"]),
        ("erdogan", "President Erdoğan’s visit", ["Erdoğan’s"]),
        ("zebra", PASSAGES[0], []),
        ("grain deal", "No word on the #GrainDeal yet", ["Grain", "Deal"]),
        ("EU", "told @EUCouncil_press today", ["EU"]),
        ("erdoğan", "#Erdoğan spoke", ["Erdoğan"]),
    ],
)
def test_hits_are_the_words(text: str, passage: str, words: list[str]) -> None:
    assert [passage[start:end] for start, end in hits(question(text), passage)] == words


@pytest.mark.parametrize(
    "forms",
    [
        ("country", "countries"),
        ("scrap", "scraps", "scrapped", "scrapping"),
        ("strike", "strikes", "striking"),
        ("threaten", "threatens", "threatened"),
        ("minister", "ministers", "minister's"),
        ("kill", "kills", "killed", "killing"),
        ("deny", "denies", "denied", "denying"),
        ("glass",),
        ("2025",),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@given(st.text())
def test_stems_begin_words_and_offsets_hold(text: str) -> None:
    for term in terms(text):
        assert fold(text[term.start : term.end]).startswith(term.stem)


@given(st.text(), st.text())
def test_no_score_without_a_word(text: str, passage: str) -> None:
    asked = question(text)
    found = score(asked, passage, rarity_among([passage]))
    assert found >= 0
    assert found == 0 or hits(asked, passage)
