"""A reader that answers with reports made by hand, for tests of the command line."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result
from msgspec import structs

from builders import make_report
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Appearance, Document, Place, Published, Report, When
from dateline.reading.source import Source
from dateline.scale.tasks import Task

Run = Callable[..., Result]


class HandReader:
    """Stands in for the pipeline: the text must hold the words of `builders.TEXT`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @property
    def made_with(self) -> str:
        """Answer with the pipeline, and the learned coder if it is asked."""
        return self.settings.pipeline + (" coder" if self.settings.model else "")

    def document(self, data: bytes, *, name: str = "", published: str | None = None) -> Document:
        """Answer with the document, or fail as some texts ask for."""
        del name
        if not data.strip():
            raise DatelineError("E001", "the source is empty", "give a file with text")
        if data == b"poison":
            raise ZeroDivisionError("\x1b[2Jboom")
        document = make_report(data.decode()).document
        if published:
            document = structs.replace(document, published=Published(date=published, source="given"))
        return document

    def load(self) -> None:
        """Load nothing."""

    def document_of(self, task: Task) -> Document:
        """Answer with the document of a task."""
        given = task.content
        if isinstance(given, DatelineError):
            raise given
        data = given.text.encode() if isinstance(given, Source) else given
        return self.document(data, name=task.name, published=task.published)

    def code(self, document: Document) -> Report:
        """Answer with the report."""
        return make_report(document.text)

    def read(self, data: bytes, *, name: str = "", published: str | None = None) -> Report:
        """Answer with the report of a source."""
        return self.code(self.document(data, name=name, published=published))

    def times(self, document: Document) -> tuple[When, ...]:
        """Answer with the times of the report."""
        return make_report(document.text).times

    def places(self, document: Document) -> tuple[Place, ...]:
        """Answer with the places of the report; the publisher's address comes last of all."""
        found = make_report(document.text).places
        return (*found, structs.replace(found[-1], name=document.url)) if document.url else found

    def actors(self, document: Document) -> tuple[Appearance, ...]:
        """Answer with those actors of the report that are mentioned; the first has the publisher's address."""
        report = make_report(document.text)
        grouped = {
            actor.id: tuple(one for one in report.mentions if one.actor == actor.id)
            for actor in report.actors
        }
        named = [actor for actor in report.actors if grouped[actor.id]]
        if document.url:
            named[0] = structs.replace(named[0], name=document.url)
        return tuple(Appearance(actor=a, mentions=grouped[a.id]) for a in named)
