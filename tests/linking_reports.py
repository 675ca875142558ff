"""Small reports for tests of linking: prose, a day, and events given by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.model import (
    Actor,
    Agreement,
    Claim,
    Count,
    Document,
    Event,
    EventStatus,
    Participant,
    Party,
    Place,
    Published,
    Report,
    Span,
    Statement,
    Step,
    When,
    Zone,
    document_id,
    record_id,
)


def small_report(
    *paragraphs: str,
    day: str = "",
    events: Sequence[Event] = (),
    actors: Sequence[Actor] = (),
    publisher: str = "",
) -> Report:
    """Make a report whose first paragraph is its headline."""
    text = "\n".join(paragraphs)
    zones, start = [], 0
    for number, words in enumerate(paragraphs):
        span = Span(start, start + len(words), words)
        zones.append(Zone("body" if number else "headline", span))
        start = span.end + 1
    return Report(
        version="1",
        document=Document(
            id=document_id(text),
            text=text,
            zones=tuple(zones),
            headline=zones[0].span,
            publisher=publisher,
            published=Published(day) if day else None,
        ),
        actors=tuple(actors),
        events=tuple(events),
    )


KENYA = Actor(id="a-kenya", name="Kenya", kind="state", country=("KEN",))
SHABAAB = Actor(id="a-shabaab", name="al-Shabaab", kind="armed_group", country=("SOM",))


BODIES = {
    "The Standard": "Kenyan jets bombed an al-Shabaab camp near Dhobley, killing {} fighters, the army said.",
    "The Nation": "Near Dhobley {} men of al-Shabaab died as jets from Kenya bombed their camp.",
    "The Week": "A dry well marks where {} men of al-Shabaab fell when Kenyan jets bombed their camp, herders recall.",
    "The Star": "Villagers at Dhobley counted {} dead of al-Shabaab where Kenyan jets bombed a camp.",
}


def raid(
    day: str, paper: str, killed: int, *, dated: bool = True, status: EventStatus = "occurred"
) -> Report:
    """Make a report of an air raid that kills so many."""
    headline = "Kenyan jets bomb al-Shabaab camp near Dhobley in Somalia"
    body = BODIES[paper].format(killed)
    bare = small_report(headline, body, day=day, publisher=paper)
    text = bare.document.text

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words), words)

    event = Event(
        id=record_id("e", bare.document.id, "bombed"),
        type="ASSAULT",
        modes=("aerial",),
        status=status,
        trigger=span("bombed"),
        actors=(Participant("a-kenya", span("Kenyan jets")),),
        recipients=(Participant("a-shabaab", span("al-Shabaab")),),
        when=When(value="2025-03-04", start="2025-03-04", end="2025-03-04") if dated else None,
        place=Place(span=span("Dhobley"), name="Dhobley", lat=0.4, lon=41.0, country="SOM", precision="city"),
        killed=Count(killed, killed, span(str(killed))),
        intensity=-9.0,
        confidence=0.8,
    )
    return small_report(headline, body, day=day, publisher=paper, events=[event], actors=[KENYA, SHABAAB])


ERITREA = Actor(id="a-eritrea", name="Eritrea", kind="state", country=("ERI",))
ETHIOPIA = Actor(id="a-ethiopia", name="Ethiopia", kind="state", country=("ETH",))
PEOPLE = {actor.name: actor for actor in (ERITREA, ETHIOPIA)}


def placed(text: str, day: str) -> Report:
    """Make a report from Asmara that names two states as places."""
    bare = small_report("News from Asmara", text, day=day, actors=(ERITREA, ETHIOPIA), publisher="The Daily")
    return replace(
        bare,
        places=tuple(
            Place(
                span=Span(found.start(), found.end(), found.group()),
                name=found.group(),
                country=PEOPLE[found.group()].country[0],
                precision="country",
            )
            for found in re.finditer("|".join(PEOPLE), bare.document.text)
        ),
    )


def span(found: Report, words: str) -> Span:
    """Return where words stand in a report."""
    start = found.document.text.index(words)
    return Span(start, start + len(words), words)


def claiming(day: str, who: str, cue: str, words: str, stance: str = "asserts") -> Report:
    """Make a report in which somebody holds something."""
    bare = placed(f"{who} {cue} that {words} on that day.", day)
    document = bare.document.id
    said = Statement(
        id=record_id("s", document, words),
        spans=(span(bare, words),),
        type="indirect",
        stance="denies" if stance == "denies" else "asserts",
        cue=span(bare, cue),
        speaker_actors=(PEOPLE[who].id,),
    )
    claim = Claim(
        id=record_id("c", document, words),
        proposition=words,
        spans=(span(bare, words),),
        kind="factual",
        status="one_sided",
        parties=(Party(actor=PEOPLE[who].id, stance=stance, statements=(said.id,)),),  # type: ignore[arg-type]
        confidence=0.9,
    )
    return replace(bare, statements=(said,), claims=(claim,))


def dealing(
    day: str, name: str, verb: str, kind: str, known: str = "", bound: tuple[Actor, ...] = ()
) -> Report:
    """Make a report in which something becomes of a deal."""
    bare = placed(f"Officials {verb} the {name} at noon.", day)
    step = Step(
        kind=kind,  # type: ignore[arg-type]
        span=span(bare, verb),
        when=When(start=day, end=day),
    )
    deal = Agreement(
        id=record_id("g", bare.document.id, name),
        name=name,
        known=known,
        spans=(span(bare, name),),
        parties=tuple(actor.id for actor in bound),
        steps=(step,),
    )
    return replace(bare, agreements=(deal,))
