"""What a worker is given, and what it gives back."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.reading.items import Carrier
from dateline.reading.source import Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document that is still to be read.

    Attributes:
        name: what to call it in messages; its ending may tell the format.
        content: its bytes; or a source that is complete already; or why there is neither, which is then its answer.
        carrier: what is known of the bytes from beside them.
        published: publication date given by the user, or `None`.
    """

    name: str
    content: bytes | Source | DatelineError
    carrier: Carrier = field(default_factory=Carrier)
    published: str | None = None


Answer = Report | Document | DatelineError
"""The report; the document alone, where its report was not wanted; or why there is none."""


class Reads(Protocol):
    """What reads in a worker: `dateline.Reader`, or a stand-in of a test."""

    def load(self) -> None:
        """Load what coding needs; once, before the first report."""

    def document_of(self, task: Task) -> Document:
        """Read a task as far as its zones."""

    def code(self, document: Document) -> Report:
        """Make the record of a document."""


def guarded(step: Callable[[], T]) -> T:
    """Run the reading of one source so that nothing it raises ends the batch.

    Raises:
        DatelineError: its own coded error, or E090 for a fault of dateline itself.
    """
    try:
        return step()
    except DatelineError:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        what = f"{type(error).__name__} in {where}: {error}"[:300]
        raise DatelineError(
            "E090", f"dateline failed on it: {what}", "please report this as a bug"
        ) from error


def read(reader: Reads, task: Task) -> Report:
    """Read a document in this process.

    Raises:
        DatelineError: why there is no report.
    """
    if isinstance(task.content, DatelineError):
        raise task.content
    document = guarded(lambda: reader.document_of(task))
    return guarded(lambda: reader.code(document))
