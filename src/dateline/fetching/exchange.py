"""One request and its answer, bounded in size and time; nothing is followed, kept or guessed."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes

import httpcore

from dateline.errors import DatelineError
from dateline.fetching.addresses import WebAddress
from dateline.fetching.guard import Deadline, GuardedBackend, Resolve, look_up
from dateline.fetching.limits import Clock, Manners
from dateline.reading.bounded import decoded

Headers = tuple[tuple[bytes, bytes], ...]

_ACCEPT: Final = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json,"
    " application/xml;q=0.9, */*;q=0.5"
)
# Those that every server knows; what is sent otherwise all the same is unpacked under the same limit.
_CODINGS: Final = "gzip, deflate"
# What the archive is not to keep.
_SECRET: Final = frozenset({b"authorization"})
_LARGER: Final = "raise the limit with --max-bytes"


class PassingError(DatelineError):
    """An error that may be gone when the same is tried again later.

    Attributes:
        until: when the server wants to be asked again, `None` if it does not say.
    """

    def __init__(self, code: str, detail: str, remedy: str = "", *, until: datetime | None = None) -> None:
        super().__init__(code, detail, remedy)
        self.until = until


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered to one request.

    Attributes:
        address: what was asked for.
        status: HTTP status.
        reason: the words after it.
        headers: the header lines as they came, names and values.
        body: the body as it came, after transfer coding and before content coding is undone.
        sent: header lines of the request, without credentials.
        ip: the IP address that answered.
        time: when the request was made.
    """

    address: WebAddress
    status: int
    reason: str
    headers: Headers
    body: bytes
    sent: Headers
    ip: str
    time: datetime

    def header(self, name: str) -> str:
        """Return the first value of a header, or an empty string."""
        wanted = name.casefold().encode("ascii")
        for key, value in self.headers:
            if key.lower() == wanted:
                try:
                    return value.decode("utf-8").strip()
                except UnicodeDecodeError:
                    return value.decode("latin-1").strip()
        return ""

    def content(self, limit: int) -> bytes:
        """Return the content, unpacked.

        Args:
            limit: size above which it is refused (bytes).

        Raises:
            DatelineError: E085, it is larger; E086, it is packed in an unknown way, damaged or cut off.
        """
        if not self.body:
            return b""
        try:
            return decoded(self.body, self.header("Content-Encoding"), limit)
        except DatelineError as error:
            code = "E085" if error.code == "E003" else "E086"
            remedy = _LARGER if error.code == "E003" else ""
            raise DatelineError(code, f"{self.address.url}: {error.detail}", remedy) from error


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Return the certificates that are trusted: the system's, certifi's, and those SSL_CERT_FILE names."""
    return httpcore.default_ssl_context()


def ask(
    address: WebAddress,
    manners: Manners,
    *,
    extra: Headers = (),
    clock: Clock | None = None,
    resolve: Resolve = look_up,
    inner: httpcore.NetworkBackend | None = None,
) -> Answer:
    """Make one GET request.

    Args:
        address: where to.
        manners: limits on size and time.
        extra: header lines beside those that every request has.
        clock: the time.
        resolve: looks names up.
        inner: opens a connection to an IP address that was checked.

    Raises:
        DatelineError: E081, the address must not be connected to; E085, the answer is too large.
        PassingError: E083, no answer or a broken one; E085, it took too long.
    """
    clock = clock or Clock()
    headers = _headers(address, manners) + extra
    deadline = Deadline(manners.seconds, clock.elapsed)
    backend = GuardedBackend(deadline, resolve=resolve, allow_private=manners.allow_private, inner=inner)
    time = clock.now()
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_trusted() if address.scheme == "https" else None,
                max_connections=1,
                max_keepalive_connections=0,
                network_backend=backend,
            ) as pool,
            pool.stream("GET", _url(address), headers=list(headers)) as response,
        ):
            body = b"".join(_bounded(response, address, manners.max_bytes))
    except httpcore.ConnectTimeout as error:
        raise PassingError("E083", f"{address.url}: the server does not answer") from error
    except httpcore.TimeoutException as error:
        raise PassingError("E085", f"{address.url}: {_said(error) or 'the server is too slow'}") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _unreachable(address, error) from error
    return Answer(
        address=address,
        status=response.status,
        reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
        headers=tuple(response.headers),
        body=body,
        sent=tuple((key, value) for key, value in headers if key.lower() not in _SECRET),
        ip=backend.connected,
        time=time,
    )


def _url(address: WebAddress) -> httpcore.URL:
    return httpcore.URL(
        scheme=address.scheme.encode("ascii"),
        host=address.host.encode("ascii"),
        port=address.port,
        target=address.target.encode("ascii"),
    )


def _headers(address: WebAddress, manners: Manners) -> Headers:
    pairs = [
        ("Host", address.authority),
        ("User-Agent", manners.agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", _CODINGS),
        ("Connection", "close"),
    ]
    if address.user:
        secret = base64.b64encode(unquote_to_bytes(address.user)).decode("ascii")
        pairs.append(("Authorization", f"Basic {secret}"))
    return tuple((key.encode("ascii"), value.encode("ascii")) for key, value in pairs)


def _bounded(response: httpcore.Response, address: WebAddress, limit: int) -> Iterator[bytes]:
    """Yield the body as it arrives, and stop as soon as there is too much of it."""
    size = 0
    for part in response.iter_stream():
        size += len(part)
        if size > limit:
            raise DatelineError("E085", f"{address.url}: it has more than {limit:,} bytes", _LARGER)
        yield part


def _unreachable(address: WebAddress, error: Exception) -> DatelineError:
    said = _said(error)
    what = f"{address.url}: {said}" if said else f"{address.url}: the connection broke"
    if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
        return DatelineError("E083", what, "the server's certificate cannot be trusted")
    return PassingError("E083", what)


def _said(error: Exception) -> str:
    return str(error).strip()[:300]
