"""The finder of each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Protocol

from dateline.find.drafts import StatementDraft
from dateline.find.statements.finder import find_statements
from dateline.find.statements.german.finder import find_german
from dateline.find.statements.ranking.weights import Ranker
from dateline.find.syntax import Passage


class Finder(Protocol):
    """What finds the statements of a report."""

    def __call__(
        self, passages: Sequence[Passage], *, attitudes: bool = False, ranker: Ranker | None = None
    ) -> tuple[StatementDraft, ...]:
        """Find the statements of a report, in the order of the text."""
        ...


FINDERS: Final[Mapping[str, Finder]] = MappingProxyType({"en": find_statements, "de": find_german})
"""Finders by ISO 639-1 code."""


def finder_of(code: str) -> Finder:
    """Return the finder of a language; the English one where nothing is known."""
    return FINDERS.get(code, find_statements)
