"""The sides of propositions: who holds each and who is against it, in whose words, since when, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import duckdb

from dateline.across.propositions.positions import AGAINST, FOR, turned
from dateline.store.linking.report_claims import side_of

PAIRS: Final = """
pairs AS (
    SELECT document, claim, relation, other_document, other_claim, FALSE AS "reversed", reason FROM contradictions
    UNION ALL
    SELECT other_document, other_claim, relation, document, claim, TRUE, reason FROM contradictions
)
"""
"""The claims that contradict each other, each pair from both ends."""

# Which claims stand against those of some propositions, each pair from both ends, with what their wordings say.
_FACING: Final = f"""
WITH {PAIRS},
mine AS MATERIALIZED (
    SELECT document, claim, proposition, negated FROM wordings
    WHERE proposition IN (SELECT unnest($ids::VARCHAR[]))
),
met AS MATERIALIZED (
    SELECT m.proposition, m.negated, p.other_document, p.other_claim, p.relation, p.reversed, p.reason
    FROM mine m JOIN pairs p ON p.document = m.document AND p.claim = m.claim
)
SELECT m.proposition, m.negated, o.proposition AS other, m.other_document, m.other_claim, m.relation, m.reversed,
       m.reason
FROM met m
JOIN (SELECT document, claim, proposition FROM wordings WHERE document IN (SELECT other_document FROM met)) o
  ON o.document = m.other_document AND o.claim = m.other_claim
