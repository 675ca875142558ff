"""`stories`: articles in stream order to clusters.

The articles have no days, so the open window is counted in articles: a cluster is settled when so many more have come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.across.stories.windows import Piece, stream
from dateline.across.stories.words import words_of

WAITING = 50
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Answer the rows one after the other."""
    for key, story in stream(map(_piece, rows), WAITING):
        yield {"id": key, "cluster": story}


def _piece(row: dict[str, Any]) -> Piece:
    passages = row.get("sentences") or _SENTENCE.split(row.get("text") or "")
    return Piece(key=row["id"], published=None, words=words_of(passages))
