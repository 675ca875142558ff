"""Contradictions kept up to date: pairs of claims that cannot both be right, though they put different propositions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

import duckdb

from dateline.across.propositions.contradictions import (
    NOT_HAPPENED,
    OTHER_DAY,
    Contradiction,
    answer,
    contradiction,
    of_one_happening,
)
from dateline.across.propositions.sameness import NEAR, Wording
from dateline.store.linking import as_corrected
from dateline.store.linking import proposition_rows as stored
from dateline.store.linking.proposition_rows import Key
from dateline.store.lookup import rows_with


def _seen(source: str) -> str:
    """Write a query for the claims of a source that can stand against others, with what they are looked for by."""
    return f"""
    SELECT document, claim, published, words, context, negated OR len(deniers) > 0 AS general,
           list_transform(traits, lambda t: '=' || left(t, -1)) AS axes
    FROM {source} WHERE len(holders) + len(deniers) > 0 AND kind <> 'proposal'
"""  # noqa: S608 - our own text


def _rows_of(places: str) -> str:
    return f"(SELECT * FROM wordings WHERE rowid IN ({places}))"  # noqa: S608 - our own text


# Claims of the touched documents, and whatever is near them in time and shares two words with them (or one, in the same
# report); opposites count as a word that both have. Of claims that are far from them in time, only those that put
# opposites, and those of which one holds all words of the other, which is denied or negated. The rest is settled by
# `contradiction`. Each of these is looked for by one column, and only what is found is read.
_MINE: Final = f"""
WITH mine AS MATERIALIZED (
    SELECT *, list_distinct(list_concat(words, context, axes)) AS told FROM ({_seen(rows_with("wordings"))})
),
sought AS MATERIALIZED (SELECT document, claim, published, unnest(told) AS word FROM mine)
"""  # noqa: S608 - our own text
_TIMES: Final = (
    _MINE
    + """
SELECT min(published), max(published), count(*) > count(published), bool_or(len(axes) > 0), bool_or(general)
FROM mine
"""
)
_BESIDE: Final = (
    _MINE  # noqa: S608 - our own text
    + f""",
around AS (
    SELECT document, claim, published, unnest(list_distinct(list_concat(words, context, axes))) AS word FROM (
        {_seen(_rows_of("SELECT rowid FROM wordings WHERE published BETWEEN $first AND $last"))}
        UNION ALL {_seen(_rows_of("SELECT rowid FROM wordings WHERE published IS NULL"))}
    )
)
SELECT m.document, m.claim, o.document, o.claim
FROM sought m JOIN around o ON o.word = m.word
WHERE o.published IS NULL OR m.published IS NULL OR o.published BETWEEN m.published - $near AND m.published + $near
GROUP BY ALL
HAVING count(*) >= 2 OR m.document = o.document
"""  # noqa: S608 - our own text
)
_OPPOSED: Final = (
    _MINE  # noqa: S608 - our own text
    + f"""
SELECT m.document, m.claim, o.document, o.claim
FROM (SELECT *, unnest(axes) AS axis FROM mine) m
JOIN (
    SELECT *, unnest(axes) AS axis FROM ({_seen(_rows_of("SELECT rowid FROM wordings WHERE len(traits) > 0"))})
) o ON o.axis = m.axis
WHERE list_has_any(m.told, list_concat(o.words, o.context))
"""  # noqa: S608 - our own text
)
_HELD_DENIALS: Final = """
SELECT rowid FROM wordings
WHERE words[1] IN (SELECT word FROM sought) AND (negated OR len(deniers) > 0) AND len(words) >= 2
"""
_SPECIAL: Final = (
    _MINE
    + f"""
SELECT m.document, m.claim, o.document, o.claim
FROM ({_seen(_rows_of(_HELD_DENIALS))}) o
JOIN sought s ON s.word = o.words[1]
JOIN mine m ON m.document = s.document AND m.claim = s.claim
WHERE o.general AND list_has_all(m.told, o.words)
"""  # noqa: S608 - our own text
)
_GENERAL: Final = (
    _MINE  # noqa: S608 - our own text
    + """,
denials AS MATERIALIZED (SELECT *, words[1] AS word FROM mine WHERE general AND len(words) >= 2),
holding AS MATERIALIZED (
    SELECT place, word FROM (
        SELECT rowid AS place, unnest(words) AS word FROM wordings
        UNION ALL SELECT rowid, unnest(context) FROM wordings WHERE len(context) > 0
    ) WHERE word IN (SELECT word FROM denials)
)
SELECT DISTINCT m.document, m.claim, o.document, o.claim
FROM holding h
JOIN denials m ON m.word = h.word
JOIN (SELECT *, rowid AS place FROM wordings WHERE rowid IN (SELECT place FROM holding)) o ON o.place = h.place
WHERE len(o.holders) + len(o.deniers) > 0 AND o.kind <> 'proposal'
  AND list_has_all(list_concat(o.words, o.context), m.words)
