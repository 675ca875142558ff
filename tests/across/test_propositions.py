from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dateline.across.propositions.positions import Position, status_of, turned, with_changes
from dateline.across.propositions.sameness import Wording, same
from dateline.across.propositions.words import plain, said, stance_by_cue


def wording(text: str, document: str = "d1", **changes: object) -> Wording:
    told = said(text, {"iran", "israel", "washington", "tehran"})
    values: dict[str, object] = {
        "document": document,
        "claim": f"c{text}",
        "published": date(2025, 1, 1),
        "text": text,
        "kind": "factual",
        "negated": told.negated != told.turned,
        "words": told.words,
        "predicates": frozenset(),
        "named": frozenset(),
        "figures": told.figures,
        "subjects": frozenset({"IRN"}),
        "single": False,
        "confidence": 0.9,
    }
    return Wording(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Iran was seeking a nuclear weapon", "Iran never sought a nuclear bomb", True),
        ("Iran violated the accord", "Iran is abiding by the agreement", True),
        ("Iran enriched uranium to 60 percent", "Iran enriched uranium to 20 per cent", False),
        ("the dam burst after heavy rain", "the road was mined", False),
    ],
)
def test_sameness_by_words(one: str, other: str, expected: bool) -> None:
    assert same(wording(one), wording(other, "d2")) is expected
    assert same(wording(other, "d2"), wording(one)) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"subjects": frozenset({"USA"})}, False),
        ({"kind": "proposal"}, False),
        ({"published": date(2021, 1, 1)}, True),
        ({"published": date(2021, 1, 1), "single": True}, False),
        ({"predicates": frozenset({"accuse"})}, False),
        ({"predicates": frozenset({"seek"})}, True),
    ],
)
def test_what_clashes_stays_apart(changes: dict[str, object], expected: bool) -> None:
    one = wording("Iran was seeking a nuclear weapon")
    assert same(one, wording("Iran never sought a nuclear bomb", "d2", **changes)) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"holders": frozenset({"IRN"})}, True),
        ({"holders": frozenset({"IRN"}), "published": date(2028, 1, 1)}, False),
        ({"holders": frozenset({"ISR"})}, False),
        ({"deniers": frozenset({"IRN"})}, False),
        ({"holders": frozenset({"IRN"}), "negated": True}, False),
    ],
)
def test_who_owns_to_what_he_denied_may_take_longer(changes: dict[str, object], expected: bool) -> None:
    one = wording("Iran shelled a tanker near the strait", single=True, deniers=frozenset({"IRN"}))
    later = {"single": True, "published": date(2025, 9, 1), **changes}
    assert same(one, wording("Iran had shelled a tanker near the strait", "d2", **later)) is expected


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("they had been obliterated", "jets bombed the depots of Iran", True),
        ("they had been obliterated", "ministers met for supper", False),
        ("they were no factor in the sale", "American bombs destroyed the depots of Iran", False),
    ],
)
def test_a_pronoun_stands_for_what_was_named_before(text: str, context: str, expected: bool) -> None:
    about: dict[str, Any] = {
        "subjects": frozenset(),
        "named": frozenset({"IRN"}),
        "predicates": said("destroyed").words,
    }
    one = wording(text, context=said(context).words, **about)
    assert same(one, wording("bombs had destroyed the depots", "d2", **about)) is expected


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("the dam burst", False),
        ("the dam did not burst", True),
        ("it abides by the accord", True),
        ("it does not abide by the accord", False),
        ("it had not given up its aim of acquiring arms", False),
        ("it was not seeking arms and would not give up research", False),
        ("it never sought arms", True),
    ],
)
def test_what_a_wording_says_is_not_so(text: str, negated: bool) -> None:
    told = said(text)
    assert (told.negated != told.turned) is negated


@pytest.mark.parametrize(
    ("stance", "cue", "negated", "expected"),
    [
        ("denies", "denied", False, "denies"),
        ("denies", "maintains", True, "asserts"),
        ("denies", "denied", True, "denies"),
        ("denies", "opposed", False, "rejects"),
        ("asserts", "opposed", True, "asserts"),
    ],
)
def test_stances_by_cue(stance: str, cue: str, negated: bool, expected: str) -> None:
    assert stance_by_cue(stance, cue, negated=negated) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("We heard a bang", "It was not loud. We heard a bang, he said", True),
        ("the report of a bang is a lie", "the report of a bang is a lie", False),
        ("there was a bang", "it", False),
    ],
)
def test_plain_words(text: str, words: str, expected: bool) -> None:
    assert plain(text, words) is expected
    assert stance_by_cue("denies", "told", negated=False, plain=expected) == (
        "asserts" if expected else "denies"
    )
    assert stance_by_cue("denies", "denied", negated=False, plain=expected) == "denies"


def held(actor: str, stance: str, day: int = 1, **changes: object) -> Position:
    values: dict[str, object] = {
        "actor": actor,
        "side": actor,
        "stance": stance,
        "day": date(2025, 3, day),
        "document": f"d{day}",
        "claim": "c",
        "words": "",
    }
    return Position(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "positions", "expected"),
    [
        ("factual", [held("a", "asserts")], "one_sided"),
        ("factual", [held("a", "asserts"), held("b", "asserts")], "uncontested"),
        ("factual", [held("a", "asserts"), held("b", "denies")], "disputed"),
        ("factual", [held("b", "denies")], "disputed"),
        ("factual", [held("a", "asserts"), held("a", "denies", 2)], "one_sided"),
        ("factual", [held("a", "asserts"), held("b", "denies", side="a")], "disputed"),
        ("factual", [held("a", "asserts"), held("b", "rejects")], "rejected"),
        ("proposal", [held("a", "proposes"), held("b", "denies")], "rejected"),
        ("factual", [held("", "asserts")], "author_voice"),
    ],
)
def test_statuses(kind: str, positions: list[Position], expected: str) -> None:
    assert status_of(kind, positions) == expected


@pytest.mark.parametrize(
    ("positions", "changed"),
    [
        ([held("a", "denies", 1), held("a", "asserts", 9)], [False, True]),
        ([held("a", "denies", 9), held("a", "asserts", 1)], [False, True]),
        ([held("a", "denies", 1), held("b", "asserts", 9)], [False, False]),
        ([held("a", "denies", 1), held("a", "denies", 9)], [False, False]),
        ([held("a", "denies", 1), held("a", "asserts", 9, reported_by="c")], [False, False]),
        ([held("a", "denies", 1), held("a", "asserts", 1)], [False, False]),
        ([held("a", "denies", 1), held("a", "doubts", 5), held("a", "asserts", 9)], [False, False, True]),
    ],
)
def test_who_changed(positions: list[Position], changed: list[bool]) -> None:
    assert [position.changed for position in with_changes(positions)] == changed


@pytest.mark.parametrize("stance", ["asserts", "denies", "doubts"])
def test_turned_twice_is_the_same(stance: str) -> None:
    assert turned(turned(stance)) == stance
