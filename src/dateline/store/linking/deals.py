"""Deals kept up to date: the agreements of single reports brought together, with what became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

import duckdb

from dateline.across.deals.life import Step, stages, standing
from dateline.across.deals.sameness import block_of, runs
from dateline.knowledge import agreements as known_agreements
from dateline.model import Agreement, Report, Statement, from_json, record_id
from dateline.model import Step as Told
from dateline.store.linking.report_claims import side_of

# The point of an abbreviation ends nothing: "U.S. forces".
_ENDS: Final = re.compile(r"(?<![A-Z])[.!?][\"”’']?\s+(?=[\"“‘]?[A-Z0-9])|\n")
_MENTION: Final = "INSERT INTO deal_mentions VALUES (NULL, ?, ?, ?, ?, ?, ?)"
_STEP: Final = """
INSERT INTO deal_steps (deal, kind, date_start, date_end, document, event, actors, words, said_by, denied_by)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_HAPPENINGS: Final = """
UPDATE deal_steps SET happening = w.happening FROM witnesses w
WHERE w.document = deal_steps.document AND w.event = deal_steps.event
  AND deal_steps.document IN (SELECT unnest(?::VARCHAR[]))
"""
_STEPS: Final = """
SELECT s.kind, s.date_start, s.date_end, d.published, s.document, s.words, s.actors, s.said_by, s.denied_by
FROM deal_steps s JOIN documents d ON d.id = s.document
WHERE s.deal = ?
ORDER BY s.document, s.kind, s.words
"""
_SIDES: Final = """
SELECT a.document, a.id, a.kind, a.country FROM actors a
WHERE a.document IN (SELECT unnest(?::VARCHAR[])) AND a.id IN (SELECT unnest(?::VARCHAR[]))
"""
_STATES: Final = """
SELECT min(id) FROM actors WHERE kind = 'state' AND country = [?]
UNION ALL SELECT min(id) FROM actors WHERE name = ?
"""


def renew(connection: duckdb.DuckDBPyConnection, touched: Sequence[str]) -> set[str]:
    """Bring the deals up to date.

    Args:
        connection: the store, in a transaction; happenings are up to date.
        touched: ids of the documents that were added, replaced or taken away.

    Returns:
        The ids of all deals that came, went or may have changed.
    """
    if not touched:
        return set()
    documents = sorted(set(touched))
    mine = "document IN (SELECT unnest(?::VARCHAR[]))"
    found = connection.execute(f"SELECT deal, block FROM deal_mentions WHERE {mine}", [documents]).fetchall()  # noqa: S608 - our own text
    affected, blocks = {row[0] for row in found}, {row[1] for row in found}
    connection.execute(f"DELETE FROM deal_mentions WHERE {mine}", [documents])  # noqa: S608 - our own text
    connection.execute(f"DELETE FROM deal_steps WHERE {mine}", [documents])  # noqa: S608 - our own text
    for key in documents:
        report = connection.execute("SELECT report FROM documents WHERE id = ?", [key]).fetchone()
        if report is not None:
            blocks |= _write_report(connection, from_json(report[0]))
    for block in sorted(blocks):
        affected |= _settle(connection, block)
    connection.execute(_HAPPENINGS, [documents])
    for deal in sorted(affected):
        _write_deal(connection, deal)
    return affected


def _write_report(connection: duckdb.DuckDBPyConnection, report: Report) -> set[str]:
    """Write the agreements of a report and their steps, under their blocks; return these."""
    published = report.document.published
    day = published.date if published else None
    actors = {actor.id: actor for actor in report.actors}
    blocks = set()
    for agreement in report.agreements:
        bound = {one: actors[one] for one in agreement.parties if one in actors}
        sides = {
            side_of(one, actor.kind, actor.country)
            for one, actor in bound.items()
            if actor.kind not in ("unnamed", "unknown", "collective", "person")
        }
        block = block_of(agreement.name, agreement.known, sides, _called(report, agreement))
        if not block:
            continue
        blocks.add(block)
        connection.execute(
            _MENTION, [report.document.id, agreement.id, agreement.name, block, sorted(bound), day]
        )
        for step in agreement.steps:
            said_by, denied_by = _voices(report, step)
            connection.execute(
                _STEP,
                [
                    # the deal is settled with its block
                    agreement.id,
                    step.kind,
                    _day(step.when.start) if step.when else None,
                    _day(step.when.end) if step.when else None,
                    report.document.id,
                    step.event or None,
                    list(step.actors),
                    _clause(report, step),
                    said_by,
                    denied_by,
                ],
            )
    return blocks


def _called(report: Report, agreement: Agreement) -> set[str]:
    """Return the folded words that name somebody, or a state, in the words of an agreement."""
    spans = [mention.span for mention in report.mentions if mention.actor in agreement.parties]
    spans += [place.span for place in report.places if place.precision == "country"]
    named = {word.casefold() for span in spans for word in span.words.split()}
    return named | {word.removesuffix("’s").removesuffix("'s") for word in named}


