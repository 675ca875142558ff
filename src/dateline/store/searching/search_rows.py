"""Search a store: its index finds the passages that can fit, the best of them are ranked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import duckdb

from dateline.across.search.meaning import LIKE
from dateline.across.search.passages import Kind
from dateline.across.search.ranking import Question, Rarity, hits, question, score, together, whole
from dateline.store.answers.days import as_day
from dateline.store.searching import search_candidates as candidates
from dateline.store.searching import search_senses as senses
from dateline.store.searching.search_candidates import Found

RECORDS: Final[tuple[Kind, ...]] = ("statement", "claim", "event")
"""What is searched where nobody says."""
LIMIT: Final = 20
"""Rows returned where nobody says how many."""
_SAYING: Final = 2
"""Words that a question must have to be asked by its meaning, too: a single word's vector says little."""
_CHARACTERS: Final = 10
"""Characters of a paragraph for each word that tells what it is about, light words and blanks counted in."""

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
_PLACES: Final = " UNION ALL ".join(
    f"SELECT document, id, start_char, end_char FROM {table}"  # noqa: S608 - our own names
    " WHERE document IN (SELECT unnest($documents)) AND id IN (SELECT unnest($ids))"
    for table in ("statements", "claims", "events")
)


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
        start: offset of the record's first character in the text of the document, or of the paragraph's.
        end: offset behind the last.
        matched: the words that fit, as they stand there.
        why: what brought it: `words`, `meaning` or both.
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
    start: int
    end: int
    matched: tuple[str, ...]
    why: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Hit:
    """A passage that fits: how well, what brought it."""

    worth: float
    why: tuple[str, ...]
    found: Found


def search(  # noqa: PLR0913 - filters are named
    connection: duckdb.DuckDBPyConnection,
    text: str,
    *,
    kind: str | Iterable[str] = (),
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    publisher: str | None = None,
    limit: int | None = None,
    words_only: bool = False,
) -> list[SearchRow]:
    """Return the passages that fit words best, best first: by the words themselves, and by what they mean.

    Meaning has no part in it where the store has no vectors, where words stand in quotation marks, for a single word,
    nor in whole texts.

    Args:
        connection: the store.
        text: the words; those in quotation marks must stand together.
        kind: kinds of passages, `RECORDS` where none is named.
        actor: who speaks, is a party, takes part or (of documents) is mentioned: id, country code or name.
        since: earliest day.
        until: latest day.
        doc: id of a document.
        publisher: words of the publisher's name.
        limit: most rows, `LIMIT` where nobody says.
        words_only: leave meaning out.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    asked = question(text)
    if not asked.words:
        return []
    kinds = [kind] if isinstance(kind, str) else list(kind)
    days = {
        name: as_day(day) if isinstance(day, str) else day
        for name, day in (("since", since), ("until", until))
    }
    given: dict[str, object | None] = {**days, "doc": doc, "actor": actor, "publisher": publisher}
    filters = {key: value for key, value in given.items() if value}
    kinds = kinds or list(RECORDS)
    rarity = candidates.rarities(connection, asked.words, kinds)
    numbers = candidates.by_words(connection, asked, rarity, filters)
    says_much = len(asked.words) >= _SAYING and not asked.phrases and not asked.light
    by_meaning = says_much and not words_only and not set(kinds).isdisjoint(RECORDS)
    model = senses.known(connection) if by_meaning else None
    like: Mapping[int, float] = {}
    if model is not None:
        vector = model.vectors([text])[0]
        near = senses.nearest(connection, model, vector, kinds, filters)
        numbers = list(dict.fromkeys((*numbers, *near)))
        like = senses.likenesses(connection, model, vector, numbers)
    best = _ranked(asked, candidates.fetched(connection, numbers), rarity, like)[: limit or LIMIT]
    return _told(connection, asked, best)


def _ranked(
    asked: Question, found: Iterable[Found], rarity: Mapping[str, Rarity], like: Mapping[int, float]
) -> list[_Hit]:
    """Return the passages that fit, best first."""
    hits_found = []
    for one in found:
        of_kind = rarity[one.kind]
        by_words = score(asked, f"{one.words}\n{one.beside}", of_kind) / whole(asked, of_kind)
        likeness = like.get(one.number, 0.0)
        means = likeness >= LIKE
        why = tuple(name for name, holds in (("words", by_words > 0), ("meaning", means)) if holds)
        if why:
            hits_found.append(_Hit(together(by_words, likeness), why, one))
    return sorted(hits_found, key=lambda hit: (-hit.worth, hit.found.kind, hit.found.document, hit.found.id))


def _told(connection: duckdb.DuckDBPyConnection, asked: Question, best: list[_Hit]) -> list[SearchRow]:
    """Add who speaks and where it stands."""
    documents = sorted({hit.found.document for hit in best})
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
    places = {
        (document, key): (start, end)
        for document, key, start, end in connection.execute(
            _PLACES, {"documents": documents, "ids": [hit.found.id for hit in best]}
        ).fetchall()
    }
    rows = []
    for hit in best:
        one = hit.found
        words = _paragraph(asked, one.words) if one.kind == "document" else one.words
        start = max(one.words.find(words), 0)
        start, end = places.get((one.document, one.id), (start, start + len(words)))
        publisher, headline = about[one.document]
        rows.append(
            SearchRow(
                kind=one.kind,
                id=one.id,
                document=one.document,
                day=one.day,
                publisher=publisher,
                headline=headline,
                who=tuple(sorted(set(who.get((one.document, one.id), ())))),
                words=words,
                start=start,
                end=end,
                matched=tuple(words[start:end] for start, end in hits(asked, words)),
                why=hit.why,
                score=round(hit.worth, 3),
            )
        )
    return rows


def _paragraph(asked: Question, text: str) -> str:
    """Return the first paragraph of a text that holds most of what is looked for."""
    flat: dict[str, Any] = dict.fromkeys(asked.words, 1)
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    fits = [score(asked, one, Rarity(2, flat, len(one) / _CHARACTERS)) for one in paragraphs]
    return paragraphs[fits.index(max(fits))] if paragraphs and max(fits) > 0 else text
