from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from builders import make_report
from dateline.errors import DatelineError
from dateline.store.record import Record
from dateline.web.desk import Desk
from linking_reports import small_report

ENDLESS: Final = (
    "SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE hash(a, b, c) = 1"
)

# Holds the store for writing until it is told to end.
HOLD: Final = """
import sys
from dateline.store.record import Record
with Record(sys.argv[1], patience=float(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with Record(path) as record:
        record.add(make_report())
    (tmp_path / "secret.csv").write_text("word\nswordfish\n", encoding="utf-8")
    return path


@pytest.fixture
def desks(path: Path) -> Iterator[Callable[..., Desk]]:
    """Make desks for the store, and close them."""
    made: list[Desk] = []

    def make(*, idle: float = 0.05, patience: float = 20.0, longest: float = 60.0) -> Desk:
        made.append(Desk(path, idle=idle, patience=patience, longest=longest))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def holder(path: Path, patience: float = 0.0) -> subprocess.Popen[str]:
    """Start another process that writes to the store until a line is sent to it."""
    command = [sys.executable, "-c", HOLD, str(path), str(patience)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def held(process: subprocess.Popen[str]) -> None:
    """Wait until another process has the store."""
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that comes about soon."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def count(desk: Desk) -> int:
    with desk.questions() as questions:
        return questions.counts()["documents"]


def test_many_ask_at_a_time(desks: Callable[..., Desk]) -> None:
    desk = desks()
    together = threading.Barrier(16)

    def ask(number: int) -> int:
        together.wait()
        return sum(count(desk) for _ in range(5)) + 0 * number

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(ask, range(16))) == [5] * 16


def test_one_writes_while_many_ask(desks: Callable[..., Desk]) -> None:
    desk = desks()
    stop = threading.Event()
    seen: list[int] = []

    def ask() -> None:
        while not stop.is_set():
            seen.append(count(desk))

    def add(number: int) -> str:
        return desk.write(lambda record: record.add(small_report("News", f"It is report {number}.")))

    with ThreadPoolExecutor(6) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        written = list(pool.map(add, range(6)))
        stop.set()
        for one in asking:
            one.result()
    assert written == ["added"] * 6
    assert count(desk) == 7
    assert set(seen) <= set(range(1, 8))


def test_a_change_that_fails_leaves_the_store_open_to_questions(desks: Callable[..., Desk]) -> None:
    desk = desks()

    def fail(record: Record) -> None:
        record.add(small_report("News", "It is not kept?"))
        raise LookupError

    with pytest.raises(LookupError):
        desk.write(fail)
    assert count(desk) == 2


def test_the_version_is_that_of_the_data(desks: Callable[..., Desk]) -> None:
    desk = desks()
    with desk.questions() as questions:
        before = questions.version
    with desk.questions() as questions:
        assert questions.version == before
    desk.write(lambda record: record.add(small_report("News", "It is another report.")))
    with desk.questions() as questions:
        assert questions.version != before


def test_another_process_writes_between_questions(path: Path, desks: Callable[..., Desk]) -> None:
    desk = desks(idle=0.2)
    assert count(desk) == 1
    with holder(path, patience=30) as writer:
        held(writer)
        with pytest.raises(DatelineError, match="E042"):
            count(desks(patience=0.0))
        writer.communicate("\n")
        assert writer.returncode == 0
    assert count(desk) == 1


def test_a_question_waits_for_a_writer_to_end(path: Path, desks: Callable[..., Desk]) -> None:
    desk = desks()
    with holder(path) as writer, ThreadPoolExecutor(4) as pool:
        held(writer)
        waiting = [pool.submit(count, desk) for _ in range(4)]
        writer.communicate("\n")
        assert [one.result() for one in waiting] == [1] * 4


def test_who_waits_in_a_row_is_told_at_the_same_time(path: Path, desks: Callable[..., Desk]) -> None:
    desk = desks(patience=0.5)

    def told(_: int) -> str:
        with pytest.raises(DatelineError) as raised:
            count(desk)
        return raised.value.code

    with holder(path) as writer, ThreadPoolExecutor(8) as pool:
        held(writer)
        began = time.monotonic()
        assert list(pool.map(told, range(8))) == ["E042"] * 8
        # eight times half a second, were they to wait for one another
        assert time.monotonic() - began < 4
        writer.communicate("\n")


def test_a_store_that_nobody_looks_at_is_let_go(path: Path, desks: Callable[..., Desk]) -> None:
    desk = desks(idle=0.05)
    assert count(desk) == 1
    with holder(path, patience=30) as writer:
        held(writer)
        writer.communicate("\n")
    assert count(desk) == 1


def test_a_store_that_is_looked_at_is_not_let_go(desks: Callable[..., Desk]) -> None:
    desk = desks(idle=0.0)
    with desk.questions() as questions:
        time.sleep(0.2)
        assert questions.counts()["documents"] == 1


def test_what_takes_too_long_is_broken_off_and_nothing_else(desks: Callable[..., Desk]) -> None:
    desk = desks(longest=0.5)
    with ThreadPoolExecutor(2) as pool:

        def endless() -> str:
            with pytest.raises(DatelineError) as raised, desk.questions() as questions:
                questions._connection.execute(ENDLESS).fetchall()  # noqa: SLF001 - a view that asks too much
            return raised.value.code

        slow = pool.submit(endless)
        until(lambda: len(desk._lent) == 1)  # noqa: SLF001
        assert count(desk) == 1
        assert slow.result() == "E053"
    assert count(desk) == 1


def test_a_question_in_sql_is_broken_off_and_the_others_go_on(desks: Callable[..., Desk]) -> None:
    desk = desks()

    def ask(sql: str, seconds: float) -> object:
        with desk.questions() as questions:
            try:
                return questions.ask(sql, seconds=seconds).rows
            except DatelineError as error:
                return error.code

    with ThreadPoolExecutor(4) as pool:
        slow = [pool.submit(ask, ENDLESS, 0.5) for _ in range(2)]
        quick = [pool.submit(ask, "SELECT count(*) FROM documents", 60) for _ in range(20)]
        assert [one.result() for one in quick] == [((1,),)] * 20
        assert [one.result() for one in slow] == ["E053"] * 2


OUTSIDE: Final = (
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM '{folder}/secret.csv'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "SELECT getenv('HOME')",
    "SELECT * FROM outside",
    "ATTACH '{folder}/other.duckdb'",
    "COPY documents TO '{folder}/out.csv'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET memory_limit = '100GB'",
    "RESET lock_configuration",
    "PRAGMA database_list",
    "DELETE FROM documents",
    "CREATE TEMP TABLE t AS SELECT 1",
    "SELECT 1; SELECT 2",
    "EXPLAIN ANALYZE SELECT 1",
)


def test_every_connection_that_is_lent_is_in_the_cage(path: Path, desks: Callable[..., Desk]) -> None:
    outside = {"word": ["swordfish"]}
    desk = desks(idle=0.0)
    before = sorted(path.parent.iterdir())

    def refused(sql: str) -> str:
        with desk.questions() as questions, pytest.raises(DatelineError) as raised:
            questions.ask(sql.format(folder=path.parent))
        return raised.value.code if outside["word"][0] not in str(raised.value) else "told"

    # again and again, many at a time: each opening of the store is put into its cage anew
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(refused, OUTSIDE * 4)) == {"E052"}
    assert sorted(path.parent.iterdir()) == before


def test_an_answer_is_cut_at_its_rows(desks: Callable[..., Desk]) -> None:
    with desks().questions() as questions:
        answer = questions.ask("SELECT n FROM range(100000000000) r(n)", rows=5)
    assert (len(answer.rows), answer.cut) == (5, True)


def test_what_does_not_fit_into_memory_is_broken_off(desks: Callable[..., Desk]) -> None:
    with pytest.raises(DatelineError, match="E053"), desks().questions() as questions:
        questions._connection.execute(  # noqa: SLF001 - a view that asks too much
            "SELECT list(n) FROM range(300000000) r(n)"
        ).fetchall()


OPEN: Final = Path("/proc/self/fd")


@pytest.mark.skipif(not OPEN.is_dir(), reason="no list of open files here")
def test_a_thousand_loans_leave_nothing_open(desks: Callable[..., Desk]) -> None:
    desk = desks(idle=60.0)
    count(desk)
    desk.close()
    files, threads = len(list(OPEN.iterdir())), threading.active_count()
    for number in range(1_000):
        with desk.questions():
            pass
        if number % 50 == 0:
            desk.close()
    desk.close()
    assert threading.active_count() <= threads
    assert len(list(OPEN.iterdir())) <= files


def test_what_is_asked_while_it_closes_is_broken_off(desks: Callable[..., Desk]) -> None:
    desk = desks()

    def ask() -> str:
        with pytest.raises(DatelineError) as raised, desk.questions() as questions:
            questions._connection.execute(ENDLESS).fetchall()  # noqa: SLF001 - a view that asks too much
        return raised.value.code

    with ThreadPoolExecutor(1) as pool:
        broken = pool.submit(ask)
        until(lambda: len(desk._lent) == 1)  # noqa: SLF001
        desk.close()
        assert broken.result() == "E053"


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="E040"), Desk(tmp_path / "none.duckdb").questions():
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_question_is_asked_once_for_each_version(desks: Callable[..., Desk]) -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    def told(desk: Desk) -> int:
        with desk.questions() as questions:
            return questions.once("a question", ask)

    desk = desks()
    assert (told(desk), told(desk)) == (1, 1)
    desk.close()
    assert told(desk) == 1
    desk.write(lambda record: record.add(small_report("another text")))
    assert told(desk) == 2
