"""Which passages of a store can fit a question: the rarest of its words choose them, in the store's own index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from dateline.across.search.ranking import Question, Rarity
from dateline.store.answers.naming import is_actor
from dateline.store.answers.publishers import published_by

RANKED: Final = 300
"""Passages that are ranked word by word, of all that hold words of the question."""
_TEXTS: Final = 60
"""Whole texts that are."""
_ENTRIES: Final = 200_000
"""Entries of the index that are added up: of the rarest words, and always of the two rarest."""

_TAKING_PART: Final = """
SELECT 'statement' AS kind, s.document, s.statement AS id, s.actor FROM statement_actors s WHERE s.role = 'speaker'
UNION ALL SELECT 'claim', s.document, s.claim, s.actor FROM claim_parties s
UNION ALL SELECT 'event', s.document, s.event, s.actor FROM event_actors s
UNION ALL SELECT 'document', a.document, a.document, a.id FROM actors a
"""
_MEANT: Final = (
    f"SELECT a.id FROM (SELECT DISTINCT id, name, country FROM actors) a WHERE {is_actor('actor')}"  # noqa: S608 - our own text
)
_CONDITIONS: Final[Mapping[str, str]] = {
    "since": "r.day >= $since",
    "until": "r.day <= $until",
    "doc": "r.document = $doc",
    "publisher": (
        f"r.document IN (SELECT d.id FROM documents d WHERE d.publisher IN {published_by('publisher')})"  # noqa: S608 - our own text
    ),
    "actor": (
        f"(r.kind, r.document, r.id) IN (SELECT (t.kind, t.document, t.id) FROM ({_TAKING_PART}) t"  # noqa: S608 - our own text
        f" WHERE t.actor IN ({_MEANT}))"
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may fit.

    Attributes:
        number: its number in the index.
        kind: what it is.
        document: id of the document.
        id: id of the record.
        day: day it is dated, else day of publication.
        words: what is searched and shown; of a document, its text.
        beside: words for the speaker.
    """

    number: int
    kind: str
    document: str
    id: str
    day: date | None
    words: str
    beside: str


def rarities(
    connection: duckdb.DuckDBPyConnection, stems: Sequence[str], kinds: Sequence[str]
) -> dict[str, Rarity]:
    """Return for each kind how common stems are among all its passages."""
    counted = connection.execute(
        "SELECT kind, count(*), avg(length) FROM passages WHERE kind IN (SELECT unnest($kinds)) GROUP BY kind",
        {"kinds": list(kinds)},
    ).fetchall()
    holding: dict[str, dict[str, int]] = defaultdict(dict)
    names, values = _bound("s", stems)
    found = connection.execute(
        f"SELECT kind, stem, sum(len(passages)) FROM terms WHERE stem IN ({names}) GROUP BY kind, stem",  # noqa: S608 - values are bound
        values,
    ).fetchall()
    for kind, stem, count in found:
        holding[kind][stem] = int(count)
    return {kind: Rarity(total, holding[kind], length or 0.0) for kind, total, length in counted}


