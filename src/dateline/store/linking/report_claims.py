"""The claims of a report as wordings that can be compared with those of other reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from dateline.across.propositions.positions import FOR
from dateline.across.propositions.sameness import Wording
from dateline.across.propositions.words import ABLE, plain, said, stance_by_cue
from dateline.model import Actor, Claim, Event, Report, Span, Statement

# Kinds of event that are one happening where a claim tells them; others can be a state of things.
_DEEDS: Final = frozenset(
    {"ASSAULT", "PROTEST", "AID", "CONSULT", "RETREAT", "MOBILIZE", "AGREE", "SANCTION", "ACCUSE", "THREATEN"}
)
_AGAINST_STATE: Final = frozenset({"REB", "OPP", "PRE", "CRM", "CVL", "NGO", "MED", "JRN"})
_SPEAKER: Final = frozenset({"i", "we", "it", "they", "he", "she", "our", "my", "its", "their", "his", "her"})
_NO_COUNTRIES: Final = frozenset({"UNO", "IGO", "NGO", "IMG", "MNC", "ISM"})
_FIRST_WORD: Final = re.compile(r"\W*(\w+)")
_THINGS: Final = frozenset({"it", "they", "them", "this", "that", "these", "those"})
_SEVERAL: Final = frozenset({"collective", "unnamed", "unknown"})
_PEOPLE: Final = frozenset({"collective", "person", "unnamed"})
_BEFORE: Final = 240
"""Characters before a claim in which what a pronoun stands for is looked for, within the paragraph."""


def wordings_of(report: Report) -> Iterator[Wording]:
    """Yield the claims of a report as they are compared across reports.

    Args:
        report: the report.
    """
    actors = {actor.id: actor for actor in report.actors}
    events = {event.id: event for event in report.events}
    statements = {statement.id: statement for statement in report.statements}
    published = report.document.published
    day = _day(published.date) if published else None
    about = _about(report, actors)
    for claim in report.claims:
        span = next((span for span in claim.spans if span.words == claim.proposition), claim.spans[0])
        names = _names(report, span, actors)
        meant = _meant(claim, report, span, actors)
        around = [] if meant is None else _names(report, meant, actors)
        told = said(claim.proposition, _folded(names))
        grammar = told.negated or (claim.frame is not None and claim.frame.negated)
        negated = grammar != told.turned
        judged = claim.kind == "evaluative" and bool(told.traits) and " that " not in claim.proposition
        held = list(_held(claim, statements, actors, negated=negated, judged=judged))
        event = events.get(claim.event)
        subjects = frozenset() if meant else _subjects(claim, span, names, actors, report)
        yield Wording(
            document=report.document.id,
            claim=claim.id,
            published=day,
            text=claim.proposition,
            kind=claim.kind,
            negated=negated,
            words=told.words,
            context=frozenset() if meant is None else said(meant.words, _folded(around)).words,
            traits=told.traits,
            around=frozenset() if names or subjects else about,
            holders=frozenset(side for side, stance in held if stance in FOR),
            deniers=frozenset(side for side, stance in held if stance == "denies"),
            told=_told(event),
            predicates=_predicates(claim, told.words),
            named=frozenset(key for _, key, _ in (*names, *around)),
            figures=told.figures | _toll(event, span),
            subjects=subjects,
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


def _camp(actor: str, actors: dict[str, Actor]) -> str:
    """Return in whose name somebody speaks: of those who stand against their state only in their own."""
    who = actors.get(actor)
    return actor if who is not None and who.sector in _AGAINST_STATE else _side(actor, actors)


def _about(report: Report, actors: dict[str, Actor]) -> frozenset[str]:
    """Return the sides and places that a report names more than once."""
    counts = Counter(_side(mention.actor, actors) for mention in report.mentions if mention.how == "name")
    counts.update(place.country or place.name for place in report.places)
    return frozenset(key for key, number in counts.items() if number > 1)


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


def _folded(names: Iterable[tuple[str, str, int]]) -> set[str]:
    return {word for name, _, _ in names for word in name.casefold().split()}


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


def _held(
    claim: Claim,
    statements: Mapping[str, Statement],
    actors: dict[str, Actor],
    *,
    negated: bool,
    judged: bool,
) -> Iterator[tuple[str, str]]:
    """Yield the side and the stance of whoever is named as holding something about a claim."""
    for party in claim.parties:
        shown = [statements[one] for one in party.statements if one in statements]
        cue = " ".join(one.cue.words for one in shown if one.cue)
        words = " … ".join(span.words for one in shown for span in one.spans)
        if party.actor:
            yield (
                _camp(party.actor, actors),
                stance_by_cue(
                    party.stance, cue, negated=negated, judged=judged, plain=plain(claim.proposition, words)
                ),
            )


def _meant(claim: Claim, report: Report, span: Span, actors: dict[str, Actor]) -> Span | None:
    """Return the words before a claim in its paragraph, where it begins with a pronoun that stands for one of them.

    "It" is the speaker where a country or a body speaks ("Kenya said it had fired"), "they" where several people do.
    """
    first = _FIRST_WORD.match(claim.proposition)
    word = first.group(1).casefold() if first else ""
    speakers = [actors[party.actor] for party in claim.parties if party.actor in actors]
    alone = len({speaker.id for speaker in speakers}) == 1
    people = alone and speakers[0].kind in _PEOPLE
    several = alone and speakers[0].kind in _SEVERAL
    thing = alone and (people if word == "it" else word in _THINGS and not several)
    bare = word in _THINGS and (claim.frame is None or not claim.frame.actors) and claim.kind == "evaluative"
    if not (thing or bare):
        return None
    text = report.document.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - _BEFORE)
    return Span(start, span.start, text[start : span.start]) if start < span.start else None


def _told(event: Event | None) -> date | None:
    """Return the day of an event that is told to the day."""
    when = None if event is None else event.when
    if when is None or not when.start or when.start != when.end:
        return None
    return _day(when.start)


def _toll(event: Event | None, span: Span) -> frozenset[str]:
    """Return the dead and injured of an event as numbers that can be compared, where the claim tells them."""
    counts = () if event is None else (("killed", event.killed), ("injured", event.injured))
    return frozenset(
        f"{count.low} {name}"
        for name, count in counts
        if count is not None and count.low is not None and count.low == count.high
        if count.span is not None and span.covers(count.span)
    )


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
