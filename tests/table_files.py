"""Read tables in tests."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.source import Source
from dateline.reading.tables.columns import Columns

Found = list[Item | DatelineError]
Reader = Callable[[io.BytesIO, str, Columns | None, Settings, int], Iterator[Item | DatelineError]]


def texts(found: Found) -> list[str]:
    """Give the text of each item and the code of each error."""
    return [
        each.code
        if isinstance(each, DatelineError)
        else source(each).text
        if isinstance(each.content, Source)
        else ""
        for each in found
    ]


def source(item: Item | DatelineError) -> Source:
    """Give the source of an item that is complete."""
    assert isinstance(item, Item), item
    assert isinstance(item.content, Source)
    return item.content


def names(found: Found) -> list[str]:
    """Give the place of each item, and the code and place of each error."""
    return [
        each.name if isinstance(each, Item) else f"{each.code} {each.detail.partition(': ')[0]}"
        for each in found
    ]


def resumes(read: Callable[[int], Found], found: Found) -> None:
    """Check that reading from each position gives the rest and nothing else."""
    for place, each in enumerate(found):
        if isinstance(each, Item):
            rest, expected = read(each.position), found[place + 1 :]
            assert names(rest) == names(expected)
            assert [r for r in rest if isinstance(r, Item)] == [r for r in expected if isinstance(r, Item)]


def parquet(path: Path, query: str) -> Path:
    """Write what a query gives to a Parquet file."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path
