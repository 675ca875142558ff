"""Several reports of the same words, for tests of what is known of many."""

from __future__ import annotations

from msgspec import structs

from builders import TEXT, make_report
from dateline.model import Report


def elsewhere(number: int) -> Report:
    """Return another edition of the report made by hand, with its own text and address."""
    report = make_report(TEXT + f"\nEdition {number}.\n")
    document = structs.replace(report.document, url=f"https://news.example/{number}")
    return structs.replace(report, document=document)
