"""Events: who did what to whom, from the parse, the lexicon and the statements they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, cast

from dateline.find.drafts import EventDraft, StatementDraft
from dateline.find.events.coder import Coder, RuleCoder
from dateline.find.events.contexts import contexts
from dateline.find.events.counts import find_counts
from dateline.find.events.dating import Told, how_dated, infer_days
from dateline.find.events.folding import Found, contents, merged
from dateline.find.events.hearing import Contents, Heard, hear
from dateline.find.events.learned.revision import revised
from dateline.find.events.learned.statuses import weighed
from dateline.find.events.lexicon import Match
from dateline.find.events.proposals import NOUNS, proposals
from dateline.find.events.relevance import Judge, Weight, is_play, judge_of, words
from dateline.find.events.sentence_dates import only_time
from dateline.find.events.setting import dates, located, nearest, reached
from dateline.find.events.status import settled, status_of
from dateline.find.syntax import Passage
from dateline.model import Count, EventType, Place, Published, Reason, Span, When
from dateline.ontology.plover import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.learned.scorer import Judged

_PHYSICAL: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_FAR: Final = 1000
_OTHER_PARTY: Final = frozenset({"ACCUSE", "REQUEST", "THREATEN"})


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """What a search for events goes by.

    Attributes:
        ontology: types and lexicon.
        coder: decides type and modes.
        judge: says who is politically relevant.
        judged: what the learned coder says of the passages; without it the rules decide alone.
    """

    ontology: Ontology
    coder: Coder = field(default_factory=RuleCoder)
    judge: Judge | None = None
    judged: Judged | None = None


def find_events(
    passages: Sequence[Passage],
    statements: Sequence[StatementDraft],
    times: Sequence[When],
    places: Sequence[Place],
    published: Published | None,
    ontology: Ontology,
    judged: Judged | None = None,
) -> tuple[EventDraft, ...]:
    """Find the events of a report.

    Args:
        passages: the parse.
        statements: the report's statements; an event inside one says so.
        times: the report's time expressions.
        places: the report's place names.
        published: when the report was published.
        ontology: types and lexicon.
        judged: what the learned coder says of the passages; without it the rules decide alone.

    Returns:
        One draft for each mention of an event, in the order of the text.
    """
    return search(passages, statements, times, places, published, Finder(ontology, judged=judged))


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
    setting = setting_of(statements, times, published)
    judged = finder.judged
    mentions: list[Told] = []
    for number, passage in enumerate(passages):
        found = coded(passage, finder, judge)
        if judged is not None:
            found = revised(passage, found, judged.passages[number], judged.blend, finder.ontology, judge)
        if not found:
            continue
        acts = frozenset(one.candidate.trigger.i for one in found)
        when = dater(passage, times, acts, setting)
        where = nearest(passage, located(passage, places), acts)
        goal = reached(passage, places)
        made = []
        for one in found:
            heard = told(passage, one, when(one), setting)
            if judged is not None:
                heard = weighed(heard, one, judged.blend, dated=_known(when(one), setting))
            made.append(_draft(passage, one, when(one), where(one) or goal(one), heard))
        counted = _with_counts(found, made, passage)
        mentions += [Told(passage, one, draft) for one, draft in zip(found, counted, strict=True)]
    lead = next((passage.index for passage in passages if passage.zone.kind == "body"), -1)
    return infer_days(mentions, setting.times, published, lead)


def dater(
    passage: Passage, times: Sequence[When], acts: frozenset[int], setting: Setting
) -> Callable[[Found], Span | None]:
    """Make a function from a found event to the words of its passage that date it.

    Args:
        passage: where the events stand.
        times: the report's times.
        acts: indices of the triggers of the passage's events.
        setting: the report's statements and times.
    """
    spans = dates(passage, times)
    governing = nearest(passage, spans, acts, when=True)
    beside = only_time(passage, spans, setting.times, setting.contents)

    def find(one: Found) -> Span | None:
        return governing(one) or beside(one, trigger_span(passage, one.candidate.match))

    return find


def coded(passage: Passage, finder: Finder, judge: Judge, *, loose: bool = False) -> list[Found]:
    """Find and code the events of one passage.

    Args:
        passage: the passage.
        finder: what to go by.
        judge: says who is politically relevant.
        loose: keep those whose participants do not make an event that PLOVER codes.
    """
    ready: list[Found] = []
    for proposal in proposals(passage, finder.ontology, judge):
        play = is_play(proposal.candidate.trigger.sent)
        coding = None if play else finder.coder.code(proposal.candidate)
        if coding is not None:
            ready.append(Found(proposal.candidate, coding, proposal.actors, proposal.recipients))
    # "imposed sanctions on X": the noun is part of the verb's wording, if that makes an event
    consumed = {
        t.i
        for one in ready
        if loose or _complete(one, finder.ontology, judge)
        for t in one.candidate.match.tokens
        if t.i != one.candidate.trigger.i
    }
    # "cancels cooperation deal": a compound is consumed with its head
    verbs = {one.candidate.trigger.i for one in ready if not one.candidate.match.entry.noun}
    consumed |= {
        passage.doc[i].head.i
        for i in consumed
        if passage.doc[i].dep_ == "compound"
        and passage.doc[i].head.head.i in verbs
        and passage.doc[i].head.dep_ == "dobj"
    }
    found: list[Found] = []
    inside: dict[int, str] = {}
    for one in ready:
        candidate, coding = one.candidate, one.coding
        if candidate.trigger.i in consumed:
            continue
        found.append(one)
        also = candidate.match.entry.also
        if also is not None and coding.type == candidate.match.entry.type:
            second = replace(coding, type=cast("EventType", also[0]), modes=also[1:])
            found.append(replace(one, coding=second))
        if candidate.match.entry.content:
            for index in contents(candidate.around):
                inside.setdefault(index, coding.type)
    kept = [
        one
        for one in found
        if one.candidate.trigger.i not in inside
        or (inside[one.candidate.trigger.i] == "REJECT" and one.coding.type in _OTHER_PARTY)
    ]
    kept = merged(kept)
    return kept if loose else [one for one in kept if _complete(one, finder.ontology, judge)]


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
    suffering = [judge(passage, head) for head in one.recipients]
    quad = ontology.quad(one.coding.type)
    if acting and max(acting) <= Weight.PRIVATE:
        # "the minister was shot by a pensioner": whoever it was, the victim counts
        return one.coding.type in _PHYSICAL and Weight.CERTAIN in suffering and _is_person(one.actors[0])
    best = max([*acting, *suffering])
    if suffering and max(suffering) <= Weight.PRIVATE and max(acting, default=Weight.THING) < Weight.CERTAIN:
        return False  # "shot his brother": nobody's politics
    if not one.actors and (quad.endswith("cooperation") and one.coding.type not in ("RETREAT", "CONCEDE")):
        return False
    crowds = quad == "material_conflict" or one.coding.type == "RETREAT"
    if best >= (Weight.CROWD if crowds else Weight.CERTAIN):
        return True
    return entry.strong and best >= Weight.PRIVATE


def _is_person(head: Token) -> bool:
    """Say whether an actor nobody knows is at least somebody ("a pensioner", "nobody"), not a thing."""
    return words().holds("somebody", head.lower_) or any(
        child.ent_type_ == "DATE" and child.dep_ == "amod" for child in head.children
    )


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What of the report an event's draft is made from, beside its passage."""

    contents: Contents
    published: Published | None
    times: Mapping[Span, When]


