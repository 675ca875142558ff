"""A reader that hangs, crashes or fails where the text tells it to; it loads nothing."""

from __future__ import annotations

import os
import time

from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.scale.tasks import Task


class OddReader:
    """Stands in for `dateline.Reader` in worker processes."""

    def load(self) -> None:
        """Load nothing."""

    def document_of(self, task: Task) -> Document:
        """Do what the text says, else give a document of it."""
        assert isinstance(task.content, bytes)
        text = task.content.decode()
        if text == "hang":
            time.sleep(60)
        if text == "crash":
            os._exit(7)
        if text == "refuse":
            raise DatelineError("E001", "nothing there")
        if text == "fail":
            raise ZeroDivisionError(text)
        return Document(id=task.name, text=text)

    def code(self, document: Document) -> Report:
        """Crash late where the text says so."""
        if document.text == "crash late":
            os.kill(os.getpid(), 9)
        return Report(version="0", document=document)
