"""Where an export goes: under its final name only when it is whole."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from dateline.errors import DatelineError

STDOUT: Final = "-"


@contextmanager
def placed(out: str | Path) -> Iterator[IO[bytes]]:
    """Open a file that gets its name when all is written; `-` is standard output.

    What is interrupted, or does not fit on the disk, leaves nothing, and what stood under the name stays.

    Args:
        out: the file.

    Yields:
        A stream to write to.

    Raises:
        DatelineError: E043, it cannot be written.
    """
    if str(out) == STDOUT:
        with _refused(STDOUT):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    path = Path(out).resolve()
    if path.exists() and not path.is_file():
        # a pipe or device, which must not be replaced by a file; a folder is refused by the system
        with _refused(out), path.open("wb") as stream:
            yield stream
        return
    made = _beside(path)
    with _refused(out):
        try:
            with made.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            made.replace(path)
        finally:
            with suppress(OSError):
                made.unlink(missing_ok=True)


@contextmanager
def placed_folder(out: str | Path) -> Iterator[Path]:
    """Make a folder that gets its name when all in it is written.

    Args:
        out: the folder; it must not exist, or be empty.

    Yields:
        A folder beside it, to write into.

    Raises:
        DatelineError: E043, it cannot be written, is standard output, or holds something already.
    """
    path = Path(out).resolve()
    if str(out) == STDOUT:
        raise DatelineError("E043", "a folder cannot be written to standard output", "name a folder")
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise DatelineError("E043", f"{path}: it is no empty folder", "name a new one")
    made = _beside(path)
    with _refused(out):
        try:
            made.mkdir()
            yield made
            if path.exists():
                path.rmdir()
            made.replace(path)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _beside(path: Path) -> Path:
    """Return a name of this process in the same folder, so that renaming is one step."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


@contextmanager
def _refused(out: str | Path) -> Iterator[None]:
    """Turn what the system says into a coded error."""
    try:
        yield
    except BrokenPipeError:
        # the reader of a pipe has seen enough; the command line knows what to do
        raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError(
            "E043", f"{out}: the export cannot be written: {why}", "check folder, space and rights"
        ) from error
