"""The steps of an agreement: what the words around it say has become of it, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.link.agreements.acts import Act
from dateline.link.agreements.known import state_of
from dateline.link.findings import Findings
from dateline.model import Event, Span, Step, When

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACCUSING: Final = frozenset({"accuse", "blame", "charge", "condemn", "criticise", "criticize", "suspect"})
_OFTEN: Final = frozenset(
    {"already", "always", "ever", "every", "far", "long", "never", "often", "repeatedly", "since"}
)
_INFERRED: Final = 0.8
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})


def event_of(spans: Sequence[Span], events: Sequence[Event]) -> Event | None:
    """Return the event that one of some words names."""
    return next(
        (event for event in events if any(m.overlaps(span) for m in event.mentions for span in spans)), None
    )


def step_of(
    act: Act, token: Token, name: Span, passage: Passage, found: Findings, events: Sequence[Event]
) -> Step | None:
    """Return an act as a step, `None` if the record has it as one that may still come.

    Args:
        act: what the clause does with the deal.
        token: the deal's noun.
        name: the words that name the deal; a time among them dates no step ("violated the 2015 accord").
        passage: where it stands.
        found: the report's layers.
        events: the report's events; a step that is one of them points to it.
    """
    word = passage.of(act.word)
    event = event_of((word, passage.of(token)), events)
    own = event is not None and any(mention.overlaps(word) for mention in event.mentions)
    promised = act.kind == "suspended" and act.word.tag_ == "VB"
    if own and event is not None and event.status in ("future", "hypothetical") and not promised:
        return None
    when = _when(act, name, passage, found.times)
    if when is None and own and event is not None and not promised:
        when = _outside(event.when, name)
    if when is None and promised:
        when = _carried(act, name, passage, found.times)
    when = when or _of_the_news(act, name, passage, found)
    doers = _doers(act, passage, found)
    # who announces a truce, or is accused with others, need not be who the event's parties are
    told = act.word.lemma_ == "announce" or _accused(act.word) is not None
    if not doers and own and event is not None and not told:
        doers = tuple(one.actor for one in event.actors)
    return Step(
        kind=act.kind, span=word, event=event.id if event is not None else "", actors=doers, when=when
    )


def _outside(when: When | None, name: Span) -> When | None:
    inside = when is not None and when.span is not None and when.span.overlaps(name)
    return None if inside else when


def _accused(word: Token) -> Token | None:
    """Return the verb by which somebody is accused of a breach: "accused both of violating it"."""
    above = word.head.head if word.dep_ in ("pcomp", "pobj") else word
    return above if above.lemma_.lower() in _ACCUSING else None


def _doers(act: Act, passage: Passage, found: Findings) -> tuple[str, ...]:
    """Return whoever is said to do it."""
    accusing = _accused(act.word)
    if accusing is not None:
        charged = [c for c in accusing.children if c.dep_ in ("dobj", "nsubjpass")]
        return _in([c for c in charged if c.lower_ not in ("both", "each")], passage, found)
    if act.word.pos_ == "NOUN":
        given = [c for c in act.word.children if c.dep_ in ("poss", "amod", "compound")]
        given += [n for c in act.word.children if c.lower_ == "by" for n in c.children]
        by = _in(given, passage, found)
        objects = [c for c in act.clause.children if c.dep_ in ("dobj", *_SUBJECTS) and c != act.word]
        told = act.kind == "breached" and any(c.lower_ == "in" for c in act.clause.subtree)
        objects = [c for c in objects if c.dep_ == "dobj"] or objects
        return by or (_in(objects, passage, found) if told else ())
    at = act.word
    sides: list[Token] = []
    for _ in range(3):
        sides = [c for c in at.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
        sides += [inner for c in at.children if c.dep_ == "agent" for inner in c.children]
        passive = any(c.dep_ == "nsubjpass" for c in at.children)
        if sides or passive or at.dep_ not in ("conj", "xcomp"):
            break
        at = at.head
    if act.kind == "signed" and act.word.lemma_ == "announce":
        return ()  # who announces a truce need not be a party to it
    return _in(sides, passage, found)


def _in(tokens: Sequence[Token], passage: Passage, found: Findings) -> tuple[str, ...]:
    actors: dict[str, None] = {}
    for token in tokens:
        where = passage.between(token.left_edge, token.right_edge)
        named = [m.actor for m in found.who.mentions if where.covers(m.span)]
        if not named:  # a state that is named as a place elsewhere in the report
            named = [
                state_of(place.country, found)
                for place in found.places
                if place.span == where or where.covers(place.span)
            ]
        actors.update((actor, None) for actor in named if actor)
    return tuple(actors)


def _when(act: Act, name: Span, passage: Passage, times: Sequence[When]) -> When | None:
    """Return the time that hangs on the words of a step and on no other verb, else the one on its clause."""
    inside = {token.i for token in act.word.subtree} if act.word.pos_ == "NOUN" else set()
    later = None
    for when in dated(passage, times):
        if when.span is None or when.span.overlaps(name):
            continue
        root = passage.tokens(when.span).root
        above = next((token for token in root.ancestors if token.pos_ in ("VERB", "AUX")), None)
        # what would no longer be done has the day on which it was said
        word = act.clause if act.word.tag_ == "VB" else act.word
        if root.i in inside or (above is not None and not inside and above.i == word.i):
            return when
        if above is not None and above.i == act.clause.i and later is None and act.clause.pos_ != "NOUN":
            later = when
    return later


def _carried(act: Act, name: Span, passage: Passage, times: Sequence[When]) -> When | None:
    """Return the time of the sentence before, where a pronoun goes on from it: "It said that it would ..."."""
    start = act.clause.sent.start
    subject = next((child for child in act.clause.children if child.dep_ == "nsubj"), None)
    if start == 0 or subject is None or subject.pos_ != "PRON":
        return None
    before = passage.doc[start - 1].sent.root
    return _when(Act(act.kind, before, before), name, passage, times)


def _of_the_news(act: Act, name: Span, passage: Passage, found: Findings) -> When | None:
    """Return the day before the report to its own, for what its first paragraph tells in the perfect without a day."""
    first = next((one for one in found.passages if one.zone.kind == "body"), None)
    published = found.document.published
    perfect = any(child.lemma_ == "have" and child.tag_ in ("VBZ", "VBP") for child in act.clause.children)
    if first is None or first.index != passage.index or not perfect or published is None:
        return None
    sentence = act.clause.sent
    if _OFTEN & {token.lower_ for token in sentence} or any(
        t.ent_type_ == "DATE" and not name.covers(passage.of(t)) for t in act.clause.subtree
    ):
        return None
    try:
        day = date.fromisoformat(published.date[:10])
    except ValueError:
        return None
    return When(
        start=(day - timedelta(days=1)).isoformat(),
        end=day.isoformat(),
        value=day.isoformat(),
        confidence=_INFERRED,
    )


def dated(passage: Passage, times: Sequence[When]) -> list[When]:
    """Return the times in a passage that have a day, a month or a year."""
    return [
        when
        for when in times
        if when.span is not None
        and when.type in ("DATE", "TIME")
        and when.start
        and passage.zone.span.covers(when.span)
        and len(passage.tokens(when.span))
    ]
