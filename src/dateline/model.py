"""The records: typed, immutable values, each field tied to the words that say so.

All offsets are character offsets (Unicode code points) into `Document.text`, end exclusive, and every
`Span` of every record satisfies `text[span.start:span.end] == span.words`. A field that no words say
outright is explained by a `Reason` in the record's `why`.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal

import msgspec

if TYPE_CHECKING:
    from rich.console import RenderableType

ZoneKind = Literal[
    "headline", "deck", "byline", "dateline", "date", "caption", "subhead", "body", "furniture"
]
ActorKind = Literal[
    "person", "state", "organisation", "armed_group", "party", "office", "collective", "unnamed", "unknown"
]
StatementType = Literal["direct", "mixed", "indirect"]
Stance = Literal[
    "asserts",
    "denies",
    "rejects",
    "doubts",
    "accuses",
    "demands",
    "proposes",
    "promises",
    "threatens",
    "supports",
    "concedes",
    "asks",
    "declines",
    "relays",
]
Treatment = Literal["relays", "repeats", "confirms", "denies", "rejects", "doubts", "mocks", "answers"]
ClaimKind = Literal["factual", "evaluative", "proposal", "prediction"]
ClaimStatus = Literal["disputed", "one_sided", "uncontested", "author_voice", "rejected"]
PartyStance = Literal["asserts", "denies", "rejects", "doubts", "proposes", "supports"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal["occurred", "ongoing", "historical", "future", "hypothetical", "negated", "alleged"]
Precision = Literal[
    "minute", "hour", "part", "day", "week", "month", "season", "quarter", "year", "decade", "vague"
]
PlacePrecision = Literal["point", "city", "admin1", "country", "region"]
StepKind = Literal[
    "proposed",
    "talks",
    "signed",
    "ratified",
    "in_force",
    "breached",
    "suspended",
    "withdrawn",
    "scrapped",
    "restored",
]


class _Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of every record: immutable, compared by value, small when written out."""


