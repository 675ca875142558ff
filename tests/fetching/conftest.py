"""A site on this machine, names that lead to it, and a clock that only runs when it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.fetching.addresses import WebAddress, parse
from dateline.fetching.client import Fetcher
from dateline.fetching.limits import Clock, Manners

START = datetime(2025, 10, 21, 12, tzinfo=UTC)


@dataclass
class HandClock:
    """Stands still until somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let the time pass."""
        self.slept.append(seconds)
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        """The clock as what fetches takes it."""
        return Clock(
            now=lambda: START + timedelta(seconds=self.seconds),
            elapsed=lambda: self.seconds,
            sleep=self.sleep,
        )


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


class Site:
    """A server on 127.0.0.1 that answers from a table, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | Callable[[Request], Reply]] = {"/robots.txt": Reply(status=404)}
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


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture
def hands() -> HandClock:
    return HandClock()


@pytest.fixture
def fetcher(hands: HandClock) -> Fetcher:
    return Fetcher(Manners(allow_private=True), clock=hands.clock, resolve=resolve)