def _clause(report: Report, step: Told) -> str:
    """Return the sentence part around a step's verb: what stands between the ends of its sentence."""
    zone = next((zone.span for zone in report.document.zones if zone.span.covers(step.span)), step.span)
    text = report.document.text[zone.start : zone.end]
    ends = [match.end() for match in _ENDS.finditer(text)]
    start = max((end for end in ends if end <= step.span.start - zone.start), default=0)
    end = min((end for end in ends if end >= step.span.end - zone.start), default=len(text))
    return text[start:end].strip()


def _voices(report: Report, step: Told) -> tuple[list[str], list[str]]:
    """Return on whose word alone a step is known, and who denies it."""
    around = [
        (len(span), statement)
        for statement in report.statements
        for span in statement.spans
        if span.covers(step.span)
    ]
    event = next((event for event in report.events if event.id == step.event), None)
    vouched = (
        event is not None and not event.said_by and event.status in ("occurred", "ongoing", "historical")
    )
    if not around:
        return [], _deniers(report, event.denied_by) if event else []
    inner: Statement = min(around, key=lambda found: found[0])[1]
    speakers = sorted({*inner.speaker_actors, *inner.speaks_for_actors})
    if inner.stance in ("denies", "rejects", "doubts"):
        return [], speakers
    denied = _deniers(report, event.denied_by) if event else []
    if vouched and inner.zone == "headline":
        speakers = []
    return [speaker for speaker in speakers if speaker not in denied], denied


def _deniers(report: Report, statements: Collection[str]) -> list[str]:
    return sorted({a for one in report.statements if one.id in statements for a in one.speaker_actors})


def _settle(connection: duckdb.DuckDBPyConnection, block: str) -> set[str]:
    """Give the agreements of a block their deals; return the ids of all deals that were or are there."""
    rows = connection.execute(
        "SELECT published, document, agreement, deal FROM deal_mentions WHERE block = ? "
        "ORDER BY published NULLS FIRST, document, agreement",
        [block],
    ).fetchall()
    affected: set[str] = set()
    whole = block.startswith("known ")
    for run in [[row[1:] for row in rows]] if whole else runs((row[0], row[1:]) for row in rows):
        if not run:
            continue
        deal = record_id("t", "", block) if whole else record_id("t", "", block, run[0][0])
        affected.add(deal)
        for document, agreement, old in run:
            if old == deal:
                continue
            affected |= {old} - {None}
            values = [deal, document, agreement]
            connection.execute(
                "UPDATE deal_mentions SET deal = ? WHERE document = ? AND agreement = ?", values
            )
            connection.execute(
                "UPDATE deal_steps SET deal = ? WHERE document = ? AND deal IN (?, ?)",
                [*values, old or agreement],
            )
    return affected


def _write_deal(connection: duckdb.DuckDBPyConnection, deal: str) -> None:
    """Write a deal from all its mentions and steps."""
    connection.execute("DELETE FROM deals WHERE id = ?", [deal])
    rows = connection.execute(
        "SELECT name, block, parties, published FROM deal_mentions WHERE deal = ? ORDER BY published, document",
        [deal],
    ).fetchall()
    if not rows:
        return
    known = (
        known_agreements.by_name(rows[0][1].removeprefix("known "))
        if rows[0][1].startswith("known ")
        else None
    )
    names = Counter(row[0] for row in rows)
    name = known.name if known else min(names, key=lambda words: (-names[words], -len(words), words))
    parties = sorted({one for row in rows for one in row[2]})
    if known is not None:
        parties = list(dict.fromkeys(_ids(connection, known.parties)))
    told = stages(steps_of(connection, deal))
    kind, since, disputed = standing(told)
    days = [row[3] for row in rows if row[3] is not None]
    connection.execute(
        "INSERT INTO deals VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            deal,
            name,
            sorted(set(names) - {name}),
            parties,
            kind or None,
            since,
            disputed,
            min(days, default=None),
            max(days, default=None),
        ],
    )


def _ids(connection: duckdb.DuckDBPyConnection, parties: Collection[str]) -> Iterator[str]:
    """Yield the ids of those parties that some report has named."""
    for party in sorted(parties):
        for (found,) in connection.execute(_STATES, [party, party]).fetchall():
            if found is not None:
                yield found


def steps_of(connection: duckdb.DuckDBPyConnection, deal: str) -> list[Step]:
    """Return the steps of a deal as its reports tell them, the actors by side: countries' codes and ids."""
    rows = connection.execute(_STEPS, [deal]).fetchall()
    named = [sorted({row[4] for row in rows}), sorted({actor for row in rows for actor in row[6] or ()})]
    sides = {
        (document, actor): side_of(actor, kind, country)
        for document, actor, kind, country in connection.execute(_SIDES, named).fetchall()
    }
    return [
        Step(
            kind=kind,
            start=start,
            end=end,
            reported=reported,
            document=document,
            words=words,
            actors=tuple(dict.fromkeys(sides.get((document, actor), actor) for actor in actors or ())),
            said_by=tuple(said_by),
            denied_by=tuple(denied_by),
        )
        for kind, start, end, reported, document, words, actors, said_by, denied_by in rows
    ]


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
