"""Stories kept up to date: the days that a report can touch are settled anew, no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb

from dateline.across.stories.windows import MEMORY_DAYS, OPEN_DAYS, Piece, settle
from dateline.across.stories.words import words_of
from dateline.model import Document, from_json, record_id
from dateline.store.linking.story_rows import write

_DAY = timedelta(days=1)

_BATCH = 100
_WORDS = """
INSERT INTO story_words (document, published, words, weights)
SELECT unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::VARCHAR[][]), unnest(?::DOUBLE[][])
"""
_PIECES = """
SELECT w.document, w.published, w.words, w.weights, s.story
FROM story_words w LEFT JOIN story_documents s ON s.document = w.document
WHERE w.published BETWEEN ? AND ? AND w.published IN (SELECT unnest(?::DATE[]))
ORDER BY w.published, w.document
"""
_UNDATED = """
SELECT w.document, w.published, w.words, w.weights, s.story
FROM story_words w LEFT JOIN story_documents s ON s.document = w.document
WHERE w.published IS NULL
ORDER BY w.document
"""
_RENAME = """
UPDATE story_documents SET story = renamed.new
FROM (SELECT unnest(?::VARCHAR[]) AS old, unnest(?::VARCHAR[]) AS new) AS renamed
WHERE story_documents.story = renamed.old
  AND document IN (SELECT document FROM story_words WHERE published > ?)
