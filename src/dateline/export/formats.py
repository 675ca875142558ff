"""Every format that `dateline export` writes, and the door to all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict, Unpack, cast, get_args

from dateline.errors import DatelineError
from dateline.export.papers import Citation
from dateline.export.writing import placed, placed_folder
from dateline.model import EventStatus

if TYPE_CHECKING:
    from datetime import date

    import duckdb

    from dateline.export.events import By, Dates, Exported, Selection, Shape

Format = Literal["plover", "polecat", "icews", "gdelt", "geojson", "jsonld", "parquet", "zip"]

FORMATS: Final[Mapping[Format, str]] = {
    "plover": "PLOVER's JSON, one event a line",
    "polecat": "the 40 columns of the POLECAT data, tab-separated",
    "icews": "the 20 columns of the ICEWS data, with CAMEO codes, tab-separated",
    "gdelt": "the 58 columns of GDELT 1.0, with CAMEO codes, tab-separated, without a header",
    "geojson": "events with a point, for maps",
    "jsonld": "linked data: schema.org and Web Annotations on the words",
    "parquet": "every table of the store, a folder of files",
    "zip": "data, codebook, actors, sources and citation, to publish",
}
"""Every format with what it is."""

_EVENTS: Final = ("plover", "polecat", "icews", "gdelt", "geojson")
_OF_REPORTS: Final = frozenset({"since", "until", "doc"})


class Choice(TypedDict, total=False):
    """What is exported.

    Keys:
        actor: the acting side, by id, country code or words of the name.
        recipient: the other side.
        type: PLOVER type or types.
        status: status or statuses; occurred and ongoing if not given.
        since: earliest day, `date` or ISO 8601; then only what is dated.
        until: latest day; likewise.
        doc: id of a document.
        by: `report` or `happening`.
        dates: `known`, `first` or `published`; see `events.dated`.
    """

    actor: str
    recipient: str
    type: str | Iterable[str]
    status: EventStatus | Iterable[EventStatus]
    since: date | str
    until: date | str
    doc: str
    by: By
    dates: Dates


def export(
    connection: duckdb.DuckDBPyConnection,
    form: Format,
    out: str | Path,
    citation: Citation | None = None,
    **choice: Unpack[Choice],
) -> Exported:
    """Write a store, or what is chosen of it, in a format.

    Args:
        connection: the store.
        form: the format.
        out: the file (for Parquet a new folder); `-` is standard output. What is interrupted leaves nothing there.
        citation: for `zip`: title, authors, day of release.
        choice: what is exported.

    Returns:
        How many events (reports, tables, files) were written, and how many were left out, by reason.

    Raises:
        DatelineError: E030, a day is not a date; E031, there is no such format, or it cannot be narrowed so; E043, it
            cannot be written; E060, a stored report does not fit this version.
    """
    _check(form, choice)
    if form == "parquet":
        from dateline.export import parquet

        with placed_folder(out) as folder:
            return parquet.write(connection, folder, out)
    with placed(out) as stream:
        if form == "zip":
            from dateline.export import package

            return package.write(connection, stream, citation or Citation())
        if form == "jsonld":
            from dateline.export import jsonld

            return jsonld.write(connection, _selection(choice), stream)
        from dateline.export import events

        return events.write(connection, _selection(choice), shape(form), stream)


def shape(form: Format) -> Shape:
    """Return how a format of events is written.

    Raises:
        KeyError: the format is none of events.
    """
    from dateline.export import columns, gdelt, geojson, icews, plover, polecat
    from dateline.export.events import Shape

    shapes = {
        "plover": Shape(holds="days", lacks=plover.lacks, rows=plover.rows),
        "polecat": Shape(
            holds="day", lacks=polecat.lacks, rows=polecat.rows, head=columns.header(polecat.COLUMNS)
        ),
        "icews": Shape(holds="day", lacks=icews.lacks, rows=icews.rows, head=columns.header(icews.COLUMNS)),
        "gdelt": Shape(holds="day", lacks=gdelt.lacks, rows=gdelt.rows),
        "geojson": Shape(
            holds="any",
            lacks=geojson.lacks,
            rows=geojson.rows,
            head=geojson.HEAD,
            between=geojson.BETWEEN,
            tail=geojson.TAIL,
        ),
    }
    return shapes[form]


def _check(form: Format, choice: Choice) -> None:
    """Refuse what a format cannot do.

    Raises:
        DatelineError: E031.
    """
    if form not in get_args(Format):
        raise DatelineError("E031", f"{form!r} is no format", f"one of {', '.join(FORMATS)}")
    asked = {name for name, value in choice.items() if value not in (None, "", ())}
    allowed = asked if form in _EVENTS else _OF_REPORTS if form == "jsonld" else frozenset[str]()
    if unfit := sorted(asked - allowed):
        what = "reports" if form == "jsonld" else "the whole store"
        raise DatelineError(
            "E031", f"{form} holds {what} and cannot be narrowed by {', '.join(unfit)}", "leave it out"
        )


def _selection(choice: Choice) -> Selection:
    from dateline.export.events import HAPPENED, Selection

    given: dict[str, Any] = {name: value for name, value in choice.items() if value not in (None, "", ())}
    status = given.pop("status", HAPPENED)
    return Selection(
        status=cast("tuple[EventStatus, ...]", (status,) if isinstance(status, str) else tuple(status)),
        by=given.pop("by", "report"),
        dates=given.pop("dates", "published"),
        filters=given,
    )
