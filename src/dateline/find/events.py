"""Events: who did what to whom, from the parse, the lexicon and the statements they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from dateline.find import roles
from dateline.find.coder import Candidate, Coder, Coding, RuleCoder, content_heads
from dateline.find.drafts import EventDraft, StatementDraft
from dateline.find.lexicon import Match, Surroundings, match
from dateline.find.relevance import Judge, Weight, judge_of
from dateline.find.setting import located, nearest
from dateline.find.status import settled, status_of
from dateline.find.syntax import Passage
from dateline.model import EventType, Place, Published, Reason, Span, When
from dateline.ontology.entries import Slot
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_SKIP_VERBS: Final = frozenset({"amod", "compound", "aux", "auxpass", "nmod"})
_PHYSICAL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_LIGHT_PREPOSITIONS: Final = frozenset({"in", "to", "under", "into", "of", "for"})
_OTHER_PARTY: Final = frozenset({"ACCUSE", "REQUEST", "THREATEN"})


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """What a search for events goes by.

    Attributes:
        ontology: types and lexicon.
        coder: decides type and modes.
        judge: says who is politically relevant.
    """

    ontology: Ontology
    coder: Coder = field(default_factory=RuleCoder)
    judge: Judge | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A coded candidate and the tokens it rests on."""

    candidate: Candidate
    coding: Coding
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]


def find_events(
    passages: Sequence[Passage],
    statements: Sequence[StatementDraft],
    times: Sequence[When],
    places: Sequence[Place],
    published: Published | None,
    ontology: Ontology,
) -> tuple[EventDraft, ...]:
    """Find the events of a report.

    Args:
        passages: the parse.
        statements: the report's statements; an event inside one says so.
        times: the report's time expressions.
        places: the report's place names.
        published: when the report was published.
        ontology: types and lexicon.

    Returns:
        One draft for each mention of an event, in the order of the text.
    """
    return search(passages, statements, times, places, published, Finder(ontology))


def search(
    passages: Sequence[Passage],
    statements: Sequence[StatementDraft],
    times: Sequence[When],
    places: Sequence[Place],
    published: Published | None,
    finder: Finder,
) -> tuple[EventDraft, ...]:
    """Find the events of a report with a given coder and judgement (see `find_events`)."""
    judge = finder.judge or judge_of(passages)
    setting = _Setting(
        _Contents(statements), published, {when.span: when for when in times if when.span is not None}
    )
    drafts: list[EventDraft] = []
    for passage in passages:
        found = coded(passage, finder, judge)
        if not found:
            continue
        dates = nearest(passage, [when.span for when in times if when.span is not None])
        sites = nearest(passage, located(passage, places))
        drafts += [_draft(passage, one, dates(one), sites(one), setting) for one in found]
    return tuple(drafts)


def coded(passage: Passage, finder: Finder, judge: Judge, *, loose: bool = False) -> list[Found]:
    """Find and code the events of one passage.

    Args:
        passage: the passage.
        finder: what to go by.
        judge: says who is politically relevant.
        loose: keep those whose participants do not make an event that PLOVER codes.
    """
    candidates = list(_candidates(passage, finder, judge))
    consumed = {t.i for c, _, _ in candidates for t in c.match.tokens if t.i != c.trigger.i}
    found: list[Found] = []
    inside: dict[int, str] = {}
    for candidate, actors, recipients in candidates:
        if candidate.trigger.i in consumed:
            continue
        coding = finder.coder.code(candidate)
        if coding is None:
            continue
        found.append(Found(candidate, coding, actors, recipients))
        also = candidate.match.entry.also
        if also is not None and coding.type == candidate.match.entry.type:
            second = replace(coding, type=cast("EventType", also[0]), modes=also[1:])
            found.append(Found(candidate, second, actors, recipients))
        if candidate.match.entry.content:
            for index in _content(candidate.around):
                inside.setdefault(index, coding.type)
    kept = [
        one
        for one in found
        if one.candidate.trigger.i not in inside
        or (inside[one.candidate.trigger.i] == "REJECT" and one.coding.type in _OTHER_PARTY)
    ]
    kept = merged(kept)
    return kept if loose else [one for one in kept if _complete(one, finder.ontology, judge)]


