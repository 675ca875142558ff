"""Actors: who the words for speakers, addressees and participants stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from dateline.find.events.count_words import load_table
from dateline.find.events.numbers import exact_number
from dateline.find.syntax import Passage
from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge
from dateline.model import Actor, Document, Mention, Reason, Span
from dateline.model import Place as Location
from dateline.resolve.actors.acronyms import explained
from dateline.resolve.actors.cast import Cast
from dateline.resolve.actors.context import Context, context_of
from dateline.resolve.actors.coreference import Entity
from dateline.resolve.actors.introduced import named_later
from dateline.resolve.actors.line import line_of
from dateline.resolve.actors.papers import Paper, carries, paper
from dateline.resolve.actors.persons import surname_of_report
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.register import Register
from dateline.resolve.actors.roles import Reader
from dateline.resolve.actors.sources import in_words
from dateline.resolve.actors.stage import Place, Stage

if TYPE_CHECKING:
    from spacy.tokens import Token

How = Literal["name", "nominal", "pronoun", "implied"]

_COMPLEMENT: Final = re.compile(r"\b(?:of|for|from|in|at|with|who)\b")
_VAGUE: Final = re.compile(
    r"(?:(?:more|fewer|less) than|at least|at most|up to|nearly|almost|about|around|over|some)\b",
    re.IGNORECASE,
)
"""Words before a number that leave open how many there are."""
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors of a report and the words that stand for them.

    Attributes:
        actors: every actor that a requested span stands for, in the order of their first mention.
        mentions: one for each requested span and actor, in the order of the text.
        by_span: ids of the actors of each requested span, by its offsets.
        papers: why whoever issued a paper is taken for the one who speaks, by the offsets of the paper's words.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    by_span: dict[tuple[int, int], tuple[str, ...]]
    papers: dict[tuple[int, int], Reason] = field(default_factory=dict)

    def of(self, span: Span) -> tuple[str, ...]:
        """Return the ids of the actors that a requested span stands for; empty where nobody is known."""
        return self.by_span.get((span.start, span.end), ())

    def inferred(self, span: Span) -> tuple[Reason, ...]:
        """Return why a span stands for its actors, where its words are those of a paper."""
        reason = self.papers.get((span.start, span.end))
        return () if reason is None else (reason,)


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A mention to resolve: tokens of a passage, and the requested spans with just these tokens."""

    passage: int
    first: int
    last: int
    readings: tuple[Reading, ...]
    spans: tuple[Span, ...]
    speaks: bool = False
    paper: Paper | None = None


def resolve_actors(
    document: Document,
    passages: Sequence[Passage],
    spans: Iterable[Span],
    knowledge: Knowledge,
    places: Sequence[Location] = (),
    speakers: Iterable[Span] = (),
) -> Resolution:
    """Find out who the given words stand for.

    Args:
        document: the report.
        passages: its parse.
        spans: words of speakers, addressees, event actors and recipients.
        knowledge: the tables.
        places: the places that the report names; they say which country it is about.
        speakers: those of the words that name speakers; whoever they are, they are somebody.

    Returns:
        The actors, and for each span their ids.
    """
    readers = [Reader(line_of(passage, knowledge)) for passage in passages]
    wanted = sorted({(s.start, s.end): s for s in spans}.values(), key=lambda s: (s.start, -s.end))
    said = frozenset((span.start, span.end) for span in speakers)
    occasions, aside = _occasions(readers, wanted, said)
    context = context_of(document, readers, knowledge, places)
    told = [(occasion.passage, reading) for occasion in occasions for reading in occasion.readings]
    known = frozenset(
        fold(mark.term.person.name)
        for reader in readers
        for mark in reader.marks
        if mark.term is not None and mark.term.person is not None
    )
    introduced = [*told, *aside, *named_later(told, readers)]
    register = Register(introduced, _names(readers, knowledge), known)
    date = document.published.date if document.published is not None else ""
    cast = Cast(Stage(document.id, date, knowledge, context, register, readers))
    cast.stage.acronyms = explained(readers)
    cast.stage.located.update((p.span.end, p) for p in places if p.country and p.precision != "country")
    by_span: dict[tuple[int, int], tuple[str, ...]] = {}
    found: dict[str, Entity] = {}
    mentions: list[Mention] = []
    papers: dict[tuple[int, int], Reason] = {}
    for occasion in occasions:
        entities = _entities(cast, occasion)
        if occasion.paper is not None and any(entity.kind != "document" for entity, _ in entities.values()):
            reason = Reason(
                "speaker", "issuer", occasion.spans[0], f"a paper speaks for {occasion.paper.clue}"
            )
            papers.update(((span.start, span.end), reason) for span in occasion.spans)
        for span in occasion.spans:
            by_span[span.start, span.end] = tuple(entities)
            for key, (entity, how) in entities.items():
                found[key] = entity
                mentions.append(Mention(span, key, how))
    return Resolution(
        tuple(_actor(entity) for entity in found.values()),
        tuple(sorted(mentions, key=lambda mention: (mention.span.start, mention.span.end))),
        by_span,
        papers,
    )


