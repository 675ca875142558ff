"""Propositions kept up to date: claims that put one thing are one, and who held what about it and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import duckdb

from dateline.across.propositions.positions import FOR, Position, status_of, turned, with_changes
from dateline.across.propositions.sameness import LEAST_COMMON, LEAST_OF_LONGER, LEAST_SHARE, Wording, same
from dateline.across.propositions.words import said, stance_by_cue
from dateline.model import from_json, record_id
from dateline.store.linking.report_claims import side_of, wordings_of

_Key = tuple[str, str]

# Pairs of a touched claim and any other that share enough of their words; the rest is settled by `same`.
_PAIRS: Final = """
WITH touched AS (SELECT unnest($documents::VARCHAR[]) AS document, unnest($claims::VARCHAR[]) AS claim),
mine AS (
    SELECT w.document, w.claim, unnest(w.words) AS word, len(w.words) AS size
    FROM wordings w JOIN touched t ON t.document = w.document AND t.claim = w.claim
),
every AS (SELECT document, claim, unnest(words) AS word, len(words) AS size FROM wordings)
SELECT m.document, m.claim, o.document, o.claim
FROM mine m JOIN every o ON o.word = m.word AND (o.document, o.claim) <> (m.document, m.claim)
GROUP BY m.document, m.claim, m.size, o.document, o.claim, o.size
HAVING count(*) >= $common AND count(*) >= $share * least(m.size, o.size)
   AND count(*) >= $longer * greatest(m.size, o.size)
"""
_FIELDS: Final = (
    "document",
    "claim",
    "published",
    "text",
    "kind",
    "negated",
    "words",
    "predicates",
    "named",
    "figures",
    "subjects",
    "single",
    "confidence",
)
_GIVEN: Final = """
WITH given AS (SELECT unnest($documents::VARCHAR[]) AS document, unnest($claims::VARCHAR[]) AS claim)
"""
_PARTIES: Final = """
WITH given AS (SELECT unnest($documents::VARCHAR[]) AS document, unnest($claims::VARCHAR[]) AS claim)
SELECT p.document, p.claim, coalesce(p.actor, ''), p.stance,
       coalesce((SELECT min(s.date_start) FROM statements s
                 WHERE s.document = p.document AND list_contains(p.statements, s.id)
                   AND s.date_start <= d.published), d.published),
       coalesce(p.words, ''), coalesce(p.reported_by, ''), coalesce(a.kind, ''), coalesce(a.country, []),
       coalesce((SELECT string_agg(s.cue, ' ' ORDER BY s.number) FROM statements s
                 WHERE s.document = p.document AND list_contains(p.statements, s.id)), '')
FROM claim_parties p
JOIN given g ON g.document = p.document AND g.claim = p.claim
JOIN documents d ON d.id = p.document
LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor
ORDER BY p.document, p.claim, p.number
"""
_SOURCES: Final = """
SELECT document, min(source) FROM story_documents
WHERE document IN (SELECT unnest($documents::VARCHAR[])) GROUP BY document
"""
_HAPPENINGS: Final = (
    _GIVEN
    + """
