"""Dates of events: from the words, else from the sentences before, else from the report; each says how it was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from dateline.find.drafts import EventDraft
from dateline.find.events.folding import Found
from dateline.find.syntax import Passage
from dateline.find.times.tense import direction_of
from dateline.model import Published, Reason, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Token

Points = Mapping[int, Sequence[tuple[int, Span]]]
"""The words of points of time in each passage, with the token that they begin with."""

_FINE: Final = frozenset({"minute", "hour", "part", "day"})
_HOLDERS: Final = frozenset({"VERB", "AUX", "NOUN", "PROPN"})
_SUMMARY: Final = frozenset({"headline", "deck"})
_HAVE: Final = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_TIMED: Final = frozenset({"DATE", "TIME"})
_ASIDE: Final = frozenset({"relcl", "acl", "advcl", "pcomp", "amod", "compound"})
_DEEDS: Final = frozenset(
    {"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "SANCTION", "CONCEDE", "AID", "CONSULT"}
)
"""What is done; what is done by saying (a demand, a charge, praise) may follow days later."""
_EVENTFUL: Final = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "SANCTION"})
"""Deeds that a report on one day tells of that day; troops are moved and talks held around it."""
_OPEN: Final = frozenset({"since", "until", "till", "by", "before", "after", "from", "for"})
_UP: Final = 8
_INFERRED: Final = 0.8
"""The share of inferred days that were right in the corpus reports (`training/dating.py`)."""
_FIRST: Final = 6
"""So many paragraphs of running text tell of the report's day; then background begins."""
_FRESH: Final = timedelta(days=1)
"""A report tells of the day before it; of what lies further back it says so again."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A mention with what it was found in.

    Attributes:
        passage: where it stands.
        one: the coded event.
        draft: the mention as it will be linked.
    """

    passage: Passage
    one: Found
    draft: EventDraft


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


def infer_days(
    told: Sequence[Told], times: Mapping[Span, When], published: Published | None, lead: int
) -> tuple[EventDraft, ...]:
    """Give a day to events that no words of their own date.

    What is told in a plain past after a dated deed of the same paragraph was done on that day ("On Monday they
    took the town. Soldiers fled."); what a report tells in a plain past, with no time in its paragraph before
    it, was done on the day that the lead is about. Nothing else gets a day, and nothing the day of publication.

    Args:
        told: the report's mentions, in the order of the text.
        times: the report's times by their words.
        published: when the report was published; a day after it dates nothing that has happened.
        lead: index of the first passage of running text, -1 where there is none.

    Returns:
        The drafts, in the same order; a time that was inferred has no words of its own.
    """
    latest = published.date[:10] if published is not None else "9999-12-31"
    points = _points(told, times)
    by_paragraph = _paragraphs(told, times, points, latest)
    main = None if published is None else _main_day(told, times, latest, lead)
    opening = {
        mention.draft.type
        for mention in told
        if mention.draft.passage == lead and mention.draft.time is not None
    }
    drafts = []
    for index, mention in enumerate(told):
        when = by_paragraph.get(index)
        if when is None and main is not None and _is_of_report(mention, points, opening, lead):
            when = _day(main, "date.report", "the day that the lead is about")
        drafts.append(mention.draft if when is None else replace(mention.draft, dated=when))
    return tuple(drafts)


def _paragraphs(
    told: Sequence[Told], times: Mapping[Span, When], points: Points, latest: str
) -> dict[int, When]:
    """Return the days of mentions that go on from a dated deed of their paragraph."""
    found: dict[int, When] = {}
    scene: When | None = None
    passage = -1
    seen = 0
    level: int | None = None
    for index, mention in enumerate(told):
        draft, trigger = mention.draft, mention.one.candidate.trigger
        if draft.passage != passage:
            passage, seen, scene = draft.passage, 0, None
        spans = _between(points, draft.passage, seen, trigger.i)
        if any(scene is None or span != scene.span for span in spans):
            scene = None
        seen = max(seen, trigger.i)
        if draft.time is not None:
            scene, level = _scene(mention, times, latest), draft.statement
        elif (
            scene is not None
            and level == draft.statement
            and _goes_on(mention)
            and not _has_time(mention, points, scene.span)
        ):
            found[index] = _day(scene, "date.paragraph", "the day of the deed before, in the same paragraph")
    return found


