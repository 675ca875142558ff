"""One happening from its tellings: every value with its witnesses, and the one that is chosen.

The rule for the value shown, field by field:

1. Values that agree back each other: "at least 15" and 15, March and 4 March, Somalia and Dhobley, the United States
   and U.S. forces. Of values that agree only the finest can be shown.
2. Of these the one that most independent reports back; of these the one told last; of these the first by its text.

The status is that which most independent reports have, of these the one told last; one that looks ahead (future,
hypothetical) gives way to any that does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.across.happenings.fields import AHEAD, FIELDS, Field, Text
from dateline.across.happenings.tellings import Telling, Where
from dateline.across.happenings.turns import Turn, turns

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
        agrees: it does not contradict the one shown.
    """

    field: str
    value: str
    documents: tuple[str, ...]
    witnesses: int
    chosen: bool
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """A happening.

    Attributes:
        tellings: its tellings, the earliest report first.
        details: what they say, value by value.
        chosen: for each field the telling whose value is shown; fields that nobody tells are left out.
        fullest: the telling that says most.
        denied_by: ids of the actors who deny it.
        turns: who confirmed, corrected or denied it, in order of time.
        confidence: probability that it is on record rightly: of independent witnesses at least one is right.
    """

    tellings: tuple[Telling, ...]
    details: tuple[Detail, ...]
    chosen: dict[str, Telling]
    fullest: Telling
    denied_by: tuple[str, ...]
    turns: tuple[Turn, ...]
    confidence: float

    @property
    def witnesses(self) -> int:
        """Number of independent reports."""
        return len({one.source for one in self.tellings})

    @property
    def type(self) -> str:
        """The type that most independent reports have, of these the first by name."""
        told: defaultdict[str, set[str]] = defaultdict(set)
        for one in self.tellings:
            told[one.type].add(one.source)
        return min(told, key=lambda kind: (-len(told[kind]), kind))

    @property
    def intensity(self) -> float | None:
        """The intensity of the latest telling of that type, of those with the status shown where there are any."""
        status = self.chosen["status"].status
        fit = [one for one in self.tellings if one.type == self.type]
        return ([one for one in fit if one.status == status] or fit)[-1].intensity

    @property
    def parts(self) -> list[list[Telling]]:
        """What each story tells of it."""
        told: defaultdict[str, list[Telling]] = defaultdict(list)
        for one in self.tellings:
            told[one.story].append(one)
        return list(told.values())


def happening(tellings: Sequence[Telling]) -> Happening:
    """Make one happening of its tellings, the earliest report first."""
    details: list[Detail] = []
    chosen: dict[str, Telling] = {}
    for name, field in FIELDS.items():
        told = _values(tellings, field.text)
        if not told:
            continue
        best = _choose(told, field)
        # the latest of those that say so speaks for them
        chosen[name] = told[best][-1]
        details += [
            Detail(
                field=name,
                value=words,
                documents=tuple(sorted({one.document for one in group})),
                witnesses=len({one.source for one in group}),
                chosen=words == best,
                agrees=words == best or field.agree(group[0], chosen[name]),
            )
            for words, group in sorted(told.items())
        ]
    return Happening(
        tellings=tuple(tellings),
        details=tuple(details),
        chosen=chosen,
        fullest=max(tellings, key=lambda one: (_fullness(one), round(one.confidence, 6))),
        denied_by=tuple(sorted({who for one in tellings for who in one.denied_by})),
        turns=turns(tellings),
        confidence=_confidence(tellings),
    )


def _values(tellings: Sequence[Telling], text: Text) -> dict[str, list[Telling]]:
    told: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        found = text(one)
        if found is not None:
            told[found].append(one)
    return told


def _choose(told: Mapping[str, Sequence[Telling]], field: Field) -> str:
    heads = {words: group[0] for words, group in told.items()}

    def backers(words: str) -> int:
        backing = (
            group
            for other, group in told.items()
            if other == words or (field.finer is not None and field.agree(heads[other], heads[words]))
        )
        return len({one.source for group in backing for one in group})

    def rank(words: str) -> tuple[object, ...]:
        latest = max(one.published or date.min for one in told[words])
        return (field.finer is None and words in AHEAD, -backers(words), date.max - latest, words)

    return min((words for words in told if not _outdone(words, heads, field)), key=rank)


def _outdone(words: str, heads: Mapping[str, Telling], field: Field) -> bool:
    """Say whether a finer value agrees with this one."""
    return field.finer is not None and any(
        other != words and field.agree(head, heads[words]) and field.finer(head, heads[words])
        for other, head in heads.items()
    )


def _fullness(one: Telling) -> int:
    return sum(field.text(one) is not None for field in FIELDS.values())


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
