"""Contradictions kept up to date: pairs of claims that cannot both be right, though they put different propositions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
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

# Claims of the touched documents, and whatever shares two words with them (or one, in the same report); opposites
# count as a word that both have. Of claims that are far from them in time, only those that put opposites, and those of
# which one holds all words of the other, which is denied or negated. The rest is settled by `contradiction`.
_CANDIDATES: Final = """
WITH every AS (
    SELECT document, claim, published, words, context, negated OR len(deniers) > 0 AS general,
           list_transform(traits, lambda t: '=' || left(t, -1)) AS axes, list_sort(words)[1] AS word
    FROM wordings WHERE len(holders) + len(deniers) > 0 AND kind <> 'proposal'
),
mine AS MATERIALIZED (
    SELECT *, list_distinct(list_concat(words, context, axes)) AS told FROM every
    WHERE document IN (SELECT unnest($documents::VARCHAR[]))
),
days AS (
    SELECT if(count(*) = count(published), min(published) - $near, NULL) AS first, max(published) + $near AS last
    FROM mine
),
around AS (
    SELECT document, claim, unnest(list_distinct(list_concat(words, context, axes))) AS word
    FROM every, days WHERE published IS NULL OR first IS NULL OR published BETWEEN first AND last
),
sought AS (SELECT document, claim, unnest(told) AS word FROM mine),
beside AS (
    SELECT m.document, m.claim, o.document AS other, o.claim AS said
    FROM sought m JOIN around o ON o.word = m.word
    GROUP BY ALL
    HAVING count(*) >= 2 OR m.document = o.document
),
opposed AS (
    SELECT m.document, m.claim, o.document, o.claim
    FROM (SELECT *, unnest(axes) AS axis FROM mine) m
    JOIN (SELECT *, unnest(axes) AS axis FROM every WHERE len(axes) > 0) o ON o.axis = m.axis
    WHERE list_has_any(m.told, list_concat(o.words, o.context))
),
special AS (
    SELECT m.document, m.claim, o.document, o.claim
    FROM sought s JOIN every o ON o.word = s.word AND o.general
    JOIN mine m ON m.document = s.document AND m.claim = s.claim
    WHERE len(o.words) >= 2 AND list_has_all(m.told, o.words)
),
general AS (
    SELECT m.document, m.claim, o.document, o.claim
    FROM mine m
    JOIN (SELECT document, claim, words, context, unnest(list_concat(words, context)) AS told FROM every) o
      ON o.told = m.word
    WHERE m.general AND len(m.words) >= 2 AND list_has_all(list_concat(o.words, o.context), m.words)
)
SELECT * FROM (
    SELECT * FROM beside UNION SELECT * FROM opposed UNION SELECT * FROM special UNION SELECT * FROM general
) WHERE (document, claim) <> (other, said)
"""
# Claims of the touched documents, and the denials right beside them.
_ANSWERS: Final = """
WITH mine AS (
    SELECT c.document, c.id AS claim, min(p.start_char) AS first, max(p.end_char) AS last,
           bool_or(p.stance = 'denies') AS denied, bool_or(p.stance IN ('asserts', 'supports')) AS held
    FROM claims c JOIN claim_parties p ON p.document = c.document AND p.claim = c.id AND p.actor IS NOT NULL
    WHERE c.document IN (SELECT unnest($documents::VARCHAR[]))
    GROUP BY c.document, c.id
)
SELECT a.document, a.claim, b.document, b.claim
FROM mine a JOIN mine b ON b.document = a.document
  AND (b.first - a.last BETWEEN 1 AND $gap OR a.first - b.last BETWEEN 1 AND $gap)
WHERE a.held AND b.denied AND NOT b.held
"""
_GAP: Final = 80
"""Characters between a claim and the denial that answers it: who spoke, who denies."""
_OF_HAPPENINGS: Final = """
WITH mine AS (SELECT document FROM story_documents WHERE story IN (SELECT unnest($stories::VARCHAR[]))),
touched AS (SELECT DISTINCT happening FROM witnesses WHERE document IN (FROM mine)),
telling AS (
    SELECT w.happening, c.document, c.id AS claim, c.document IN (FROM mine) AS mine
    FROM witnesses w
    JOIN claims c ON c.document = w.document AND c.event = w.event
    WHERE w.happening IN (FROM touched)
)
SELECT DISTINCT a.document, a.claim, b.document, b.claim
FROM telling a JOIN telling b ON a.happening = b.happening AND (a.document, a.claim) < (b.document, b.claim)
WHERE a.mine OR b.mine
"""
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
    by_words = connection.execute(_CANDIDATES, {"documents": list(touched), "near": NEAR}).fetchall()
    corrected = as_corrected.lay(connection, touched)
    answers = as_corrected.asked(connection, _ANSWERS, {"documents": list(touched)}, corrected, {"gap": _GAP})
    by_happening = connection.execute(_OF_HAPPENINGS, told).fetchall()
    rows = [
        *_rows(connection, {_ordered((a, b), (c, d)) for a, b, c, d in by_words}, contradiction),
        *_rows(connection, {_ordered((a, b), (c, d)) for a, b, c, d in by_happening}, of_one_happening),
        *_rows(connection, {((a, b), (c, d)) for a, b, c, d in answers}, answer),
    ]
    stored.insert(connection, "contradictions", rows)


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
