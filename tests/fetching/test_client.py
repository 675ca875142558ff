"""Fetching as a guest behaves: by the house's rules, at its pace, and not led astray."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.fetching.addresses import parse
from dateline.fetching.client import Fetcher, Validators
from dateline.fetching.exchange import PassingError
from dateline.fetching.limits import Manners
from dateline.fetching.pace import LONGEST, retry_after
from local_site import START, Answers, HandClock, Reply, Request, Site, Wire, resolve

PAGE = Reply(b"<p>page</p>", headers={"Content-Type": "text/html; charset=ISO-8859-2"})


def redirect(to: str, status: int = 302) -> Reply:
    return Reply(b"moved", status, {"Location": to})


def robots(text: str, **headers: str) -> Reply:
    return Reply(text.encode(), headers=headers)


def in_turn(*replies: Reply) -> Answers:
    """Answer with one reply after the other, and with the last one from then on."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def test_a_page_comes_with_what_the_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = PAGE
    fetched = fetcher.fetch(site.address("/a"))
    assert (fetched.content, fetched.changed) == (PAGE.body, True)
    assert fetched.charset == "ISO-8859-2"
    assert fetched.address.url == site.url("/a")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, fetcher: Fetcher, status: int) -> None:
    site.pages["/a"] = redirect("b?c=ü", status)
    site.pages["/b?c=%C3%BC"] = redirect(f"//other.test:{site.port}/d", status)
    site.pages["/d"] = PAGE
    fetched = fetcher.fetch(site.address("/a"))
    assert [hop.status for hop in fetched.hops] == [status, status, 200]
    assert fetched.address.url == site.url("/d", "other.test")
    assert site.requests[-1].headers["host"] == f"other.test:{site.port}"


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "E081"),
        ("http://[::ffff:169.254.169.254]/", "E081"),
        ("http://[fd00:ec2::254]/", "E081"),
        ("http://0.0.0.0/", "E081"),
        ("file:///etc/passwd", "E080"),
        ("ftp://news.test/", "E080"),
        ("http://2130706433/", "E080"),
        ("http://news.test\\@127.0.0.1/", "E080"),
        ("http://unknown.invalid/", "E083"),
        ("/a", "E084"),
    ],
)
def test_redirects_do_not_lead_astray(site: Site, fetcher: Fetcher, to: str, code: str) -> None:
    site.pages["/a"] = redirect(to)
    with pytest.raises(DatelineError, match=code):
        fetcher.fetch(site.address("/a"))


def test_a_redirect_from_the_web_into_a_private_network_is_refused(wire: Wire) -> None:
    def lookup(name: str, port: int, seconds: float) -> tuple[str, ...]:
        del port, seconds
        return ("93.184.215.14",) if name == "news.example" else ("93.184.215.15", "192.168.0.1")

    wire.answer = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://router.example/\r\n\r\n"
    fetcher = Fetcher(Manners(), clock=wire.hands.clock, resolve=lookup, inner=wire)
    with pytest.raises(DatelineError, match=r"E081.*router\.example leads to 192\.168\.0\.1"):
        fetcher.fetch(parse("http://news.example/"))
    assert {host for host, _ in wire.connected} == {"93.184.215.14"}


def test_five_redirects_are_followed_and_no_more(site: Site, fetcher: Fetcher) -> None:
    for number in range(6):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages["/6"] = PAGE
    assert len(fetcher.fetch(site.address("/1")).hops) == 6
    with pytest.raises(DatelineError, match=r"E084.*5 redirects"):
        fetcher.fetch(site.address("/0"))


