"""Who publishes a page, where it stands, and in which language it says it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from dateline.reading.html.words import plain
from dateline.structure.agencies import host_of
from dateline.structure.parts import title_key

_ADDRESS: Final = re.compile(r"^(?:https?:)?//|^www\.|^[@/]|^[\w-]+(?:\.[\w-]+){1,3}$")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{2})(?:[-_][A-Za-z0-9_-]{1,20})?\s*\Z")
_JOINT: Final = re.compile(r"\s*[|:]\s+|\s+[–—-]\s+|\s*\|\s*")
_LONGEST: Final = 80
_LONGEST_ADDRESS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and who gives it; both empty where nobody does."""

    words: str = ""
    voter: str = ""


def choose(given: Iterable[tuple[str, str]], url: str) -> Choice:
    """Choose the publisher's name: the surest that is no address, else the page's host.

    A motto behind the name is cut off, and of several spellings of one name that with capitals and blanks is taken
    ("The Daily Ledger" rather than "thedailyledger").

    Args:
        given: names with their voters, the surest first.
        url: address of the page, or empty.
    """
    host = host_of(url)
    label = max(host.split(".")[:-1], key=len, default="")
    names = [
        Choice(name, voter)
        for words, voter in given
        if (name := _without_motto(plain(words).strip(" |–—-"), label)) and len(name) <= _LONGEST
    ]
    spoken = [each for each in names if not _ADDRESS.match(each.words)]
    # A section's or a system's name stands where the site's should ("World", "Connected").
    own = [each for each in spoken if _is_of(each.words, label)]
    chosen = next(iter([*own, *spoken]), None)
    if chosen is None:
        return next(
            (Choice(each.words.removeprefix("www."), each.voter) for each in names),
            Choice(host, host and "url"),
        )
    if chosen.words.islower():
        same = (
            each
            for each in names
            if _squeezed(each.words) == _squeezed(chosen.words) and not each.words.islower()
        )
        return next(same, chosen)
    return chosen


def _without_motto(name: str, label: str) -> str:
    """Cut what a name has behind it, where one of its parts is the name of the host."""
    parts = [part for part in _JOINT.split(name) if _squeezed(part)]
    if len(parts) > 1 and any(
        _squeezed(part) in label.replace("-", "") or _ADDRESS.match(part) for part in parts
    ):
        return next((part for part in parts if not _ADDRESS.match(part)), name)
    return name


def _is_of(name: str, label: str) -> bool:
    """Say whether a name is that of a host: one holds the other, or its initials are the host's label."""
    own, host = _squeezed(name), label.replace("-", "")
    initials = "".join(word[0] for word in title_key(name).split())
    return bool(own and host) and (own in host or host in own or (len(initials) > 1 and initials == host))


def _squeezed(name: str) -> str:
    return title_key(name).replace(" ", "")


def address(tree: Any, given: Iterable[tuple[str, str]], url: str) -> Choice:
    """Choose the page's own address.

    Args:
        tree: root of the parsed page.
        given: addresses with their voters, the surest first.
        url: the address that it was read from, or empty. It is kept where the page calls itself something on
            another host: that is where a copy comes from, not where it stands.
    """
    links = [
        (element.get("href") or "", "canonical")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").casefold().split()
    ]
    for words, voter in [*links[:3], *given]:
        found = _joined(url, words.strip())
        if found and (not url or _same_site(found, url)):
            return Choice(found, voter)
    return Choice(url, "given") if url else Choice()


def _joined(url: str, words: str) -> str:
    """Complete an address by the one that the page was read from; empty where it is none."""
    if not words or len(words) > _LONGEST_ADDRESS:
        return ""
    try:
        found = urljoin(url, words)
        parts = urlsplit(found)
    except ValueError:
        return ""
    # The front page as "canonical" address of an article is a template's mistake.
    whole = (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and bool(parts.path.strip("/") or parts.query)
    )
    return found if whole else ""


def _same_site(one: str, other: str) -> bool:
    """Say whether two addresses share the last two labels of their hosts."""
    return host_of(one).split(".")[-2:] == host_of(other).split(".")[-2:]


def language(tree: Any, given: Iterable[tuple[str, str]]) -> Choice:
    """Choose the language a page says it is in, as ISO 639-1.

    Args:
        tree: root of the parsed page.
        given: languages with their voters, the surest first.
    """
    root = tree.get("lang") or tree.get("xml:lang") or ""
    for words, voter in [(root, "html"), *given]:
        match = _LANGUAGE.match(words.strip())
        if match:
            return Choice(match[1].casefold(), voter)
    return Choice()
