"""A telling: an event of one report, with what linking needs to know of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.model import EventStatus

_HASH: Final = re.compile("a[0-9a-f]{10}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A participant.

    Attributes:
        id: id of the actor.
        name: its name.
        kind: what sort of actor it is.
        country: its countries.
        sector: primary PLOVER sector, empty if unknown.
        role: the office it holds, empty if unknown.
    """

    id: str
    name: str
    kind: str
    country: tuple[str, ...]
    sector: str = ""
    role: str = ""

    @property
    def named(self) -> bool:
        """Whether its id means the same in every report."""
        # the id of somebody who is only described is a hash, which means one in one report alone
        return not _HASH.fullmatch(self.id) and self.kind in (
            "person",
            "state",
            "organisation",
            "armed_group",
            "party",
            "office",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place: name, coordinates in degrees (WGS 84), GeoNames id, country, and whether it is a whole country."""

    name: str
    latitude: float | None
    longitude: float | None
    geonameid: int | None
    country: str | None
    wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who says something of an event.

    Attributes:
        who: the speaker.
        stance: what the speaker does with it: asserts, denies, concedes ...
        words: what it says.
        for_whom: on whose behalf it speaks.
    """

    who: Who
    stance: str
    words: str
    for_whom: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event of one report.

    Attributes:
        document: id of the report.
        event: id of the event in it.
        number: its place in the report.
        source: id of the earliest of those reports that are copies of one text.
        story: id of the report's story.
        published: day of the report.
        type: PLOVER event type.
        modes: PLOVER modes.
        contexts: PLOVER contexts.
        status: as the report has it.
        start: first day, `None` if unknown.
        end: last day, inclusive.
        actors: who acts.
        recipients: who is acted upon.
        place: where.
        killed: at least and at most so many dead.
        injured: at least and at most so many injured.
        words: the words that name it.
        deniers: who denies it.
        affirmers: who says that it is so.
        alone: the report has it from these alone.
        publisher: name of the paper, empty if unknown.
        intensity: PLOVER's table, -10 to +10.
        confidence: probability that the record is right.
    """

    document: str
    event: str
    number: int
    source: str
    story: str
    published: date | None
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    status: EventStatus
    start: date | None
    end: date | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: Where | None
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    words: str
    deniers: tuple[Voice, ...]
    intensity: float | None
    confidence: float
    affirmers: tuple[Voice, ...] = ()
    alone: bool = False
    publisher: str = ""

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Ids of the actors who deny it."""
        return tuple(sorted({voice.who.id for voice in self.deniers}))

    @property
    def order(self) -> tuple[date, str, int]:
        """What tellings are sorted by: day of the report, its id, place in it."""
        return (self.published or date.min, self.document, self.number)
