"""A document that hangs or crashes is named with its code, and the others are read."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator

import pytest

from dateline.errors import DatelineError
from dateline.model import Document, Report
from dateline.scale.pool import Pool
from dateline.scale.tasks import Answer, Task
from odd_reader import OddReader


def tasks(*texts: str) -> list[Task]:
    return [Task(name=f"{number}.txt", content=text.encode()) for number, text in enumerate(texts)]


def kind(answer: Answer) -> str:
    if isinstance(answer, DatelineError):
        return answer.code
    return type(answer).__name__


@pytest.mark.parametrize("workers", [1, 3])
def test_answers_come_in_order_whatever_happens(workers: int) -> None:
    texts = ["one", "hang", "two", "crash", "three", "refuse", "fail", "crash late", "four"]
    with Pool(OddReader, workers=workers, seconds=1.0) as pool:
        answers = list(pool.read(tasks(*texts)))
    assert [task.name for task, _ in answers] == [f"{number}.txt" for number in range(len(texts))]
    assert [kind(answer) for _, answer in answers] == [
        *("Report", "E012", "Report", "E013", "Report", "E001", "E090", "E013", "Report")
    ]
    assert isinstance(answers[2][1], Report)
    assert answers[2][1].document.text == "two"


def test_only_what_is_wanted_is_coded() -> None:
    with Pool(OddReader) as pool:
        found = pool.read(tasks("one", "crash late"), wanted=lambda document: document.text == "one")
        assert [kind(answer) for _, answer in found] == ["Report", "Document"]


def test_the_message_says_how_it_ended() -> None:
    with Pool(OddReader) as pool:
        details = [
            answer.detail
            for _, answer in pool.read(tasks("crash", "crash late"))
            if isinstance(answer, DatelineError)
        ]
    assert details == [
        "the process that read it ended with status 7",
        "the process that read it ended with signal 9",
    ]


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken = []

    def endless() -> Iterator[Task]:
        for number in range(10_000):
            taken.append(number)
            yield Task(name=str(number), content=b"text")

    with Pool(OddReader) as pool:
        found = pool.read(endless())
        assert [next(found)[0].name for _ in range(3)] == ["0", "1", "2"]
    assert len(taken) < 20


def test_no_process_is_left_behind() -> None:
    def stop(document: Document) -> bool:
        raise DatelineError("E040", f"no space for {document.id}")

    with pytest.raises(DatelineError), Pool(OddReader, workers=2) as pool:
        list(pool.read(tasks("one", "hang", "two"), wanted=stop))
    assert multiprocessing.active_children() == []
