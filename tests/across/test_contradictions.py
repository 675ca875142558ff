from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.across.propositions.contradictions import answer, contradiction, of_one_happening
from dateline.across.propositions.sameness import Wording, same
from dateline.across.propositions.words import said

NAMES = {"kenya", "somalia", "mombasa", "nairobi", "uganda"}
DAY = date(2025, 3, 1)


def wording(text: str, document: str = "d1", **changes: object) -> Wording:
    told = said(text, NAMES)
    values: dict[str, object] = {
        "document": document,
        "claim": f"c{text}",
        "published": DAY,
        "text": text,
        "kind": "factual",
        "negated": told.negated != told.turned,
        "words": told.words,
        "predicates": frozenset(),
        "named": frozenset({"KEN"}),
        "figures": told.figures,
        "subjects": frozenset({"KEN"}),
        "single": False,
        "confidence": 0.9,
        "traits": told.traits,
        "holders": frozenset({"KEN"}),
    }
    return Wording(**{**values, **changes})  # type: ignore[arg-type]


def against(text: str, document: str = "d2", **changes: object) -> Wording:
    return wording(text, document, **{"holders": frozenset({"SOM"}), **changes})


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (
            wording("Kenya ran a secret camp to train divers for raids in Mombasa"),
            against("Kenya never ran a camp for divers"),
            "one says that nothing of the kind is so",
        ),
        (
            wording("Kenya ran a secret camp to train divers for raids in Mombasa"),
            against("Kenya ran a camp", holders=frozenset(), deniers=frozenset({"SOM"})),
            "it is denied in general",
        ),
        (
            wording("Kenya holds 40 fishermen from the north"),
            against("Kenya holds 55 fishermen from the north"),
            "the numbers exclude each other",
        ),
        (
            wording("The reservoir holds 22 billion tonnes of water"),
            against("The reservoir holds 30 billion tonnes of water"),
            "the numbers exclude each other",
        ),
        (
            wording("nine people were killed", "d1", predicates=said("killed").words),
            against("31 people were killed", "d1", predicates=said("killed").words),
            "the numbers exclude each other",
        ),
        (
            wording("the truce was holding"),
            against("the truce had been broken on Wednesday"),
            "the predicates exclude each other",
        ),
        (
            wording("the closure of the strait was legal"),
            against("the closure of the strait was unlawful and void"),
            "the predicates exclude each other",
        ),
        (
            wording("the duties would be lifted at once"),
            against("the duties would be lifted in phases", document="d1"),
            "the predicates exclude each other",
        ),
        (
            wording("the level of the lake had risen"),
            against("the level of the lake had fallen"),
            "the predicates exclude each other",
        ),
        (
            wording("the fire in the depot was an accident"),
            against("the fire in the depot was sabotage"),
            "the predicates exclude each other",
        ),
        (
            wording("Kenya had been given a path to the market"),
            against(
                "every path to the market had been cut off",
                named=frozenset(),
                subjects=frozenset(),
                around=frozenset({"KEN"}),
                published=date(2026, 3, 1),
            ),
            "the predicates exclude each other",
        ),
        (
            wording("Kenyan gunners sank the ferry", "d1", predicates=frozenset({"sank"})),
            against(
                "Somali divers sank the ferry",
                "d1",
                predicates=frozenset({"sank"}),
                subjects=frozenset({"SOM"}),
            ),
            "two are said to have done one deed",
        ),
    ],
)
def test_what_cannot_both_be_so(one: Wording, other: Wording, reason: str) -> None:
    for a, b in ((one, other), (other, one)):
        found = contradiction(a, b)
        assert found is not None
        assert found.reason == reason
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # nobody of another side speaks
        (
            wording("Kenya holds 40 fishermen from the north"),
            wording("Kenya holds 55 fishermen from the north", "d2"),
        ),
        # a bound is no other number, and weeks later the number may have changed
        (
            wording("Kenya holds at least 40 fishermen from the north"),
            against("Kenya holds 55 fishermen from the north"),
        ),
        (
            wording("Kenya holds 40 fishermen from the north"),
            against("Kenya holds 55 fishermen from the north", published=date(2025, 4, 1)),
        ),
        # what is denied holds more than what is claimed
        (
            wording("Kenya ran a camp in the south"),
            against("Kenya never ran a secret camp for divers in the south of Somalia"),
        ),
        # what can be is not what is
        (
            wording("Kenya could run a camp for divers"),
            against("Kenya never ran a camp for divers"),
        ),
        # one follows the other
        (
            wording("the level of the lake had risen"),
            against("the level of the lake had fallen", published=date(2025, 9, 1)),
        ),
        # the illegal thing is not said to be illegal
        (wording("the closure of the strait was legal"), against("the illegal closure of the strait failed")),
        # a proposal is nobody's claim
        (
            wording("the closure of the strait was legal"),
            against("the closure of the strait was void", kind="proposal"),
        ),
        # two who may both have done it
        (
            wording("Kenyan gunners shelled the ferry", "d1", predicates=frozenset({"strike"})),
            against(
                "Somali divers shelled the ferry",
                "d1",
                predicates=frozenset({"strike"}),
                subjects=frozenset({"SOM"}),
            ),
        ),
        # of different things
        (
            wording("the closure of the strait was legal", named=frozenset({"KEN"})),
            against(
                "the closure of the strait was void",
                named=frozenset({"PER"}),
                subjects=frozenset({"PER"}),
            ),
        ),
    ],
)
def test_what_can_both_be_so(one: Wording, other: Wording) -> None:
    assert contradiction(one, other) is None
    assert contradiction(other, one) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Talks would resume on Monday", "any meeting had been agreed", True),
        ("the harvest had failed", "any meeting had been agreed", False),
    ],
)
def test_a_denial_answers_who_speaks_of_the_same_beside_it(one: str, other: str, expected: bool) -> None:
    denial = wording(other, holders=frozenset(), deniers=frozenset({"SOM"}))
    assert (answer(wording(one), denial) is not None) is expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"negated": True}, "one says that it did not happen"),
        ({"told": date(2025, 2, 26)}, "the days exclude each other"),
        ({"told": date(2025, 2, 27)}, None),
    ],
)
def test_tellings_of_one_happening(changes: dict[str, Any], reason: str | None) -> None:
    one = wording("gunners shelled the pier", told=date(2025, 2, 27))
    found = of_one_happening(one, against("an attack on the harbour", **changes))
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("the step was illegal", {"law-"}),
        ("the step was not illegal", {"law+"}),
        ("the step as unjustified and void", {"law-"}),
        ("the illegal step failed again", {"outcome-"}),
        ("the sessions were direct and indirect", {"straight+", "straight-"}),
        ("they fired first", {"first+"}),
        ("the first shot came at noon", set()),
        ("after the team had won", {"contest+"}),
        ("hopes to open the road", set()),
    ],
)
def test_opposites(text: str, traits: set[str]) -> None:
    assert said(text).traits == traits


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("fired 14 missiles", {"14 missiles"}),
        ("at least twelve people died", {"≥12 people"}),
        ("up to 300 men", {"≤300 men"}),
        ("some 40 per cent of it", {"~40 percent"}),
        ("22 billion tonnes", {"22billion tonnes"}),
        ("the accord of 2015", set()),
        ("one said so", set()),
    ],
)
def test_figures(text: str, figures: set[str]) -> None:
    assert said(text).figures == figures
