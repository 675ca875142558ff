"""Questions to the tables across reports: stories, and what happened between two sides, in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import duckdb

from dateline.knowledge.acronyms import spelled_out
from dateline.store.answers import resting
from dateline.store.answers.days import as_day
from dateline.store.answers.naming import folded
from dateline.store.linking import detail_rows
from dateline.store.linking.detail_rows import TurnRow, ValueRow

Order = Literal["first", "-last", "-reports", "-independent"]
"""Orders of stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story: its reports, and how many of them are independent."""

    id: str
    first_day: date | None
    last_day: date | None
    headline: str | None
    reports: int
    independent: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningRow:
    """A happening: the chosen values, and where its tellings differ.

    Attributes:
        differing: for each field in which tellings differ its values, each with the number of independent reports
            that say so, the chosen one first: `killed: 12 (3), 15 (1)`.
        values: the same, with who says which.
        turns: who confirmed, corrected or denied it, in order of time.
        corrected: `wrong` or `right` if a user said so of it, `changed` if it rests on records that users corrected.
    """

    id: str
    story: str
    date_start: date | None
    date_end: date | None
    first_reported: date | None
    type: str
    modes: tuple[str, ...]
    status: str
    actors: tuple[str, ...]
    actor_ids: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    words: str
    place: str | None
    country: str | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    reports: int
    witnesses: int
    differing: tuple[str, ...]
    values: tuple[ValueRow, ...]
    turns: tuple[TurnRow, ...]
    denied_by: tuple[str, ...]
    intensity: float | None
    confidence: float
    corrected: str = ""


_EXACT = "SELECT DISTINCT id FROM actors WHERE id = $who OR list_contains(country, $who)"
_NAMED = """
SELECT DISTINCT id FROM actors
WHERE contains(' ' || trim(regexp_replace(lower(strip_accents(name)), '[^\\pL\\pN]+', ' ', 'g')) || ' ',
               ' ' || trim(regexp_replace(lower(strip_accents($who)), '[^\\pL\\pN]+', ' ', 'g')) || ' ')
"""
# The few that are shown first, then the reports of these alone.
_STORIES = f"""
WITH chosen AS MATERIALIZED (
    SELECT * FROM stories s
    WHERE ($since IS NULL OR s.last_day >= $since) AND ($until IS NULL OR s.first_day <= $until)
      AND ($doc IS NULL OR s.id IN (SELECT story FROM story_documents WHERE document = $doc))
      AND ($id IS NULL OR s.id = $id)
      AND ($words IS NULL OR s.id IN (
          SELECT w.story FROM story_documents w JOIN documents d ON d.id = w.document
          WHERE contains({folded("coalesce(d.headline, '')")}, {folded("$words")})))
      AND s.documents >= $least
    ORDER BY {{order}}
    LIMIT $limit
),
told AS (
    SELECT m.story, list(m.document ORDER BY d.published NULLS FIRST, m.document) AS documents
    FROM (SELECT * FROM story_documents WHERE story IN (SELECT id FROM chosen)) m
    JOIN documents d ON d.id = m.document
    GROUP BY m.story
)
SELECT s.id, s.first_day, s.last_day, s.headline, s.documents, s.sources, t.documents
FROM chosen s LEFT JOIN told t ON t.story = s.id
ORDER BY {{order}}
"""  # noqa: S608 - our own text, values are bound
_ORDERS: Final[Mapping[str, str]] = {
    "first": "s.first_day NULLS LAST, s.id",
    "-last": "s.last_day DESC NULLS LAST, s.documents DESC, s.id",
    "-reports": "s.documents DESC, s.last_day DESC NULLS LAST, s.id",
    "-independent": "s.sources DESC, s.last_day DESC NULLS LAST, s.id",
}
_HAPPENINGS = """
SELECT id, story, date_start, date_end, first_reported, type, modes, status, actors, recipients, words, place, country,
       killed_low, killed_high, injured_low, injured_high, reports, witnesses, denied_by, intensity, confidence
FROM happenings h
WHERE ($since IS NULL OR coalesce(date_end, date_start, first_reported) >= $since)
  AND ($until IS NULL OR coalesce(date_start, first_reported) <= $until)
  AND ($doc IS NULL OR id IN (SELECT happening FROM witnesses WHERE document = $doc))
  AND list_has_any(list_concat(actors, recipients), $one)
  AND ($other IS NULL OR (list_has_any(actors, $one) AND list_has_any(list_concat(actors, recipients), $other))
       OR (list_has_any(actors, $other) AND list_has_any(list_concat(actors, recipients), $one)))
ORDER BY coalesce(date_start, first_reported) NULLS LAST, first_reported, id
LIMIT $limit
"""
_TOLD = """
SELECT id, story, date_start, date_end, first_reported, type, modes, status, actors, recipients, words, place, country,
       killed_low, killed_high, injured_low, injured_high, reports, witnesses, denied_by, intensity, confidence
FROM happenings
WHERE id IN (SELECT unnest($ids::VARCHAR[])) OR id IN (SELECT happening FROM witnesses WHERE story = $story)
ORDER BY coalesce(date_start, first_reported) NULLS LAST, first_reported, id
LIMIT $limit
"""
_MOST = 2**31 - 1


def stories(  # noqa: PLR0913 - filters are named
    connection: duckdb.DuckDBPyConnection,
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    words: str | None = None,
    least: int = 1,
    sort: Order = "first",
    limit: int | None = None,
) -> list[StoryRow]:
    """Return stories.

    Args:
        connection: the store.
        since: earliest day: stories that were told on it or later.
        until: latest day: stories that were told on it or before.
        doc: id of a document of the story.
        words: words that stand together in a headline of one of its reports.
        least: reports that a story has at least.
        sort: `first` day, the last day (`-last`), the number of `-reports` or of `-independent` ones, most first.
        limit: most rows to return.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    rows = connection.execute(
        _STORIES.format(order=_ORDERS[sort]),
        {
            "since": _day(since),
            "until": _day(until),
            "doc": doc,
            "words": words,
            "least": least,
            "limit": limit or _MOST,
            "id": None,
        },
    ).fetchall()
    return [_story(*row) for row in rows]


