"""Questions about disputes: who affirms a proposition, who denies it, when and in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import duckdb

from dateline.across.propositions.positions import AGAINST, FOR, turned
from dateline.store.linking.report_claims import side_of
from dateline.store.query import as_day, is_actor

_PAIRS: Final = """
pairs AS (
    SELECT document, claim, relation, other_document, other_claim, FALSE AS "reversed", reason FROM contradictions
    UNION ALL
    SELECT other_document, other_claim, relation, document, claim, TRUE, reason FROM contradictions
)
"""
# Which claims stand against those of some propositions, each pair from both ends, with what their wordings say.
_FACING: Final = f"""
WITH {_PAIRS},
mine AS (
    SELECT document, claim, proposition, negated FROM wordings
    WHERE proposition IN (SELECT unnest($ids::VARCHAR[]))
)
SELECT m.proposition, m.negated AS negated, o.proposition AS other, p.other_document, p.other_claim, p.relation,
       p.reversed, p.reason
FROM mine m
JOIN pairs p ON p.document = m.document AND p.claim = m.claim
JOIN wordings o ON o.document = p.other_document AND o.claim = p.other_claim
WHERE m.proposition <> o.proposition
ORDER BY ALL
"""  # noqa: S608 - our own text
_DISPUTED: Final = f"""
WITH {_PAIRS},
facing AS MATERIALIZED (
    SELECT DISTINCT m.proposition, o.proposition AS other
    FROM pairs p
    JOIN wordings m ON m.document = p.document AND m.claim = p.claim
    JOIN wordings o ON o.document = p.other_document AND o.claim = p.other_claim
    WHERE m.proposition <> o.proposition
),
disputed AS (
    SELECT p.*, p.id IN (SELECT proposition FROM facing) AS faced,
           p.status = 'disputed' AND p.id IN (
               SELECT q.proposition FROM positions q
               WHERE q.actor IS NOT NULL AND q.stance IN ('asserts', 'supports', 'proposes')) AS answered
    FROM propositions p
    WHERE (p.status = 'disputed' OR p.id IN (SELECT proposition FROM facing))
      AND ($since IS NULL OR p.last_said >= $since)
      AND ($until IS NULL OR p.first_said <= $until)
),
"""  # noqa: S608 - our own text
_WANTED: Final = f"""
wanted AS (
    SELECT q.proposition FROM positions q
    WHERE ($doc IS NULL OR q.document = $doc)
      AND ($actor IS NULL OR (q.document, q.actor) IN (
          SELECT a.document, a.id FROM actors a WHERE {is_actor("actor")}))
)
"""  # noqa: S608 - our own text
_ALL: Final = "wanted AS (SELECT id AS proposition FROM disputed WHERE $doc IS NULL AND $actor IS NULL)"
_LISTED: Final = """
SELECT id, wording, kind, first_said, last_said, documents, sources, confidence, answered
FROM disputed
WHERE id IN (SELECT proposition FROM wanted)
   OR id IN (SELECT f.proposition FROM facing f JOIN wanted w ON w.proposition = f.other)
ORDER BY answered OR faced DESC, sources DESC, confidence DESC, last_said DESC NULLS LAST, id
"""
_CHUNK: Final = 200
"""Propositions that are looked at together, where only the first of all are asked for."""
_HEADS: Final = """
SELECT p.id, bool_and(w.negated) FROM propositions p
JOIN wordings w ON w.proposition = p.id AND w.text = p.wording
WHERE p.id IN (SELECT unnest($ids::VARCHAR[]))
GROUP BY p.id
"""
# The few positions first, then what is told of their reports alone.
_POSITIONS: Final = """
WITH held AS MATERIALIZED (
    SELECT * FROM positions WHERE proposition IN (SELECT unnest($ids::VARCHAR[]))
),
named AS (
    SELECT document, id, min(name) AS name, any_value(kind) AS kind, any_value(country) AS country FROM actors
    WHERE document IN (SELECT document FROM held) AND id IN (SELECT actor FROM held UNION SELECT reported_by FROM held)
    GROUP BY document, id
)
SELECT p.proposition, w.negated, coalesce(a.name, p.actor, 'the report'), p.actor, coalesce(a.kind, ''),
       coalesce(a.country, []), p.stance, p.day, p.document, p.claim, coalesce(d.publisher, ''), p.words,
       coalesce(m.name, p.reported_by), p.changed
