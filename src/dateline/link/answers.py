"""Answers: what each event has to do with the claims, so that it knows who affirms and who denies it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from dateline.model import Claim, Event, PartyStance

_FOR: Final[frozenset[PartyStance]] = frozenset({"asserts", "supports"})
_AGAINST: Final[frozenset[PartyStance]] = frozenset({"denies", "doubts", "rejects"})


def answer_events(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Give each event the claims that concern it, and the statements in them that affirm and deny it.

    Who asserts that it did not happen denies it; who denies that it did not happen affirms it. A doubt is no
    denial, and what is demanded or offered is not affirmed.

    Args:
        events: the report's events.
        claims: its claims, each with the event it concerns.

    Returns:
        The events in the same order.
    """
    concerning: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.event:
            concerning.setdefault(claim.event, []).append(claim)
    return tuple(_answered(event, concerning.get(event.id, ())) for event in events)


def _answered(event: Event, claims: Sequence[Claim]) -> Event:
    affirmed = dict.fromkeys(event.said_by)
    denied = dict.fromkeys(event.denied_by)
    for claim in claims:
        against = claim.frame is not None and claim.frame.negated
        for party in claim.parties:
            if party.stance in _FOR:
                (denied if against else affirmed).update(dict.fromkeys(party.statements))
            elif party.stance in _AGAINST and party.stance != "doubts":
                (affirmed if against else denied).update(dict.fromkeys(party.statements))
    return replace(
        event,
        affirmed_by=tuple(one for one in affirmed if one not in denied),
        denied_by=tuple(denied),
        claims=tuple(claim.id for claim in claims),
    )
