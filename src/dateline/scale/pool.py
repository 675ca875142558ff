"""A pool of workers that a hanging or crashing document cannot take along."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import connection, get_context
from types import TracebackType
from typing import Final, Self

from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.scale.tasks import Answer, Reads, Task
from dateline.scale.worker import LOADED, LOADING, serve

LOAD_SECONDS: Final = 300.0
"""Time that loading the models may take, which is nobody's document's fault."""
_AHEAD: Final = 8
"""Answers, for each worker, that may wait for an earlier one to be given in order."""


def wanted_always(document: Document) -> bool:
    """Want the report of every document."""
    del document
    return True


class _Worker:
    """One process, what it is at work on, and when it has to be done with its present step."""

    def __init__(self, make: Callable[[], Reads]) -> None:
        # a fresh interpreter: a fork would inherit threads and locks of the libraries loaded here
        context = get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=serve, args=(far, make), daemon=True)
        self.process.start()
        far.close()
        self.number = 0
        self.task: Task | None = None
        self.started = False
        self.deadline = 0.0

    def begin(self, number: int, task: Task, seconds: float) -> None:
        self.number, self.task = number, task
        # a new process imports first, which is not the document's fault
        self.renew(seconds if self.started else LOAD_SECONDS)
        with suppress(OSError):
            # a process that is dead already is found when its answer is waited for
            self.pipe.send(task)

    def renew(self, seconds: float) -> None:
        self.deadline = time.monotonic() + seconds

    def end(self) -> int | None:
        """End the process; returns its exit status, if it had ended by itself."""
        self.process.join(0.5 if self.task is not None and self.deadline > time.monotonic() else 0)
        status = self.process.exitcode
        self.process.kill()
        self.process.join()
        self.pipe.close()
        return status


class Pool:
    """Worker processes that read documents, each within a given time.

    A document that takes longer, or takes its process down, is answered with E012 or E013 and the others go on in a
    new process. Use it in a `with` statement; leaving it ends the workers.

    Args:
        make: makes the reader in each worker; a function of a module, or a partial of one.
        workers: number of processes. Each holds the models.
        seconds: time that a document may take for each of two steps: to be read as far as its zones, and to
            be coded.
    """

    def __init__(self, make: Callable[[], Reads], *, workers: int = 1, seconds: float = 60.0) -> None:
        self._make = make
        self._size = workers
        self._seconds = seconds
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        """Return the pool; workers start with the first documents."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.renew(-1)
            worker.end()
        self._workers.clear()

    def read(
        self, tasks: Iterable[Task], wanted: Callable[[Document], bool] = wanted_always
    ) -> Iterator[tuple[Task, Answer]]:
        """Read documents.

        Args:
            tasks: the documents; taken as workers become free, never far ahead.
            wanted: says of each document, in this process, whether its report is wanted.

        Yields:
            Each task with its answer, in the order of the tasks.
        """
        done: dict[int, tuple[Task, Answer]] = {}
        turn = 0
        for number, task in enumerate(tasks):
            if isinstance(task.content, DatelineError):
                done[number] = task, task.content
                while turn in done:
                    yield done.pop(turn)
                    turn += 1
                continue
            while (worker := self._idle()) is None or number - turn > _AHEAD * self._size:
                self._wait(wanted, done)
                while turn in done:
                    yield done.pop(turn)
                    turn += 1
            worker.begin(number, task, self._seconds)
        while any(worker.task for worker in self._workers):
            self._wait(wanted, done)
            while turn in done:
                yield done.pop(turn)
                turn += 1

    def _idle(self) -> _Worker | None:
        """Return a worker that has nothing to do, a new one if there may be more."""
        for worker in self._workers:
            if worker.task is None:
                return worker
        if len(self._workers) < self._size:
            self._workers.append(_Worker(self._make))
            return self._workers[-1]
        return None

    def _wait(self, wanted: Callable[[Document], bool], done: dict[int, tuple[Task, Answer]]) -> None:
        """Wait until a worker says something, or has used up its time."""
        busy = [worker for worker in self._workers if worker.task is not None]
        left = min(worker.deadline for worker in busy) - time.monotonic()
        ready = connection.wait([worker.pipe for worker in busy], timeout=max(0.0, left))
        for worker in busy:
            if worker.pipe in ready:
                answer = self._hear(worker, wanted)
            elif time.monotonic() >= worker.deadline:
                answer = self._lost(worker)
            else:
                continue
            if answer is not None and worker.task is not None:
                done[worker.number] = worker.task, answer
                worker.task = None

    def _hear(self, worker: _Worker, wanted: Callable[[Document], bool]) -> Answer | None:
        """Take a message; returns the answer, or `None` where the worker is still at it."""
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker)
        if isinstance(message, Document):
            want = wanted(message)
            with suppress(OSError):
                worker.pipe.send(want)
            worker.renew(self._seconds)
            return None if want else message
        if message in (LOADING, LOADED):
            worker.started = True
            worker.renew(LOAD_SECONDS if message == LOADING else self._seconds)
            return None
        answer: Report | DatelineError = message
        return answer

    def _lost(self, worker: _Worker) -> DatelineError:
        """Say why a worker gave no answer, and let it go."""
        late = time.monotonic() >= worker.deadline
        status = worker.end()
        self._workers.remove(worker)
        if late:
            return DatelineError(
                "E012", f"reading it took longer than {self._seconds:g} s", "give it more with --seconds"
            )
        how = f"signal {-status}" if status is not None and status < 0 else f"status {status}"
        return DatelineError(
            "E013",
            f"the process that read it ended with {how}",
            "signal 9 is often a lack of memory; else please report this as a bug",
        )
