"""What it does to an event that only a party tells it: alleged, denied, or as good as told by the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.drafts import EventDraft
from dateline.model import EventStatus, EventType, Reason, Span, Statement

_DEEDS: Final[frozenset[EventType]] = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "COOPERATE", "AID", "RETREAT", "CONSULT"}
)
"""Types that are done, not said: these can be alleged or denied."""
_REAL: Final[frozenset[EventStatus]] = frozenset({"occurred", "ongoing", "historical"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an event stands in the report.

    Attributes:
        status: its status, once the statements around it are heard.
        said_by: ids of the statements by which alone it is known.
        denied_by: ids of the statements around it that deny it.
        why: the reason for a status that the statements give.
    """

    status: EventStatus
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


def standing(draft: EventDraft, statements: Sequence[Statement]) -> Standing:
    """Hear the statements that an event mention stands in, from the innermost outwards.

    By the codebook what a party charges another with is `alleged`, and so is a deed that is denied, since a
    denial answers a charge. What a party tells of itself, or tells without blaming anybody, keeps the status
    of its words.

    Args:
        draft: the event mention.
        statements: the report's statements, in the order that drafts point to them.
    """
    denied = tuple(statements[index].id for index in draft.denied_by)
    if draft.statement is None or draft.vouched:
        return Standing(draft.status, denied_by=denied)
    by_id = {statement.id: statement for statement in statements}
    chain = []
    current: Statement | None = statements[draft.statement]
    while current is not None and current not in chain:
        chain.append(current)
        current = by_id.get(current.nested_in)
    said_by = tuple(one.id for one in chain if one.stance not in ("denies", "rejects", "doubts", "relays"))
    denied += tuple(one.id for one in chain if one.stance == "denies")
    if draft.type not in _DEEDS or draft.status not in _REAL:
        return Standing(draft.status, said_by, denied)
    contested = next((one for one in chain if one.stance in ("accuses", "denies", "doubts")), None)
    if contested is None or draft.type == "CONSULT":
        return Standing(draft.status, said_by, denied)
    reason = Reason(
        "status", f"said-by-one-who-{contested.stance}", _words(contested), "the report does not vouch for it"
    )
    return Standing("alleged", said_by, denied, (reason,))


def _words(statement: Statement) -> Span:
    return statement.cue or statement.spans[0]
