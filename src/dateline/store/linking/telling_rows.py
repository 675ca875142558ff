"""Tellings read from a store: the events of single reports, with who takes part and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Final

import duckdb

from dateline.across.happenings.anniversaries import AROUND, implied_days
from dateline.across.happenings.tellings import Telling, Voice, Where, Who
from dateline.knowledge.packaged import listed, rows
from dateline.store.linking import as_corrected
from dateline.store.lookup import rows_with

_GIVEN: Final = """
WITH given AS (SELECT unnest($documents::VARCHAR[]) AS document, unnest($events::VARCHAR[]) AS event)
"""
_OF_STORIES: Final = """
SELECT document, id FROM events
WHERE document IN (SELECT document FROM story_documents WHERE story IN (SELECT unnest($keys::VARCHAR[])))
"""
_OF_PARTS: Final = "SELECT document, event FROM witnesses WHERE part IN (SELECT unnest($keys::VARCHAR[]))"
_TOLD_IN: Final = "SELECT DISTINCT document FROM given"
_TELLINGS: Final = (
    _GIVEN  # noqa: S608 - our own text
    + f""",
papers AS MATERIALIZED (
    SELECT id, published, publisher, json_extract_string(report, '$.document.text') AS text
    FROM {rows_with("documents", _TOLD_IN, column="id")}
)
SELECT e.document, e.id, e.number, s.source, s.story, d.published, e.type, e.modes, e.contexts, e.status,
       e.date_start, e.date_end, e.place, e.latitude, e.longitude, e.geonameid, e.country,
       e.killed_low, e.killed_high, e.injured_low, e.injured_high, e.words, e.intensity, e.confidence,
       len(e.said_by) > 0, coalesce(d.publisher, ''),
       if(e.date_start IS NULL, substring(d.text, greatest(1, e.start_char - $around), 2 * $around), NULL)
FROM given g
JOIN {rows_with("events", _TOLD_IN)} e ON e.document = g.document AND e.id = g.event
JOIN {rows_with("story_documents", _TOLD_IN)} s ON s.document = e.document
JOIN papers d ON d.id = e.document
ORDER BY e.document, e.number
"""  # noqa: S608 - our own text
)
_WHO: Final = """coalesce(a.name, p.actor), coalesce(a.kind, 'unknown'), coalesce(a.country, []),
       coalesce(a.sector, ''), coalesce(a.role, '')"""
_PEOPLE: Final = (
    _GIVEN
    + "SELECT p.document, p.event, p.role, p.actor, "
    + _WHO
    + f"""
FROM given g
JOIN {rows_with("event_actors", _TOLD_IN)} p ON p.document = g.document AND p.event = g.event
LEFT JOIN {rows_with("actors", _TOLD_IN)} a ON a.document = p.document AND a.id = p.actor
ORDER BY p.document, p.event, p.role, p.number
"""
)
_SAID_IN: Final = "SELECT DISTINCT document FROM said"
_VOICES: Final = (
    _GIVEN  # noqa: S608 - our own text
    + f""",
told AS MATERIALIZED (
    SELECT e.document, e.id, e.denied_by, e.affirmed_by
    FROM given g JOIN {rows_with("events", _TOLD_IN)} e ON e.document = g.document AND e.id = g.event
    WHERE len(e.denied_by) + len(e.affirmed_by) > 0
),
said AS MATERIALIZED (
    SELECT document, id AS event, 'denies' AS side, unnest(denied_by) AS statement FROM told
    UNION ALL
    SELECT document, id, 'affirms', unnest(affirmed_by) FROM told
)
SELECT said.document, said.event, said.side, said.statement, s.stance, s.words, p.role, p.actor, """  # noqa: S608 - our own text
    + _WHO
    + f"""
FROM said
JOIN {rows_with("statements", _SAID_IN)} s ON s.document = said.document AND s.id = said.statement
JOIN {rows_with("statement_actors", _SAID_IN)} p
  ON p.document = s.document AND p.statement = s.id AND p.role IN ('speaker', 'speaks_for')
