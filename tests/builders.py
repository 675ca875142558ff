"""A report made by hand, for tests of what comes after reading."""

from __future__ import annotations

from typing import Protocol

from dateline.model import (
    Actor,
    Agreement,
    Claim,
    Count,
    Document,
    Event,
    Mention,
    Note,
    Participant,
    Party,
    Place,
    Published,
    Reason,
    Report,
    Span,
    Statement,
    Step,
    When,
    Zone,
    ZoneKind,
    document_id,
    record_id,
)

TEXT = """\
Published: 2025-09-17

Ukraine rejects Russian offer of Black Sea truce
By Mara Lindqvist

ANKARA: Ukraine’s foreign minister on Tuesday rejected a Russian offer of a limited truce and denied \
Moscow’s claim that its navy had mined a grain corridor.

Russian forces struck the port of Odesa in August, killing four dock workers.

“An offer that is made while missiles fall is a trick,” Danylo Hrynko said.

Turkey suspended inspections under the 2022 grain deal last year.

Advertisement
"""

TRICK = "An offer that is made while missiles fall is a trick,"

LINES: tuple[tuple[ZoneKind, str], ...] = (
    ("date", "Published: 2025-09-17"),
    ("headline", "Ukraine rejects Russian offer of Black Sea truce"),
    ("byline", "By Mara Lindqvist"),
    ("body", TEXT.splitlines()[5]),
    ("body", TEXT.splitlines()[7]),
    ("body", TEXT.splitlines()[9]),
    ("body", TEXT.splitlines()[11]),
    ("furniture", "Advertisement"),
)


def at(words: str, text: str = TEXT, after: int = 0) -> Span:
    """Return the first span of the words at or after an offset."""
    start = text.index(words, after)
    return Span(start, start + len(words), words)


class Finder(Protocol):
    """Finds words in a text."""

    def __call__(self, words: str, after: str = "") -> Span:
        """Return the span of the words, at or after other words."""
        ...


def make_report(text: str = TEXT, *, version: str = "0.1.0", suffix: str = "", trick: str = TRICK) -> Report:
    """Make the report of `TEXT`, or of a text that holds the same words.

    Args:
        text: the text; every phrase of `TEXT` that a record rests on must stand in it.
        version: the version that is said to have made it.
        trick: the words of the direct statement, as the text has them.
        suffix: appended to the headline actor's name, to make reports that differ.
    """
    doc = document_id(text)

    def span(words: str, after: str = "") -> Span:
        return at(words, text, text.index(after) if after else 0)

    statements = _statements(doc, trick, span)
    event_id = record_id("e", doc, "struck")
    denied = statements[0]
    events = (
        Event(
            id=record_id("e", doc, "rejected"),
            type="REJECT",
            status="occurred",
            trigger=span("rejected"),
            mentions=(span("rejects"), span("rejected")),
            modes=("change",),
            contexts=("military",),
            actors=(Participant("per:hrynko", span("Ukraine’s foreign minister")),),
            recipients=(Participant("state:RUS", span("Russian")),),
            when=When(
                span=span("Tuesday"),
                value="2025-09-16",
                start="2025-09-16",
                end="2025-09-16",
                anchor="published",
            ),
            intensity=-4.0,
            cameo="12",
            confidence=0.9,
            why=(
                Reason("type", "verb:reject", span("rejected")),
                Reason("when", "weekday-before-published", span("Tuesday"), "the Tuesday before 2025-09-17"),
            ),
        ),
        Event(
            id=event_id,
            type="ASSAULT",
            status="occurred",
            trigger=span("struck"),
            mentions=(span("struck"),),
            actors=(Participant("state:RUS", span("Russian forces")),),
            recipients=(Participant("state:UKR", None),),
            when=When(
                span=span("August"), value="2025-08", start="2025-08-01", end="2025-08-31", precision="month"
            ),
            place=Place(
                span=span("Odesa"),
                name="Odesa",
                lat=46.48,
                lon=30.73,
                geonameid=698740,
                country="UKR",
                precision="city",
            ),
            killed=Count(4, 4, span("four dock workers")),
            intensity=-9.0,
            confidence=0.8,
            why=(
                Reason("type", "verb:strike", span("struck")),
                Reason("recipients", "place-of-attack", span("Odesa"), "Odesa lies in Ukraine"),
            ),
        ),
    )
    claim = Claim(
        id=record_id("c", doc, "mined"),
        proposition="its navy had mined a grain corridor",
        spans=(span("its navy had mined a grain corridor"),),
        kind="factual",
        status="disputed",
        parties=(
            Party(
                actor="state:RUS", stance="asserts", spans=(span("Moscow’s claim"),), reported_by="per:hrynko"
            ),
            Party(actor="per:hrynko", stance="denies", statements=(denied.id,)),
        ),
        confidence=0.7,
        why=(
            Reason("status", "assertion-denied", span("denied"), "one party asserts it, another denies it"),
        ),
    )
    deal = Agreement(
        id=record_id("g", doc, "grain deal"),
        name="the 2022 grain deal",
        spans=(span("the 2022 grain deal"),),
        parties=("state:TUR", "state:RUS", "state:UKR"),
        steps=(Step(kind="suspended", span=span("suspended")),),
        why=(Reason("name", "noun:deal", span("deal")),),
    )
    return Report(
        version=version,
        document=_document(doc, text, span),
        actors=_actors(suffix, span),
        mentions=(
            Mention(span("Ukraine’s foreign minister"), "per:hrynko", "nominal"),
            Mention(span("Danylo Hrynko"), "per:hrynko"),
            Mention(span("Russian forces"), "state:RUS"),
            Mention(span("Turkey"), "state:TUR"),
        ),
        times=tuple(event.when for event in events if event.when),
        places=tuple(event.place for event in events if event.place),
        statements=statements,
        claims=(claim,),
        events=events,
        agreements=(deal,),
        notes=(Note("N001", "the time zone of the report is not known"),),
    )


