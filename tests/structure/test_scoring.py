from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.structure.lines import lines
from dateline.structure.parts import Part
from dateline.structure.scoring.features import asked, features
from dateline.structure.scoring.revision import RULE, chances, revise
from dateline.structure.scoring.weights import LineScore, load, read
from dateline.structure.zones import find, settled

REPORT = (
    "Riverton bakers win the right to open at five",
    "By Ann Lo",
    "Bakers in Riverton may open at five in the morning again after the council dropped a rule of 1974 on Monday.",
    "The rule had been meant to keep carts off the market square, and nobody could remember who had asked for it.",
    "Four bakers had gone to court, and the judge told both sides in March that he would rather not decide on rolls.",
    "The council will look at the matter again in a year, and the market women say they are curious about the noise.",
    "These are the shops that open early from June:",
    "Little Oven, 12 Arch Street",
    "Sister Chen, 14 Arch Street",
    "Lund & Daughter, 3 Quay Street",
    "The bakery at the station, which belongs to a chain, opens at four anyway and did not take part in the quarrel.",
)
EAGER = LineScore(0.0, {"paragraph": {}, "label": {"label": 9.0}}, 0.2, 0.8)
HARSH = LineScore(0.0, {"paragraph": {"paragraph": -9.0}, "label": {"label": -9.0}}, 0.2, 0.8)
CALM = LineScore(0.0, {"paragraph": {}, "label": {}}, 0.2, 0.8)


def kinds(parts: list[Part]) -> list[tuple[str | None, str]]:
    return [(part.kind, part.rule) for part in parts]


def test_a_list_within_a_report_is_body() -> None:
    found = {zone.span.words: zone.kind for zone in find("\n".join(REPORT))}
    assert {found[line] for line in REPORT[6:9]} == {"body"}
    assert found[REPORT[9]] != "furniture"


@pytest.mark.parametrize(("score", "kind"), [(EAGER, "body"), (CALM, "furniture"), (HARSH, "furniture")])
def test_a_short_line_is_restored_above_the_threshold(score: LineScore, kind: str) -> None:
    parts = settled("\n".join((*REPORT[:5], "Little Oven, 12 Arch Street", *REPORT[5:])))
    number = next(n for n, part in enumerate(parts) if part.rule == "label")
    revise(parts, score)
    assert parts[number].kind == kind


@pytest.mark.parametrize(("score", "kind"), [(EAGER, "body"), (CALM, "body"), (HARSH, "furniture")])
def test_a_paragraph_is_dropped_below_the_threshold(score: LineScore, kind: str) -> None:
    parts = settled("\n".join(REPORT))
    revise(parts, score)
    assert next(part.kind for part in parts if part.words == REPORT[3]) == kind


def test_what_the_rules_know_by_its_words_is_left_to_them() -> None:
    parts = settled("\n".join((*REPORT, "Share this story", "Published 3 May 2024")))
    before = kinds(parts)
    revise(parts, HARSH)
    after = kinds(parts)
    assert all(new == old or old[1] in ("paragraph", "label") for old, new in zip(before, after, strict=True))
    assert ("furniture", RULE) in after


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_text_of_few_paragraphs_is_left_alone(count: int) -> None:
    parts = settled("\n".join(REPORT[2 : 2 + count]))
    before = kinds(parts)
    revise(parts, HARSH)
    assert kinds(parts) == before


def test_chances_of_neighbours() -> None:
    score = LineScore(0.0, {"paragraph": {"long": 2.0}, "label": {"upper": 4.0}}, 0.2, 0.8)
    described = (("paragraph", "long"), ("paragraph",), (), ("label",), ("label", "upper"), (), ("label",))
    kept = (True, True, False, False, False, False, False)
    found = chances(described, kept, score)
    assert [one is None for one in found] == [not names for names in described]
    known = [one for one in found if one is not None]
    assert known == pytest.approx([0.881, 0.5, 0.881, 0.881, 0.5], abs=0.001)


def test_weights_are_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text('{"bias": 1.5, "drop": 0.1, "restore": 0.9, "weights": {"label": {"upper": -1.0}}}')
    assert read(path) == LineScore(1.5, {"label": {"upper": -1.0}}, 0.1, 0.9)


def test_the_packaged_weights_change_nothing_without_being_sure() -> None:
    score = load()
    assert score is not None
    assert 0 <= score.drop < 0.5 < score.restore <= 1
    assert set(score.weights) == {"paragraph", "label"}


@given(st.lists(st.text(min_size=1, max_size=80), max_size=20))
def test_any_lines_are_survived(words: list[str]) -> None:
    text = "\n".join(words)
    parts = settled(text)
    described = features(parts)
    assert [bool(names) for names in described] == [asked(part) for part in parts]
    revise(parts, HARSH)
    assert sum(len(part.words) > 0 for part in parts) >= bool(lines(text))
