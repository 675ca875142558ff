"""Search a store by words: SQL finds the passages that hold a question's words, the best of them are ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import duckdb

from dateline.across.search.ranking import Question, Rarity, hits, question, score
from dateline.store.query import as_day, is_actor

Kind = Literal["statement", "claim", "event", "document"]

RECORDS: Final[tuple[Kind, ...]] = ("statement", "claim", "event")
"""What is searched where nobody says: whole texts take some ten times as long."""
LIMIT: Final = 20
"""Rows returned where nobody says how many."""
_RANKED: Final = 300
"""Passages that are ranked word by word, of all that hold the rarest words of the question."""
_CHARACTERS: Final = 10
"""Characters of a passage for each word that tells what it is about, light words and blanks counted in."""

_NAMES: Final = (
    "string_agg(DISTINCT coalesce(a.name, p.words), ', ' ORDER BY coalesce(a.name, p.words))"
    " FILTER (p.role = '{}')"
)
_EVENT_WORDS: Final = f"""(
    SELECT e.document, e.id, concat_ws(' · ', {_NAMES.format("actor")}, max(e.words),
               {_NAMES.format("recipient")}, max(e.place)) AS words,
           coalesce(max(e.date_start), max(d.published)) AS day
    FROM events e
    JOIN documents d ON d.id = e.document
    LEFT JOIN event_actors p ON p.document = e.document AND p.event = e.id
    LEFT JOIN actors a ON a.document = p.document AND a.id = p.actor
    GROUP BY e.document, e.id)"""  # noqa: S608 - our own text
_SOURCES: Final[dict[str, str]] = {
    "statement": (
        "SELECT 'statement' AS kind, r.document, r.id, r.words, r.speaker AS beside,"
        " coalesce(r.date_start, d.published) AS day FROM statements r JOIN documents d ON d.id = r.document"
    ),
    "claim": (
        "SELECT 'claim' AS kind, r.document, r.id, r.proposition AS words, NULL AS beside, d.published AS day"
        " FROM claims r JOIN documents d ON d.id = r.document"
    ),
    "event": f"SELECT 'event' AS kind, r.document, r.id, r.words, NULL AS beside, r.day FROM {_EVENT_WORDS} r",  # noqa: S608 - our own text
    "document": (
        "SELECT 'document' AS kind, r.id AS document, r.id,"
        " json_extract_string(r.report, '$.document.text') AS words, NULL AS beside,"
        " r.published AS day FROM documents r"
    ),
}
_TAKING_PART: Final[dict[str, str]] = {
    "statement": "SELECT s.statement FROM statement_actors s JOIN actors a ON a.document = s.document"
    " AND a.id = s.actor WHERE s.document = r.document AND s.role = 'speaker'",
    "claim": "SELECT s.claim FROM claim_parties s JOIN actors a ON a.document = s.document"
    " AND a.id = s.actor WHERE s.document = r.document",
    "event": "SELECT s.event FROM event_actors s JOIN actors a ON a.document = s.document"
    " AND a.id = s.actor WHERE s.document = r.document",
    "document": "SELECT a.document FROM actors a WHERE a.document = r.id",
}
_WHO: Final = """
SELECT s.document, s.statement AS id, coalesce(a.name, s.actor) AS name FROM statement_actors s
LEFT JOIN actors a ON a.document = s.document AND a.id = s.actor
WHERE s.role = 'speaker' AND s.document IN (SELECT unnest($documents))
UNION ALL
SELECT s.document, s.claim, coalesce(a.name, s.actor, 'the report') FROM claim_parties s
LEFT JOIN actors a ON a.document = s.document AND a.id = s.actor
WHERE s.document IN (SELECT unnest($documents))
UNION ALL
SELECT s.document, s.event, coalesce(a.name, s.actor) FROM event_actors s
LEFT JOIN actors a ON a.document = s.document AND a.id = s.actor
WHERE s.role = 'actor' AND s.document IN (SELECT unnest($documents))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """A passage that fits a question.

    Attributes:
        kind: what it is: statement, claim, event or document.
        id: id of the record; of a document, its own.
        document: id of the document.
        day: day it is dated, else day of publication.
        publisher: name of the publisher, empty if unknown.
        headline: words of the document's headline, empty if it has none.
        who: names of the speakers, of a claim's parties, of those who act.
        words: the passage, with which the words for a speaker are searched; of a document, the paragraph that fits
            best; of an event, who acts, its words, to whom, where.
        matched: the words that fit, as they stand there.
        score: the more, the better; comparable within one answer alone.
    """

    kind: str
    id: str
    document: str
    day: date | None
    publisher: str
    headline: str
    who: tuple[str, ...]
    words: str
    matched: tuple[str, ...]
    score: float


