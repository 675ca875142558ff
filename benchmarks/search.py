"""Time searching: made-up reports with statements, claims and events, in a small store and in large ones.

    python benchmarks/search.py 1000 20000 100000

puts 250 reports on record one by one and times that, fills the rest of each size with copies of them under
other ids, and prints for each size the size of the file, with and without what is there for searching alone, and the
seconds that questions take: the first time, then the median of five.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import duckdb

from dateline.model import (
    Actor,
    Claim,
    Document,
    Event,
    Participant,
    Published,
    Report,
    Span,
    Statement,
    Zone,
    document_id,
    record_id,
)
from dateline.store.record import Record
from dateline.store.schema import TABLES
from dateline.store.searching import search_index, search_senses
from dateline.store.searching.search_tables import SEARCH

BASE = 250
A_BLOCK = 7
"""Times as many reports are packed at once."""
START = date(2024, 1, 1)
VOCABULARY = tuple(
    piece
    for piece in (files("dateline.models") / "event_coder" / "vocabulary.txt").read_text("utf-8").splitlines()
    if piece.isascii() and piece.isalpha() and len(piece) > 3
)
"""English words, the frequent ones first."""
COMMON, SECOND, RARE, OTHER = (VOCABULARY[rank] for rank in (80, 120, 9000, 4000))
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    (f"{RARE} {OTHER}", {}),
    (f"{COMMON} {SECOND}", {}),
    (" ".join(VOCABULARY[60:5000:250]), {}),
    (f'"{COMMON} {SECOND}"', {}),
    (f"{COMMON} {SECOND}", {"actor": "QQQ", "since": "2024-02-01"}),
    (f"{RARE} {COMMON}", {"kind": "document"}),
)


def made_up(number: int, dice: random.Random) -> Report:
    """Make a report of 300 words, drawn as words of a language are: ten sentences said, eight claims, ten events."""
    words = [VOCABULARY[int(len(VOCABULARY) ** dice.random()) - 1] for _ in range(300)]
    text = f"{number} " + " ".join(words)
    key = document_id(text)

    def span(first: int, count: int) -> Span:
        start = len(" ".join([str(number), *words[:first]])) + 1
        chosen = " ".join(words[first : first + count])
        return Span(start, start + len(chosen), chosen)

    people = [f"a-actor{dice.randrange(2000)}" for _ in range(4)]
    return Report(
        version="0",
        document=Document(
            id=key,
            text=text,
            zones=(Zone("body", Span(0, len(text), text)),),
            published=Published((START + timedelta(days=number % 700)).isoformat()),
        ),
        actors=tuple(
            Actor(id=one, name=one, kind="person", country=(chr(65 + len(one) % 26) * 3,))
            for one in sorted(set(people))
        ),
        statements=tuple(
            Statement(
                id=record_id("s", key, place),
                type="indirect",
                stance="asserts",
                spans=(span(place * 30, 22),),
                speaker_actors=(people[0],),
                zone="body",
                confidence=0.8,
            )
            for place in range(10)
        ),
        claims=tuple(
            Claim(
                id=record_id("c", key, place),
                proposition=span(place * 30, 18).words,
                spans=(span(place * 30, 18),),
                kind="factual",
                status="one_sided",
                parties=(),
                confidence=0.8,
            )
            for place in range(8)
        ),
        events=tuple(
            Event(
                id=record_id("e", key, place),
                type="ASSAULT",
                status="occurred",
                trigger=span(place * 30 + 4, 1),
                actors=(Participant(people[1], span(place * 30, 2)),),
                recipients=(Participant(people[2], span(place * 30 + 6, 2)),),
                confidence=0.8,
            )
            for place in range(10)
        ),
    )


def copy(connection: duckdb.DuckDBPyConnection, times: int) -> None:
    """Put the first reports on record again, under other ids, packed as many reports added one by one are."""
    search_index.pack(connection)
    found = connection.execute("SELECT max(number) FROM passages").fetchone()
    step = int(found[0]) if found else 0
    for table in TABLES:
        own = "id" if table.name == "documents" else "document"
        connection.execute(
            f"INSERT INTO \"{table.name}\" SELECT * EXCLUDE (n) REPLACE ({own} || '-' || n AS {own})"  # noqa: S608 - our own names
            f' FROM "{table.name}", range(1, {times}) t(n)'
        )
    connection.execute(
        f"INSERT INTO passages SELECT * EXCLUDE (n) REPLACE (number + {step} * n AS number,"  # noqa: S608 - numbers
        f" document || '-' || n AS document, if(kind = 'document', id || '-' || n, id) AS id)"
        f" FROM passages, range(1, {times}) t(n)"
    )
    connection.execute(
        f"INSERT INTO senses SELECT * EXCLUDE (n) REPLACE (passage + {step} * n AS passage)"  # noqa: S608 - numbers
        f" FROM senses, range(1, {times}) t(n)"
    )
    connection.execute(
        f"INSERT INTO terms SELECT stem, kind, flatten(list([(p + {step} * n)::INTEGER for p in passages]"  # noqa: S608 - numbers
        f" ORDER BY n)), flatten(list(weights ORDER BY n)), TRUE FROM terms, range(1, {times}) t(n)"
        f" GROUP BY n // {A_BLOCK}, stem, kind ORDER BY n // {A_BLOCK}, stem, kind"
    )


def base(path: Path) -> None:
    """Put the first reports on record."""
    dice = random.Random(0)  # noqa: S311 - no secret
    with Record(path) as record:
        took = []
        for number in range(BASE):
            report = made_up(number, dice)
            start = time.process_time()
            record.add(report)
            took.append(time.process_time() - start)
        start = time.process_time()
        search_senses.renew(record._connection)  # noqa: SLF001 - a measurement may look inside
        sensed = time.process_time() - start
    print(
        f"add {statistics.median(took) * 1000:.1f} ms a report, meaning {sensed / BASE * 1000:.1f} ms (processor)",
        flush=True,
    )


def measure(first: Path, count: int) -> None:
    """Time one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.duckdb"
        shutil.copyfile(first, path)
        with Record(path) as record:
            connection = record._connection  # noqa: SLF001 - a measurement may look inside
            connection.execute("BEGIN")
            copy(connection, count // BASE)
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")
        print(f"{count} reports: {path.stat().st_size / count / 1000:.1f} kB each", flush=True)
        with Record(path, read_only=True) as record:
            for text, filters in QUESTIONS:
                for words_only in (True, False):
                    times = []
                    busy = time.process_time()
                    for _ in range(6):
                        start = time.perf_counter()
                        found = record.search(text, words_only=words_only, **filters)
                        times.append(time.perf_counter() - start)
                    busy = (time.process_time() - busy) / len(times)
                    how = "words" if words_only else "words and meaning"
                    print(
                        f"  {text[:24]:24} {filters or ''!s:46} {how:18} first {times[0]:.3f} then"
                        f" {statistics.median(times[1:]):.3f} s ({busy:.3f} of processor), {len(found)} found",
                        flush=True,
                    )
        with duckdb.connect(str(path)) as connection:
            for table in SEARCH:
                connection.execute(f"DROP TABLE {table.name}")
            smaller = Path(folder) / "without.duckdb"
            connection.execute(f"ATTACH '{smaller}' AS other")
            connection.execute("COPY FROM DATABASE news TO other")
        print(
            f"  without the tables for searching {smaller.stat().st_size / count / 1000:.1f} kB each",
            flush=True,
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as kept:
        made = Path(kept) / "first.duckdb"
        base(made)
        for size in sys.argv[1:]:
            measure(made, int(size))