SELECT min(w.happening) FROM witnesses w
JOIN claims c ON c.document = w.document AND c.event = w.event
JOIN given g ON g.document = c.document AND g.claim = c.id
"""
)


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
        w.key: w for w in _wordings(connection, {*seeking, *(k for keys in fast.values() for k in keys)})
    }
    links = [(one, other) for one, other in pairs if one in wordings and other in wordings]
    links += [(keys[0], key) for keys in fast.values() for key in keys[1:]]
    _forget(connection, old | near)
    made = {_write(connection, group) for group in _groups(wordings, links)}
    return old | near | made


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[tuple[object, ...]]:
    return connection.execute(sql, values).fetchall()


def _split(keys: Iterable[_Key]) -> dict[str, list[str]]:
    ordered = sorted(keys)
    return {"documents": [document for document, _ in ordered], "claims": [claim for _, claim in ordered]}


def _propositions_in(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> set[str]:
    sql = "SELECT DISTINCT proposition FROM wordings WHERE document IN (SELECT unnest($documents::VARCHAR[]))"
    return {str(row[0]) for row in _rows(connection, sql, documents=list(documents)) if row[0]}


def _propositions_of(connection: duckdb.DuckDBPyConnection, keys: Collection[_Key]) -> set[str]:
    sql = f"{_GIVEN} SELECT DISTINCT w.proposition FROM wordings w JOIN given g USING (document, claim)"  # noqa: S608 - our own text
    return {str(row[0]) for row in _rows(connection, sql, **_split(keys)) if row[0]}


def _members(connection: duckdb.DuckDBPyConnection, propositions: Collection[str]) -> dict[str, list[_Key]]:
    found: dict[str, list[_Key]] = defaultdict(list)
    sql = (
        "SELECT proposition, document, claim FROM wordings "
        "WHERE proposition IN (SELECT unnest($keys::VARCHAR[])) ORDER BY ALL"
    )
    for proposition, document, claim in _rows(connection, sql, keys=sorted(propositions)):
        found[str(proposition)].append((str(document), str(claim)))
    return found


def _keys(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> set[_Key]:
    sql = "SELECT document, claim FROM wordings WHERE document IN (SELECT unnest($documents::VARCHAR[]))"
    return {
        (str(document), str(claim)) for document, claim in _rows(connection, sql, documents=list(documents))
    }


def _write_wordings(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Write the wordings of the documents anew; they belong to no proposition yet."""
    connection.execute(
        "DELETE FROM wordings WHERE document IN (SELECT unnest(?::VARCHAR[]))", [list(documents)]
    )
    marks = ", ".join("?" for _ in _FIELDS)
    for key in sorted(set(documents)):
        found = connection.execute("SELECT report FROM documents WHERE id = ?", [key]).fetchone()
        if found is None:
            continue
        for wording in wordings_of(from_json(found[0])):
            values = [getattr(wording, field) for field in _FIELDS]
            connection.execute(
                f"INSERT INTO wordings ({', '.join(_FIELDS)}) VALUES ({marks})",  # noqa: S608 - our own names
                [sorted(value) if isinstance(value, frozenset) else value for value in values],
            )


def _pairs(connection: duckdb.DuckDBPyConnection, seeking: Sequence[_Key]) -> list[tuple[_Key, _Key]]:
    """Return the pairs of a claim that seeks its like and one that puts the same."""
    limits = {"common": LEAST_COMMON, "share": LEAST_SHARE, "longer": LEAST_OF_LONGER}
    found = connection.execute(_PAIRS, {**_split(seeking), **limits}).fetchall()
    candidates = sorted({tuple(sorted(((a, b), (c, d)))) for a, b, c, d in found})
    read = {w.key: w for w in _wordings(connection, {key for pair in candidates for key in pair})}
    return [(one, other) for one, other in candidates if same(read[one], read[other])]


def _wordings(connection: duckdb.DuckDBPyConnection, keys: Collection[_Key]) -> list[Wording]:
    columns = ", ".join(f"w.{field}" for field in _FIELDS)
    sql = _GIVEN + f"SELECT {columns} FROM wordings w JOIN given g USING (document, claim)"  # noqa: S608 - our own names
    return [
        Wording(
            document=document,
            claim=claim,
            published=published,
            text=text,
            kind=kind,
            negated=negated,
            words=frozenset(words),
            predicates=frozenset(predicates),
            named=frozenset(named),
            figures=frozenset(figures),
            subjects=frozenset(subjects),
            single=single,
            confidence=confidence,
        )
        for (
            document,
            claim,
            published,
            text,
            kind,
            negated,
            words,
            predicates,
            named,
            figures,
            subjects,
            single,
            confidence,
        ) in connection.execute(sql, _split(keys)).fetchall()
    ]


def _groups(wordings: Mapping[_Key, Wording], links: Iterable[tuple[_Key, _Key]]) -> list[list[Wording]]:
    """Return the sets of claims that hang together, each by day of the report."""
    home = {key: key for key in wordings}

    def root(key: _Key) -> _Key:
        while home[key] != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    for one, other in links:
        low, high = sorted((root(one), root(other)))
        home[high] = low
    groups: dict[_Key, list[Wording]] = defaultdict(list)
    for key, wording in wordings.items():
        groups[root(key)].append(wording)
    return [sorted(group, key=lambda wording: wording.rank) for _, group in sorted(groups.items())]


