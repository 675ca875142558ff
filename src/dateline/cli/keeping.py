"""Reading documents, in workers or here, and putting them on record: what `add`, `fetch` and `watch` share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Document
from dateline.reading.items import Item
from dateline.scale.here import Here
from dateline.scale.pool import Pool
from dateline.scale.tasks import Reads, Task, guarded
from dateline.store.opening import PATIENCE
from dateline.store.record import Record

SECONDS: Final = 60.0
"""Time that a document may take for each of the two steps of reading it."""
FATAL: Final = frozenset({"E020", "E021", "E040", "E042", "E072"})
"""Errors after which the next document would not fare better."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a document.

    Attributes:
        task: the document as it came.
        outcome: `added`, `replaced`, `unchanged`, `carried`, or `failed`.
        document: its id, empty where it failed.
        error: why it failed.
    """

    task: Task
    outcome: str
    document: str = ""
    error: DatelineError | None = None


Keep = Callable[[Iterable[Task]], Iterator[Kept]]
"""Reads documents and puts them on record, in their order."""


@contextmanager
def keeping(
    path: Path,
    settings: Settings,
    *,
    workers: int = 1,
    seconds: float = SECONDS,
    again: bool = False,
    link: bool = True,
) -> Iterator[Keep]:
    """Open a store for documents.

    Args:
        path: the store.
        settings: how documents are read.
        workers: processes that read; with 0 this one does, and no document has a limit of time.
        seconds: time that a document may take for each of the two steps of reading it.
        again: read what the store holds once more, too.
        link: at the end, bring what is known across reports up to date.

    Yields:
        The function to call with the documents. It raises what `FATAL` lists; other errors are in what it yields.
    """
    from dateline.pipeline import reader

    make: Callable[[], Reads] = partial(reader, settings)
    made_with = reader(settings).made_with
    reading = Pool(make, workers=workers, seconds=seconds) if workers else Here(make)
    # a page that shows the store lets go of it between two questions
    with Record(path, patience=PATIENCE) as record, reading:
        yield partial(_kept, record, reading, made_with=made_with, again=again)
        if link:
            record.link(meaning=settings.model)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Reads documents that come one by one; holds the store only while one is put on record.

    Between two documents others can use the store: a page that shows it, `dateline correct`.

    Attributes:
        path: the store.
        settings: how documents are read.
        reading: what reads them.
        made_with: name of what reads them, as the store keeps it.
    """

    path: Path
    settings: Settings
    reading: Pool | Here
    made_with: str

    def keep(self, item: Item) -> tuple[str, str]:
        """Read a document and put it on record; returns what became of it and its id.

        Raises:
            DatelineError: the document's own, or what `FATAL` lists.
        """
        task = Task(name=item.name, content=item.content, carrier=item.carrier)
        with Record(self.path, patience=PATIENCE) as record:
            [kept] = _kept(record, self.reading, [task], made_with=self.made_with, again=False)
        if kept.error is not None:
            raise kept.error
        return kept.outcome, kept.document

    def settle(self) -> None:
        """Bring what is known across reports up to date with the documents that came.

        Raises:
            DatelineError: E040 or E042, the store cannot be written.
        """
        with Record(self.path, patience=PATIENCE) as record:
            if record.waiting():
                record.link(meaning=self.settings.model)


@contextmanager
def keeper(path: Path, settings: Settings, *, seconds: float = SECONDS) -> Iterator[Keeper]:
    """Get ready for documents that come one by one; settles at the end.

    Args:
        path: the store; made if it does not exist.
        settings: how documents are read.
        seconds: as `keeping`.

    Raises:
        DatelineError: E040 to E042, the store cannot be opened.
    """
    from dateline.pipeline import reader

    make: Callable[[], Reads] = partial(reader, settings)
    with Record(path, patience=PATIENCE):
        # what is wrong with the store is said before anything is fetched
        pass
    with Pool(make, workers=1, seconds=seconds) as reading:
        one = Keeper(path, settings, reading, reader(settings).made_with)
        yield one
        one.settle()


def _kept(
    record: Record, reading: Pool | Here, tasks: Iterable[Task], *, made_with: str, again: bool
) -> Iterator[Kept]:
    """Read documents and put them on record; see `Keeper`, `keeping`."""

    def wanted(document: Document) -> bool:
        return again or record.wants(document, pipeline=made_with)

    for task, answer in reading.read(tasks, wanted):
        if isinstance(answer, DatelineError):
            yield _failed(task, answer)
            continue
        try:
            if isinstance(answer, Document):
                yield Kept(task, record.carry(answer), answer.id)
            else:
                report = answer
                outcome = guarded(lambda: record.add(report, pipeline=made_with))  # noqa: B023 - called at once
                yield Kept(task, outcome, report.document.id)
        except DatelineError as error:
            yield _failed(task, error)


def _failed(task: Task, error: DatelineError) -> Kept:
    if error.code in FATAL:
        raise error
    return Kept(task, "failed", error=error)
