"""The record of one report, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from dateline.model.actors import Actor, Mention
from dateline.model.agreements import Agreement
from dateline.model.claims import Claim
from dateline.model.documents import Document
from dateline.model.events import Event
from dateline.model.places import Place
from dateline.model.spans import Value
from dateline.model.statements import Statement
from dateline.model.times import When

if TYPE_CHECKING:
    from rich.console import RenderableType


class Note(Value, frozen=True):
    """Something the reader of the record should know: a coded remark on the whole report.

    Attributes:
        code: `N` and three digits (see `docs/errors.md`).
        text: the remark.
    """

    code: str
    text: str


class Report(Value, frozen=True, kw_only=True):
    """The record of one report."""

    version: str
    document: Document
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        """Return one line: which report it is, and how much is on record."""
        headline = self.document.headline.words if self.document.headline else ""
        published = self.document.published.date if self.document.published else "undated"
        counts = f"{len(self.events)} events, {len(self.statements)} statements, {len(self.claims)} claims"
        return f"<Report {self.document.id} {headline!r} {published}: {counts}>"

    def _repr_html_(self) -> str:
        """Return the record as HTML, for notebooks."""
        from dateline.render.html import fragment

        return fragment(self)

    def __rich__(self) -> RenderableType:
        """Return the record as `rich` shows it."""
        from dateline.render.terminal import record

        return record(self)


def to_json(report: Report, *, indent: int = 0) -> bytes:
    """Write a report as UTF-8 JSON; `from_json` gives back an equal value."""
    data = msgspec.json.encode(report)
    return msgspec.json.format(data, indent=indent) if indent else data


def from_json(data: bytes | str) -> Report:
    """Read a report written by `to_json`.

    Raises:
        msgspec.ValidationError: the JSON does not fit the schema.
        msgspec.DecodeError: the data is not JSON.
    """
    return msgspec.json.decode(data, type=Report)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a report."""
    return msgspec.json.schema(Report)
