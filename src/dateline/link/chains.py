"""Chains of sources: through whom the report has a statement, for whom its speaker speaks, what is done with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from dateline.link.findings import Findings
from dateline.model import Actor, Reason, Stance, Statement, Treatment
from dateline.ontology.cues import load_cues

TELLS: Final[frozenset[Stance]] = frozenset({"asserts", "accuses", "concedes", "relays"})
"""Stances of a statement by which we know of the statements inside it."""
_DEEPEST: Final = 50
_BY_STANCE: Final[Mapping[Stance, Treatment]] = {
    "denies": "denies",
    "rejects": "rejects",
    "doubts": "doubts",
    "supports": "confirms",
    "concedes": "confirms",
}
_FIRST_WORD: Final = re.compile(r"[\s,;.”’\"'—–-]*(\w+)")
_WHERE: Final = re.compile(r"(?:in|on|at|during|through|via|from)\b", re.IGNORECASE)
_HEARERS: Final = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "PTY", "CVL", "EDU", "REL", "LAB"})
_PERSONS: Final = frozenset({"person", "unnamed", "collective", "office"})
_CONFESSES: Final = frozenset({"concedes", "promises", "threatens"})


def is_mouth(outer: Statement) -> bool:
    """Say whether a statement is one through which alone we know of the statements inside it.

    "Denied Washington's claim that ..." is the report's own word for the claim; "says that Washington claims ..."
    is not.
    """
    return outer.type == "direct" or outer.stance in TELLS


def around(statement: Statement, by_id: Mapping[str, Statement]) -> tuple[Statement, ...]:
    """Return the statements that a statement stands in, the outermost first."""
    chain: list[Statement] = []
    outer = by_id.get(statement.nested_in)
    while outer is not None and outer not in chain and len(chain) < _DEEPEST:
        chain.append(outer)
        outer = by_id.get(outer.nested_in)
    return tuple(reversed(chain))


def link_chains(found: Findings, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Fill in the chain of sources of each statement.

    Args:
        found: the report's layers.
        statements: the report's statements, in the order of their drafts.

    Returns:
        The statements in the same order, with `via`, `treatment` and the principals of known spokespersons.
    """
    by_id = {statement.id: statement for statement in statements}
    lemmas = {one.id: draft.cue_lemma for one, draft in zip(statements, found.statements, strict=True)}
    # a paper or an agency that was told carries the words; "told reporters" only says who listened
    press = {a.id for a in found.who.actors if a.sector == "JRN" and a.kind == "organisation"}
    principals = _principals(statements)
    chained = []
    for statement in statements:
        outer = by_id.get(statement.nested_in)
        treatment: Treatment | None = None
        if outer is not None:
            treatment = _treatment(statement, outer, lemmas[outer.id])
        via, why = _via(found, statement, by_id, press)
        behind = statement.speaks_for_actors
        if not behind and len(statement.speaker_actors) == 1 and statement.speaker_actors[0] in principals:
            told = principals[statement.speaker_actors[0]]
            behind = told.speaks_for_actors
            why += (
                Reason("speaks_for_actors", "spokesperson", told.speaks_for, "said elsewhere in the report"),
            )
        chained.append(
            replace(
                statement,
                via=via,
                treatment=treatment or "",
                speaks_for_actors=behind,
                why=(*statement.why, *why),
            )
        )
    return tuple(chained)


def withhold_names(actors: Sequence[Actor], statements: Sequence[Statement]) -> tuple[Actor, ...]:
    """Set down as unnamed whoever asked not to be named: "twelve soldiers, speaking on condition of anonymity".

    Whoever has a name in the report keeps the kind that it tells.

    Args:
        actors: the report's actors.
        statements: its statements.

    Returns:
        The actors in the same order.
    """
    hidden = {
        actor: reason
        for statement in statements
        for reason in statement.why
        if reason.rule == "not-to-be-named"
        for actor in statement.speaker_actors
    }
    return tuple(
        replace(actor, kind="unnamed", why=(*actor.why, replace(hidden[actor.id], field="kind")))
        if actor.id in hidden and actor.kind in ("collective", "unnamed", "unknown")
        else actor
        for actor in actors
    )


def _principals(statements: Sequence[Statement]) -> dict[str, Statement]:
    """Return, by speaker, the statement that says for whom the speaker speaks; nobody who speaks for several."""
    found: dict[str, Statement] = {}
    several: set[str] = set()
    for statement in statements:
        if not statement.speaks_for_actors or len(statement.speaker_actors) != 1:
            continue
        known = found.setdefault(statement.speaker_actors[0], statement)
        if known.speaks_for_actors != statement.speaks_for_actors:
            several.add(statement.speaker_actors[0])
    return {actor: statement for actor, statement in found.items() if actor not in several}


def _via(
    found: Findings, statement: Statement, by_id: Mapping[str, Statement], press: set[str]
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    own = set(statement.speaker_actors)
    via: dict[str, None] = {}
    why: list[Reason] = []
    for outer in around(statement, by_id):
        if is_mouth(outer) and not own & set(outer.speaker_actors):
            via.update(dict.fromkeys(outer.speaker_actors))
            why.append(Reason("via", "told-inside", outer.cue, "the speaker of the statement around it"))
    carriers = _carriers(found, statement)
    if carriers:
        via.update(dict.fromkeys(carriers))
        why.append(Reason("via", "medium", statement.medium, "where it was said, or who carried it"))
    heard = [actor for actor in statement.addressee_actors if actor in press and actor not in via]
    if heard:
        via.update(dict.fromkeys(heard))
        why.append(Reason("via", "told-to-the-press", statement.addressee))
    return tuple(actor for actor in via if actor not in own), tuple(why)


def _carriers(found: Findings, statement: Statement) -> tuple[str, ...]:
    """Return who carried a statement: not parliament, in a speech to which it was made."""
    if statement.medium is None:
        return ()
    carriers = found.who.of(statement.medium)
    if not _WHERE.match(statement.medium.words):
        return carriers
    told = {
        actor.id
        for actor in found.who.actors
        if actor.sector in _HEARERS or (actor.kind in _PERSONS and actor.sector != "JRN")
    }
    return tuple(actor for actor in carriers if actor not in told)


def _treatment(inner: Statement, outer: Statement, lemma: str) -> Treatment:
    """Say what the speaker of a statement does with a statement inside it: by its verb, else by its stance."""
    table = load_cues()
    if outer.type != "direct" and lemma in table.treatments:
        return table.treatments[lemma]
    if outer.stance in _BY_STANCE and not (outer.type == "direct" and outer.stance in _CONFESSES):
        return _BY_STANCE[outer.stance]
    last = inner.spans[-1]
    for span in outer.spans:
        if span.covers(last):
            after = _FIRST_WORD.match(span.words, last.end - span.start)
            if after is not None and after[1].lower() in table.answers:
                return "answers"
    return "relays"
