"""Bombs and damage in every container: refused before they are held, named, and never the end of the rest."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.open import opened, opened_stream
from table_files import parquet
from warc_files import chunked, http, packed, record
from zip_files import zipped

LIMIT = 1_000_000
SIZE = 20_000_000
SETTINGS = Settings(max_bytes=LIMIT)
ZEROS = gzip.compress(bytes(SIZE))
GOOD = record(1)


def coded(body: bytes, coding: str) -> bytes:
    return record(2, http(body, {"Content-Encoding": coding}))


def br() -> bytes:
    from fastwarc.stream_io import BrotliWriter

    out = io.BytesIO()
    writer = BrotliWriter(out)
    for _ in range(20):
        writer.write(bytes(SIZE // 20))
    writer.close()
    return out.getvalue()


def row(text: bytes) -> bytes:
    return b'{"text": "' + text + b'"}\n'


# A name, and what makes the bytes; all are under a megabyte and stand for twenty.
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gzip": ("a.txt.gz", lambda: ZEROS),
    "gzip of many members": ("a.txt.gz", lambda: gzip.compress(bytes(LIMIT // 2)) * 200),
    "gzip of words": ("a.html.gz", lambda: gzip.compress(b"<p>words</p>" * (SIZE // 12))),
    "page in a crawl, gzip": ("c.warc", lambda: GOOD + coded(ZEROS, "gzip") + GOOD),
    "page in a crawl, gzip twice": (
        "c.warc",
        lambda: GOOD + coded(gzip.compress(ZEROS), "gzip, gzip") + GOOD,
    ),
    "page in a crawl, deflate": (
        "c.warc",
        lambda: GOOD + coded(zlib.compress(bytes(SIZE)), "deflate") + GOOD,
    ),
    "page in a crawl, brotli": ("c.warc", lambda: GOOD + coded(br(), "br") + GOOD),
    "page in a crawl, in chunks": (
        "c.warc",
        lambda: (
            GOOD
            + record(2, http(chunked(ZEROS), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}))
            + GOOD
        ),
    ),
    "record in a crawl": ("c.warc.gz", lambda: packed([GOOD, record(2, http(bytes(SIZE))), GOOD])),
    "header in a crawl": (
        "c.warc.gz",
        lambda: packed([GOOD, b"WARC/1.0\r\nX: " + b"x" * (SIZE) + b"\r\n\r\n", GOOD]),
    ),
    "blank lines in a crawl": ("c.warc.gz", lambda: packed([GOOD, b"\r\n" * (SIZE // 2), GOOD])),
    "header of a page": (
        "c.warc.gz",
        lambda: packed([GOOD, record(2, b"HTTP/1.1 200 OK\r\nX: " + b"x" * SIZE), GOOD]),
    ),
    "member of a zip": ("z.zip", lambda: zipped({"a.txt": bytes(SIZE), "b.txt": b"words"})),
    "packed member of a zip": ("z.zip", lambda: zipped({"a.txt.gz": ZEROS, "b.txt": b"words"})),
    "zip in a zip": (
        "z.zip",
        lambda: zipped({"a.zip": zipped({"a.txt": bytes(SIZE)}), "b.txt": b"words"}),
    ),
    "line of JSON": (
        "t.jsonl.gz",
        lambda: gzip.compress(row(b"one") + row(b"x" * SIZE) + row(b"two")),
    ),
    "object of JSON": ("t.json.gz", lambda: gzip.compress(b'{\n"text": "' + b"x" * SIZE)),
    "element of an array": (
        "t.json.gz",
        lambda: gzip.compress(b'[{"text": "one"}, {"text": "' + b"x" * SIZE),
    ),
    "nested array": ("t.json.gz", lambda: gzip.compress(b"[" * SIZE)),
    "line of CSV": ("t.csv.gz", lambda: gzip.compress(b"text,id\none,1\n" + b"x" * SIZE)),
    "cell of CSV": ("t.csv.gz", lambda: gzip.compress(b'text,id\none,1\n"' + b"x\n" * (SIZE // 2))),
    "names of CSV": ("t.csv.gz", lambda: gzip.compress(b"text," * (SIZE // 5))),
    "feed": ("f.xml.gz", lambda: gzip.compress(b'<rss version="2.0"><channel>' + b"<item/>" * (SIZE // 7))),
}
CARRIES_ON = {name for name in BOMBS if " crawl" in name or " a zip" in name or name == "header of a page"}


def read(data: bytes, name: str) -> list[Item | DatelineError]:
    found: list[Item | DatelineError] = []
    try:
        found.extend(opened_stream(io.BytesIO(data), name, SETTINGS))
    except DatelineError as error:
        found.append(error)
    return found


@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_are_refused_and_never_held(bomb: str) -> None:
    name, make = BOMBS[bomb]
    data = make()
    assert len(data) < LIMIT
    read(data[:100], name)  # what it imports is not what it holds
    tracemalloc.start()
    try:
        found = read(data, name)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    codes = {each.code for each in found if isinstance(each, DatelineError)}
    # blank lines are no document, and no harm
    assert codes <= {"E003", "E006", "E008"}
    assert codes or bomb == "blank lines in a crawl"
    for each in found:
        if isinstance(each, Item) and isinstance(each.content, bytes):
            assert len(each.content) <= LIMIT
    assert peak < 3 * LIMIT, f"{peak:,}"
    if bomb in CARRIES_ON:
        assert isinstance(found[-1], Item), "what follows the bomb is read"


def test_a_parquet_bomb_is_refused(tmp_path: Path) -> None:
    path = parquet(tmp_path / "t.parquet", "SELECT repeat('x', 20000000) AS text FROM range(20)")
    assert path.stat().st_size < LIMIT
    found = list(opened(path, "t.parquet", SETTINGS))
    assert [each.code for each in found if isinstance(each, DatelineError)] == ["E003"] * 20


def test_a_row_of_damage_without_end_is_given_up() -> None:
    found = read(b"text,id\none,1\n" + b"x\n" * 5000, "t.csv")
    assert len(found) == 1002
    assert isinstance(found[-1], DatelineError)
    assert found[-1].code == "E006"


def test_no_entity_is_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    for declared in (f'<!ENTITY a SYSTEM "{secret.as_uri()}">', '<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;">'):
        data = (
            f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss version="2.0"><channel><title>t</title>'
            "<item><title>x</title><description>&a;</description></item></channel></rss>"
        ).encode()
        for each in read(zipped({"f.xml": data}), "z.zip"):
            assert "secret" not in str(each)
            assert "hahaha" not in str(each)
