"""The stage: what resolving one report shares, and the actors made so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge, State
from dateline.model import ActorKind, Reason, Span
from dateline.model import Place as Location
from dateline.resolve.actors.context import Context
from dateline.resolve.actors.coreference import Entity, Seen
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.register import Register
from dateline.resolve.actors.roles import Reader

_SLUG: Final = re.compile(r"[^a-z0-9]+")
LOOKBACK: Final = 300
"""Mentions that a later mention looks back at."""
_SHORT: Final = {"EUR": "EU", "UNO": "UN", "USA": "US", "GBR": "UK"}
"""Names that stand before a noun as they are ("US troops")."""
_ARTICLE: Final = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention stands; see `coreference.Seen`."""

    passage: int
    sentence: int
    token: int
    verb: int = -1
    subject: bool = False
    quoted: bool = False
    main: bool = False


OwnerOf = Callable[[Reading, Place], Entity | None]
"""Finds the actor that a mention's possessor, or the body it speaks for, stands for."""


@dataclass(slots=True, eq=False)
class Stage:
    """One report while its actors are resolved.

    Attributes:
        document: id of the report.
        date: its day of publication, or an empty string.
        knowledge: the tables.
        context: facts about the whole report.
        register: who is named in full.
        readers: readers of its passages.
        entities: actors made so far, by id.
        seen: mentions resolved so far, in the order of the text.
        named: ids of organisations, by folded name.
        foreign: ids of persons whose role the report qualifies by a country.
        located: towns and regions that the report names as places, by where they end.
        acronyms: bodies whose acronym the report explains, by folded acronym.
    """

    document: str
    date: str
    knowledge: Knowledge
    context: Context
    register: Register
    readers: list[Reader]
    entities: dict[str, Entity] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    located: dict[int, Location] = field(default_factory=dict)
    acronyms: Mapping[str, Reading] = field(default_factory=dict)

    def recent(self) -> list[Seen]:
        """Return the mentions that later ones look back at; in long texts the far past is out of mind."""
        return self.seen[-LOOKBACK:]

    def entity(self, ident: str, name: str, kind: ActorKind) -> Entity:
        """Return the actor with an id, made if it is new."""
        found = self.entities.get(ident)
        if found is None:
            found = Entity(ident, name, kind)
            self.entities[ident] = found
        return found

    def words(self, reading: Reading, place: Place) -> Span:
        """Return the words of a mention."""
        return self.readers[place.passage].line.span(reading.first, reading.last)

    def label(self, reading: Reading, place: Place) -> str:
        """Return the words of a mention without article and line breaks, as a name for nobody in particular."""
        return _ARTICLE.sub("", " ".join(self.words(reading, place).words.split()))

    def reason(self, reading: Reading, name: str, place: Place) -> Reason:
        """Return the reason that a mention's words give for a field."""
        found = next((reason for reason in reading.why if reason.field == name), None)
        return found or Reason(name, "words", self.words(reading, place))

    def explain(self, entity: Entity, reading: Reading, place: Place) -> None:
        """Add the reasons of a mention for fields that have none yet."""
        entity.why.setdefault("name", Reason("name", "words", self.words(reading, place), entity.name))
        for reason in reading.why:
            entity.why.setdefault(reason.field, reason)

    def from_context(self, entity: Entity, countries: tuple[str, ...], source: str) -> None:
        """Give an actor whose words name no country that of its surroundings."""
        if countries and not entity.countries:
            entity.countries = countries
            note = f"no country in the words; {source}: {' '.join(countries)}"
            entity.why["country"] = Reason("country", "context", None, note)

    def possessive(self, countries: tuple[str, ...]) -> str:
        """Return "Iran's", "the United States'" and the like for country slots, or an empty string."""
        states = self.knowledge.states
        names = [_SHORT.get(c) or (_short(states[c]) if c in states else "") for c in countries]
        joined = " and ".join(filter(None, names))
        if not joined or names[-1] in _SHORT.values():
            return joined
        return joined + ("'" if joined.endswith("s") else "'s")


def _short(state: State) -> str:
    """Return a state's name as running text has it ("Congo", "Bosnia")."""
    words = state.name.split()
    if len(words) < 3:
        return state.name
    names = [name for name in state.names if len(name) > 3 and not name.isupper()]
    shorter = [name for name in names if state.name.startswith(f"{name} ") or len(words) > 3]
    return min(shorter, key=len, default=state.name)


def slug(*parts: str) -> str:
    """Make the stable id of an actor: `a-`, then the folded words joined by hyphens."""
    words = [_SLUG.sub("-", fold(part)).strip("-") for part in parts if part]
    return "a-" + "-".join(word for word in words if word)[:60].rstrip("-")


def trusted(stage: Stage, reading: Reading) -> bool:
    """Say whether a row of the tables is meant: parties share their names across countries."""
    if reading.term is None or reading.sector != "PTY" or not stage.context.weights:
        return True
    return any(code in stage.context.weights for code in reading.countries)
