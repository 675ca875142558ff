"""The far end of the pipe: a process that reads one document after the other until the pipe closes."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Final

from dateline.errors import DatelineError
from dateline.scale.tasks import Reads, Task, guarded

LOADING: Final = "loading"
"""Sent before the models are loaded: the clock of the document stands still until `LOADED`."""
LOADED: Final = "loaded"
"""Sent when a process has started, and when it has loaded the models."""


def serve(pipe: Connection, make: Callable[[], Reads]) -> None:
    """Answer each task with its document, and where the other end says that it is wanted, with its report.

    Args:
        pipe: brings a `Task`, then a bool for its document; carries back documents, reports and errors.
        make: makes the reader; called once, before the first task.
    """
    # Ctrl-C reaches the whole group of processes; what becomes of a worker its owner decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = make()
    loaded = False
    with suppress(OSError):
        pipe.send(LOADED)
    while True:
        try:
            task = pipe.recv()
            loaded = _answer(pipe, reader, task, loaded=loaded)
        except (EOFError, OSError):
            # the owner has closed the pipe, or is gone
            return


def _answer(pipe: Connection, reader: Reads, task: Task, *, loaded: bool) -> bool:
    """Answer one task; returns whether the models are loaded now."""
    try:
        document = guarded(lambda: reader.document_of(task))
        pipe.send(document)
        if not pipe.recv():
            return loaded
        if not loaded:
            pipe.send(LOADING)
            guarded(reader.load)
            pipe.send(LOADED)
            loaded = True
        pipe.send(guarded(lambda: reader.code(document)))
    except DatelineError as error:
        pipe.send(error)
    return loaded