def _forget(connection: duckdb.DuckDBPyConnection, propositions: Collection[str]) -> None:
    keys = [sorted(propositions)]
    connection.execute("DELETE FROM propositions WHERE id IN (SELECT unnest(?::VARCHAR[]))", keys)
    connection.execute("DELETE FROM positions WHERE proposition IN (SELECT unnest(?::VARCHAR[]))", keys)


def _write(connection: duckdb.DuckDBPyConnection, group: Sequence[Wording]) -> str:
    """Write a proposition from all its members, and return its id."""
    first = group[0]
    proposition = record_id("p", "", first.document, first.claim)
    head = _head(group)
    positions = with_changes(_positions(connection, group, head))
    days = [position.day for position in positions if position.day] or [
        w.published for w in group if w.published
    ]
    documents = sorted({wording.document for wording in group})
    sources = dict(connection.execute(_SOURCES, {"documents": documents}).fetchall())
    keys = _split(wording.key for wording in group)
    (happening,) = connection.execute(_HAPPENINGS, keys).fetchone() or (None,)
    connection.execute(
        "INSERT INTO propositions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            proposition,
            head.text,
            head.kind,
            _status(head, positions),
            min(days, default=None),
            max(days, default=None),
            happening,
            len(documents),
            len({sources.get(document, document) for document in documents}),
            round(sum(wording.confidence for wording in group) / len(group), 3),
        ],
    )
    for p in positions:
        connection.execute(
            "INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                proposition,
                p.actor or None,
                p.stance,
                p.day,
                p.document,
                p.claim,
                p.words or None,
                p.reported_by or None,
                p.changed,
            ],
        )
    connection.execute(
        "UPDATE wordings SET proposition = ? FROM (SELECT unnest(?::VARCHAR[]) AS document, "
        "unnest(?::VARCHAR[]) AS claim) AS given "
        "WHERE wordings.document = given.document AND wordings.claim = given.claim",
        [proposition, keys["documents"], keys["claims"]],
    )
    return proposition


_LEAST_WORDS: Final = 4
"""A denial of fewer words ("any wrongdoing") tells too little to be listed as a dispute."""


def _head(group: Sequence[Wording]) -> Wording:
    """Return the wording that has most in common with all others, of those that say that something is so."""
    so = [wording for wording in group if not wording.negated] or list(group)
    plain = [wording for wording in so if not said(wording.text).negated] or so
    return max(
        plain, key=lambda w: (round(sum(_likeness(w, other) for other in group), 6), len(w.words), w.key)
    )


def _likeness(one: Wording, other: Wording) -> float:
    every = one.words | other.words
    return len(one.words & other.words) / len(every) if every else 0.0


def _status(head: Wording, positions: Sequence[Position]) -> str:
    status = status_of(head.kind, positions)
    held = any(position.actor and position.stance in FOR for position in positions)
    short = len(head.text.split()) < _LEAST_WORDS
    return "one_sided" if status == "disputed" and short and not held else status


def _positions(
    connection: duckdb.DuckDBPyConnection, group: Sequence[Wording], head: Wording
) -> list[Position]:
    """Return who holds what about a proposition as its head words it."""
    opposite = {wording.key for wording in group if wording.negated != head.negated}
    negated = {wording.key for wording in group if wording.negated}
    texts = {wording.key: wording.text for wording in group}
    found = connection.execute(_PARTIES, _split(wording.key for wording in group)).fetchall()
    held = [
        Position(
            actor=actor,
            side=side_of(actor, kind, country),
            stance=stance_by_cue(stance, cue, negated=(document, claim) in negated),
            day=day,
            document=document,
            claim=claim,
            words=words or texts[document, claim],
            reported_by=mouth,
        )
        for document, claim, actor, stance, day, words, mouth, kind, country, cue in found
    ]
    return [
        replace(position, stance=turned(position.stance))
        if (position.document, position.claim) in opposite
        else position
        for position in held
    ]
