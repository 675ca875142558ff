"""Who may ask, and what a browser may do with the answer.

A page on the loopback can be reached by every page that the browser shows: by a name that is made to point here (DNS
rebinding), by a form or script of another origin, by an image or frame whose time to load tells what was found. So the
Host is checked on every request, and where it comes from: what a browser asks for another origin's page is refused, but
for a link that is followed. The answer carries a policy under which nothing but our own files runs.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE: Final = "dateline_token"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

_DIRECTIVES: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
POLICY: Final = "; ".join(_DIRECTIVES)
"""Content Security Policy: only files of this server, nothing inline, no frames."""

HEADERS: Final[Mapping[str, str]] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # the record changes, and is nobody else's: a cache asks again each time
    "cache-control": "private, no-cache",
}
"""Headers of every answer."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask.

    Attributes:
        hosts: what the Host header may say, with the port, in lower case.
        token: what has to be shown, empty if nothing.
    """

    hosts: frozenset[str]
    token: str = ""


def hosts(names: tuple[str, ...], port: int) -> frozenset[str]:
    """Return what the Host header may say for names and addresses at a port.

    Args:
        names: names and addresses without a port; of IPv6 without brackets.
        port: the port; 80 may be left out by browsers.
    """
    written = [f"[{name}]" if ":" in name else name.lower() for name in names]
    bare = written if port == 80 else []
    return frozenset((*(f"{name}:{port}" for name in written), *bare))


class Guard:
    """Refuses who may not ask, and puts the headers on every answer.

    Args:
        app: what answers.
        rules: who may ask.
    """

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to who may not ask, `None` to others."""
        headers = Headers(scope=scope)
        given = headers.getlist("host")
        if len(given) != 1 or given[0].lower() not in self.rules.hosts:
            return _refused(400, "this name is not served here: use the address that was printed")
        if not _followed(headers) if scope["method"] in SAFE else not _same_origin(headers, given[0]):
            return _refused(403, "a page of another origin may lead here, and do nothing else")
        return self._without_token(scope, headers)

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to who shows no token, or shows it in the address: from there it goes to a cookie."""
        if not self.rules.token:
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = dict(pairs).get("token")
        if shown is not None and scope["method"] in SAFE and self._fits(shown):
            rest = urlencode([pair for pair in pairs if pair[0] != "token"])
            # one slash: two would name another host
            path = quote("/" + scope["path"].lstrip("/\\"))
            moved = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            # not "strict": a link in a mail or a chat leads here, too, and what changes something is guarded above
            moved.set_cookie(COOKIE, shown, httponly=True, samesite="lax")
            return moved
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        if (kind.lower() == "bearer" and self._fits(bearer.strip())) or self._fits(_cookie(headers)):
            return None
        told = _refused(401, "show the token: ?token=... once, or the header Authorization: Bearer ...")
        told.headers["www-authenticate"] = "Bearer"
        return told

    def _fits(self, shown: str) -> bool:
        return hmac.compare_digest(shown.encode(), self.rules.token.encode())


def foreign(headers: Headers) -> bool:
    """Say whether a browser asks because a page of another origin led or made it to."""
    return headers.get("sec-fetch-site", "none") not in ("same-origin", "none")


def _followed(headers: Headers) -> bool:
    """Say whether a request that only reads comes from our own pages, from no page, or from a link somewhere else."""
    if not foreign(headers):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _same_origin(headers: Headers, host: str) -> bool:
    """Say whether a request comes from our own pages, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    return origin is None or origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _refused(status: int, words: str) -> Response:
    return PlainTextResponse(f"[E101] {words}\n", status)