def by_words(
    connection: duckdb.DuckDBPyConnection,
    asked: Question,
    rarity: Mapping[str, Rarity],
    filters: Mapping[str, object],
) -> list[int]:
    """Return the numbers of the passages that promise most by their words.

    Args:
        connection: the store.
        asked: the question.
        rarity: how common its words are, for each kind that is searched.
        filters: `since`, `until`, `doc`, `actor`, `publisher` with their values.
    """
    if asked.light:
        return _light(connection, asked, list(rarity), filters)
    needed = {key for phrase in asked.phrases for key in phrase} & set(asked.words)
    worth = [
        (key, kind, one.of(key), one.holding[key])
        for kind, one in rarity.items()
        for key in _telling(asked, one, needed)
    ]
    if not worth:
        return []
    names, values = _bound("s", sorted({row[0] for row in worth}))
    must, wanted = _bound("m", sorted(needed))
    having = f"HAVING count_if(q.stem IN ({must})) = {len(needed)}" if needed else ""
    joined = "JOIN passages r ON r.number = h.passage" if filters else ""
    found = connection.execute(
        f"""
        SELECT h.passage, sum(h.weight * q.worth) AS worth
        FROM (SELECT stem, kind, unnest(passages) AS passage, unnest(weights) AS weight FROM terms
              WHERE stem IN ({names})) h
        JOIN (SELECT unnest($stems) AS stem, unnest($kinds) AS kind, unnest($worths) AS worth) q
            ON q.stem = h.stem AND q.kind = h.kind
        {joined} WHERE {conditions(filters)}
        GROUP BY h.passage {having} ORDER BY worth DESC, h.passage LIMIT {RANKED}
        """,  # noqa: S608 - values are bound
        {
            **values,
            **wanted,
            **filters,
            "stems": [row[0] for row in worth],
            "kinds": [row[1] for row in worth],
            "worths": [row[2] for row in worth],
        },
    ).fetchall()
    return [row[0] for row in found]


def fetched(connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]) -> list[Found]:
    """Return passages with their words, in the order of their numbers; of whole texts the first few alone."""
    rows = connection.execute(
        "SELECT number, kind, document, id, day, words, beside FROM passages WHERE number IN (SELECT unnest($numbers))",
        {"numbers": list(numbers)},
    ).fetchall()
    place = {number: index for index, number in enumerate(numbers)}
    rows.sort(key=lambda row: place[row[0]])
    texts = [row[2] for row in rows if row[1] == "document"][:_TEXTS]
    whole: dict[str, str] = {}
    if texts:
        whole = dict(
            connection.execute(
                "SELECT id, json_extract_string(report, '$.document.text') FROM documents"
                " WHERE id IN (SELECT unnest($texts))",
                {"texts": texts},
            ).fetchall()
        )
    return [
        Found(
            number, kind, document, key, day, whole[document] if kind == "document" else words, beside or ""
        )
        for number, kind, document, key, day, words, beside in rows
        if kind != "document" or document in whole
    ]


def _telling(asked: Question, rarity: Rarity, needed: set[str]) -> list[str]:
    """Return the stems by which passages are chosen: those of phrases, and the rarest ones."""
    rising = sorted((rarity.holding[key], key) for key in asked.words if key in rarity.holding)
    chosen, entries = [], 0
    for place, (count, key) in enumerate(rising):
        entries += count
        if place < 2 or entries <= _ENTRIES or key in needed:
            chosen.append(key)
    return chosen


def _light(
    connection: duckdb.DuckDBPyConnection, asked: Question, kinds: list[str], filters: Mapping[str, object]
) -> list[int]:
    """Return passages that hold light words, which the index leaves out: every passage is looked at."""
    text = "coalesce(r.words, json_extract_string(d.report, '$.document.text'))"
    held = " AND ".join(
        f"contains(lower(strip_accents({text})), $w{number})" for number in range(len(asked.words))
    )
    found = connection.execute(
        f"SELECT r.number FROM passages r JOIN documents d ON d.id = r.document"  # noqa: S608 - values are bound
        f" WHERE r.kind IN (SELECT unnest($kinds)) AND {held} AND {conditions(filters)}"
        f" ORDER BY r.number LIMIT {RANKED}",
        {**filters, "kinds": kinds, **{f"w{number}": key for number, key in enumerate(asked.words)}},
    ).fetchall()
    return [row[0] for row in found]


def conditions(filters: Mapping[str, object]) -> str:
    """Return the condition that a passage `r` fits filters."""
    return " AND ".join(_CONDITIONS[key] for key in filters) or "true"


def _bound(letter: str, keys: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the parameters that stand for keys, and their values."""
    values = {f"{letter}{number}": key for number, key in enumerate(keys)}
    return ", ".join(f"${name}" for name in values) or "NULL", values
