"""Serving a store on an address of this machine."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.applications import Starlette

from dateline.errors import DatelineError

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
"""Names of the loopback."""


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
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((place.host, place.port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise DatelineError(
            "E103", f"{place.host}:{place.port}: {error.strerror or error}", "name another --port, 0 for any"
        ) from error
    return taken


def site(store: Path, place: Place, port: int, *, edit: bool = False) -> Starlette:
    """Return the application for a store at a place.

    Args:
        store: the store.
        place: where it is served.
        port: the port that it got.
        edit: corrections may be made from the page.

    Raises:
        DatelineError: E040 to E042, the store cannot be opened.
    """
    from dateline.web.app import application
    from dateline.web.desk import Desk
    from dateline.web.security import Rules, hosts

    desk = Desk(store)
    with desk.questions():
        pass
    own = () if place.host in ("0.0.0.0", "::") else (place.host,)  # noqa: S104 - told apart, not listened on
    return application(desk, Rules(hosts((*LOCAL, *own, *place.names), port), place.token), edit=edit)


def address(place: Place, port: int) -> str:
    """Return the address to open in a browser, the token included."""
    host = f"[{place.host}]" if ":" in place.host else place.host
    return f"http://{host}:{port}/" + (f"?token={place.token}" if place.token else "")


def serve(app: Starlette, taken: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[taken])
