"""Exports from the page: made by a process of its own, into a file that is gone once it is sent."""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from pathlib import Path
from typing import IO, Annotated, Any, Final, Literal

import msgspec

from dateline.errors import DatelineError
from dateline.export.formats import FORMATS, Format
from dateline.model import EventStatus, EventType
from dateline.web.view import Day, Id, Query, Who, bounds

EXPORT: Final = "/export/{format}"
"""Address of the exports."""

SECONDS: Final = 300.0
"""Time that an export may take."""

MOST_BYTES: Final = 4_000_000_000
"""Bytes that an export may have."""

AT_ONCE: Final = 2
"""Exports that are made at the same time."""

_PAUSE: Final = 0.1
_CHUNK: Final = 1 << 16

ENDINGS: Final[Mapping[Format, tuple[str, str]]] = {
    "plover": ("jsonl", "application/x-ndjson"),
    "polecat": ("tsv", "text/tab-separated-values; charset=utf-8; header=present"),
    "icews": ("tsv", "text/tab-separated-values; charset=utf-8; header=present"),
    # GDELT's own files are called so, though tabs part the columns
    "gdelt": ("csv", "text/tab-separated-values; charset=utf-8; header=absent"),
    "geojson": ("geojson", "application/geo+json"),
    "jsonld": ("jsonld", "application/ld+json"),
    "parquet": ("parquet.zip", "application/zip"),
    "zip": ("zip", "application/zip"),
}
"""How the name of a format's file ends, and its media type."""

_WHOLE: Final[Mapping[Format, tuple[str, ...]]] = {
    "jsonld": ("since", "until", "doc"),
    "parquet": (),
    "zip": (),
}


class Export(Query, frozen=True, kw_only=True):
    """What is exported, and in which format."""

    format: Annotated[Format, msgspec.Meta(description="; ".join(f"{k}: {v}" for k, v in FORMATS.items()))]
    actor: Annotated[Who, msgspec.Meta(description="who acts")] = ""
    recipient: Annotated[Who, msgspec.Meta(description="who is acted upon")] = ""
    type: Annotated[tuple[EventType, ...], msgspec.Meta(description="types, one of them")] = ()
    status: Annotated[
        tuple[EventStatus, ...],
        msgspec.Meta(description="statuses, one of them; occurred and ongoing if none is given"),
    ] = ()
    place: Annotated[
        str, msgspec.Meta(max_length=200, description="country of the place, or words of it")
    ] = ""
    source: Annotated[str, msgspec.Meta(max_length=200, description="words of the publisher's name")] = ""
    since: Annotated[Day | None, msgspec.Meta(description="earliest day; only dated events then")] = None
    until: Annotated[Day | None, msgspec.Meta(description="latest day; only dated events then")] = None
    doc: Annotated[Id, msgspec.Meta(description="id of one report")] = ""
    by: Annotated[
        Literal["report", "happening"],
        msgspec.Meta(description="each event of each report, or each happening once"),
    ] = "report"
    dates: Annotated[
        Literal["known", "first", "published"],
        msgspec.Meta(description="the day where a format must have one; see docs/exports.md"),
    ] = "published"


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that a page offers: its name, what it is, and where it is."""

    name: str
    about: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made.

    Attributes:
        stream: its bytes; the file has no name any more, or loses it at the end.
        size: their number.
        folder: the folder that held it.
        version: version of the data.
        written: how many events (reports, tables, files) are in it.
        left_out: how many events are not, by reason.
    """

    stream: IO[bytes]
    size: int
    folder: Path
    version: str
    written: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    def pieces(self) -> Iterator[bytes]:
        """Yield the file piece by piece; at the end it is gone."""
        try:
            with self.stream as stream:
                while piece := stream.read(_CHUNK):
                    yield piece
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def offers(query: Query) -> tuple[Offer, ...]:
    """Return every format with as many of a query's filters as it can be narrowed by."""
    given = {
        name: value
        for name, value in msgspec.structs.asdict(query).items()
        if name in Export.__struct_fields__ and value not in ("", (), None)
    }
    return tuple(
        Offer(form, about, {"format": form, **_fitting(form, given)}) for form, about in FORMATS.items()
    )


def _fitting(form: Format, given: Mapping[str, Any]) -> dict[str, Any]:
    known = _WHOLE.get(form)
    return {name: value for name, value in given.items() if known is None or name in known}


def name_of(store: str, form: Format) -> str:
    """Return the name of a file: that of the store with nothing that a file system or a header minds."""
    stem = re.sub(r"[^A-Za-z0-9.-]+", "-", store.removesuffix(".duckdb")).strip("-.")[:60]
    return f"{stem or 'record'}-{form}.{ENDINGS[form][0]}"


