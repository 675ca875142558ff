"""Acronyms of organisations, spelled out: who looks for the IAEA finds it by the name that reports are indexed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from dateline.knowledge.packaged import rows


def spelled_out(acronym: str) -> tuple[str, ...]:
    """Return the names of the organisations that have an acronym, none if nobody is known to have it.

    Args:
        acronym: it, in any case, with or without full stops.
    """
    return _names().get(_bare(acronym), ())


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("organisations.tsv"):
        if row["acronym"]:
            found[_bare(row["acronym"])].append(row["name"])
    return {acronym: tuple(names) for acronym, names in found.items()}


def _bare(words: str) -> str:
    return words.replace(".", "").strip().casefold()
