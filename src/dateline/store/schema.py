"""The tables of a store, declared as data: the DDL and `docs/store.md` are both made from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

VERSION: Final = 3
"""Number of the schema; a store with a higher one was written by a newer dateline."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, DuckDB type, meaning."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: name, meaning, columns."""

    name: str
    about: str
    columns: tuple[Column, ...]

    def ddl(self) -> str:
        """Return the statement that makes the table."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" ({columns})'

    def insert(self) -> str:
        """Return the statement that inserts rows given column by column, each column as a list."""
        # named, since a column that a migration added stands last
        names = ", ".join(f'"{column.name}"' for column in self.columns)
        values = ", ".join(f"unnest(?::{column.type}[])" for column in self.columns)
        return f'INSERT INTO "{self.name}" ({names}) SELECT {values}'

    def delete(self) -> str:
        """Return the statement that deletes a document's rows; only for tables filled from reports."""
        key = "id" if self.name == "documents" else "document"
        return f'DELETE FROM "{self.name}" WHERE "{key}" = ?'  # noqa: S608 - our own names


_TEXT: Final = "VARCHAR"
_TEXTS: Final = "VARCHAR[]"

_DOCUMENT: Final = Column("document", _TEXT, "id of the document")
_ID: Final = Column("id", _TEXT, "id of the record")
_NUMBER: Final = Column("number", "INTEGER", "place in the order of the report, from 0")
_CONFIDENCE: Final = Column("confidence", "DOUBLE", "probability that the record is right")
_START: Final = Column("start_char", "INTEGER", "first character of the words in the document's text")
_END: Final = Column("end_char", "INTEGER", "past the last character of the words")
_DATES: Final = (
    Column("date_start", "DATE", "first day, NULL if unknown"),
    Column("date_end", "DATE", "last day, inclusive, NULL if unknown or open"),
    Column("date_value", _TEXT, "TIMEX3 value"),
    Column("date_precision", _TEXT, "how fine the words are"),
    Column("date_words", _TEXT, "the words that date it, NULL if inferred"),
)

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "documents",
        "One row a report. `report` is the source of truth; every other table is derived from it.",
        (
            Column("id", _TEXT, "id of the document: hash of its text"),
            Column("version", _TEXT, "version of dateline that read it"),
            Column("pipeline", _TEXT, "spaCy pipeline it was read with, NULL if not told"),
            Column("publisher", _TEXT, "name of the publisher"),
            Column("headline", _TEXT, "words of the headline"),
            Column("bylines", _TEXTS, "names of the authors"),
            Column("agency", _TEXT, "the agency credited"),
            Column(
                "wire", "BOOLEAN", "an agency other than the publisher is credited with the text or a part"
            ),
            Column("dateline", _TEXT, "place words of the dateline"),
            Column("published", "DATE", "day of publication"),
            Column("published_time", _TEXT, "time of day and UTC offset as given"),
            Column("published_source", _TEXT, "where the day comes from"),
            Column("url", _TEXT, "address of the report"),
            Column("language", _TEXT, "ISO 639-1"),
            Column("characters", "INTEGER", "length of the text"),
            Column("shingles", "INTEGER", "number of its rows in `shingles`"),
            Column("report", _TEXT, "the whole report as JSON (see `dateline schema`)"),
        ),
    ),
    Table(
        "shingles",
        "Sampled runs of seven words of a report's prose, by which copies are found.",
        (_DOCUMENT, Column("hash", "UBIGINT", "hash of the run")),
    ),
    Table(
        "actors",
        "Who is named in a report. The same actor has the same id in every report.",
        (
            _DOCUMENT,
            _ID,
            Column("name", _TEXT, "canonical name"),
            Column("kind", _TEXT, "person, state, organisation ..."),
            Column("country", _TEXTS, "ISO 3166 alpha-3 or PLOVER code; several for a compound"),
            Column("sector", _TEXT, "primary PLOVER sector"),
            Column("sectors", _TEXTS, "secondary PLOVER sectors"),
            Column("role", _TEXT, "office at the date of the report"),
            Column("wikidata", _TEXT, "Wikidata id"),
        ),
    ),
    Table(
        "mentions",
        "Words that stand for an actor.",
        (
            _DOCUMENT,
            _NUMBER,
            Column("actor", _TEXT, "id of the actor"),
            Column("how", _TEXT, "name, nominal, pronoun or implied"),
            Column("words", _TEXT, "the words"),
            _START,
            _END,
        ),
    ),
    Table(
        "events",
        "Who did what to whom; the participants stand in `event_actors`.",
        (
            _DOCUMENT,
            _ID,
            _NUMBER,
            Column("type", _TEXT, "PLOVER event type"),
            Column("modes", _TEXTS, "PLOVER modes"),
            Column("contexts", _TEXTS, "PLOVER contexts"),
            Column("status", _TEXT, "occurred, ongoing, historical, future, hypothetical, negated, alleged"),
            Column("words", _TEXT, "the words that name the event"),
            _START,
            _END,
            *_DATES,
            Column("place", _TEXT, "canonical name of the place"),
            Column("place_words", _TEXT, "the words for the place"),
            Column("latitude", "DOUBLE", "degrees, WGS 84"),
            Column("longitude", "DOUBLE", "degrees, WGS 84"),
            Column("geonameid", "BIGINT", "GeoNames id"),
            Column("country", _TEXT, "country of the place, ISO 3166 alpha-3"),
            Column("killed_low", "BIGINT", "killed, at least"),
            Column("killed_high", "BIGINT", "killed, at most"),
            Column("injured_low", "BIGINT", "injured, at least"),
            Column("injured_high", "BIGINT", "injured, at most"),
            Column("said_by", _TEXTS, "ids of the statements by which alone it is known"),
            Column("denied_by", _TEXTS, "ids of the statements that deny it"),
            Column("affirmed_by", _TEXTS, "ids of the statements that affirm it"),
            Column("factuality", "DOUBLE", "how far a reader takes it to have happened, -3 to +3"),
            Column("intensity", "DOUBLE", "PLOVER's table, -10 to +10"),
            Column("cameo", _TEXT, "CAMEO code, two to four digits; empty where none is shared"),
            _CONFIDENCE,
        ),
    ),
    Table(
        "event_actors",
        "The participants of each event.",
        (
            _DOCUMENT,
            Column("event", _TEXT, "id of the event"),
            Column("role", _TEXT, "actor or recipient"),
            _NUMBER,
            Column("actor", _TEXT, "id of the actor"),
            Column("words", _TEXT, "the words, NULL where the participant is understood"),
            _START,
            _END,
        ),
    ),
    Table(
        "statements",
        "Who said what; speakers and addressees stand in `statement_actors`.",
        (
            _DOCUMENT,
            _ID,
            _NUMBER,
            Column("type", _TEXT, "direct, mixed or indirect"),
            Column("stance", _TEXT, "what the speaker does with the content"),
            Column("words", _TEXT, "the content, its parts joined by an ellipsis"),
            _START,
            _END,
            Column("cue", _TEXT, "the words that make it a statement"),
            Column("speaker", _TEXT, "the words for the speaker"),
            Column("addressee", _TEXT, "the words for whom it was said to"),
            Column("medium", _TEXT, "the words for where it was said or who carried it"),
            Column("nested_in", _TEXT, "id of the statement it is part of"),
            Column("refers_to", _TEXTS, "ids of the statements it stands for"),
            *_DATES,
            Column("zone", _TEXT, "kind of the zone it stands in"),
            _CONFIDENCE,
        ),
    ),
    Table(
        "statement_actors",
        "The actors who speak, for whom and through whom, and who are spoken to.",
        (
            _DOCUMENT,
            Column("statement", _TEXT, "id of the statement"),
            Column("role", _TEXT, "speaker, speaks_for, via (through whom the report has it) or addressee"),
            _NUMBER,
            Column("actor", _TEXT, "id of the actor"),
        ),
    ),
    Table(
        "claims",
        "Propositions; who holds what about each stands in `claim_parties`.",
        (
            _DOCUMENT,
            _ID,
            _NUMBER,
            Column("proposition", _TEXT, "the fullest wording"),
            _START,
            _END,
            Column("kind", _TEXT, "factual, evaluative, proposal or prediction"),
            Column("status", _TEXT, "disputed, one_sided, uncontested, author_voice, rejected"),
            Column("event", _TEXT, "id of the event that the claim is about"),
            Column("contradicts", _TEXTS, "ids of claims that cannot hold together with it"),
            _CONFIDENCE,
        ),
    ),
    Table(
        "claim_parties",
        "The sides of each claim, in their words.",
        (
            _DOCUMENT,
            Column("claim", _TEXT, "id of the claim"),
            _NUMBER,
            Column("actor", _TEXT, "id of the actor, NULL for the report's own voice"),
            Column("stance", _TEXT, "what the party holds"),
            Column("words", _TEXT, "the words in which it holds it"),
            Column("statements", _TEXTS, "ids of the statements that show it"),
            Column("reported_by", _TEXT, "id of the actor through whose mouth alone it is known"),
        ),
    ),
    Table(
        "agreements",
        "Named or described deals.",
        (
            _DOCUMENT,
            _ID,
            _NUMBER,
            Column("name", _TEXT, "fullest wording"),
            Column("parties", _TEXTS, "ids of the actors it binds"),
            _START,
            _END,
        ),
    ),
    Table(
        "agreement_steps",
        "What became of each agreement.",
        (
            _DOCUMENT,
            Column("agreement", _TEXT, "id of the agreement"),
            _NUMBER,
            Column("kind", _TEXT, "proposed, talks, signed, in_force, suspended, scrapped ..."),
            Column("words", _TEXT, "the words"),
            _START,
            _END,
            Column("event", _TEXT, "id of the event"),
            *_DATES,
        ),
    ),
)
"""Every table that is filled from reports. A document's rows are replaced together."""

SHARED: Final[tuple[Table, ...]] = (
    Table(
        "carriers",
        "Where the very same text was found. The earliest carrier is the one that `documents` shows.",
        (
            _DOCUMENT,
            Column("url", _TEXT, "address, empty if unknown"),
            Column("publisher", _TEXT, "name of the publisher, empty if unknown"),
            Column("published", "DATE", "day of publication there"),
            Column("published_time", _TEXT, "time of day and UTC offset as given"),
        ),
    ),
    Table(
        "copies",
        "Pairs of documents of which one holds much of the other's prose; each pair once, `document` < `other`.",
        (
            _DOCUMENT,
            Column("other", _TEXT, "id of the other document"),
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
        Column("version", _TEXT, "version of dateline that made the store"),
    ),
)


def markdown() -> Iterator[str]:
    """Yield the lines of the tables' part of `docs/store.md`."""
    for table in (*TABLES, *SHARED, META):
        yield from (f"### {table.name}", "", table.about, "", "| column | type | meaning |", "|---|---|---|")
        yield from (f"| `{column.name}` | {column.type} | {column.about} |" for column in table.columns)
        yield ""
