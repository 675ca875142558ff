from __future__ import annotations

import http.client
import signal
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette

from builders import make_report
from dateline.cli import main
from dateline.errors import DatelineError
from dateline.store.record import Record
from dateline.web import serving
from dateline.web.connections import Prompt
from dateline.web.serving import Place
from web.running import Running, in_thread, running, spoken

EVERYWHERE = "0.0.0.0"  # noqa: S104 - refused, or told apart
WORD = "b3JhbmdlcyBhbmQgbGVtb25z"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("localhost", True),
        ("", False),
        (EVERYWHERE, False),
        ("::", False),
        ("0", False),
        ("127.1", False),
        ("192.168.1.7", False),
        ("169.254.1.1", False),
        ("fe80::1", False),
        ("news.lan", False),
        ("localhost.evil.example", False),
        ("LOCALHOST", False),
    ],
)
def test_others_need_a_token(host: str, loopback: bool) -> None:
    place = Place(host=host)
    assert serving.is_loopback(host) == loopback
    if loopback:
        assert place.checked() == place
    else:
        with pytest.raises(DatelineError, match="E103") as raised:
            place.checked()
        assert "--token" in raised.value.remedy
    assert replace(place, token=WORD).checked().token == WORD


def test_a_short_token_is_refused_and_a_new_one_told_each_time() -> None:
    for host in ("127.0.0.1", EVERYWHERE):
        with pytest.raises(DatelineError, match="E103"):
            Place(host=host, token="x" * 15).checked()
    remedies = set()
    for _ in range(2):
        with pytest.raises(DatelineError) as raised:
            Place(host=EVERYWHERE).checked()
        remedies.add(raised.value.remedy)
        Place(host=EVERYWHERE, token=raised.value.remedy.split("--token ")[1]).checked()
    assert len(remedies) == 2


@pytest.mark.parametrize("options", [["--host", EVERYWHERE], ["--host", "::"], ["--token", "short"]])
def test_the_command_does_not_begin_without_a_token(tmp_path: Path, options: list[str]) -> None:
    result = CliRunner().invoke(
        main, ["serve", "--db", str(tmp_path / "none.duckdb"), "--port", "0", *options]
    )
    assert result.exit_code != 0
    assert "E103" in str(result.exception or "") + result.output


@pytest.mark.parametrize(
    ("place", "told", "served"),
    [
        (Place(), "http://127.0.0.1:9/", {"127.0.0.1:9", "localhost:9", "[::1]:9"}),
        (Place(host="::1"), "http://[::1]:9/", {"127.0.0.1:9", "localhost:9", "[::1]:9"}),
        (
            Place(host="127.0.0.2"),
            "http://127.0.0.2:9/",
            {"127.0.0.1:9", "localhost:9", "[::1]:9", "127.0.0.2:9"},
        ),
        (
            Place(host=EVERYWHERE, names=("News.lan",), token="a b&c=d" + WORD),
            f"http://News.lan:9/?token=a%20b%26c%3Dd{WORD}",
            {"127.0.0.1:9", "localhost:9", "[::1]:9", "news.lan:9", "news.lan"},
        ),
        (
            Place(host="::", token=WORD),
            f"http://127.0.0.1:9/?token={WORD}",
            {"127.0.0.1:9", "localhost:9", "[::1]:9"},
        ),
    ],
)
def test_the_address_that_is_told_is_served(place: Place, told: str, served: set[str]) -> None:
    assert serving.address(place, 9) == told
    assert serving.allowed(place, 9) == served
    assert told.split("/")[2].lower() in served


def test_a_port_that_is_taken_is_named() -> None:
    with serving.listening(Place(port=0)) as taken:
        assert taken.getsockname()[0] == "127.0.0.1"
        port = taken.getsockname()[1]
        with pytest.raises(DatelineError, match=f"E103.*{port}"):
            serving.listening(Place(port=port))