def setting_of(
    statements: Sequence[StatementDraft], times: Sequence[When], published: Published | None
) -> Setting:
    """Make the setting of a report's events."""
    known = {when.span: when for when in times if when.span is not None}
    return Setting(Contents(statements), published, known)


def told(passage: Passage, one: Found, time: Span | None, setting: Setting) -> Heard:
    """Say with which status an event is told by the rules, and in which statement.

    Args:
        passage: where it stands.
        one: the coded event.
        time: the words that date it.
        setting: the report's statements and times.
    """
    trigger = trigger_span(passage, one.candidate.match)
    inside = setting.contents.at(trigger)
    status, reasons = status_of(
        passage,
        one.candidate.clause,
        published=setting.published,
        when=None if time is None else setting.times.get(time),
        quoted=inside is not None and setting.contents.statements[inside].type == "direct",
    )
    heard = hear(one, trigger, settled(one.coding.type, status), setting.contents)
    return heard if heard.why else replace(heard, why=reasons)


def _known(time: Span | None, setting: Setting) -> bool:
    """Say whether it is known how long ago a time is."""
    when = None if time is None else setting.times.get(time)
    return when is not None and bool(when.end) and setting.published is not None


def contexts_of(one: Found) -> tuple[str, ...]:
    """Return the contexts that the words near the trigger show, and those that type and modes bring."""
    trigger = one.candidate.trigger
    at = trigger.idx - trigger.sent.start_char
    return contexts(trigger.sent.text, at, (one.coding.type, *one.coding.modes), one.candidate.ontology)


