"""Asks an application without a network, and without what a client would tidy up on the way."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Message

HOST: Final = "127.0.0.1:8017"
"""The host that the applications of the tests answer to."""

Pairs = Mapping[str, str] | Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Response:
    """What came back.

    Attributes:
        status: the status.
        headers: headers in their order, names in lower case; a name can stand there twice.
        body: the body as it was sent.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """Return the values of a header joined by commas, an empty string if there is none."""
        return ", ".join(value for key, value in self.headers if key == name.lower())

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def get(
    app: ASGIApp, path: str, *, headers: Pairs = (), host: str | None = HOST, body: bytes = b""
) -> Response:
    """Ask for an address; see `send`."""
    return send(app, "GET", path, headers=headers, host=host, body=body)


def post(
    app: ASGIApp, path: str, body: bytes = b"", *, headers: Pairs = (), host: str | None = HOST
) -> Response:
    """Send a body to an address; see `send`."""
    return send(app, "POST", path, headers=headers, host=host, body=body)


def send(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    headers: Pairs = (),
    host: str | None = HOST,
    body: bytes = b"",
) -> Response:
    """Ask an application in this process.

    Args:
        app: the application.
        method: GET, POST ...
        path: the address after the host, percent-encoded as it would stand in the request line.
        headers: further headers; pairs, where a name is to stand there twice.
        host: what the Host header says, `None` for no such header.
        body: what is sent.
    """
    given = list(headers.items() if isinstance(headers, Mapping) else headers)
    if host is not None:
        given.insert(0, ("host", host))
    raw, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote_to_bytes(raw).decode("utf-8", "replace"),
        "raw_path": raw.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given],
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8017),
    }
    sent: list[Message] = []
    asked = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        for message in asked:
            return message
        # who asked waits for the answer
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def note(message: Message) -> None:
        sent.append(message)

    # a thread of its own: the thread of a test that drives a browser runs a loop already
    failures: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(_called(app, scope, receive, note))
        except BaseException as error:  # noqa: BLE001 - raised again where it was asked
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    start = next(one for one in sent if one["type"] == "http.response.start")
    return Response(
        start["status"],
        tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in start["headers"]),
        b"".join(one.get("body", b"") for one in sent if one["type"] == "http.response.body"),
    )


async def _called(app: ASGIApp, *channels: Any) -> None:
    await app(*channels)
