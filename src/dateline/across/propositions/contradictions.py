"""Contradictions: why two claims that do not put one proposition still cannot both be true.

As with sameness, only the two claims decide. A contradiction brings nothing together: each claim stays with its own
proposition, and what is said against it is shown beside it, with the reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal, NamedTuple

from dateline.across.propositions.sameness import (
    BOUNDS,
    Wording,
    anchored,
    apart,
    exclusive,
    figures_apart,
    filled,
    in_time,
    near,
    put_alike,
    same,
)
from dateline.across.propositions.words import ABLE, passing, sole

Relation = Literal["excludes", "entails"]

NOT_HAPPENED: Final = "one says that it did not happen"
OTHER_DAY: Final = "the days exclude each other"

_SAME_DAYS: Final = 7
"""Days within which numbers of one thing contradict each other; later ones may be the later state."""
_GENERAL: Final = 2
"""Content words that a denial needs, so that it can be one of all that is more special."""
_TOPIC: Final = 2
"""Content words that two claims of different reports share beside what they are at odds about."""


class Contradiction(NamedTuple):
    """How two claims stand against each other.

    Attributes:
        relation: one excludes the other; or one entails the other, which is denied.
        turned: it is the other one that entails the one.
        reason: why, in words.
    """

    relation: Relation
    turned: bool
    reason: str


def contradiction(one: Wording, other: Wording) -> Contradiction | None:
    """Return how two claims contradict each other, or `None`.

    Args:
        one: a claim.
        other: another, of the same report or not.
    """
    if "proposal" in (one.kind, other.kind) or same(one, other):
        return None
    for special, general, turned in ((one, other, False), (other, one, True)):
        if _quarrel(special.holders, general.deniers) and not general.negated and _general(special, general):
            return Contradiction("entails", turned, "it is denied in general")
        if _quarrel(special.holders, general.holders) and general.negated and _general(special, general):
            return Contradiction("excludes", turned, "one says that nothing of the kind is so")
    if not _quarrel(one.holders, other.holders):
        return None
    reason = _doers(one, other) or _numbers(one, other) or _opposites(one, other)
    return Contradiction("excludes", False, reason) if reason else None


def of_one_happening(one: Wording, other: Wording) -> Contradiction | None:
    """Return how two claims that tell one happening contradict each other, or `None`."""
    if not _quarrel(one.holders, other.holders) or same(one, other):
        return None
    if one.negated != other.negated:
        return Contradiction("excludes", False, NOT_HAPPENED)
    if one.told and other.told and one.told != other.told and not one.negated:
        return Contradiction("excludes", False, OTHER_DAY)
    return None


def answer(one: Wording, other: Wording) -> Contradiction | None:
    """Return how a denial and the claim that stands right beside it in a report stand against each other, or `None`.

    A denial answers somebody. If nobody in the report holds what is denied, it is he who speaks of the same beside it.

    Args:
        one: the claim.
        other: the denial beside it.
    """
    if "proposal" in (one.kind, other.kind) or one.negated or other.negated or same(one, other):
        return None
    if other.holders or not _quarrel(one.holders, other.deniers):
        return None
    shared = filled(one, other) & filled(other, one)
    return Contradiction("entails", False, "it is denied right beside") if shared else None


def _quarrel(holders: frozenset[str], against: frozenset[str]) -> bool:
    """Say whether somebody of another side stands against those who hold a claim."""
    return bool(holders) and bool(against - holders)


def _general(special: Wording, general: Wording) -> bool:
    """Say whether a claim holds all that another one holds: who "ran a secret programme for arms" ran one for arms."""
    if special.negated or len(general.words) < _GENERAL or not in_time(special, general):
        return False
    if (ABLE in special.words) != (ABLE in general.words) or not general.predicates <= special.words:
        return False
    if not general.words <= filled(special, general) or not general.words & special.words:
        return False
    if general.figures and not general.figures <= special.figures:
        return False
    meant = special.subjects | special.named
    return bool(general.subjects & meant) if general.subjects else special.document == general.document


def _numbers(one: Wording, other: Wording) -> str:
    """Find numbers of one thing that exclude each other."""
    if one.negated != other.negated or not near(one.published, other.published, _SAME_DAYS):
        return ""
    if apart(one.subjects, other.subjects) or not anchored(one, other):
        return ""
    if not put_alike(_counting(one), _counting(other)):
        return ""
    exact = not any(figure.startswith(tuple(BOUNDS)) for figure in one.figures | other.figures)
    return "the numbers exclude each other" if exact and figures_apart(one.figures, other.figures) else ""


def _counting(wording: Wording) -> Wording:
    """Return a wording with what it counts among its words: "nine people were killed"."""
    units = {figure.partition(" ")[2] for figure in wording.figures} - {""}
    return replace(wording, words=wording.words | units)


def _doers(one: Wording, other: Wording) -> str:
    """Find two who are each said to have done what one alone can have done."""
    if one.negated or other.negated or not apart(one.subjects, other.subjects):
        return ""
    if not near(one.published, other.published):
        return ""
    common = one.words & other.words
    if one.traits & other.traits & {"first+"} and one.predicates & other.predicates:
        return "two are said to have been the first"
    if not one.predicates & other.predicates & sole() or len(common) < _TOPIC:
        return ""
    if one.document != other.document and not (one.named - one.subjects) & (other.named - other.subjects):
        return ""
    smaller = min(len(one.words), len(other.words))
    alike = 2 * len(common) >= smaller and not figures_apart(one.figures, other.figures)
    return "two are said to have done one deed" if alike else ""


def _opposites(one: Wording, other: Wording) -> str:
    """Find opposites that are said of one thing: legal and illegal, at once and in phases."""
    axes = exclusive(one.traits, other.traits) - {"first"}
    if not axes or apart(one.subjects, other.subjects) or not in_time(one, other):
        return ""
    if axes <= passing() and not near(one.published, other.published):
        return ""
    shared = filled(one, other) & filled(other, one)
    if one.document == other.document:
        return "the predicates exclude each other" if shared else ""
    if not anchored(one, other):
        # "every path to a bomb is cut off" names nobody: its report tells whom it is about
        about = one.around & other.named | other.around & one.named
        return "the predicates exclude each other" if about and len(shared) >= _TOPIC else ""
    least = 1 if near(one.published, other.published, _SAME_DAYS) else _TOPIC
    return "the predicates exclude each other" if len(shared) >= least else ""
