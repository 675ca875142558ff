"""What the event-pair sheets take for granted: 15 classes, and conventions that depart from the PLOVER manual.

The sheet merges CONCEDE and RETREAT as YIELD. Further on, where its annotators read a wording otherwise than
the manual does, the product follows the manual, and only this table follows the sheet.
"""

from __future__ import annotations

from typing import Final

MERGED: Final = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

CONVENTIONS: Final = (
    # type, words among the trigger's or near it, the sheet's class, and why the product says otherwise
    ("SANCTION", ("impose sanction", "impose tariff", "order sanction", "slap sanction"), "COERCE"),
    ("CONCEDE", ("agree >", "promise >"), "AGREE"),
)
"""Lexicon entries (by their wording) that the sheet files under another class."""


def sheet_class(type_: str, rule: str = "", status: str = "") -> str:
    """Return the sheet's class for an event of the product.

    Args:
        type_: PLOVER type.
        rule: the lexicon's rule, as the event's reason gives it.
        status: the event's status.
    """
    del status
    for from_type, words, to_type in CONVENTIONS:
        if type_ == from_type and any(word in rule for word in words):
            return to_type
    return MERGED.get(type_, type_)
