from __future__ import annotations

import numpy as np
import pytest

from dateline.across.search.meaning import Meaning, likeness, load

PASSAGES = (
    "A physicist who worked on the enrichment programme was shot dead outside his home.",
    "The price of a loaf rose by a third after subsidies were cut.",
    "Physicians at state hospitals went on strike for higher wages.",
    "The head of state was admitted to a clinic with pneumonia.",
)


@pytest.fixture(scope="module")
def model() -> Meaning:
    found = load()
    # it was made for another event coder: run training/meaning.py
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("killing of a nuclear scientist", 0),
        ("bread costs more", 1),
        ("doctors walk out over pay", 2),
        ("president ill in hospital", 3),
    ],
)
def test_the_nearest_says_the_same(model: Meaning, asked: str, nearest: int) -> None:
    vectors, question = model.vectors(PASSAGES), model.vectors([asked])[0]
    like = likeness(vectors, question)
    assert int(like.argmax()) == nearest


def test_short_forms_of_like_vectors_differ_little(model: Meaning) -> None:
    vectors = model.vectors(PASSAGES)
    codes = model.codes(vectors).view(np.uint64)
    like = np.array([likeness(vectors, one) for one in vectors])
    apart = np.bitwise_count(codes[:, None] ^ codes[None, :]).sum(axis=2)
    # the share of differing signs is the angle, a half turn being all of them
    assert np.abs(apart / 256 - np.arccos(np.clip(like, -1, 1)) / np.pi).max() < 0.12


def test_punctuation_means_nothing(model: Meaning) -> None:
    one, other = model.vectors(["He called it ‘a trick’.", 'He called it "a trick"'])
    assert likeness(one[None, :], other)[0] > 0.99


def test_a_passage_without_words_has_a_vector(model: Meaning) -> None:
    assert np.isfinite(likeness(model.vectors(["…", ""]), model.vectors(["?"])[0])).all()
