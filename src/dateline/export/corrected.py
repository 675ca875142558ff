"""Records as users corrected them: what they found wrong is not exported, what they changed is exported changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import msgspec

from dateline.evaluate.consequences import followed
from dateline.evaluate.fields import Correction, applied
from dateline.model import Report

Said = Mapping[str, Sequence[Correction]]
"""What users said, by the document of the record; under an empty string of records across reports."""


def said(connection: duckdb.DuckDBPyConnection) -> Said:
    """Return every correction of a store, in the order in which they were made."""
    found = connection.execute(
        "SELECT coalesce(document, ''), target, verdict, field, value FROM corrections ORDER BY number"
    ).fetchall()
    by_document: dict[str, list[Correction]] = {}
    for document, target, verdict, field, value in found:
        one = Correction(target, verdict, field or "", msgspec.json.decode(value) if value else None)
        by_document.setdefault(document, []).append(one)
    return by_document


def corrected(report: Report, corrections: Sequence[Correction]) -> Report:
    """Return a report as its users have it.

    Intensity and CAMEO code of an event follow its corrected type, modes and status.
    """
    if not corrections:
        return report
    before = {event.id: event for event in report.events}
    new = applied(report, corrections)
    return msgspec.structs.replace(
        new, events=tuple(followed(event, before[event.id]) for event in new.events)
    )


def wrong(corrections: Sequence[Correction]) -> set[str]:
    """Return the ids of what was last found wrong."""
    verdicts = {one.target: one.verdict for one in corrections}
    return {target for target, verdict in verdicts.items() if verdict == "wrong"}
