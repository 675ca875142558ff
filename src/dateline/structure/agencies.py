"""Which news agency supplied a report, and whether another publisher carries it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from dateline.structure import byline, dateline
from dateline.structure.parts import title_key
from dateline.structure.tables import bare, fold, people

_BETWEEN: Final = re.compile(
    r"[,|/;()•·&+]|\s[–—-]\s|\s(?:and|und|et|y|e|og|och|with|mit|via)\s", re.IGNORECASE
)
# "Reporting by The Associated Press", "With inputs from AFP"
_BEHIND: Final = re.compile(r"\b(?:by|from|von|par|por|source|quelle|via):?\s+(.{2,60})$", re.IGNORECASE)
_LONGEST: Final = 300


def credited(line: str) -> str:
    """Return the agency that a credit names ("Ann Lo, AFP", "Reuters Staff", "with agencies").

    Args:
        line: a byline, or the name of an author or a source as metadata give it.

    Returns:
        The name it is called by; `agencies` where none is named; empty where the line credits no agency.
    """
    line = line[:_LONGEST]
    table = people()
    if bare(fold(line[byline.opener(line.strip()) :])) in table.agency_credits:
        return "agencies"
    unnamed = ""
    for part in _BETWEEN.split(line):
        piece = part.strip()[byline.opener(part.strip()) :]
        if name := byline.agency(piece):
            return name
        tokens = piece.split()
        while len(tokens) > 1 and tokens[-1].casefold().strip(".") in table.beside_agency:
            tokens.pop()
        if tokens and (name := byline.agency(" ".join(tokens))):
            return name
        if (
            tokens
            and len(tokens) < len(piece.split())
            and tokens[0].isupper()
            and (name := byline.agency(tokens[0]))
        ):
            # "AP Auto Writer"
            return name
        behind = _BEHIND.search(piece)
        if behind and (name := byline.agency(behind[1])):
            return name
        if bare(fold(piece)) in table.agency_credits:
            unnamed = "agencies"
    return unnamed


def opened(paragraphs: Iterable[str]) -> str:
    """Return the agency in the dateline that opens one of the first paragraphs ("NAIROBI (AFP) —"), or nothing.

    Args:
        paragraphs: the first paragraphs, in their order.
    """
    for paragraph in paragraphs:
        found = dateline.opening(paragraph.strip())
        if found is not None and found.agency is not None:
            start, end = found.agency
            return byline.agency(paragraph.strip()[start:end])
    return ""


def is_own(name: str, publisher: str, url: str) -> bool:
    """Say whether an agency is the publisher itself.

    Args:
        name: the name that the agency is called by.
        publisher: name of the publisher, or empty.
        url: address of the report, or empty.
    """
    ours = [title_key(known) for known, called in people().agencies.items() if called == name]
    key = title_key(publisher)
    if any(key == own or key.startswith(f"{own} ") for own in ours):
        return True
    labels = host_of(url).split(".")
    return any(own.replace(" ", "") in labels for own in ours)


def host_of(url: str) -> str:
    """Return the host of an address without `www.`, empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
