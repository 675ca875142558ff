"""Sameness: whether two wordings put one proposition, or two that cannot hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dateline.link.clauses import numbers_clash, rivals, stem
from dateline.link.propositions import Wording
from dateline.link.tellings import SUMMARY
from dateline.ontology.claims import ClaimWords

_BE: Final = frozenset({"be", "have", "do"})
_MANY: Final = 6
_CONTENT_NEAR: Final = 0.82
_PREDICATE_NEAR: Final = 0.4


def common_words(worded: Iterable[Sequence[Wording]]) -> frozenset[str]:
    """Return words that so many contents share that they tell no proposition from another."""
    counts: Counter[str] = Counter()
    number = 0
    for group in worded:
        for wording in group:
            counts.update(wording.lemmas)
            number += 1
    return frozenset(word for word, count in counts.items() if number >= _MANY and count > 0.5 * number)


def same(one: Wording, other: Wording, common: frozenset[str]) -> bool:
    """Say whether two wordings put one proposition: alike, and with numbers that can both be right."""
    return alike(one, other, common) and not _clash(one, other)


def alike(one: Wording, other: Wording, common: frozenset[str]) -> bool:
    """Say whether two wordings are about one thing and say the same of it, numbers and negation aside.

    They hold the same event, or share their predicate and something else, or share most of their content
    words; a proposal is known by its head ("talks").
    """
    if (one.kind == "proposal") != (other.kind == "proposal"):
        return False
    if one.events & other.events and len(one.events | other.events) <= 2:
        return True
    if one.epithet or other.epithet:
        return one.epithet and other.epithet and one.lemmas == other.lemmas
    if _summed_up(one, other):
        return True
    shared = one.lemmas & other.lemmas
    small = min(len(one.lemmas), len(other.lemmas))
    if one.kind == "proposal" and one.head and one.head == other.head:
        return len(shared) >= 2 or small <= 2 or _concern(one, other) or _concern(other, one)
    if one.kind == "proposal" and not {one.head, other.head} & shared:
        return False  # a ban on mining is not a permit for mining
    if one.head and one.head == other.head and one.head not in _BE:
        return len(shared) >= 2 and len(shared) >= 0.5 * small
    if _same_deed(one, other):
        return True
    telling = shared - common - one.actors
    if len(telling) >= 2 and len(shared) >= 3 and len(shared) >= 0.6 * small:
        return True
    return bool(one.actors & other.actors) and _mean_the_same(one, other)


def _summed_up(one: Wording, other: Wording) -> bool:
    """Say whether a summary line and the running text give one speaker's answer to one charge.

    "Rebels deny targeting residents" above, "denied that its fighters had attacked civilians" below.
    """
    mine, theirs = one.statement, other.statement
    return (
        mine.stance == theirs.stance == "denies"
        and (mine.zone in SUMMARY) != (theirs.zone in SUMMARY)
        and bool(set(mine.speaker_actors) & set(theirs.speaker_actors))
        and bool(one.deeds & other.deeds)
    )


def _same_deed(one: Wording, other: Wording) -> bool:
    """Say whether a verb and its noun tell one deed: "bombed the airfield", "no bombing at the airfield"."""
    a, b = one.clause, other.clause
    if a is None or b is None or a.head != b.head or a.head in _BE:
        return False
    if a.subject and b.subject and not a.subject & b.subject:
        return False
    roots = _roots(one) & _roots(other)
    return len(roots) >= 2 and len(roots) >= 0.5 * min(len(_roots(one)), len(_roots(other)))


def _roots(wording: Wording) -> frozenset[str]:
    return frozenset(stem(lemma) for lemma in wording.lemmas)


def _clash(one: Wording, other: Wording) -> bool:
    return one.clause is not None and other.clause is not None and numbers_clash(one.clause, other.clause)


def contrary(one: Wording, other: Wording, common: frozenset[str], words: ClaimWords) -> tuple[str, bool]:
    """Say why two wordings, each affirmed by somebody, cannot both be true.

    Returns:
        The reason, empty where they can; and whether one says that what the other tells did not happen.
    """
    if "proposal" in (one.kind, other.kind):
        return "", False
    if one.negated != other.negated:
        return ("one says that it is not so", True) if alike(one, other, common) else ("", False)
    if _opposed_speakers(one, other) and one.clause is not None and other.clause is not None:
        if _clash(one, other) and alike(one, other, common):
            return "the numbers exclude each other", False
        reason = rivals(one.clause, other.clause, words)
        return reason, reason == "the predicates exclude each other"
    return "", False


def differing(one: Wording, other: Wording, words: ClaimWords) -> bool:
    """Say whether two speakers lay one deed at two doors, or call one thing by opposites: "safe" and "unsafe"."""
    if one.negated != other.negated or one.clause is None or other.clause is None:
        return False
    return bool(rivals(one.clause, other.clause, words)) and _opposed_speakers(one, other)


def _opposed_speakers(one: Wording, other: Wording) -> bool:
    """Say whether different parties speak, a spokesman counted with whom he speaks for."""
    mine = {*one.statement.speaker_actors, *one.statement.speaks_for_actors}
    theirs = {*other.statement.speaker_actors, *other.statement.speaks_for_actors}
    return bool(mine) and bool(theirs) and not mine & theirs


def _mean_the_same(one: Wording, other: Wording) -> bool:
    """Say whether other words put the same: "dismantled their infrastructure", "destroyed their industry".

    The bounds are set high, by hand: word vectors bring opposites together too, so the predicates must be
    near each other as well as the contents, and the two must be about somebody in common.
    """
    if one.meaning is None or other.meaning is None or one.negated != other.negated:
        return False
    if one.events and other.events and not one.events & other.events:
        return False  # "police fired on marchers" is not "marchers attacked police"
    if one.clause is not None and other.clause is not None:
        doers, others = one.clause.subject, other.clause.subject
        if doers and others and not doers & others:
            return False
    content = float(one.meaning[0] @ other.meaning[0])
    predicate = float(one.meaning[1] @ other.meaning[1])
    return content >= _CONTENT_NEAR and predicate >= _PREDICATE_NEAR


def _concern(one: Wording, other: Wording) -> bool:
    """Say whether the speaker of one wording is named in the other, or speaks it too."""
    speakers = set(one.statement.speaker_actors)
    return bool(speakers & (other.actors | set(other.statement.speaker_actors)))
