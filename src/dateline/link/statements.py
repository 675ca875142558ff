"""From drafts to statements: ids, actors, times."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.find.drafts import StatementDraft
from dateline.link.findings import Findings
from dateline.model import Reason, Span, Statement, When, record_id

_AUTHOR = frozenset({"i", "we", "you", "us", "me"})


def link_statements(found: Findings) -> tuple[Statement, ...]:
    """Give drafts their ids, their speakers' actors and their times.

    Args:
        found: the report's layers.

    Returns:
        One statement a draft, in the same order.
    """
    ids = [_id(found.document.id, draft) for draft in found.statements]
    return tuple(_statement(found, draft, own, ids) for draft, own in zip(found.statements, ids, strict=True))


def _id(document: str, draft: StatementDraft) -> str:
    where = [(span.start, span.end) for span in draft.spans]
    cue = draft.cue.start if draft.cue else None
    return record_id("s", document, draft.stance, where, cue)


def _statement(found: Findings, draft: StatementDraft, own: str, ids: Sequence[str]) -> Statement:
    speakers = found.who.of(draft.speaker) if draft.speaker else ()
    if draft.speaker is not None and draft.nested_in is None and draft.speaker.words.lower() in _AUTHOR:
        speakers = ()  # outside quotation marks "I" is the author, who is no actor of the report
    why = draft.why
    if speakers and draft.speaker is not None:
        why = (*why, *found.who.inferred(draft.speaker))
    if not speakers and draft.speaker_from is not None:
        speakers = found.who.of(draft.speaker_from)
        why = (
            *why,
            Reason("speaker", "left-out-subject", draft.speaker_from, "named elsewhere in the report"),
        )
    behind = (
        tuple(actor for actor in found.who.of(draft.speaks_for) if actor not in speakers)
        if draft.speaks_for
        else ()
    )
    if behind:
        why = (*why, Reason("speaks_for_actors", "spokesperson", draft.speaks_for))
    return Statement(
        id=own,
        spans=draft.spans,
        type=draft.type,
        stance=draft.stance,
        cue=draft.cue,
        speaker=draft.speaker,
        speaker_actors=speakers,
        speaks_for=draft.speaks_for,
        speaks_for_actors=behind,
        addressee=draft.addressee,
        addressee_actors=found.who.of(draft.addressee) if draft.addressee else (),
        medium=draft.medium,
        quoted=draft.quoted,
        nested_in="" if draft.nested_in is None else ids[draft.nested_in],
        refers_to=tuple(ids[index] for index in draft.refers_to),
        when=_when(draft.time, found.times),
        zone=found.passages[draft.passage].zone.kind,
        confidence=draft.confidence,
        why=why,
    )


def _when(words: Span | None, times: Sequence[When]) -> When | None:
    """The time expression that the words for the time of saying hold ("on Monday": "Monday")."""
    if words is None:
        return None
    return next((when for when in times if when.span is not None and when.span.overlaps(words)), None)