def merged(found: list[Found]) -> list[Found]:
    """Fold what an attack did into the attack: "an air strike killed ten", "stormed the post, killing five".

    The killing is no second event; its victims are recipients of the attack where that has none.
    """
    attacks = {one.candidate.trigger.i: one for one in found if one.coding.type == "ASSAULT"}
    folded: dict[int, Found] = {}
    gone: set[int] = set()
    for index, one in attacks.items():
        if not one.candidate.match.entry.result:
            continue
        cause = _cause(one, attacks)
        if cause is None:
            continue
        gone.add(index)
        main = folded.get(cause, attacks[cause])
        if not main.recipients and one.recipients:
            candidate = replace(main.candidate, recipients=one.candidate.recipients)
            folded[cause] = replace(main, candidate=candidate, recipients=one.recipients)
    return [
        folded.get(one.candidate.trigger.i, one) if one.coding.type == "ASSAULT" else one
        for one in found
        if one.coding.type != "ASSAULT" or one.candidate.trigger.i not in gone
    ]


def _cause(one: Found, attacks: Mapping[int, Found]) -> int | None:
    """Index of the attack whose result a killing is."""
    verb = one.candidate.trigger
    doer = roles.subject(verb) if not one.candidate.match.entry.noun else None
    near = [doer] if doer is not None else []
    if verb.dep_ in ("advcl", "conj", "acl", "relcl", "pcomp"):
        near.append(verb.head)
    for name, head in one.candidate.around.governed.items():
        if name in ("in", "by", "during", "after", "when"):
            near.append(head)
    near += [child for child in verb.children if child.dep_ == "advcl"]
    for token in near:
        if token.i in attacks and token.i != verb.i and not attacks[token.i].candidate.match.entry.result:
            return token.i
    return None


def _candidates(
    passage: Passage, finder: Finder, judge: Judge
) -> Iterator[tuple[Candidate, tuple[Token, ...], tuple[Token, ...]]]:
    ontology = finder.ontology
    for token in passage.doc:
        lemma = token.lemma_.lower()
        noun = token.pos_ in _NOUNS
        index = ontology.nouns if noun else ontology.verbs
        if lemma not in index or (
            not noun and (token.pos_ not in ("VERB", "AUX") or token.dep_ in _SKIP_VERBS)
        ):
            continue
        if noun and token.dep_ in ("compound", "nmod") and token.i + 1 < len(passage.doc):
            continue
        hit = match(token, ontology, noun=noun)
        if hit is None or not hit[0].entry.type:
            continue
        fitted, around = hit
        light = light_verb(token, ontology) if noun else None
        actors, recipients = participants(fitted, around, light, passage, judge)
        if not recipients and fitted.entry.content and not fitted.entry.frame.symmetric:
            recipients = content_recipients(around, actors, passage, judge)
        patients = recipients
        if fitted.entry.type not in _PHYSICAL:
            recipients = tuple(_parties(recipients, passage, ontology, judge, keep=False))
        actors = tuple(_parties(actors, passage, ontology, judge, keep=True))
        clause = token if light is None else light
        yield (
            Candidate(
                passage,
                token,
                clause,
                fitted,
                around,
                _spans(passage, actors),
                _spans(passage, recipients),
                _spans(passage, patients),
                ontology,
            ),
            actors,
            recipients,
        )


def content_recipients(
    around: Surroundings, actors: tuple[Token, ...], passage: Passage, judge: Judge
) -> tuple[Token, ...]:
    """Return who the content of an undertaking or refusal concerns ("refused to meet with X")."""
    taken = {token.i for token in actors}
    for token in content_heads(around):
        noun = token.pos_ in _NOUNS
        hit = match(token, around.ontology, noun=noun)
        if hit is not None and hit[0].entry.type:
            first, second = participants(*hit, None, passage, judge)
            found = tuple(head for head in (second or first) if head.i not in taken)
            if found:
                return found
    return ()


