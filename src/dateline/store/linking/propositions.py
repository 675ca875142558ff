"""Propositions kept up to date: claims that put one thing are one, and who held what about it and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import duckdb

from dateline.across.propositions.positions import FOR, Position, status_of, turned, with_changes
from dateline.across.propositions.sameness import LEAST_COMMON, LEAST_OF_LONGER, LEAST_SHARE, Wording, same
from dateline.across.propositions.words import plain, said, stance_by_cue
from dateline.model import record_id
from dateline.store.linking import as_corrected
from dateline.store.linking import proposition_rows as stored
from dateline.store.linking.proposition_rows import GIVEN, Key, split
from dateline.store.linking.report_claims import wordings_of
from dateline.store.linking.stories import batched
from dateline.store.lookup import rows_with

_BATCH: Final = 100
# Pairs of a touched claim and any other that share enough of their words; the rest is settled by `same`. Of a claim's
# words only the rarest are looked for, so many that whoever shares enough shares one of them. Which are rare, a part of
# all claims tells: it decides how long this takes, not what is found.
_PAIRS: Final = """
WITH touched AS (SELECT unnest($documents::VARCHAR[]) AS document, unnest($claims::VARCHAR[]) AS claim),
mine AS MATERIALIZED (
    SELECT w.document, w.claim, list_distinct(list_concat(w.words, w.context)) AS told, len(w.words) AS size
    FROM (SELECT * FROM wordings WHERE document IN (SELECT unnest($documents::VARCHAR[]))) w
    JOIN touched t ON t.document = w.document AND t.claim = w.claim
),
sought AS (SELECT document, claim, unnest(told) AS word, len(told) AS words, size FROM mine),
spread AS (
    SELECT word, count(*) AS claims FROM (SELECT unnest(words) AS word FROM wordings WHERE hash(document) % 16 = 0)
    WHERE word IN (SELECT word FROM sought) GROUP BY word
),
ranked AS (
    SELECT s.*, row_number() OVER (PARTITION BY s.document, s.claim ORDER BY coalesce(p.claims, 0), s.word) AS place
    FROM sought s LEFT JOIN spread p ON p.word = s.word
),
rare AS MATERIALIZED (
    SELECT document, claim, word FROM ranked WHERE place <= words - greatest($common, ceil($longer * size)) + 1
),
near AS (
    SELECT DISTINCT r.document, r.claim, e.document AS other, e.claim AS same
    FROM rare r
    JOIN (SELECT document, claim, unnest(words) AS word FROM wordings
          UNION ALL SELECT document, claim, unnest(context) FROM wordings WHERE len(context) > 0) e ON e.word = r.word
    WHERE (e.document, e.claim) <> (r.document, r.claim)
),
compared AS (
    SELECT n.*, m.size, len(o.words) AS length,
           len(list_intersect(m.told, list_distinct(list_concat(o.words, o.context)))) AS shared
    FROM near n
    JOIN mine m ON m.document = n.document AND m.claim = n.claim
    JOIN wordings o ON o.document = n.other AND o.claim = n.same
)
SELECT document, claim, other, same FROM compared
WHERE shared >= $common AND shared >= $share * least(size, length) AND shared >= $longer * greatest(size, length)
"""


def renew(connection: duckdb.DuckDBPyConnection, touched: Sequence[str]) -> set[str]:
    """Bring the propositions up to date.

    A proposition is a set of claims that hang together by pairs that put the same. Only those that have or get a
    member in a touched document are made anew, from all their members.

    Args:
        connection: the store, in a transaction; happenings are up to date.
        touched: ids of the documents that were added, replaced or taken away.

    Returns:
        The ids of all propositions that came, went or may have changed.
    """
    if not touched:
        return set()
    old = _propositions_in(connection, touched)
    loose = _members(connection, old)
    _write_wordings(connection, touched)
    # a proposition that lost a member may fall apart, so that all its members look for each other again
    seeking = sorted(_keys(connection, touched) | {key for keys in loose.values() for key in keys})
    pairs = _pairs(connection, seeking)
    near = _propositions_of(connection, {key for pair in pairs for key in pair}) - old
    fast = _members(connection, near)
    wordings = {
        w.key: w
        for w in stored.wordings(connection, {*seeking, *(k for keys in fast.values() for k in keys)})
    }
    links = [(one, other) for one, other in pairs if one in wordings and other in wordings]
    links += [(keys[0], key) for keys in fast.values() for key in keys[1:]]
    _forget(connection, old | near)
    return old | near | _write(connection, _groups(wordings, links))


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[tuple[object, ...]]:
    return connection.execute(sql, values).fetchall()


def _propositions_in(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> set[str]:
    sql = "SELECT DISTINCT proposition FROM wordings WHERE document IN (SELECT unnest($documents::VARCHAR[]))"
    return {str(row[0]) for row in _rows(connection, sql, documents=list(documents)) if row[0]}


def _propositions_of(connection: duckdb.DuckDBPyConnection, keys: Collection[Key]) -> set[str]:
    sql = f"{GIVEN} SELECT DISTINCT w.proposition FROM {rows_with('wordings')} w JOIN given g USING (document, claim)"  # noqa: S608 - our own text
    return {str(row[0]) for row in _rows(connection, sql, **split(keys)) if row[0]}


def _members(connection: duckdb.DuckDBPyConnection, propositions: Collection[str]) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = defaultdict(list)
    sql = (
        "SELECT proposition, document, claim FROM wordings "
        "WHERE proposition IN (SELECT unnest($keys::VARCHAR[])) ORDER BY ALL"
    )
    for proposition, document, claim in _rows(connection, sql, keys=sorted(propositions)):
        found[str(proposition)].append((str(document), str(claim)))
    return found


def _keys(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> set[Key]:
    sql = "SELECT document, claim FROM wordings WHERE document IN (SELECT unnest($documents::VARCHAR[]))"
    return {
        (str(document), str(claim)) for document, claim in _rows(connection, sql, documents=list(documents))
    }


def _write_wordings(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Write the wordings of the documents anew; they belong to no proposition yet."""
    connection.execute(
        "DELETE FROM wordings WHERE document IN (SELECT unnest(?::VARCHAR[]))", [list(documents)]
    )
    for batch in batched(sorted(set(documents)), _BATCH):
        found = as_corrected.reports(connection, batch)
        stored.add_wordings(connection, [wording for report in found for wording in wordings_of(report)])


