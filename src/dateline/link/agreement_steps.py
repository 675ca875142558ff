"""What a clause does with an agreement: signed, suspended, scrapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.link.findings import Findings
from dateline.model import Event, Span, Step, StepKind, When
from dateline.ontology.agreements import AgreementWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNREAL: Final = frozenset(
    {"will", "would", "could", "may", "might", "should", "must", "can", "shall", "to", "’ll", "'ll"}
)
_OPEN: Final = frozenset({"if", "whether", "unless", "until", "before", "lest", "should"})
_PREPOSITIONS: Final[dict[StepKind, frozenset[str]]] = {
    "withdrawn": frozenset({"from", "of", "out"}),
    "talks": frozenset({"on", "about", "over", "for"}),
    "signed": frozenset({"on", "to"}),
}
"""Through which words besides "of" a verb acts on a deal."""
_STOPPING: Final = frozenset({"cease", "discontinue", "halt", "stop", "suspend"})
_OF_ITSELF: Final[frozenset[StepKind]] = frozenset({"in_force", "scrapped", "snapped_back"})
"""What can be said of a deal as the subject: "took effect", "expired"."""


def governor(token: Token) -> Token:
    """Return the verb that acts on the deal, through "of" phrases ("the signing of the deal")."""
    head = token.head
    while head.pos_ in ("ADP", "NOUN") and head.head is not head and head.dep_ != "ROOT":
        if head.pos_ == "NOUN" and head.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj", "attr"):
            break
        if head.pos_ == "NOUN":
            return head
        head = head.head
    return head


def event_of(token: Token, verb: Token, passage: Passage, events: Sequence[Event]) -> Event | None:
    """Return the event that the deal or its verb names."""
    spans = (passage.of(verb), passage.of(token))
    return next(
        (event for event in events if any(m.overlaps(span) for m in event.mentions for span in spans)), None
    )


def steps_of(
    token: Token,
    name: Span,
    passage: Passage,
    found: Findings,
    events: Sequence[Event],
    words: AgreementWords,
) -> tuple[Step, ...]:
    """Return what the words around a deal's noun say has become of it.

    What is planned, asked, denied or left open is no step: "would scrap", "has not signed", "if it leaves".

    Args:
        token: the noun.
        name: the words that name the deal; a time among them dates no step ("violated the 2015 accord").
        passage: where it stands.
        found: the report's layers.
        events: the report's events; a step that is one of them points to it.
        words: the verbs of each step.
    """
    steps = []
    for verb in _verbs(token):
        kind = words.steps.get(verb.lemma_.lower())
        if kind is None or not _acts(verb, token, kind, words):
            continue
        stopped = kind == "in_force" and _stopped(verb)
        if not _real(verb.head if stopped else verb, kind):
            continue
        kind = "suspended" if stopped else kind
        event = event_of(token, verb, passage, events)
        own = event is not None and any(m.overlaps(passage.of(verb)) for m in event.mentions)
        if own and event is not None and event.status in ("future", "hypothetical"):
            continue
        steps.append(
            Step(
                kind=kind,
                span=passage.of(verb),
                event=event.id if event is not None else "",
                actors=tuple(one.actor for one in event.actors)
                if event is not None and own
                else _doers(verb, passage, found),
                when=(_outside(event.when, name) if event is not None and own else None)
                or _when(verb.head if stopped else verb, name, passage, found.times),
            )
        )
    return tuple(steps)


def _verbs(token: Token) -> Iterable[Token]:
    """Yield the verb that a deal hangs on, and those that hang on the deal ("the accord that Oslo left")."""
    above = governor(token)
    if above is not token:
        yield above
        if token.dep_ in ("nsubj", "nsubjpass"):
            # "was concluded in July, endorsed by the council and took effect in May": one subject for all
            yield from _joined(above)
    for child in token.children:
        if child.dep_ in ("relcl", "acl") and child.i > token.i:
            yield child
            if any(part.tag_ == "WDT" and part.dep_ in ("nsubj", "nsubjpass") for part in child.children):
                yield from _joined(child)
        elif child.dep_ == "prep":
            # "the deal with Iran, which Oslo left": the parse hangs the clause on the nearest noun
            yield from (
                c for noun in child.children for c in noun.children if c.dep_ == "relcl" and _of_a_thing(c)
            )


def _acts(verb: Token, token: Token, kind: StepKind, words: AgreementWords) -> bool:
    """Say whether a verb does to the deal what it would do to a deal."""
    needed = words.needs.get(verb.lemma_.lower())
    if needed is not None and not any(part.lower_ in needed for part in verb.subtree):
        return False
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if verb.dep_ == "conj" and token.head != verb:
        if verb.tag_ == "VBN":
            return not any(child.dep_ == "dobj" for child in verb.children)
        return kind in _OF_ITSELF
    if verb.dep_ in ("relcl", "acl") and verb != governor(token):
        return _of_the_head(verb, kind)
    if token.dep_ == "nsubj":
        return kind in _OF_ITSELF
    if token.dep_ == "pobj":
        through = {token.head.lower_}
        if token.head.head.dep_ == "prep":
            through.add(token.head.head.lower_)
        return bool(through & _PREPOSITIONS.get(kind, frozenset()))
    return token.dep_ in ("dobj", "nsubjpass", "obj")


def _joined(verb: Token) -> Iterable[Token]:
    """Yield the verbs that share a verb's subject, and come after it."""
    return (
        other
        for other in verb.conjuncts
        if other.i > verb.i and not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children)
    )


