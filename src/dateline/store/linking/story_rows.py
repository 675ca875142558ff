"""The rows of stories: headline, days, independent reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import duckdb

from dateline.store.lookup import DOCUMENTS, rows_with

_MINE = "SELECT document FROM mine"
_MEMBERS = f"""
WITH mine AS MATERIALIZED (
    SELECT story, document FROM story_documents WHERE story IN (SELECT unnest(?::VARCHAR[]))
)
SELECT s.story, s.document, d.published, d.headline, w.words, w.weights
FROM mine s
JOIN {rows_with("documents", _MINE, column="id")} d ON d.id = s.document
JOIN {rows_with("story_words", _MINE)} w ON w.document = s.document
ORDER BY s.story, d.published NULLS FIRST, s.document
"""  # noqa: S608 - our own text
_COPIES = f"""
SELECT document, other FROM {rows_with("copies")}
WHERE other IN ({DOCUMENTS})
"""  # noqa: S608 - our own text

_Member = tuple[str, date | None, str | None, Mapping[str, float]]


def write(connection: duckdb.DuckDBPyConnection, stories: Iterable[str]) -> None:
    """Write the rows of stories anew; those without reports are taken away.

    Args:
        connection: the store, in a transaction.
        stories: ids of the stories.
    """
    keys = sorted(stories)
    ask = connection.execute
    ask("DELETE FROM stories WHERE id IN (SELECT unnest(?))", [keys])
    members: dict[str, list[_Member]] = {}
    for story, document, published, headline, words, weights in ask(_MEMBERS, [keys]).fetchall():
        row = (document, published, headline, dict(zip(words, weights, strict=True)))
        members.setdefault(story, []).append(row)
    home = {document: story for story, told in members.items() for document, *_ in told}
    copied: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other in ask(_COPIES, {"documents": list(home)}).fetchall():
        if home[one] == home[other]:
            copied[home[one]].append((one, other))
    rows, sources = [], {}
    for story, told in members.items():
        documents = [document for document, *_ in told]
        origin = origins(documents, copied[story])
        sources.update(origin)
        days = [day for _, day, *_ in told if day is not None]
        rows.append(
            (
                story,
                _headline(told),
                min(days, default=None),
                max(days, default=None),
                len(told),
                len(set(origin.values())),
            )
        )
    if rows:
        ask(
            "INSERT INTO stories (id, headline, first_day, last_day, documents, sources) "
            "SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::DATE[]), "
            "unnest(?::INTEGER[]), unnest(?::INTEGER[])",
            [list(column) for column in zip(*rows, strict=True)],
        )
        ask(
            "UPDATE story_documents SET source = found.source "
            "FROM (SELECT unnest(?) AS document, unnest(?) AS source) AS found "
            "WHERE story_documents.document = found.document AND story_documents.source IS DISTINCT FROM found.source",
            [list(sources), list(sources.values())],
        )


def origins(documents: Iterable[str], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each document the earliest of those that are copies of one text.

    Args:
        documents: the documents, the earliest first.
        copies: pairs of them that are copies.
    """
    order = {document: number for number, document in enumerate(documents)}
    origin = {document: document for document in order}

    def first(document: str) -> str:
        while origin[document] != document:
            document = origin[document]
        return document

    for pair in copies:
        low, high = sorted((first(pair[0]), first(pair[1])), key=order.__getitem__)
        origin[high] = low
    return {document: first(document) for document in order}


def _headline(members: Iterable[_Member]) -> str | None:
    """Return the headline of the report that has most in common with all: the first of those that have one."""
    told = list(members)
    total: Counter[str] = Counter()
    for *_, words in told:
        total.update(words)
    named = [(headline, words) for _, _, headline, words in told if headline]
    if not named:
        return None
    return max(named, key=lambda pair: round(sum(value * total[key] for key, value in pair[1].items()), 6))[0]
