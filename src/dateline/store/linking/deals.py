"""Deals kept up to date: the agreements of single reports brought together, with what became of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Final

import duckdb

from dateline.across.deals.life import Step, stages, standing
from dateline.across.deals.sameness import block_of, runs
from dateline.knowledge import agreements as known_agreements
from dateline.model import Agreement, Report, Statement, record_id
from dateline.model import Step as Told
from dateline.store.linking import as_corrected
from dateline.store.linking.proposition_rows import Row, insert
from dateline.store.linking.report_claims import side_of
from dateline.store.linking.stories import batched
from dateline.store.lookup import DOCUMENTS

# The point of an abbreviation ends nothing: "U.S. forces".
_ENDS: Final = re.compile(r"(?<![A-Z])[.!?][\"”’']?\s+(?=[\"“‘]?[A-Z0-9])|\n")
_MINE: Final = "document IN (SELECT unnest(?::VARCHAR[]))"
_BATCH: Final = 100
_MADE: Final = frozenset({"signed", "ratified", "in_force", "breached", "withdrawn", "restored"})
"""Steps of a deal that there is; what is only proposed, talked of or broken off is still to come."""
_HAPPENINGS: Final = f"""
UPDATE deal_steps SET happening = w.happening FROM (SELECT * FROM witnesses WHERE document IN ({DOCUMENTS})) w
WHERE w.document = deal_steps.document AND w.event = deal_steps.event AND deal_steps.document IN ({DOCUMENTS})
"""  # noqa: S608 - our own text
_STEPS: Final = """
SELECT s.deal, s.kind, s.date_start, s.date_end, d.published, s.document, s.words, s.actors, s.said_by, s.denied_by
FROM deal_steps s JOIN documents d ON d.id = s.document
WHERE s.deal IN (SELECT unnest(?::VARCHAR[]))
ORDER BY s.document, s.kind, s.words
"""
_OF_BLOCKS: Final = """
SELECT block, published, document, agreement, deal FROM deal_mentions
WHERE block IN (SELECT unnest(?::VARCHAR[]))
ORDER BY block, published NULLS FIRST, document, agreement
"""
_OF_DEALS: Final = """
SELECT deal, name, block, parties, published FROM deal_mentions
WHERE deal IN (SELECT unnest(?::VARCHAR[]))
ORDER BY deal, published, document, agreement
"""
_MOVED: Final = """
WITH moved AS (
    SELECT unnest($deals::VARCHAR[]) AS deal, unnest($documents::VARCHAR[]) AS document,
           unnest($agreements::VARCHAR[]) AS agreement, unnest($old::VARCHAR[]) AS old
)
"""
_MOVE_MENTIONS: Final = """
UPDATE deal_mentions SET deal = moved.deal FROM moved
WHERE deal_mentions.document = moved.document AND deal_mentions.agreement = moved.agreement
"""
_MOVE_STEPS: Final = """
UPDATE deal_steps SET deal = moved.deal FROM moved
WHERE deal_steps.document = moved.document AND deal_steps.deal IN (moved.agreement, moved.old)
"""
_SIDES: Final = """
SELECT a.document, a.id, a.kind, a.country FROM actors a
WHERE a.document IN (SELECT unnest(?::VARCHAR[])) AND a.id IN (SELECT unnest(?::VARCHAR[]))
"""
_PARTIES: Final = """
SELECT party, min(id) FROM (
    SELECT country[1] AS party, id FROM actors
    WHERE kind = 'state' AND len(country) = 1 AND country[1] IN (SELECT unnest($parties::VARCHAR[]))
    UNION ALL SELECT name, id FROM actors WHERE name IN (SELECT unnest($parties::VARCHAR[]))
) GROUP BY party
"""
_KNOWN: Final = """
SELECT DISTINCT m.deal, m.block, d.parties FROM deal_mentions m LEFT JOIN deals d ON d.id = m.deal
WHERE starts_with(m.block, 'known ')
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
    ask = connection.execute
    found = ask(f"SELECT deal, block FROM deal_mentions WHERE {_MINE}", [documents]).fetchall()  # noqa: S608 - our own text
    affected, blocks = {row[0] for row in found}, {row[1] for row in found}
    ask(f"DELETE FROM deal_mentions WHERE {_MINE}", [documents])  # noqa: S608 - our own text
    ask(f"DELETE FROM deal_steps WHERE {_MINE}", [documents])  # noqa: S608 - our own text
    for batch in batched(documents, _BATCH):
        blocks |= _write_reports(connection, as_corrected.reports(connection, batch))
    affected |= _settle(connection, sorted(blocks))
    ask(_HAPPENINGS, {"documents": documents})
    parties = _known_parties(connection)
    affected |= {deal for deal, (before, now) in parties.items() if before != now}
    _write_deals(connection, sorted(affected), {deal: now for deal, (_, now) in parties.items()})
    return affected


