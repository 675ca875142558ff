"""Where the steps of an agreement are told: the exact place of their words in the text of their report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import duckdb

from dateline.store.answers.excerpts import texts

_CANDIDATES: Final = """
SELECT s.document, s.kind, s.words, a.words, a.start_char, a.end_char
FROM (SELECT DISTINCT document, kind, words, event FROM deal_steps WHERE deal = $deal) s
JOIN (SELECT DISTINCT document, agreement FROM deal_mentions WHERE deal = $deal) m ON m.document = s.document
JOIN (SELECT * FROM agreement_steps WHERE document IN (SELECT document FROM deal_steps WHERE deal = $deal)) a
  ON a.document = s.document AND a.agreement = m.agreement AND a.kind = s.kind
 AND a.event IS NOT DISTINCT FROM s.event
WHERE contains(s.words, a.words)
ORDER BY ALL
"""

Telling = tuple[str, str, str]
"""Document, kind of step and words of one telling."""
Extent = tuple[int, int]
"""Offset of the first character, and the one behind the last."""


def places(connection: duckdb.DuckDBPyConnection, deal: str) -> dict[Telling, Extent]:
    """Return where the words of the steps of an agreement stand.

    The store has the place of each step's verb. Where that stands once in the words and belongs to no other step, the
    place of the words follows; else it is looked for in the text of the report.

    Args:
        connection: the store.
        deal: id of the agreement.
    """
    verbs: dict[Telling, list[tuple[str, int, int]]] = {}
    for document, kind, words, verb, start, end in connection.execute(_CANDIDATES, {"deal": deal}).fetchall():
        verbs.setdefault((document, kind, words), []).append((verb, start, end))
    found: dict[Telling, Extent] = {}
    unclear: dict[Telling, list[tuple[str, int, int]]] = {}
    for telling, several in verbs.items():
        words, (verb, start, _) = telling[2], several[0]
        if len(several) == 1 and words.count(verb) == 1:
            first = start - words.index(verb)
            found[telling] = (first, first + len(words))
        else:
            unclear[telling] = several
    held = texts(connection, dict.fromkeys(document for document, _, _ in unclear))
    for telling, several in unclear.items():
        found[telling] = _covering(held.get(telling[0], ""), telling[2], several)
    return found


def _covering(text: str, words: str, verbs: Sequence[tuple[str, int, int]]) -> Extent:
    """Return where words stand around one of some verbs; the place of the first verb if they stand around none."""
    for start in _starts(text, words):
        if any(start <= first and last <= start + len(words) for _, first, last in verbs):
            return start, start + len(words)
    return verbs[0][1], verbs[0][2]


def _starts(text: str, words: str) -> Iterable[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)