class Exports:
    """Makes exports, few at a time, each in a process that can be killed.

    DuckDB lets many processes read a store at the same time, and the connection by which pages are made can reach no
    file.

    Args:
        path: the store.
        seconds: time that an export may take.
        most: bytes that it may have.
        at_once: exports that are made at the same time.
    """

    def __init__(
        self, path: Path, *, seconds: float = SECONDS, most: int = MOST_BYTES, at_once: int = AT_ONCE
    ) -> None:
        self._path = path
        self._seconds = seconds
        self._most = most
        self._turn = threading.BoundedSemaphore(at_once)

    def make(self, query: Export) -> Made:
        """Make an export.

        Raises:
            DatelineError: E105, as many are being made as may be; E053, it takes too long or too much space; E030 or
                E031, it cannot be narrowed so; E042, another process writes to the store.
        """
        choice = _choice(query)
        if not self._turn.acquire(blocking=False):
            raise DatelineError("E105", "as many exports are being made as may be", "ask again in a moment")
        folder = Path(tempfile.mkdtemp(prefix="dateline-export-"))
        try:
            return self._made(query.format, choice, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            self._turn.release()

    def _made(self, form: Format, choice: Mapping[str, Any], folder: Path) -> Made:
        # a fresh interpreter: a fork would inherit threads, and the store as it is open here
        context = get_context("spawn")
        near, far = context.Pipe(duplex=False)
        process = context.Process(target=_write, args=(far, self._path, form, choice, folder), daemon=True)
        process.start()
        far.close()
        try:
            told = self._heard(near, folder)
        finally:
            process.kill()
            process.join()
            near.close()
        if isinstance(told, DatelineError):
            raise told
        file = folder / "export"
        size = file.stat().st_size
        stream = file.open("rb")
        # an open file needs no name, and is gone even if nobody waits for it; where the system minds, `pieces` does it
        shutil.rmtree(folder, ignore_errors=True)
        return Made(stream=stream, size=size, folder=folder, **told)

    def _heard(self, near: connection.Connection, folder: Path) -> Any:
        """Return what the process tells at its end, before its time is up and its space is used.

        Raises:
            DatelineError: E053, it was broken off; E090, it broke down.
        """
        end = time.monotonic() + self._seconds
        while not near.poll(_PAUSE):
            if time.monotonic() > end:
                raise DatelineError("E053", f"the export took longer than {self._seconds:g} seconds", _NARROW)
            if _size(folder) > self._most:
                raise DatelineError("E053", f"the export is larger than {self._most:,} bytes", _NARROW)
        try:
            return near.recv()
        except EOFError as error:
            raise DatelineError("E090", "the export broke down", "please report this as a bug") from error


_NARROW: Final = "narrow what is asked, or use `dateline export`"


def _choice(query: Export) -> dict[str, Any]:
    """Return what is chosen, as `Record.export` takes it.

    Raises:
        DatelineError: E030, a day is not a date; E031, happenings cannot be narrowed so.
    """
    since, until = bounds(query.since, query.until)
    given = {**msgspec.structs.asdict(query), "since": since, "until": until}
    del given["format"]
    defaults = {one.name: one.default for one in msgspec.structs.fields(Export)}
    chosen = {name: value for name, value in given.items() if value not in (None, defaults[name])}
    unfit = [name for name in ("place", "source") if name in chosen]
    if query.by == "happening" and unfit:
        raise DatelineError(
            "E031", f"happenings cannot be narrowed by {' and '.join(unfit)}", "leave it out, or by=happening"
        )
    return chosen


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:
            # given its final name meanwhile
            continue
    return total


def _write(
    far: connection.Connection, path: Path, form: Format, choice: Mapping[str, Any], folder: Path
) -> None:
    """Make the file `export` in a folder, and tell what is in it; runs in a process of its own."""
    from dateline.store.opening import PATIENCE
    from dateline.store.record import Record
    from dateline.store.versions import data_version

    try:
        with Record(path, read_only=True, patience=PATIENCE) as record:
            version = data_version(record._connection)  # noqa: SLF001 - of this very state of the store
            if form == "parquet":
                done = record.export(form, folder / "tables", **choice)
                _packed(folder / "tables", folder / "export")
            else:
                done = record.export(form, folder / "export", **choice)
        far.send({"version": version, "written": done.written, "left_out": dict(done.left_out)})
    except DatelineError as error:
        far.send(error)


def _packed(tables: Path, out: Path) -> None:
    """Put the files of a folder into one; they are packed already."""
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(tables.iterdir()):
            archive.write(path, path.name)
    shutil.rmtree(tables)
