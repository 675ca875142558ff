"""Strong keys: what two stories must have in common before their happenings are compared at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateline.across.happenings.parties import family, words
from dateline.across.happenings.sameness import explicit
from dateline.across.happenings.tellings import Telling, Who


def keys(part: Sequence[Telling]) -> frozenset[str]:
    """Return the strong keys of a group of tellings.

    A key is a family of types and an explicit day, with a narrow place, with both parties, or, but for assaults, which
    one side commits by the dozen a day, with one party and a mode.

    Args:
        part: tellings of one story.
    """
    found: set[str] = set()
    for telling in part:
        if telling.start is not None and telling.end is not None and explicit(telling):
            days = (telling.end - telling.start).days + 1
            for day in range(days):
                found.update(
                    "|".join((family(telling.type), *key))
                    for key in _keys(telling, telling.start + timedelta(days=day))
                )
    return frozenset(found)


def _keys(telling: Telling, start: date) -> Iterator[tuple[str, ...]]:
    day = start.isoformat()
    if telling.place is not None and not telling.place.wide:
        yield day, "at", telling.place.name
    actors = {key for who in telling.actors for key in _names(who)}
    recipients = {key for who in telling.recipients for key in _names(who)}
    for one in actors:
        for other in recipients | (actors - {one}):
            yield day, "between", *sorted((one, other))
    if telling.type != "ASSAULT":
        for mode in telling.modes:
            for one in actors | recipients:
                yield day, mode, one


def _names(who: Who) -> tuple[str, ...]:
    """Return what a party is known by in every report: its state if it acts for it, else its id."""
    if len(who.country) == 1 and (who.kind == "state" or who.sector in words().of_state):
        return (who.country[0],)
    return (who.id,) if who.named else ()
