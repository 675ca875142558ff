"""Stopping when asked to: at once where nothing can be lost, after the write in hand where something could."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Stopped(BaseException):
    """The user or the system asked to stop.

    Attributes:
        signal: the number of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number

    @property
    def status(self) -> int:
        """The exit status by which shells know a program that a signal ended."""
        return 128 + self.signal


class Stop:
    """Turns SIGINT and SIGTERM into `Stopped`. The second one ends the process as if this were not here."""

    def __init__(self) -> None:
        self._asked: int | None = None
        self._shields = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to signals inside."""
        before: dict[int, Any] = {number: signal.signal(number, self._hear) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def shield(self) -> Iterator[None]:
        """Do what is inside to its end; a signal that comes meanwhile counts at the next `check`.

        So what was done can still be told.
        """
        self._shields += 1
        try:
            yield
        finally:
            self._shields -= 1

    def check(self, *, shielded: bool = False) -> None:
        """Stop here if a signal came.

        Args:
            shielded: behind a shield, too.

        Raises:
            Stopped: one did.
        """
        if self._asked is not None and (shielded or not self._shields):
            raise Stopped(self._asked)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        del frame
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        self._asked = number
        if not self._shields:
            raise Stopped(number)
