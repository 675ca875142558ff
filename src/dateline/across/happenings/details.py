"""One happening from its tellings: every value with its witnesses, and the one that is chosen.

The rule for each field: of the values told, the one with most independent witnesses; of these the one told last; of
these the finest (the shorter span of days, the narrower range, the longer list); of these the first by its text. A
status that looks ahead (future, hypothetical) gives way to any that does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.across.happenings.tellings import Telling, Where, Who

_AHEAD: Final = frozenset({"future", "hypothetical"})
_SURE: Final = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A value that tellings give to a field.

    Attributes:
        field: status, date, place, actors, recipients, killed or injured.
        value: the value, as text.
        documents: ids of the reports that say so, sorted.
        witnesses: number of independent reports that say so.
        chosen: it is the one that the happening shows.
    """

    field: str
    value: str
    documents: tuple[str, ...]
    witnesses: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A happening.

    Attributes:
        tellings: its tellings, the earliest report first.
        details: what they say, value by value.
        chosen: for each field the telling whose value is shown; fields that nobody tells are left out.
        fullest: the telling that says most.
        denied_by: ids of the actors who deny it.
        confidence: probability that it is on record rightly: of independent witnesses at least one is right.
    """

    tellings: tuple[Telling, ...]
    details: tuple[Detail, ...]
    chosen: dict[str, Telling]
    fullest: Telling
    denied_by: tuple[str, ...]
    confidence: float

    @property
    def witnesses(self) -> int:
        """Number of independent reports."""
        return len({one.source for one in self.tellings})


Value = Callable[[Telling], tuple[str, int] | None]
"""Gives a telling's value of a field, with how coarse it is; `None` if it has none."""


def _status(one: Telling) -> tuple[str, int] | None:
    return (one.status, one.status in _AHEAD)


def _date(one: Telling) -> tuple[str, int] | None:
    if one.start is None:
        return None
    end = one.end or date.max
    words = str(one.start) if one.start == one.end else f"{one.start}/{one.end or '..'}"
    return (words, (end - one.start).days)


def _place(one: Telling) -> tuple[str, int] | None:
    return (one.place.name, one.place.wide) if one.place else None


def _people(side: Callable[[Telling], tuple[Who, ...]]) -> Value:
    def value(one: Telling) -> tuple[str, int] | None:
        told = side(one)
        named = [who for who in told if who.named] or told
        names = sorted({who.name for who in named})
        # those without a name give way to those with one
        return ("; ".join(names), -len(named) if named and named[0].named else 1) if names else None

    return value


def _number(side: Callable[[Telling], tuple[int | None, int | None]]) -> Value:
    def value(one: Telling) -> tuple[str, int] | None:
        low, high = side(one)
        if low is None and high is None:
            return None
        if low == high:
            return (str(low), 0)
        return (f"{'' if low is None else low}..{'' if high is None else high}", 1)

    return value


FIELDS: Final[dict[str, Value]] = {
    "status": _status,
    "date": _date,
    "place": _place,
    "actors": _people(lambda one: one.actors),
    "recipients": _people(lambda one: one.recipients),
    "killed": _number(lambda one: one.killed),
    "injured": _number(lambda one: one.injured),
}
"""What may differ between tellings."""


def happening(tellings: Sequence[Telling]) -> Happening:
    """Make one happening of its tellings, the earliest report first."""
    details: list[Detail] = []
    chosen: dict[str, Telling] = {}
    for field, value in FIELDS.items():
        told = _values(tellings, value)
        if not told:
            continue
        best = _choose(told, value, ahead=field == "status")
        # the latest of those that say so speaks for them
        chosen[field] = told[best][-1]
        details += [
            Detail(
                field=field,
                value=words,
                documents=tuple(sorted({one.document for one in group})),
                witnesses=len({one.source for one in group}),
                chosen=words == best,
            )
            for words, group in sorted(told.items())
        ]
    return Happening(
        tellings=tuple(tellings),
        details=tuple(details),
        chosen=chosen,
        fullest=max(tellings, key=lambda one: (_fullness(one), round(one.confidence, 6))),
        denied_by=tuple(sorted({who for one in tellings for who in one.denied_by})),
        confidence=_confidence(tellings),
    )


def _values(tellings: Sequence[Telling], value: Value) -> dict[str, list[Telling]]:
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        found = value(one)
        if found is not None:
            told[found[0]].append(one)
    return told


def _choose(told: dict[str, list[Telling]], value: Value, *, ahead: bool) -> str:
    def rank(words: str) -> tuple[object, ...]:
        group = told[words]
        coarse = max(found[1] for one in group if (found := value(one)) is not None)
        latest = max(one.published or date.min for one in group)
        return (
            ahead and words in _AHEAD,
            -len({one.source for one in group}),
            date.max - latest,
            coarse,
            words,
        )

    return min(told, key=rank)


def _fullness(one: Telling) -> int:
    return sum(value(one) is not None for value in FIELDS.values())


def _confidence(tellings: Sequence[Telling]) -> float:
    best: defaultdict[str, float] = defaultdict(float)
    for one in tellings:
        best[one.source] = max(best[one.source], one.confidence)
    wrong = 1.0
    for source in sorted(best):
        wrong *= 1.0 - best[source]
    return round(min(_SURE if len(best) > 1 else 1.0, 1.0 - wrong), 6)


def place_of(found: Happening) -> Where | None:
    """Return the place that a happening shows."""
    return found.chosen["place"].place if "place" in found.chosen else None
