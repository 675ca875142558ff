"""Measure stores of many reports: `python benchmarks/scale.py [--sizes 1000 4000 100000] [--made 4000] [--keep DIR]`.

The reports are made up (`made_up.py`) from the examples, which are read once. Up to `--made` of them are made and
linked; a larger store has these again and again, later, under other ids and without their texts (`multiplied.py`). Of
each store are told

- what one more report costs, added and linked: in a batch of one day, by itself at the end of the days, and by itself
  in the midst of them; medians, in milliseconds of processor time, and in brackets of the clock;
- what questions take in a connection that has been asked the same before: medians of five, and how many rows they give;
- the size of the file for each report, where all are whole, and the most memory that the process has taken so far.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence, Sized
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import dateline
from dateline.model import Report
from dateline.store import carriers, copies, history
from dateline.store.record import Record
from dateline.store.rows import rows_of
from dateline.store.schema import TABLES
from made_up import A_DAY, START, MadeUp
from multiplied import multiply

EXAMPLES: Final = Path(__file__).parent.parent / "examples"
_CHUNK: Final = 1_000
_ALONE: Final = 5
_BUSY: Final = "SELECT id FROM actors WHERE kind = 'state' GROUP BY id ORDER BY count(*) DESC, id LIMIT 1"
_ROUNDS: Final = 5


class Cost(NamedTuple):
    """What something took: seconds of processor time and of the clock."""

    processor: float
    clock: float

    def __str__(self) -> str:
        """Return both in milliseconds."""
        return f"{1000 * self.processor:.0f} ({1000 * self.clock:.0f})"


def timed(step: Callable[[], object]) -> Cost:
    """Measure one step."""
    processor, clock = time.process_time(), time.perf_counter()
    step()
    return Cost(time.process_time() - processor, time.perf_counter() - clock)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the medians of costs."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def templates() -> list[Report]:
    """Read the examples."""
    return [dateline.read(path.read_bytes()) for path in sorted(EXAMPLES.glob("**/*.txt"))]


def fill(record: Record, reports: Sequence[Report]) -> None:
    """Put reports on record in one transaction, which `add` does one by one."""
    connection = record._connection  # noqa: SLF001 - a measurement may look inside
    fresh = list({one.document.id: one for one in reports}.values())
    flat = [rows_of(one) for one in fresh]
    keys = [one.document.id for one in fresh]
    connection.execute("BEGIN")
    for table in TABLES:
        rows = [row for one in flat for row in one[table.name]]
        if rows:
            connection.execute(table.insert(), [list(column) for column in zip(*rows, strict=True)])
    found = [(key, *carriers.carrier_of(one.document)) for key, one in zip(keys, fresh, strict=True)]
    connection.executemany("INSERT INTO carriers VALUES (?, ?, ?, ?, ?)", found)
    copies.find(
        connection,
        {key: [int(str(row[1])) for row in one["shingles"]] for key, one in zip(keys, flat, strict=True)},
    )
    changes = (
        change
        for key, one in zip(keys, flat, strict=True)
        for change in history.compared(key, {}, history.contents(one))
    )
    history.write(connection, changes)
    connection.execute("INSERT INTO pending SELECT unnest(?)", [keys])
    connection.execute("COMMIT")


def build(path: Path, reports: Sequence[Report], count: int) -> None:
    """Make and link a store, in chunks that are larger than days."""
    made = MadeUp(reports)
    with Record(path) as record:
        for start in range(0, count, _CHUNK):
            fill(record, list(made.take(min(_CHUNK, count - start))))
            record.link()
            print(f"{start + _CHUNK} reports made", file=sys.stderr, flush=True)


def growth(path: Path, reports: Sequence[Report], count: int) -> Iterator[tuple[str, str]]:
    """Measure what one more report costs; yields what was measured, and the figure."""
    days = count // A_DAY
    with Record(path) as record:
        # the first time, much is read from the disk that stays in memory afterwards
        fresh = MadeUp(reports, seed=count, later=timedelta(days=days)).take(2 * A_DAY + _ALONE)
        for _ in range(A_DAY):
            record.add(next(fresh))
        record.link()
        added = [timed(partial(record.add, next(fresh))) for _ in range(A_DAY)]
        linked = timed(record.link)
        yield "a day: add", str(median(added))
        yield "a day: link, a report", str(Cost(linked.processor / A_DAY, linked.clock / A_DAY))
        yield "end: add and link", str(_alone(record, fresh))
        middle = MadeUp(reports, seed=count + 1, later=timedelta(days=days // 2)).take(_ALONE)
        yield "middle: add and link", str(_alone(record, middle))


def _alone(record: Record, reports: Iterator[Report]) -> Cost:
    """Add and link reports one by one."""

    def step(report: Report) -> None:
        record.add(report)
        record.link()

    return median([timed(partial(step, report)) for report in reports])


def questions(path: Path) -> Iterator[tuple[str, str]]:
    """Measure what questions take; yields the question, and the figure with the number of rows."""
    with Record(path, read_only=True) as record:
        dice = random.Random(0)  # noqa: S311 - no secret
        last = record.timeline("USA", limit=100_000)[-1].date_start
        since = (last or START) - timedelta(days=90)
        words = " ".join(dice.choice(record.claims(limit=50)).proposition.split()[:4])
        ((busy,),) = record._connection.execute(_BUSY).fetchall()  # noqa: SLF001 - as above
        spoken = max(record.deals(), key=lambda deal: (deal.documents, deal.id)).id
        asked: dict[str, Callable[[], Sized]] = {
            "timeline IRN USA": lambda: record.timeline("IRN", "USA"),
            "timeline IRN USA, 90 days": lambda: record.timeline("IRN", "USA", since=since),
            "timeline USA": lambda: record.timeline("USA"),
            "timeline USA, 20 rows": lambda: record.timeline("USA", limit=20),
            "disputes, 20 rows": lambda: record.disputes(limit=20),
            "disputes": record.disputes,
            "disputes of RUS, 20 rows": lambda: record.disputes(actor="RUS", limit=20),
            "agreements, 20 rows": lambda: record.deals(limit=20),
            "agreements of IRN": lambda: record.deals(actor="IRN"),
            "life of an agreement": lambda: record.life(record.deals(name=spoken)[0]),
            "actor, a busy state": lambda: record.actor(busy).acts,
            "events of RUS, 20 rows": lambda: record.events(actor="RUS", limit=20),
            "events CONSULT, 90 days": lambda: record.events(type="CONSULT", since=since, limit=1000),
            "statements of USA, 20 rows": lambda: record.statements(actor="USA", limit=20),
            "changes, the last 100": lambda: record.changes(since=max(1, record.next_change() - 100)),
            "search": lambda: record.search(words),
            "stories, 20 rows": lambda: record.stories(limit=20),
        }
        for name, question in asked.items():
            rows = len(question())
            yield name, f"{median([timed(question) for _ in range(_ROUNDS)])}, {rows} rows"


def measure(path: Path, reports: Sequence[Report], count: int) -> Iterator[tuple[str, str]]:
    """Measure a store."""
    yield "file, bytes a report", f"{path.stat().st_size / count:.0f}"
    yield from growth(path, reports, count)
    yield from questions(path)
    yield "peak MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"


def main() -> None:
    """Make the stores, measure each, print a table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000, 4_000, 100_000])
    options.add_argument("--made", type=int, default=4_000)
    options.add_argument("--keep", type=Path, help="folder in which the stores are left, and found again")
    given = options.parse_args()
    reports = templates()
    table: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        kept = given.keep or Path(folder)
        kept.mkdir(exist_ok=True)
        for count in given.sizes:
            work = Path(folder) / "measured.duckdb"
            shutil.copy(store(kept, reports, count, given.made), work)
            for name, figure in measure(work, reports, count):
                print(f"{count} reports: {name}: {figure}", file=sys.stderr, flush=True)
                table.setdefault(name, []).append(figure)
    print("|".join(["", "", *(f" {count:,} reports " for count in given.sizes), ""]))
    print("|".join(["", "---", *("---" for _ in given.sizes), ""]))
    for name, figures in table.items():
        print("|".join(["", f" {name} ", *(f" {figure} " for figure in figures), ""]))


def store(folder: Path, reports: Sequence[Report], count: int, most: int) -> Path:
    """Return a linked store of so many reports, made if it is not there yet."""
    path = folder / f"{count}.duckdb"
    if path.exists():
        return path
    if count <= most:
        build(path, reports, count)
        return path
    shutil.copy(store(folder, reports, most, most), path)
    with Record(path) as record:
        multiply(record._connection, count // most, timedelta(days=most // A_DAY))  # noqa: SLF001 - as above
    return path


if __name__ == "__main__":
    main()
