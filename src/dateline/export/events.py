"""Coded events in one format after another: which are chosen, which the format cannot say, how they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import IO, Any, Final, Literal

import duckdb
import msgspec

from dateline.errors import DatelineError
from dateline.evaluate.fields import Correction
from dateline.export import corrected
from dateline.export.entries import Entry, of_report
from dateline.export.happenings import happenings
from dateline.model import EventStatus, Report, from_json
from dateline.store.answers.query import event_keys

Dates = Literal["known", "first", "published"]
By = Literal["report", "happening"]
Holds = Literal["day", "days", "any"]

HAPPENED: Final[tuple[EventStatus, ...]] = ("occurred", "ongoing")
"""The statuses of what event data take for granted: that it happened, or happens."""
_AT_ONCE: Final = 500
"""Reports that are read together; some 20 MB of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which events are exported.

    Attributes:
        filters: `actor`, `recipient`, `type`, `since`, `until`, `doc` as in `store.query.EventFilters`.
        status: the statuses.
        by: `report`, each event of each report, or `happening`, each once however many reports tell it.
        dates: what to do where the format cannot hold an event's date: see `dated`.
    """

    filters: Mapping[str, Any]
    status: tuple[EventStatus, ...] = HAPPENED
    by: By = "report"
    dates: Dates = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What became of an export.

    Attributes:
        written: events (reports, tables, files) that are in it.
        left_out: how many events are not, by reason.
        stretched: how many are there under a day that is not known to be theirs, by which day it is.
    """

    written: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    stretched: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a format writes events.

    Attributes:
        holds: what it has for a date: one day, first and last day, or anything, nothing included.
        lacks: says what an event lacks to be in such a file, an empty string if nothing.
        rows: makes the lines of an event.
        head: what stands before all.
        between: what stands between two events' lines.
        tail: what stands after all.
    """

    holds: Holds
    lacks: Callable[[Entry], str]
    rows: Callable[[Entry], Iterable[bytes]]
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""


def write(connection: duckdb.DuckDBPyConnection, chosen: Selection, shape: Shape, out: IO[bytes]) -> Exported:
    """Write the events of a store.

    Args:
        connection: the store.
        chosen: which events.
        shape: how they are written.
        out: where to.

    Returns:
        How many were written, and for each reason how many were left out.

    Raises:
        DatelineError: E030, a day is not a date; E060, a stored report does not fit this version.
    """
    written = 0
    left, stretched = Counter[str](), Counter[str]()
    out.write(shape.head)
    for entry in entries(connection, chosen):
        day = dated(entry, shape.holds, chosen.dates)
        reason = _why_not(entry, day, chosen, shape)
        if reason or day is None:
            left[reason] += 1
            continue
        if written:
            out.write(shape.between)
        for line in shape.rows(day):
            out.write(line)
        written += 1
        if day.start != entry.start:
            stretched["the day of publication"] += 1
        elif day.end != entry.end:
            stretched["the first day of a longer time"] += 1
    out.write(shape.tail)
    if chosen.by == "happening" and (unlinked := _unlinked(connection)):
        left["reports not linked yet (dateline link)"] = unlinked
    return Exported(written=written, left_out=left, stretched=stretched)


def entries(connection: duckdb.DuckDBPyConnection, chosen: Selection) -> Iterator[Entry]:
    """Yield the events that fit, of every status, as users corrected them.

    They come by day of publication, happenings by their own day. Filters look at what was read, not at corrections.
    """
    corrections = corrected.said(connection)
    if chosen.by == "happening":
        wrong = corrected.wrong(corrections.get("", ()))
        for entry in happenings(connection, chosen.filters):
            yield replace(entry, wrong=True) if entry.id in wrong else entry
        return
    wanted: dict[str, set[str]] = {}
    for key in event_keys(connection.cursor(), chosen.filters):  # type: ignore[arg-type]
        wanted.setdefault(key.document, set()).add(key.id)
    for report in reports(connection, list(wanted)):
        document = report.document.id
        yield from _told(report, wanted[document], corrections.get(document, ()))


def reports(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> Iterator[Report]:
    """Yield stored reports in the order asked for, a few hundred at a time: one look at the table serves them all.

    Raises:
        DatelineError: E060, another version wrote one in a form that this one does not know.
    """
    cursor = connection.cursor()
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        found = dict(
            cursor.execute(
                "SELECT id, report FROM documents WHERE id IN (SELECT unnest(?))", [some]
            ).fetchall()
        )
        yield from (_decoded(key, found[key]) for key in some if key in found)


def _told(report: Report, wanted: set[str], said: Sequence[Correction]) -> Iterator[Entry]:
    """Yield the events of a report, with those that are wrong at the end."""
    new = corrected.corrected(report, said)
    yield from of_report(new, wanted)
    left = wanted - {event.id for event in new.events}
    for entry in of_report(report, left) if left else ():
        yield replace(entry, wrong=True)


def dated(entry: Entry, holds: Holds, dates: Dates) -> Entry | None:
    """Return an event with the date that a format can hold, `None` where it has none.

    With `known`, nothing is made up: where the format has one day, the event must be known to the day. With `first`,
    the first day of an interval stands for it, though "in August" is not 1 August. With `published`, an event without a
    date has that of its report's publication as well: that is what these formats mean by an event's date (NGEC, which
    makes the POLECAT data, takes the day of publication where the text gives none).
    """
    if holds == "any":
        return entry
    if entry.start:
        if holds == "days":
            return entry
        if entry.start == entry.end or dates != "known":
            return replace(entry, end=entry.start)
        return None
    if dates == "published" and entry.told.published:
        return replace(entry, start=entry.told.published, end=entry.told.published)
    return None


def _unlinked(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many reports the happenings do not count with yet."""
    found = connection.execute("SELECT count(*) FROM pending").fetchone()
    return int(found[0]) if found else 0


def _why_not(entry: Entry, day: Entry | None, chosen: Selection, shape: Shape) -> str:
    """Say why an event is not in the file, an empty string if it is."""
    if entry.wrong:
        return "found wrong by users"
    if entry.status not in chosen.status:
        return "of another status"
    if day is None:
        return "not dated to the day" if entry.start else "not dated"
    return shape.lacks(entry)


def _decoded(document: str, data: str) -> Report:
    """Return a stored report.

    Raises:
        DatelineError: E060, another version wrote it in a form that this one does not know.
    """
    try:
        return from_json(data)
    except msgspec.MsgspecError as error:
        raise DatelineError(
            "E060",
            f"the stored report {document} does not fit this version: {error}",
            "add its source again, with --again",
        ) from error