def _entities(cast: Cast, occasion: _Occasion) -> dict[str, tuple[Entity, How]]:
    """Resolve a mention; a speaker is somebody, if only by the words."""
    stage = cast.stage
    passage = stage.readers[occasion.passage].passage
    if occasion.paper is not None:
        place = _place(passage, occasion.paper.reading, stage.context)
        return {entity.id: (entity, "nominal") for entity in cast.paper(occasion.paper, place)}
    reader = stage.readers[occasion.passage]
    first, last = occasion.first, occasion.last
    noun = _meant(passage.doc[first]) if occasion.speaks and last - first == 1 else None

    def told(readings: Iterable[Reading]) -> dict[str, tuple[Entity, How]]:
        found: dict[str, tuple[Entity, How]] = {}
        for reading in readings:
            place = _place(passage, reading, stage.context)
            for entity in cast.resolve(reading, place, asked=bool(occasion.spans)):
                found.setdefault(entity.id, (entity, "pronoun" if noun is not None else _how(reading)))
        return found

    readings = occasion.readings
    if not readings and occasion.spans and last - first == 1:
        alone = surname_of_report(stage, occasion.passage, first)
        readings = () if alone is None else (alone,)
    entities = told(readings) or (told(reader.read(*noun)) if noun is not None else {})
    pronoun = any(one.kind == "pronoun" for one in readings)
    if entities or not occasion.speaks or (pronoun and noun is None):
        return entities
    alone = in_words(reader, *(noun or (first, last)))
    if alone is None:
        return {}
    place = _place(passage, alone, stage.context)
    return {entity.id: (entity, "nominal") for entity in cast.speaker(alone, place)}


def _names(readers: Sequence[Reader], knowledge: Knowledge) -> Iterable[str]:
    """Yield the names of persons of two and more words, wherever they stand."""
    for reader in readers:
        titled = -1
        for mark in reader.marks:
            before, titled = titled, mark.last if mark.role is not None and mark.role.kind == "person" else -1
            if mark.term is not None and mark.term.person is not None:
                yield mark.term.person.name
            elif mark.kind == "name" and mark.last - mark.first > 1:
                words = reader.line.words(mark.first, mark.last)
                first = words.split(" ")[0].lower()
                if (
                    before == mark.first
                    or mark.label == "PERSON"
                    or first in knowledge.names.male
                    or first in knowledge.names.female
                ):
                    yield words


def _occasions(
    readers: Sequence[Reader], wanted: Sequence[Span], said: frozenset[tuple[int, int]]
) -> tuple[list[_Occasion], list[tuple[int, Reading]]]:
    """Bring requested spans and the other noun phrases of the report into the order of the text.

    Returns:
        The mentions, and the readings of the phrases around requested spans, which only introduce names.
    """
    requested: dict[tuple[int, int, int], list[Span]] = {}
    for span in wanted:
        for reader in readers:
            if reader.passage.zone.span.overlaps(span):
                tokens = reader.passage.tokens(span)
                if len(tokens):
                    key = (reader.passage.index, tokens.start, tokens.end)
                    requested.setdefault(key, []).append(span)
                break
    found = []
    aside: list[tuple[int, Reading]] = []
    for order, reader in enumerate(readers):
        index = reader.passage.index
        mine = [key for key in requested if key[0] == index]
        covered = {token for _, first, last in mine for token in range(first, last)}
        for _, first, last in mine:
            asked = tuple(requested[index, first, last])
            speaks = any((span.start, span.end) in said for span in asked)
            start, end = _with_possessive(reader, first, last), last
            if speaks and last - first == 1 and reader.line.tag[first] == "WDT":
                start, end = _meant(reader.passage.doc[first]) or (start, end)
            readings = reader.read(start, end)
            source = paper(readers, order, start, end) if speaks else None
            found.append(_Occasion(index, first, last, readings, asked, speaks, source))
        for first, last in _phrases(reader):
            readings = reader.read(first, last)
            if not covered.intersection(range(first, last)):
                if readings and carries(reader, first, last) is None:
                    found.append(_Occasion(index, first, last, readings, ()))
            elif (index, first, last) not in requested:
                aside.extend((index, reading) for reading in readings if reading.kind == "person")
    found.sort(key=lambda o: (o.passage, o.first, o.last))
    return found, aside


