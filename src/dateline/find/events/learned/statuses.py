"""Statuses: the rules' status weighed against the network's."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, cast

import numpy as np

from dateline.find.events.folding import Found
from dateline.find.events.hearing import Heard
from dateline.find.learned import blend as mixing
from dateline.find.learned.blend import Blend
from dateline.model import EventStatus, Reason

SURE: Final = 0.6
"""Least probability at which the rules' status gives way: on held-out text as good as 0.5 and seldomer needed."""


def sign_of(heard: Heard) -> str:
    """Return the name of the rule that settled the status."""
    return heard.why[0].rule if heard.why else ""


def weighed(heard: Heard, one: Found, blend: Blend, *, dated: bool = False) -> Heard:
    """Return how an event stands, with the status that rules and network together find likeliest.

    Args:
        heard: how it stands by the rules.
        one: the event, with its rating.
        blend: how they are weighed.
        dated: a time dates the event and is known: then it, and not the network, says what is long past.
    """
    if one.rating is None:
        return heard
    chances = mixing.status(blend, np.asarray(one.rating.statuses), heard.status, sign_of(heard))
    if dated and heard.status != "historical":
        chances[blend.statuses.index("historical")] = 0.0
    best = blend.statuses[int(chances.argmax())]
    if best == heard.status or chances.max() < SURE:
        return heard
    note = f"model {chances.max():.2f}, the rules say {heard.status}"
    reason = Reason("status", "model", one.candidate.passage.of(one.candidate.trigger), note)
    return replace(heard, status=cast("EventStatus", best), why=(reason,))
