"""Dates of events: from the words, else from the sentence before in the paragraph; each says how it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dateline.find.events.folding import Found
from dateline.find.syntax import Passage
from dateline.find.times.tense import direction_of
from dateline.model import Published, Reason, Span, When

_FINE: Final = frozenset({"minute", "hour", "part", "day"})
_HOLDERS: Final = frozenset({"VERB", "AUX", "NOUN", "PROPN"})
_UP: Final = 8


def how_dated(passage: Passage, one: Found, time: Span) -> Reason:
    """Say how the words that date an event belong to it.

    Args:
        passage: where it stands.
        one: the event.
        time: the words that date it.
    """
    root = passage.tokens(time).root
    own = {one.candidate.trigger.i, one.candidate.clause.i}
    above = [root, *list(root.ancestors)[:_UP]]
    holder = next((token for token in above[1:] if token.pos_ in _HOLDERS or token.i in own), None)
    if holder is not None and holder.i in own:
        return Reason("when", "date.words", time, "the words hang on the event's own")
    clause = one.candidate.clause
    if clause.dep_ == "ccomp" and holder is not None and clause.head.i == holder.i:
        return Reason("when", "date.telling", time, "told in the perfect on that day")
    return Reason("when", "date.clause", time, "the words date the clause or the occasion it belongs to")


def date_from_paragraph(
    passage: Passage,
    one: Found,
    dated: Sequence[Span],
    times: Mapping[Span, When],
    published: Published | None,
) -> When | None:
    """Date an event without a time of its own by the sentence before it ("On Monday X. Then they did Y.").

    Args:
        passage: where it stands.
        one: the event; told in a plain past.
        dated: words that date other events of the passage.
        times: the report's times by their words.
        published: when the report was published; a day after it dates nothing that has happened.

    Returns:
        A time without words of its own, or `None`.
    """
    sentence = one.candidate.trigger.sent
    if one.candidate.clause.tag_ != "VBD" or direction_of(one.candidate.clause) != "past":
        return None
    starts = [passage.tokens(span).start for span in times if passage.covers(span)]
    if any(sentence.start <= start < sentence.end for start in starts):
        return None
    before = [span for span in dated if passage.tokens(span).root.sent.end == sentence.start]
    if not before:
        return None
    when = times[max(before)]
    if (
        when.precision not in _FINE
        or not when.start
        or (published is not None and when.end > published.date[:10])
    ):
        return None
    note = "the day of the sentence before, in the same paragraph"
    return When(
        type="DATE",
        value=when.value[:10],
        start=when.start,
        end=when.end,
        precision="day",
        anchor="text",
        why=(Reason("when", "date.paragraph", when.span, note),),
    )
