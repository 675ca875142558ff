"""The stages in their order: what each needs and gives, from bytes to a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.config import Settings, imported_files, imported_places
from dateline.errors import DatelineError
from dateline.languages import reach_of
from dateline.model import Document, Note, Report

if TYPE_CHECKING:
    from spacy.language import Language

    from dateline.find.factuality.weights import Weights
    from dateline.find.learned.scorer import Scorer
    from dateline.find.statements.ranking.weights import Ranker
    from dateline.find.syntax import Passage
    from dateline.knowledge.tables import Knowledge
    from dateline.model import Appearance, Place, When
    from dateline.ontology.plover import Ontology
    from dateline.resolve.places.gazetteer import Gazetteer
    from dateline.scale.tasks import Task


class Reader:
    """Reads reports. Holds the language pipeline and the tables, loaded when first needed.

    One reader serves any number of reports; it keeps nothing of them.

    Args:
        settings: what the user chose.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        from dateline.find.syntax import load_pipeline

        return load_pipeline(self.settings.pipeline)

    @cached_property
    def knowledge(self) -> Knowledge:
        """States, offices, organisations, armed groups."""
        from dateline.knowledge.tables import load

        return load(imported_files(self.settings))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places with their coordinates."""
        from dateline.resolve.places.gazetteer import load

        return load(imported_places(self.settings))

    @cached_property
    def ontology(self) -> Ontology:
        """Event types, modes and the words for them."""
        from dateline.ontology.plover import load

        return load()

    @cached_property
    def scorer(self) -> Scorer | None:
        """The learned half of the event coder, or `None` where it is switched off or not installed.

        Raises:
            DatelineError: E021, its files are not those that were released.
        """
        if not self.settings.model:
            return None
        from dateline.find.learned.scorer import load

        return load()

    @cached_property
    def weights(self) -> Weights | None:
        """The fitted weights of cues to factuality, or `None` where models are switched off or not installed.

        Raises:
            DatelineError: E021, their file is not the one that was released.
        """
        if not self.settings.model:
            return None
        from dateline.find.factuality.weights import load

        return load()

    @cached_property
    def ranker(self) -> Ranker | None:
        """The fitted weights of statement candidates, or `None` where models are switched off or not installed.

        Raises:
            DatelineError: E021, their file is not the one that was released.
        """
        if not self.settings.model:
            return None
        from dateline.find.statements.ranking.weights import load

        return load()

    def load(self) -> None:
        """Load all that a report needs now, rather than with the first one.

        Raises:
            DatelineError: E020 no pipeline is installed, E021 a model's file is not the one that was released.
        """
        _ = self.nlp, self.knowledge, self.gazetteer, self.ontology, self.scorer, self.weights, self.ranker

    @cached_property
    def made_with(self) -> str:
        """The language pipeline with its version; models and what was imported with the first digits of their hash."""
        from dateline.models.files import folder, label_of

        # places are ranked and lines typed by fitted weights even where the other models are switched off
        asked = (
            *(("event_coder", "statements", "factuality") if self.settings.model else ()),
            "places",
            "lines",
        )
        models = [place for place in map(folder, asked) if place is not None]
        made = " ".join((_with_version(self.settings.pipeline), *map(label_of, models)))
        files = imported_files(self.settings)
        if files:
            from dateline.knowledge.imports.store import made_with

            made += "".join(f" {made_with(path)}" for path in files)
        places = imported_places(self.settings)
        if places:
            from dateline.resolve.places import imported

            made += "".join(f" {imported.made_with(path)}" for path in places)
        return made

    def read(self, data: bytes | str, *, name: str = "", published: str | None = None) -> Report:
        """Read one report.

        Args:
            data: a file's bytes, or a text.
            name: file name or address, which may tell the format.
            published: publication date (ISO 8601 day), which wins over what the text says.

        Returns:
            The record; the same for the same data, settings and version.

        Raises:
            DatelineError: E001 to E005, E010, E030: the source cannot be read as a report.
        """
        return self.code(self.document(data, name=name, published=published))

    def read_many(
        self, sources: Iterable[tuple[str, bytes]], *, published: str | None = None
    ) -> Iterator[tuple[str, Report | DatelineError]]:
        """Read many reports; one that fails gives its error and the others go on.

        Args:
            sources: names and bytes.
            published: publication date for all of them.

        Yields:
            The name, and the report or the error.
        """
        for name, data in sources:
            try:
                yield name, self.read(data, name=name, published=published)
            except DatelineError as error:
                yield name, error

    def document(self, data: bytes | str, *, name: str = "", published: str | None = None) -> Document:
        """Read one report as far as its zones: no parse, no records.

        Raises:
            DatelineError: as `read`.
        """
        from dateline.reading.load import load
        from dateline.structure.document import build

        # A lone surrogate is no character: it cannot be written out again, so it is replaced here.
        raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
        return build(load(raw, name=name, settings=self.settings), self.settings, published)

    def document_of(self, task: Task) -> Document:
        """Read one of the documents of a file, feed, archive or table as far as its zones.

        Raises:
            DatelineError: as `read`.
        """
        from dateline.reading.load import completed, load
        from dateline.reading.source import Source
        from dateline.structure.document import build

        if isinstance(task.content, DatelineError):
            raise task.content
        if isinstance(task.content, Source):
            source = completed(task.content, task.carrier)
        else:
            source = load(task.content, name=task.name, settings=self.settings, carrier=task.carrier)
        return build(source, self.settings, task.published)

    def times(self, text: str | Document, published: str | None = None) -> tuple[When, ...]:
        """Find the time expressions of a text, and nothing else: `dateline.times` with these settings.

        Args:
            text: a text, or a document as `document` gives it.
            published: publication date; a document has its own.
        """
        from dateline.alone import times

        return times(self, text, published)

    def places(self, text: str | Document, publisher: str = "") -> tuple[Place, ...]:
        """Find and locate the places of a text, and nothing else: `dateline.places` with these settings.

        Args:
            text: a text, or a document as `document` gives it.
            publisher: name or address of the publisher, which wins over the document's own.
        """
        from dateline.alone import places

        return places(self, text, publisher)

    def actors(self, text: str | Document, published: str | None = None) -> tuple[Appearance, ...]:
        """Find the actors of a text, and nothing else: `dateline.actors` with these settings.

        Args:
            text: a text, or a document as `document` gives it.
            published: publication date; a document has its own.
        """
        from dateline.alone import actors

        return actors(self, text, published)

    def passages(self, document: Document) -> tuple[Passage, ...]:
        """Parse the prose of a document; of a language that is read without a parse, cut it into words."""
        from dateline.find.syntax import load_blank, parse, split

        if not reach_of(document.language).parsed:
            return split(document, load_blank(document.language))
        return parse(document, self.nlp, self.knowledge.capitalised)

    def code(self, document: Document) -> Report:
        """Make the record of a document."""
        return self.code_passages(document, self.passages(document))

    def code_passages(self, document: Document, passages: tuple[Passage, ...]) -> Report:
        """Make the record of a document that is parsed already."""
        if not reach_of(document.language).parsed:
            return self._statements_alone(document, passages)
        from dateline.find.events.finder import find_events
        from dateline.find.places.finder import find_places
        from dateline.find.statements.bare_said import weighed
        from dateline.find.statements.languages import finder_of
        from dateline.find.times.tagger import find_times
        from dateline.link.agreements.linking import link_agreements
        from dateline.link.answers import answer_events
        from dateline.link.chains import link_chains, withhold_names
        from dateline.link.claims import link_claims
        from dateline.link.events import link_events
        from dateline.link.factuality import weigh_facts
        from dateline.link.findings import Findings, participant_spans, speaker_spans
        from dateline.link.stances import settle_stances
        from dateline.link.statements import link_statements
        from dateline.ontology import claims as claim_words
        from dateline.resolve.actors.resolver import resolve_actors

        times = find_times(passages, document.published)
        places = find_places(passages, document, self.gazetteer)
        said = finder_of(document.language)(passages, ranker=self.ranker)
        judged = None
        if self.scorer is not None:
            judged = self.scorer.judge(passages, self.ontology)
            said = weighed(said, passages, judged)
        done = find_events(passages, said, times, places, document.published, self.ontology, judged)
        spans = participant_spans(said, done)
        who = resolve_actors(document, passages, spans, self.knowledge, places, speaker_spans(said))
        found = Findings(
            document=document,
            passages=passages,
            times=times,
            places=places,
            statements=said,
            events=done,
            who=who,
        )
        said_by = settle_stances(found, link_statements(found), claim_words.load())
        statements = link_chains(found, said_by)
        happened = link_events(found, statements, self.ontology)
        claims = link_claims(found, statements, happened)
        events = weigh_facts(found, statements, answer_events(happened, claims, statements), self.weights)
        return Report(
            version=__version__,
            document=document,
            actors=withhold_names(who.actors, statements),
            mentions=who.mentions,
            times=times,
            places=places,
            statements=statements,
            claims=claims,
            events=events,
            agreements=link_agreements(found, events),
            notes=_notes(document, passages, model=self.scorer is not None),
        )

    def _statements_alone(self, document: Document, passages: tuple[Passage, ...]) -> Report:
        """Make the record of a document without a parse: who said what, and nothing else."""
        from dateline.find.statements.languages import finder_of
        from dateline.link.findings import Findings, participant_spans
        from dateline.link.statements import link_statements
        from dateline.resolve.actors.unparsed import resolve_unparsed

        said = finder_of(document.language)(passages)
        spans = participant_spans(said, ())
        who = resolve_unparsed(document.id, spans, document.language, self.knowledge.names)
        found = Findings(
            document=document, passages=passages, times=(), places=(), statements=said, events=(), who=who
        )
        return Report(
            version=__version__,
            document=document,
            actors=who.actors,
            mentions=who.mentions,
            statements=link_statements(found),
            notes=_notes(document, passages),
        )


def _notes(document: Document, passages: tuple[Passage, ...], *, model: bool = True) -> tuple[Note, ...]:
    """Say what the reader of the record should know."""
    notes = []
    reach = reach_of(document.language)
    if not reach.parsed:
        what = "statements and their speakers are on record; events, claims, times and places are found in English"
        notes.append(Note("N004", f"the report is in {reach.name}: {what} only"))
    if not passages:
        notes.append(Note("N001", "no prose found: every line is furniture, so there is nothing to record"))
    elif not any(passage.zone.kind == "body" for passage in passages):
        notes.append(Note("N002", "no body found: the record rests on headline, deck or captions alone"))
    if not model:
        notes.append(Note("N005", "events are coded by the rules alone: no learned coder was asked"))
    if document.published is None:
        notes.append(
            Note("N003", "no publication date known: relative dates stay relative (give --published)")
        )
    return tuple(notes)


@lru_cache(maxsize=4)
def reader(settings: Settings) -> Reader:
    """Return the reader for these settings, made once a process."""
    return Reader(settings)


def _with_version(package: str) -> str:
    """Return the name of an installed package with its version; that of a folder as it is."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{package}-{version(package)}"
    except (PackageNotFoundError, ValueError):
        return package