class Span(_Value, frozen=True, order=True):
    """Words of the text: `text[start:end] == words`."""

    start: int
    end: int
    words: str

    def __len__(self) -> int:
        """Return the length in characters."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


class Reason(_Value, frozen=True):
    """Why a field has its value.

    Attributes:
        field: the field that is explained ("type", "speaker", "when" ...).
        rule: name of the rule, table row or model that decided.
        words: the words it rests on, if any.
        note: what was inferred from what, in plain English.
    """

    field: str
    rule: str
    words: Span | None = None
    note: str = ""


class Zone(_Value, frozen=True):
    """A typed part of the text. Zones do not overlap; what no zone covers is white space.

    Attributes:
        kind: what the part is.
        span: where it is; one line or paragraph.
        rule: the rule that typed it.
    """

    kind: ZoneKind
    span: Span
    rule: str = ""


class Published(_Value, frozen=True):
    """When the report was published, as far as it is known.

    Attributes:
        date: calendar day at the publisher's place, ISO 8601 (`2025-10-21`).
        time: time of day as given (`13:05` or `13:05:00`), or an empty string.
        offset: UTC offset as given (`+05:00`, `Z`), or an empty string.
        words: the words that say so, if the text holds them.
        source: `given` (by the user), `header`, `metadata`, `front_matter`, `byline`, `dateline` or `url`.
    """

    date: str
    time: str = ""
    offset: str = ""
    words: Span | None = None
    source: str = "given"


class Document(_Value, frozen=True, kw_only=True):
    """One report as it was read. The text never changes after reading.

    Attributes:
        id: hash of the text.
        text: the text, with its furniture.
        zones: typed parts, in the order of the text.
        format: `text` or `html`.
        url: where it came from, if known.
        publisher: name of the publisher, if the source says so.
        headline: first headline, if any.
        bylines: the names of the authors.
        agency: the agency credited, if any.
        dateline: the place words of the dateline, if any.
        published: when it was published, or `None` if nothing says so.
        language: ISO 639-1 code found or given.
    """

    id: str
    text: str
    zones: tuple[Zone, ...] = ()
    format: str = "text"
    url: str = ""
    publisher: str = ""
    headline: Span | None = None
    bylines: tuple[Span, ...] = ()
    agency: Span | None = None
    dateline: Span | None = None
    published: Published | None = None
    language: str = "en"

    def zones_of(self, *kinds: ZoneKind) -> tuple[Zone, ...]:
        """Return the zones of the given kinds, in the order of the text."""
        return tuple(zone for zone in self.zones if zone.kind in kinds)


class Actor(_Value, frozen=True, kw_only=True):
    """Somebody who acts, is acted upon or speaks in a report.

    Attributes:
        id: stable id; the same actor has the same id in every report.
        name: canonical name.
        kind: what sort of actor it is.
        country: ISO 3166 alpha-3 codes, or PLOVER's UNO, EUR, IGO, NGO, ISM, IMG, MNC; several for a
            compound ("US-Israeli forces"); empty if unknown ("Western powers").
        sector: primary PLOVER sector (GOV, MIL ...), empty if none applies.
        sectors: secondary PLOVER sectors.
        role: the office held at the date of the report, or as the report words it.
        wikidata: Wikidata id where the tables know it.
        number: how many they are, where the words of an actor without a name say so ("two officials");
            `None` where they do not, and for whoever has a name.
        why: where name, country, sector and role come from.
    """

    id: str
    name: str
    kind: ActorKind = "unknown"
    country: tuple[str, ...] = ()
    sector: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    wikidata: str = ""
    number: int | None = None
    why: tuple[Reason, ...] = ()


class Mention(_Value, frozen=True):
    """Words that name or stand for an actor.

    Attributes:
        span: the words.
        actor: id of the actor.
        how: `name`, `nominal` ("the president"), `pronoun` or `implied` (a subject left out).
    """

    span: Span
    actor: str
    how: Literal["name", "nominal", "pronoun", "implied"] = "name"


class When(_Value, frozen=True, kw_only=True):
    """A time expression or the time of a record.

    Attributes:
        span: the words, or `None` where the time was inferred.
        type: TIMEX3 type.
        value: TIMEX3 value (`2025-10-20`, `2025-W42`, `P3D`, `PRESENT_REF`); relative to nothing known, an
            `XXXX` pattern such as `XXXX-WXX-1`.
        start: first calendar day of the interval (ISO 8601), empty if unknown.
        end: last calendar day of the interval, inclusive, empty if unknown or open.
        precision: how fine the words are.
        anchor: what a relative expression counts from: `published`, `text` (an earlier date), or empty.
        why: how it was resolved.
    """

    span: Span | None = None
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str = ""
    start: str = ""
    end: str = ""
    precision: Precision = "day"
    anchor: str = ""
    why: tuple[Reason, ...] = ()


class Place(_Value, frozen=True, kw_only=True):
    """A place that the text names.

    Attributes:
        span: the words.
        name: canonical name.
        lat: latitude in degrees (WGS 84), `None` if not resolved.
        lon: longitude in degrees (WGS 84), `None` if not resolved.
        geonameid: GeoNames id where the gazetteer has one.
        country: ISO 3166 alpha-3 code, empty for seas and regions over several states.
        admin1: first-level division, by name.
        precision: what the coordinates stand for.
        metonym: the words stand for a government or people, not for the place itself.
        confidence: probability that the resolution is right.
        why: how it was resolved.
    """

    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str = ""
    admin1: str = ""
    precision: PlacePrecision = "point"
    metonym: bool = False
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class Statement(_Value, frozen=True, kw_only=True):
    """What somebody said, and how.

    Attributes:
        id: stable id.
        spans: the content, without outer quote marks; several where a cue interrupts a quotation.
        type: `direct`, `mixed` or `indirect`.
        stance: what the speaker does with the content.
        cue: the words that make it a statement, if any.
        speaker: the words for the speaker; `None` where the text leaves the speaker out.
        speaker_actors: ids of the actors who speak, also where `speaker` is a pronoun or left out.
        speaks_for: the words for whom the speaker speaks ("a spokesman for *the ministry*").
        speaks_for_actors: ids of the actors for whom the speaker speaks, also where an earlier or later
            statement says so ("Peskov said").
        addressee: the words for whom it was said to.
        addressee_actors: ids of the actors addressed.
        medium: the words for where it was said or who carried it ("state media", "in a post on X").
        via: ids of the actors through whom the report has it, the nearest to the report first: the speakers
            of the statements around it, then the medium or whoever was told.
        quoted: quoted words inside an indirect content.
        nested_in: id of the statement this one is part of.
        treatment: what the speaker of the statement around does with this one; empty where none is around.
        refers_to: ids of the statements that an anaphoric content ("a charge") stands for.
        when: when it was said.
        zone: kind of the zone it stands in.
        confidence: probability that content and speaker are right.
        why: cue, stance, speaker: where each comes from.
    """

    id: str
    spans: tuple[Span, ...]
    type: StatementType
    stance: Stance
    cue: Span | None = None
    speaker: Span | None = None
    speaker_actors: tuple[str, ...] = ()
    speaks_for: Span | None = None
    speaks_for_actors: tuple[str, ...] = ()
    addressee: Span | None = None
    addressee_actors: tuple[str, ...] = ()
    medium: Span | None = None
    via: tuple[str, ...] = ()
    quoted: tuple[Span, ...] = ()
    nested_in: str = ""
    treatment: Treatment | Literal[""] = ""
    refers_to: tuple[str, ...] = ()
    when: When | None = None
    zone: ZoneKind = "body"
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class Party(_Value, frozen=True, kw_only=True):
    """One side of a claim.

    Attributes:
        actor: id of the actor; empty for the report's own voice.
        stance: what the party holds.
        statements: ids of the statements that show it.
        spans: the words that show it, where no statement does (the report's own voice).
        reported_by: id of the actor through whose mouth alone we know it.
    """

    actor: str
    stance: PartyStance
    statements: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    reported_by: str = ""


class Frame(_Value, frozen=True, kw_only=True):
    """A proposition brought to one form, so that its wordings can be compared.

    Attributes:
        predicate: the type of the event that it tells, else the lemma of the word that heads its clause.
        span: the word or words of the predicate.
        negated: the proposition says that it is not so.
        actors: ids of those who do it, or of whom it is said.
        recipients: ids of those to whom it is done.
    """

    predicate: str
    span: Span
    negated: bool = False
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Claim(_Value, frozen=True, kw_only=True):
    """One proposition, however often it is worded.

    Attributes:
        id: stable id.
        proposition: the fullest wording, as the text has it.
        spans: every wording.
        kind: what sort of proposition it is.
        status: whether it is contested, and how.
        frame: the proposition in one form; `None` where no words hold more than a pointer to it.
        parties: who holds what about it.
        event: id of the event that the claim is about: one that it tells, or one that it says did not happen.
        contradicts: ids of claims that cannot hold together with this one.
        confidence: probability that the claim and its parties are right.
        why: how the wordings were brought together and the status found.
    """

    id: str
    proposition: str
    spans: tuple[Span, ...]
    kind: ClaimKind
    status: ClaimStatus
    frame: Frame | None = None
    parties: tuple[Party, ...] = ()
    event: str = ""
    contradicts: tuple[str, ...] = ()
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class Participant(_Value, frozen=True):
    """An actor in an event.

    Attributes:
        actor: id of the actor.
        span: the words; `None` where the participant is understood (see the event's `why`).
    """

    actor: str
    span: Span | None = None


class Count(_Value, frozen=True):
    """A number of people, as a range (`None`: open), with its words."""

    low: int | None
    high: int | None
    span: Span


class Event(_Value, frozen=True, kw_only=True):
    """Who did what to whom.

    Attributes:
        id: stable id.
        type: PLOVER event type.
        modes: PLOVER modes, where the words give them.
        contexts: PLOVER contexts.
        status: PLOVER's auxiliary modes as one field.
        trigger: the words that name the event, in its fullest mention.
        mentions: triggers of every mention in the report, `trigger` included.
        actors: the sources; all sides of a symmetric event.
        recipients: the targets.
        when: when it happened; the interval and how it was found.
        place: where it happened.
        killed: number killed, as the report gives it.
        injured: number injured.
        said_by: ids of the statements by which alone it is known; empty where the report vouches for it.
        denied_by: ids of the statements that deny it.
        affirmed_by: ids of the statements that affirm it, also where the report vouches; `said_by` is among them
            unless the event is negated.
        claims: ids of the claims that concern it.
        factuality: how far a reader takes it to have happened by the day of the report, or to be happening:
            3 certainly, 0 nobody can tell, -3 certainly not, or not yet (see the codebook).
        intensity: PLOVER's table, -10 to +10.
        cameo: the CAMEO code that type, modes and status answer to, two to four digits; empty where they
            answer to codes of several categories, or to none (see the codebook).
        confidence: probability that type, actors and recipients are right.
        why: rule and words for type, modes, status, factuality, roles, date and place.
    """

    id: str
    type: EventType
    status: EventStatus
    trigger: Span
    mentions: tuple[Span, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    when: When | None = None
    place: Place | None = None
    killed: Count | None = None
    injured: Count | None = None
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    affirmed_by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    factuality: float = 0.0
    intensity: float | None = None
    cameo: str = ""
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()


class Step(_Value, frozen=True, kw_only=True):
    """A point in an agreement's life: the event, or the bare words."""

    kind: StepKind
    span: Span
    event: str = ""
    when: When | None = None


class Agreement(_Value, frozen=True, kw_only=True):
    """A named or described deal.

    Attributes:
        id: stable id.
        name: fullest wording.
        spans: every mention.
        parties: ids of the actors it binds.
        steps: what became of it, in the order of the text.
        why: how mentions and parties were brought together.
    """

    id: str
    name: str
    spans: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    why: tuple[Reason, ...] = ()


class Note(_Value, frozen=True):
    """Something the reader of the record should know: a coded remark on the whole report.

    Attributes:
        code: `N` and three digits (see `docs/errors.md`).
        text: the remark.
    """

    code: str
    text: str


class Report(_Value, frozen=True, kw_only=True):
    """The record of one report."""

    version: str
    document: Document
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    notes: tuple[Note, ...] = ()

    def __repr__(self) -> str:
        """Return one line: which report it is, and how much is on record."""
        headline = self.document.headline.words if self.document.headline else ""
        published = self.document.published.date if self.document.published else "undated"
        counts = f"{len(self.events)} events, {len(self.statements)} statements, {len(self.claims)} claims"
        return f"<Report {self.document.id} {headline!r} {published}: {counts}>"

    def _repr_html_(self) -> str:
        """Return the record as HTML, for notebooks."""
        from dateline.render.html import fragment

        return fragment(self)

    def __rich__(self) -> RenderableType:
        """Return the record as `rich` shows it."""
        from dateline.render.terminal import record

        return record(self)


def record_id(prefix: str, document: str, *parts: object) -> str:
    """Make the stable id of a record.

    Args:
        prefix: one letter for the kind of record (`s`, `c`, `e`, `g`).
        document: id of the document, or an empty string for records that outlive documents.
        parts: what tells the record from others of its kind.

    Returns:
        Prefix and 10 hexadecimal digits; the same for the same arguments.
    """
    text = "\x1f".join([document, *map(str, parts)])
    return prefix + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def document_id(text: str) -> str:
    """Return the id of a text: `d` and 16 hexadecimal digits of its BLAKE2b hash."""
    return "d" + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def to_json(report: Report, *, indent: int = 0) -> bytes:
    """Write a report as UTF-8 JSON; `from_json` gives back an equal value."""
    data = msgspec.json.encode(report)
    return msgspec.json.format(data, indent=indent) if indent else data


def from_json(data: bytes | str) -> Report:
    """Read a report written by `to_json`.

    Raises:
        msgspec.ValidationError: the JSON does not fit the schema.
        msgspec.DecodeError: the data is not JSON.
    """
    return msgspec.json.decode(data, type=Report)


def spans_of(value: object) -> Iterator[Span]:
    """Yield every span inside a record, at any depth."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_of(item)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a report."""
    return msgspec.json.schema(Report)
