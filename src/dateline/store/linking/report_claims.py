"""The claims of a report as wordings that can be compared with those of other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from dateline.across.propositions.sameness import Wording
from dateline.across.propositions.words import ABLE, said
from dateline.model import Actor, Claim, Report, Span

# Kinds of event that are one happening where a claim tells them; others can be a state of things.
_DEEDS: Final = frozenset(
    {"ASSAULT", "PROTEST", "AID", "CONSULT", "RETREAT", "MOBILIZE", "AGREE", "SANCTION", "ACCUSE", "THREATEN"}
)
_SPEAKER: Final = frozenset({"i", "we", "it", "they", "he", "she", "our", "my", "its", "their", "his", "her"})
_NO_COUNTRIES: Final = frozenset({"UNO", "IGO", "NGO", "IMG", "MNC", "ISM"})
_FIRST_WORD: Final = re.compile(r"\W*(\w+)")


def wordings_of(report: Report) -> Iterator[Wording]:
    """Yield the claims of a report as they are compared across reports.

    Of two claims of a report that cannot hold together, though neither says so by its words, the later one counts as
    the opposite of the first.

    Args:
        report: the report.
    """
    actors = {actor.id: actor for actor in report.actors}
    events = {event.id: event for event in report.events}
    published = report.document.published
    day = _day(published.date) if published else None
    for claim in report.claims:
        span = next((span for span in claim.spans if span.words == claim.proposition), claim.spans[0])
        names = _names(report, span, actors)
        told = said(claim.proposition, {word for name, _, _ in names for word in name.casefold().split()})
        grammar = told.negated or (claim.frame is not None and claim.frame.negated)
        event = events.get(claim.event)
        yield Wording(
            document=report.document.id,
            claim=claim.id,
            published=day,
            text=claim.proposition,
            kind=claim.kind,
            negated=grammar != told.turned,
            words=told.words,
            predicates=_predicates(claim, told.words),
            named=frozenset(key for _, key, _ in names),
            figures=told.figures,
            subjects=_subjects(claim, span, names, actors, report),
            single=event is not None and event.type in _DEEDS,
            confidence=claim.confidence,
        )


def side_of(actor: str, kind: str, country: list[str] | tuple[str, ...]) -> str:
    """Return whose side an actor is on: a country's code where it speaks for one, else itself.

    Args:
        actor: its id.
        kind: its kind.
        country: its country slots.
    """
    if len(country) == 1 and country[0] not in _NO_COUNTRIES and kind != "armed_group":
        return country[0]
    return actor


def _side(actor: str, actors: dict[str, Actor]) -> str:
    who = actors.get(actor)
    return actor if who is None else side_of(who.id, who.kind, who.country)


def _names(report: Report, span: Span, actors: dict[str, Actor]) -> list[tuple[str, str, int]]:
    """Return the names inside a claim: the words, whose side or which place they name, and where they begin."""
    found = {
        place.span.start: (place.span.words, place.country or place.name, place.span.start)
        for place in report.places
        if span.covers(place.span)
    }
    for mention in report.mentions:
        if span.covers(mention.span) and mention.how == "name":
            side = _side(mention.actor, actors)
            found[mention.span.start] = (mention.span.words, side, mention.span.start)
    return [found[start] for start in sorted(found)]


def _subjects(
    claim: Claim, span: Span, names: list[tuple[str, str, int]], actors: dict[str, Actor], report: Report
) -> frozenset[str]:
    """Return who does it: by the frame, else the first name before the predicate, else the speaker of "it"."""
    if claim.frame is not None and claim.frame.actors:
        return frozenset(_side(actor, actors) for actor in claim.frame.actors)
    predicate = claim.frame.span.start if claim.frame is not None else span.end
    before = [key for _, key, start in names if start < predicate]
    if before:
        return frozenset(before[:1])
    accused = _accused(claim, report)
    if accused:
        return frozenset(_side(actor, actors) for actor in accused)
    first = _FIRST_WORD.match(claim.proposition)
    if first and first.group(1).casefold() in _SPEAKER:
        held = {_side(party.actor, actors) for party in claim.parties if party.actor}
        return frozenset(held) if len(held) == 1 else frozenset()
    return frozenset()


def _predicates(claim: Claim, words: frozenset[str]) -> frozenset[str]:
    """Return what heads a claim, in the form of its words; nothing where that carries no content ("was", "had")."""
    able = words & {ABLE}
    return able if claim.frame is None else able | (said(claim.frame.span.words).words & words)


def _accused(claim: Claim, report: Report) -> frozenset[str]:
    """Return whoever is accused, where a claim is what an accusation says of him: "breaking the deal"."""
    shown = {one for party in claim.parties for one in party.statements}
    return frozenset(
        actor
        for statement in report.statements
        if statement.id in shown and statement.stance == "accuses"
        for actor in statement.addressee_actors
    )


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