def _parties(
    heads: tuple[Token, ...], passage: Passage, ontology: Ontology, judge: Judge, *, keep: bool
) -> Iterator[Token]:
    """Replace a thing by whose it is ("condemned X's decision", "a report by X accused"): parties take part.

    Args:
        heads: the participants as the frame gives them.
        passage: the passage.
        ontology: word classes.
        judge: says who is politically relevant.
        keep: keep a thing that is nobody's.
    """
    for head in heads:
        if judge(passage, head) >= Weight.PRIVATE:
            yield head
            continue
        whose = roles.owner(head, ontology.classes["owned"])
        if whose is not None:
            yield from roles.sides(whose)
        elif keep:
            yield head


def light_verb(noun: Token, ontology: Ontology) -> Token | None:
    """Return the verb that an event noun makes its predicate with ("carried out an attack"), if any."""
    head, dep = noun.head, noun.dep_
    transparent = ontology.classes["amount"] | ontology.classes["light_noun"]
    steps = 0
    while dep in ("conj", "pobj", "prep") and steps < 4:
        if dep == "pobj" and head.lower_ not in _LIGHT_PREPOSITIONS:
            return None
        if dep == "prep" and head.pos_ == "VERB":
            break
        if dep == "prep" and head.pos_ in _NOUNS and head.lemma_.lower() not in transparent:
            return None
        dep, head = head.dep_, head.head
        steps += 1
    if head.pos_ != "VERB" or dep not in ("dobj", "nsubjpass", "prep", "acl", "attr"):
        return None
    lemma = head.lemma_.lower()
    classes = ontology.classes
    return head if lemma in classes["light_do"] or lemma in classes["light_undergo"] else None