def _scene(mention: Told, times: Mapping[Span, When], latest: str) -> When | None:
    """Return the day that a dated past deed sets for what is told after it."""
    when = times.get(mention.draft.time) if mention.draft.time else None
    if (
        when is None
        or when.span is None
        or when.precision not in _FINE
        or not when.start
        or when.end > latest
    ):
        return None
    clause = mention.one.candidate.clause
    first = mention.passage.tokens(when.span).start
    if first and mention.passage.doc[first - 1].lower_ in _OPEN:
        return None
    return when if direction_of(clause) == "past" and _is_plain(mention) else None


def _main_day(told: Sequence[Told], times: Mapping[Span, When], latest: str, lead: int) -> When | None:
    """Return the one day on which the deeds of the lead were done, if it lies just before publication."""
    days: dict[str, When] = {}
    for mention in told:
        if mention.draft.passage == lead and (when := _scene(mention, times, latest)) is not None:
            days.setdefault(when.start, when)
    if len(days) != 1:
        return None
    (when,) = days.values()
    try:
        ago = date.fromisoformat(latest) - date.fromisoformat(when.start)
    except ValueError:
        return None  # a day of publication that is none
    return when if ago <= _FRESH else None


def _is_of_report(mention: Told, points: Points, opening: Collection[str], lead: int) -> bool:
    """Say whether a mention tells of the day that the report is about.

    In a headline it does if the lead dates a deed of the same type.
    """
    if (
        mention.draft.time is not None
        or mention.draft.statement is not None
        or _has_time(mention, points, None)
    ):
        return False
    if mention.passage.zone.kind in _SUMMARY:
        return (
            mention.draft.type in opening
            and mention.one.candidate.clause.tag_ in ("VBZ", "VBP", "VBD", "VBN")
            and _is_plain(mention)
        )
    return (
        mention.passage.zone.kind == "body"
        and mention.draft.type in _EVENTFUL
        and mention.draft.passage < lead + _FIRST
        and not _between(points, mention.draft.passage, 0, mention.one.candidate.trigger.i)
        and _goes_on(mention)
    )


def _goes_on(mention: Told) -> bool:
    """Say whether a deed is told in a plain past, as the next step of what is told."""
    clause = mention.one.candidate.clause
    if mention.draft.type not in _DEEDS:
        return False
    if clause.tag_ != "VBD" and not any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in clause.children):
        return False
    return direction_of(clause) == "past" and _is_plain(mention)


def _is_plain(mention: Told) -> bool:
    """Say whether a deed is told by the report as done, in no perfect and not as an aside."""
    clause = mention.one.candidate.clause
    if mention.draft.status not in ("occurred", "alleged"):
        return False
    if any(child.dep_ in ("aux", "auxpass") and child.lower_ in _HAVE for child in clause.children):
        return False
    return not any(token.dep_ in _ASIDE for token in _path(clause))


def _path(clause: Token) -> Iterator[Token]:
    token = clause
    for _ in range(_UP):
        yield token
        if token.head is token:
            return
        token = token.head


def _points(told: Sequence[Told], times: Mapping[Span, When]) -> Points:
    """Return the words of points of time in each passage, with the token that they begin with."""
    spans = sorted(span for span, when in times.items() if when.type in _TIMED)
    passages = {mention.draft.passage: mention.passage for mention in told}
    found: dict[int, list[tuple[int, Span]]] = {}
    for index, passage in passages.items():
        zone = passage.zone.span
        low = bisect_left(spans, zone.start, key=lambda span: span.start)
        high = bisect_left(spans, zone.end, key=lambda span: span.start)
        here = [span for span in spans[low:high] if passage.covers(span)]
        found[index] = [(passage.tokens(span).start, span) for span in here]
    return found


def _between(points: Points, passage: int, first: int, last: int) -> list[Span]:
    """Return the words of points of time between two tokens of a passage."""
    return [span for start, span in points.get(passage, ()) if first <= start < last]


def _has_time(mention: Told, points: Points, but: Span | None) -> bool:
    """Say whether the sentence of a mention has a time of its own."""
    sentence = mention.one.candidate.trigger.sent
    own = _between(points, mention.draft.passage, sentence.start, sentence.end)
    return any(span != but for span in own)


def _day(when: When, rule: str, note: str) -> When:
    return When(
        type="DATE",
        value=when.start,
        start=when.start,
        end=when.end,
        precision="day",
        anchor="text",
        confidence=_INFERRED,
        why=(Reason("when", rule, when.span, note),),
    )