def _write_reports(connection: duckdb.DuckDBPyConnection, reports: Iterable[Report]) -> set[str]:
    """Write the agreements of reports and their steps, under their blocks; return these."""
    mentions: list[Row] = []
    steps: list[Row] = []
    for report in reports:
        more = _rows(report)
        mentions += more[0]
        steps += more[1]
    insert(connection, "deal_mentions", mentions)
    insert(connection, "deal_steps", steps)
    return {str(row[4]) for row in mentions}


def _rows(report: Report) -> tuple[list[Row], list[Row]]:
    """Return the rows of a report's agreements, and those of their steps; deals are settled with their blocks."""
    published = report.document.published
    day = published.date if published else ""
    actors = {actor.id: actor for actor in report.actors}
    mentions: list[Row] = []
    steps: list[Row] = []
    for agreement in report.agreements:
        bound = {one: actors[one] for one in agreement.parties if one in actors}
        sides = {
            side_of(one, actor.kind, actor.country)
            for one, actor in bound.items()
            if actor.kind not in ("unnamed", "unknown", "collective", "person")
        }
        block = block_of(
            agreement.name,
            agreement.known,
            sides,
            _called(report, agreement),
            made=any(step.kind in _MADE for step in agreement.steps),
        )
        if not block:
            continue
        key = report.document.id
        mentions.append((None, key, agreement.id, agreement.name, block, sorted(bound), _day(day)))
        for step in agreement.steps:
            said_by, denied_by = _voices(report, agreement, step)
            steps.append(
                (
                    agreement.id,
                    step.kind,
                    _day(step.when.start) if step.when else None,
                    _day(step.when.end) if step.when else None,
                    key,
                    step.event or None,
                    None,
                    list(step.actors),
                    _clause(report, step),
                    said_by,
                    denied_by,
                )
            )
    return mentions, steps


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


def _voices(report: Report, agreement: Agreement, step: Told) -> tuple[list[str] | None, list[str]]:
    """Return on whose word alone a step is known, `None` where the report only has it denied; and who denies it."""
    inner = _inner(report, step)
    event = next((event for event in report.events if event.id == step.event), None)
    vouched = (
        event is not None and not event.said_by and event.status in ("occurred", "ongoing", "historical")
    )
    if inner is None:
        return [], _deniers(report, event.denied_by) if event else []
    if step.when is not None and step.when.span == step.span:
        return [], []  # the day by which a deal is called: whoever names it vouches for no more
    speakers = _speakers([inner])
    if inner.stance in ("denies", "rejects", "doubts"):
        # who rejects a proposal does not deny that it was made
        return ([], []) if step.kind == "proposed" else (None, speakers)
    denied = _deniers(report, event.denied_by) if event else []
    if vouched and inner.zone == "headline":
        speakers = []
    elif not speakers and inner.zone == "headline":
        # whoever the headline means says it below
        below = [_inner(report, one) for one in agreement.steps if one.kind == step.kind]
        speakers = _speakers(one for one in below if one is not None)
    said = [speaker for speaker in speakers if speaker not in denied]
    return (said if said or vouched or not denied else None), denied


def _inner(report: Report, step: Told) -> Statement | None:
    """Return the innermost statement that a step is told in, `None` where the report itself tells it."""
    around = [
        (len(span), statement)
        for statement in report.statements
        for span in statement.spans
        if span.covers(step.span)
    ]
    return min(around, key=lambda found: found[0])[1] if around else None


def _speakers(statements: Iterable[Statement]) -> list[str]:
    return sorted({who for one in statements for who in (*one.speaker_actors, *one.speaks_for_actors)})


def _deniers(report: Report, statements: Collection[str]) -> list[str]:
    return sorted({a for one in report.statements if one.id in statements for a in one.speaker_actors})


