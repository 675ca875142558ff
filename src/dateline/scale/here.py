"""Reading without workers: in this process, one document after the other, with no limit of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self

from dateline.errors import DatelineError
from dateline.model import Document
from dateline.scale.pool import wanted_always
from dateline.scale.tasks import Answer, Reads, Task, guarded


class Here:
    """Reads documents like a `Pool`, without processes of its own: simpler to debug, and nothing to start.

    Args:
        make: makes the reader, when the first document comes.
    """

    def __init__(self, make: Callable[[], Reads]) -> None:
        self._make = make
        self._reader: Reads | None = None

    def __enter__(self) -> Self:
        """Return the reader."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """There is nothing to end."""

    def read(
        self, tasks: Iterable[Task], wanted: Callable[[Document], bool] = wanted_always
    ) -> Iterator[tuple[Task, Answer]]:
        """Read documents; as `Pool.read`."""
        for task in tasks:
            yield task, self._answer(task, wanted)

    def _answer(self, task: Task, wanted: Callable[[Document], bool]) -> Answer:
        if isinstance(task.content, DatelineError):
            return task.content
        if self._reader is None:
            self._reader = self._make()
        reader = self._reader
        try:
            document = guarded(lambda: reader.document_of(task))
        except DatelineError as error:
            return error
        if not wanted(document):
            return document
        try:
            return guarded(lambda: reader.code(document))
        except DatelineError as error:
            return error
