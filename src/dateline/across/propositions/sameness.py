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
BOUNDS: Final = "≥≤~"
"""Marks before a number that is a bound or a guess."""
NEAR: Final = 45
"""Days within which what is said of a single happening can be the same."""

_LEAST_OWN: Final = 0.5
"""Share of its own words that a wording with a pronoun has in common with another."""
_CHANGE: Final = 400
"""Days within which somebody who denied what passes can own to it."""


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
        context: stems of the words before it, where a pronoun stands for what it is about.
        traits: on which side of which opposites it puts what it is about.
        holders: sides that hold it as it is worded.
        deniers: sides that deny it.
        around: sides and places that the report names, where it names none itself.
        told: day of the event that it tells, where it is told to the day.
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
    context: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    deniers: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    told: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Document and claim."""
        return self.document, self.claim

    @property
    def judged(self) -> bool:
        """It is a judgement that its words tell: "the step as illegal"."""
        return self.kind == "evaluative" and bool(self.traits) and " that " not in self.text

    @property
    def rank(self) -> tuple[date, str, str]:
        """By day of the report, then by id: the order of members, whatever the order of arrival."""
        return self.published or date.max, self.document, self.claim


def same(one: Wording, other: Wording) -> bool:
    """Say whether two claims put one proposition, or one its opposite."""
    if any((one.kind == kind) != (other.kind == kind) for kind in ("proposal", "evaluative")):
        return False
    if apart(one.subjects, other.subjects) or figures_apart(one.figures, other.figures):
        return False
    if one.negated == other.negated and exclusive(one.traits, other.traits):
        return False
    if not in_time(one, other):
        return False
    return anchored(one, other) and put_alike(one, other)


def put_alike(one: Wording, other: Wording) -> bool:
    """Say whether two wordings say the same by their words, negation and numbers aside."""
    mine, theirs = filled(one, other), filled(other, one)
    if not (one.predicates <= theirs and other.predicates <= mine):
        return False
    common = one.words & other.words
    if any(w.context and len(common) < _LEAST_OWN * len(w.words) for w in (one, other)):
        return False  # what a pronoun may stand for is no more than half of what two have in common
    if not one.predicates and not other.predicates and _likeness(mine, theirs) < _LEAST_BARE:
        return False
    return alike(mine, theirs)


def filled(one: Wording, other: Wording) -> frozenset[str]:
    """Return the words of a wording, with those of what its pronoun may stand for that the other one names."""
    return one.words | (one.context & other.words)


def exclusive(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the opposites on whose sides two wordings stand against each other."""
    turned = {trait[:-1] + ("-" if trait.endswith("+") else "+") for trait in one}
    return frozenset(trait[:-1] for trait in (turned & other) - (one & other))


def in_time(one: Wording, other: Wording) -> bool:
    """Say whether what passes is told by both within the days in which it can be the same.

    Who denies something and later holds it, in like words, has changed his mind: that may take longer.
    """
    if near(one.published, other.published) or not (_passing(one) or _passing(other)):
        return True
    return _one_voice(one, other) and near(one.published, other.published, _CHANGE)


def _one_voice(one: Wording, other: Wording) -> bool:
    """Say whether somebody is for what one claim says and against what the other says."""
    mine = (one.deniers, one.holders) if one.negated else (one.holders, one.deniers)
    theirs = (other.deniers, other.holders) if other.negated else (other.holders, other.deniers)
    return bool(mine[0] & theirs[1] or mine[1] & theirs[0])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    every = one | other
    return len(one & other) / len(every) if every else 0.0


def _passing(wording: Wording) -> bool:
    """Say whether a claim is about one happening, or one to come: the same words are about another one next year."""
    return wording.single or (wording.kind == "prediction" and not wording.negated)


def anchored(one: Wording, other: Wording) -> bool:
    """Say whether two are about somebody or some place in common; claims of one report are about its subject."""
    if one.document == other.document:
        return not apart(one.named, other.named)
    if one.subjects & other.subjects or (one.named | one.subjects) & (other.named | other.subjects):
        return True
    if _bare(one) and _bare(other):
        # "the wall had cracked": what is named around it tells what it is about, or who says it both times
        speaking = (one.holders | one.deniers) & (other.holders | other.deniers)
        return bool(speaking) or (near(one.published, other.published) and bool(one.around & other.around))
    return False


def _bare(wording: Wording) -> bool:
    """Say whether a wording names nobody and no place."""
    return not wording.named and not wording.subjects


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sets of content words share enough."""
    common = len(one & other)
    if common < LEAST_COMMON:
        return False
    return common >= LEAST_SHARE * min(len(one), len(other)) and common >= LEAST_OF_LONGER * max(
        len(one), len(other)
    )


def apart(one: Collection[str], other: Collection[str]) -> bool:
    """Say whether two sets, both known, have nothing in common."""
    return bool(one) and bool(other) and not set(one) & set(other)


def figures_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two count one thing and come to different numbers."""
    mine, theirs = _by_unit(one), _by_unit(other)
    return any(not mine[unit] & theirs[unit] for unit in mine.keys() & theirs.keys())


def _by_unit(figures: frozenset[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for figure in figures:
        number, _, unit = figure.partition(" ")
        found.setdefault(unit, set()).add(number.lstrip(BOUNDS))
    return found


def near(one: date | None, other: date | None, days: int = NEAR) -> bool:
    """Say whether two days are near each other; an unknown one may be."""
    return one is None or other is None or abs((one - other).days) <= days
