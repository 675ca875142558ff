"""No connection is opened but to an address that was checked, and none outlives its time."""

from __future__ import annotations

import socket
import threading

import pytest

from dateline.errors import DatelineError
from dateline.fetching.addresses import parse
from dateline.fetching.exchange import Answer, PassingError, ask
from dateline.fetching.guard import look_up
from dateline.fetching.limits import Manners
from local_site import Wire


def asked(wire: Wire, url: str, *answers: tuple[str, ...], private: bool = False) -> tuple[Answer, list[str]]:
    """Ask an address whose name is answered differently each time it is looked up."""
    looked_up: list[str] = []

    def resolve(name: str, port: int, seconds: float) -> tuple[str, ...]:
        del port, seconds
        looked_up.append(name)
        return answers[min(len(looked_up), len(answers)) - 1]

    manners = Manners(allow_private=private)
    return ask(parse(url), manners, clock=wire.hands.clock, resolve=resolve, inner=wire), looked_up


def test_the_connection_goes_to_the_address_that_was_checked(wire: Wire) -> None:
    answer, looked_up = asked(wire, "https://news.example:8443/a", ("93.184.215.14",), ("127.0.0.1",))
    assert looked_up == ["news.example"]
    assert wire.connected == [("93.184.215.14", 8443)]
    assert wire.names == ["news.example"]
    assert b"\r\nHost: news.example:8443\r\n" in wire.sent
    assert answer.ip == "93.184.215.14"


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1",),
        ("93.184.215.14", "127.0.0.1"),
        ("93.184.215.14", "fd00::1"),
        ("93.184.215.14", "1.1.1.1", "8.8.8.8", "9.9.9.9", "10.0.0.1"),
        ("::ffff:169.254.169.254",),
        ("64:ff9b::a9fe:a9fe",),
        ("fe80::1%eth0",),
        ("no address",),
    ],
)
def test_one_bad_answer_of_several_is_enough(wire: Wire, answers: tuple[str, ...]) -> None:
    with pytest.raises(DatelineError, match=r"E081.*news.example leads to"):
        asked(wire, "http://news.example/", answers)
    assert wire.connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:7f00:1]:8000/",
        "http://169.254.169.254/latest/meta-data/",
        "http://127。0。0。1/",
        "http://localhost/",
        "http://news.example@localhost/",
    ],
)
def test_no_address_of_this_machine_is_connected_to(wire: Wire, url: str) -> None:
    with pytest.raises(DatelineError, match="E081"):
        asked(wire, url, ("127.0.0.1",))
    assert wire.connected == []


def test_an_intranet_may_be_allowed_but_not_where_credentials_lie(wire: Wire) -> None:
    asked(wire, "http://intranet/", ("10.1.2.3",), private=True)
    assert wire.connected == [("10.1.2.3", 80)]
    with pytest.raises(DatelineError, match="E081"):
        asked(wire, "http://intranet/", ("169.254.169.254",), private=True)


def test_a_dead_address_leaves_time_for_the_next(wire: Wire) -> None:
    wire.dead = {"2001:4860::1"}
    answer, _ = asked(wire, "http://news.example/", ("2001:4860::1", "93.184.215.14"))
    assert answer.ip == "93.184.215.14"
    assert [host for host, _ in wire.connected] == ["2001:4860::1", "93.184.215.14"]


def test_a_name_with_many_dead_addresses_is_given_up_in_time(wire: Wire) -> None:
    addresses = tuple(f"93.184.215.{n}" for n in range(100))
    wire.dead = set(addresses)
    with pytest.raises(PassingError, match="E083"):
        asked(wire, "http://news.example/", addresses)
    assert wire.hands.seconds <= 30
    assert len(wire.connected) <= 4


def test_an_answer_that_drips_is_given_up_in_time(wire: Wire) -> None:
    wire.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000
    wire.piece, wire.pace = 1, 1.0
    with pytest.raises(PassingError, match=r"E085.*30 seconds"):
        asked(wire, "http://news.example/", ("93.184.215.14",))
    assert wire.hands.seconds <= 31


def test_a_name_that_is_unknown_is_told() -> None:
    def resolve(name: str, port: int, seconds: float) -> tuple[str, ...]:
        del name, port, seconds
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(PassingError, match=r"E083.*news\.example cannot be looked up: Name or service"):
        ask(parse("http://news.example/"), Manners(), resolve=resolve)


def test_the_resolver_is_asked_with_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait(60))
    with pytest.raises(TimeoutError):
        look_up("news.example", 80, 0.01)
    never.set()


@pytest.mark.parametrize(
    "fault", [socket.gaierror(socket.EAI_NONAME, "unknown"), UnicodeError("label too long")]
)
def test_what_the_resolver_refuses_is_an_error_of_the_system(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(OSError, match=r"unknown|label"):
        look_up("news.example", 80, 5)


def test_the_system_knows_this_machine() -> None:
    assert set(look_up("localhost", 80, 5)) <= {"127.0.0.1", "::1"}
