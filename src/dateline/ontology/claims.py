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
    sayings: frozenset[str]
    hostile: frozenset[str]


@cache
def load() -> ClaimWords:
    """Read the table, once a process."""
    table = tomllib.loads(files("dateline.ontology").joinpath("claims.toml").read_text(encoding="utf-8"))
    return ClaimWords(**{name: frozenset(table[name]) for name in ClaimWords._fields})
