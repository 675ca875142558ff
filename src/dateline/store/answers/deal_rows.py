"""Questions about agreements across reports: which there are, where they stand, what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import duckdb

from dateline.across.deals.life import STANDING, Stage, Step, stages
from dateline.errors import DatelineError
from dateline.knowledge import agreements as known_agreements
from dateline.store.answers.days import as_day
from dateline.store.answers.deal_places import Extent, Telling, places
from dateline.store.answers.naming import folded, meant
from dateline.store.linking.deals import steps_of

# The few that are shown first, then what is told of these alone.
_DEALS: Final = f"""
WITH chosen AS MATERIALIZED (
    SELECT * FROM deals r
    WHERE ($since IS NULL OR r.last_seen >= $since)
      AND ($until IS NULL OR r.first_seen <= $until)
      AND ($status IS NULL OR r.status = $status OR ($status = 'none' AND r.status IS NULL))
      AND ($disputed IS NULL OR r.disputed = $disputed)
      AND ($doc IS NULL OR r.id IN (SELECT m.deal FROM deal_mentions m WHERE m.document = $doc))
      AND ($actor IS NULL OR r.id IN (
          SELECT o.id FROM (SELECT id, unnest(parties) AS party FROM deals) o WHERE o.party IN {meant("actor")}))
      AND ($name IS NULL OR r.id = $name OR r.name = $name
           OR r.id IN (SELECT m.deal FROM deal_mentions m WHERE m.agreement = $name)
           OR list_bool_or(list_transform(list_append(r.aliases, r.name),
                           lambda alias: contains({folded("alias")}, {folded("$name")}))))
    ORDER BY r.last_seen DESC NULLS LAST, r.name, r.id
    LIMIT $limit
),
mentions AS MATERIALIZED (
    SELECT deal, document FROM deal_mentions WHERE deal IN (SELECT id FROM chosen)
),
sources AS (
    SELECT document, min(source) AS source FROM story_documents
    WHERE document IN (SELECT document FROM mentions) GROUP BY document
),
told AS (
    SELECT m.deal, count(DISTINCT m.document) AS documents,
           count(DISTINCT coalesce(s.source, m.document)) AS sources
    FROM mentions m LEFT JOIN sources s ON s.document = m.document GROUP BY m.deal
),
stepped AS (
    SELECT deal, count(*) AS steps FROM deal_steps WHERE deal IN (SELECT id FROM chosen) GROUP BY deal
),
names AS (
    SELECT coalesce(map_from_entries(list((id, name))), MAP {{}}) AS names FROM (
        SELECT id, min(name) AS name FROM actors
        WHERE id IN (SELECT unnest(parties) FROM chosen) GROUP BY id)
)
SELECT r.id, r.name, r.aliases, list_transform(r.parties, lambda party: coalesce(names[party], party)), r.parties,
       r.status, r.status_since, r.disputed, r.first_seen, r.last_seen,
       coalesce(t.documents, 0), coalesce(t.sources, 0), coalesce(s.steps, 0)
FROM chosen r CROSS JOIN names
LEFT JOIN told t ON t.deal = r.id
LEFT JOIN stepped s ON s.deal = r.id
ORDER BY r.last_seen DESC NULLS LAST, r.name, r.id
"""  # noqa: S608 - values are bound
_NAMES: Final = """
SELECT document, id, name FROM actors WHERE document IN (SELECT unnest(?::VARCHAR[]))
"""
_REPORTS: Final = (
    "SELECT id, coalesce(publisher, '') FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """An agreement across reports.

    Attributes:
        id: its id.
        name: the name that the tables know, else the one most used.
        aliases: its other names.
        parties: names of those whom it binds.
        party_ids: their ids.
        status: the last step that nobody disputes, `None` if none is known.
        status_since: day of that step.
        disputed: somebody denies that step or a later one.
        first_seen: day of the first report that names it.
        last_seen: day of the last one.
        documents: number of reports that name it.
        sources: number of independent ones.
        steps: number of tellings of its steps.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    parties: tuple[str, ...]
    party_ids: tuple[str, ...]
    status: str | None
    status_since: date | None
    disputed: bool
    first_seen: date | None
    last_seen: date | None
    documents: int
    sources: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingRow:
    """How one report tells a step.

    Attributes:
        document: id of the report.
        publisher: whose report it is.
        published: its day.
        words: its words.
        start: offset of the first character of these in the text of the report, `None` if not known.
        end: offset behind the last.
        said_by: names of those on whose word alone it has it.
        denied_by: names of those who deny it there.
    """

    document: str
    publisher: str
    published: date | None
    words: str
    start: int | None
    end: int | None
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]

    def __str__(self) -> str:
        """Return the report and its words, for a cell of a table."""
        return f"{self.document} {self.published or ''}: {self.words}"


_PRESENT: Final = timedelta(days=366)
"""What was last said longer before the last report is no present view."""


