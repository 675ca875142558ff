"""What may be called an agreement, and what may become of it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.model import StepKind


class AgreementWords(NamedTuple):
    """The table `agreements.toml`: lower-case lemmas, steps by the lemma of their verb, and words a verb needs."""

    nouns: frozenset[str]
    marks: frozenset[str]
    not_after: frozenset[str]
    not_made: frozenset[str]
    steps: dict[str, StepKind]
    needs: dict[str, frozenset[str]]


@cache
def load() -> AgreementWords:
    """Read the table, once a process."""
    table = tomllib.loads(files("dateline.ontology").joinpath("agreements.toml").read_text(encoding="utf-8"))
    steps: dict[str, StepKind] = {verb: kind for kind, verbs in table["steps"].items() for verb in verbs}
    return AgreementWords(
        frozenset(table["nouns"]),
        frozenset(table["marks"]),
        frozenset(table["not_after"]),
        frozenset(table["not_made"]),
        steps,
        {verb: frozenset(beside) for verb, beside in table["needs"].items()},
    )
