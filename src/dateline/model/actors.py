"""Who acts, is acted upon or speaks, and the words for them."""

from __future__ import annotations

from typing import Literal

from dateline.model.spans import Reason, Span, Value

ActorKind = Literal[
    "person",
    "state",
    "organisation",
    "armed_group",
    "party",
    "office",
    "collective",
    "document",
    "unnamed",
    "unknown",
]
"""A `document` is a paper, poll or set of figures that speaks and is not told to be anybody's."""


class Actor(Value, frozen=True, kw_only=True):
    """Somebody who acts, is acted upon or speaks in a report.

    Attributes:
        id: stable id; the same actor has the same id in every report.
        name: canonical name.
        kind: what sort of actor it is.
        country: ISO 3166 alpha-3 codes, or PLOVER's UNO, EUR, IGO, NGO, ISM, IMG, MNC; several for a
            compound ("US-Israeli forces"); empty if unknown ("Western powers").
        sector: primary PLOVER sector (GOV, MIL ...), empty if none applies.
        sectors: secondary PLOVER sectors.
        role: the office held at the date of the report, or as the report words it.
        wikidata: Wikidata id where the tables know it.
        number: how many they are, where the words of an actor without a name say so ("two officials");
            `None` where they do not, and for whoever has a name.
        why: where name, country, sector and role come from.
    """

    id: str
    name: str
    kind: ActorKind = "unknown"
    country: tuple[str, ...] = ()
    sector: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    wikidata: str = ""
    number: int | None = None
    why: tuple[Reason, ...] = ()


class Mention(Value, frozen=True):
    """Words that name or stand for an actor.

    Attributes:
        span: the words.
        actor: id of the actor.
        how: `name`, `nominal` ("the president"), `pronoun` or `implied` (a subject left out).
    """

    span: Span
    actor: str
    how: Literal["name", "nominal", "pronoun", "implied"] = "name"


class Appearance(Value, frozen=True, kw_only=True):
    """An actor, and all the words of one text that stand for it.

    Attributes:
        actor: who it is.
        mentions: the words, in the order of the text; at least one.
    """

    actor: Actor
    mentions: tuple[Mention, ...]
