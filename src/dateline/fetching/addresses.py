"""Web addresses, read strictly: what was checked is, part by part, what is asked for.

Programs that check an address with one parser and connect with another are led astray by addresses that both read
differently. Here an address is taken apart once; what is connected to is made from the parts.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from dateline.errors import DatelineError
from dateline.render.safe import line

MAX_LENGTH: Final = 8_000
"""Characters above which an address is refused."""

_PORTS: Final = {"http": 80, "https": 443}
_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# What a browser takes for an IPv4 address, however it is written: 127.1, 0x7f.1, 2130706433.
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_QUAD: Final = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
# Characters of a path or query that stay as they are (RFC 3986, and the percent sign of what is escaped already).
_KEPT: Final = "/?:@!$&'()*+,;=~%-._[]|"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """An address of the web, taken apart.

    Attributes:
        scheme: `http` or `https`.
        host: name in lower case and ASCII letters, or an IP address (IPv6 without brackets).
        port: port, the scheme's own if the address named none.
        target: path and query, as they are sent.
        user: user name and password as the address has them (`name:password`), or empty; never shown.
    """

    scheme: str
    host: str
    port: int
    target: str
    user: str = field(default="", repr=False)

    @property
    def authority(self) -> str:
        """Host and port as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and credentials hold for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, without user name and password."""
        return self.origin + self.target

    @property
    def ip(self) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
        """The host as an IP address, `None` if it is a name."""
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None


def parse(text: str) -> WebAddress:
    """Take an address apart.

    Args:
        text: the address; a fragment is dropped, letters outside ASCII are written as they are sent.

    Raises:
        DatelineError: E080, it is no address of the web, or is written as only an attack would.
    """
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise _fault(text, f"it is longer than {MAX_LENGTH:,} characters")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _fault(text, str(error)) from error
    if _CONTROL.search(text) or " " in parts.netloc:
        raise _fault(text, "there is a control character in it, or a blank before its path")
    if parts.scheme.lower() not in _PORTS:
        remedy = "write it with https:// before it" if not parts.scheme or "." in parts.scheme else ""
        raise _fault(text, "it does not begin with http:// or https://", remedy)
    scheme = parts.scheme.lower()
    user, _, _ = parts.netloc.rpartition("@")
    if port == 0:
        raise _fault(text, "there is no port 0")
    return WebAddress(
        scheme=scheme,
        host=_host(text, parts),
        port=port or _PORTS[scheme],
        target=_target(parts),
        user=user,
    )


def join(base: WebAddress, text: str) -> WebAddress:
    """Return the address that a link or redirect leads to.

    A user name and password hold for the origin that they were given for, and for the same host when it asks for
    https instead of http; what a redirect itself brings along is dropped.

    Args:
        base: where it stands.
        text: the link, whole or relative.

    Raises:
        DatelineError: E080, as `parse`.
    """
    try:
        joined = urljoin(base.url, text.strip())
    except ValueError as error:
        raise _fault(text, str(error)) from error
    found = parse(joined)
    secured = (base.scheme, base.port, found.scheme, found.port) == ("http", 80, "https", 443)
    keep = found.origin == base.origin or (secured and found.host == base.host)
    return WebAddress(
        scheme=found.scheme,
        host=found.host,
        port=found.port,
        target=found.target,
        user=base.user if keep else "",
    )


def _fault(text: str, why: str, remedy: str = "") -> DatelineError:
    # The part before an @ may be a password.
    shown = line(re.sub(r"(?<=//)[^/?#]*@", "", text))[:200]
    return DatelineError("E080", f"{shown!r} is no web address: {why}", remedy)


def _host(text: str, parts: SplitResult) -> str:
    """Return the host, checked: a name of letters, digits and hyphens, or an IP address in its usual form."""
    raw = parts.netloc.rpartition("@")[2]
    if "\\" in parts.netloc:
        raise _fault(text, "there is a backslash before its path")
    if raw.startswith("["):
        inner, closed, rest = raw[1:].partition("]")
        if not closed or (rest and not rest.startswith(":")):
            raise _fault(text, "its brackets do not match")
        try:
            if "%" in inner:
                raise _fault(text, "it names a network interface")
            return str(ipaddress.IPv6Address(inner))
        except ValueError as error:
            raise _fault(text, "what stands in brackets is no IPv6 address") from error
    name = _ascii(text, raw.partition(":")[0]).removesuffix(".")
    if not name:
        raise _fault(text, "it names no host")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        if not _QUAD.fullmatch(name) or any(int(label) > 255 for label in labels):
            raise _fault(text, "its host is a number, but no IPv4 address in the usual form")
        return name
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _fault(text, "its host is no name of a machine")
    return name


def _ascii(text: str, host: str) -> str:
    """Return a host in ASCII letters: names in other scripts as IDNA 2008 encodes them."""
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except idna.IDNAError as error:
        raise _fault(text, f"its host cannot be written in ASCII letters: {error}") from error


def _target(parts: SplitResult) -> str:
    """Return path and query as they are sent: escaped, without steps that lead up (`/a/../b`)."""
    # `%2e%2e` is as good as `..` to many servers, and rules of robots.txt are about what a path means.
    segments = [unquote(s) if unquote(s) in (".", "..") else s for s in parts.path.split("/")]
    kept: list[str] = []
    for segment in segments[1:]:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    path = "/" + "/".join(kept)
    query = f"?{parts.query}" if parts.query else ""
    return quote(path, safe=_KEPT.replace("?", "")) + quote(query, safe=_KEPT)