def _settle(connection: duckdb.DuckDBPyConnection, blocks: Sequence[str]) -> set[str]:
    """Give the agreements of blocks their deals; return the ids of all deals that were or are there."""
    rows = connection.execute(_OF_BLOCKS, [list(blocks)]).fetchall()
    affected: set[str] = set()
    moved: list[tuple[str, str, str, str]] = []
    for block, members in groupby(rows, key=itemgetter(0)):
        found = [row[1:] for row in members]
        whole = block.startswith("known ")
        for run in [[row[1:] for row in found]] if whole else runs((row[0], row[1:]) for row in found):
            deal = record_id("t", "", block) if whole else record_id("t", "", block, run[0][0])
            affected |= {deal} | {old for _, _, old in run if old is not None}
            moved += [
                (deal, document, agreement, old or agreement)
                for document, agreement, old in run
                if old != deal
            ]
    if moved:
        columns = zip(("deals", "documents", "agreements", "old"), zip(*moved, strict=True), strict=True)
        values = {name: list(column) for name, column in columns}
        connection.execute(_MOVED + _MOVE_MENTIONS, values)
        connection.execute(_MOVED + _MOVE_STEPS, values)
    return affected


def _write_deals(
    connection: duckdb.DuckDBPyConnection, deals: Sequence[str], known: Mapping[str, list[str]]
) -> None:
    """Write deals from all their mentions and steps.

    Args:
        connection: the store.
        deals: their ids.
        known: for those that the tables know the ids of their parties.
    """
    connection.execute("DELETE FROM deals WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(deals)])
    told = steps_of(connection, *deals)
    rows: list[Row] = []
    for deal, members in groupby(connection.execute(_OF_DEALS, [list(deals)]).fetchall(), key=itemgetter(0)):
        mentions = [row[1:] for row in members]
        names = Counter(row[0] for row in mentions)
        name = (
            mentions[0][1].removeprefix("known ")
            if deal in known
            else min(names, key=lambda words: (-names[words], -len(words), words))
        )
        kind, since, disputed = standing(stages(told[deal]))
        days = [row[3] for row in mentions if row[3] is not None]
        rows.append(
            (
                deal,
                name,
                sorted(set(names) - {name}),
                known[deal] if deal in known else sorted({one for row in mentions for one in row[2]}),
                kind or None,
                since,
                disputed,
                min(days, default=None),
                max(days, default=None),
            )
        )
    insert(connection, "deals", rows)


def _known_parties(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[list[str] | None, list[str]]]:
    """Return for each deal that the tables know the ids of its parties: as they are on record, and as they should be.

    Ids of those parties that some report has named: any report may bring one.
    """
    found = connection.execute(_KNOWN).fetchall()
    bound = {
        deal: sorted(known.parties)
        if (known := known_agreements.by_name(block.removeprefix("known ")))
        else []
        for deal, block, _ in found
    }
    named = sorted({party for parties in bound.values() for party in parties})
    ids = dict(connection.execute(_PARTIES, {"parties": named}).fetchall()) if named else {}
    return {
        deal: (before, list(dict.fromkeys(ids[party] for party in bound[deal] if party in ids)))
        for deal, _, before in found
    }


def steps_of(connection: duckdb.DuckDBPyConnection, *deals: str) -> dict[str, list[Step]]:
    """Return the steps of deals as their reports tell them, the actors by side: countries' codes and ids."""
    rows = connection.execute(_STEPS, [list(deals)]).fetchall()
    named = [
        sorted({row[5] for row in rows}),
        sorted({actor for row in rows for voices in row[7:10] for actor in voices or ()}),
    ]
    sides = {
        (document, actor): side_of(actor, kind, country)
        for document, actor, kind, country in connection.execute(_SIDES, named).fetchall()
    }
    steps: dict[str, list[Step]] = {deal: [] for deal in deals}
    for deal, kind, start, end, reported, document, words, actors, said_by, denied_by in rows:
        steps[deal].append(
            Step(
                kind=kind,
                start=start,
                end=end,
                reported=reported,
                document=document,
                words=words,
                actors=tuple(dict.fromkeys(sides.get((document, actor), actor) for actor in actors or ())),
                said_by=tuple(said_by or ()),
                denied_by=tuple(denied_by),
                speakers=tuple(
                    dict.fromkeys(sides.get((document, one), one) for one in (*(said_by or ()), *denied_by))
                ),
                denial=said_by is None,
            )
        )
    return steps


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
