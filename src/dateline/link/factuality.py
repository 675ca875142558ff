"""Factuality of events: what the words of each mention are worth, and what the chain of sources leaves of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from dateline.find.drafts import EventDraft
from dateline.find.factuality.table import load_table
from dateline.find.factuality.value import act_of_saying, factuality
from dateline.link.chains import around
from dateline.link.findings import Findings
from dateline.link.tellings import SUMMARY
from dateline.model import Event, EventType, Reason, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.factuality.weights import Weights

_CHARGES: Final = frozenset({"accuses", "asserts", "relays"})
_SAID: Final[frozenset[EventType]] = frozenset(
    {"AGREE", "CONCEDE", "THREATEN", "REQUEST", "ACCUSE", "REJECT"}
)
"""Types that are done by saying something, so that the act has occurred though what it is about has not."""


def weigh_facts(
    found: Findings, statements: Sequence[Statement], events: Sequence[Event], weights: Weights | None
) -> tuple[Event, ...]:
    """Say of each event how far a reader takes it to have happened.

    Mentions that the report vouches for go before those that stand in a statement; of several the mean is
    taken. The status bounds the value, so that the two never contradict each other.

    Args:
        found: the report's layers.
        statements: the report's statements, in the order of their drafts.
        events: the report's events, with all who deny them.
        weights: the fitted weights of the cues; without them the rules decide alone.

    Returns:
        The events in the same order, with `factuality`.
    """
    drafts = {(draft.type, draft.trigger): draft for draft in found.events}
    by_id = {statement.id: statement for statement in statements}
    valued = []
    for event in events:
        mentions = [drafts[event.type, span] for span in event.mentions if (event.type, span) in drafts]
        chains = [_chain(draft, statements, by_id) for draft in mentions]
        if any(not chain for chain in chains):
            pairs = [pair for pair in zip(mentions, chains, strict=True) if not pair[1]]
        else:
            pairs = list(zip(mentions, chains, strict=True))
        values = [_value(found, draft, chain, event, weights) for draft, chain in pairs]
        valued.append(_valued(event, values) if values else event)
    return tuple(valued)


def _chain(
    draft: EventDraft, statements: Sequence[Statement], by_id: Mapping[str, Statement]
) -> tuple[Statement, ...]:
    """Return the statements by which a mention is known, the innermost first; none if the report vouches for it."""
    if draft.statement is None or draft.vouched:
        return ()
    inner = statements[draft.statement]
    return (inner, *reversed(around(inner, by_id)))


def _value(
    found: Findings, draft: EventDraft, chain: Sequence[Statement], event: Event, weights: Weights | None
) -> float:
    passage = found.passages[draft.passage]
    root: Token = passage.tokens(draft.trigger).root
    sources = load_table().sources
    value = factuality(root, weights, headline=passage.zone.kind in SUMMARY)
    if value < 0 and event.status == "occurred" and event.type in _SAID:
        value = act_of_saying(root, weights)
    sentence = passage.of(root.sent)
    charged = False
    for statement in chain:
        if event.status == "alleged" and not charged and statement.stance in _CHARGES:
            value *= sources["charged"]
            charged = True
        elif statement.cue is None or not statement.cue.overlaps(sentence):
            # a cue in the same sentence is among the cues that the words were valued by
            value *= sources[statement.stance]
    return value


def _valued(event: Event, values: Sequence[float]) -> Event:
    """Bring the values of an event's mentions together, within what its status allows."""
    table = load_table()
    own = sum(values) / len(values)
    notes = [f"{own:+.2f} by its words and sources"]
    if len(values) > 1:
        notes[0] += f", the mean of {len(values)} mentions"
    if event.denied_by and event.status != "negated" and own > 0:
        own *= table.sources["denied"]
        notes.append("less since it is denied")
    least, most = table.status[event.status]
    bounded = max(least, min(most, own))
    if bounded != own:
        notes.append(f"bounded by its status, {event.status}")
    reason = Reason("factuality", "cues-to-factuality", event.trigger, "; ".join(notes))
    return replace(event, factuality=round(bounded, 2) + 0.0, why=(*event.why, reason))