def _meant(word: Token) -> tuple[int, int] | None:
    """Return the noun phrase that a relative pronoun stands for, by the grammar of its clause."""
    verb = word.head
    if word.tag_ not in ("WDT", "WP") or verb.dep_ != "relcl" or verb.head.i >= word.i:
        return None
    return verb.head.left_edge.i, min(verb.head.right_edge.i + 1, word.i)


def _with_possessive(reader: Reader, first: int, last: int) -> int:
    """Return where a mention begins with the possessive pronoun that a finder may have left out."""
    if first == 0 or reader.line.tag[first - 1] != "PRP$":
        return first
    return first - 1 if first <= reader.passage.doc[first - 1].head.i < last else first


def _phrases(reader: Reader) -> Iterable[tuple[int, int]]:
    """Yield the base noun phrases of a passage that may name an actor, with a following apposition."""
    marked = bytearray(len(reader.passage.doc))
    for mark in reader.marks:
        marked[mark.first : mark.last] = b"\1" * (mark.last - mark.first)
    pending: tuple[int, int] | None = None
    for chunk in reader.passage.doc.noun_chunks:
        root = chunk.root
        if pending is not None:
            gap = reader.passage.doc[pending[1] : chunk.start]
            aged = len(gap) == 3 and gap[1].pos_ == "NUM"  # "Ana Ruiz, 54, the mayor"
            follows = root.dep_ == "appos" and (len(gap) == 1 or aged) and gap[0].text == gap[-1].text == ","
            of = len(gap) == 1 and gap[0].lower_ == "of" and root.dep_ == "pobj"
            if follows or of:
                pending = (pending[0], chunk.end)
                continue
            yield pending
            pending = None
        if any(marked[chunk.start : chunk.end]):
            pending = (chunk.start, chunk.end)
    if pending is not None:
        yield pending


def _place(passage: Passage, reading: Reading, context: Context) -> Place:
    """Say where a mention stands."""
    token = passage.doc[reading.token]
    head = token
    while head.dep_ in ("appos", "conj", "compound", "poss") and head.head.i != head.i:
        head = head.head
    verb = head.head.i if head.head.pos_ in ("VERB", "AUX") else -1
    return Place(
        passage=passage.index,
        sentence=context.sentence(passage.index, token.i),
        token=token.i,
        verb=verb,
        subject=head.dep_ in _SUBJECTS,
        main=head.head.dep_ == "ROOT",
        quoted=context.quoted(passage.index, token.i),
    )


def _how(reading: Reading) -> How:
    if reading.kind == "pronoun":
        return "pronoun"
    return "name" if reading.named else "nominal"


def _number(entity: Entity) -> int | None:
    """Say how many people without a name are meant, where their words tell ("two officials", "a source")."""
    if entity.kind not in ("unnamed", "collective"):
        return None
    # "a mother of three" is one mother; "more than a dozen" and "dozens of officials" are no number
    words = _COMPLEMENT.split(entity.name.lower(), maxsplit=1)[0].split()
    number = next((found for word in words if (found := exact_number(word)) is not None), None)
    table = load_table()
    if any(table.scale.get(word) for word in entity.name.lower().split()) or _VAGUE.match(entity.name):
        return None
    if number is not None:
        return number
    return 1 if entity.kind == "unnamed" and not entity.plural else None


def _actor(entity: Entity) -> Actor:
    order = {"name": 0, "country": 1, "sector": 2, "role": 3}
    why: list[Reason] = sorted(entity.why.values(), key=lambda reason: order.get(reason.field, 9))
    return Actor(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.countries,
        sector=entity.sector,
        sectors=tuple(s for s in dict.fromkeys(entity.sectors) if s != entity.sector),
        role=entity.role,
        wikidata=entity.wikidata,
        number=_number(entity),
        why=tuple(why),
    )