def participants(
    fitted: Match, around: Surroundings, light: Token | None, passage: Passage, judge: Judge
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the heads of actors and recipients that the entry's frame points to."""
    frame = fitted.entry.frame
    # "expelled the ambassador": a word of the pattern may be a participant; "imposed sanctions": it may not
    taken: set[int] = {t.i for t in fitted.tokens if judge(passage, t) <= Weight.PRIVATE}
    taken.add(fitted.head.i)
    first = tuple(_fill(frame.actor, fitted, around, light, taken))
    taken |= {token.i for token in first}
    second = tuple(_fill(frame.recipient, fitted, around, light, taken))
    if frame.symmetric:
        return first + second, ()
    return first, second


def _fill(
    slot: Slot, fitted: Match, around: Surroundings, light: Token | None, taken: set[int]
) -> Iterator[Token]:
    governed = fitted.governed(around)
    for place in slot.places:
        head = _at(place, fitted, around, light, governed)
        if head is None or head.i in taken:
            continue
        found = [s for s in roles.sides(head) if s.i not in taken and roles.is_participant(s)]
        if found:
            yield from found
            taken |= {side.i for side in found}
            if not slot.gather:
                return


def _at(
    place: str, fitted: Match, around: Surroundings, light: Token | None, governed: Mapping[str, Token]
) -> Token | None:
    token = around.head
    if not fitted.entry.noun:
        return roles.of_verb(place, token, governed)
    if place == "subject":
        undergoes = light is not None and light.lemma_.lower() in around.ontology.classes["light_undergo"]
        return None if light is None or undergoes else roles.subject(light)
    head = roles.of_noun(place, token, governed, around.ontology.classes["side"])
    if head is None and light is not None:
        if light.lemma_.lower() in around.ontology.classes["light_undergo"] and place in (
            "on",
            "of",
            "against",
        ):
            return roles.subject(light)
        head = next((h for name, h in roles.prepositions(light) if name == place), None)
    return head


def _spans(passage: Passage, heads: Iterable[Token]) -> tuple[Span, ...]:
    found: list[Span] = []
    for head in heads:
        for span in roles.noun_phrase(passage, head):
            if not any(span.overlaps(other) for other in found):
                found.append(span)
    return tuple(found)


def _content(around: Surroundings) -> Iterator[int]:
    """Tokens of what a demand, refusal, threat or promise is about; no further events stand there."""
    stack = list(content_heads(around))
    seen: set[int] = {around.head.i}
    while stack:
        token = stack.pop()
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token.i
        # a relative clause tells what happened, not what is wanted
        stack += [child for child in token.children if child.dep_ != "relcl"]


def _complete(one: Found, ontology: Ontology, judge: Judge) -> bool:
    """Say whether the participants make it an event that PLOVER codes."""
    entry, passage = one.candidate.match.entry, one.candidate.passage
    if ontology.types[one.coding.type].needs_recipient and not one.recipients and not entry.frame.symmetric:
        return False
    if ("actor" in entry.needs and not one.actors) or ("recipient" in entry.needs and not one.recipients):
        return False
    if entry.frame.symmetric and "sides" in entry.needs and len(one.actors) < 2:
        return False
    if not one.actors and not one.recipients:
        return entry.strong and not entry.noun
    acting = [judge(passage, head) for head in one.actors]
    if acting and max(acting) <= Weight.PRIVATE:
        return False
    best = max([*acting, *(judge(passage, head) for head in one.recipients)])
    quad = ontology.quad(one.coding.type)
    if not one.actors and (quad.endswith("cooperation") and one.coding.type not in ("RETREAT", "CONCEDE")):
        return False
    if best >= (Weight.CROWD if quad == "material_conflict" else Weight.CERTAIN):
        return True
    return entry.strong and best >= Weight.PRIVATE


class _Contents:
    """Which statement a character stands in, the innermost first."""

    def __init__(self, statements: Sequence[StatementDraft]) -> None:
        rows = [
            (span.start, span.end, index)
            for index, statement in enumerate(statements)
            for span in statement.spans
        ]
        self._rows = sorted(rows)
        self._starts = [row[0] for row in self._rows]
        self.statements = statements

    def at(self, trigger: Span) -> int | None:
        """Return the index of the innermost statement whose content holds the trigger."""
        best: tuple[int, int] | None = None
        for start, end, index in self._rows[: bisect_right(self._starts, trigger.start)]:
            if trigger.end <= end and (best is None or end - start < best[0]):
                best = (end - start, index)
        return None if best is None else best[1]


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """What of the report an event's draft is made from, beside its passage."""

    contents: _Contents
    published: Published | None
    times: Mapping[Span, When]


def _draft(
    passage: Passage, one: Found, time: Span | None, place: Span | None, setting: _Setting
) -> EventDraft:
    candidate, coding = one.candidate, one.coding
    trigger = trigger_span(passage, candidate.match)
    index = setting.contents.at(trigger)
    statement = None if index is None else setting.contents.statements[index]
    status, reasons = status_of(
        passage,
        candidate.clause,
        published=setting.published,
        when=None if time is None else setting.times.get(time),
        quoted=statement is not None and statement.type == "direct",
    )
    return EventDraft(
        passage=passage.index,
        type=coding.type,
        status=settled(coding.type, status),
        trigger=trigger,
        modes=coding.modes,
        actors=candidate.actors,
        recipients=candidate.recipients,
        time=time,
        place=place,
        statement=index,
        confidence=round(coding.confidence, 2),
        why=(Reason("type", coding.rule, trigger), *reasons),
    )


def trigger_span(passage: Passage, fitted: Match) -> Span:
    """Return the words of a trigger: the head, with its particle or object where they stand close by."""
    first = last = fitted.head
    if not fitted.entry.noun:
        for token in fitted.tokens[1:]:
            if token.pos_ in _NOUNS and token.dep_ == "nsubjpass":
                # "protests have been held": the noun names the event
                return passage.of(token)
    for token in fitted.tokens:
        if token.i > last.i and token.i - last.i <= 3:
            last = token
        elif token.i < first.i and first.i - token.i == 1:
            first = token
    return passage.between(first, last)
