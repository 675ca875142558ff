"""What a statement says: its content as propositions that can be compared with others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from dateline.find.drafts import EventDraft
from dateline.find.syntax import Passage
from dateline.link.clauses import Clause, clause_of
from dateline.link.findings import Findings
from dateline.model import ClaimKind, Event, PartyStance, Reason, Span, Statement
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_LEAD = re.compile(r"\s*(?:that|of|as|to|for|about|over|whether)\b\s*", re.IGNORECASE)
Vector = NDArray[np.float32]

_TAIL = re.compile(r"[\s,;]*(?:\b(?:and|but|or)\b)?[\s,;]*$", re.IGNORECASE)
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_CALLING: Final = frozenset({"cue frame small", "cue frame as"})
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


def _within(span: Span, places: Sequence[tuple[Span, str]]) -> Sequence[tuple[Span, str]]:
    """What begins inside a span, of things in the order of the text."""
    first = bisect_left(places, span.start, key=lambda place: place[0].start)
    last = bisect_left(places, span.end, key=lambda place: place[0].start)
    return places[first:last]


def _inside(span: Span, places: Sequence[tuple[Span, str]]) -> frozenset[str]:
    """What lies inside a span, of things in the order of the text."""
    return frozenset(own for place, own in _within(span, places) if span.covers(place))


def _deeds_in(span: Span, deeds: Sequence[EventDraft]) -> Sequence[EventDraft]:
    first = bisect_left(deeds, span.start, key=lambda deed: deed.trigger.start)
    last = bisect_left(deeds, span.end, key=lambda deed: deed.trigger.start)
    return deeds[first:last]


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
        core = _told_of(_core(span, statement, passage), passage, context.words)
        if core is None:
            continue
        if statement.type == "direct" and not statement.nested_in:
            yield from _sentences(core, statement, passage, context)
            continue
        for part in _clauses(core, passage):
            tokens = passage.tokens(part)
            if not statement.refers_to and not any(
                token.pos_ in _CONTENT and not token.is_stop for token in tokens
            ):
                continue  # "us", "it down": words that could stand for anything
            if statement.stance != "asserts" or statement.refers_to or _predicates(tokens):
                yield _wording(part, tokens, statement, context)
        yield from _epithets(statement, passage)


def _predicates(tokens: Tokens) -> bool:
    """Say whether a content says something of something: "announced his resignation" does not."""
    return any(token.pos_ in ("VERB", "AUX") for token in tokens) or any(
        token.dep_ in ("oprd", "acomp") or token.lower_ == "as" for token in tokens
    )


def _clauses(core: Span, passage: Passage) -> Iterator[Span]:
    """Split a content where a further clause with a subject of its own is joined: "... and that ..."."""
    tokens = passage.tokens(core)
    if not len(tokens):
        return
    cuts = [
        child
        for child in tokens.root.children
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and tokens.start < child.i < tokens.end
        if any(part.dep_ in ("nsubj", "nsubjpass", "expl") for part in child.children)
    ]
    start = core.start
    for child in cuts:
        first = child.left_edge
        if first.i <= tokens.start:
            continue
        yield from _cleaned(start, passage.of(first).start, passage)
        start = passage.of(first).start
    yield from _cleaned(start, core.end, passage)


def _cleaned(start: int, end: int, passage: Passage) -> Iterator[Span]:
    """A piece of a content without the conjunction, comma or complementiser at its edges."""
    words = _TAIL.sub("", passage.text[start:end])
    lead = _LEAD.match(words)
    if lead and lead.end() < len(words):
        start, words = start + lead.end(), words[lead.end() :]
    blank = len(words) - len(words.lstrip())
    words = words.strip()
    if words:
        yield Span(start + blank, start + blank + len(words), words)


def _core(span: Span, statement: Statement, passage: Passage) -> Span | None:
    """Cut the complementiser, and the accused from an accusation ("Iran of covertly trying ...")."""
    start, end, text = span.start, span.end, passage.text
    if statement.stance == "accuses" and statement.type != "direct":
        tokens = passage.tokens(span)
        for token in tokens:
            # "accuse Iran of trying": the preposition hangs on the cue, outside the content
            outside = not tokens.start <= token.head.i < tokens.end
            if token.lower_ in ("of", "for") and token.dep_ == "prep" and outside:
                start = passage.of(token).start
                break
    match = _LEAD.match(text, start, end)
    if match and match.end() < end:
        start = match.end()
    words = text[start:end].strip()
    if not words:
        return None
    start = text.index(words, start)
    return Span(start, start + len(words), words)


def _told_of(core: Span | None, passage: Passage, words: ClaimWords) -> Span | None:
    """Cut the noun of saying from what it tells: "reports *the dam had burst*", "the claim that *it rained*"."""
    tokens = passage.tokens(core) if core is not None else None
    if core is None or not tokens or tokens.root.lemma_.lower() not in words.sayings:
        return core
    noun = tokens.root
    told = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and c.i > noun.i), None)
    if told is None or told.left_edge.lower_ != "that" or told.left_edge.i + 1 >= tokens.end:
        return core
    if any(child.dep_ == "poss" for child in noun.children):
        return core  # somebody's claim is a statement of its own
    start = passage.of(told.left_edge.nbor(1)).start
    return Span(start, core.end, core.words[start - core.start :])


def _sentences(span: Span, statement: Statement, passage: Passage, context: Context) -> Iterator[Wording]:
    tokens = passage.tokens(span)
    for sentence in tokens.doc.sents:
        if sentence.end <= tokens.start or sentence.start >= tokens.end:
            continue
        first, last = max(sentence.start, tokens.start), min(sentence.end, tokens.end)
        part = tokens.doc[first:last]
        if not _asserts(part) or not _says_enough(part):
            continue
        yield _wording(_trim(passage.of(part), span), part, statement, context)


def _trim(part: Span, span: Span) -> Span:
    start, end = max(part.start, span.start), min(part.end, span.end)
    words = part.words[start - part.start : end - part.start].strip("“”‘’\"' \n")
    start += part.words[start - part.start :].index(words)
    return Span(start, start + len(words), words)


def _asserts(part: Tokens) -> bool:
    """Say whether a quoted sentence asserts something: a finite clause with a subject, not a bare imperative."""
    return any(
        token.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")
        and token.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
        for token in part
    )


def _says_enough(part: Tokens) -> bool:
    """Say whether a quoted sentence could be understood, and disputed, outside its quotation."""
    telling = sum(token.pos_ in _CONTENT and not token.is_stop for token in part)
    return telling >= (4 if part.text.rstrip("”’\"' ").endswith("?") else 3)


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
    kind, rule, telling = _kind(root, statement, context.words)
    lemmas = {
        token.lemma_.lower()
        for token in tokens
        if token.pos_ in _CONTENT and not token.is_stop and token.lemma_.lower() not in context.words.light
    }
    shown = statement.cue if telling is None or passage is None else passage.of(telling)
    clause = None
    events = _inside(span, context.triggers)
    if passage is not None:
        clause = clause_of(
            tokens,
            passage,
            _within(span, context.mentions),
            _deeds_in(span, context.deeds),
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
        judgement=_framed(root) and any(token.lemma_.lower() in context.words.judging for token in tokens),
        negated=any(token.dep_ == "neg" and token.head in (root, root.head) for token in tokens)
        or any(token.lower_ in context.words.nobody for token in tokens),
        events=events,
        deeds=frozenset(context.events[one].type for one in events),
        anaphoric=bool(statement.refers_to),
    )


def _framed(root: Token) -> bool:
    """Say whether a content without a verb calls something something: "the incident as a conspiracy"."""
    return root.pos_ in ("NOUN", "PROPN", "ADJ") and any(
        part.lower_ == "as" or part.dep_ == "oprd" for part in root.subtree
    )


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


def _kind(root: Token, statement: Statement, words: ClaimWords) -> tuple[ClaimKind, str, Token | None]:
    """Return the kind of a proposition, the rule that says so, and the word it rests on (else the cue)."""
    if statement.stance in ("demands", "proposes"):
        return "proposal", "put-forward", None
    if any(reason.rule in _CALLING for reason in statement.why) and statement.type != "direct":
        return "evaluative", "called-something", None
    if statement.stance == "rejects" and statement.type != "direct":
        if root.lemma_.lower() in words.proposals:
            return "proposal", "turned-down-act", root
        return "evaluative", "turned-down", root
    if statement.stance in ("threatens", "promises"):
        return "prediction", "own-future-act", None
    if statement.stance == "asks":
        return "evaluative", "question", None
    if root.pos_ in ("NOUN", "PROPN", "ADJ"):
        framing = next((c for c in root.subtree if c.lower_ == "as" or c.dep_ == "oprd"), None)
        if framing is not None:
            return "evaluative", "called-something", framing  # "described the incident as a conspiracy"
    helpers = {child.lower_: child for child in root.children if child.dep_ in ("aux", "auxpass")}
    judging = _judgement(root, words)
    ahead = next((helpers[word] for word in ("will", "would", "'ll", "’ll", "wo") if word in helpers), None)
    if ahead is not None and (judging is None or "will" in helpers):
        return "prediction", "future", ahead
    ought = next((helpers[word] for word in ("should", "must", "ought") if word in helpers), None)
    if ought is not None or (judging is not None):
        return "evaluative", "obligation" if ought is not None else "judging-word", ought or judging
    return "factual", "plain-clause", root


def _judgement(root: Token, words: ClaimWords) -> Token | None:
    """Return the word by which a predicate judges: "is inappropriate", "an act of coercion", "a lie"."""
    if root.lemma_.lower() in words.judging:
        return root
    for child in root.children:
        if child.dep_ in ("acomp", "attr", "oprd", "prep", "pobj", "conj"):
            if child.lemma_.lower() in words.judging:
                return child
            for inner in child.children:
                if inner.dep_ in ("amod", "conj", "pobj", "acomp") and inner.lemma_.lower() in words.judging:
                    return inner
    return None
