"""Search a store by meaning: vectors of its passages, and the passages nearest to a question's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import duckdb
import numpy as np

from dateline.across.search import meaning
from dateline.store.searching.search_candidates import conditions
from dateline.store.searching.search_tables import SENSES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.across.search.meaning import Meaning

_NEAREST: Final = 200
"""Passages whose short forms differ least from the question's are looked at."""
_AT_ONCE: Final = 512
_ALL: Final = ("statement", "claim", "event")
"""Kinds of passages that have vectors: a whole text says too many things to have one."""
_TELLING: Final = 3
"""Words that tell what a passage is about which it must have: of one or two the vector is like a bit of everything."""
_WAITING: Final = f"""
SELECT number, words FROM passages
WHERE kind <> 'document' AND length >= {_TELLING} AND document IN (SELECT document FROM pending)
AND number NOT IN (SELECT passage FROM senses WHERE model = ?)
ORDER BY number
"""  # noqa: S608 - our own number


def renew(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the passages of the reports that wait to be linked their vectors, if the model is installed.

    Args:
        connection: the store, in a transaction.
    """
    if connection.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is None:
        return
    model = meaning.load()
    if model is None:
        return
    waiting = connection.execute(_WAITING, [model.label]).fetchall()
    for start in range(0, len(waiting), _AT_ONCE):
        batch = waiting[start : start + _AT_ONCE]
        texts = list(dict.fromkeys(words for _, words in batch))
        vectors = model.vectors(texts)
        codes = model.codes(vectors)
        place = {text: row for row, text in enumerate(texts)}
        rows = [
            (number, model.label, vectors[place[words]].tobytes(), *map(int, codes[place[words]]))
            for number, words in batch
        ]
        connection.execute(SENSES.insert(), [list(column) for column in zip(*rows, strict=True)])


def known(connection: duckdb.DuckDBPyConnection) -> Meaning | None:
    """Return the model if the store has vectors that it gave, `None` if it has none."""
    labels = {row[0] for row in connection.execute("SELECT DISTINCT model FROM senses").fetchall()}
    if not labels:
        return None
    model = meaning.load()
    return model if model is not None and model.label in labels else None


def nearest(
    connection: duckdb.DuckDBPyConnection,
    model: Meaning,
    asked: NDArray[np.int8],
    kinds: Sequence[str],
    filters: Mapping[str, object],
) -> list[int]:
    """Return the numbers of the passages that come nearest to a question by the short form of their vectors."""
    codes = model.codes(asked[None, :])[0]
    values: dict[str, object] = {f"code{number}": int(code) for number, code in enumerate(codes)}
    apart = " + ".join(f"bit_count(xor(s.{name}, ${name}::BIGINT))::INTEGER" for name in values)
    narrowed = ""
    if filters or not set(kinds) >= set(_ALL):
        narrowed = (
            " AND s.passage IN (SELECT r.number FROM passages r"  # noqa: S608 - values are bound
            f" WHERE r.kind IN (SELECT unnest($kinds)) AND {conditions(filters)})"
        )
        values |= {**filters, "kinds": list(kinds)}
    found = connection.execute(
        f"SELECT s.passage FROM senses s WHERE s.model = $model{narrowed}"  # noqa: S608 - values are bound
        f" ORDER BY {apart}, s.passage LIMIT {_NEAREST}",
        {**values, "model": model.label},
    ).fetchall()
    return [row[0] for row in found]


def likenesses(
    connection: duckdb.DuckDBPyConnection, model: Meaning, asked: NDArray[np.int8], numbers: Sequence[int]
) -> Mapping[int, float]:
    """Return how like passages are to a question, -1 to 1; those without a vector are left out."""
    return dict(_likenesses(connection, model, asked, numbers))


def _likenesses(
    connection: duckdb.DuckDBPyConnection, model: Meaning, asked: NDArray[np.int8], numbers: Sequence[int]
) -> Iterator[tuple[int, float]]:
    found = connection.execute(
        "SELECT passage, vector FROM senses WHERE model = $model AND passage IN (SELECT unnest($numbers))",
        {"model": model.label, "numbers": list(numbers)},
    ).fetchall()
    if found:
        vectors = np.frombuffer(b"".join(row[1] for row in found), dtype=np.int8).reshape(len(found), -1)
        for (number, _), like in zip(found, meaning.likeness(vectors, asked), strict=True):
            yield number, float(like)
