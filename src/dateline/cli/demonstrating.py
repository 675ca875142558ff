"""The demonstration record: forty reports of our own, read once on this machine and kept for later."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from dateline import __version__
from dateline.config import Settings, demonstration_folder
from dateline.errors import DatelineError

PACKAGED: Final = Path(__file__).parent.parent / "demonstration"
"""Where an installed package holds the reports; pyproject.toml puts them there."""

SOURCE: Final = Path(__file__).parents[3] / "examples" / "nuclear-file"
"""Where a checkout holds them."""

NAME: Final = "demonstration.duckdb"
"""Name of the store's file, which every page shows."""

Read = Callable[[Path, Sequence[Path]], None]
"""Reads reports into a new store, and brings together what they tell."""


def reports() -> list[Path]:
    """Return the files of the reports, in the order of their days.

    Raises:
        DatelineError: E004, they are not there.
    """
    found = next((files for place in (PACKAGED, SOURCE) if (files := sorted(place.glob("*.txt")))), [])
    if not found:
        raise DatelineError("E004", f"{PACKAGED}: the reports are missing", "install dateline again")
    return found


def key_of(files: Sequence[Path]) -> str:
    """Return what tells one demonstration record from another: the version, and a hash of the reports."""
    hashed = hashlib.sha256()
    for path in files:
        data = path.read_bytes()
        hashed.update(f"{path.name} {len(data)} ".encode() + data)
    return f"{__version__}-{hashed.hexdigest()[:12]}"


def store(settings: Settings, read: Read) -> Path:
    """Return the demonstration record, made if it is not there yet.

    It gets its name when it is whole: what is interrupted leaves nothing, and is begun anew the next time.

    Args:
        settings: which folder is the user's.
        read: reads the reports.

    Raises:
        DatelineError: E004, there are no reports; E043, the folder cannot be written; or as `read`.
    """
    files = reports()
    folder = demonstration_folder(settings) / key_of(files)
    if not (folder / NAME).is_file():
        _make(folder, files, read)
    return folder / NAME


def _make(folder: Path, files: Sequence[Path], read: Read) -> None:
    made = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    try:
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        read(made / NAME, files)
        with suppress(OSError):
            # another process may have been quicker
            made.rename(folder)
        if not (folder / NAME).is_file():
            made.replace(folder)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError(
            "E043",
            f"{folder}: the demonstration record cannot be kept: {why}",
            "set DATELINE_DATA to a folder",
        ) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def read_reports(path: Path, files: Sequence[Path]) -> None:
    """Read reports into a store, with a bar on a terminal.

    Raises:
        DatelineError: one of them cannot be read.
    """
    import click

    from dateline.cli.common import progress
    from dateline.cli.keeping import keeping
    from dateline.cli.sources import coming
    from dateline.reading.tables.columns import Columns

    click.echo(f"reading {len(files)} reports for the first time; later starts are immediate", err=True)
    # as packaged: the demonstration is the same for everybody
    settings = Settings(imports=False)
    named = [(one.name, one) for one in files]
    with (
        keeping(path, settings, workers=_workers()) as keep,
        progress(len(files)) as step,
    ):
        for number, kept in enumerate(keep(one.task for one in coming(named, settings, Columns())), 1):
            if kept.error is not None:
                raise kept.error
            step(kept.task.name, number)


def _workers() -> int:
    """Return how many processes read: half of the cores, each takes 0.5 GB; 0 where the user says so."""
    chosen = os.environ.get("DATELINE_WORKERS", "")
    return int(chosen) if chosen.isdecimal() else min(max((os.cpu_count() or 2) // 2, 1), 4)
