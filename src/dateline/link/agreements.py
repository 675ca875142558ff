"""Agreements: deals named or described in a report, their parties, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.find.syntax import Passage
from dateline.link.findings import Findings
from dateline.model import Agreement, Document, Event, Reason, Span, Step, StepKind, record_id
from dateline.ontology.agreements import AgreementWords, load

if TYPE_CHECKING:
    from spacy.tokens import Token


_UNREAL = frozenset(
    {"will", "would", "could", "may", "might", "should", "must", "can", "shall", "to", "’ll", "'ll"}
)


@dataclass(frozen=True, slots=True, eq=False)
class _Naming:
    """One mention of a deal.

    Attributes:
        span: the noun phrase, as far as it names the deal and its parties.
        words: lower-case lemmas of what describes it, its head left out.
        head: lemma of its head.
        definite: a definite phrase, which may point back.
        parties: ids of the actors in the phrase or bound by its verb.
        step: what the clause does with it.
    """

    span: Span
    words: frozenset[str]
    head: str
    definite: bool
    parties: frozenset[str]
    step: Step | None


def link_agreements(found: Findings, events: Sequence[Event]) -> tuple[Agreement, ...]:
    """Find the agreements of a report and follow them through it.

    Args:
        found: the report's layers.
        events: the report's events; a step that is one of them points to it.

    Returns:
        One agreement a deal, in the order of first mention.
    """
    words = load()
    groups: list[list[_Naming]] = []
    for passage in found.passages:
        for naming in _namings(passage, found, events, words):
            home = next((group for group in groups if any(_same(naming, other) for other in group)), None)
            if home is None:
                groups.append([naming])
            else:
                home.append(naming)
    kept = [group for group in groups if _tells(group, words)]
    return tuple(_agreement(found.document, group) for group in kept)


def _namings(
    passage: Passage, found: Findings, events: Sequence[Event], words: AgreementWords
) -> Iterator[_Naming]:
    for token in passage.doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN") or lemma not in words.nouns or token.dep_ == "compound":
            continue
        # A name before the noun names the deal ("the Cairo accord"); names after it are places and parties.
        described = {
            part.lemma_.lower()
            for part in token.subtree
            if part is not token
            and (part.pos_ in ("NOUN", "ADJ", "NUM") or (part.pos_ == "PROPN" and part.head is token))
        }
        before = {child.lemma_.lower() for child in token.children if child.i < token.i}
        if before & words.not_after:
            continue
        left = token.left_edge
        while left.i < token.i and left.pos_ in ("DET", "PUNCT", "SPACE"):
            left = left.nbor(1)
        span = passage.between(left, _end(token))
        event = _event_of(token, passage, events)
        parties = {mention.actor for mention in found.who.mentions if span.covers(mention.span)}
        if event is not None:
            parties |= {participant.actor for participant in (*event.actors, *event.recipients)}
        yield _Naming(
            span=span,
            words=frozenset(described),
            head=lemma,
            definite=any(child.lower_ in ("the", "this", "that") for child in token.children),
            parties=frozenset(parties),
            step=_step(token, passage, event, words),
        )


def _end(token: Token) -> Token:
    """The end of the phrase that names the deal: with "with X", "between X and Y", "on Z", no clauses."""
    last = token
    for child in token.children:
        if (
            child.i > token.i
            and child.dep_ == "prep"
            and child.lower_ in ("with", "between", "on", "of", "for")
        ):
            edge = child.right_edge
            if not any(part.dep_ in ("relcl", "acl") for part in child.subtree):
                last = edge
    while last.i > token.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    return last


def _governor(token: Token) -> Token:
    """The verb that acts on the deal, through "of" phrases ("the signing of the deal")."""
    head = token.head
    while head.pos_ in ("ADP", "NOUN") and head.head is not head and head.dep_ != "ROOT":
        if head.pos_ == "NOUN" and head.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj", "attr"):
            break
        if head.pos_ == "NOUN":
            return head
        head = head.head
    return head


def _event_of(token: Token, passage: Passage, events: Sequence[Event]) -> Event | None:
    verb = passage.of(_governor(token))
    own = passage.of(token)
    return next(
        (event for event in events if any(m.overlaps(verb) or m.overlaps(own) for m in event.mentions)), None
    )


def _step(token: Token, passage: Passage, event: Event | None, words: AgreementWords) -> Step | None:
    verb = _governor(token)
    kind: StepKind | None = words.steps.get(verb.lemma_.lower())
    if kind is None or verb is token:
        return None
    if any(child.dep_ == "neg" or child.lower_ in _UNREAL for child in verb.children if child.i < verb.i):
        return None  # "would scrap", "has not signed", "to sign": nothing has become of the deal yet
    return Step(
        kind=kind,
        span=passage.of(verb),
        event=event.id if event is not None else "",
        when=event.when if event is not None else None,
    )


def _same(one: _Naming, other: _Naming) -> bool:
    """Say whether two phrases name one deal: no party or description at odds, and something shared."""
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    shared = one.words & other.words
    if shared:
        return len(shared) >= min(2, len(one.words), len(other.words))
    return (one.definite or other.definite) and one.head == other.head and not (one.words and other.words)


def _tells(group: Sequence[_Naming], words: AgreementWords) -> bool:
    """Say whether a deal is worth a record: it has two parties, or a description and a step."""
    parties = frozenset[str]().union(*(naming.parties for naming in group))
    marked = any(naming.words & words.marks or naming.head in words.marks for naming in group)
    stepped = any(naming.step for naming in group)
    return len(parties) >= 2 or (marked and stepped)


def _agreement(document: Document, group: Sequence[_Naming]) -> Agreement:
    fullest = max(group, key=lambda naming: (len(naming.words), -naming.span.start))
    parties = dict.fromkeys(actor for naming in group for actor in sorted(naming.parties))
    steps: dict[tuple[str, str], Step] = {}
    for naming in group:
        if naming.step is not None:
            steps.setdefault((naming.step.kind, naming.step.event), naming.step)
    why = (Reason("spans", "same-deal", None, f"named {len(group)} times"),) if len(group) > 1 else ()
    return Agreement(
        id=record_id("g", document.id, fullest.span.start, fullest.span.end),
        name=fullest.span.words,
        spans=tuple(naming.span for naming in group),
        parties=tuple(parties),
        steps=tuple(steps.values()),
        why=why,
    )
