"""Stances: table and network come to one, and say why where the network turns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest

from dateline.find.learned.blend import Blend
from dateline.find.learned.scorer import Judged, Scores
from dateline.find.statements.bare_said import weighed
from dateline.find.statements.finder import find_statements
from support import ParseText

_STANCES = ("asserts", "accuses", "denies")


@dataclass(frozen=True)
class _Blend:
    """As much of a blend as stances need."""

    stances: tuple[str, ...] = _STANCES
    stance_network: float = 1.0
    stance_rules: tuple[tuple[float, ...], ...] = ((1.0, 0.0, 0.0), (0.0, 3.0, 0.0), (0.0, 0.0, 3.0))


@dataclass(frozen=True)
class _Scores:
    row: dict[int, int]
    stances: np.ndarray


@pytest.mark.parametrize(
    ("text", "chances", "expected"),
    [
        ("The mayor said the army had burned the mill.", (0.1, 0.89, 0.01), "accuses"),
        ("The mayor said the army had burned the mill.", (0.4, 0.59, 0.01), "asserts"),
        ("The mayor denied that the army had burned the mill.", (0.3, 0.6, 0.1), "denies"),
    ],
    ids=["turned", "not sure enough", "a cue of its own is surer"],
)
def test_table_and_network_come_to_one_stance(
    parse_text: ParseText, text: str, chances: tuple[float, ...], expected: str
) -> None:
    _, passages = parse_text(text)
    drafts = find_statements(passages)
    assert drafts
    row = {token.i: 0 for token in passages[0].tokens(drafts[0].cue)} if drafts[0].cue else {}
    scores = cast("Scores", _Scores(row, np.log(np.asarray([chances]))))
    told = weighed(drafts, passages, Judged(cast("Blend", _Blend()), [[scores]]))
    assert told[0].stance == expected
    changed = told[0].stance != drafts[0].stance
    assert changed == any(reason.rule == "model" for reason in told[0].why)


def test_a_statement_that_was_not_scored_keeps_its_stance(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor said the army had burned the mill.")
    drafts = find_statements(passages)
    assert weighed(drafts, passages, Judged(cast("Blend", _Blend()), [[]])) == drafts
