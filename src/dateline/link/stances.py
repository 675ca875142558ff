"""Stance by content: what a bare "said" does, when its content blames, demands, promises or answers.

A cue such as "said" leaves the stance to the words that follow: "said the army had shelled the village" charges
somebody, "said both sides must stop" demands, "said it would withdraw" promises. Cues with a stance of their own
("denied", "vowed") are left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from dateline.find.drafts import EventDraft
from dateline.find.syntax import Passage
from dateline.link.findings import Findings
from dateline.model import Actor, EventType, Reason, Span, Stance, Statement
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

_DEEDS: Final[frozenset[EventType]] = frozenset({"ASSAULT", "COERCE"})
_OUGHT: Final = frozenset({"must", "should", "ought"})
_SHALL: Final = frozenset({"will", "would", "'ll", "’ll", "wo", "shall", "'d", "’d"})
_IT: Final = ("it", "that", "this")
_SELF: Final = frozenset({"i", "we", "he", "she", "it", "they"})


def settle_stances(
    found: Findings, statements: Sequence[Statement], words: ClaimWords
) -> tuple[Statement, ...]:
    """Give bare assertions the stance that their content shows.

    Args:
        found: the report's layers.
        statements: its statements.
        words: the words that judge.

    Returns:
        The statements, in the same order; those changed say why.
    """
    actors = {actor.id: actor for actor in found.who.actors}
    deeds = sorted(
        (
            event
            for event in found.events
            if event.type in _DEEDS and event.status not in ("negated", "hypothetical", "future")
        ),
        key=lambda event: event.trigger,
    )
    return tuple(_settled(statement, found, actors, deeds, words) for statement in statements)


def _settled(
    statement: Statement,
    found: Findings,
    actors: Mapping[str, Actor],
    deeds: Sequence[EventDraft],
    words: ClaimWords,
) -> Statement:
    if statement.stance != "asserts" or not statement.spans:
        return statement
    span = statement.spans[0]
    passage = found.passage_of(span)
    tokens = passage.tokens(span) if passage is not None else None
    if passage is None or not tokens:
        return statement
    decided = (
        _judgement(tokens, statement, passage, words)
        or _refusal(tokens, passage, words)
        or _obligation(tokens, passage)
        or _intention(tokens, statement, passage, found, words)
        or _charge(statement, found, actors, deeds)
    )
    if decided is None:
        return statement
    stance, rule, shown = decided
    reason = Reason("stance", rule, shown, f"the cue leaves it open; the content {_DOES[stance]}")
    return replace(statement, stance=stance, why=(*statement.why, reason))


_DOES: Final[dict[Stance, str]] = {
    "accuses": "blames somebody",
    "demands": "says what ought to be done",
    "promises": "says what the speaker will do",
    "threatens": "says what the speaker will do against somebody",
    "rejects": "judges what another said",
    "denies": "calls what another said untrue",
}

_Decided = tuple[Stance, str, Span]


def _judgement(tokens: Tokens, statement: Statement, passage: Passage, words: ClaimWords) -> _Decided | None:
    """Find blame or an answer: "called the raid a crime", "described the report as fiction"."""
    if statement.type == "direct" or any(
        token.dep_ == "nsubj" and token.head.pos_ == "VERB" for token in tokens
    ):
        return None
    judging = [token for token in tokens if token.lemma_.lower() in words.judging | words.untrue]
    judging = [token for token in judging if token.lemma_.lower() not in words.praising]
    if not judging:
        return None
    shown = passage.of(judging[0])
    judged = [token.lemma_.lower() for token in tokens if token.i < judging[0].i and token.dep_ != "mark"]
    if (
        statement.refers_to
        and judging[0].lemma_.lower() in words.mistaken
        and judged[:1] in ([it] for it in _IT)
    ):
        return ("denies", "calls-untrue", shown)
    if any(lemma in words.sayings or lemma == "that" for lemma in judged):
        if judging[0].lemma_.lower() in words.deploring:
            return None
        untrue = judging[0].lemma_.lower() in words.untrue
        return ("denies", "calls-untrue", shown) if untrue else ("rejects", "judges-saying", shown)
    return ("accuses", "judges-deed", shown)


def _refusal(tokens: Tokens, passage: Passage, words: ClaimWords) -> _Decided | None:
    """Find a refusal of something proposed: "there would be no talks"."""
    if not any(child.lower_ in _SHALL for child in tokens.root.children):
        return None
    for token in tokens:
        if token.lower_ == "no" and token.dep_ == "det" and token.head.lemma_.lower() in words.proposals:
            return ("rejects", "refuses-proposal", passage.of(token))
    return None


def _obligation(tokens: Tokens, passage: Passage) -> _Decided | None:
    """Find what somebody else ought to do: "both sides must stop"."""
    root = tokens.root
    helper = next((child for child in root.children if child.dep_ == "aux" and child.lower_ in _OUGHT), None)
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if (
        helper is None
        or subject is None
        or (subject.lower_ in _SELF and subject.lower_ in ("i", "he", "she"))
    ):
        return None
    return ("demands", "obligation", passage.of(helper))


def _intention(
    tokens: Tokens, statement: Statement, passage: Passage, found: Findings, words: ClaimWords
) -> _Decided | None:
    """Find the speaker's own future act: "it would withdraw its troops"."""
    root = tokens.root
    helper = next((child for child in root.children if child.dep_ == "aux" and child.lower_ in _SHALL), None)
    subject = next((child for child in root.children if child.dep_ == "nsubj"), None)
    if helper is None or subject is None or root.pos_ != "VERB" or root.lemma_ == "be":
        return None
    who = next((m.actor for m in found.who.mentions if m.span == passage.of(subject)), None)
    own = who in statement.speaker_actors if who is not None else subject.lower_ in _SELF
    if not own and not _speaks_for(statement, who, found):
        return None
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in root.children):
        return None
    hostile = root.lemma_.lower() in words.hostile
    return ("threatens" if hostile else "promises", "own-future-act", passage.of(helper))