def _pairs(connection: duckdb.DuckDBPyConnection, seeking: Sequence[Key]) -> list[tuple[Key, Key]]:
    """Return the pairs of a claim that seeks its like and one that puts the same."""
    limits = {"common": LEAST_COMMON, "share": LEAST_SHARE, "longer": LEAST_OF_LONGER}
    found = connection.execute(_PAIRS, {**split(seeking), **limits}).fetchall()
    candidates = sorted({tuple(sorted(((a, b), (c, d)))) for a, b, c, d in found})
    read = {w.key: w for w in stored.wordings(connection, {key for pair in candidates for key in pair})}
    return [(one, other) for one, other in candidates if same(read[one], read[other])]


def _groups(wordings: Mapping[Key, Wording], links: Iterable[tuple[Key, Key]]) -> list[list[Wording]]:
    """Return the sets of claims that hang together, each by day of the report."""
    home = {key: key for key in wordings}

    def root(key: Key) -> Key:
        while home[key] != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        home[high] = low
    groups: dict[Key, list[Wording]] = defaultdict(list)
    for key, wording in wordings.items():
        groups[root(key)].append(wording)
    return [sorted(group, key=lambda wording: wording.rank) for _, group in sorted(groups.items())]


def _forget(connection: duckdb.DuckDBPyConnection, propositions: Collection[str]) -> None:
    keys = [sorted(propositions)]
    connection.execute("DELETE FROM propositions WHERE id IN (SELECT unnest(?::VARCHAR[]))", keys)
    connection.execute("DELETE FROM positions WHERE proposition IN (SELECT unnest(?::VARCHAR[]))", keys)


