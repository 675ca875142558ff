"""Which agreement of the tables a description means, and how the tables would write its parties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dateline.knowledge import agreements as known_agreements
from dateline.knowledge.agreements import KnownAgreement
from dateline.link.findings import Findings
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT: Final = 3
_STATES: Final = frozenset({"GOV", "MIL", "LEG"})
_NO_STATES: Final = frozenset({"UNO", "IGO", "NGO", "IMG", "MNC"})


def meant(token: Token, span: Span, found: Findings, day: str, subject: str) -> KnownAgreement | None:
    """Return the known agreement that a description means.

    Args:
        token: its noun.
        span: its words.
        found: the report's layers.
        day: day of publication, or empty.
        subject: code of the country that the report speaks of most, or empty.
    """
    told = {word.lower() for word in re.findall(r"\w+", span.words)}
    names = [child.text for child in token.children if child.i < token.i and child.pos_ == "PROPN"]
    names += _made_in(token)
    year = _YEAR.search(span.words)
    parties = {place.country for place in found.places if span.covers(place.span) and place.country}
    for mention in found.who.mentions:
        if span.covers(mention.span):
            parties |= keys_of(mention.actor, found)
    places = {place.country for place in found.places if place.span.words in names}
    place = next((name for name in names if name in known_places()), "")
    asked = (told, year.group() if year else "", day)
    known = known_agreements.described(
        asked[0], frozenset(parties - (places if place else set())), *asked[1:], place
    )
    if known is None and not parties and not names and subject:
        known = known_agreements.described(asked[0], frozenset({subject}), *asked[1:])
    return known


def known_places() -> frozenset[str]:
    """Return the places that known agreements are called by."""
    return frozenset(place for known in known_agreements.load() for place in known.places)


def _made_in(token: Token) -> list[str]:
    """Return the names of places in what is said of a deal after its noun: "an agreement reached *in Cairo*"."""
    clauses = [child for child in token.children if child.dep_ in ("acl", "relcl") and child.i > token.i]
    return [
        inner.text
        for clause in clauses
        for child in clause.children
        if child.dep_ == "prep" and child.lower_ in ("in", "at")
        for inner in child.children
        if inner.pos_ == "PROPN"
    ]


def keys_of(actor: str, found: Findings) -> set[str]:
    """Return how the table of agreements would write an actor: a state by code, others by name."""
    who = next((one for one in found.who.actors if one.id == actor), None)
    if who is None or who.kind in ("unnamed", "collective", "unknown"):
        return set()
    if who.kind in ("state", "person", "office") or who.sector in _STATES:
        return {code for code in who.country if code not in _NO_STATES}
    return {who.name}


def named_in(span: Span, found: Findings) -> set[str]:
    """Return the ids of those whom some words name, also where only other words of the report were resolved to them."""
    actors = {mention.actor for mention in found.who.mentions if span.covers(mention.span)}
    actors |= {
        mention.actor
        for mention in found.who.mentions
        if len(mention.span) > _SHORT and mention.span.words[0].isupper() and mention.span.words in span.words
    }
    countries = {place.country for place in found.places if place.country and span.covers(place.span)}
    held = {country for actor in actors for country in keys_of(actor, found)}
    return actors | {state for country in countries - held if (state := state_of(country, found))}


def principal(actor: str, found: Findings) -> str:
    """Return the state for which somebody negotiates, if the report names it, else himself."""
    who = next((one for one in found.who.actors if one.id == actor), None)
    if who is None or who.kind == "state" or not (who.kind in ("person", "office") or who.sector in _STATES):
        return actor
    return state_of(next(iter(keys_of(actor, found)), ""), found) or actor


def state_of(country: str, found: Findings) -> str:
    """Return the id of the state with a code, empty where the report does not name it."""
    return next(
        (one.id for one in found.who.actors if one.kind == "state" and tuple(one.country) == (country,)), ""
    )
