"""What a table of the store is declared with: name, columns, meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, DuckDB type, meaning."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: name, meaning, columns, and those of them that have an index.

    An index makes a lookup cost the same however many rows there are. It takes space, so there is one only where many
    rows are looked through for each report.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    indexed: tuple[str, ...] = ()

    def ddl(self) -> str:
        """Return the statement that makes the table."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f'CREATE TABLE "{self.name}" ({columns})'

    def indexes(self) -> list[str]:
        """Return the statements that make its indexes."""
        return [
            f'CREATE INDEX "{self.name}_{column}" ON "{self.name}" ("{column}")' for column in self.indexed
        ]

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


@dataclass(frozen=True, slots=True)
class View:
    """A view: name, meaning, columns, and the question that it answers."""

    name: str
    about: str
    columns: tuple[Column, ...]
    sql: str

    def ddl(self) -> str:
        """Return the statement that makes the view."""
        return f'CREATE VIEW "{self.name}" AS {self.sql.strip()}'


TEXT: Final = "VARCHAR"
TEXTS: Final = "VARCHAR[]"

DOCUMENT: Final = Column("document", TEXT, "id of the document")
ID: Final = Column("id", TEXT, "id of the record")
NUMBER: Final = Column("number", "INTEGER", "place in the order of the report, from 0")
CONFIDENCE: Final = Column("confidence", "DOUBLE", "probability that the record is right")
START: Final = Column("start_char", "INTEGER", "first character of the words in the document's text")
END: Final = Column("end_char", "INTEGER", "past the last character of the words")
DATES: Final = (
    Column("date_start", "DATE", "first day, NULL if unknown"),
    Column("date_end", "DATE", "last day, inclusive, NULL if unknown or open"),
    Column("date_value", TEXT, "TIMEX3 value"),
    Column("date_precision", TEXT, "how fine the words are"),
    Column("date_words", TEXT, "the words that date it, NULL if inferred"),
)
