"""WARC files: which records are pages, what is taken out of them, and where reading goes on."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.archives import warc
from dateline.reading.items import Item
from warc_files import chunked, http, info, packed, page, record, sha1

SETTINGS = Settings(max_bytes=50_000)


def read(data: bytes, start: int = 0, chosen: Settings = SETTINGS) -> list[Item | DatelineError]:
    return list(warc.items(io.BytesIO(data), "crawl.warc", chosen, start))


def names(found: list[Item | DatelineError]) -> list[str]:
    """Name items by where they are, errors by code and where they are."""
    return [
        each.name.removeprefix("crawl.warc")
        if isinstance(each, Item)
        else f"{each.code} {each.detail.partition(':')[0].removeprefix('crawl.warc')}"
        for each in found
    ]


def only(data: bytes) -> Item:
    found = read(data)
    assert len(found) == 1, names(found)
    assert isinstance(found[0], Item), found[0]
    return found[0]


def test_a_page_with_what_the_record_says_of_it() -> None:
    item = only(info() + record(7))
    assert item.content == page(7)
    assert item.name == f"crawl.warc@{len(info())}"
    assert item.carrier.url == "https://news.example/7"
    assert item.carrier.charset == "utf-8"
    assert item.carrier.id == "urn:uuid:7"
    assert item.carrier.fetched == "2024-05-06T07:08:09Z"
    assert not item.carrier.published
    assert item.position == len(info() + record(7))


@pytest.mark.parametrize(
    ("block", "kind", "fields", "taken"),
    [
        (http(b"<p>x</p>"), "response", {}, True),
        (http(b"<p>x</p>", {"Content-Type": "TEXT/HTML"}), "response", {}, True),
        (http(b"<p>x</p>", {"Content-Type": "application/xhtml+xml"}), "response", {}, True),
        (http(b"words", {"Content-Type": "text/plain"}), "response", {}, True),
        (http(b" <p>x</p>", {"Content-Type": ""}), "response", {}, True),
        (http(b"words", {"Content-Type": ""}), "response", {}, False),
        (
            http(b"words", {"Content-Type": ""}),
            "response",
            {"WARC-Identified-Payload-Type": "text/html"},
            True,
        ),
        (http(b"%PDF", {"Content-Type": "application/pdf"}), "response", {}, False),
        (http(b"<rss/>", {"Content-Type": "application/rss+xml"}), "response", {}, False),
        (http(b"<p>x</p>", status="404 Not Found"), "response", {}, False),
        (http(b"<p>x</p>", status="301 Moved"), "response", {}, False),
        (http(b"<p>x</p>", status="200"), "response", {}, True),
        (http(b"<p>x</p>").replace(b"\r\n", b"\n"), "response", {}, True),
        (http(b"<p>x</p>"), "revisit", {}, False),
        (http(b"<p>x</p>"), "request", {}, False),
        (b"<p>x</p>", "resource", {"Content-Type": "text/html"}, True),
        (b"GIF89a", "resource", {"Content-Type": "image/gif"}, False),
        (b"words of a page", "conversion", {"Content-Type": "text/plain"}, True),
        (b"a: b", "metadata", {"Content-Type": "application/warc-fields"}, False),
        (b"1 2 3", "response", {"Content-Type": "text/dns"}, False),
    ],
)
def test_what_is_a_page(block: bytes, kind: str, fields: dict[str, str], taken: bool) -> None:
    found = read(record(1, block, kind, fields) + record(2))
    assert len(found) == 1 + taken
    assert all(isinstance(each, Item) for each in found)


PAGE = page(5, 2000)
TWICE = {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(PAGE), {"Transfer-Encoding": "chunked"}),
        (chunked(PAGE).replace(b"\r\n", b"\n"), {"Transfer-Encoding": "Chunked"}),
        (chunked(PAGE).replace(b"64\r\n", b"64;a=b\r\n"), {"Transfer-Encoding": "chunked"}),
        (gzip.compress(PAGE), {"Content-Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content-Encoding": "deflate"}),
        (chunked(gzip.compress(PAGE)), TWICE),
        (PAGE, TWICE),
        (gzip.compress(PAGE), TWICE),
        (PAGE, {"Content-Encoding": "br"}),
        (PAGE, {"Content-Encoding": "unknown"}),
        (PAGE, {"X-Crawler-Content-Encoding": "gzip"}),
    ],
)
def test_codings_are_undone_and_left_alone_where_the_crawler_has(body: bytes, fields: dict[str, str]) -> None:
    assert only(record(5, http(body, fields))).content == PAGE


@pytest.mark.parametrize(
    ("body", "fields", "code"),
    [
        (chunked(PAGE)[:-5], {"Transfer-Encoding": "chunked"}, "E008"),
        (chunked(PAGE)[:150], {"Transfer-Encoding": "chunked"}, "E008"),
        (chunked(PAGE).replace(b"\r\n64\r\n", b"\r\nzz\r\n"), {"Transfer-Encoding": "chunked"}, "E008"),
        (chunked(PAGE).replace(b"\r\n64\r\n", b"\r\n65\r\n"), {"Transfer-Encoding": "chunked"}, "E008"),
        (b"ffffffffffffff\r\n" + PAGE, {"Transfer-Encoding": "chunked"}, "E008"),
        (gzip.compress(PAGE)[:-9], {"Content-Encoding": "gzip"}, "E008"),
        (b"\xff" * 300, {"Content-Encoding": "br"}, "E008"),
        (b"x" * 50_001, {}, "E003"),
        (b"x" * 2_000_000, {}, "E003"),
        (gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"}, "E003"),
        (chunked(b"x" * 60_000), {"Transfer-Encoding": "chunked"}, "E003"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_damaged_page_is_named_and_the_next_is_read(
    body: bytes, fields: dict[str, str], code: str, zipped: bool
) -> None:
    records = [record(1), record(2, http(body, fields)), record(3)]
    found = read(packed(records) if zipped else b"".join(records))
    assert [each.code if isinstance(each, DatelineError) else each.carrier.id for each in found] == [
        "urn:uuid:1",
        code,
        "urn:uuid:3",
    ]


def test_a_page_that_the_crawler_cut_off_is_read_as_far_as_it_goes() -> None:
    block = http(chunked(PAGE)[:150], {"Transfer-Encoding": "chunked"})
    content = only(record(1, block, fields={"WARC-Truncated": "length"})).content
    assert isinstance(content, bytes)
    assert content
    assert PAGE.startswith(content)


@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ({"WARC-Block-Digest": sha1(http(chunked(PAGE), {"Transfer-Encoding": "chunked"}))}, True),
        ({"WARC-Block-Digest": sha1(b"other")}, False),
        ({"WARC-Payload-Digest": sha1(PAGE)}, True),
        ({"WARC-Payload-Digest": sha1(chunked(PAGE))}, True),
        ({"WARC-Payload-Digest": sha1(b"other")}, False),
        ({"WARC-Block-Digest": sha1(b"other"), "WARC-Payload-Digest": sha1(PAGE)}, True),
        ({"WARC-Payload-Digest": "sha1:tooshort"}, True),
        ({"WARC-Payload-Digest": "blake9:" + "A" * 32}, True),
        ({"WARC-Payload-Digest": "md5:" + "0" * 32}, False),
    ],
)
def test_digests_are_checked(fields: dict[str, str], taken: bool) -> None:
    block = http(chunked(PAGE), {"Transfer-Encoding": "chunked"})
    found = read(record(1, block, fields=fields) + record(2))
    assert [isinstance(each, Item) for each in found] == [taken, True]


# Each damages the second of four records; the place is where the error is said to be: at that record or past it.
DAMAGES = {
    "its length too short": (lambda data: data.replace(b"Content-Length: 2", b"Content-Length: 1")),
    "its length too long": (lambda data: data.replace(b"Content-Length: 2", b"Content-Length: 9")),
    "no length": (lambda data: data.replace(b"Content-Length", b"Content-Langth")),
    "cut off": (lambda data: data[:-70]),
    "no response": (lambda data: data.replace(b"HTTP/1.1 200", b"XTTP/1.1 200")),
    "no version": (lambda data: data.replace(b"WARC/1.0", b"WORC/1.0")),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("zipped", [False, True])
def test_only_the_damaged_record_is_lost(damage: str, zipped: bool) -> None:
    records = [record(number) for number in range(4)]
    bad = DAMAGES[damage](records[1])
    assert bad != records[1]
    records[1] = bad
    found = read(packed(records) if zipped else b"".join(records))
    kept = [each.carrier.id[-1] for each in found if isinstance(each, Item)]
    assert kept == ["0", "2", "3"]
    assert [each.code for each in found if isinstance(each, DatelineError)] == ["E008"]


@pytest.mark.parametrize("cut", [1, 9, 60, 300])
def test_damaged_compression_loses_one_record(cut: int) -> None:
    members = [gzip.compress(record(number, http(page(number, 5000))), mtime=0) for number in range(4)]
    for bad in (members[1][:-cut], members[1][:100] + b"\xff" * 20 + members[1][120:], b"garbage" * cut):
        found = read(b"".join([members[0], bad, members[2], members[3]]))
        assert names(found)[:2] == ["@0", f"E008 @{len(members[0])}"]
        assert [each.carrier.id[-1] for each in found if isinstance(each, Item)] == ["0", "2", "3"]


@pytest.mark.parametrize("zipped", [False, True])
def test_the_end_may_be_missing(zipped: bool) -> None:
    records = [record(number) for number in range(3)]
    data = packed(records) if zipped else b"".join(records)
    found = read(data[:-100])
    assert [isinstance(each, Item) for each in found] == [True, True, False]
    found = read(data + b"garbage at the end")
    assert [isinstance(each, Item) for each in found] == [True, True, True, False]


def test_an_archive_gzipped_as_a_whole_is_read_and_resumed() -> None:
    records = [info(), *(record(number) for number in range(1, 5))]
    data = gzip.compress(b"".join(records))
    found = read(data)
    assert [each.carrier.id[-1] for each in found if isinstance(each, Item)] == ["1", "2", "3", "4"]
    resumes(data, found)
    records[3] = record(3, length=9)
    broken = gzip.compress(b"".join(records))
    stream = warc.items(io.BytesIO(broken), "crawl.warc", SETTINGS)
    assert isinstance(next(stream), Item)
    with pytest.raises(DatelineError, match="E006"):
        list(stream)


def test_members_shared_later_on_are_refused() -> None:
    data = packed([info(), record(1)]) + gzip.compress(record(2) + record(3) + record(4))
    with pytest.raises(DatelineError, match=r"E006.*gunzip"):
        read(data)


@pytest.mark.parametrize("zipped", [False, True])
def test_a_pipe_is_read_too(zipped: bool) -> None:
    records = [record(number) for number in range(4)]
    data = packed(records) if zipped else b"".join(records)
    pipe = bounded.stream_of([data[at : at + 1000] for at in range(0, len(data), 1000)])
    found = list(warc.items(pipe, "-", SETTINGS))
    assert [each.carrier.id[-1] for each in found if isinstance(each, Item)] == ["0", "1", "2", "3"]


def resumes(data: bytes, found: list[Item | DatelineError]) -> None:
    for place, each in enumerate(found):
        if isinstance(each, Item):
            rest = read(data, each.position)
            assert names(rest) == names(found[place + 1 :])
            assert [r for r in rest if isinstance(r, Item)] == [
                r for r in found[place + 1 :] if isinstance(r, Item)
            ]


KINDS: tuple[Callable[[int], bytes], ...] = (
    record,
    lambda number: record(number, http(page(number, 5000))),
    lambda number: record(number, http(chunked(page(number)), {"Transfer-Encoding": "chunked"})),
    lambda number: record(number, http(b"", status="404 Gone")),
    lambda number: record(number, b"", "request"),
    lambda number: record(number, http(b"x" * 60_000)),
    lambda number: record(number, length=17),
    lambda number: record(number)[:-90],
    lambda _: b"garbage",
)
WHOLE = (True, True, True, False, False, False, False, False, False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, len(KINDS) - 1), min_size=1, max_size=8), st.booleans())
def test_every_whole_page_is_found_and_every_position_resumes(kinds: list[int], zipped: bool) -> None:
    records = [record(99), *(KINDS[kind](number) for number, kind in enumerate(kinds))]
    data = packed(records) if zipped else b"".join(records)
    found = read(data)
    assert [each.carrier.id[9:] for each in found if isinstance(each, Item)] == [
        "99",
        *(str(number) for number, kind in enumerate(kinds) if WHOLE[kind]),
    ]
    assert names(found) == names(read(data))
    resumes(data, found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_bytes_never_break_it(data: st.DataObject) -> None:
    whole = bytearray(packed([info(), *(record(number) for number in range(3))]))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read(bytes(whole))
    except DatelineError as error:
        found = [error]
    assert found


@pytest.mark.parametrize("zipped", [False, True])
def test_memory_stays_flat_over_a_large_archive(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "crawl.warc"
    with path.open("wb") as out:
        for number in range(3000):
            one = record(number, http(page(number, 20_000)))
            out.write(gzip.compress(one, 1) if zipped else one)
    tracemalloc.start()
    try:
        with path.open("rb") as stream:
            assert sum(1 for _ in warc.items(stream, "crawl.warc", SETTINGS)) == 3000
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_the_number_of_documents_is_limited() -> None:
    stream = warc.items(io.BytesIO(record(1) * 5), "crawl.warc", Settings(max_items=3))
    assert [next(stream) for _ in range(3)]
    with pytest.raises(DatelineError, match="E003"):
        next(stream)