WHERE m.proposition <> o.proposition
ORDER BY ALL
"""  # noqa: S608 - our own text
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
reports AS MATERIALIZED (SELECT DISTINCT document FROM held),
named AS (
    SELECT document, id, min(name) AS name, any_value(kind) AS kind, any_value(country) AS country FROM actors
    WHERE document IN (SELECT document FROM reports)
      AND id IN (SELECT actor FROM held UNION SELECT reported_by FROM held)
    GROUP BY document, id
),
places AS (
    SELECT document, claim, coalesce(actor, '') AS actor, words, min(start_char) AS start_char,
           min_by(end_char, start_char) AS end_char
    FROM claim_parties
    WHERE document IN (SELECT document FROM reports) AND start_char IS NOT NULL
    GROUP BY ALL
),
worded AS (SELECT document, id, start_char, end_char FROM claims WHERE document IN (SELECT document FROM reports))
SELECT p.proposition, w.negated, coalesce(a.name, p.actor, 'the report'), p.actor, coalesce(a.kind, ''),
       coalesce(a.country, []), p.stance, p.day, p.document, p.claim, coalesce(d.publisher, ''), p.words,
       coalesce(t.start_char, c.start_char), coalesce(t.end_char, c.end_char),
       coalesce(m.name, p.reported_by), p.reported_by, p.changed
FROM held p
JOIN (SELECT id, publisher FROM documents WHERE id IN (SELECT document FROM reports)) d ON d.id = p.document
JOIN (SELECT document, claim, negated FROM wordings WHERE document IN (SELECT document FROM reports)) w
  ON w.document = p.document AND w.claim = p.claim
LEFT JOIN named a ON a.document = p.document AND a.id = p.actor
LEFT JOIN named m ON m.document = p.document AND m.id = p.reported_by
LEFT JOIN places t ON t.document = p.document AND t.claim = p.claim AND t.actor = coalesce(p.actor, '')
                  AND t.words = p.words
LEFT JOIN worded c ON c.document = p.document AND c.id = p.claim
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
        claim: id of the claim in it.
        publisher: whose report it is.
        words: the words in which it holds it.
        start: offset of the first character of these in the text of the report, `None` if not known.
        end: offset behind the last.
        reported_by: name of the actor through whose mouth alone it is known.
        reported_by_id: its id.
        changed: it held the opposite on an earlier day.
        before: the last such day, `None` where it is not known or did not.
        reason: why it stands against the proposition; empty where it holds it.
    """

    actor: str
    actor_id: str | None
    side: str
    stance: str
    day: date | None
    document: str
    claim: str
    publisher: str
    words: str | None
    start: int | None
    end: int | None
    reported_by: str | None
    reported_by_id: str | None
    changed: bool
    before: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A position, and whether the claim that it is held in says the opposite of its proposition."""

    held: Held
    turned: bool

    @property
    def own(self) -> str:
        """What is held about the claim as it is worded."""
        return turned(self.held.stance) if self.turned else self.held.stance


@dataclass(frozen=True, slots=True)
class Facing:
    """A claim that stands against one of a proposition.

    Attributes:
        negated: the proposition's claim says that something is not so.
        other: id of the proposition of the claim that stands against it.
        document: id of the document of that claim.
        claim: its id.
        relation: `excludes` or `entails`.
        reversed: the claim that stands against it is the one that is entailed.
        reason: why both cannot be right.
    """

    negated: bool
    other: str
    document: str
    claim: str
    relation: str
    reversed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Sides:
    """What stands for and against some propositions.

    Attributes:
        facing: for each of them what stands against it.
        held: for each of them and of those that they face its positions.
        heads: of which of all these the wording says that something is not so.
    """

    facing: Mapping[str, Sequence[Facing]]
    held: Mapping[str, Sequence[Position]]
    heads: Mapping[str, bool]

    def of(self, key: str) -> tuple[tuple[Held, ...], tuple[Held, ...], tuple[Held, ...]]:
        """Return who holds a proposition, who is against it and who doubts it, each by day."""
        sides: dict[str, list[Held]] = {"for": [], "against": [], "doubts": []}
        for position in self.held[key]:
            if position.held.stance in FOR:
                sides["for"].append(position.held)
            elif position.held.stance in AGAINST:
                reason = _DENIED if position.own in AGAINST else _OTHERWISE
                sides["against"].append(replace(position.held, reason=reason))
            elif position.held.stance == "doubts":
                sides["doubts"].append(position.held)
        negated = self.heads.get(key, False)
        for against in self.facing.get(key, ()):
            for position in self.held[against.other]:
                side = _side(against, position)
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
        return (
            *_with_changes(_in_order(sides["for"]), _in_order(sides["against"])),
            _in_order(sides["doubts"]),
        )


def facing(connection: duckdb.DuckDBPyConnection, ids: Collection[str]) -> dict[str, list[Facing]]:
    """Return for each of some propositions the claims that stand against its own."""
    found: dict[str, list[Facing]] = defaultdict(list)
    for proposition, *rest in connection.execute(_FACING, {"ids": sorted(ids)}).fetchall():
        found[proposition].append(Facing(*rest))
    return found


def sides(
    connection: duckdb.DuckDBPyConnection, against: Mapping[str, Sequence[Facing]], keys: Collection[str]
) -> Sides:
    """Return what stands for and against some propositions.

    Args:
        connection: the store.
        against: what stands against each of them, as `facing` returns it.
        keys: ids of the propositions.
    """
    every = {*keys, *(one.other for key in keys for one in against.get(key, ()))}
    return Sides(against, *_held(connection, every))


def _held(
    connection: duckdb.DuckDBPyConnection, ids: Collection[str]
) -> tuple[dict[str, list[Position]], dict[str, bool]]:
    """Return who holds what about some propositions, and of which of them the wording says that something is not so."""
    heads: dict[str, bool] = dict(connection.execute(_HEADS, {"ids": sorted(ids)}).fetchall())
    held: dict[str, list[Position]] = {key: [] for key in ids}
    for key, negated, name, who, kind, country, *rest in connection.execute(
        _POSITIONS, {"ids": sorted(ids)}
    ).fetchall():
        stance, day, document, claim, publisher, words, start, end, mouth, mouth_id, changed = rest
        one = Held(
            actor=name,
            actor_id=who,
            side=side_of(who or "", kind, country),
            stance=stance,
            day=day,
            document=document,
            claim=claim,
            publisher=publisher,
            words=words,
            start=start,
            end=end,
            reported_by=mouth,
            reported_by_id=mouth_id,
            changed=changed,
        )
        held[key].append(Position(one, negated != heads.get(key, False)))
    return held, heads


def _with_changes(
    affirmed: tuple[Held, ...], denied: tuple[Held, ...]
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """Mark who stood on the other side on an earlier day, be it by a claim that excludes this one too."""

    def marked(mine: tuple[Held, ...], others: tuple[Held, ...]) -> tuple[Held, ...]:
        return tuple(_after(one, others) for one in mine)

    return marked(affirmed, denied), marked(denied, affirmed)


def _after(one: Held, others: Iterable[Held]) -> Held:
    """Mark a position with the last earlier day on which its holder stood on the other side."""
    if one.actor_id is None or one.day is None or one.reported_by:
        return one
    days = [
        other.day
        for other in others
        if other.actor_id == one.actor_id and not other.reported_by and other.day and other.day < one.day
    ]
    return replace(one, changed=one.changed or bool(days), before=max(days, default=None))


def _side(against: Facing, position: Position) -> bool | None:
    """Say whether a position stands against the claim that its own faces; `None` if neither or of another claim."""
    if (position.held.document, position.held.claim) != (against.document, against.claim):
        return None
    if against.relation == "excludes":
        return True if position.own in FOR else None
    if against.reversed:  # who holds what entails a claim holds that too
        return False if position.own in FOR else None
    return True if position.own == "denies" else None


def _in_order(held: Iterable[Held]) -> tuple[Held, ...]:
    """Return positions by day, each once."""
    return tuple(sorted(dict.fromkeys(held), key=lambda one: (one.day or date.max, one.document, one.actor)))


def both_named(affirmed: Iterable[Held], denied: Iterable[Held]) -> bool:
    """Say whether a party is named on either side."""
    return all(any(one.actor_id for one in side) for side in (affirmed, denied))