class View(NamedTuple):
    """Where an agreement stands by the last word of somebody on it.

    Attributes:
        holder: who says so.
        kind: what has become of it by that.
        day: day of the report that tells it.
    """

    holder: str
    kind: str
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """A step in the life of an agreement, over all reports that tell it.

    Attributes:
        deal: id of the agreement.
        name: its name.
        kind: what became of it: signed, suspended, scrapped ...
        date_start: first day, `None` if no report tells it.
        date_end: last day.
        by: whose step it is: countries by code, others by name.
        alleged: it is known on somebody's word alone.
        disputed: somebody denies it.
        tellings: how the reports tell it.
    """

    deal: str
    name: str
    kind: str
    date_start: date | None
    date_end: date | None
    by: tuple[str, ...]
    alleged: bool
    disputed: bool
    tellings: tuple[TellingRow, ...]


def deals(  # noqa: PLR0913 - filters are named
    connection: duckdb.DuckDBPyConnection,
    *,
    name: str | None = None,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    status: str | None = None,
    disputed: bool | None = None,
    limit: int | None = None,
) -> list[DealRow]:
    """Return the agreements that fit, the latest seen first.

    Args:
        connection: the store.
        name: its id, or words of a name; also a name that only the tables of agreements know.
        actor: somebody whom it binds, by id, country code or words of the name.
        since: earliest day of the last report that names it.
        until: latest day of the first report that names it.
        doc: id of a document that names it.
        status: where it stands: signed, suspended ...; `none` where nothing is settled.
        disputed: whether that is disputed.
        limit: most to return.

    Raises:
        DatelineError: E030, a day is not a date; E050, no agreement has that name.
    """
    known = known_agreements.by_name(name) if name else None
    given = {"since": since, "until": until}
    days = {key: as_day(value) if isinstance(value, str) else value for key, value in given.items()}
    found: list[tuple[Any, ...]] = []
    for wanted in dict.fromkeys((known.name if known else name, name)):
        values = {
            "name": wanted,
            "actor": actor,
            "doc": doc,
            "status": status,
            "disputed": disputed,
            "limit": limit,
            **days,
        }
        found = found or connection.execute(_DEALS, values).fetchall()
    if name and not found:
        raise DatelineError(
            "E050",
            f"no agreement called {name!r} is on record",
            "`dateline agreements` without a name lists them",
        )
    return [
        DealRow(
            id=row[0],
            name=row[1],
            aliases=tuple(row[2]),
            parties=tuple(row[3]),
            party_ids=tuple(row[4]),
            status=row[5],
            status_since=row[6],
            disputed=row[7],
            first_seen=row[8],
            last_seen=row[9],
            documents=row[10],
            sources=row[11],
            steps=row[12],
        )
        for row in found
    ]


def statuses(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """Return where agreements stand, each with the number of agreements, the most frequent first."""
    found: list[tuple[str, int]] = connection.execute(
        "SELECT coalesce(status, 'none'), count(*) FROM deals GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    return found


def life(connection: duckdb.DuckDBPyConnection, deal: DealRow) -> list[StageRow]:
    """Return what became of an agreement, step by step in the order of the days."""
    told = steps_of(connection, deal.id)[deal.id]
    documents = sorted({step.document for step in told})
    names = {
        (document, key): name for document, key, name in connection.execute(_NAMES, [documents]).fetchall()
    }
    publishers = dict(connection.execute(_REPORTS, [documents]).fetchall())
    found = places(connection, deal.id)
    return [_stage(deal, stage, names, publishers, found) for stage in stages(told)]


def views(told: Sequence[StageRow]) -> list[View]:
    """Return where an agreement stands by those who say different things of it, by their last words, the latest first.

    Args:
        told: what became of it, as `life` returns it.

    Returns:
        Nothing where all say the same, or only one has spoken within a year of the last report that tells a step.
    """
    last: dict[str, View] = {}
    tellings = [
        (one.published, stage.kind, one) for stage in told if stage.kind in STANDING for one in stage.tellings
    ]
    for day, kind, telling in sorted(tellings, key=lambda found: found[0] or date.min):
        for holder in telling.said_by:
            last[holder] = View(holder, kind, day)
    newest = max((day for day, _, _ in tellings if day), default=date.min)
    late = [view for view in last.values() if view.day and newest - view.day <= _PRESENT]
    found = sorted(late, key=lambda view: (-(view.day or date.min).toordinal(), view.holder))
    return found if len({view.kind for view in found}) > 1 else []


def _stage(
    deal: DealRow,
    stage: Stage,
    names: Mapping[tuple[str, str], str],
    publishers: Mapping[str, str],
    found: Mapping[Telling, Extent],
) -> StageRow:
    def called(step: Step, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get((step.document, key), key) for key in keys)

    def extent(step: Step) -> tuple[int | None, int | None]:
        return found.get((step.document, step.kind, step.words), (None, None))

    by = dict.fromkeys(name for step in stage.tellings for name in called(step, step.actors))
    return StageRow(
        deal=deal.id,
        name=deal.name,
        kind=stage.kind,
        date_start=stage.start,
        date_end=stage.end,
        by=tuple(by),
        alleged=stage.alleged,
        disputed=stage.disputed,
        tellings=tuple(
            TellingRow(
                document=step.document,
                publisher=publishers.get(step.document, ""),
                published=step.reported,
                words=step.words,
                start=extent(step)[0],
                end=extent(step)[1],
                said_by=called(step, step.said_by),
                denied_by=called(step, step.denied_by),
            )
            for step in stage.tellings
        ),
    )
