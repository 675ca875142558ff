"""One answer, as a server may send it: packed, endless, broken off, against the rules."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from dateline.errors import DatelineError
from dateline.fetching.addresses import parse
from dateline.fetching.exchange import Answer, PassingError, ask
from dateline.fetching.limits import Manners
from local_site import HandClock, Reply, Site, Wire, resolve

PAGE = b"<p>The dam held through the night, the ministry said.</p>" * 40
LIMIT = 1_000_000
BOMB = gzip.compress(bytes(60_000_000))

Get = Callable[[str], Answer]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.fixture
def get(site: Site, hands: HandClock) -> Get:
    manners = Manners(allow_private=True, max_bytes=LIMIT)
    return lambda path: ask(site.address(path), manners, clock=hands.clock, resolve=resolve)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("", PAGE),
        ("identity", PAGE),
        ("gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
    ],
)
def test_an_answer_is_unpacked(site: Site, get: Get, coding: str, body: bytes) -> None:
    site.pages["/"] = Reply(body, headers={"Content-Encoding": coding} if coding else {})
    answer = get("/")
    assert answer.content(LIMIT) == PAGE
    assert answer.body == body
    assert site.requests[-1].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [
        ("gzip", BOMB, "E085"),
        ("gzip, gzip", gzip.compress(BOMB), "E085"),
        ("deflate", zlib.compress(bytes(60_000_000)), "E085"),
        ("gzip", gzip.compress(bytes(LIMIT + 1)), "E085"),
        ("gzip", gzip.compress(PAGE)[:-20], "E086"),
        ("gzip", b"\x1f\x8b\x08" + b"x" * 50, "E086"),
        ("gzip", PAGE, "E086"),
        ("deflate", b"\x78\x9c" + b"\xff" * 20, "E086"),
        ("br", b"\x0b\x02\x80", "E086"),
        ("aes128gcm", PAGE, "E086"),
        ("gzip, gzip, gzip, gzip", PAGE, "E086"),
    ],
)
def test_an_answer_that_cannot_be_unpacked_is_refused(
    site: Site, get: Get, coding: str, body: bytes, code: str
) -> None:
    site.pages["/"] = Reply(body, headers={"Content-Encoding": coding})
    tracemalloc.start()
    with pytest.raises(DatelineError, match=code):
        get("/").content(LIMIT)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * LIMIT


def endless(size: int) -> Reply:
    return Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * size)


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> Reply:
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + end)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (endless(LIMIT + 1), "E085"),
        (chunked(*[b"x" * 100_000] * 11), "E085"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n" + b"x" * LIMIT * 2), "E085"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort"), "E083"),
        (chunked(b"broken off", end=b""), "E083"),
        (Reply(raw=b""), "E083"),
        (Reply(raw=b"220 mail.example ESMTP ready\r\n"), "E083"),
        (Reply(raw=b"HTTP/1.1 2x0 OK\r\n\r\n"), "E083"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nshort"), "E083"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n"), "E083"),
        (Reply(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000), "E083"),
        (Reply(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 3), "E083"),
    ],
)
def test_an_answer_against_the_rules_is_refused(site: Site, get: Get, reply: Reply, code: str) -> None:
    site.pages["/"] = reply
    with pytest.raises(DatelineError, match=code):
        get("/")


@pytest.mark.parametrize("reply", [endless(LIMIT), chunked(b"x" * 400_000, b"x" * 600_000)])
def test_an_answer_of_just_the_limit_is_taken(site: Site, get: Get, reply: Reply) -> None:
    site.pages["/"] = reply
    assert get("/").content(LIMIT) == b"x" * LIMIT


def test_a_closed_port_is_told(site: Site, get: Get) -> None:
    site.close()
    with pytest.raises(PassingError, match="E083"):
        get("/")


def test_the_request_says_who_asks(site: Site) -> None:
    site.pages["/a?b=c"] = Reply(PAGE)
    manners = Manners(allow_private=True, contact="https://example.org/reader")
    ask(site.address("/a?b=c"), manners, resolve=resolve)
    headers = site.requests[-1].headers
    assert headers["user-agent"].startswith("dateline/")
    assert headers["user-agent"].endswith("(+https://example.org/reader)")
    assert headers["host"] == f"news.test:{site.port}"
    assert not {"cookie", "authorization", "referer"} & headers.keys()


@pytest.mark.parametrize("contact", ["a\r\nX: y", "a b", "a(b)", "ä@example.org", "x" * 300])
def test_a_contact_cannot_add_headers(contact: str) -> None:
    with pytest.raises(DatelineError, match="E031"):
        Manners(contact=contact)


def test_credentials_are_sent_and_not_kept(site: Site) -> None:
    site.pages["/"] = Reply(PAGE)
    address = parse(f"http://re%61der:p%40ss@news.test:{site.port}/")
    answer = ask(address, Manners(allow_private=True), resolve=resolve)
    assert site.requests[-1].headers["authorization"] == "Basic cmVhZGVyOnBAc3M="
    assert b"cmVhZGVyOnBAc3M=" not in b"".join(b"".join(pair) for pair in answer.sent)
    assert "p%40ss" not in repr(answer)


def test_the_environment_has_no_say(site: Site, get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = Reply(PAGE)
    assert get("/").status == 200


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"Location: /a", "/a"),
        (b"location:/a", "/a"),
        ("Location: /ü".encode(), "/ü"),
        ("Location: /ü".encode("latin-1"), "/ü"),
        (b"Other: /a", ""),
    ],
)
def test_a_header_is_read_as_text(wire: Wire, line: bytes, expected: str) -> None:
    wire.answer = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n" + line + b"\r\n\r\n"
    answer = ask(parse("http://1.1.1.1/"), Manners(), clock=wire.hands.clock, inner=wire)
    assert answer.header("Location") == expected