def _write(connection: duckdb.DuckDBPyConnection, groups: Sequence[Sequence[Wording]]) -> set[str]:
    """Write propositions, each from all its members, and return their ids."""
    known = stored.known(connection, {wording.key for group in groups for wording in group})
    propositions: list[stored.Row] = []
    positions: list[stored.Row] = []
    homes: list[tuple[Key, str]] = []
    for group in groups:
        key = record_id("p", "", group[0].document, group[0].claim)
        head = _head(group)
        held = with_changes(_positions(group, head, known))
        propositions.append((key, *_proposition(group, head, held, known)))
        positions += [
            (
                key,
                p.actor or None,
                p.stance,
                p.day,
                p.document,
                p.claim,
                p.words or None,
                p.reported_by or None,
                p.changed,
            )
            for p in held
        ]
        homes += [(wording.key, key) for wording in group]
    stored.insert(connection, "propositions", propositions)
    stored.insert(connection, "positions", positions)
    stored.settle(connection, homes)
    return {str(row[0]) for row in propositions}


def _proposition(
    group: Sequence[Wording], head: Wording, positions: Sequence[Position], known: stored.Known
) -> stored.Row:
    """Return the row of a proposition, but for its id."""
    days = [p.day for p in positions if p.day] or [w.published for w in group if w.published]
    documents = {wording.document for wording in group}
    happenings = [known.happenings[wording.key] for wording in group if wording.key in known.happenings]
    return (
        head.text,
        head.kind,
        _status(head, positions),
        min(days, default=None),
        max(days, default=None),
        min(happenings, default=None),
        len(documents),
        len({known.sources.get(document, document) for document in documents}),
        round(sum(wording.confidence for wording in group) / len(group), 3),
    )


_LEAST_WORDS: Final = 4
"""A denial of fewer words ("any wrongdoing") tells too little to be listed as a dispute."""


def _head(group: Sequence[Wording]) -> Wording:
    """Return the wording that has most in common with all others, of those that say that something is so."""
    so = [wording for wording in group if not wording.negated] or list(group)
    plain = [wording for wording in so if not said(wording.text).negated] or so
    # what many say they say in few ways
    ways = Counter(wording.words for wording in group)
    common = {
        words: round(sum(count * _likeness(words, other) for other, count in ways.items()), 6)
        for words in {wording.words for wording in plain}
    }
    return max(plain, key=lambda w: (common[w.words], len(w.words), w.key))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    every = one | other
    return len(one & other) / len(every) if every else 0.0


def _status(head: Wording, positions: Sequence[Position]) -> str:
    status = status_of(head.kind, positions)
    held = any(position.actor and position.stance in FOR for position in positions)
    short = len(head.text.split()) < _LEAST_WORDS
    return "one_sided" if status == "disputed" and short and not held else status


def _positions(group: Sequence[Wording], head: Wording, known: stored.Known) -> list[Position]:
    """Return who holds what about a proposition as its head words it."""
    opposite = {wording.key for wording in group if wording.negated != head.negated}
    held = [
        Position(
            actor=party.actor,
            side=party.side,
            stance=stance_by_cue(
                party.stance,
                party.cue,
                negated=wording.negated,
                judged=wording.judged,
                plain=plain(wording.text, party.words),
            ),
            day=party.day,
            document=wording.document,
            claim=wording.claim,
            words=party.words or wording.text,
            reported_by=party.reported_by,
        )
        for wording in group
        for party in known.parties[wording.key]
    ]
    return [
        replace(position, stance=turned(position.stance))
        if (position.document, position.claim) in opposite
        else position
        for position in held
    ]