def _draft(passage: Passage, one: Found, time: Span | None, place: Span | None, heard: Heard) -> EventDraft:
    candidate, coding = one.candidate, one.coding
    trigger = trigger_span(passage, candidate.match)
    return EventDraft(
        passage=passage.index,
        type=coding.type,
        status=heard.status,
        trigger=trigger,
        modes=coding.modes,
        contexts=contexts_of(one),
        actors=candidate.actors,
        recipients=candidate.recipients,
        time=time,
        place=place,
        statement=heard.statement,
        vouched=heard.vouched,
        denied_by=heard.denied_by,
        confidence=round(coding.confidence, 2),
        why=(
            Reason("type", coding.rule, trigger, shares(one)),
            *heard.why,
            *(() if time is None else (how_dated(passage, one, time),)),
        ),
    )


def shares(one: Found) -> str:
    """Say what the model gives the type of an event and its runner-up."""
    if one.rating is None:
        return ""
    own = dict(one.rating.types).get(one.coding.type)
    other = next(((name, chance) for name, chance in one.rating.types if name != one.coding.type), None)
    said = [] if own is None else [f"model {own:.2f}"]
    if other is not None:
        name = "no event" if other[0] == "NONE" else other[0]
        said.append(f"next {name} {other[1]:.2f}")
    return ", ".join(said)


def _with_counts(found: Sequence[Found], drafts: list[EventDraft], passage: Passage) -> Iterator[EventDraft]:
    """Give the dead and injured of a sentence to the attack that they are told of."""
    violent = [
        index for index, one in enumerate(found) if one.coding.type in ("ASSAULT", "PROTEST", "COERCE")
    ]
    harmed: dict[int, dict[str, Count]] = {}
    for harm, count, token in find_counts([passage]) if violent else ():
        index = min(violent, key=lambda i: _distance(found[i], token))
        if _distance(found[index], token) < _FAR:
            harmed.setdefault(index, {}).setdefault(harm, count)
    for index, draft in enumerate(drafts):
        counts = harmed.get(index, {})
        if counts:
            draft = replace(draft, killed=counts.get("killed"), injured=counts.get("injured"))  # noqa: PLW2901
        yield draft


def _distance(one: Found, token: Token) -> int:
    """How far a word of harm stands from an attack: its own words, its sentence, or too far."""
    trigger = one.candidate.trigger
    if token.i == trigger.i or token.i in one.results:
        return 0
    if token.sent.start != trigger.sent.start:
        return _FAR
    return abs(token.i - trigger.i) + (0 if one.coding.type == "ASSAULT" else 50)


def trigger_span(passage: Passage, fitted: Match) -> Span:
    """Return the words of a trigger: the head, with its particle or object where they stand close by."""
    first = last = fitted.head
    if not fitted.entry.noun:
        for token in fitted.tokens[1:]:
            if token.pos_ in NOUNS and token.dep_ == "nsubjpass":
                # "protests have been held": the noun names the event
                return passage.of(token)
    for token in fitted.tokens:
        if token.i > last.i and token.i - last.i <= 3:
            last = token
        elif token.i < first.i and first.i - token.i == 1:
            first = token
    return passage.between(first, last)
