"""What a statement says: its content as propositions that can be compared with others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.find.drafts import EventDraft
from dateline.find.syntax import Passage
from dateline.link.clauses import Clause, clause_of
from dateline.link.contents import clauses, core_of, sentences, tells
from dateline.link.findings import Findings
from dateline.link.proposition_kinds import framing_of, kind_of
from dateline.model import ClaimKind, Event, PartyStance, Reason, Span, Statement
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

Vector = NDArray[np.float32]
_T = TypeVar("_T")

STANCES: Final[dict[str, PartyStance]] = {
    "asserts": "asserts",
    "accuses": "asserts",
    "concedes": "asserts",
    "threatens": "asserts",
    "promises": "asserts",
    "denies": "denies",
    "rejects": "rejects",
    "doubts": "doubts",
    "demands": "proposes",
    "proposes": "proposes",
}
"""What a statement's stance makes of its speaker in a claim; other stances make no party."""


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One wording of a proposition.

    Attributes:
        span: the words, without complementiser.
        statement: the statement it stands in.
        kind: what sort of proposition.
        lemmas: content words and the ids of actors, for comparison.
        actors: the ids among them, and the words of names.
        head: lemma of the word that heads it.
        negated: its predicate is negated.
        events: ids of the events whose triggers it holds.
        deeds: their types.
        anaphoric: it only points to another statement's content.
        meaning: mean of the unit vectors of its nouns, verbs and adjectives, and the unit vector of its head;
            `None` where the pipeline has no vectors.
        judgement: it holds its own judgement ("the remarks as laughable"), which the speaker asserts.
        epithet: a quoted word set before a name, which the speaker asserts whatever the rest does.
        clause: who does what in it, for comparison.
        why: how its kind was found.
    """

    span: Span
    statement: Statement
    kind: ClaimKind
    lemmas: frozenset[str] = field(default_factory=frozenset)
    actors: frozenset[str] = field(default_factory=frozenset)
    head: str = ""
    negated: bool = False
    events: frozenset[str] = field(default_factory=frozenset)
    deeds: frozenset[str] = field(default_factory=frozenset)
    anaphoric: bool = False
    meaning: tuple[Vector, Vector] | None = None
    judgement: bool = False
    epithet: bool = False
    clause: Clause | None = None
    why: Reason | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What wordings are made from.

    Attributes:
        found: the report's layers.
        words: the words that tell kinds.
        mentions: where actors are named, in the order of the text.
        triggers: where events are named, with the event's id, in the order of the text.
        deeds: the event mentions as found, in the order of the text.
        events: the events by id.
    """

    found: Findings
    words: ClaimWords
    mentions: tuple[tuple[Span, str], ...]
    triggers: tuple[tuple[Span, str], ...]
    deeds: tuple[EventDraft, ...]
    events: Mapping[str, Event]


def context_of(found: Findings, events: Iterable[Event], words: ClaimWords) -> Context:
    """Order what wordings need, so that each looks at its own words only."""
    events = tuple(events)
    return Context(
        found=found,
        words=words,
        mentions=tuple(sorted((mention.span, mention.actor) for mention in found.who.mentions)),
        triggers=tuple(sorted((trigger, event.id) for event in events for trigger in event.mentions)),
        deeds=tuple(sorted(found.events, key=lambda draft: draft.trigger)),
        events={event.id: event for event in events},
    )


def _begun(span: Span, things: Sequence[_T], place: Callable[[_T], Span]) -> Sequence[_T]:
    """What begins inside a span, of things in the order of the text."""
    first = bisect_left(things, span.start, key=lambda thing: place(thing).start)
    last = bisect_left(things, span.end, key=lambda thing: place(thing).start)
    return things[first:last]


def _place(named: tuple[Span, str]) -> Span:
    return named[0]


def _trigger(deed: EventDraft) -> Span:
    return deed.trigger


def _inside(span: Span, places: Sequence[tuple[Span, str]]) -> frozenset[str]:
    """What lies inside a span, of things in the order of the text."""
    return frozenset(own for place, own in _begun(span, places, _place) if span.covers(place))