def story(connection: duckdb.DuckDBPyConnection, key: str) -> StoryRow | None:
    """Return the story with an id, `None` if there is none."""
    asked: dict[str, object] = {
        **dict.fromkeys(("since", "until", "doc", "words")),
        "least": 1,
        "limit": 1,
        "id": key,
    }
    found = connection.execute(_STORIES.format(order=_ORDERS["first"]), asked).fetchone()
    return _story(*found) if found else None


def _story(
    key: str,
    first: date | None,
    last: date | None,
    headline: str | None,
    reports: int,
    sources: int,
    documents: Sequence[str] | None,
) -> StoryRow:
    return StoryRow(
        id=key,
        first_day=first,
        last_day=last,
        headline=headline,
        reports=reports,
        independent=sources,
        documents=tuple(documents or ()),
    )


def timeline(
    connection: duckdb.DuckDBPyConnection,
    who: Sequence[str],
    *,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    limit: int | None = None,
) -> list[HappeningRow]:
    """Return what somebody did or had done to it, or what happened between two sides, in order of time.

    Args:
        connection: the store.
        who: one or two sides, each by id, country code or words of the name.
        since: earliest day; a happening without a date counts on the day of its first report.
        until: latest day.
        doc: id of a document that tells it.
        limit: most rows to return.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    sides = [actor_ids(connection, name) for name in who]
    rows = connection.execute(
        _HAPPENINGS,
        {
            "since": _day(since),
            "until": _day(until),
            "doc": doc,
            "one": sides[0],
            "other": sides[1] if len(sides) > 1 else None,
            "limit": limit or _MOST,
        },
    ).fetchall()
    return _happenings(connection, rows)


def happenings(
    connection: duckdb.DuckDBPyConnection,
    *,
    ids: Iterable[str] = (),
    story: str = "",
    limit: int | None = None,
) -> list[HappeningRow]:
    """Return happenings by their ids, and those that the reports of a story tell, in order of time.

    Args:
        connection: the store.
        ids: their ids.
        story: id of the story.
        limit: most rows to return.
    """
    rows = connection.execute(
        _TOLD, {"ids": list(ids), "story": story or None, "limit": limit or _MOST}
    ).fetchall()
    return _happenings(connection, rows)


def _happenings(connection: duckdb.DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]) -> list[HappeningRow]:
    names = _names(connection, {key for row in rows for cell in (row[8], row[9], row[19]) for key in cell})
    keys = [row[0] for row in rows]
    values, turns = detail_rows.values(connection, keys), detail_rows.turns(connection, keys)
    said = resting.of_happenings(connection, keys)
    return [
        replace(_happening(row, names, values[row[0]], turns[row[0]]), corrected=said.get(row[0], ""))
        for row in rows
    ]


def actor_ids(connection: duckdb.DuckDBPyConnection, who: str) -> list[str]:
    """Return the ids of the actors meant by an id or a country code, else of those whose name has the words.

    An acronym that stands in no name is spelled out.
    """
    for name in (who, *spelled_out(who)):
        for question in (_EXACT, _NAMED):
            found = [row[0] for row in connection.execute(question, {"who": name}).fetchall()]
            if found:
                return sorted(found)
    return []


def waiting(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many reports were added or corrected since the tables across reports were last brought up to date."""
    found = connection.execute("SELECT count(DISTINCT document) FROM pending").fetchone()
    return int(found[0]) if found else 0


def _names(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, str]:
    found = connection.execute(
        "SELECT id, min(name) FROM actors WHERE id IN (SELECT unnest(?::VARCHAR[])) GROUP BY id",
        [sorted(ids)],
    )
    return dict(found.fetchall())


def _happening(
    row: tuple[Any, ...], names: dict[str, str], values: tuple[ValueRow, ...], turns: tuple[TurnRow, ...]
) -> HappeningRow:
    key, story, start, end, reported, kind, modes, status, actors, recipients, words, place, country = row[
        :13
    ]
    killed_low, killed_high, injured_low, injured_high, reports, witnesses, denied, intensity, sure = row[13:]
    return HappeningRow(
        id=key,
        story=story,
        date_start=start,
        date_end=end,
        first_reported=reported,
        type=kind,
        modes=tuple(modes),
        status=status,
        actors=tuple(names.get(actor, actor) for actor in actors),
        actor_ids=tuple(actors),
        recipients=tuple(names.get(actor, actor) for actor in recipients),
        recipient_ids=tuple(recipients),
        words=words,
        place=place,
        country=country,
        killed_low=killed_low,
        killed_high=killed_high,
        injured_low=injured_low,
        injured_high=injured_high,
        reports=reports,
        witnesses=witnesses,
        differing=detail_rows.in_short(values),
        values=values,
        turns=turns,
        denied_by=tuple(names.get(actor, actor) for actor in denied),
        intensity=intensity,
        confidence=sure,
    )


def _day(value: date | str | None) -> date | None:
    return as_day(value) if isinstance(value, str) else value
