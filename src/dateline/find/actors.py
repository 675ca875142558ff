"""The noun phrases that may stand for an actor, wherever they are: for a text whose actors alone are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.find.events.roles import noun_phrase
from dateline.find.syntax import Passage
from dateline.knowledge.tables import Knowledge
from dateline.model import Mention, Place, Span
from dateline.resolve.actors.line import line_of
from dateline.resolve.actors.resolver import Resolution
from dateline.resolve.actors.roles import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEADS: Final = frozenset({"NOUN", "PROPN", "PRON"})
_PARTS: Final = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "attr", "expl"})
"""What stands inside a noun phrase, says when or how much, or only describes ("he is a teacher")."""
_RELATIVE: Final = frozenset({"WP", "WDT", "WP$"})
_NOBODY: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NAMED: Final = frozenset({"state", "organisation", "armed_group", "person", "body"})
"""Rows of the tables whose names are actors by themselves."""
_WHERE: Final = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "into",
        "inside",
        "outside",
        "across",
        "throughout",
        "through",
        "around",
        "via",
        "within",
        "toward",
        "towards",
        "over",
    ]
)
_VISITING: Final = frozenset({"visit", "leave", "reach", "enter", "tour", "flee", "cross"})
_SOMEBODY: Final = frozenset(
    {"person", "people", "state", "organisation", "armed_group", "body", "place", "pronoun"}
)
"""What an actor's words may be read as; a place's name is at times a person's ("Odinga")."""


def actor_spans(
    passages: Sequence[Passage], knowledge: Knowledge, places: Iterable[Place]
) -> tuple[Span, ...]:
    """List the noun phrases that may stand for an actor, in the order of the text.

    Args:
        passages: the parsed text.
        knowledge: the tables.
        places: the places of the text; those that are no metonym say where something is.

    Returns:
        Noun phrases without relative clause and apposition, pronouns and possessors among them, and names
        before a noun that is no actor ("[Hezbollah] positions"); a phrase can lie inside another. Whether
        they stand for somebody the resolver settles.
    """
    sites = {place.span.end: place for place in places if not place.metonym and place.lat is not None}
    found: set[Span] = set()
    for passage in passages:
        reader = Reader(line_of(passage, knowledge))
        for head in passage.doc:
            if _may_head(head) and not _is_site(sites.get(passage.of(head).end), head):
                found.update(span for span in noun_phrase(passage, head) if _names_somebody(reader, span))
        for mark in reader.marks:
            if mark.term is None or mark.term.kind not in _NAMED:
                continue
            head = passage.doc[mark.last - 1]
            span = passage.between(passage.doc[mark.first], head)
            inside = any(other.covers(span) for other in found)
            if not inside and not _is_site(sites.get(span.end), head) and _names_somebody(reader, span):
                found.add(span)
    return tuple(sorted(found))


def outermost(resolution: Resolution) -> Resolution:
    """Leave out names that say nothing of an actor, and words inside longer words for the same actor.

    A state inside the words for a part of it ("Mali" in "Mali's army") is that part's code, and no second actor.

    Args:
        resolution: what the resolver says of `actor_spans`.
    """
    who = {actor.id: actor for actor in resolution.actors if actor.kind != "unknown"}
    kept: list[Mention] = []
    for mention in sorted(resolution.mentions, key=lambda one: (one.span.start, -one.span.end)):
        actor = who.get(mention.actor)
        if actor is None:
            continue
        around = [one for one in kept if one.span.covers(mention.span) and one.span != mention.span]
        if not any(one.actor == mention.actor or actor.kind == "state" for one in around):
            kept.append(mention)
    named = dict.fromkeys(mention.actor for mention in kept)
    return replace(resolution, actors=tuple(who[key] for key in named), mentions=tuple(kept))


def _may_head(token: Token) -> bool:
    """Say whether a noun phrase of its own is built around a word."""
    if token.pos_ not in _HEADS or token.dep_ in _PARTS or token.tag_ in _RELATIVE:
        return False
    if token.dep_ == "appos" and (token.pos_ != "PROPN" or token.ent_type_ not in _NAMES):
        return False  # "Ana Ruiz, the mayor" is one actor, and its name stands already
    return token.ent_type_ not in _NOBODY or token.pos_ == "NOUN"


def _is_site(place: Place | None, head: Token) -> bool:
    """Say whether a place's name is where something is: any but a country's, and that "in", "from" or "visited" one."""
    if place is None:
        return False
    if place.precision != "country":
        return True
    first = head
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    governor = first.head
    if first.dep_ in ("dobj", "obj"):
        return governor.lemma_.lower() in _VISITING
    if first.dep_ != "pobj":
        return first.dep_ in ("appos", "npadvmod")
    if governor.lower_ == "to":
        # "flew to Mali" is where, "sold weapons to Mali" to whom
        return governor.head.pos_ == "VERB" and not any(c.dep_ == "dobj" for c in governor.head.children)
    return governor.lower_ in _WHERE


def _names_somebody(reader: Reader, span: Span) -> bool:
    """Say whether words can be read as somebody's name or description, and not only as near or owned by one."""
    tokens = reader.passage.tokens(span)
    readings = reader.read(tokens.start, tokens.end)
    return any(one.kind in _SOMEBODY and not (one.borrowed or one.locative) for one in readings)
