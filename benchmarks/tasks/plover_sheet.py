"""What the event-pair sheets take for granted: 15 classes, and conventions that depart from the PLOVER manual.

The sheets merge CONCEDE and RETREAT as YIELD. Where their annotators read a wording otherwise than the manual
does, the product follows the manual, and only this table follows the sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.events.coder import is_future
from dateline.find.events.folding import Found

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONFLICT: Final = frozenset({"SANCTION", "COERCE", "PROTEST", "MOBILIZE", "ASSAULT"})


@dataclass(frozen=True)
class Convention:
    """A departure of the sheets.

    Attributes:
        type: what the product says.
        words: parts of the lexicon's rule, or lemmas of the trigger, any of which must be there (empty: any).
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
        ("announced", "content RETREAT", "content CONCEDE", "agree", "promise", "pledge", "offer", "vow"),
        "AGREE",
        "a concession still to come is an undertaking",
    ),
    Convention("CONCEDE", (), "AGREE", "a concession still to come is an undertaking", future=True),
    Convention("SANCTION", ("impose @sanctions", "order @sanctions", "impose"), "COERCE", "sanctions coerce"),
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


def sheet_class(type_: str, verb: Token, rule: str) -> str:
    """Return the sheets' class.

    Args:
        type_: the product's type.
        verb: the trigger, or the verb whose tense is the event's.
        rule: the lexicon's rule, if one decided.
    """
    for row in CONVENTIONS:
        known = not row.words or verb.lemma_ in row.words or any(word in rule for word in row.words)
        if row.type == type_ and known and (not row.future or is_future(verb)):
            return row.sheet
    return type_


def class_of(found: Found) -> str:
    """Return the sheets' class for an event of the product."""
    return sheet_class(found.coding.type, found.candidate.clause, found.coding.rule)