def _speaks_for(statement: Statement, who: str | None, found: Findings) -> bool:
    """Say whether a state's act is announced by one of its own ("Iran would block it", said its adviser)."""
    actors = {actor.id: actor for actor in found.who.actors}
    subject = actors.get(who or "")
    if subject is None or subject.kind != "state":
        return False
    return any(
        actors[one].country == subject.country and actors[one].sector in ("GOV", "MIL", "LEG")
        for one in statement.speaker_actors
        if one in actors
    )


def _charge(
    statement: Statement, found: Findings, actors: Mapping[str, Actor], deeds: Sequence[EventDraft]
) -> _Decided | None:
    """Find a deed laid at another's door: "the army had shelled the village"."""
    own = set(statement.speaker_actors)
    if any(_bears_witness(actors[one]) for one in own if one in actors):
        return None
    home = {country for one in own for country in actors[one].country if one in actors}
    for span in statement.spans:
        first = bisect_left(deeds, span.start, key=lambda event: event.trigger.start)
        for event in deeds[first:]:
            if event.trigger.start >= span.end:
                break
            if _blames(event, own, home, found, actors):
                return ("accuses", "charged-deed", event.trigger)
    return None


def _bears_witness(speaker: Actor) -> bool:
    """Say whether a speaker tells what happened rather than whose fault it was: witnesses, medics, police."""
    return speaker.kind == "unnamed" or speaker.sector in ("MED", "COP", "CVL", "JRN")


def _blames(
    event: EventDraft, own: set[str], home: set[str], found: Findings, actors: Mapping[str, Actor]
) -> bool:
    """Say whether a deed is another's, and that other somebody who could answer ("gunmen" could not)."""
    doers = {actor for span in event.actors for actor in found.who.of(span)}
    if (
        not doers
        or doers & own
        or any(actors[one].kind in ("unnamed", "unknown") for one in doers if one in actors)
    ):
        return False
    theirs = {country for one in doers for country in actors[one].country if one in actors}
    return not home or not theirs or not theirs <= home or _at_odds(own, doers, actors)


def _at_odds(own: set[str], doers: set[str], actors: Mapping[str, Actor]) -> bool:
    """People of one country can charge each other: civilians the police, the state a rebel group."""
    sectors = {actors[one].sector for one in own} | {actors[one].sector for one in doers}
    return len(sectors) > 1
