"""Imported sources in the user's folder: one readable file each, with where it comes from in its first lines."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from dateline import __version__
from dateline.errors import DatelineError
from dateline.knowledge.imports.model import COLUMNS, LISTS, Format, Provenance, Row
from dateline.knowledge.phrases import fold

SUFFIX: Final = ".tsv"
_MARK: Final = "# dateline actors 1"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
_FIELDS: Final = tuple(name for name in Provenance.__struct_fields__ if name != "source")


class Source(msgspec.Struct, frozen=True):
    """An imported source: its rows, and where they come from."""

    provenance: Provenance
    rows: tuple[Row, ...]


def name_of(path: Path, form: Format) -> str:
    """Return the name of a source for a file: its format and its own name ("wikidata-ministers")."""
    words = plain_name(path)
    return (words if words.startswith(form) else f"{form}-{words}")[:60].strip("-")


def plain_name(path: Path) -> str:
    """Return the name of a file as that of a source: "allCountries.zip" is "allcountries"."""
    stem = path.name
    for ending in (".gz", ".bz2"):
        stem = stem.removesuffix(ending)
    return re.sub(r"[^a-z0-9]+", "-", fold(stem.rpartition(".")[0] or stem)).strip("-")[:60]


def checked(name: str) -> str:
    """Return the name of a source if it can be that of a file.

    Raises:
        DatelineError: E031, it cannot.
    """
    if not _NAME.fullmatch(name):
        raise DatelineError(
            "E031",
            f"{name!r} is no name for a source",
            "take small letters, digits, '-', '_' and '.', 60 at most",
        )
    return name


def keep(
    folder: Path, provenance: Provenance, rows: Sequence[Row]
) -> tuple[Literal["added", "replaced", "unchanged"], Provenance]:
    """Keep a source, unless the same rows of the same file are kept under its name already.

    Raises:
        DatelineError: E073, the folder cannot be written.
    """
    path = folder / (checked(provenance.source) + SUFFIX)
    try:
        before: Source | None = read(path) if path.exists() else None
    except DatelineError:
        before = None
    if before is not None and before.rows == tuple(rows) and _same(before.provenance, provenance):
        return "unchanged", before.provenance
    outcome: Literal["added", "replaced"] = "replaced" if path.exists() else "added"
    return outcome, provenance_of(write(folder, provenance, rows))


def _same(one: Provenance, other: Provenance) -> bool:
    """Say whether two imports differ in the day alone."""
    return all(
        getattr(one, name) == getattr(other, name) for name in _FIELDS if name not in ("date", "content")
    )


def write(folder: Path, provenance: Provenance, rows: Iterable[Row]) -> Path:
    """Write a source whole or not at all: to a temporary file beside it, which then takes its place.

    Raises:
        DatelineError: E073, the folder cannot be written.
    """
    target = folder / (checked(provenance.source) + SUFFIX)
    body = "".join("\t".join(_cells(row)) + "\n" for row in rows)
    provenance = msgspec.structs.replace(provenance, content=hashlib.sha256(body.encode()).hexdigest())
    head = [_MARK, *(f"# {name}: {getattr(provenance, name)}" for name in _FIELDS), "\t".join(COLUMNS)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(f"{line}\n" for line in head)
                stream.write(body)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError(
            "E073", f"{folder}: cannot be written: {why}", "set DATELINE_DATA to another folder"
        ) from error
    return target


def _cells(row: Row) -> Iterable[str]:
    for name in COLUMNS:
        value = getattr(row, name)
        yield "|".join(value) if name in LISTS else value


def provenance_of(path: Path) -> Provenance:
    """Read where a source comes from, and none of its rows.

    Raises:
        DatelineError: E072, the file is not one that `write` wrote.
    """
    told: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8") as stream:
            if stream.readline().rstrip("\n") != _MARK:
                raise _damaged(path, "its first line is not that of an imported source")
            for line in stream:
                if not line.startswith("# "):
                    break
                name, _, value = line[2:].rstrip("\n").partition(": ")
                told[name] = value
        return msgspec.convert({**told, "source": path.stem}, Provenance, strict=False)
    except (OSError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise _damaged(path, str(error)) from error


def made_with(path: Path) -> str:
    """Return a source with the first digits of the hash of its rows, for the record of what read them.

    Raises:
        DatelineError: E072, the file is not one that `write` wrote.
    """
    return f"{path.stem}-{provenance_of(path).content[:8]}"


def _damaged(path: Path, why: str) -> DatelineError:
    return DatelineError("E072", f"{path}: {why}", "import the file again, or remove the source")


def read(path: Path) -> Source:
    """Read a source.

    Raises:
        DatelineError: E072, the file is not one that `write` wrote, or not all of it.
    """
    provenance = provenance_of(path)
    _, found, body = path.read_text(encoding="utf-8").partition("\n" + "\t".join(COLUMNS) + "\n")
    if not found:
        raise _damaged(path, "its columns are not those of an imported source")
    if hashlib.sha256(body.encode()).hexdigest() != provenance.content:
        raise _damaged(path, "its rows are not those that were imported")
    rows = []
    for line in body.split("\n")[:-1]:
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise _damaged(path, f"a row has {len(cells)} cells, not {len(COLUMNS)}")
        kind, name, office, start, end, country, sector, title, aliases, wikidata, note = cells
        row = Row(
            kind,
            name,
            office,
            start,
            end,
            _list(country),
            _list(sector),
            title,
            _list(aliases),
            wikidata,
            note,
        )
        rows.append(row)
    return Source(provenance, tuple(rows))


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def remove(folder: Path, name: str) -> None:
    """Remove a source.

    Raises:
        DatelineError: E050, there is none of that name; E073, it cannot be removed.
    """
    unlink(folder, name, SUFFIX, "is no imported source")


def unlink(folder: Path, name: str, suffix: str, missing: str) -> None:
    """Remove an imported file.

    Args:
        folder: where imported files of its kind lie.
        name: its name, without suffix.
        suffix: that of its kind.
        missing: what to say, after "there", if none has that name.

    Raises:
        DatelineError: E050, there is none of that name; E073, it cannot be removed.
    """
    path = folder / (checked(name) + suffix)
    try:
        path.unlink()
    except FileNotFoundError as error:
        known = ", ".join(found.stem for found in sorted(folder.glob(f"*{suffix}"))) or "none"
        raise DatelineError("E050", f"there {missing} {name!r}", f"imported: {known}") from error
    except OSError as error:
        raise DatelineError("E073", f"{path}: cannot be removed: {error.strerror}") from error


def stamp(name: str, form: Format, file: Path, sha256: str, licence: str, rows: int) -> Provenance:
    """Return the provenance of a file that is imported now."""
    return Provenance(
        source=checked(name),
        format=form,
        file="".join(c if c.isprintable() else " " for c in file.name),
        sha256=sha256,
        date=datetime.now(UTC).date().isoformat(),
        licence=licence,
        rows=rows,
        version=__version__,
    )
