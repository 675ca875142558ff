"""Hold the finder of actors to its figures on the marked passages, and the passages to their own rules."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from actor_mentions import Tally, expected, measure, passages
from dateline.model import ActorKind

FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return {half: measure(half) for half in FLOORS["marked"]}


@pytest.mark.parametrize("half", sorted(FLOORS["marked"]))
@pytest.mark.parametrize("figure", ["precision", "recall", "kind"])
def test_no_figure_falls_below_its_floor(tallies: dict[str, Tally], half: str, figure: str) -> None:
    floor = FLOORS["marked"][half][figure]
    measured = getattr(tallies[half], figure)
    assert measured >= floor, "\n".join(tallies[half].errors if half == "even" else tallies[half].lines())
    assert measured - floor <= FLOORS["slack"], f"raise the floor: {measured:.1f}"


def test_every_mark_has_a_kind_that_there_is() -> None:
    kinds = {*get_args(ActorKind), "any"}
    assert all(kind in kinds for _, marked in passages() for mark in expected(marked) for kind in mark.kinds)
    assert all(mark.kinds for _, marked in passages() for mark in expected(marked))
