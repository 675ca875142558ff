"""Tellings: event mentions with their participants, day, place and standing known, and how they are worded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.drafts import EventDraft
from dateline.find.syntax import Passage
from dateline.link.findings import Findings
from dateline.link.sources import Standing, standing
from dateline.model import Participant, Place, Span, Statement, When
from dateline.resolve.actors.resolver import Resolution

if TYPE_CHECKING:
    from spacy.tokens import Token

SUMMARY: Final = frozenset({"headline", "deck", "subhead", "caption"})
"""Zones that tell in short what the running text tells."""

_LEAD: Final = 2
"""So many paragraphs of running text tell what the headline tells."""
_DEFINITE: Final = frozenset({"the", "that", "this", "those", "these"})
# "a second attack", "further talks", "earlier strikes": a happening beside the one told before.
_ANOTHER: Final = frozenset(
    {
        "another",
        "second",
        "third",
        "fourth",
        "fifth",
        "fresh",
        "further",
        "more",
        "additional",
        "other",
        "separate",
        "similar",
        "previous",
        "earlier",
        "prior",
        "past",
        "subsequent",
        "later",
        "next",
        "repeated",
        "renewed",
        "again",
        "also",
    }
)
# What follows these tells of whom or of what: a noun with it says more than "the attack".
_TELLING: Final = frozenset({"of", "by", "on", "against", "with", "between", "in", "at", "from", "to", "for"})


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One mention with its participants known.

    Attributes:
        draft: the mention as found.
        zone: kind of its zone.
        lead: it stands in the first paragraphs of running text.
        sentence: where its sentence begins, in the parse of its passage.
        root: the head of the trigger's words.
        definite: a noun that points to something known ("the attack", "Monday's raid").
        owned: a noun with its doer before it ("its petition", "Ankara's threat").
        bare: a definite noun that tells no more than that ("the attack", but not "the attack on Goma").
        another: its words set it beside a happening told before ("a second attack", "struck again").
        object: lemma of what the verb is done to, where that is no participant ("signed the *law*").
        things: lemmas of the nouns among the trigger's words, its head aside.
        actors: who acts.
        recipients: who is acted upon.
        when: its day.
        place: where it happened.
        standing: its status, and who tells and denies it.
        tellers: actors who tell it.
        deniers: actors who deny it.
    """

    draft: EventDraft
    zone: str
    lead: bool
    sentence: int
    root: Token
    definite: bool
    owned: bool
    bare: bool
    another: bool
    object: str
    things: frozenset[str]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    when: When | None
    place: Place | None
    standing: Standing
    tellers: frozenset[str]
    deniers: frozenset[str]

    @property
    def fullness(self) -> tuple[bool, int, int]:
        """Order tellings by how much they tell; running text before headlines, early before late."""
        parts = (*self.actors, *self.recipients)
        told = len(parts) + 2 * (self.when is not None) + (self.place is not None) + len(self.draft.modes)
        return (self.zone not in SUMMARY, told, -self.draft.trigger.start)

    @property
    def summary(self) -> bool:
        """Say whether it stands in a line that sums up the running text."""
        return self.zone in SUMMARY


def tellings(found: Findings, statements: Sequence[Statement]) -> tuple[Telling, ...]:
    """Return the event mentions of a report with what is known of each, in the order of the text.

    Args:
        found: the report's layers.
        statements: the report's statements, in the order of their drafts.
    """
    dated = {when.span: when for when in found.times}
    placed = {place.span: place for place in found.places}
    body = [passage.index for passage in found.passages if passage.zone.kind == "body"]
    lead = frozenset(body[:_LEAD])
    return tuple(
        _telling(found.passages[draft.passage], draft, found.who, (dated, placed), statements, lead)
        for draft in sorted(found.events, key=lambda draft: draft.trigger)
    )


