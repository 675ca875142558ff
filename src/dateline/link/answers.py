"""Answers: what each event has to do with the claims, so that it knows who affirms and who denies it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.model import Claim, Event, PartyStance, Span, Stance, Statement

_FOR: Final[frozenset[PartyStance]] = frozenset({"asserts", "supports"})
_AGAINST: Final[frozenset[PartyStance]] = frozenset({"denies", "doubts", "rejects"})
_VOUCHES: Final[frozenset[Stance]] = frozenset({"asserts", "accuses", "concedes"})
_MANY: Final = 60
"""A statement is looked for among this many contents that begin before the words of an event."""


def answer_events(
    events: Sequence[Event], claims: Sequence[Claim], statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """Give each event the claims that concern it, and the statements that affirm and deny it.

    Who asserts that it did not happen denies it; who denies that it did not happen affirms it. A doubt is no
    denial, and what is demanded or offered is not affirmed. Where no claim tells, the statement that the event
    stands in does.

    Args:
        events: the report's events.
        claims: its claims, each with the event it concerns.
        statements: its statements.

    Returns:
        The events in the same order.
    """
    concerning: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.event:
            concerning.setdefault(claim.event, []).append(claim)
    contents = sorted(
        ((span, statement) for statement in statements for span in statement.spans),
        key=lambda content: content[0].start,
    )
    return tuple(_answered(event, concerning.get(event.id, ()), contents) for event in events)


def _answered(event: Event, claims: Sequence[Claim], contents: Sequence[tuple[Span, Statement]]) -> Event:
    # by whom alone we know that something did not happen denies it
    negated = event.status == "negated"
    affirmed = dict.fromkeys(() if negated else event.said_by)
    denied = dict.fromkeys((*event.denied_by, *event.said_by) if negated else event.denied_by)
    for claim in claims:
        against = claim.frame is not None and claim.frame.negated
        for party in claim.parties:
            if party.stance in _FOR:
                (denied if against else affirmed).update(dict.fromkeys(party.statements))
            elif party.stance in _AGAINST and party.stance != "doubts":
                (affirmed if against else denied).update(dict.fromkeys(party.statements))
    for statement in _holding(event, contents):
        if statement.id in affirmed or statement.id in denied:
            continue
        if statement.stance == "denies" or (statement.stance in _VOUCHES and negated):
            denied[statement.id] = None
        elif statement.stance in _VOUCHES:
            affirmed[statement.id] = None
    return replace(
        event,
        affirmed_by=tuple(one for one in affirmed if one not in denied),
        denied_by=tuple(denied),
        claims=tuple(claim.id for claim in claims),
    )


def _holding(event: Event, contents: Sequence[tuple[Span, Statement]]) -> Iterator[Statement]:
    """Yield, for each mention of an event, the innermost statement that it stands in."""
    for mention in event.mentions or (event.trigger,):
        last = bisect_right(contents, mention.start, key=lambda content: content[0].start)
        around = [one for one in contents[max(0, last - _MANY) : last] if one[0].covers(mention)]
        if around:
            # of two with the same words the one nested in the other stands later
            yield min(reversed(around), key=lambda content: len(content[0]))[1]
