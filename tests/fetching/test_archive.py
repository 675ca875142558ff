"""Archives: what was fetched can be read again, and a run that is killed leaves whole records alone."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.fetching.archive import Archive
from dateline.fetching.client import Fetched
from dateline.fetching.exchange import Headers
from dateline.reading.archives import warc
from dateline.reading.items import Item
from local_site import HTML, PAGE, answer, fetched


def written(path: Path, *pages: Fetched) -> bytes:
    with Archive(path) as archive:
        for page in pages:
            archive.add(page)
    return path.read_bytes()


def pages(data: bytes) -> list[Item]:
    found = list(warc.items(io.BytesIO(data), "a.warc.gz", Settings()))
    assert all(isinstance(item, Item) for item in found), found
    return [item for item in found if isinstance(item, Item)]


def test_a_page_is_read_again_as_it_was(tmp_path: Path) -> None:
    data = written(tmp_path / "a.warc.gz", fetched(answer("https://me:pw@news.example/ä?b")))
    [page] = pages(data)
    assert page.content == PAGE
    assert page.carrier.url == "https://news.example/%C3%A4?b"
    assert page.carrier.charset == "utf-8"
    assert page.carrier.fetched.startswith("2025-10-21T12:00:00")
    assert b"pw" not in gzip.decompress(data)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), (*HTML, (b"Content-Encoding", b"gzip"))),
        (PAGE, (*HTML, (b"Transfer-Encoding", b"chunked"))),
        (gzip.compress(PAGE), (*HTML, (b"content-encoding", b"gzip"), (b"transfer-encoding", b"chunked"))),
        (PAGE, (*HTML, (b"Content-Length", b"999"))),
        (PAGE, (*HTML, (b"X", "ü".encode()), (b"X", b"\xfc"))),
    ],
)
def test_a_page_is_read_again_however_it_came(tmp_path: Path, body: bytes, headers: Headers) -> None:
    data = written(tmp_path / "a.warc.gz", fetched(answer("http://news.example/", body, headers)))
    assert [page.content for page in pages(data)] == [PAGE]


def test_records_are_as_the_standard_has_them(tmp_path: Path) -> None:
    moved = answer("http://news.example/", b"", ((b"Location", b"https://news.example/"),), 301)
    written(tmp_path / "a.warc.gz", fetched(moved, answer("https://news.example/")))
    kinds = []
    with (tmp_path / "a.warc.gz").open("rb") as stream:
        for record in ArchiveIterator(stream, verify_digests=True, parse_http=False):
            kinds.append(record.record_type)
            assert record.headers["WARC-Date"]
            assert str(record.record_id).strip("<").startswith("urn:uuid:")
            if record.record_type in (WarcRecordType.response, WarcRecordType.request):
                assert record.headers["WARC-IP-Address"] == "93.184.215.14"
            record.freeze()
            assert record.verify_block_digest()
    pair = [WarcRecordType.response, WarcRecordType.request]
    assert kinds == [WarcRecordType.warcinfo, *pair, *pair]


def test_what_a_feed_told_is_kept_with_the_page(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    told = {
        "feed": "https://news.example/feed",
        "title": "Überschwemmung\r\nEvil:\x00\x1b header\u2028",
        "published": "2025-10-21T08:00:00+02:00",
        "publisher": "The Example",
        "language": "de",
        "authors": "A. Writer; B. Writer",
    }
    with Archive(path) as archive:
        archive.add(fetched(answer("https://news.example/a")), told)
    [page] = pages(path.read_bytes())
    assert page.carrier.title == "Überschwemmung Evil: header"
    assert page.carrier.published == "2025-10-21T08:00:00+02:00"
    assert (page.carrier.publisher, page.carrier.language) == ("The Example", "de")
    assert page.carrier.authors == ("A. Writer", "B. Writer")


def test_a_feed_that_calls_itself_a_page_is_not_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with Archive(path) as archive:
        archive.add(fetched(answer("https://news.example/feed")), {"kind": "feed"})
        archive.add(fetched(answer("https://news.example/a")), {"kind": "page"})
    assert [page.carrier.url for page in pages(path.read_bytes())] == ["https://news.example/a"]


def test_an_archive_grows(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    urls = [f"https://news.example/{number}" for number in range(3)]
    sizes: list[int] = []
    for url in urls:
        with Archive(path, sound=sizes[-1] if sizes else 0) as archive:
            archive.add(fetched(answer(url)))
            sizes.append(archive.size)
            assert archive.cut == 0
    assert sizes == sorted(sizes)
    assert sizes[-1] == path.stat().st_size
    assert [page.carrier.url for page in pages(path.read_bytes())] == urls


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_torn_end_is_cut_off_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("torn") / "a.warc.gz"
    whole = written(path, fetched(answer("https://news.example/0")))
    more = written(path, fetched(answer("https://news.example/1")))
    # names of records are made by chance, so sizes are: a place is drawn as a share
    place, zeros = (
        data.draw(st.floats(0, 1, exclude_max=True)),
        bytes(data.draw(st.sampled_from([0, 1, 5000]))),
    )
    end = len(whole) + int(place * (len(more) - len(whole)))
    zeros = zeros if place == 0 else b""
    path.write_bytes(more[:end] + zeros)
    sound = (0, len(whole), len(more) * 2)[data.draw(st.integers(0, 2))]
    with Archive(path, sound=sound) as archive:
        assert archive.cut + archive.size == end + len(zeros)
        archive.add(fetched(answer("https://news.example/2")))
    urls = [page.carrier.url for page in pages(path.read_bytes())]
    assert urls[0] == "https://news.example/0"
    assert urls[-1] == "https://news.example/2"


@pytest.mark.parametrize("end", [0, 1, 2, 3, 10, 50])
def test_an_archive_that_was_only_begun_is_begun_again(tmp_path: Path, end: int) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(written(tmp_path / "b.warc.gz")[:end])
    assert len(pages(written(path, fetched(answer("https://news.example/0"))))) == 1


def damaged(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b"\xff" * 40 + data[middle + 40 :]


@pytest.mark.parametrize(
    "made",
    [
        lambda _: b"a text",
        lambda _: b"PK\x03\x04",
        lambda _: gzip.compress(b"a text, packed"),
        lambda _: gzip.compress(b"a text, packed")[:-5],
        gzip.decompress,
        lambda data: gzip.compress(gzip.decompress(data))[:-9],
        damaged,
        lambda data: data + gzip.compress(b"something else"),
        lambda data: data + b"something else",
    ],
)
def test_what_is_no_archive_of_ours_is_left_alone(tmp_path: Path, made: Callable[[bytes], bytes]) -> None:
    whole = written(tmp_path / "b.warc.gz", *[fetched(answer(f"https://news.example/{n}")) for n in range(9)])
    path = tmp_path / "a.warc.gz"
    data = made(whole)
    path.write_bytes(data)
    with pytest.raises(DatelineError, match="E087"):
        Archive(path)
    with pytest.raises(DatelineError, match="E087"):
        Archive(path, sound=len(data) // 3)
    assert path.read_bytes() == data


@pytest.mark.parametrize("name", ["no/such/folder/a.warc.gz", "."])
def test_an_archive_that_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatelineError, match="E087"):
        Archive(tmp_path / name)


FULL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from local_site import answer, fetched
from dateline.errors import DatelineError
from dateline.fetching.archive import Archive
resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))
with Archive(Path(sys.argv[1])) as archive:
    try:
        for number in range(100):
            archive.add(fetched(answer(f"https://news.example/{number}")))
            print(number, flush=True)
    except DatelineError as error:
        print(error.code, archive.size)
"""


def test_a_full_disk_leaves_whole_records(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    here = Path(__file__).parent
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(path), str(here.parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    *kept, last = run.stdout.splitlines()
    assert last == f"E087 {path.stat().st_size}", run.stderr
    assert [page.carrier.url for page in pages(path.read_bytes())] == [
        f"https://news.example/{n}" for n in kept
    ]


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from local_site import answer, fetched
from dateline.fetching.archive import Archive
with Archive(Path(sys.argv[1])) as archive:
    for number in range(100_000):
        archive.add(fetched(answer(f"https://news.example/{number}")))
        print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [0, 1, 8])
def test_a_writer_that_is_killed_loses_nothing_that_it_told(tmp_path: Path, acknowledged: int) -> None:
    path = tmp_path / "a.warc.gz"
    here = Path(__file__).parent
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), str(here.parent)],
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        kept = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.kill()
        kept += [line.strip() for line in writer.stdout]
    with Archive(path) as archive:
        archive.add(fetched(answer("https://news.example/last")))
    urls = [page.carrier.url.rpartition("/")[2] for page in pages(path.read_bytes())]
    assert urls[: len(kept)] == kept
    assert urls[-1] == "last"