def _telling(
    passage: Passage,
    draft: EventDraft,
    who: Resolution,
    settings: tuple[Mapping[Span | None, When], Mapping[Span, Place]],
    statements: Sequence[Statement],
    lead: frozenset[int],
) -> Telling:
    root = passage.tokens(draft.trigger).root
    dated, placed = settings
    place = placed.get(draft.place) if draft.place else None
    actors = _accused(draft, statements) or _participants(draft.actors, who)
    recipients = _participants(draft.recipients, who)
    heard = standing(draft, statements)
    definite = root.pos_ == "NOUN" and any(
        (child.dep_ == "det" and child.lower_ in _DEFINITE)
        or (child.dep_ == "poss" and child.ent_type_ == "DATE")
        for child in root.children
    )
    return Telling(
        draft=draft,
        zone=passage.zone.kind,
        lead=passage.index in lead,
        sentence=root.sent.start,
        root=root,
        definite=definite,
        owned=root.pos_ == "NOUN"
        and any(child.dep_ == "poss" and child.ent_type_ != "DATE" for child in root.children),
        bare=definite and not draft.actors and not draft.recipients and not _tells_more(root),
        another=any(child.lower_ in _ANOTHER for child in root.children),
        object=_object(passage, root, draft),
        things=frozenset(
            token.lemma_.lower()
            for token in passage.tokens(draft.trigger)
            if token.i != root.i and token.pos_ == "NOUN"
        ),
        actors=actors,
        recipients=recipients,
        when=dated.get(draft.time) if draft.time else None,
        place=place if place is not None and _locates(passage, place) else None,
        standing=heard,
        tellers=_speakers(heard.said_by, statements),
        deniers=_speakers(heard.denied_by, statements),
    )


def _speakers(ids: Sequence[str], statements: Sequence[Statement]) -> frozenset[str]:
    if not ids:
        return frozenset()
    return frozenset(actor for one in statements if one.id in ids for actor in one.speaker_actors)


def _tells_more(noun: Token) -> bool:
    """Say whether words after a noun tell what it was: "the killing of two miners", "the raid that began"."""
    return any(
        child.i > noun.i
        and (child.dep_ in ("relcl", "acl") or (child.dep_ == "prep" and child.lower_ in _TELLING))
        for child in noun.children
    )


def _object(passage: Passage, root: Token, draft: EventDraft) -> str:
    """Return the lemma of the thing a deed is done to: "signed *a law*", "*the pact* signed in May"."""
    taken = (*draft.actors, *draft.recipients)
    things = [child for child in root.children if child.dep_ in ("dobj", "nsubjpass")]
    if root.dep_ in ("acl", "relcl"):
        things.append(root.head)
    things += [
        part
        for child in root.children
        if root.pos_ == "NOUN" and child.dep_ == "prep" and child.lower_ == "of"
        for part in child.children
    ]
    for thing in things:
        if thing.pos_ in ("NOUN", "PROPN") and not any(s.overlaps(passage.of(thing)) for s in taken):
            return str(thing.lemma_).lower()
    return ""


def _locates(passage: Passage, place: Place) -> bool:
    """Say whether a place name says where: "in Tehran", not "Tehran said", "Iranian sites" or "Iran's army"."""
    if place.metonym:
        return False
    tokens = passage.tokens(place.span)
    if not len(tokens):
        return False
    root = tokens.root
    return root.pos_ != "ADJ" and root.dep_ not in ("nsubj", "nsubjpass", "poss", "amod")


def _accused(draft: EventDraft, statements: Sequence[Statement]) -> tuple[Participant, ...]:
    """The accused, where the parse lays a deed at its accuser's door ("A ... accused B of bombing, killing 14").

    Nobody accuses another of what he did himself, so a doer who is the speaker is a slip of the parse.
    """
    if draft.statement is None or not draft.actors:
        return ()
    said = statements[draft.statement]
    if said.stance != "accuses" or said.type == "direct" or said.speaker is None or said.addressee is None:
        return ()
    if not any(span.overlaps(said.speaker) for span in draft.actors):
        return ()
    return tuple(Participant(actor, said.addressee) for actor in said.addressee_actors)


def _participants(spans: Sequence[Span], who: Resolution) -> tuple[Participant, ...]:
    found: dict[str, Participant] = {}
    for span in spans:
        for actor in who.of(span):
            found.setdefault(actor, Participant(actor, span))
    return tuple(found.values())
