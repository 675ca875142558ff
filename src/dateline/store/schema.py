"""The tables of a store, declared as data: the DDL and `docs/store.md` are both made from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.store.across import ACROSS
from dateline.store.searching.search_tables import SEARCH
from dateline.store.tables import (
    CONFIDENCE,
    DATES,
    DOCUMENT,
    END,
    ID,
    NUMBER,
    START,
    TEXT,
    TEXTS,
    Column,
    Table,
    View,
)
from dateline.store.views import VIEWS

VERSION: Final = 4
"""Number of the schema; a store with a higher one was written by a newer dateline."""

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "documents",
        "One row a report. `report` is the source of truth; every other table is derived from it.",
        (
            Column("id", TEXT, "id of the document: hash of its text"),
            Column("version", TEXT, "version of dateline that read it"),
            Column(
                "pipeline",
                TEXT,
                "language pipeline with its version, and models with the first digits of their files' hash",
            ),
            Column("publisher", TEXT, "name of the publisher"),
            Column("headline", TEXT, "words of the headline"),
            Column("bylines", TEXTS, "names of the authors"),
            Column("agency", TEXT, "the agency credited"),
            Column(
                "wire", "BOOLEAN", "an agency other than the publisher is credited with the text or a part"
            ),
            Column("dateline", TEXT, "place words of the dateline"),
            Column("published", "DATE", "day of publication"),
            Column("published_time", TEXT, "time of day and UTC offset as given"),
            Column("published_source", TEXT, "where the day comes from"),
            Column("url", TEXT, "address of the report"),
            Column("language", TEXT, "ISO 639-1"),
            Column("characters", "INTEGER", "length of the text"),
            Column("shingles", "INTEGER", "number of its rows in `shingles`"),
            Column("report", TEXT, "the whole report as JSON (see `dateline schema`)"),
        ),
    ),
    Table(
        "shingles",
        "Sampled runs of seven words of a report's prose, by which copies are found.",
        (DOCUMENT, Column("hash", "UBIGINT", "hash of the run")),
        indexed=("hash",),
    ),
    Table(
        "actors",
        "Who is named in a report. The same actor has the same id in every report.",
        (
            DOCUMENT,
            ID,
            Column("name", TEXT, "canonical name"),
            Column("kind", TEXT, "person, state, organisation ..."),
            Column("country", TEXTS, "ISO 3166 alpha-3 or PLOVER code; several for a compound"),
            Column("sector", TEXT, "primary PLOVER sector"),
            Column("sectors", TEXTS, "secondary PLOVER sectors"),
            Column("role", TEXT, "office at the date of the report"),
            Column("wikidata", TEXT, "Wikidata id"),
        ),
    ),
    Table(
        "mentions",
        "Words that stand for an actor.",
        (
            DOCUMENT,
            NUMBER,
            Column("actor", TEXT, "id of the actor"),
            Column("how", TEXT, "name, nominal, pronoun or implied"),
            Column("words", TEXT, "the words"),
            START,
            END,
        ),
    ),
    Table(
        "events",
        "Who did what to whom; the participants stand in `event_actors`.",
        (
            DOCUMENT,
            ID,
            NUMBER,
            Column("type", TEXT, "PLOVER event type"),
            Column("modes", TEXTS, "PLOVER modes"),
            Column("contexts", TEXTS, "PLOVER contexts"),
            Column("status", TEXT, "occurred, ongoing, historical, future, hypothetical, negated, alleged"),
            Column("words", TEXT, "the words that name the event"),
            START,
            END,
            *DATES,
            Column("place", TEXT, "canonical name of the place"),
            Column("place_words", TEXT, "the words for the place"),
            Column("latitude", "DOUBLE", "degrees, WGS 84"),
            Column("longitude", "DOUBLE", "degrees, WGS 84"),
            Column("geonameid", "BIGINT", "GeoNames id"),
            Column("country", TEXT, "country of the place, ISO 3166 alpha-3"),
            Column(
                "place_precision",
                TEXT,
                "what the coordinates stand for: point, city, admin1, country, region",
            ),
            Column("killed_low", "BIGINT", "killed, at least"),
            Column("killed_high", "BIGINT", "killed, at most"),
            Column("injured_low", "BIGINT", "injured, at least"),
            Column("injured_high", "BIGINT", "injured, at most"),
            Column("said_by", TEXTS, "ids of the statements by which alone it is known"),
            Column("denied_by", TEXTS, "ids of the statements that deny it"),
            Column("affirmed_by", TEXTS, "ids of the statements that affirm it"),
            Column("factuality", "DOUBLE", "how far a reader takes it to have happened, -3 to +3"),
            Column("intensity", "DOUBLE", "PLOVER's table, -10 to +10"),
            Column("cameo", TEXT, "CAMEO code, two to four digits; empty where none is shared"),
            CONFIDENCE,
        ),
    ),
    Table(
        "event_actors",
        "The participants of each event.",
        (
            DOCUMENT,
            Column("event", TEXT, "id of the event"),
            Column("role", TEXT, "actor or recipient"),
            NUMBER,
            Column("actor", TEXT, "id of the actor"),
            Column("words", TEXT, "the words, NULL where the participant is understood"),
            START,
            END,
        ),
    ),
    Table(
        "statements",
        "Who said what; speakers and addressees stand in `statement_actors`.",
        (
            DOCUMENT,
            ID,
            NUMBER,
            Column("type", TEXT, "direct, mixed or indirect"),
            Column("stance", TEXT, "what the speaker does with the content"),
            Column("words", TEXT, "the content, its parts joined by an ellipsis"),
            START,
            END,
            Column("cue", TEXT, "the words that make it a statement"),
            Column("speaker", TEXT, "the words for the speaker"),
            Column("addressee", TEXT, "the words for whom it was said to"),
            Column("medium", TEXT, "the words for where it was said or who carried it"),
            Column("nested_in", TEXT, "id of the statement it is part of"),
            Column("refers_to", TEXTS, "ids of the statements it stands for"),
            *DATES,
            Column("zone", TEXT, "kind of the zone it stands in"),
            CONFIDENCE,
        ),
    ),
    Table(
        "statement_actors",
        "The actors who speak, for whom and through whom, and who are spoken to.",
        (
            DOCUMENT,
            Column("statement", TEXT, "id of the statement"),
            Column("role", TEXT, "speaker, speaks_for, via (through whom the report has it) or addressee"),
            NUMBER,
            Column("actor", TEXT, "id of the actor"),
        ),
    ),
    Table(
        "claims",
        "Propositions; who holds what about each stands in `claim_parties`.",
        (
            DOCUMENT,
            ID,
            NUMBER,
            Column("proposition", TEXT, "the fullest wording"),
            START,
            END,
            Column("kind", TEXT, "factual, evaluative, proposal or prediction"),
            Column("status", TEXT, "disputed, one_sided, uncontested, author_voice, rejected"),
            Column("event", TEXT, "id of the event that the claim is about"),
            Column("contradicts", TEXTS, "ids of claims that cannot hold together with it"),
            CONFIDENCE,
        ),
    ),
    Table(
        "claim_parties",
        "The sides of each claim, in their words.",
        (
            DOCUMENT,
            Column("claim", TEXT, "id of the claim"),
            NUMBER,
            Column("actor", TEXT, "id of the actor, NULL for the report's own voice"),
            Column("stance", TEXT, "what the party holds"),
            Column("words", TEXT, "the words in which it holds it"),
            START,
            END,
            Column("statements", TEXTS, "ids of the statements that show it"),
            Column("reported_by", TEXT, "id of the actor through whose mouth alone it is known"),
        ),
    ),
    Table(
        "agreements",
        "Named or described deals.",
        (
            DOCUMENT,
            ID,
            NUMBER,
            Column("name", TEXT, "fullest wording"),
            Column("parties", TEXTS, "ids of the actors it binds"),
            START,
            END,
        ),
    ),
    Table(
        "agreement_steps",
        "What became of each agreement.",
        (
            DOCUMENT,
            Column("agreement", TEXT, "id of the agreement"),
            NUMBER,
            Column("kind", TEXT, "proposed, talks, signed, in_force, suspended, scrapped ..."),
            Column("words", TEXT, "the words"),
            START,
            END,
            Column("event", TEXT, "id of the event"),
            *DATES,
        ),
    ),
)
"""Every table that is filled from reports. A document's rows are replaced together."""

