"""Sameness across reports: whether two claims of different reports put one proposition.

Only the two claims decide, never what else is on record: so the outcome is the same whatever the order in which
reports arrive. A wrong merge makes a false dispute, which is worse than a missed one: what clashes stays apart.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

LEAST_COMMON: Final = 2
"""Content words that two wordings have to share."""
LEAST_SHARE: Final = 0.6
"""Share of the shorter wording's content words."""
LEAST_OF_LONGER: Final = 0.4
"""Share of the longer wording's content words."""
_LEAST_BARE: Final = 0.75
"""Share of all content words, where neither predicate carries content: "was a path to", "had a plan for"."""
_NEAR: Final = 45
"""Days within which what is said of a single happening can be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A claim of one report, as it is compared with those of others.

    Attributes:
        document: id of the report.
        claim: id of the claim in it.
        published: day of the report, `None` if unknown.
        text: the words.
        kind: factual, evaluative, proposal or prediction.
        negated: it says that something is not so.
        words: stems of its content words.
        predicates: those of them that head what it says; empty where they carry no content.
        named: codes and names of who and what it names.
        figures: its numbers with what they count.
        subjects: codes or ids of whoever does it, or of whom it is said.
        single: it is about one happening, not a state of things.
        confidence: probability that the claim is right.
    """

    document: str
    claim: str
    published: date | None
    text: str
    kind: str
    negated: bool
    words: frozenset[str]
    predicates: frozenset[str]
    named: frozenset[str]
    figures: frozenset[str]
    subjects: frozenset[str]
    single: bool
    confidence: float

    @property
    def key(self) -> tuple[str, str]:
        """Document and claim."""
        return self.document, self.claim

    @property
    def rank(self) -> tuple[date, str, str]:
        """By day of the report, then by id: the order of members, whatever the order of arrival."""
        return self.published or date.max, self.document, self.claim


def same(one: Wording, other: Wording) -> bool:
    """Say whether two claims put one proposition, or one its opposite."""
    if any((one.kind == kind) != (other.kind == kind) for kind in ("proposal", "evaluative")):
        return False
    if _apart(one.subjects, other.subjects) or _figures_apart(one.figures, other.figures):
        return False
    if not _near(one.published, other.published) and (_passing(one) or _passing(other)):
        return False
    if not (one.predicates <= other.words and other.predicates <= one.words):
        return False
    if not one.predicates and not other.predicates and _likeness(one.words, other.words) < _LEAST_BARE:
        return False
    return _anchored(one, other) and alike(one.words, other.words)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    every = one | other
    return len(one & other) / len(every) if every else 0.0


def _passing(wording: Wording) -> bool:
    """Say whether a claim is about one happening, or one to come: the same words are about another one next year."""
    return wording.single or (wording.kind == "prediction" and not wording.negated)


def _anchored(one: Wording, other: Wording) -> bool:
    """Say whether two are about somebody or some place in common; claims of one report are about its subject."""
    if one.document == other.document:
        return not _apart(one.named, other.named)
    if one.subjects & other.subjects:
        return True
    return bool((one.named | one.subjects) & (other.named | other.subjects))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sets of content words share enough."""
    common = len(one & other)
    if common < LEAST_COMMON:
        return False
    return common >= LEAST_SHARE * min(len(one), len(other)) and common >= LEAST_OF_LONGER * max(
        len(one), len(other)
    )


def _apart(one: Collection[str], other: Collection[str]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)


def _figures_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two count one thing and come to different numbers."""
    mine, theirs = _by_unit(one), _by_unit(other)
    return any(not mine[unit] & theirs[unit] for unit in mine.keys() & theirs.keys())


def _by_unit(figures: frozenset[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for figure in figures:
        number, _, unit = figure.partition(" ")
        found.setdefault(unit, set()).add(number)
    return found


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _NEAR
