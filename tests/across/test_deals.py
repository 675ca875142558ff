from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.across.deals.life import Step, stages, standing
from dateline.across.deals.sameness import GAP, block_of, runs


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("JCPOA", "X", ["IRN"]), ("the 2015 nuclear deal", "X", []), True),
        (("peace accord", "", ["ETH", "ERI"]), ("peace deal", "", ["ERI", "ETH"]), True),
        (("peace accord", "", ["ETH", "ERI"]), ("peace deal", "", ["ERI", "SDN"]), False),
        (("2018 peace accord", "", ["ETH", "ERI"]), ("2000 peace accord", "", ["ETH", "ERI"]), False),
        (("truce", "", ["ETH", "ERI"]), ("peace accord", "", ["ETH", "ERI"]), False),
        (("Jeddah accord", "", []), ("Jeddah pact", "", []), True),
    ],
)
def test_blocks(one: tuple[str, str, list[str]], other: tuple[str, str, list[str]], alike: bool) -> None:
    assert (block_of(*one, ()) == block_of(*other, ())) is alike


def test_a_deal_of_which_little_is_said_is_not_found_again() -> None:
    assert block_of("agreement", "", ["ETH"], ()) == ""


@given(st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=20))
def test_runs_keep_all_and_part_at_gaps(days: list[date]) -> None:
    found = list(runs((day, day) for day in days))
    assert sorted(day for run in found for day in run) == sorted(days)
    for run, after in itertools.pairwise(found):
        assert after[0] - run[-1] > GAP
    assert all(b - a <= GAP for run in found for a, b in itertools.pairwise(run))


def step(kind: str, day: date | None, reported: date = date(2025, 12, 1), **changes: object) -> Step:
    values: dict[str, object] = {
        "kind": kind,
        "start": day,
        "end": day,
        "reported": reported,
        "document": f"d{reported}",
        "words": kind,
    }
    return Step(**{**values, **changes})  # type: ignore[arg-type]


JULY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("steps", "kinds"),
    [
        ([step("signed", JULY), step("signed", JULY, JULY)], ["signed"]),
        ([step("signed", JULY), step("signed", None)], ["signed"]),
        ([step("scrapped", JULY), step("signed", JULY - timedelta(50))], ["signed", "scrapped"]),
        (
            [step("breached", JULY, actors=("ETH",)), step("breached", JULY, actors=("ERI",))],
            ["breached"] * 2,
        ),
        ([step("restored", JULY), step("restored", JULY + timedelta(60))], ["restored"] * 2),
        ([step("signed", JULY), step("signed", None, JULY - timedelta(9))], ["signed"] * 2),
        ([step("breached", JULY, denied_by=("a",), speakers=("a",), denial=True)], []),
        (
            [step("breached", JULY), step("breached", None, denied_by=("a",), speakers=("a",), denial=True)],
            ["breached"],
        ),
        ([step("breached", JULY - timedelta(900)), step("breached", None)], ["breached"] * 2),
        ([step("withdrawn", JULY - timedelta(900)), step("withdrawn", None)], ["withdrawn"]),
        ([step("signed", JULY, actors=("ETH",)), step("signed", JULY, actors=("ERI",))], ["signed"]),
    ],
)
def test_stages(steps: list[Step], kinds: list[str]) -> None:
    assert [stage.kind for stage in stages(steps)] == kinds
    assert stages(steps) == stages(list(reversed(steps)))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], ("", None, False)),
        ([step("talks", JULY)], ("talks", JULY, False)),
        ([step("signed", JULY), step("talks", JULY + timedelta(9))], ("signed", JULY, False)),
        (
            [step("signed", JULY), step("scrapped", JULY + timedelta(9), denied_by=("a",))],
            ("signed", JULY, True),
        ),
        ([step("signed", JULY), step("breached", JULY + timedelta(9))], ("signed", JULY, False)),
        (
            [step("signed", JULY), step("scrapped", JULY + timedelta(9), said_by=("a",))],
            ("signed", JULY, False),
        ),
        (
            [
                step("signed", JULY),
                step("scrapped", JULY + timedelta(9), said_by=("a",), speakers=("ETH",), actors=("ETH",)),
            ],
            ("scrapped", JULY + timedelta(9), False),
        ),
    ],
)
def test_standing(steps: list[Step], expected: tuple[str, date | None, bool]) -> None:
    assert standing(stages(steps)) == expected