SHARED: Final[tuple[Table, ...]] = (
    Table(
        "carriers",
        "Where the very same text was found. The earliest carrier is the one that `documents` shows.",
        (
            DOCUMENT,
            Column("url", TEXT, "address, empty if unknown"),
            Column("publisher", TEXT, "name of the publisher, empty if unknown"),
            Column("published", "DATE", "day of publication there"),
            Column("published_time", TEXT, "time of day and UTC offset as given"),
        ),
    ),
    Table(
        "copies",
        "Pairs of documents of which one holds much of the other's prose; each pair once, `document` < `other`.",
        (
            DOCUMENT,
            Column("other", TEXT, "id of the other document"),
            Column("of_document", "DOUBLE", "share of the document's prose that the other holds, 0 to 1"),
            Column("of_other", "DOUBLE", "share of the other's prose that the document holds, 0 to 1"),
        ),
    ),
)
"""Tables about several reports, or about one text in several places."""

META: Final = Table(
    "dateline_store",
    "One row: which schema the file has.",
    (
        Column("schema", "INTEGER", "number of the schema"),
        Column("version", TEXT, "version of dateline that made the store"),
    ),
)


def markdown() -> Iterator[str]:
    """Yield the lines of the tables' part of `docs/store.md`."""
    declared: tuple[Table | View, ...] = (*TABLES, *SHARED, *ACROSS, *VIEWS, *SEARCH, META)
    for table in declared:
        yield from (f"### {table.name}", "", table.about, "", "| column | type | meaning |", "|---|---|---|")
        yield from (f"| `{column.name}` | {column.type} | {column.about} |" for column in table.columns)
        yield ""
