"""From the product's records to the sheets' shapes, with the sheets' vocabularies in one table each."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from dateline.model import Actor, Claim, Event, Participant, Report, Span, Statement

NEWS_STANCE: Final = {
    "asserts": "asserts",
    "denies": "denies",
    "rejects": "other",
    "doubts": "doubts",
    "accuses": "accuses",
    "demands": "demands",
    "proposes": "demands",
    "promises": "promises",
    "threatens": "threatens",
    "supports": "supports",
    "concedes": "asserts",
    "asks": "other",
    "declines": "other",
    "relays": "other",
}
"""The product's stances in the news sheet's words (its README lists them)."""

PARTY_STANCE: Final = {
    "asserts": "asserts",
    "denies": "denies",
    "rejects": "rejects",
    "doubts": "doubts",
    "proposes": "proposes",
    "supports": "asserts",
}
"""The product's party stances in the claim sheets' words."""


def span(value: Span | None) -> dict[str, Any] | None:
    """Give a span its sheet shape."""
    return None if value is None else {"start": value.start, "end": value.end, "words": value.words}


def quote(statement: Statement) -> dict[str, Any]:
    """Give a statement the shape of the `statements` task."""
    return {
        "start": statement.spans[0].start,
        "end": statement.spans[-1].end,
        "spans": [[part.start, part.end] for part in statement.spans],
        "type": statement.type,
        "speaker": span(statement.speaker),
        "cue": span(statement.cue),
        "stance": statement.stance,
    }


def statement(value: Statement, actors: dict[str, Actor]) -> dict[str, Any]:
    """Give a statement the shape of the `news` task."""
    speaker = span(value.speaker)
    if speaker is not None and value.speaker_actors:
        speaker["name"] = actors[value.speaker_actors[0]].name
    return {
        "id": value.id,
        "type": value.type,
        "start": value.spans[0].start,
        "end": value.spans[-1].end,
        "cue": span(value.cue),
        "speaker": speaker,
        "stance": NEWS_STANCE[value.stance],
    }


def events(report: Report) -> list[dict[str, Any]]:
    """Give events the shape of the `news` task: one row a mention, later ones pointing to the fullest."""
    actors = {actor.id: actor for actor in report.actors}
    rows = []
    for event in report.events:
        rows.append(_event(event, event.trigger, actors))
        rows.extend(
            {**_event(event, mention, actors), "id": f"{event.id}-{mention.start}", "same_as": event.id}
            for mention in event.mentions
            if mention != event.trigger
        )
    return rows


def _event(event: Event, trigger: Span, actors: dict[str, Actor]) -> dict[str, Any]:
    when = event.when
    dated = None
    if when is not None and when.span is not None:
        value = when.value
        dated = {**(span(when.span) or {}), "value": value}
    return {
        "id": event.id,
        "trigger": span(trigger),
        "type": event.type,
        "mode": list(event.modes),
        "status": event.status,
        "actors": [_participant(part, actors) for part in event.actors],
        "recipients": [_participant(part, actors) for part in event.recipients],
        "place": span(event.place.span) if event.place else None,
        "date": dated,
        "said_by": event.said_by[0] if event.said_by else None,
        "same_as": None,
        "killed": event.killed.low if event.killed else None,
        "injured": event.injured.low if event.injured else None,
    }


def _participant(part: Participant, actors: dict[str, Actor]) -> dict[str, Any]:
    actor = actors[part.actor]
    where = span(part.span) or {"start": 0, "end": 0, "words": actor.name}
    return {
        **where,
        "name": actor.name,
        "country": actor.country[0] if actor.country else None,
        "sector": actor.sector or None,
    }


def claim(value: Claim, actors: dict[str, Actor], text: str) -> dict[str, Any]:
    """Give a claim the shape of the `reports` and `seed` tasks.

    The sheets name a party as their report spells it; our tables keep diacritics that a report may drop.
    """
    return {
        "spans": [[part.start, part.end] for part in value.spans],
        "kind": value.kind,
        "status": value.status,
        "parties": [
            {
                "who": _spelt(actors[party.actor].name, text) if party.actor else "article",
                "stance": PARTY_STANCE[party.stance],
            }
            for party in value.parties
        ],
    }


def _spelt(name: str, text: str) -> str:
    """Write a name without diacritics where the text does so."""
    if name in text:
        return name
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return plain if plain in text or plain.split()[-1] in text else name
