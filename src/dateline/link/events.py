"""From drafts to events: the same happening told several times in a report becomes one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from dateline.link.findings import Findings
from dateline.link.likeness import Cast, akin, alike, clash, near, same_arm, sides, tied
from dateline.link.tellings import Telling, tellings
from dateline.model import Actor, Document, Event, EventStatus, Reason, Statement, record_id
from dateline.ontology import cameo
from dateline.ontology.plover import Ontology

_T = TypeVar("_T")

# Bounds that no news report comes near, so that the time stays linear in the length of any text.
_WINDOW: Final = 200
_MEMBERS: Final = 8
_LASTING: Final = frozenset({"ongoing", "historical"})
# What is done to people in one place at one time: a headline seldom has two of them of one type.
_DEEDS: Final = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"})


def link_events(found: Findings, statements: Sequence[Statement], ontology: Ontology) -> tuple[Event, ...]:
    """Bring the mentions of each happening together.

    Args:
        found: the report's layers.
        statements: the report's statements, in the order of their drafts.
        ontology: for the intensity of types and modes.

    Returns:
        One event a happening, in the order of first mention.
    """
    cast = {actor.id: actor for actor in found.who.actors}
    groups: list[list[Telling]] = []
    of_type: dict[str, list[list[Telling]]] = {}
    for telling in tellings(found, statements):
        if _against_itself(telling, cast):
            continue
        known = of_type.setdefault(telling.draft.type, [])
        home = _home(telling, known[-_WINDOW:], cast)
        if home is None:
            groups.append([telling])
            known.append(groups[-1])
        else:
            home.append(telling)
    return tuple(_event(found.document, group, ontology) for group in groups)


def _home(telling: Telling, known: Sequence[list[Telling]], cast: Cast) -> list[Telling] | None:
    """Return the happening that a mention tells again, of those of its type told before it."""
    for group in reversed(known):
        if any(tied(telling, other) for other in group[-_MEMBERS:]):
            return group
    if telling.another:
        return None
    open_ = [g for g in known if not any(clash(telling, other, cast) for other in g[:_MEMBERS])]
    for group in open_:
        if any(alike(telling, other, cast) for other in group[:_MEMBERS]):
            return group
    return _pointed(telling, open_) if telling.bare else _summed(telling, open_, known, cast)


def _pointed(telling: Telling, open_: Sequence[list[Telling]]) -> list[Telling] | None:
    """Return what a bare definite noun points to: the only happening it can mean, or the only one close by."""
    worded = [group for group in open_ if any(akin(telling, other) for other in group)]
    single = [group for group in open_ if all(one.standing.status not in _LASTING for one in group)]
    for choice in (worded, single):
        close = [group for group in choice if near(telling, group[-1])]
        main = [group for group in choice if any(one.summary or one.lead for one in group)]
        for few in (choice, close, main):
            if len(few) == 1 and (few[0] in close or few[0] in main):
                return few[0]
    return None


def _summed(
    telling: Telling, open_: Sequence[list[Telling]], known: Sequence[list[Telling]], cast: Cast
) -> list[Telling] | None:
    """Return the happening in a summary line that the lead tells, though nobody is named in both.

    Only where the lines hold no other happening of the type, and the lead has not told it yet.
    """
    if not telling.lead or len(known) != 1 or len(open_) != 1:
        return None
    (group,) = open_
    if not all(other.summary for other in group):
        return None
    told = any(akin(telling, other) for other in group)
    quiet = telling.draft.type in _DEEDS and all("silent" in sides(telling, other, cast) for other in group)
    return group if told or quiet else None


def _against_itself(telling: Telling, kinds: Mapping[str, Actor]) -> bool:
    """Say whether somebody would accuse, ask or threaten itself: then the words were misread."""
    if telling.draft.type not in ("ACCUSE", "REQUEST", "THREATEN") or not telling.recipients:
        return False
    actors = {participant.actor for participant in telling.actors}
    recipients = {participant.actor for participant in telling.recipients}
    if actors & recipients:
        return True
    return any(
        kinds[one].country == kinds[other].country and same_arm(kinds[one], kinds[other])
        for one in actors
        for other in recipients
    )


def _event(document: Document, group: list[Telling], ontology: Ontology) -> Event:
    best = max(group, key=lambda telling: telling.fullness)
    draft = best.draft
    modes = _first([telling.draft.modes for telling in _from(best, group)], ())
    why = list(draft.why)
    actors = _first([telling.actors for telling in _from(best, group)], ())
    recipients = _first([telling.recipients for telling in _from(best, group)], ())
    when = _first([telling.when for telling in _from(best, group)], None)
    when = when or _first([telling.draft.dated for telling in _from(best, group)], None)
    if len(group) > 1:
        told = ", ".join(f"“{telling.draft.trigger.words}”" for telling in group)
        why.append(Reason("mentions", "same-happening", None, f"told {len(group)} times: {told}"))
    why.extend(reason for telling in group for reason in telling.standing.why)
    said_by, denied_by = _witnesses(group)
    status = _status(group, best)
    return Event(
        id=record_id("e", document.id, draft.type, draft.trigger.start, draft.trigger.end),
        type=draft.type,
        status=status,
        trigger=draft.trigger,
        mentions=tuple(sorted(telling.draft.trigger for telling in group)),
        modes=modes,
        contexts=tuple(sorted({name for telling in group for name in telling.draft.contexts})),
        actors=actors,
        recipients=recipients,
        when=when,
        place=_first([telling.place for telling in _from(best, group)], None),
        killed=_first([telling.draft.killed for telling in _from(best, group)], None),
        injured=_first([telling.draft.injured for telling in _from(best, group)], None),
        said_by=said_by,
        denied_by=denied_by,
        intensity=ontology.intensity(draft.type, modes),
        cameo=cameo.load().code(draft.type, modes, status),
        confidence=max(telling.draft.confidence for telling in group),
        why=tuple(why),
    )


def _from(best: _T, group: list[_T]) -> list[_T]:
    return [best, *(telling for telling in group if telling is not best)]


def _first(values: Sequence[_T], default: _T) -> _T:
    return next((value for value in values if value), default)


def _status(group: list[Telling], best: Telling) -> EventStatus:
    """A charge and its denial are one alleged event; else what the report vouches for, else the fullest telling."""
    statuses = {telling.standing.status for telling in group}
    if statuses >= {"alleged", "negated"}:
        return "alleged"
    if "alleged" in statuses:
        vouched = any(
            telling.standing.status in ("occurred", "ongoing") and not telling.standing.said_by
            for telling in group
        )
        return "occurred" if vouched else "alleged"
    return best.standing.status


def _witnesses(group: list[Telling]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The statements by which alone the event is known, and those that deny it."""
    denied = {one for telling in group for one in telling.standing.denied_by}
    if any(not telling.standing.said_by and not telling.standing.denied_by for telling in group):
        return (), tuple(sorted(denied))
    said = {one for telling in group for one in telling.standing.said_by}
    return tuple(sorted(said - denied)), tuple(sorted(denied))
