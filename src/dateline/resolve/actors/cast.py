"""The cast of a report: each mention in turn, to the actor it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from dateline.knowledge.phrases import fold
from dateline.resolve.actors.coreference import PERSONAL, SPEAKERS, Entity, Seen, Spot, antecedent, prominent
from dateline.resolve.actors.grammar import same_as
from dateline.resolve.actors.naming import FORCES
from dateline.resolve.actors.nominals import named, nominal, state, unknown_name
from dateline.resolve.actors.papers import Paper
from dateline.resolve.actors.persons import BODIES, named_person, surname_alone
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.sources import document, worded
from dateline.resolve.actors.stage import Place, Stage

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVES: Final = frozenset({"who", "whom", "whose"})
_ADJACENT: Final = 3
_TWO: Final = frozenset({"two", "both"})
_RECENT: Final = 2
"""Sentences before "the two ministers" in which they are named."""
REACH: Final = 60
"""Tokens before a first-person pronoun among which its speaker is looked for."""


class Cast:
    """Resolves the mentions of one report in the order of its text.

    Attributes:
        stage: the report, and whom it has named so far.
    """

    def __init__(self, stage: Stage) -> None:
        """Begin with nobody on stage."""
        self.stage = stage
        self._open: set[tuple[int, int]] = set()

    def resolve(self, reading: Reading, place: Place, *, asked: bool) -> tuple[Entity, ...]:
        """Return the actors that a mention stands for, and remember the mention.

        Args:
            reading: what its words say.
            place: where it stands.
            asked: somebody needs its actor; pronouns that nobody asks for are passed over.
        """
        if reading.kind == "pronoun" and not asked:
            return ()
        found = self._pronoun(reading, place) if reading.kind == "pronoun" else self._actors(reading, place)
        if reading.owner is not None and reading.owner.named:
            # A possessor can be meant by what follows ("Khan's wife ... the former leader").
            spot = Place(place.passage, place.sentence, reading.owner.token, quoted=place.quoted)
            for entity in self._actors(reading.owner, spot):
                self._remember(entity, spot)
        qualified = bool(reading.head) and any(reason.field == "country" for reason in reading.why)
        for entity in found:
            entity.count += 1
            if qualified:
                self.stage.foreign.add(entity.id)
            if reading.kind != "thing" or entity.id.endswith(FORCES):
                # Nobody says "it" of a boat and means an actor.
                self._remember(entity, place)
        return found

    def paper(self, found: Paper, place: Place) -> tuple[Entity, ...]:
        """Return whose words a paper gives, else the paper itself, and remember the mention.

        Args:
            found: the paper.
            place: where its words stand.
        """
        entities: dict[str, Entity] = {}
        for reading in found.issuer:
            sentence = self.stage.context.sentence(found.passage, reading.token)
            spot = Place(found.passage, sentence, reading.token, quoted=place.quoted)
            told = self._pronoun(reading, spot) if reading.kind == "pronoun" else self._actors(reading, spot)
            entities.update((entity.id, entity) for entity in told)
        return self._mentioned(
            tuple(entities.values()) or (document(self.stage, found.reading, place),), place
        )

    def speaker(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        """Return the actor of a speaker's words that name nobody known, and remember the mention.

        Args:
            reading: the words, from `sources.in_words`.
            place: where they stand.
        """
        found = (
            worded(self.stage, reading, place) if reading.kind == "other" else self._actors(reading, place)
        )
        return self._mentioned(found, place)

    def _mentioned(self, found: tuple[Entity, ...], place: Place) -> tuple[Entity, ...]:
        for entity in found:
            entity.count += 1
            self._remember(entity, place)
        return found

    def _remember(self, entity: Entity, place: Place) -> None:
        seen = Seen(
            entity,
            place.passage,
            place.sentence,
            place.token,
            place.verb,
            place.subject,
            place.quoted,
            place.main,
        )
        self.stage.seen.append(seen)

    def _actors(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        """Resolve a name or a description."""
        stage = self.stage
        reading = surname_alone(stage, reading, place)
        if reading.name and reading.last - reading.first == 1:
            full = stage.acronyms.get(fold(stage.readers[place.passage].line.text[reading.first]))
            if full is not None:
                spot = {"token": reading.token, "first": reading.first, "last": reading.last}
                reading = replace(full, **spot, why=())
        if reading.term is None and reading.kind in ("organisation", "other") and reading.name:
            words = stage.words(reading, place)
            located = stage.located.get(words.end)
            if located is not None and located.span.covers(words):
                reading = replace(
                    reading, kind="place", name=located.name, countries=(located.country,), sector=""
                )
        pair = self._sides(reading, place)
        if pair:
            return pair
        if reading.kind == "person" and reading.name:
            return (named_person(stage, reading, place, self._owner),)
        if reading.kind in ("organisation", "armed_group", "state", "place") and reading.name:
            return (named(stage, reading, place, self._owner),)
        if reading.kind == "other":
            if reading.name:
                return (unknown_name(stage, reading, place, self._owner),)
            if len(reading.countries) == 1 and reading.countries[0] in stage.knowledge.states:
                return (state(stage, reading, reading.countries[0], place),)
        entity = self._identified(reading, place) or nominal(stage, reading, place, self._owner)
        return (entity,) if entity is not None else ()

    def _identified(self, reading: Reading, place: Place) -> Entity | None:
        """Resolve a description to the name that it stands in apposition to, or to whom it is said of."""
        if reading.kind not in ("person", "body") or reading.plural or reading.name or reading.borrowed:
            return None
        reader = self.stage.readers[place.passage]
        for token in same_as(reader.passage.doc, reading.token):
            if reading.first <= token < reading.last:
                continue
            known = (
                m.entity
                for m in reversed(self.stage.recent())
                if m.passage == place.passage and m.token == token
            )
            entity = next(known, None)
            mark = next((m for m in reader.marks if m.first <= token < m.last), None)
            if entity is None and mark is not None and mark.role is None:
                named = reader.read(mark.first, mark.last)
                spot = Place(place.passage, place.sentence, token, quoted=place.quoted)
                own = self._actors(named[0], spot) if len(named) == 1 and named[0].name else ()
                entity = own[0] if own else None
            if entity is not None and not entity.plural and _fitting(reading, entity):
                entity.heads.add(reading.head)
                return entity
        return None

    def _sides(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        """Resolve "both sides" and "the two leaders" to the two most prominent states or persons."""
        if not (reading.definite or reading.indefinite) or (not reading.plural and reading.head != "side"):
            return ()
        if reading.countries or reading.owner is not None or reading.owner_pronoun is not None:
            return ()
        if reading.head in self.stage.knowledge.wording.sides:
            pair = prominent(self.stage.recent(), ("state",), 2)
        elif reading.head == "leader" and reading.definite:
            pair = prominent(self.stage.recent(), ("person",), 2)
        elif reading.kind == "people" and reading.definite:
            pair = self._two(reading, place)
        else:
            return ()
        return pair if len(pair) == 2 else ()

    def _two(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        """Return the two persons whom "the two ministers" means: nobody else was named in the sentences before."""
        line = self.stage.readers[place.passage].line
        if _TWO.isdisjoint(line.lower[reading.first : reading.token]):
            return ()
        near = [seen.entity for seen in self.stage.recent() if seen.sentence >= place.sentence - _RECENT]
        if any(entity.plural and reading.head in entity.heads for entity in near):
            return ()
        return tuple({entity.id: entity for entity in near if entity.kind == "person"}.values())

    def _owner(self, reading: Reading, place: Place) -> Entity | None:
        """Find whom a possessor stands for, or the body that somebody speaks for."""
        if reading.owner_pronoun is not None:
            pronouns = self.stage.readers[place.passage].read(
                reading.owner_pronoun, reading.owner_pronoun + 1
            )
            if not pronouns or pronouns[0].kind != "pronoun":
                return None
            spot = Place(place.passage, place.sentence, reading.owner_pronoun, quoted=place.quoted)
            found = self._pronoun(pronouns[0], spot)
        elif reading.owner is not None and reading.owner.kind != "pronoun":
            found = self._actors(reading.owner, place)
        else:
            return None
        return found[0] if found else None

    def _pronoun(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        """Resolve a pronoun to its antecedent, or to the speaker of the quotation it stands in."""
        spot = (place.passage, place.token)
        if spot in self._open:
            # "My brother," said my sister: to find one speaker the other would be asked for, and so on.
            return ()
        self._open.add(spot)
        try:
            return self._antecedent(reading, place)
        finally:
            self._open.remove(spot)

    def _antecedent(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        entity: Entity | None
        if reading.head in SPEAKERS:
            entity = self._speaker(place)
        elif reading.head in _RELATIVES:
            entity = self._relative(place)
        elif reading.head == "several":
            return self._some(reading, place)
        else:
            entity = self._third_person(reading, place)
            if entity is not None and reading.plural and not entity.plural:
                together = self._together(entity)
                if len(together) > 1 or entity.kind not in PERSONAL:
                    return together
                # One person is not "they"; somebody else may be.
                entity = self._third_person(reading, place, several=True)
        return (entity,) if entity is not None else ()

    def _relative(self, place: Place) -> Entity | None:
        """Resolve "who" to the noun that its clause belongs to, or to a name right before it."""
        token = self.stage.readers[place.passage].passage.doc[place.token]
        for _ in range(3):
            if token.dep_ in ("relcl", "acl"):
                break
            token = token.head
        noun = token.head.i if token.dep_ in ("relcl", "acl") and token.head.i < place.token else -1
        for mention in reversed(self.stage.recent()):
            if mention.passage != place.passage or mention.sentence != place.sentence:
                return None
            if mention.token == noun or (noun < 0 and 0 < place.token - mention.token <= _ADJACENT):
                return mention.entity
        return None

    def _some(self, reading: Reading, place: Place) -> tuple[Entity, ...]:
        """Resolve "several" and the like: all of a group, or new people of its kind."""
        recent = (m.entity for m in reversed(self.stage.recent()) if m.sentence >= place.sentence - 1)
        group = next((entity for entity in recent if entity.plural), None)
        word = self.stage.readers[place.passage].line.lower[reading.first]
        if group is not None and word == "most":
            return (group,)
        sector = group.sector if group is not None else "CVL"
        countries = group.countries if group is not None else ()
        some = replace(
            reading, kind="people", head="people", sector=sector, countries=countries, indefinite=True
        )
        return self._actors(some, place)

    def _together(self, entity: Entity) -> tuple[Entity, ...]:
        """Return an actor with those that its last mention is coordinated with ("Mali and Niger ... they")."""
        last = next((m for m in reversed(self.stage.recent()) if m.entity is entity), None)
        if last is None:
            return (entity,)
        doc = self.stage.readers[last.passage].passage.doc
        first = doc[last.token]
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        side: Token | None = first
        tokens = []
        while side is not None:
            tokens.append(side.i)
            side = next((child for child in side.children if child.dep_ == "conj"), None)
        near = [m for m in self.stage.recent() if m.passage == last.passage and m.token in tokens]
        if last.subject and last.verb >= 0 and doc[last.verb].lemma_ in self.stage.knowledge.wording.meeting:
            # "Rao met Silva. They agreed ..."
            met = (m for m in self.stage.recent() if m.passage == last.passage and m.verb == last.verb)
            near += [m for m in met if m.entity.kind == entity.kind and not m.subject]
        return tuple({m.entity.id: m.entity for m in near}.values()) or (entity,)

    def _third_person(self, reading: Reading, place: Place, *, several: bool = False) -> Entity | None:
        """Resolve "he", "she", "it" and "they"; with `several` to no single person."""
        doc = self.stage.readers[place.passage].passage.doc
        verbs: list[int] = []
        token = doc[place.token]
        while token.head.i != token.i and len(verbs) < 4:
            token = token.head
            if token.pos_ in ("VERB", "AUX"):
                verbs.append(token.i)
        speaker = self._cued_speaker(place) if place.quoted else None
        spot = Spot(place.passage, place.sentence, place.token, tuple(verbs), speaker)
        seen = self.stage.recent()
        if several:
            seen = [m for m in seen if m.entity.plural or m.entity.kind not in PERSONAL]
        entity = self._ahead(reading, place, verbs) or antecedent(reading.head, seen, spot)
        if entity is not None and reading.gender and entity.kind == "person" and not entity.gender:
            entity.gender = reading.gender
        return entity

    def _ahead(self, reading: Reading, place: Place, verbs: list[int]) -> Entity | None:
        """Resolve a pronoun in a fronted clause to the subject that follows ("Where he spoke, Mr Rao said")."""
        if not reading.gender or len(verbs) < 2 or place.quoted:
            return None
        doc = self.stage.readers[place.passage].passage.doc
        subject = next((child for child in doc[verbs[-1]].children if child.dep_ == "nsubj"), None)
        if subject is None or not verbs[0] < subject.i < verbs[-1]:
            return None
        if any(m.sentence == place.sentence and m.entity.kind == "person" for m in self.stage.seen[-6:]):
            return None
        reader = self.stage.readers[place.passage]
        for found in reader.read(subject.left_edge.i, subject.i + 1):
            if found.kind == "person" and found.gender in ("", reading.gender):
                entities = self._actors(found, Place(place.passage, place.sentence, subject.i))
                return entities[0] if entities else None
        return None

    def _speaker(self, place: Place) -> Entity | None:
        """Find whose words a first-person pronoun stands in."""
        token = self.stage.readers[place.passage].passage.doc[place.token]
        heard = token.dep_ in ("dobj", "dative", "iobj", "pobj") and not place.quoted
        if heard and token.head.lemma_ in self.stage.knowledge.wording.speech | {"to"}:
            # "Survivors told us": the newspaper speaks of itself.
            return None
        last = (m.entity for m in reversed(self.stage.recent()) if m.subject and not m.quoted)
        return self._cued_speaker(place) or next(last, None)

    def _cued_speaker(self, place: Place) -> Entity | None:
        """Return the subject of the nearest verb of saying outside the quotation."""
        for verb in self._cues(place):
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is None:
                continue
            known = next(
                (
                    mention.entity
                    for mention in reversed(self.stage.recent())
                    if mention.passage == place.passage and mention.token == subject.i
                ),
                None,
            )
            if known is not None:
                return known
            reader = self.stage.readers[place.passage]
            spot = Place(place.passage, place.sentence, subject.i, verb.i, subject=True)
            for reading in reader.read(subject.left_edge.i, subject.right_edge.i + 1):
                if reading.kind == "pronoun":
                    found = self._pronoun(reading, spot) if reading.head not in SPEAKERS else ()
                else:
                    found = self._actors(reading, spot)
                if found:
                    return found[0]
        return None

    def _cues(self, place: Place) -> Iterator[Token]:
        """Yield verbs of saying outside quotations: those that follow in the sentence, then those before."""
        doc = self.stage.readers[place.passage].passage.doc
        following = (token for token in doc[place.token].sent if token.i > place.token)
        before = reversed(doc[max(0, place.token - REACH) : place.token])
        for tokens in (following, before):
            for token in tokens:
                if token.lemma_ in self.stage.knowledge.wording.speech and not self.stage.context.quoted(
                    place.passage, token.i
                ):
                    yield token


def _fitting(reading: Reading, entity: Entity) -> bool:
    """Say whether a description is of the kind of an actor: of a person or of a body."""
    return entity.kind in (PERSONAL if reading.kind == "person" else BODIES)
