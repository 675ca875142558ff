"""Time linking: one more report in a small and in a large store of made-up reports, 50 a day.

    python benchmarks/linking.py 1000 20000

prints for each size the seconds of processor time that linking everything takes, then those for one more report, at
the end and in the middle of the days (median of five each), and the size of the file.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dateline.model import (
    Actor,
    Document,
    Event,
    Participant,
    Published,
    Report,
    Span,
    When,
    Zone,
    document_id,
    record_id,
)
from dateline.store.record import Record
from dateline.store.rows import rows_of
from dateline.store.schema import TABLES

A_DAY = 50
TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "COERCE", "AID", "PROTEST")
START = date(2024, 1, 1)


def made_up(count: int, seed: int) -> Iterator[Report]:
    """Make reports of stories that run for some days: ten words of twenty, two actors, three events."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    vocabulary = [f"w{number}x" for number in range(20_000)]
    running: list[tuple[list[str], tuple[str, str], str]] = []
    for number in range(count):
        if number % A_DAY == 0:
            running = [one for one in running if dice.random() > 0.2]
        while len(running) < A_DAY // 3:
            pair = (f"a-actor{dice.randrange(200)}", f"a-actor{dice.randrange(200)}")
            running.append((dice.sample(vocabulary, 20), pair, dice.choice(TYPES)))
        words, pair, kind = dice.choice(running)
        day = START + timedelta(days=number // A_DAY)
        common = " ".join(dice.sample(vocabulary[:3000], 60))
        text = (
            f"{' '.join(dice.sample(words, 8))}\n{' '.join(dice.sample(words, 10))} {common} {seed}.{number}"
        )
        yield report(text, day, pair, kind)


def report(text: str, day: date, pair: tuple[str, str], kind: str) -> Report:
    """Make one report with three events."""
    key, head = document_id(text), text.index("\n")
    span = Span(0, head, text[:head])
    events = tuple(
        Event(
            id=record_id("e", key, number),
            type=kind if number == 0 else TYPES[number],  # type: ignore[arg-type]
            status="occurred",
            trigger=Span(0, 4, text[:4]),
            actors=(Participant(pair[0], span),),
            recipients=(Participant(pair[1], span),),
            when=When(start=day.isoformat(), end=day.isoformat()) if number == 0 else None,
            confidence=0.8,
        )
        for number in range(3)
    )
    return Report(
        version="0",
        document=Document(
            id=key,
            text=text,
            headline=span,
            zones=(Zone("headline", span), Zone("body", Span(head + 1, len(text), text[head + 1 :]))),
            published=Published(day.isoformat()),
        ),
        actors=tuple(
            Actor(id=one, name=one, kind="person", country=(one[-1] * 3,)) for one in sorted(set(pair))
        ),
        events=events,
    )


def fill(record: Record, reports: list[Report]) -> None:
    """Put reports on record in one transaction, which `add` does one by one."""
    connection = record._connection  # noqa: SLF001 - a measurement may look inside
    connection.execute("BEGIN")
    flat = [rows_of(one) for one in reports]
    for table in TABLES:
        rows = [row for one in flat for row in one[table.name]]
        if rows:
            connection.execute(table.insert(), [list(column) for column in zip(*rows, strict=True)])
    connection.execute("INSERT INTO pending SELECT id FROM documents")
    connection.execute("COMMIT")


def measure(count: int) -> None:
    """Time one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.duckdb"
        with Record(path) as record:
            fill(record, list(made_up(count, 0)))
            whole = timed(record)
            last = START + timedelta(days=(count - 1) // A_DAY)
            found = {}
            for name, day in (("end", last), ("middle", START + (last - START) / 2)):
                times = []
                for number, one in enumerate(made_up(5, 1)):
                    text = f"{one.document.text} {name} {number}"
                    record.add(report(text, day, ("a-actor1", "a-actor2"), "ASSAULT"))
                    times.append(timed(record))
                found[name] = statistics.median(times)
            counts = record.counts()
        size = path.stat().st_size / count
    print(
        f"{count:7} documents, {counts['stories']} stories, {counts['happenings']} happenings: all {whole:.1f} s, "
        f"one at the end {found['end']:.3f} s, in the middle {found['middle']:.3f} s, {size:.0f} bytes a document",
        flush=True,
    )


def timed(record: Record) -> float:
    """Link, and return the seconds of processor time it took, which other programs disturb less."""
    start = time.process_time()
    record.link()
    return time.process_time() - start


if __name__ == "__main__":
    for size in sys.argv[1:]:
        measure(int(size))
