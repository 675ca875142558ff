"""Serving a store on an address of this machine."""

from __future__ import annotations

import ipaddress
import os
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from dateline.errors import DatelineError

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

    from dateline.web.desk import Desk

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
"""Names of the loopback."""

_EVERYWHERE: Final = ("", "0.0.0.0", "::")  # noqa: S104 - told apart, not listened on


CONNECTIONS: Final = 200
"""Most connections at a time; a browser takes six."""

HEAD: Final = 32_768
"""Bytes that the head of a request may have, its address included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where to serve, and for whom.

    Attributes:
        host: address to listen on.
        port: port; 0 takes a free one.
        names: further names under which others reach this machine.
        token: what they have to show; needed anywhere but on the loopback.
    """

    host: str = "127.0.0.1"
    port: int = 8017
    names: tuple[str, ...] = ()
    token: str = ""

    @property
    def named(self) -> str:
        """The name to reach it by: its address, or where that stands for all of this machine's, the first name."""
        everywhere = self.host in _EVERYWHERE
        return (*self.names, LOCAL[0])[0] if everywhere else self.host

    def checked(self) -> Place:
        """Return the place if it may be served.

        Raises:
            DatelineError: E103, others could reach it and need no token, or the token is short.
        """
        if not is_loopback(self.host) and not self.token:
            raise DatelineError(
                "E103",
                f"{self.host}: others could read the record there",
                f"give a token of your own: --token {secrets.token_urlsafe(24)}",
            )
        if self.token and len(self.token) < 16:
            raise DatelineError("E103", "the token is shorter than 16 characters", "take a longer one")
        return self


def is_loopback(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(place: Place) -> socket.socket:
    """Return a socket that listens there.

    Raises:
        DatelineError: E103, it cannot.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    # named as TCP, or asyncio leaves the delay on that joins small packets: 40 ms an answer
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # on Windows it would let another program take the port as well
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((place.host, place.port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise DatelineError(
            "E103", f"{place.host}:{place.port}: {error.strerror or error}", "name another --port, 0 for any"
        ) from error
    return taken


def site(desk: Desk, place: Place, port: int, *, edit: bool = False) -> Starlette:
    """Return the application for a store at a place.

    Args:
        desk: access to the store.
        place: where it is served.
        port: the port that it got.
        edit: corrections may be made from the page.

    Raises:
        DatelineError: E040 to E042, the store cannot be opened.
    """
    from dateline.web.app import application
    from dateline.web.security import Rules

    with desk.questions():
        pass
    return application(desk, Rules(allowed(place, port), place.token), edit=edit)


def allowed(place: Place, port: int) -> frozenset[str]:
    """Return what the Host header may say: the loopback, the address, and the names that were given for it.

    A name that was given holds without the port, too: a proxy in front may listen on another.
    """
    from dateline.web.security import hosts

    return hosts((*LOCAL, place.named, *place.names), port) | {name.lower() for name in place.names}


def address(place: Place, port: int) -> str:
    """Return the address to open in a browser, the token included."""
    host = f"[{place.named}]" if ":" in place.named else place.named
    return f"http://{host}:{port}/" + (f"?token={quote(place.token, safe='')}" if place.token else "")


def settings(app: Starlette) -> uvicorn.Config:
    """Return how an application is served."""
    import uvicorn

    from dateline.web.connections import Prompt

    return uvicorn.Config(
        app,
        http=Prompt,
        ws="none",
        lifespan="off",
        log_level="warning",
        # a request line may hold the token
        access_log=False,
        server_header=False,
        # nobody else says where a request comes from
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=HEAD,
    )


def serve(app: Starlette, taken: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn

    with suppress(KeyboardInterrupt):
        uvicorn.Server(settings(app)).run(sockets=[taken])
