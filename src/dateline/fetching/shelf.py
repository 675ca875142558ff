"""The archives of a run: one file, or one a day in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.fetching.archive import Archive
from dateline.fetching.client import Fetched
from dateline.fetching.limits import Clock
from dateline.fetching.memory import Memory

Told = Callable[[Path, int], None]
"""Told of an archive whose end was no whole record, and how many bytes were cut off."""


class Shelf:
    """Keeps pages in the archive of the day; the memory knows how far each is whole.

    Args:
        place: gives the archive for a time.
        memory: the memory.
        clock: the time.
        cut: told when the end of an archive had to be cut off.

    Raises:
        DatelineError: E087, the archive for this time cannot be written.
    """

    def __init__(
        self, place: Callable[[datetime], Path], memory: Memory, clock: Clock, cut: Told = lambda *_: None
    ) -> None:
        self._place = place
        self._memory = memory
        self._clock = clock
        self._cut = cut
        self._open = self._opened(place(clock.now()))

    def __enter__(self) -> Self:
        """Return the shelf itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self._open.close()

    def add(self, fetched: Fetched, known: Mapping[str, str]) -> None:
        """Keep a page; it is on the disk when this returns.

        Raises:
            DatelineError: E087, it cannot be written; E089, the memory cannot.
        """
        path = self._place(self._clock.now())
        if path != self._open.path:
            self._open.close()
            self._open = self._opened(path)
        self._open.add(fetched, known)
        self._memory.grown(path.name, self._open.size)

    def _opened(self, path: Path) -> Archive:
        archive = Archive(path, sound=self._memory.size(path.name))
        if archive.cut:
            self._cut(path, archive.cut)
        self._memory.grown(path.name, archive.size)
        return archive
