"""Whatever a user names: the format is told from the bytes, then from the name, and every document comes out."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.formats import FORMATS, is_read
from dateline.reading.items import Item
from dateline.reading.open import opened, opened_stream
from dateline.reading.source import Source
from dateline.reading.tables.columns import Columns
from table_files import Found, names, parquet, resumes
from warc_files import http, info, packed, page, record
from zip_files import zipped

PAGE = page(1)
TEXT = b"The mayor said on Monday that the bridge, old and cracked, would close.\n"
CSV = b"id,text\n1,one\n2,two\n"
LINES = b'{"text": "one"}\n{"text": "two"}\n'
RSS = (
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>'
    b"<item><title>Bridge closed</title><link>https://c.example/1</link><description>Cracks found.</description></item>"
    b"<item><title>Bridge opened</title><link>https://c.example/2</link><description>No cracks.</description></item>"
    b"</channel></rss>"
)
WARC = packed([info(), record(1), record(2), record(3)])
PLAIN_WARC = info() + record(1) + record(2)
NINJS = json.dumps(
    {
        "uri": "urn:1",
        "versioncreated": "2024-05-06T07:08:09Z",
        "headlines": [{"value": "T"}],
        "bodies": [{"value": "One."}],
    }
).encode()


def read(data: bytes, name: str, start: int = 0, columns: Columns | None = None) -> Found:
    return list(opened_stream(io.BytesIO(data), name, Settings(), columns, start))


def test_the_formats_in_their_order() -> None:
    assert [(each.name, " ".join(each.endings)) for each in FORMATS] == [
        ("WARC", ".warc"),
        ("gzip", ""),
        ("zip", ".zip"),
        ("Parquet", ".parquet"),
        ("other archives", ""),
        ("table of JSON", ""),
        ("ninjs", ".ninjs"),
        ("NewsML-G2", ".xml"),
        ("NITF", ".nitf"),
        ("feed", ".rss .atom .rdf .xml"),
        ("mail", ".eml"),
        ("JSON", ".jsonl .ndjson .json"),
        ("CSV", ".csv .tsv .tab .psv"),
        ("document", ".txt .text .md .html .htm .xhtml"),
    ]


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("a.html", True),
        ("A.HTML.GZ", True),
        ("b/c.warc.gz", True),
        ("d.jsonl", True),
        ("e.png", False),
        ("f", False),
        ("g.gz", False),
    ],
)
def test_what_is_taken_of_a_folder(name: str, taken: bool) -> None:
    assert is_read(name) is taken


@pytest.mark.parametrize(
    ("data", "name", "items"),
    [
        (PAGE, "a.html", ["a.html"]),
        (PAGE, "", [""]),
        (TEXT, "a.txt", ["a.txt"]),
        (TEXT, "whatever", ["whatever"]),
        (TEXT.decode().encode("utf-16"), "a.txt", ["a.txt"]),
        (b"---\ntitle: x\n---\nWords.", "a.md", ["a.md"]),
        (b"{Reuters} The mayor", "a.txt", ["a.txt"]),
        (b"", "a.txt", ["a.txt"]),
        (WARC, "c.warc.gz", ["c.warc.gz@", "c.warc.gz@", "c.warc.gz@"]),
        (WARC, "odd name", ["odd name@", "odd name@", "odd name@"]),
        (PLAIN_WARC, "c.warc", ["c.warc@", "c.warc@"]),
        (CSV, "t.csv", ["t.csv:2", "t.csv:3"]),
        (CSV, "t.txt", ["t.txt"]),
        (CSV.replace(b",", b"\t"), "t.tsv", ["t.tsv:2", "t.tsv:3"]),
        (LINES, "t.jsonl", ["t.jsonl:1", "t.jsonl:2"]),
        (LINES, "", [":1", ":2"]),
        (b"[" + LINES.strip().replace(b"\n", b",") + b"]", "t.json", ["t.json:1", "t.json:2"]),
        (RSS, "f.xml", ["f.xml#1", "f.xml#2"]),
        (RSS, "f.txt", ["f.txt#1", "f.txt#2"]),
        (NINJS, "n.json", ["n.json"]),
        (b"From: a@b.example\nSubject: Bridge\nDate: x\n\nWords.", "letter", ["letter"]),
    ],
)
@pytest.mark.parametrize("packed_too", [False, True])
def test_formats_are_told_from_bytes_and_names(
    data: bytes, name: str, items: list[str], packed_too: bool
) -> None:
    if packed_too:
        if data.startswith(b"\x1f\x8b"):
            pytest.skip("it is packed already")
        data, items = (
            gzip.compress(data),
            [each.replace(name, f"{name}.gz", 1) if name else each for each in items],
        )
        name = f"{name}.gz" if name else name
    found = names(read(data, name))
    assert len(found) == len(items)
    assert all(one.startswith(two) for one, two in zip(found, items, strict=True)), found


def test_one_document_is_its_bytes() -> None:
    (item,) = read(TEXT, "a.txt")
    assert isinstance(item, Item)
    assert item.content == TEXT
    (item,) = read(gzip.compress(PAGE), "a.html.gz")
    assert isinstance(item, Item)
    assert item.content == PAGE


def test_columns_make_a_table() -> None:
    assert len(read(CSV, "", columns=Columns(text="text"))) == 2
    assert len(read(CSV, "", columns=Columns())) == 1
    (item,) = read(NINJS, "n.json", columns=Columns(text="uri"))
    assert isinstance(item, Item)
    assert isinstance(item.content, Source)
    assert item.content.text == "urn:1"


ZIP = zipped(
    {
        "b/a.html": PAGE,
        "f.xml": RSS,
        "t.jsonl.gz": gzip.compress(LINES),
        "t.csv": b"a,b\n1,2\n",
        "z.zip": zipped({"a.txt": TEXT}),
        "a.txt": TEXT,
    }
)


def test_a_zip_gives_what_its_members_hold() -> None:
    assert names(read(ZIP, "s.zip")) == [
        "s.zip!b/a.html",
        "s.zip!f.xml#1",
        "s.zip!f.xml#2",
        "s.zip!t.jsonl.gz:1",
        "s.zip!t.jsonl.gz:2",
        "E009 s.zip!t.csv has no column of text that its name would tell; there are 'a', 'b'",
        "E006 s.zip!z.zip",
        "s.zip!a.txt",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(gzip.compress(TEXT)), "E006"),
        (gzip.compress(zipped({"a.txt": TEXT})), "E006"),
        (gzip.compress(b"PAR1" + bytes(100)), "E006"),
        (b"PAR1" + bytes(100), "E006"),
        (gzip.compress(TEXT)[:-3], "E006"),
        (gzip.compress(TEXT) + b"more", "E006"),
        (b"\x1f\x8b\x08", "E006"),
        (b"BZh91AY&SY", "E006"),
        (b"\xfd7zXZ\x00", "E006"),
        (b"\x28\xb5\x2f\xfd", "E006"),
        (b"7z\xbc\xaf\x27\x1c", "E006"),
        (b"Rar!\x1a\x07\x00", "E006"),
        (b"a" * 257 + b"ustar\x00", "E006"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "E006"),
        (info(), "E001"),
        (record(1, http(b"", status="404 Gone")), "E001"),
        (bytes(20_000_001), "E003"),
        (gzip.compress(bytes(20_000_001)), "E003"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DatelineError, match=code):
        read(data, "x")


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatelineError, match="E004"):
        list(opened(tmp_path / name, name, Settings()))


def test_parquet_needs_a_file(tmp_path: Path) -> None:
    path = parquet(tmp_path / "t.parquet", "SELECT 'text ' || n AS text FROM range(1, 4) t(n)")
    for name in ("t.parquet", "other"):
        assert names(list(opened(path, name, Settings()))) == [f"{name}:{number}" for number in (1, 2, 3)]


def of(data: bytes, name: str) -> Callable[[int], Found]:
    return lambda start: read(data, name, start)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE, "a.html"),
        (TEXT, "a.txt"),
        (WARC, "c.warc.gz"),
        (PLAIN_WARC, "c.warc"),
        (gzip.compress(PLAIN_WARC), "c.warc.gz"),
        (CSV, "t.csv"),
        (gzip.compress(CSV), "t.csv.gz"),
        (LINES, "t.jsonl"),
        (RSS, "f.xml"),
        (NINJS, "n.json"),
        (ZIP, "s.zip"),
    ],
)
def test_every_position_resumes_and_reading_again_gives_the_same(data: bytes, name: str) -> None:
    found = read(data, name)
    resumes(of(data, name), found)
    again = read(data, name)
    assert names(again) == names(found)
    assert [each for each in again if isinstance(each, Item)] == [
        each for each in found if isinstance(each, Item)
    ]
    assert not read(data, name, next(each.position for each in reversed(found) if isinstance(each, Item)))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE, "a.html"),
        (WARC, "c.warc.gz"),
        (PLAIN_WARC, ""),
        (CSV, "t.csv"),
        (LINES, ""),
        (RSS, ""),
        (ZIP, "s.zip"),
    ],
)
def test_a_pipe_gives_what_a_file_gives(data: bytes, name: str) -> None:
    pipe = bounded.stream_of(data[at : at + 999] for at in range(0, len(data), 999))
    found = list(opened_stream(pipe, name, Settings()))
    assert [each.content for each in found if isinstance(each, Item)] == [
        each.content for each in read(data, name) if isinstance(each, Item)
    ]


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([PAGE, WARC, PLAIN_WARC, CSV, LINES, RSS, NINJS, ZIP]), st.data())
def test_changed_bytes_give_items_or_coded_errors(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place] = data.draw(st.integers(0, 255))
    try:
        found = read(bytes(changed), data.draw(st.sampled_from(["", "x.csv", "x.zip"])))
    except DatelineError as error:
        found = [error]
    assert found