@pytest.fixture(scope="module")
def port(app: Starlette) -> Iterator[int]:
    """The port of a server that waits for requests for a moment only, and serves any port's name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Prompt, "seconds", 0.5)
        with in_thread(app) as port:
            yield port


REFUSED = (
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    b"GET http://127.0.0.1:8017/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : 127.0.0.1:8017\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nX: \x00\r\n\r\n",
    b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1:8017\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nX: " + b"a" * (1_000_000) + b"\r\n\r\n",
    b"GET /?" + b"a" * (1_000_000) + b" HTTP/1.1\r\nHost: 127.0.0.1:8017\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"\r\n\r\n\r\n hello\r\n\r\n",
    b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n",
)


@pytest.mark.parametrize("sent", REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_request_to_us_is_refused(port: int, sent: bytes) -> None:
    # who still sends when the other side has closed may hear nothing
    assert (spoken(port, sent) or b"closed 400").split(b" ")[1] in (b"400", b"431")


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\n",
        b"POST /events HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\nabc",
        b"GET /nothing.json HTTP/1.1\r\nHost: 127.0.0.1:8017\r\n\r\nGET / HT",
    ],
    ids=["nothing", "half a head", "half a body", "half a second one"],
)
def test_a_request_that_does_not_arrive_is_not_waited_for(port: int, sent: bytes) -> None:
    # it returns: the server closes
    spoken(port, sent)


def test_who_sends_slowly_keeps_nobody_from_asking(port: int) -> None:
    whole = b"GET /events.json HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nConnection: close\r\n\r\n"
    waiting = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    for one in waiting:
        one.sendall(b"GET / HTTP/1.1\r\n")
    assert spoken(port, whole).startswith(b"HTTP/1.1 200")
    for one in waiting:
        one.close()


def test_a_websocket_is_not_opened(port: int) -> None:
    sent = (
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"
    )
    assert not spoken(port, sent).startswith(b"HTTP/1.1 101")


def test_many_requests_at_a_time_are_all_answered(port: int) -> None:
    sent = b"GET /events.json?limit=3 HTTP/1.1\r\nHost: 127.0.0.1:8017\r\nConnection: close\r\n\r\n"
    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: spoken(port, sent).partition(b"\r\n\r\n"), range(96)))
    assert {head.split(b" ")[1] for head, _, _ in answers} == {b"200"}
    assert len({body for _, _, body in answers}) == 1


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "mine.duckdb"
    with Record(path) as record:
        record.add(make_report())
    return path


def asked(server: Running, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask a running server once."""
    talk = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        talk.request("GET", path, headers=headers)
        answer = talk.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        talk.close()


def test_the_token_is_in_no_log(kept: Path) -> None:
    with running(kept, DATELINE_TOKEN=WORD) as server:
        assert server.address.endswith(f"/?token={WORD}")
        status, headers, _ = asked(server, f"/events?token={WORD}")
        assert (status, headers["location"]) == (303, "/events")
        assert asked(server, f"/nothing?token={WORD}")[0] == 303
        cookie = headers["set-cookie"].split(";")[0]
        for path in (f"/nothing?x={WORD}", f"/events?token=x{WORD}", "/events", f"/events?actor={WORD}"):
            status, headers, _ = asked(server, path, Cookie=cookie)
            assert status in (200, 400, 404)
            assert headers["referrer-policy"] == "same-origin"
        assert asked(server, "/events")[0] == 401
        spoken(server.port, f"GET /?token={WORD} HTP\r\n\r\n".encode())
        server.process.terminate()
        _, said = server.process.communicate()
    assert WORD not in said


def test_a_thousand_requests_leave_nothing_open(kept: Path) -> None:
    with running(kept) as server:
        own = Path("/proc") / str(server.process.pid)
        if not own.is_dir():
            pytest.skip("no list of open files here")

        def held() -> tuple[int, int]:
            threads = (own / "status").read_text().split("Threads:")[1].split()[0]
            return len(list((own / "fd").iterdir())), int(threads)

        def ask(number: int) -> None:
            talk = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            for turn in range(number):
                path = ("/events.json?limit=1", "/static/dateline.css", "/nothing", "/events?limit=1")[
                    turn % 4
                ]
                talk.request("GET", path)
                talk.getresponse().read()
            talk.close()

        for _ in range(10):
            ask(20)
        before = held()
        for _ in range(50):
            ask(20)
        assert all(now <= was + 3 for now, was in zip(held(), before, strict=True))


def test_a_page_says_that_the_store_is_being_written_to(kept: Path) -> None:
    with running(kept) as server:
        with Record(kept, patience=30):
            status, headers, body = asked(server, "/events.json")
            assert (status, headers["retry-after"]) == (503, "5")
            assert b"E042" in body
        assert asked(server, "/events.json")[0] == 200


def test_it_ends_when_it_is_told_to(kept: Path) -> None:
    with running(kept) as server:
        assert asked(server, "/")[0] == 200
        server.process.send_signal(signal.SIGINT)
        _, said = server.process.communicate(timeout=60)
        assert (server.process.returncode, said) == (0, "")