def wordings(statement: Statement, context: Context) -> Iterator[Wording]:
    """Yield the propositions of a statement's content.

    An indirect content is one proposition; a quotation is one for each sentence that asserts something.

    Args:
        statement: the statement.
        context: the report's layers.
    """
    if statement.stance not in STANCES and statement.stance != "asks":
        return
    for span in statement.spans:
        passage = context.found.passage_of(span)
        if passage is None:
            continue
        core = core_of(span, statement, passage, context.words)
        if core is None:
            continue
        if statement.type == "direct" and not statement.nested_in:
            for part, tokens in sentences(core, passage):
                yield _wording(part, tokens, statement, context)
            continue
        for part in clauses(core, passage):
            tokens = passage.tokens(part)
            if not (statement.refers_to or any(tells(token) for token in tokens)):
                continue  # "us", "it down": words that could stand for anything
            if statement.stance != "asserts" or statement.refers_to or _predicates(tokens):
                yield _wording(part, tokens, statement, context)
        yield from _epithets(statement, passage)


def _predicates(tokens: Tokens) -> bool:
    """Say whether a content says something of something: "announced his resignation" does not."""
    return any(token.pos_ in ("VERB", "AUX") for token in tokens) or any(
        token.dep_ in ("oprd", "acomp") or token.lower_ == "as" for token in tokens
    )


def _epithets(statement: Statement, passage: Passage) -> Iterator[Wording]:
    """A quoted word set before a name ("‘bully’ Trump") is an evaluation of its own."""
    for quoted in statement.quoted:
        tokens = passage.tokens(quoted)
        if not len(tokens) or len(tokens) > 3:
            continue
        head = tokens.root.head
        if (
            tokens.root.dep_ in ("compound", "amod", "nmod")
            and head.text[:1].isupper()
            and head.i >= tokens.end
        ):
            whole = passage.between(tokens[0], head)
            lemmas = frozenset({tokens.root.lemma_.lower(), head.lemma_.lower()})
            why = Reason("kind", "epithet", quoted, "a quoted word set before a name")
            yield Wording(whole, statement, "evaluative", lemmas=lemmas, epithet=True, why=why)


def _wording(span: Span, tokens: Tokens, statement: Statement, context: Context) -> Wording:
    if not len(tokens):
        return Wording(span, statement, "factual")
    root = tokens.root
    passage = context.found.passage_of(span)
    actors = _inside(span, context.mentions)
    kind, rule, telling = kind_of(root, statement, context.words)
    lemmas = {
        token.lemma_.lower()
        for token in tokens
        if tells(token) and token.lemma_.lower() not in context.words.light
    }
    shown = statement.cue if telling is None or passage is None else passage.of(telling)
    clause = None
    events = _inside(span, context.triggers)
    if passage is not None:
        clause = clause_of(
            tokens,
            passage,
            _begun(span, context.mentions, _place),
            _begun(span, context.deeds, _trigger),
            statement.speaker_actors,
            context.words,
        )
    return Wording(
        span=span,
        statement=statement,
        kind=kind,
        clause=clause,
        why=Reason("kind", rule, shown),
        lemmas=frozenset(lemmas | actors),
        actors=frozenset(actors | {token.lemma_.lower() for token in tokens if token.pos_ == "PROPN"}),
        head=root.lemma_.lower(),
        meaning=_meaning(tokens),
        judgement=framing_of(root) is not None
        and any(token.lemma_.lower() in context.words.judging for token in tokens),
        negated=any(token.dep_ == "neg" and token.head in (root, root.head) for token in tokens)
        or any(token.lower_ in context.words.nobody and not _beside(token) for token in tokens),
        events=events,
        deeds=frozenset(context.events[one].type for one in events),
        anaphoric=bool(statement.refers_to),
    )


def _beside(nobody: Token) -> bool:
    """Say whether a "nothing" only sets a limit: "We fired tear gas, nothing else", "nothing but the truth"."""
    after = nobody.doc[nobody.i + 1 : nobody.i + 2]
    return nobody.lower_ == "nothing" and bool(len(after)) and after[0].lower_ in ("else", "but", "more")


def _meaning(tokens: Tokens) -> tuple[Vector, Vector] | None:
    root = tokens.root
    told = [
        token
        for token in tokens
        if token.pos_ in ("NOUN", "VERB", "ADJ") and token.has_vector and not token.is_stop
    ]
    if not told or not root.has_vector:
        return None
    total: Vector = np.sum([token.vector / token.vector_norm for token in told], axis=0)
    size = float(np.linalg.norm(total))
    return (total / size, root.vector / root.vector_norm) if size else None