FROM held p
JOIN (SELECT id, publisher FROM documents WHERE id IN (SELECT document FROM held)) d ON d.id = p.document
JOIN (SELECT document, claim, negated FROM wordings WHERE document IN (SELECT document FROM held)) w
  ON w.document = p.document AND w.claim = p.claim
LEFT JOIN named a ON a.document = p.document AND a.id = p.actor
LEFT JOIN named m ON m.document = p.document AND m.id = p.reported_by
ORDER BY p.day NULLS LAST, p.document, p.claim, p.actor NULLS LAST, p.stance
"""
_DENIED: Final = "denies it"
_OTHERWISE: Final = "says that it is not so"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a party holds about a proposition, in one report.

    Attributes:
        actor: its name.
        actor_id: its id, `None` for the report's own voice.
        side: the country it speaks for, by code, else its id.
        stance: what it holds about the proposition as it is worded.
        day: day on which it said so, or of the report.
        document: id of the report.
        publisher: whose report it is.
        words: the words in which it holds it.
        reported_by: name of the actor through whose mouth alone it is known.
        changed: it held the opposite on an earlier day.
        reason: why it stands against the proposition; empty where it holds it.
    """

    actor: str
    actor_id: str | None
    side: str
    stance: str
    day: date | None
    document: str
    publisher: str
    words: str | None
    reported_by: str | None
    changed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRow:
    """A disputed proposition with its sides.

    Attributes:
        id: its id.
        wording: its fullest wording.
        kind: factual, evaluative or prediction.
        first_said: first day on which somebody took a position.
        last_said: last day.
        documents: number of reports.
        sources: number of independent reports.
        affirmed: who holds it, by day.
        denied: who denies it, by day.
        doubted: who doubts it, by day.
        confidence: probability that the claims are right, on average.
    """

    id: str
    wording: str
    kind: str
    first_said: date | None
    last_said: date | None
    documents: int
    sources: int
    affirmed: tuple[Held, ...]
    denied: tuple[Held, ...]
    doubted: tuple[Held, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Position:
    """A position with the claim that it is held in and whether that claim says the opposite of its proposition."""

    held: Held
    claim: str
    turned: bool

    @property
    def own(self) -> str:
        """What is held about the claim as it is worded."""
        return turned(self.held.stance) if self.turned else self.held.stance


@dataclass(frozen=True, slots=True)
class _Facing:
    """A claim that stands against one of a proposition."""

    negated: bool
    other: str
    document: str
    claim: str
    relation: str
    reversed: bool
    reason: str


def disputes(
    connection: duckdb.DuckDBPyConnection,
    *,
    actor: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    doc: str | None = None,
    limit: int | None = None,
) -> list[DisputeRow]:
    """Return the disputed propositions, the best attested first.

    Those come first of which both sides are named, then those that more independent reports tell. A proposition that
    only stands against one that is listed is shown there, not once more.

    Args:
        connection: the store.
        actor: somebody who holds something about it, by id, country code or words of the name.
        since: earliest day on which it was last disputed.
        until: latest day on which it was first said.
        doc: id of a document that tells it.
        limit: most to return.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    given = {"since": since, "until": until}
    days = {key: as_day(value) if isinstance(value, str) else value for key, value in given.items()}
    every = _ALL if doc is None and actor is None else _WANTED
    listed = connection.cursor().execute(f"{_DISPUTED}{every}{_LISTED}", {"actor": actor, "doc": doc, **days})
    facing: dict[str, list[_Facing]] = defaultdict(list)
    shown: list[list[Any]] = []
    told: set[str] = set()
    while limit is None or len(shown) < limit:
        found = listed.fetchall() if limit is None else listed.fetchmany(max(limit, _CHUNK))
        if not found:
            break
        ids = {"ids": [row[0] for row in found]}
        for proposition, *rest in connection.execute(_FACING, ids).fetchall():
            facing[proposition].append(_Facing(*rest))
        for *row, answered in found:
            if row[0] in told and not answered:
                continue
            shown.append(row)
            told.update(one.other for one in facing[row[0]])
    shown = shown[:limit]
    keys = {row[0] for row in shown}
    held, heads = _held(connection, keys | {one.other for key in keys for one in facing[key]})
    return [_row(row, held, facing[row[0]], negated=heads.get(row[0], False)) for row in shown]


def _held(
    connection: duckdb.DuckDBPyConnection, ids: set[str]
) -> tuple[dict[str, list[_Position]], dict[str, bool]]:
    """Return who holds what about some propositions, and of which of them the wording says that something is not so."""
    heads: dict[str, bool] = dict(connection.execute(_HEADS, {"ids": sorted(ids)}).fetchall())
    held: dict[str, list[_Position]] = {key: [] for key in ids}
    for key, negated, name, who, kind, country, *rest in connection.execute(
        _POSITIONS, {"ids": sorted(ids)}
    ).fetchall():
        stance, day, document, claim, publisher, words, mouth, changed = rest
        one = Held(
            actor=name,
            actor_id=who,
            side=side_of(who or "", kind, country),
            stance=stance,
            day=day,
            document=document,
            publisher=publisher,
            words=words,
            reported_by=mouth,
            changed=changed,
        )
        held[key].append(_Position(one, claim, negated != heads.get(key, False)))
    return held, heads


def _row(
    row: Sequence[Any], held: Mapping[str, Sequence[_Position]], facing: Iterable[_Facing], *, negated: bool
) -> DisputeRow:
    key, wording, kind, first, last, documents, sources, confidence = row
    sides: dict[str, list[Held]] = {"for": [], "against": [], "doubts": []}
    for position in held[key]:
        if position.held.stance in FOR:
            sides["for"].append(position.held)
        elif position.held.stance in AGAINST:
            reason = _DENIED if position.own in AGAINST else _OTHERWISE
            sides["against"].append(replace(position.held, reason=reason))
        elif position.held.stance == "doubts":
            sides["doubts"].append(position.held)
    for against in facing:
        for position in held[against.other]:
            if (position.held.document, position.claim) != (against.document, against.claim):
                continue
            side = _side(against, position.own)
            if side is None:
                continue
            opposed = side != (against.negated != negated)
            sides["against" if opposed else "for"].append(
                replace(
                    position.held,
                    stance="denies" if opposed else "asserts",
                    reason=against.reason if opposed else "",
                )
            )
    affirmed, denied = _with_changes(_in_order(sides["for"]), _in_order(sides["against"]))
    return DisputeRow(
        id=key,
        wording=wording,
        kind=kind,
        first_said=first,
        last_said=last,
        documents=documents,
        sources=sources,
        affirmed=affirmed,
        denied=denied,
        doubted=_in_order(sides["doubts"]),
        confidence=confidence,
    )


def _with_changes(
    affirmed: tuple[Held, ...], denied: tuple[Held, ...]
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """Mark who stood on the other side on an earlier day, by a claim that excludes this one too."""

    def marked(mine: tuple[Held, ...], others: tuple[Held, ...]) -> tuple[Held, ...]:
        first: dict[str, date] = {}
        for one in others:
            if one.actor_id and one.day and not one.reported_by:
                first.setdefault(one.actor_id, one.day)
        return tuple(
            replace(
                one,
                changed=one.changed
                or bool(one.day and not one.reported_by and first.get(one.actor_id or "", one.day) < one.day),
            )
            for one in mine
        )

    return marked(affirmed, denied), marked(denied, affirmed)


def _side(against: _Facing, own: str) -> bool | None:
    """Say whether who holds something about a claim stands against the one that it faces; `None` if neither."""
    if against.relation == "excludes":
        return True if own in FOR else None
    if against.reversed:  # who holds what entails a claim holds that too
        return False if own in FOR else None
    return True if own == "denies" else None


def _in_order(held: Iterable[Held]) -> tuple[Held, ...]:
    """Return positions by day, each once."""
    return tuple(sorted(dict.fromkeys(held), key=lambda one: (one.day or date.max, one.document, one.actor)))
