"""The tables by which a store is searched: made from the reports, and only there to be quick."""

from __future__ import annotations

from typing import Final

from dateline.store.tables import DOCUMENT, TEXT, Column, Table

PASSAGES: Final = Table(
    "passages",
    "What can be searched for: statements, claims, events and whole documents.",
    (
        Column("number", "INTEGER", "running number, never given twice"),
        DOCUMENT,
        Column("kind", TEXT, "statement, claim, event or document"),
        Column("id", TEXT, "id of the record; of a document, its own"),
        Column("day", "DATE", "day it is dated, else day of publication"),
        Column("words", TEXT, "what is searched and shown; NULL for a document, whose text `report` holds"),
        Column("beside", TEXT, "words for the speaker, searched and not shown"),
        Column("length", "INTEGER", "number of words that tell what it is about"),
    ),
)
TERMS: Final = Table(
    "terms",
    "Which passages hold a word. Each report brings rows of its own; now and then many become one.",
    (
        Column("stem", TEXT, "the word's stem"),
        Column("kind", TEXT, "kind of the passages"),
        Column(
            "passages", "INTEGER[]", "their numbers; some may be gone from `passages` with an earlier reading"
        ),
        Column("weights", "UTINYINT[]", "how much the word counts in each, in hundredths"),
        Column("packed", "BOOLEAN", "it is a row for many reports"),
    ),
)
SENSES: Final = Table(
    "senses",
    "What statements and claims mean, as a model has it: passages of like meaning have like vectors.",
    (
        Column("passage", "INTEGER", "number of the passage"),
        Column("model", TEXT, "the model, with the first digits of its hash"),
        Column("vector", "BLOB", "the vector, a signed byte for each direction"),
        *(
            Column(f"code{number}", "BIGINT", f"bits {64 * number} to {64 * number + 63} of its short form")
            for number in range(4)
        ),
    ),
)
SEARCH: Final[tuple[Table, ...]] = (PASSAGES, TERMS, SENSES)
"""Every table that is there for searching alone."""