"""
)
# Claims of the touched documents, and the denials right beside them.
_ANSWERS: Final = f"""
WITH mine AS (
    SELECT c.document, c.id AS claim, min(p.start_char) AS first, max(p.end_char) AS last,
           bool_or(p.stance = 'denies') AS denied, bool_or(p.stance IN ('asserts', 'supports')) AS held
    FROM {rows_with("claims")} c
    JOIN {rows_with("claim_parties")} p ON p.document = c.document AND p.claim = c.id AND p.actor IS NOT NULL
    GROUP BY c.document, c.id
)
SELECT a.document, a.claim, b.document, b.claim
FROM mine a JOIN mine b ON b.document = a.document
  AND (b.first - a.last BETWEEN 1 AND $gap OR a.first - b.last BETWEEN 1 AND $gap)
WHERE a.held AND b.denied AND NOT b.held
"""  # noqa: S608 - our own text
_GAP: Final = 80
"""Characters between a claim and the denial that answers it: who spoke, who denies."""
_OF_HAPPENINGS: Final = f"""
WITH mine AS MATERIALIZED (SELECT document FROM story_documents WHERE story IN (SELECT unnest($stories::VARCHAR[]))),
touched AS MATERIALIZED (SELECT DISTINCT happening FROM witnesses WHERE document IN (FROM mine)),
told AS MATERIALIZED (
    SELECT happening, document, event FROM {rows_with("witnesses", "FROM touched", column="happening")}
),
telling AS MATERIALIZED (
    SELECT w.happening, c.document, c.id AS claim, c.document IN (FROM mine) AS mine
    FROM told w
    JOIN {rows_with("claims", "SELECT document FROM told")} c ON c.document = w.document AND c.event = w.event
)
SELECT DISTINCT a.document, a.claim, b.document, b.claim
FROM telling a JOIN telling b ON a.happening = b.happening AND (a.document, a.claim) < (b.document, b.claim)
WHERE a.mine OR b.mine
"""  # noqa: S608 - our own text
_FORGET: Final = """
WITH mine AS (SELECT document FROM story_documents WHERE story IN (SELECT unnest($stories::VARCHAR[])))
DELETE FROM contradictions
WHERE reason IN ($happened, $day) AND (document IN (FROM mine) OR other_document IN (FROM mine))
"""


def renew(connection: duckdb.DuckDBPyConnection, touched: Sequence[str], stories: Iterable[str]) -> None:
    """Bring the contradictions up to date.

    Args:
        connection: the store, in a transaction; happenings and wordings are up to date.
        touched: ids of the documents that were added, replaced or taken away.
        stories: ids of the stories whose happenings may have changed.
    """
    connection.execute(
        "DELETE FROM contradictions WHERE document IN (SELECT unnest($touched::VARCHAR[])) "
        "OR other_document IN (SELECT unnest($touched::VARCHAR[]))",
        {"touched": list(touched)},
    )
    told = {"stories": sorted(stories)}
    connection.execute(_FORGET, {**told, "happened": NOT_HAPPENED, "day": OTHER_DAY})
    by_words = _candidates(connection, touched)
    corrected = as_corrected.lay(connection, touched)
    answers = as_corrected.asked(connection, _ANSWERS, {"documents": list(touched)}, corrected, {"gap": _GAP})
    by_happening = connection.execute(_OF_HAPPENINGS, told).fetchall()
    rows = [
        *_rows(connection, {_ordered((a, b), (c, d)) for a, b, c, d in by_words}, contradiction),
        *_rows(connection, {_ordered((a, b), (c, d)) for a, b, c, d in by_happening}, of_one_happening),
        *_rows(connection, {((a, b), (c, d)) for a, b, c, d in answers}, answer),
    ]
    stored.insert(connection, "contradictions", rows)


def _candidates(connection: duckdb.DuckDBPyConnection, touched: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the pairs of a claim of the touched documents and another that by their words can contradict it."""
    documents = {"documents": list(touched)}
    told = connection.execute(_TIMES, documents).fetchone()
    if told is None or told[3] is None:
        return set()
    first, last, undated, opposed, general = told
    # whoever knows no day may be near to anybody
    days = (date.min, date.max) if undated else (first - timedelta(days=NEAR), last + timedelta(days=NEAR))
    asked = [(_BESIDE, {**documents, "near": NEAR, "first": days[0], "last": days[1]}), (_SPECIAL, documents)]
    if opposed:
        asked.append((_OPPOSED, documents))
    if general:
        asked.append((_GENERAL, documents))
    found = {row for sql, values in asked for row in connection.execute(sql, values).fetchall()}
    return {row for row in found if row[:2] != row[2:]}


def _rows(
    connection: duckdb.DuckDBPyConnection,
    pairs: Collection[tuple[Key, Key]],
    compare: Callable[[Wording, Wording], Contradiction | None],
) -> list[tuple[str, ...]]:
    """Return a row for each pair of claims that contradict each other, whatever the order in which they came."""
    read = {w.key: w for w in stored.wordings(connection, {key for pair in pairs for key in pair})}
    rows: list[tuple[str, ...]] = []
    for one, other in sorted(pairs):
        # a claim that users found wrong has no wording
        told = compare(read[one], read[other]) if one in read and other in read else None
        if told is not None:
            first, second = (other, one) if told.turned else (one, other)
            rows.append((*first, told.relation, *second, told.reason))
    return rows


def _ordered(one: Key, other: Key) -> tuple[Key, Key]:
    return (one, other) if one < other else (other, one)
