"""Talks between parties that lead to a deal: their rounds, their sessions, what is put forward in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.link.agreements.acts import Act
from dateline.link.agreements.known import principal
from dateline.link.agreements.namings import Naming, Reading
from dateline.link.agreements.reality import real
from dateline.link.agreements.steps import dated, step_of
from dateline.link.agreements.talks import negotiation, numbered, plain_talks, talks_act
from dateline.model import Step

if TYPE_CHECKING:
    from spacy.tokens import Token

TALKS: Final = "talks"
"""The head of a naming that names talks, not a deal."""
SESSION: Final = "session"
PROPOSAL: Final = "proposal"
_BETWEEN: Final = frozenset({"among", "between", "of", "with"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def tracks(passage: Passage, reading: Reading) -> Iterator[tuple[int, Naming]]:
    """Yield the mentions of talks, sessions and proposals in a passage with the place of their word."""
    columns, talks = passage.columns, reading.words.talks
    for index, (lemma, word, pos) in enumerate(zip(columns.lemma, columns.lower, columns.pos, strict=True)):
        noun = pos == "NOUN" and (lemma in talks.nouns or word in talks.nouns or lemma in talks.drafts)
        if not (noun or lemma == "table" or (pos == "VERB" and lemma in talks.meeting)):
            continue
        token = passage.doc[index]
        head = negotiation(token, reading.words)
        if head is not None and not _on_a_deal(token, head, reading):
            naming = _track(token, head, passage, reading)
            if naming is not None:
                yield token.i, naming
        elif head is None and plain_talks(token, reading.words):
            naming = _track(token, token, passage, reading)
            if naming is not None:
                yield token.i, replace(naming, steps=(), definite=False)
        elif token.pos_ == "VERB" and token.lemma_.lower() in reading.words.talks.meeting and real(token):
            yield from ((token.i, found) for found in _session(token, passage, reading))
        elif token.pos_ == "NOUN" and token.lemma_.lower() in reading.words.talks.drafts:
            yield from ((token.i, found) for found in _proposal(token, passage, reading))


def _on_a_deal(token: Token, head: Token, reading: Reading) -> bool:
    """Say whether talks are told with the deal that they are about, where its own mention tells them."""
    about = [c for at in (token, head) for c in at.children if c.lower_ in ("about", "on", "over")]
    return any(part.lemma_.lower() in reading.words.nouns for child in about for part in child.subtree)


def _track(token: Token, head: Token, passage: Passage, reading: Reading) -> Naming | None:
    act = talks_act(token, head, reading.words)
    last = max(
        (c.right_edge for at in (token, head) for c in at.children if c.lower_ in _BETWEEN and c.i > token.i),
        key=lambda edge: edge.i,
        default=token,
    )
    if any(part.dep_ == "relcl" for part in passage.doc[token.i : last.i + 1]):
        last = token
    start = min(head.i, token.i)
    while (
        start > 0
        and passage.doc[start - 1].head in (head, token)
        and passage.doc[start - 1].dep_
        in (
            "amod",
            "compound",
        )
    ):
        start -= 1
    span = passage.between(passage.doc[start], last)
    named = _states(
        [c for at in (token, head) for c in at.children if c.lower_ in _BETWEEN], passage, reading
    )
    verb = head.head
    if head.dep_ in ("dobj", "pobj") and len(named) < 2:
        at = verb
        while at.pos_ in ("ADP", "ADV") and at.head != at:
            at = at.head
        for _ in range(2):
            subjects = [c for c in at.children if c.dep_ == "nsubj"]
            if subjects or at.dep_ not in ("conj", "xcomp"):
                break
            at = at.head
        mediated = verb.lemma_.lower() in reading.words.talks.mediating
        named |= frozenset() if mediated else _states(subjects, passage, reading)
    unnamed = not named and act is not None and act.kind == "talks"
    if not unnamed and (not named or (len(named) == 1 and not numbered(head))):
        return None
    steps: tuple[Step, ...] = ()
    if act is not None:
        step = step_of(act, token, span, passage, reading.found, reading.events)
        if step is not None:
            steps = (step if act.kind == "proposed" else _by_all(step),)
    return Naming(
        span=span,
        words=frozenset(),
        head="deal" if unnamed else TALKS,
        definite=True,
        parties=named,
        named=named,
        steps=steps,
        made=False,
        weak=unnamed,
    )


def _by_all(step: Step) -> Step:
    """Return a step of all parties: who speaks of talks or hosts them has not taken it alone."""
    return Step(kind=step.kind, span=step.span, event=step.event, when=step.when)


def _states(tokens: list[Token], passage: Passage, reading: Reading) -> frozenset[str]:
    """Return the ids of those named in some phrases, persons as the states for which they speak."""
    found = set[str]()
    for token in tokens:
        where = passage.between(token.left_edge, token.right_edge)
        found.update(
            principal(m.actor, reading.found) for m in reading.found.who.mentions if where.covers(m.span)
        )
    return frozenset(found)


def _session(verb: Token, passage: Passage, reading: Reading) -> Iterator[Naming]:
    """Yield the meetings of those who negotiate: "met in Muscat on April 12", "went on in Rome on April 19"."""
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if subject is None or any(child.dep_ == "dobj" for child in verb.children):
        return
    sides = {part.lemma_.lower() for part in (subject, *subject.children)}
    again = subject.lower_ in ("they", "both") or bool(sides & reading.words.talks.sides)
    parties = frozenset() if again else _states([subject], passage, reading)
    if not again and len(parties) < 2:
        return
    steps = tuple(_days(verb, passage, reading))
    if steps:
        yield Naming(
            span=passage.of(verb),
            words=frozenset(),
            head=SESSION,
            definite=again,
            parties=parties,
            named=parties,
            steps=steps,
            made=False,
            weak=True,
        )


def _days(verb: Token, passage: Passage, reading: Reading) -> Iterator[Step]:
    """Yield a step for each day that is told with a verb: "in Rome on April 19 and again in Muscat on May 11"."""
    for when in dated(passage, reading.found.times):
        if when.span is None or (when.end[:10] != when.start[:10]):
            continue
        root = passage.tokens(when.span).root
        above = next((token for token in root.ancestors if token.pos_ in ("VERB", "AUX")), None)
        if above is not None and above.i == verb.i:
            yield Step(kind="talks", span=when.span, when=when)


def _proposal(noun: Token, passage: Passage, reading: Reading) -> Iterator[Naming]:
    """Yield what a party puts forward: "a proposal that Oslo sent on Monday", "Oslo submitted a draft"."""
    verbs = [child for child in noun.children if child.dep_ in ("relcl", "acl")]
    if noun.dep_ in ("dobj", "nsubjpass"):
        verbs.append(noun.head)
    for verb in verbs:
        if verb.lemma_.lower() not in reading.words.talks.sending or not real(verb):
            continue
        act = Act("proposed", verb, verb)
        span = passage.of(noun)
        step = step_of(act, noun, span, passage, reading.found, reading.events)
        if step is None or not step.actors:
            continue
        parties = frozenset(principal(actor, reading.found) for actor in step.actors)
        yield Naming(
            span=span,
            words=frozenset(),
            head=PROPOSAL,
            definite=True,
            parties=parties,
            named=parties,
            steps=(step,),
            made=False,
            weak=True,
        )
