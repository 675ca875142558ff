"""Reading documents one by one as they come, each in a worker within its time, and putting them on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dateline import __version__
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Document
from dateline.pipeline import Reader
from dateline.reading.items import Item
from dateline.scale.pool import Pool
from dateline.scale.tasks import Task
from dateline.store.record import Record

Keep = Callable[[Item], tuple[str, str]]
"""Reads a document and puts it on record; returns what became of it (`added`, `replaced`, `unchanged`) and its id."""


@contextmanager
def keeper(path: Path, settings: Settings, *, seconds: float = 60.0) -> Iterator[Keep]:
    """Open a store for documents that come one by one.

    Args:
        path: the store.
        settings: how documents are read.
        seconds: time that a document may take for each of the two steps of reading it.

    Yields:
        The function to call with each document. It raises the document's own error; E020, E021, E040 and E042 are
        those of every document.
    """
    made_with = Reader(settings).made_with
    with Record(path) as record, Pool(partial(Reader, settings), seconds=seconds) as pool:

        def wanted(document: Document) -> bool:
            return not (record.pipeline(document.id) == made_with and _stored(record, document))

        def keep(item: Item) -> tuple[str, str]:
            task = Task(name=item.name, content=item.content, carrier=item.carrier)
            [(_, answer)] = pool.read([task], wanted)
            if isinstance(answer, DatelineError):
                raise answer
            if isinstance(answer, Document):
                return "unchanged", answer.id
            return record.add(answer, pipeline=made_with), answer.document.id

        yield keep


def _stored(record: Record, document: Document) -> bool:
    """Say whether this version has put just this document on record."""
    try:
        stored = record.report(document.id)
    except DatelineError:
        return False
    return stored is not None and stored.version == __version__ and stored.document == document
