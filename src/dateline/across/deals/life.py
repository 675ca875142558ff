"""The life of a deal: its steps in order, which of them are disputed, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

STANDING: Final = frozenset(
    {"signed", "ratified", "in_force", "suspended", "withdrawn", "scrapped", "restored", "snapped_back"}
)
"""Steps after which a deal stands otherwise; a breach alone ends nothing, and who talks may talk for years."""
_RECURRING: Final = frozenset({"breached", "proposed", "suspended", "talks"})
"""Steps that come again: without a day they are not those of years before."""
_YEAR: Final = 366
_JOINT: Final = frozenset({"in_force", "restored", "signed", "talks"})
"""Steps that parties take together: a report that names one of them means no other step."""
_MAKING: Final = frozenset({"proposed", "talks"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as one report tells it.

    Attributes:
        kind: what became of the deal.
        start: first day, `None` if unknown.
        end: last day.
        reported: day of the report.
        document: id of the report.
        words: the words.
        actors: whose step it is: countries' codes and ids.
        said_by: ids of those on whose word alone it is known.
        denied_by: ids of those who deny it.
        speakers: the sides of those in `said_by` and `denied_by`: countries' codes and ids.
        denial: the report has it only from those who deny it.
    """

    kind: str
    start: date | None
    end: date | None
    reported: date | None
    document: str
    words: str
    actors: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    denial: bool = False

    @property
    def denied(self) -> bool:
        """Whether somebody denies it. What two have signed, both of them dispute only what it means."""
        whole = len(self.actors) > 1 and set(self.actors) <= set(self.speakers)
        return bool(self.denied_by) and not whole

    @property
    def hollow(self) -> bool:
        """Whether the report has it only from those who deny it."""
        return self.denial and self.denied

    @property
    def alleged(self) -> bool:
        """Whether it rests on the word of others than those whose step it is: who says that he leaves, leaves."""
        return bool(self.said_by) and not (self.actors and set(self.speakers) <= set(self.actors))

    @property
    def day(self) -> date:
        """The day by which it is ordered: its own, else that of the report."""
        return self.start or self.reported or date.max

    @property
    def vague(self) -> bool:
        """Whether its own day is not known to the month."""
        return self.start is None or self.end is None or (self.end - self.start).days > _MONTH


_MONTH: Final = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step of a deal over all reports that tell it.

    Attributes:
        kind: what became of the deal.
        start: first day, the narrowest that a report gives; `None` if none gives one.
        end: last day.
        tellings: how the reports tell it, by day of the report.
        disputed: somebody denies it.
        alleged: it is known on somebody's word alone.
    """

    kind: str
    start: date | None
    end: date | None
    tellings: tuple[Step, ...]
    disputed: bool
    alleged: bool

    @property
    def day(self) -> date:
        """The day by which it is ordered."""
        return self.start or min(step.day for step in self.tellings)


def stages(steps: Iterable[Step]) -> list[Stage]:
    """Bring the tellings of one step together, in the order of their days.

    Two tell one step if they are of one kind, their days overlap, and not different actors are said to have taken it.
    A telling without a day of its own, or with a year alone, goes with the last one told of that kind before it was
    reported, of what may come again only within a year. A denial goes with what it denies; what is only ever denied
    is no step.

    Args:
        steps: the steps of a deal as reports tell them.
    """
    groups: list[list[Step]] = []
    for step in sorted(steps, key=_order):
        homes = [group for group in groups if all(_one(step, other) for other in group)]
        if homes:
            (homes[-1] if step.vague else homes[0]).append(step)
        else:
            groups.append([step])
    found = [_stage(group) for group in groups if not all(step.hollow for step in group)]
    return sorted(found, key=lambda stage: (stage.day, stage.kind, _order(stage.tellings[0])))


def _order(step: Step) -> tuple[object, ...]:
    """Order steps so that those with a day come first, and the same ones the same way each time."""
    return (step.hollow, step.vague, step.day, step.document, step.words, step.actors, step.kind)


def _one(step: Step, other: Step) -> bool:
    apart = step.actors and other.actors and not set(step.actors) & set(other.actors)
    if step.kind != other.kind or (apart and step.kind not in _JOINT):
        return False
    if step.start is not None and other.start is not None:
        return step.start <= (other.end or other.start) and other.start <= (step.end or step.start)
    if step.kind in _RECURRING and step.reported and other.reported:
        first, last = sorted((step, other), key=lambda one: one.end or one.reported or date.max)
        ended, heard = first.end or first.reported, last.end or last.reported
        if ended is not None and heard is not None and (heard - ended).days > _YEAR:
            return False
    return all(
        dated.start is None or told.reported is None or dated.start <= told.reported
        for dated, told in ((other, step), (step, other))
    )


def _stage(group: Sequence[Step]) -> Stage:
    dated = [step for step in group if step.start is not None]
    best = min(dated, key=lambda s: ((s.end or date.max) - s.day, s.day), default=None)
    return Stage(
        kind=group[0].kind,
        start=best.start if best else None,
        end=best.end if best else None,
        tellings=tuple(sorted(group, key=lambda s: (s.reported or date.max, *_order(s)[2:]))),
        disputed=any(step.denied for step in group),
        alleged=all(step.alleged for step in group if not step.hollow),
    )


def standing(told: Sequence[Stage]) -> tuple[str, date | None, bool]:
    """Return where a deal stands: the last step that nobody disputes, its day, and whether a later one is disputed.

    Args:
        told: its stages in the order of their days.

    Returns:
        The kind, empty if no step is known; its first day; whether that is disputed, or a later step is.
    """
    firm = [stage for stage in told if stage.kind in STANDING and not stage.disputed and not stage.alleged]
    if not firm:
        firm = [stage for stage in told if stage.kind in _MAKING and not stage.disputed]
    if not firm:
        return "", None, any(stage.disputed for stage in told)
    last = firm[-1]
    later = [stage for stage in told if stage.day >= last.day and stage is not last]
    open_ = any(stage.disputed for stage in later if stage.kind in STANDING)
    return last.kind, last.start, open_
