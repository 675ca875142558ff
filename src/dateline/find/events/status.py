"""Status of an event: occurred, ongoing, historical, future, hypothetical, negated or alleged.

The codebook's order is kept: whether the thing is real at all (negated, hypothetical, alleged) goes before
when it was. The words that decide are in `ontology/status.toml`; the parse says which of them govern the
event's own word (`dateline.find.events.status_signs`).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from dateline.find.events.status_signs import signs_of
from dateline.find.events.status_words import Sign
from dateline.find.events.verb_forms import BE, HAVE, PAST, auxiliaries_of
from dateline.find.times.tense import governing_verb
from dateline.model import EventStatus, EventType, Published, Reason, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.syntax import Passage

_EPISTEMIC: Final = frozenset({"negated", "hypothetical", "alleged"})
_HISTORICAL_DAYS: Final = 92
"""Older than about three months is history, by the codebook."""
_EARLIEST: Final = 1900
_PROMISES: Final[frozenset[EventType]] = frozenset({"AGREE", "CONCEDE", "THREATEN"})
_HEADLINES: Final = frozenset({"headline", "deck", "subhead", "caption"})


def status_of(
    passage: Passage, trigger: Token, *, published: Published | None, when: When | None, quoted: bool
) -> tuple[EventStatus, tuple[Reason, ...]]:
    """Say whether an event is told as having happened, as going on, as yet to come, as unreal ...

    Whether the *statement* that holds the event makes it alleged is for the caller to add.

    Args:
        passage: where the trigger stands.
        trigger: the verb or noun that names the event.
        published: when the report was published, if known.
        when: the time of the event, if found.
        quoted: the trigger stands inside quoted words.

    Returns:
        The status and why.
    """
    if when is not None and (when.type not in ("DATE", "TIME") or not when.start):
        when = None  # "sentenced to six years": a length is not a time
    signs = list(signs_of(trigger, headline=passage.zone.kind in _HEADLINES, dated=when is not None))
    for sign in signs:
        if sign.status in _EPISTEMIC:
            return _answer(passage, sign)
    if trigger.sent[-1].text == "?" and not quoted:
        return _answer(passage, Sign("hypothetical", "status.question", trigger.sent[-1]))
    lasting = next((sign for sign in signs if sign.rule == "status.since"), None)
    if lasting is not None:
        return _answer(passage, lasting)
    time = _by_time(passage, trigger, published, when)
    if time is not None:
        note = "the time of the event against the date of publication"
        return time, (Reason("status", "status.time", when.span if when else None, note),)
    if signs:
        return _answer(passage, signs[0])
    if when is None and published is not None and (year := _background_year(trigger, published)) is not None:
        return _answer(passage, Sign("historical", "status.background", year))
    return "occurred", (Reason("status", "status.told", passage.of(trigger), "told as a fact"),)


def settled(event_type: EventType, status: EventStatus) -> EventStatus:
    """Return the status of an act that is done by saying it.

    By the codebook, what is promised, agreed, conceded or threatened for the future, or demanded with
    "should", is an act that has occurred: only its content is still to come.

    Args:
        event_type: the PLOVER type that the event was given.
        status: what `status_of` says of its trigger.
    """
    if status == "future" and event_type in _PROMISES:
        return "occurred"
    if status == "hypothetical" and event_type == "REQUEST":
        return "occurred"
    return status


def _answer(passage: Passage, sign: Sign) -> tuple[EventStatus, tuple[Reason, ...]]:
    return sign.status, (Reason("status", sign.rule, passage.of(sign.token), ""),)


def _from_then_on(passage: Passage, when: When) -> bool:
    """Say whether a time only begins a stretch that lasts until now ("since February")."""
    if when.span is None:
        return False
    first = passage.tokens(when.span).start
    return first > 0 and passage.doc[first - 1].lower_ == "since"


def _by_time(
    passage: Passage, trigger: Token, published: Published | None, when: When | None
) -> EventStatus | None:
    """Compare the event's interval with the day of publication."""
    if when is None or published is None:
        return None
    try:
        day = date.fromisoformat(published.date[:10])
        end = date.fromisoformat(when.end) if when.end else None
        start = date.fromisoformat(when.start) if when.start else None
    except ValueError:
        return None
    auxiliaries = auxiliaries_of(trigger).keys()
    if end is not None and (day - end).days > _HISTORICAL_DAYS:
        # "has petitioned", "are burning tyres": the present is not undone by the date of something else.
        return None if auxiliaries & (HAVE | BE) or _from_then_on(passage, when) else "historical"
    # A past tense is surer than a date: "Saturday" may be read as the coming one.
    past = (
        trigger.tag_ == "VBD"
        or bool(auxiliaries & (PAST | HAVE))
        or (trigger.tag_ == "VBN" and not auxiliaries)
    )
    if start is not None and start > day and not past:
        return "future"
    return None


def _background_year(trigger: Token, published: Published) -> Token | None:
    """Return the year of the sentence, or of the one before it, that puts a past tense into history."""
    verb = trigger if trigger.pos_ == "VERB" else governing_verb(trigger)
    if verb is None or verb.tag_ not in ("VBD", "VBN") or auxiliaries_of(verb).keys() & HAVE:
        return None
    if not published.date[:4].isdecimal():
        return None
    doc, limit = trigger.doc, int(published.date[:4]) - (1 if published.date[5:7] > "03" else 2)
    first = trigger.sent.start
    start = doc[first - 1].sent.start if first else first
    for index in range(trigger.sent.end - 1, start - 1, -1):
        token = doc[index]
        if len(token) == 4 and token.is_digit and _dates_a_clause(token):
            return token if _EARLIEST <= int(token.text) <= limit else None
    return None


def _dates_a_clause(year: Token) -> bool:
    """Say whether a year tells when something was done, not which thing is meant ("the 2015 deal")."""
    token = year.head if year.head.ent_type_ == "DATE" and year.dep_ != "pobj" else year
    preposition = token.head
    return (
        token.dep_ == "pobj"
        and preposition.lower_ in ("in", "on")
        and preposition.head.pos_ in ("VERB", "AUX")
    )