def test_a_password_goes_to_its_own_host_alone(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = redirect("/b")
    site.pages["/b"] = redirect(site.url("/c", "other.test"))
    site.pages["/c"] = redirect(site.url("/d", "news.test"))
    site.pages["/d"] = PAGE
    fetcher.fetch(parse(f"http://me:pw@news.test:{site.port}/a"))
    sent = {r.path: "authorization" in r.headers for r in site.requests if r.path != "/robots.txt"}
    assert sent == {"/a": True, "/b": True, "/c": False, "/d": False}
    assert not any("authorization" in r.headers for r in site.requests if r.path == "/robots.txt")


def test_cookies_are_not_kept(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(b"moved", 302, {"Location": "/b", "Set-Cookie": "id=1"})
    site.pages["/b"] = PAGE
    fetcher.fetch(site.address("/a"))
    assert "cookie" not in site.requests[-1].headers


RULES = "User-agent: *\nDisallow: /private\nAllow: /private/open\n"


@pytest.mark.parametrize(
    ("reply", "path", "allowed"),
    [
        (robots(RULES), "/open", True),
        (robots(RULES), "/private/a", False),
        (robots(RULES), "/private/open", True),
        (robots(RULES), "/a/../private/a", False),
        (robots(RULES), "/a/%2E%2E/private/a", False),
        (robots(RULES), "/%70rivate/a", False),
        (robots("User-agent: *\nDisallow:\n"), "/a", True),
        (robots("User-agent: *\nDisallow: /\n\nUser-agent: dateline\nAllow: /\n"), "/a", True),
        (robots("User-agent: *\nAllow: /\n\nUser-agent: Dateline\nDisallow: /\n"), "/a", False),
        (robots("User-agent: datelinebot\nDisallow: /\n"), "/a", True),
        (robots("User-agent: *\nDisallow: /*.pdf$\n"), "/a.pdf", False),
        (robots("User-agent: *\nDisallow: /*.pdf$\n"), "/a.pdf?x", True),
        (robots("\ufeffUser-agent: *\nDisallow: /\n"), "/a", False),
        (robots("<!doctype html><p>Not here"), "/a", True),
        (robots("\x00\xff not a file of rules"), "/a", True),
        (robots(""), "/a", True),
        (robots("#" + "x" * 600_000 + "\nUser-agent: *\nDisallow: /\n"), "/a", True),
        (Reply(status=401), "/a", True),
        (Reply(status=403), "/a", True),
        (Reply(status=404), "/a", True),
        (Reply(status=410), "/a", True),
        (Reply(status=429), "/a", False),
        (Reply(status=500), "/a", False),
        (Reply(status=503), "/a", False),
        (Reply(raw=b""), "/a", False),
        (Reply(b"x", headers={"Content-Encoding": "gzip"}), "/a", False),
        (redirect("/robots.txt"), "/a", True),
        (redirect("/elsewhere"), "/private/a", False),
        (redirect("http://nowhere.invalid/robots.txt"), "/a", False),
        (redirect("file:///etc/passwd"), "/a", False),
    ],
)
def test_robots_are_obeyed(site: Site, fetcher: Fetcher, reply: Reply, path: str, allowed: bool) -> None:
    site.pages["/robots.txt"] = reply
    site.pages["/elsewhere"] = robots(RULES)
    address = site.address(path)
    site.pages[address.target] = PAGE
    if allowed:
        assert fetcher.fetch(address).content == PAGE.body
    else:
        with pytest.raises(DatelineError, match=r"E08[23]"):
            fetcher.fetch(address)
        assert address.target not in site.asked


def test_each_hop_is_asked_of_its_own_robots(site: Site, fetcher: Fetcher) -> None:
    def by_host(request: Request) -> Reply:
        return robots(RULES) if request.headers["host"].startswith("other") else Reply(status=404)

    site.pages["/robots.txt"] = by_host
    site.pages["/private/a"] = redirect(site.url("/private/b", "other.test"))
    site.pages["/private/b"] = PAGE
    with pytest.raises(DatelineError, match=r"E082.*other\.test"):
        fetcher.fetch(site.address("/private/a"))
    assert site.asked == ["/private/a"]


def test_robots_are_read_once_a_day(site: Site, fetcher: Fetcher, hands: HandClock) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /b\n")
    site.pages["/a"] = site.pages["/b"] = PAGE
    for _ in range(3):
        fetcher.fetch(site.address("/a"))
    assert [r.path for r in site.requests].count("/robots.txt") == 1
    site.pages["/robots.txt"] = robots("")
    hands.seconds += 86_401
    assert fetcher.fetch(site.address("/b")).changed
    assert [r.path for r in site.requests].count("/robots.txt") == 2


def test_robots_that_fail_are_tried_again_soon(site: Site, fetcher: Fetcher, hands: HandClock) -> None:
    site.pages["/robots.txt"] = Reply(status=500)
    site.pages["/a"] = PAGE
    for _ in range(5):
        with pytest.raises(PassingError, match=r"E082.*500") as raised:
            fetcher.fetch(site.address("/a"))
    assert len(site.requests) == 2
    assert raised.value.until is not None
    hands.seconds += 301
    site.pages["/robots.txt"] = in_turn(Reply(status=502), robots(""))
    assert fetcher.fetch(site.address("/a")).changed


def test_a_host_is_asked_slowly(site: Site, fetcher: Fetcher, hands: HandClock) -> None:
    site.pages["/a"] = PAGE
    for _ in range(3):
        fetcher.fetch(site.address("/a"))
    fetcher.fetch(site.address("/a", "other.test"))
    assert hands.slept == [2.0, 2.0]
    hands.seconds += 1.5
    fetcher.fetch(site.address("/a"))
    assert hands.slept[2:] == [0.5]


@pytest.mark.parametrize(
    ("delay", "slept"),
    [("1", 2.0), ("10", 10.0), ("0.1", 2.0), ("-5", 2.0), ("x", 2.0), ("nan", 2.0), ("inf", 2.0)],
)
def test_robots_may_ask_for_more_time(
    site: Site, fetcher: Fetcher, hands: HandClock, delay: str, slept: float
) -> None:
    site.pages["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {delay}\n")
    site.pages["/a"] = PAGE
    fetcher.fetch(site.address("/a"))
    fetcher.fetch(site.address("/a"))
    assert hands.slept == [slept]


@pytest.mark.parametrize("delay", ["3600", "1e300"])
def test_a_pause_beyond_patience_is_told(site: Site, fetcher: Fetcher, hands: HandClock, delay: str) -> None:
    site.pages["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {delay}\n")
    site.pages["/a"] = PAGE
    fetcher.fetch(site.address("/a"))
    with pytest.raises(PassingError, match="E084") as raised:
        fetcher.fetch(site.address("/a"))
    assert raised.value.until is not None
    assert hands.slept == []


def seconds_from_start(text: str) -> float | None:
    found = retry_after(text, START)
    return None if found is None else (found - START).total_seconds()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("Tue, 21 Oct 2025 12:02:00 GMT", 120),
        ("Tue, 21 Oct 2025 14:02:00 +0200", 120),
        ("Tuesday, 21-Oct-25 12:02:00 GMT", 120),
        ("Tue Oct 21 12:02:00 2025", 120),
        ("Tue, 21 Oct 2025 11:00:00 GMT", 0),
        ("999999999", LONGEST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("soon", None),
        ("9" * 5000, None),
        ("Tue, 99 Oct 2025 12:02:00 GMT", None),
    ],
)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    assert seconds_from_start(value) == seconds


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("value", ["60", "Tue, 21 Oct 2025 12:01:00 GMT"])
def test_a_server_that_asks_for_time_gets_it(
    site: Site, fetcher: Fetcher, hands: HandClock, status: int, value: str
) -> None:
    busy = Reply(status=status, headers={"Retry-After": value})
    site.pages["/a"] = in_turn(busy, PAGE)
    assert fetcher.fetch(site.address("/a")).changed
    assert hands.seconds == 60


def test_a_server_that_asks_for_much_time_is_left_alone(
    site: Site, fetcher: Fetcher, hands: HandClock
) -> None:
    site.pages["/a"] = Reply(status=429, headers={"Retry-After": "7200"})
    site.pages["/b"] = PAGE
    with pytest.raises(PassingError, match=r"E084.*429.*14:00:00") as raised:
        fetcher.fetch(site.address("/a"))
    assert raised.value.until == START + timedelta(hours=2)
    with pytest.raises(PassingError, match=r"E084.*14:00:00"):
        fetcher.fetch(site.address("/b"))
    assert (site.asked, hands.slept) == (["/a"], [])
    hands.seconds += 7200
    assert fetcher.fetch(site.address("/b")).changed


def test_robots_that_ask_for_time_are_left_alone(site: Site, fetcher: Fetcher, hands: HandClock) -> None:
    site.pages["/robots.txt"] = Reply(status=503, headers={"Retry-After": "3600"})
    for _ in range(2):
        with pytest.raises(PassingError):
            fetcher.fetch(site.address("/a"))
    assert (len(site.requests), hands.slept) == (1, [])


@pytest.mark.parametrize("failing", [Reply(status=500), Reply(status=502), Reply(status=504), Reply(raw=b"")])
def test_what_may_pass_is_tried_again(site: Site, fetcher: Fetcher, hands: HandClock, failing: Reply) -> None:
    site.pages["/a"] = in_turn(failing, failing, PAGE)
    assert fetcher.fetch(site.address("/a")).changed
    assert hands.slept == [5.0, 10.0]
    site.pages["/b"] = failing
    with pytest.raises(PassingError, match=r"E08[34]"):
        fetcher.fetch(site.address("/b"))
    assert site.asked.count("/b") == 3


@pytest.mark.parametrize(
    "status", [201, 204, 206, 300, 304, 305, 400, 401, 403, 404, 410, 451, 501, 505, 999]
)
def test_what_will_not_pass_is_not(site: Site, fetcher: Fetcher, status: int) -> None:
    site.pages["/a"] = Reply(raw=b"HTTP/1.1 %d What\r\nContent-Length: 0\r\n\r\n" % status)
    with pytest.raises(DatelineError, match=rf"E084.*{status} What"):
        fetcher.fetch(site.address("/a"))
    assert site.asked == ["/a"]


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    marks = {"ETag": 'W/"a-1"', "Last-Modified": "Tue, 21 Oct 2025 08:00:00 GMT"}
    site.pages["/a"] = replace(PAGE, headers=marks)
    known = {site.url("/a"): fetcher.fetch(site.address("/a")).validators}
    assert known[site.url("/a")] == Validators(etag='W/"a-1"', modified="Tue, 21 Oct 2025 08:00:00 GMT")
    site.pages["/a"] = Reply(raw=b'HTTP/1.1 304 Not Modified\r\nETag: W/"a-2"\r\n\r\n')
    fetched = fetcher.fetch(site.address("/a"), known.__getitem__)
    assert (fetched.changed, fetched.content) == (False, b"")
    assert fetched.validators == Validators(etag='W/"a-2"', modified="Tue, 21 Oct 2025 08:00:00 GMT")
    headers = site.requests[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('W/"a-1"', marks["Last-Modified"])


def test_a_page_is_asked_for_whole_when_the_server_gives_no_marks(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = PAGE
    assert fetcher.fetch(site.address("/a")).validators == Validators()
    fetcher.fetch(site.address("/a"), lambda _: Validators())
    assert not {"if-none-match", "if-modified-since"} & site.requests[-1].headers.keys()


@pytest.mark.parametrize("mark", ["x" * 2000, '"ü"'])
def test_a_mark_that_cannot_be_sent_back_as_it_came_is_dropped(
    site: Site, fetcher: Fetcher, mark: str
) -> None:
    raw = f"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: {mark}\r\n\r\n".encode()
    site.pages["/a"] = Reply(raw=raw)
    assert fetcher.fetch(site.address("/a")).validators == Validators()


def test_the_pauses_that_hosts_ask_for_are_told(site: Site, hands: HandClock) -> None:
    told: dict[str, datetime] = {}
    manners = Manners(allow_private=True, retries=0)
    fetcher = Fetcher(manners, clock=hands.clock, resolve=resolve, noted=told.__setitem__)
    site.pages["/a"] = Reply(status=429, headers={"Retry-After": "30"})
    with pytest.raises(PassingError):
        fetcher.fetch(site.address("/a"))
    assert told == {"news.test": datetime(2025, 10, 21, 12, 0, 30, tzinfo=UTC)}


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files as Linux shows them")
def test_nothing_stays_open(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = redirect("/b")
    site.pages["/b"] = PAGE
    site.pages["/broken"] = Reply(raw=b"")
    fetcher.fetch(site.address("/a"))
    files, threads = len(list(Path("/proc/self/fd").iterdir())), threading.active_count()
    for _ in range(30):
        fetcher.fetch(site.address("/a"))
        with pytest.raises(PassingError):
            fetcher.fetch(site.address("/broken"))
    # the server of the test may be about to end with a connection or two
    assert len(list(Path("/proc/self/fd").iterdir())) <= files + 3
    assert threading.active_count() <= threads + 3
