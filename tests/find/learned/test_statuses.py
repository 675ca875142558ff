"""Statuses: the rules' status gives way only where the network is sure, and never to a past that a date rules out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast, get_args

import numpy as np
import pytest

from dateline.find.events.finder import Finder, coded
from dateline.find.events.folding import Rating
from dateline.find.events.hearing import Heard
from dateline.find.events.learned.statuses import weighed
from dateline.find.events.relevance import judge_of
from dateline.find.learned.blend import Blend
from dateline.model import EventStatus
from dateline.ontology import plover
from support import ParseText

_STATUSES: tuple[EventStatus, ...] = get_args(EventStatus)


@dataclass(frozen=True)
class _Blend:
    """As much of a blend as statuses need: the network alone decides."""

    statuses: tuple[str, ...] = _STATUSES
    status_network: float = 1.0
    status_rules: tuple[tuple[float, ...], ...] = ((0.0,) * len(_STATUSES),) * len(_STATUSES)
    status_signs: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("sure", "dated", "expected"),
    [
        ({"negated": 0.9}, False, "negated"),
        ({"negated": 0.5}, False, "occurred"),
        ({"historical": 0.9}, False, "historical"),
        ({"historical": 0.9}, True, "occurred"),
    ],
    ids=["sure", "not sure enough", "long past", "a date says it is not long past"],
)
def test_the_status_gives_way_only_to_a_sure_network(
    parse_text: ParseText, sure: dict[str, float], dated: bool, expected: str
) -> None:
    _, (passage,) = parse_text("Police arrested an opposition leader in Kenya.")
    (one,) = coded(passage, Finder(plover.load()), judge_of([passage]))
    rest = (1 - sum(sure.values())) / (len(_STATUSES) - 1)
    chances = [sure.get(name, rest) for name in _STATUSES]
    rated = replace(one, rating=Rating((), tuple(np.log(chances).tolist())))
    heard = weighed(Heard(None, "occurred"), rated, cast("Blend", _Blend()), dated=dated)
    assert heard.status == expected
    assert bool(heard.why) == (expected != "occurred")