def _statements(doc: str, trick: str, span: Finder) -> tuple[Statement, ...]:
    return (
        Statement(
            id=record_id("s", doc, "mined"),
            spans=(span("its navy had mined a grain corridor"),),
            type="indirect",
            stance="denies",
            cue=span("denied"),
            speaker=span("Ukraine’s foreign minister"),
            speaker_actors=("per:hrynko",),
            when=When(span=span("Tuesday"), value="2025-09-16", start="2025-09-16", end="2025-09-16"),
            why=(Reason("stance", "cue:deny", span("denied")),),
        ),
        Statement(
            id=record_id("s", doc, "trick"),
            spans=(span(trick),),
            type="direct",
            stance="asserts",
            cue=span("said"),
            speaker=span("Danylo Hrynko"),
            speaker_actors=("per:hrynko",),
            why=(Reason("speaker", "quote-subject-cue", span("Danylo Hrynko said")),),
        ),
    )


def _actors(suffix: str, span: Finder) -> tuple[Actor, ...]:
    return (
        Actor(
            id="per:hrynko",
            name="Danylo Hrynko" + suffix,
            kind="person",
            country=("UKR",),
            sector="GOV",
            role="foreign minister",
            why=(Reason("role", "apposition", span("foreign minister")),),
        ),
        Actor(id="state:RUS", name="Russia", kind="state", country=("RUS",)),
        Actor(id="state:UKR", name="Ukraine", kind="state", country=("UKR",)),
        Actor(id="state:TUR", name="Turkey", kind="state", country=("TUR",)),
    )


def _document(doc: str, text: str, span: Finder) -> Document:
    lines = text.split("\n")
    zones = []
    position = 0
    kinds = {words: kind for kind, words in LINES}
    for words in lines:
        if words.strip():
            zones.append(Zone(kinds.get(words, "body"), Span(position, position + len(words), words), "test"))
        position += len(words) + 1
    return Document(
        id=doc,
        text=text,
        zones=tuple(zones),
        publisher="The Example Courier",
        headline=next((zone.span for zone in zones if zone.kind == "headline"), None),
        bylines=(span("Mara Lindqvist"),),
        dateline=span("ANKARA"),
        published=Published("2025-09-17", words=span("2025-09-17"), source="header"),
    )