def search(  # noqa: PLR0913 - filters are named
    connection: duckdb.DuckDBPyConnection,
    text: str,
    *,
    kind: str | Iterable[str] = (),
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    limit: int | None = None,
) -> list[SearchRow]:
    """Return the passages that fit words best, best first.

    Args:
        connection: the store.
        text: the words; those in quotation marks must stand together.
        kind: kinds of passages, `RECORDS` where none is named.
        actor: who speaks, is a party, takes part or (of documents) is mentioned: id, country code or name.
        since: earliest day.
        until: latest day.
        doc: id of a document.
        limit: most rows, `LIMIT` where nobody says.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    asked = question(text)
    if not asked.words:
        return []
    kinds = [kind] if isinstance(kind, str) else list(kind)
    values: dict[str, object] = {f"w{number}": key for number, key in enumerate(_looked_for(asked))}
    days = {
        name: as_day(day) if isinstance(day, str) else day
        for name, day in (("since", since), ("until", until))
    }
    values |= {key: value for key, value in (*days.items(), ("doc", doc), ("actor", actor)) if value}
    passages = _passages(kinds or RECORDS, values, _looked_for(asked))
    found = _candidates(connection, asked, passages, values)
    best = sorted(found, key=lambda one: (-one[0], one[1]))[: limit or LIMIT]
    return _told(connection, asked, best)


def _looked_for(asked: Question) -> list[str]:
    """Return the stems that SQL looks for."""
    return list(dict.fromkeys((*asked.words, *(key for phrase in asked.phrases for key in phrase))))


def _passages(kinds: Iterable[str], values: dict[str, object], stems: list[str]) -> str:
    """Write the query for the passages that the filters leave, with a column for each stem that they may hold."""
    conditions = {"since": "day >= $since", "until": "day <= $until", "doc": "document = $doc"}
    sources = []
    for kind in kinds:
        source = _SOURCES[kind]
        if "actor" in values:
            source += f" WHERE r.id IN ({_TAKING_PART[kind]} AND {is_actor('actor')})"
        sources.append(source)
    where = " AND ".join(text for key, text in conditions.items() if key in values) or "true"
    held = ", ".join(f"contains(folded, $w{number}) AS h{number}" for number in range(len(stems)))
    folded = "replace(lower(strip_accents(concat_ws(' ', words, beside))), '’', '''')"
    return (
        f"WITH passages AS MATERIALIZED (SELECT * EXCLUDE folded, {held}"  # noqa: S608 - values are bound
        f" FROM (SELECT *, {folded} AS folded FROM ({' UNION ALL '.join(sources)}) WHERE {where}))"
    )


def _candidates(
    connection: duckdb.DuckDBPyConnection, asked: Question, passages: str, values: dict[str, object]
) -> list[tuple[float, tuple[str, str, str], str, date | None]]:
    """Return the passages that fit: score, kind with document and id, words, day."""
    stems = _looked_for(asked)
    columns = [f"h{number}" for number in range(len(stems))]
    # a table of this connection alone, gone with it: the passages are made once
    connection.execute(f"CREATE OR REPLACE TEMP TABLE searched AS {passages} FROM passages", values)
    counted = connection.execute(
        f"SELECT kind, count(*), avg(length(words)), {', '.join(f'count_if({one})' for one in columns)}"  # noqa: S608 - values are bound
        " FROM searched GROUP BY kind",
    ).fetchall()
    rarities = {
        kind: Rarity(total, dict(zip(stems, holding, strict=True)), (length or 0) / _CHARACTERS)
        for kind, total, length, *holding in counted
    }
    if not rarities:
        return []
    every = Rarity(
        sum(one.passages for one in rarities.values()),
        {key: sum(one.holding[key] for one in rarities.values()) for key in stems},
        1.0,
    )
    needed = {key for phrase in asked.phrases for key in phrase}
    must = [f"h{number}" for number, key in enumerate(stems) if key in needed]
    worth = " + ".join(f"if(h{number}, {every.of(key):.6f}, 0)" for number, key in enumerate(stems))
    rows = connection.execute(
        f"SELECT kind, document, id, words, day, beside FROM searched WHERE ({' OR '.join(columns)})"  # noqa: S608 - values are bound
        f" AND {' AND '.join(must) or 'true'}"
        f" ORDER BY {worth} DESC, kind, document, id LIMIT {_RANKED}",
    ).fetchall()
    scored = (
        (score(asked, f"{words}\n{beside or ''}", rarities[kind]), (kind, document, key), words, day)
        for kind, document, key, words, day, beside in rows
    )
    return [one for one in scored if one[0] > 0]


def _told(
    connection: duckdb.DuckDBPyConnection,
    asked: Question,
    best: list[tuple[float, tuple[str, str, str], str, date | None]],
) -> list[SearchRow]:
    """Add who speaks and where it stands."""
    documents = sorted({document for _, (_, document, _), _, _ in best})
    about: dict[str, tuple[str, str]] = {
        key: (publisher or "", headline or "")
        for key, publisher, headline in connection.execute(
            "SELECT id, publisher, headline FROM documents WHERE id IN (SELECT unnest($documents))",
            {"documents": documents},
        ).fetchall()
    }
    who: dict[tuple[str, str], list[str]] = {}
    for document, key, name in connection.execute(_WHO, {"documents": documents}).fetchall():
        who.setdefault((document, key), []).append(name)
    rows = []
    for worth, (kind, document, key), passage, day in best:
        words = _paragraph(asked, passage) if kind == "document" else passage
        publisher, headline = about[document]
        rows.append(
            SearchRow(
                kind=kind,
                id=key,
                document=document,
                day=day,
                publisher=publisher,
                headline=headline,
                who=tuple(sorted(set(who.get((document, key), ())))),
                words=words,
                matched=tuple(words[start:end] for start, end in hits(asked, words)),
                score=round(worth, 3),
            )
        )
    return rows


def _paragraph(asked: Question, text: str) -> str:
    """Return the first paragraph of a text that holds most of what is looked for."""
    flat: dict[str, Any] = dict.fromkeys(asked.words, 1)
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    fits = [score(asked, one, Rarity(2, flat, len(one) / _CHARACTERS)) for one in paragraphs]
    return paragraphs[fits.index(max(fits))] if paragraphs and max(fits) > 0 else text
