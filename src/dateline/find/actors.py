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
_NOUNS: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"})
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
_INSIDE: Final = frozenset({"in", "near", "inside", "outside"})
_VISITING: Final = frozenset({"visit", "leave", "reach", "enter", "tour", "flee", "cross"})
_NAMING: Final = frozenset({"organisation", "term", "name"})
_STATES_OF_AFFAIRS: Final = frozenset({"office", "court"})
"""Words for bodies that, without an article, say what somebody does."""
_WAY: Final = 6
"""Tokens before a "to" among which the "from" of a way stands."""
_SIDES: Final = ("north", "south", "north-east", "north-west", "south-east", "south-west", "east", "west")
_PARTS_OF_LAND: Final = frozenset(
    {"central", *(f"{side}ern" for side in _SIDES), *(f"{side.replace('-', '')}ern" for side in _SIDES)}
)
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
            if not _may_head(head) or _is_site(sites.get(passage.of(head).end), head) or _idle(reader, head):
                continue
            bare = head.pos_ == "ADJ"
            for span in (passage.between(head.left_edge, head),) if bare else noun_phrase(passage, head):
                whole = _whole(reader, span)
                if _names_somebody(reader, whole) and not _where_it_is(reader, whole, head, sites):
                    found.add(whole)
        for mark in reader.marks:
            if mark.term is None or mark.term.kind not in _NAMED:
                continue
            head = passage.doc[mark.last - 1]
            span = passage.between(passage.doc[mark.first], head)
            if any(other.covers(span) for other in found) or _is_site(sites.get(span.end), head):
                continue
            if _where_it_is(reader, span, head, sites) or (
                mark.term.kind == "state" and _of_a_thing(reader, head)
            ):
                continue
            if _names_somebody(reader, span):
                found.add(span)
    return tuple(sorted(found))


def _whole(reader: Reader, span: Span) -> Span:
    """Widen words to the whole of the name that they lie in ("the Foundation" of "the Foundation for Peace")."""
    tokens = reader.passage.tokens(span)
    first, last = tokens.start, tokens.end
    for mark in reader.marks:
        if mark.kind in _NAMING and mark.first < last and first < mark.last:
            first, last = min(first, mark.first), max(last, mark.last)
    close = reader.passage.doc[last] if 0 < last < len(reader.passage.doc) else None
    while close is not None and close.dep_ == "compound" and close.head.i == close.i + 1:
        close = close.head
    if close is not None and close.dep_ == "appos" and close.pos_ == "PROPN" and close.head.i == last - 1:
        last = close.i + 1  # "his lawyer Ana Ruiz"
    if (first, last) == (tokens.start, tokens.end):
        return span
    return reader.passage.between(reader.passage.doc[first], reader.passage.doc[last - 1])


def _idle(reader: Reader, head: Token) -> bool:
    """Say whether a word for a building or a settlement only says where something is, or is what it happens to."""
    mark = next((m for m in reader.marks if m.last == head.i + 1), None)
    if mark is None or mark.role is None or mark.kind != "role":
        return False
    wording = reader.line.knowledge.wording
    if mark.role.words in _STATES_OF_AFFAIRS and not any(True for _ in head.lefts):
        return True  # "took office", "in court"
    if mark.role.words not in wording.facilities:
        return False
    first = head
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    told = first.dep_ in ("dobj", "obj") and first.head.lemma_ in wording.speech
    return not (told or first.dep_ == "nsubj" or (first.dep_ == "pobj" and first.head.lower_ == "by"))


def _where_it_is(reader: Reader, span: Span, head: Token, sites: dict[int, Place]) -> bool:
    """Say whether a name that nothing marks as a person's stands where a place's does ("from Ogongo to Wau")."""
    tokens = reader.passage.tokens(span)
    readings = reader.read(tokens.start, tokens.end)
    wording = reader.line.knowledge.wording
    if head.dep_ == "pobj" and head.head.lower_ == "of" and all(one.term is None for one in readings):
        sort = head.head.head.lower_
        if sort in wording.facilities | wording.unacting | wording.land:
            return True  # "the village of Tine"
    if not readings or any(one.head or one.term is not None for one in readings):
        # A title or a row of the tables tells who it is; but "northern Mali" is where.
        before = reader.line.lower[head.i - 1] if head.i else ""
        return before in _PARTS_OF_LAND and any(one.kind == "state" for one in readings)
    first = head
    while first.dep_ in ("conj", "appos") and first.head.i < first.i:
        first = first.head
        if _is_site(sites.get(reader.passage.of(first).end), first):
            return True
    if len(tokens) > 1 and head.ent_type_ == "PERSON" and first.head.lower_ not in _INSIDE:
        return False  # "threw stones at Ana Ruiz"
    placed = first.dep_ == "pobj" and first.head.lower_ in _WHERE
    moving = first.dep_ == "pobj" and first.head.lower_ == "to" and _leaving(first.head)
    known = {*reader.line.knowledge.names.male, *reader.line.knowledge.names.female}
    given = reader.line.lower[tokens.start] in known
    return (placed or moving) and not given and all(one.kind in ("person", "place") for one in readings)


def _of_a_thing(reader: Reader, name: Token) -> bool:
    """Say whether a state's name only tells which embassy, border or treaty is meant."""
    if name.dep_ not in _PARTS:
        return False
    wording = reader.line.knowledge.wording
    return name.head.lower_ in wording.facilities | wording.unacting


def _leaving(to: Token) -> bool:
    """Say whether a "to" ends a way that a "from" begins."""
    return any(token.lower_ == "from" for token in to.doc[max(0, to.i - _WAY) : to.i])


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
    if token.pos_ == "ADJ" and token.dep_ in _NOUNS:
        # "the 34-year-old", "the Ghanaian"
        return token.ent_type_ == "NORP" or (
            token.lower_ == "old" and token.i > 0 and token.nbor(-1).lower_ == "-"
        )
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