def _of_a_thing(verb: Token) -> bool:
    """Say whether a relative clause tells what is done to a thing: "which Oslo left"."""
    return any(child.lower_ == "which" and child.dep_ == "dobj" for child in verb.children)


def _of_the_head(verb: Token, kind: StepKind) -> bool:
    """Say whether a relative clause tells what is done to its head, not what its head does."""
    parts = {child.dep_: child for child in verb.children}
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN"
    subject = parts.get("nsubj")
    if subject is None:
        return "nsubjpass" in parts
    if subject.tag_ in ("WDT", "WP"):
        return kind in _OF_ITSELF
    return "dobj" not in parts or parts["dobj"].tag_ in ("WDT", "WP")


def _stopped(verb: Token) -> bool:
    """Say whether a verb tells what somebody no longer does: "stopped applying the protocol"."""
    return verb.tag_ == "VBG" and verb.dep_ == "xcomp" and verb.head.lemma_ in _STOPPING


def _outside(when: When | None, name: Span) -> When | None:
    inside = when is not None and when.span is not None and when.span.overlaps(name)
    return None if inside else when


def _real(verb: Token, kind: StepKind) -> bool:
    before = [child for child in verb.children if child.i < verb.i]
    if any(child.dep_ == "neg" or child.lower_ in _UNREAL | _OPEN for child in before):
        return False
    if any(child.lower_ == "longer" for child in verb.children):
        return False
    if verb.tag_ in ("VBZ", "VBP") and any(child.lower_ == "after" for child in verb.subtree):
        return False  # "takes effect 90 days after the vote"
    if verb.tag_ == "VBG":
        being = any(child.dep_ in ("aux", "auxpass") for child in before)
        return being or (kind == "breached" and verb.dep_ == "pcomp")
    return verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")


def _doers(verb: Token, passage: Passage, found: Findings) -> tuple[str, ...]:
    """Return whoever is said to do it, where no event says so."""
    at = verb
    sides: list[Token] = []
    for _ in range(3):
        sides = [c for c in at.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
        sides += [inner for c in at.children if c.dep_ == "agent" for inner in c.children]
        if sides or at.dep_ != "conj":
            break
        at = at.head
    actors: dict[str, None] = {}
    for side in sides:
        where = passage.between(side.left_edge, side.right_edge)
        actors.update((m.actor, None) for m in found.who.mentions if where.covers(m.span))
    return tuple(actors)


def _when(verb: Token, name: Span, passage: Passage, times: Sequence[When]) -> When | None:
    """Return the time that hangs on a verb and on no other verb."""
    for when in times:
        if (
            when.span is None
            or when.type not in ("DATE", "TIME")
            or not when.start
            or when.span.overlaps(name)
        ):
            continue
        if not passage.zone.span.covers(when.span) or not _hangs(passage, when.span, verb):
            continue
        return when
    return None


def _hangs(passage: Passage, span: Span, verb: Token) -> bool:
    tokens = passage.tokens(span)
    if not len(tokens):
        return False
    above = next((token for token in tokens.root.ancestors if token.pos_ in ("VERB", "AUX")), None)
    return above is not None and above.i == verb.i
