"""A site on this machine, names that lead to it, and a clock that only runs when it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

from dateline.fetching.addresses import WebAddress, parse
from dateline.fetching.client import Fetched, Validators
from dateline.fetching.exchange import Answer, Headers
from dateline.fetching.limits import Clock

START = datetime(2025, 10, 21, 12, tzinfo=UTC)


@dataclass
class HandClock:
    """Stands still until somebody sleeps, unless it ticks."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)
    tick: float = 0.0

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        """The clock as what fetches takes it."""
        return Clock(
            now=lambda: START + timedelta(seconds=self.looked()),
            elapsed=self.looked,
            sleep=self.sleep,
        )

    def looked(self) -> float:
        """Return the time; each look takes a tick."""
        self.seconds += self.tick
        return self.seconds


@dataclass
class Reply:
    """What the site answers with."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None


@dataclass
class Request:
    """What the site was asked."""

    path: str
    headers: dict[str, str]


Answers = Callable[[Request], Reply]


class Site:
    """A server on 127.0.0.1 that answers from a table, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Answers] = {"/robots.txt": Reply(status=404)}
        self.requests: list[Request] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                request = Request(self.path, {k.casefold(): v for k, v in self.headers.items()})
                site.requests.append(request)
                found = site.pages.get(self.path, Reply(b"not here", 404))
                reply = found(request) if callable(found) else found
                if reply.raw is not None:
                    self.wfile.write(reply.raw)
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for key, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str, host: str = "news.test") -> str:
        """Return the address of a page as text."""
        return f"http://{host}:{self.port}{path}"

    def address(self, path: str, host: str = "news.test") -> WebAddress:
        """Return the address of a page."""
        return parse(self.url(path, host))

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]


def resolve(name: str, port: int, seconds: float) -> tuple[str, ...]:
    """Lead every name below .test to this machine."""
    del port, seconds
    if name.endswith(".test"):
        return ("127.0.0.1",)
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


class Wire(httpcore.NetworkBackend):
    """Stands in for the network: notes what is connected to, and answers with given bytes.

    Attributes:
        answer: what the far end sends.
        piece: bytes that arrive at a time.
        pace: seconds that each piece takes.
        dead: IP addresses that do not answer.
        connected: IP addresses and ports that were connected to.
        names: names that TLS was asked for.
        sent: what was sent.
    """

    def __init__(self, answer: bytes = b"", clock: HandClock | None = None) -> None:
        self.answer = answer
        self.piece = 65_536
        self.pace = 0.0
        self.hands = clock or HandClock()
        self.dead: set[str] = set()
        self.connected: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.sent = b""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Note what is connected to."""
        del local_address, socket_options
        self.connected.append((host, port))
        if host in self.dead:
            self.hands.seconds += timeout or 0.0
            raise httpcore.ConnectTimeout("timed out")
        return _End(self)


class _End(httpcore.NetworkStream):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._left = wire.answer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        assert timeout is not None
        if self._wire.pace > timeout:
            self._wire.hands.seconds += timeout
            raise httpcore.ReadTimeout("timed out")
        self._wire.hands.seconds += self._wire.pace
        size = min(max_bytes, self._wire.piece)
        found, self._left = self._left[:size], self._left[size:]
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        assert timeout is not None
        self._wire.sent += buffer

    def close(self) -> None:
        return

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del ssl_context, timeout
        self._wire.names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        del info


PAGE = b"<html><p>The dam held through the night, the ministry said.</p></html>"
HTML = ((b"Content-Type", b"text/html; charset=utf-8"), (b"Server", b"test"))


def answer(url: str, body: bytes = PAGE, headers: Headers = HTML, status: int = 200) -> Answer:
    """Make an answer by hand."""
    return Answer(
        address=parse(url),
        status=status,
        reason="OK",
        headers=headers,
        body=body,
        sent=((b"Host", b"news.example"),),
        ip="93.184.215.14",
        time=START,
    )


def fetched(*hops: Answer) -> Fetched:
    """Make what was got of answers."""
    return Fetched(hops=hops, content=PAGE, changed=True, validators=Validators())
