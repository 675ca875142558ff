"""Coreference inside one report: which earlier actor a pronoun or a definite description stands for.

Salience in the manner of Lappin and Leass (1994): nearness in sentences, subject position and frequency, after
filters by number, gender and kind. No candidate above the floor means no antecedent: an invented link is
worse than a missing one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from dateline.model import ActorKind, Reason
from dateline.resolve.actors.reading import FEMALE, MALE, Gender

PERSONAL: Final[frozenset[ActorKind]] = frozenset({"person", "office", "unnamed"})
DECAY: Final = 1.6
"""What each sentence between costs."""
CLAUSE: Final = 0.8
"""What the subject of the clause above the pronoun's clause gains."""
WINDOW: Final = 5
"""Sentences that a pronoun may look back."""

_NEUTER: Final = frozenset({"it", "its", "itself"})
_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKERS: Final = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_OBJECT: Final = frozenset({"him", "her", "it", "them"})


@dataclass(slots=True, eq=False)
class Entity:
    """An actor in the making; lives only while one report is resolved.

    Attributes:
        id: stable id.
        name: canonical or fullest name so far.
        kind: what sort of actor it is.
        countries: country slots.
        sector: primary sector.
        sectors: secondary sectors.
        role: office or role words.
        wikidata: Wikidata id.
        gender: of a person.
        plural: a group.
        heads: role and head words that the report uses for it.
        count: how often it was mentioned.
        grade: how good its name is; see `naming`.
        why: reasons.
    """

    id: str
    name: str
    kind: ActorKind
    countries: tuple[str, ...] = ()
    sector: str = ""
    sectors: tuple[str, ...] = ()
    role: str = ""
    wikidata: str = ""
    gender: Gender = ""
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    count: int = 0
    grade: float = 99.0
    why: dict[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """One resolved mention, for later mentions to look back at.

    Attributes:
        entity: whom it named.
        passage: index of the passage.
        sentence: number of the sentence in the report.
        token: head token in its passage.
        verb: head verb's token in its passage, -1 if none.
        subject: it is a grammatical subject.
        main: it depends on the main verb of its sentence.
        quoted: it stands inside quotation marks.
    """

    entity: Entity
    passage: int
    sentence: int
    token: int
    verb: int
    subject: bool
    quoted: bool
    main: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a pronoun stands.

    Attributes:
        passage: index of the passage.
        sentence: number of the sentence in the report.
        token: its token in the passage.
        verbs: its governing verb and the verbs above that one, in the passage's tokens.
        speaker: whoever says the quotation it stands in: somebody else is meant.
    """

    passage: int
    sentence: int
    token: int
    verbs: tuple[int, ...] = ()
    speaker: Entity | None = None


def antecedent(pronoun: str, seen: Sequence[Seen], spot: Spot) -> Entity | None:
    """Return the actor that a third-person pronoun stands for.

    Args:
        pronoun: the pronoun, in lower case.
        seen: earlier mentions, in the order of the text.
        spot: where the pronoun stands.
    """
    best: Entity | None = None
    best_score = -99.0
    for mention in reversed(seen):
        distance = spot.sentence - mention.sentence
        if distance > WINDOW:
            break
        fit = _fits(pronoun, mention.entity)
        if fit <= 0 or _says_it(mention.entity, spot.speaker):
            continue
        if distance == 0 and (mention.token >= spot.token or _bound(pronoun, mention, spot)):
            continue
        score = fit + _salience(mention, spot) - DECAY * distance
        if score > best_score + 1e-9:
            best, best_score = mention.entity, score
    return best


def _bound(pronoun: str, mention: Seen, spot: Spot) -> bool:
    """Say whether mention and pronoun are subject and object of one verb, so that they are two actors."""
    return pronoun in _OBJECT and mention.subject and mention.verb >= 0 and mention.verb in spot.verbs[:1]


def _says_it(entity: Entity, speaker: Entity | None) -> bool:
    """Say whether an actor, or the state for which he speaks, is the speaker of the quotation."""
    if speaker is None:
        return False
    return entity is speaker or (entity.kind == "state" and entity.countries == speaker.countries)


def _salience(mention: Seen, spot: Spot) -> float:
    """Weigh a mention by its place: subjects, frequent actors and subjects of the clause above come first."""
    weight = 0.0
    if mention.subject:
        weight += 1.6 if mention.main else 1.0
    if mention.subject and mention.passage == spot.passage and mention.verb in spot.verbs[1:]:
        weight += CLAUSE
    return weight + min(mention.entity.count, 5) * 0.2 - (1.0 if mention.quoted else 0.0)


def _fits(pronoun: str, entity: Entity) -> float:
    """Say how well a pronoun agrees with an actor; 0 is not at all."""
    person = entity.kind in PERSONAL and not entity.plural
    if pronoun in MALE or pronoun in FEMALE:
        wanted = "m" if pronoun in MALE else "f"
        if entity.kind == "unknown" and entity.name[:1].islower() and not entity.plural:
            return 2.0  # "the bride": somebody whom no table knows
        if not person or (entity.gender and entity.gender != wanted):
            return 0.0
        return 4.0 if entity.gender == wanted else 3.0
    if pronoun in _NEUTER:
        if person or entity.plural:
            return 0.0
        return 3.0 if entity.kind in ("state", "organisation", "armed_group", "party") else 2.0
    if pronoun in _PLURAL:
        if person:
            return 0.5
        return 4.0 if entity.plural else 2.0
    return 0.0


def prominent(seen: Iterable[Seen], kinds: tuple[ActorKind, ...], number: int) -> tuple[Entity, ...]:
    """Return the most often mentioned actors of some kinds, for "both sides" and "the two leaders"."""
    counts: dict[int, tuple[int, int, Entity]] = {}
    for position, mention in enumerate(seen):
        if mention.entity.kind in kinds and mention.entity.countries:
            count, first, _ = counts.get(id(mention.entity), (0, position, mention.entity))
            counts[id(mention.entity)] = (count + 1, first, mention.entity)
    ranked = sorted(counts.values(), key=lambda item: (-item[0], item[1]))
    return tuple(entity for _, _, entity in ranked[:number])
