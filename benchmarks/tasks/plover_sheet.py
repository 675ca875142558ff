"""What the event-pair sheets take for granted: 15 classes, and conventions that depart from the PLOVER manual.

The sheets merge CONCEDE and RETREAT as YIELD. Where their annotators read a wording otherwise than the manual
does, the product follows the manual, and only this table follows the sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dateline.find.events.coder import is_future
from dateline.find.events.folding import Found

_CONFLICT: Final = frozenset({"SANCTION", "COERCE", "PROTEST", "MOBILIZE", "ASSAULT"})


@dataclass(frozen=True)
class Convention:
    """A departure of the sheets.

    Attributes:
        type: what the product says.
        words: parts of the lexicon's rule, any of which must be there (empty: any rule).
        sheet: the sheets' class.
        why: the difference.
        future: only where the verb speaks of what is to come.
    """

    type: str
    words: tuple[str, ...]
    sheet: str
    why: str
    future: bool = False


CONVENTIONS: Final = (
    Convention(
        "CONCEDE",
        ("announced", "content RETREAT", "content CONCEDE"),
        "AGREE",
        "a concession still to come is an undertaking",
    ),
    Convention("SANCTION", ("impose @sanctions", "order @sanctions"), "COERCE", "sanctions imposed coerce"),
    Convention("SANCTION", ("sentence",), "COERCE", "a sentence is filed as arrest"),
    Convention("SANCTION", ("convict",), "ACCUSE", "a conviction is filed as an accusation"),
    Convention("SANCTION", ("cancel @deal", "call off @deal"), "REJECT", "a deal called off is refused"),
    Convention("REQUEST", ("call for:strike|",), "THREATEN", "a call for strikes or sanctions is a threat"),
    Convention("REQUEST", ("@probe",), "ACCUSE", "a call for an inquiry is filed as an inquiry"),
    Convention("COERCE", ("blockade", "@limits blockade"), "ASSAULT", "blockades are violence"),
    *(
        Convention(type_, (), "THREATEN", "conflict still to come is a threat", future=True)
        for type_ in sorted(_CONFLICT)
    ),
    Convention("CONCEDE", (), "YIELD", "merged"),
    Convention("RETREAT", (), "YIELD", "merged"),
)
"""The first that applies decides."""


def sheet_class(found: Found) -> str:
    """Return the sheets' class for an event of the product."""
    type_, rule = found.coding.type, found.coding.rule
    for row in CONVENTIONS:
        if row.type != type_ or (row.words and not any(word in rule for word in row.words)):
            continue
        if row.future and not is_future(found.candidate.clause):
            continue
        return row.sheet
    return type_


def sheet_type(type_: str) -> str:
    """Return the sheets' class for a type of which no wording is known."""
    return "YIELD" if type_ in ("CONCEDE", "RETREAT") else type_