LEFT JOIN {rows_with("actors", _SAID_IN)} a ON a.document = p.document AND a.id = p.actor
ORDER BY said.document, said.event, said.side, s.number, p.role, p.number
"""
)

Key = tuple[str, str]


def of_stories(connection: duckdb.DuckDBPyConnection, stories: Sequence[str]) -> list[Telling]:
    """Read the tellings of some stories."""
    return _read(connection, connection.execute(_OF_STORIES, {"keys": list(stories)}).fetchall())


def of_parts(connection: duckdb.DuckDBPyConnection, parts: Sequence[str]) -> list[Telling]:
    """Read the tellings of some parts of happenings."""
    return _read(connection, connection.execute(_OF_PARTS, {"keys": list(parts)}).fetchall())


def _read(connection: duckdb.DuckDBPyConnection, keys: Sequence[Key]) -> list[Telling]:
    """Read tellings as users have them: none of an event that was found wrong."""
    given = {"documents": [key[0] for key in keys], "events": [key[1] for key in keys]}
    corrected = as_corrected.lay(connection, given["documents"])
    people: defaultdict[tuple[str, str, str], list[Who]] = defaultdict(list)
    for document, event, role, *who in as_corrected.asked(connection, _PEOPLE, given, corrected):
        people[document, event, role].append(_who(who))
    voices = _voices(connection, given, corrected)
    found = as_corrected.asked(connection, _TELLINGS, given, corrected, {"around": AROUND})
    return [_telling(row, people, voices) for row in sorted(found, key=lambda row: (row[0], row[2]))]


def _who(row: Sequence[Any]) -> Who:
    key, name, kind, country, sector, role = row
    return Who(id=key, name=name, kind=kind, country=tuple(country), sector=sector, role=role)


def _voices(
    connection: duckdb.DuckDBPyConnection, given: Mapping[str, Sequence[str]], corrected: Collection[str]
) -> dict[tuple[str, str, str], tuple[Voice, ...]]:
    """Read who says so and who denies it; of a statement every speaker is a voice."""
    told: defaultdict[tuple[str, str, str], dict[str, tuple[str, str, list[Who], list[Who]]]]
    told = defaultdict(dict)
    for document, event, side, statement, stance, words, role, *who in as_corrected.asked(
        connection, _VOICES, given, corrected
    ):
        _, _, speakers, backs = told[document, event, side].setdefault(statement, (stance, words, [], []))
        (speakers if role == "speaker" else backs).append(_who(who))
    return {
        key: tuple(
            Voice(who=who, stance=stance, words=words, for_whom=tuple(backs))
            for stance, words, speakers, backs in statements.values()
            for who in speakers
        )
        for key, statements in told.items()
    }


def _telling(
    row: tuple[Any, ...],
    people: Mapping[tuple[str, str, str], Sequence[Who]],
    voices: Mapping[tuple[str, str, str], tuple[Voice, ...]],
) -> Telling:
    document, event, number, source, story, published, kind, modes, contexts, status = row[:10]
    start, end, place, latitude, longitude, geonameid, country = row[10:17]
    killed, injured = row[17:19], row[19:21]
    words, intensity, confidence, alone, publisher, around = row[21:]
    if start is None and around and published is not None:
        start, end = implied_days(around, published) or (None, None)
    return Telling(
        document=document,
        event=event,
        number=number,
        source=source,
        story=story,
        published=published,
        type=kind,
        modes=tuple(modes or ()),
        contexts=tuple(contexts or ()),
        status=status,
        start=start,
        end=end,
        actors=tuple(people.get((document, event, "actor"), ())),
        recipients=tuple(people.get((document, event, "recipient"), ())),
        place=None
        if place is None
        else Where(
            name=place,
            latitude=latitude,
            longitude=longitude,
            geonameid=geonameid,
            country=country,
            wide=place in _states(),
        ),
        killed=(killed[0], killed[1]),
        injured=(injured[0], injured[1]),
        words=words,
        deniers=voices.get((document, event, "denies"), ()),
        affirmers=voices.get((document, event, "affirms"), ()),
        alone=alone,
        publisher=publisher,
        intensity=intensity,
        confidence=confidence,
    )


@cache
def _states() -> frozenset[str]:
    return frozenset(name for row in rows("states.tsv") for name in (row["name"], *listed(row["names"])))
