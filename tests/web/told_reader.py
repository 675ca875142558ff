"""A reader in worker processes that does what the text says, else answers with a report made by hand."""

from __future__ import annotations

import time
from pathlib import Path

from dateline.config import Settings
from dateline.model import Document
from dateline.scale.tasks import Task
from hand_reader import HandReader


class ToldReader(HandReader):
    """Reads `builders.TEXT`; hangs or fails where the text says so."""

    def document_of(self, task: Task) -> Document:
        """Do what the text says, else give its document."""
        text = task.content.decode() if isinstance(task.content, bytes) else ""
        if text == "hang":
            time.sleep(60)
        if text.startswith("wait for "):
            # named by the test, which makes it when it has seen enough
            gate = Path(text.removeprefix("wait for "))
            while not gate.exists():
                time.sleep(0.01)
            text = ""
            task = Task(name=task.name, content=b"")
        return super().document_of(task)


def told_reader() -> ToldReader:
    """Return the reader."""
    return ToldReader(Settings())
