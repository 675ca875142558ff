"""Rows of events, statements and claims, and what they can be narrowed by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict, TypeVar


class _Filters(TypedDict, total=False):
    """What every list can be narrowed by.

    Keys:
        actor: the acting side, by id (`Q794`), by country code (`IRN`) or by words of the name (`Iran`).
        since: earliest day, `date` or ISO 8601.
        until: latest day.
        doc: id of a document.
        status: status or statuses.
        limit: most rows to return.
        offset: rows to leave out before those.
        sort: `date`, or `-date` for the newest first.
    """

    actor: str
    since: date | str
    until: date | str
    doc: str
    limit: int | None
    offset: int
    sort: Literal["date", "-date"]


class EventFilters(_Filters, total=False):
    """Filters of events. `since` and `until` keep events that are dated and overlap the days.

    Keys:
        recipient: the side acted upon, as `actor`.
        type: PLOVER type or types.
        place: country of the place, by code, or words of the place's name.
        source: words of the publisher's name.
        witnesses: how many independent reports tell the same happening; only linked events then.
    """

    recipient: str
    place: str
    source: str
    witnesses: int
    type: str | Iterable[str]
    status: str | Iterable[str]


class StatementFilters(_Filters, total=False):
    """Filters of statements. One without a date of its own counts as said on the day of publication."""

    recipient: str
    type: str | Iterable[str]
    stance: str | Iterable[str]


class ClaimFilters(_Filters, total=False):
    """Filters of claims, by the day of publication. With `actor`, `stance` is that actor's stance."""

    type: str | Iterable[str]
    status: str | Iterable[str]
    stance: str | Iterable[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A stored event. Names stand beside ids in the same order; `corrected` is the last verdict of a user, if any."""

    id: str
    document: str
    published: date | None
    date_start: date | None
    date_end: date | None
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    actor_ids: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    words: str
    start_char: int
    end_char: int
    place: str | None
    country: str | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    claimed_by: tuple[str, ...]
    factuality: float
    intensity: float | None
    cameo: str
    confidence: float
    corrected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKey:
    """Which event of which report."""

    document: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """A stored statement."""

    id: str
    document: str
    published: date | None
    date_start: date | None
    date_end: date | None
    speakers: tuple[str, ...]
    speaker_ids: tuple[str, ...]
    speaker_words: str | None
    stance: str
    type: str
    words: str
    start_char: int
    end_char: int
    cue: str | None
    addressees: tuple[str, ...]
    medium: str | None
    nested_in: str | None
    confidence: float
    corrected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A side of a stored claim."""

    actor: str
    actor_id: str | None
    stance: str
    words: str | None
    reported_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A stored claim with its sides."""

    id: str
    document: str
    published: date | None
    kind: str
    status: str
    proposition: str
    start_char: int
    end_char: int
    parties: tuple[PartyRow, ...]
    event: str | None
    confidence: float
    corrected: str = ""


R = TypeVar("R", EventRow, EventKey, StatementRow, ClaimRow)
