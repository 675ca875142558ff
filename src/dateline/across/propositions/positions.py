"""Positions: who held what about a proposition and when, whether it is disputed, and who changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

FOR: Final = frozenset({"asserts", "supports", "proposes"})
AGAINST: Final = frozenset({"denies", "rejects"})
_TURNED: Final[Mapping[str, str]] = {
    "asserts": "denies",
    "supports": "rejects",
    "proposes": "rejects",
    "denies": "asserts",
    "rejects": "supports",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party holds about a proposition in one report.

    Attributes:
        actor: id of the actor, empty for the report's own voice.
        side: whose side the actor is on: a country's code, or the actor itself.
        stance: what it holds about the proposition as it is worded.
        day: day on which it said so, or of the report.
        document: id of the report.
        claim: id of the claim in it.
        words: the words in which it holds it.
        reported_by: id of the actor through whose mouth alone it is known, or empty.
        changed: it held the opposite on an earlier day.
    """

    actor: str
    side: str
    stance: str
    day: date | None
    document: str
    claim: str
    words: str
    reported_by: str = ""
    changed: bool = False


def turned(stance: str) -> str:
    """Return what a stance to a wording is to its opposite; a doubt stays one."""
    return _TURNED.get(stance, stance)


def with_changes(positions: Iterable[Position]) -> list[Position]:
    """Return positions by day, those marked whose holder held the opposite on an earlier day.

    What is known through somebody else's mouth alone changes nothing.
    """
    ordered = sorted(positions, key=lambda p: (p.day or date.max, p.document, p.claim, p.actor, p.stance))
    last: dict[str, tuple[bool, date]] = {}
    marked = []
    for position in ordered:
        own = position.actor and not position.reported_by and position.day is not None
        if not own or position.stance not in FOR | AGAINST:
            marked.append(position)
            continue
        held = position.stance in FOR
        before = last.get(position.actor)
        changed = (
            before is not None and before[0] != held and position.day is not None and before[1] < position.day
        )
        if position.day is not None and (before is None or before[1] < position.day):
            last[position.actor] = (held, position.day)
        marked.append(replace(position, changed=changed))
    return marked


def status_of(kind: str, positions: Sequence[Position]) -> str:
    """Return the status of a proposition: disputed, rejected, uncontested, one_sided or author_voice.

    It is disputed if somebody denies it and somebody of another side, or of the same, holds it; or if it is a matter
    of fact that is denied, though nobody is named who holds it.
    """
    named = [position for position in positions if position.actor]
    pro = {position.side for position in named if position.stance in FOR}
    con = {position.side for position in named if position.stance in AGAINST}
    denied = any(position.stance == "denies" for position in named)
    if con and (kind == "proposal" or not denied):
        return "rejected"
    if con:
        # a denial answers somebody, named or not; a change of mind on one side is no dispute
        return "one_sided" if pro == con and len(pro) == 1 and not _quarrel(named) else "disputed"
    if not pro:
        return "author_voice"
    return "uncontested" if len(pro) > 1 or len(named) < len(positions) else "one_sided"


def _quarrel(positions: Sequence[Position]) -> bool:
    """Say whether different people of one side hold against each other."""
    pro = {position.actor for position in positions if position.stance in FOR}
    return any(position.actor not in pro for position in positions if position.stance in AGAINST)