"""


@dataclass(slots=True)
class _Run:
    """What one run over the days has read and changed."""

    connection: duckdb.DuckDBPyConnection
    pieces: dict[date, list[Piece]] = field(default_factory=dict)
    stored: dict[str, str | None] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    affected: set[str] = field(default_factory=set)


def renew(connection: duckdb.DuckDBPyConnection, touched: Sequence[str]) -> set[str]:
    """Bring the stories up to date.

    Args:
        connection: the store, in a transaction.
        touched: ids of the documents that were added, replaced or taken away.

    Returns:
        The ids of all stories that came, went or may have changed.
    """
    if not touched:
        return set()
    run = _Run(connection)
    days = _refresh_words(run, touched)
    _replay(run, sorted(day for day in days if day is not None))
    if None in days:
        _undated(run)
    write(connection, run.affected)
    return run.affected


def _refresh_words(run: _Run, touched: Sequence[str]) -> set[date | None]:
    """Write the words of the documents anew; return the days on which they stand or stood."""
    ask = run.connection.execute
    keys = [list(touched)]
    stood = ask("SELECT published FROM story_words WHERE document IN (SELECT unnest(?))", keys).fetchall()
    days = {row[0] for row in stood}
    held = ask("SELECT story FROM story_documents WHERE document IN (SELECT unnest(?))", keys).fetchall()
    run.affected |= {row[0] for row in held}
    ask("DELETE FROM story_words WHERE document IN (SELECT unnest(?))", keys)
    for batch in batched(sorted(set(touched)), _BATCH):
        found = ask(
            "SELECT id, published, report FROM documents WHERE id IN (SELECT unnest(?))", [batch]
        ).fetchall()
        rows = []
        for key, published, report in sorted(found):
            words = words_of(_prose(from_json(report).document))
            rows.append((key, published, list(words), list(words.values())))
            days.add(published)
        if rows:
            ask(_WORDS, [list(column) for column in zip(*rows, strict=True)])
    ask(
        "DELETE FROM story_documents WHERE document IN (SELECT unnest(?)) "
        "AND document NOT IN (SELECT document FROM story_words)",
        keys,
    )
    return days


def batched(keys: Sequence[str], size: int) -> Iterator[list[str]]:
    """Yield keys in lists of at most so many."""
    for start in range(0, len(keys), size):
        yield list(keys[start : start + size])


def _prose(document: Document) -> list[str]:
    return [zone.span.words for zone in document.zones_of("headline", "deck", "subhead", "body")]


def _replay(run: _Run, touched: Sequence[date]) -> None:
    """Settle the days that the touched ones can have changed.

    A day is settled anew if a touched day is open beside it, or while the days that it remembers are not as they
    were. Where only names of stories have changed among these, the rest is renamed and left as it is.
    """
    if not touched:
        return
    changed = False
    for day in _days(run, touched[0] - OPEN_DAYS * _DAY):
        if not changed and not any(day <= one <= day + OPEN_DAYS * _DAY for one in touched):
            if day > touched[-1]:
                break
            continue
        _settle(run, day)
        remembered = range(MEMORY_DAYS)
        changed = any(day - back * _DAY in touched for back in remembered)
        if not changed:
            names = _renamed(run, [day - back * _DAY for back in remembered])
            changed = names is None
            if names:
                _write(run)
                _rename(run, names, day)
    _write(run)


def _days(run: _Run, first: date) -> list[date]:
    found = run.connection.execute(
        "SELECT DISTINCT published FROM story_words WHERE published >= ? ORDER BY published", [first]
    )
    return [row[0] for row in found.fetchall()]


def _settle(run: _Run, day: date) -> None:
    earlier = [day - back * _DAY for back in range(MEMORY_DAYS, 0, -1)]
    later = [day + ahead * _DAY for ahead in range(1, OPEN_DAYS + 1)]
    _fetch(run, [*earlier, day, *later])
    before = [
        (piece, run.stories[piece.key])
        for one in earlier
        for piece in run.pieces[one]
        if piece.key in run.stories
    ]
    after = [piece for one in later for piece in run.pieces[one]]
    for key, name in settle(run.pieces[day], after, before).items():
        run.stories[key] = _story(name)


def _story(name: str) -> str:
    """Return the id of the story that a settled name stands for: an id, or the first report of a new story."""
    return name if name.startswith("y") else record_id("y", "", name)


def _fetch(run: _Run, days: Sequence[date]) -> None:
    """Read the reports of days; those read for the first time bring their stored stories."""
    missing = [day for day in days if day not in run.pieces]
    if not missing:
        return
    run.pieces.update((day, []) for day in missing)
    found = run.connection.execute(_PIECES, [min(missing), max(missing), missing]).fetchall()
    for piece in _read(run, found):
        if piece.published is not None:
            run.pieces[piece.published].append(piece)


def _read(
    run: _Run, rows: Iterable[tuple[str, date | None, list[str], list[float], str | None]]
) -> list[Piece]:
    pieces = []
    for key, published, words, weights, story in rows:
        pieces.append(Piece(key=key, published=published, words=dict(zip(words, weights, strict=True))))
        run.stored[key] = story
        if story is not None:
            run.stories.setdefault(key, story)
    return pieces


def _renamed(run: _Run, days: Iterable[date]) -> dict[str, str] | None:
    """Return which stories of some days have new names, `None` if more than names has changed."""
    names: dict[str, str] = {}
    for day in days:
        for piece in run.pieces.get(day, ()):
            old, new = run.stored[piece.key], run.stories[piece.key]
            if old is None or names.setdefault(old, new) != new:
                return None
    if len(set(names.values())) < len(names):
        return None
    return {old: new for old, new in names.items() if old != new}


def _rename(run: _Run, names: Mapping[str, str], day: date) -> None:
    """Rename stories in the reports after a day."""
    run.connection.execute(_RENAME, [list(names), list(names.values()), day])
    run.affected |= {*names, *names.values()}
    for later in [one for one in run.pieces if one > day]:
        for piece in run.pieces.pop(later):
            run.stored.pop(piece.key, None)
            run.stories.pop(piece.key, None)


def _write(run: _Run) -> None:
    """Write the stories that differ from the stored ones."""
    changed = {key: story for key, story in run.stories.items() if run.stored.get(key) != story}
    run.affected |= {
        *changed.values(),
        *(story for key in changed if (story := run.stored.get(key)) is not None),
    }
    if changed:
        ask = run.connection.execute
        ask("DELETE FROM story_documents WHERE document IN (SELECT unnest(?))", [list(changed)])
        ask(
            "INSERT INTO story_documents (story, document, source) SELECT unnest(?), unnest(?), NULL",
            [list(changed.values()), list(changed)],
        )
    run.stored.update(changed)


def _undated(run: _Run) -> None:
    """Settle the reports without a day, all together."""
    pieces = _read(run, run.connection.execute(_UNDATED).fetchall())
    for key, name in settle(pieces, (), ()).items():
        run.stories[key] = _story(name)
    _write(run)
