"""Words that tell what sort of proposition a content is."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class ClaimWords(NamedTuple):
    """The table `claims.toml`: lower-case lemmas."""

    proposals: frozenset[str]
    judging: frozenset[str]
    light: frozenset[str]
    nobody: frozenset[str]
    praising: frozenset[str]
    untrue: frozenset[str]
    mistaken: frozenset[str]
    sayings: frozenset[str]
    hostile: frozenset[str]
    bearing: frozenset[str]
    sole: frozenset[str]
    once: frozenset[str]
    arms: frozenset[str]
    deploring: frozenset[str]
    opposites: frozenset[tuple[str, str]]


@cache
def load() -> ClaimWords:
    """Read the table, once a process."""
    table = tomllib.loads(files("dateline.ontology").joinpath("claims.toml").read_text(encoding="utf-8"))
    plain = {name: frozenset(table[name]) for name in ClaimWords._fields if name != "opposites"}
    pairs = [tuple(pair.split()) for pair in table["opposites"]]
    both = frozenset((a, b) for one, other in pairs for a, b in ((one, other), (other, one)))
    return ClaimWords(**plain, opposites=both)
