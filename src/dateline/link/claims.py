"""Claims: one proposition over its wordings, and who holds what about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.link.findings import Findings
from dateline.link.narration import Narrated, narrated
from dateline.link.propositions import STANCES, Wording, context_of, wordings
from dateline.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    Document,
    Event,
    Party,
    PartyStance,
    Reason,
    Span,
    Statement,
    record_id,
)
from dateline.ontology import claims as claim_words

# Bounds that no news report comes near, so that the time stays linear in the length of any text.
_DEEPEST = 5
_WINDOW = 200
_MEMBERS = 8
_BE = frozenset({"be", "have", "do"})
_JUDGED = frozenset({"judges-saying", "calls-untrue", "judges-deed"})
_TELLS = frozenset({"asserts", "accuses", "concedes", "relays"})
_AGAINST: frozenset[PartyStance] = frozenset({"denies", "rejects", "doubts"})
_FOR: frozenset[PartyStance] = frozenset({"asserts", "proposes", "supports"})


@dataclass(slots=True, eq=False)
class _Draft:
    """A claim in the making; local to one call of `link_claims`."""

    wordings: list[Wording]
    parties: dict[tuple[str, PartyStance], list[Statement]] = field(default_factory=dict)
    narrated: list[Narrated] = field(default_factory=list)
    contradicts: list[_Draft] = field(default_factory=list)

    def add(self, statement: Statement, stance: PartyStance) -> None:
        for actor in statement.speaker_actors:
            shown = self.parties.setdefault((actor, stance), [])
            if statement not in shown:
                shown.append(statement)

    @property
    def spoken(self) -> list[Wording]:
        return [wording for wording in self.wordings if not wording.anaphoric]


def link_claims(
    found: Findings, statements: Sequence[Statement], events: Sequence[Event]
) -> tuple[Claim, ...]:
    """Bring the wordings of each proposition together, with the parties to it.

    Args:
        found: the report's layers.
        statements: the report's statements.
        events: the report's events.

    Returns:
        One claim a proposition, in the order of first wording.
    """
    context = context_of(found, events, claim_words.load())
    by_id = {statement.id: statement for statement in statements}
    inner: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.nested_in:
            inner.setdefault(statement.nested_in, []).append(statement)

    drafts: list[_Draft] = []
    homes: dict[str, list[_Draft]] = {}
    worded = {one.id: tuple(wordings(one, context)) for one in statements if _depth(one, by_id) <= _DEEPEST}
    common = _common(worded.values())
    pointing: list[tuple[Statement, list[str]]] = []
    for statement in statements:
        stance = STANCES.get(statement.stance)
        if statement.stance == "asks" and statement.type == "direct":
            stance = "asserts"
        if stance is None:
            continue
        targets = _points_to(statement, inner.get(statement.id, ()), by_id)
        if targets:
            pointing.append((statement, targets))
            continue
        if any(reason.rule in _JUDGED for reason in statement.why):
            stance = "asserts"  # "called the report a smear": the judgement itself is asserted
        for wording in worded.get(statement.id, ()):
            if _retells_inner(wording, inner.get(statement.id, ())):
                continue
            held: PartyStance = "asserts" if wording.epithet or wording.judgement else stance
            home = _home(wording, drafts, common, held)
            home.add(statement, held)
            if home not in homes.setdefault(statement.id, []):
                homes[statement.id].append(home)
    for statement, targets in pointing:
        _attach(statement, [_standing(target, by_id, homes) for target in targets], homes)
    _oppose(drafts, common)
    for told in narrated(found, statements, events, context.words):
        _narrate(told, drafts)
    outer = {statement.id: by_id.get(statement.nested_in) for statement in statements}
    kept = [draft for draft in drafts if draft.parties or draft.narrated]
    return _claims(found.document, kept, outer)


def _points_to(statement: Statement, inner: Iterable[Statement], by_id: dict[str, Statement]) -> list[str]:
    """Ids of the statements whose claims this one is about, rather than being one itself.

    "a charge Tehran denies" points to the charge; "denied Washington's assertions that ..." and "rejected
    an offer from ..." point to what stands inside them.
    """
    if statement.refers_to:
        return [other for other in statement.refers_to if other in by_id]
    if statement.type == "direct" or STANCES.get(statement.stance) not in _AGAINST:
        return []
    return [other.id for other in inner if other.stance in STANCES]


def _retells_inner(wording: Wording, inner: Iterable[Statement]) -> bool:
    """Say whether a quoted sentence does little else than report what another says."""
    return wording.statement.type == "direct" and any(
        sum(len(span) for span in other.spans if wording.span.covers(span)) > 0.4 * len(wording.span)
        for other in inner
    )


def _standing(target: str, by_id: dict[str, Statement], homes: dict[str, list[_Draft]]) -> str:
    """The statement whose claims are meant: the target, or what its speaker said before, if it makes none.

    "They fired, we answered" puts no claim that could stand alone; who denies it denies what went before.
    """
    if target in homes:
        return target
    speakers = set(by_id[target].speaker_actors)
    before = list(by_id)[: list(by_id).index(target)]
    return next(
        (one for one in reversed(before) if one in homes and speakers & set(by_id[one].speaker_actors)),
        target,
    )


def _attach(statement: Statement, targets: Iterable[str], homes: dict[str, list[_Draft]]) -> None:
    stance = STANCES[statement.stance]
    for target in targets:
        for home in homes.get(target, ()):
            against = stance in _AGAINST
            proposal = any(wording.kind == "proposal" for wording in home.wordings)
            # To reject a charge is to deny it; to deny an offer is to reject it.
            home.add(
                statement, ("rejects" if proposal else "denies") if against and stance != "doubts" else stance
            )
            for span in statement.spans:
                home.wordings.append(
                    Wording(span, statement, home.wordings[0].kind, anaphoric=bool(statement.refers_to))
                )
            if home not in homes.setdefault(statement.id, []):
                homes[statement.id].append(home)


def _depth(statement: Statement, by_id: dict[str, Statement]) -> int:
    """How many statements stand around this one, as far as it matters."""
    depth = 0
    outer = by_id.get(statement.nested_in)
    while outer is not None and depth <= _DEEPEST:
        depth += 1
        outer = by_id.get(outer.nested_in)
    return depth


def _common(worded: Iterable[Sequence[Wording]]) -> frozenset[str]:
    """Words that so many contents share that they tell no proposition from another."""
    counts: Counter[str] = Counter()
    number = 0
    for group in worded:
        for wording in group:
            counts.update(wording.lemmas)
            number += 1
    return frozenset(word for word, count in counts.items() if number >= 6 and count > 0.5 * number)


def _home(wording: Wording, drafts: list[_Draft], common: frozenset[str], stance: PartyStance) -> _Draft:
    """Find the claim that a wording belongs to, or begin one."""
    for draft in drafts[-_WINDOW:]:
        if any(_same(wording, other, common) for other in draft.spoken[:_MEMBERS]):
            against = stance in _AGAINST
            # "did not fire" asserted is not "fired" asserted: opposed polarity is settled in `_oppose`.
            if all(other.negated == wording.negated for other in draft.spoken[:_MEMBERS]) or against:
                draft.wordings.append(wording)
                return draft
    draft = _Draft([wording])
    drafts.append(draft)
    return draft


def _same(one: Wording, other: Wording, common: frozenset[str]) -> bool:
    """Say whether two wordings put one proposition.

    They hold the same event, or share their predicate and something else, or share most of their content
    words; a proposal is known by its head ("talks").
    """
    if (one.kind == "proposal") != (other.kind == "proposal"):
        return False
    if one.events & other.events and len(one.events | other.events) <= 2:
        return True
    if one.epithet or other.epithet:
        return one.epithet and other.epithet and one.lemmas == other.lemmas
    shared = one.lemmas & other.lemmas
    small = min(len(one.lemmas), len(other.lemmas))
    if one.kind == "proposal" and one.head and one.head == other.head:
        return len(shared) >= 2 or small <= 2 or _concern(one, other) or _concern(other, one)
    if one.head and one.head == other.head and one.head not in _BE:
        return len(shared) >= 2 and len(shared) >= 0.5 * small
    telling = shared - common - one.actors
    if len(telling) >= 2 and len(shared) >= 3 and len(shared) >= 0.6 * small:
        return True
    return bool(one.actors & other.actors) and _mean_the_same(one, other)


def _mean_the_same(one: Wording, other: Wording) -> bool:
    """Say whether other words put the same: "dismantled their infrastructure", "destroyed their industry".

    The bounds are set high, by hand: word vectors bring opposites together too, so the predicates must be
    near each other as well as the contents, and the two must be about somebody in common.
    """
    if one.meaning is None or other.meaning is None or one.negated != other.negated:
        return False
    content = float(one.meaning[0] @ other.meaning[0])
    predicate = float(one.meaning[1] @ other.meaning[1])
    return content >= 0.82 and predicate >= 0.4


def _concern(one: Wording, other: Wording) -> bool:
    """Say whether the speaker of one wording is named in the other, or speaks it too."""
    speakers = set(one.statement.speaker_actors)
    return bool(speakers & (other.actors | set(other.statement.speaker_actors)))


def _oppose(drafts: list[_Draft], common: frozenset[str]) -> None:
    """Who asserts the contrary of a claim denies it."""
    for index, one in enumerate(drafts):
        for other in drafts[index + 1 : index + _WINDOW]:
            if not _contrary(one, other, common):
                continue
            one.contradicts.append(other)
            other.contradicts.append(one)


def _contrary(one: _Draft, other: _Draft, common: frozenset[str]) -> bool:
    return any(
        a.negated != b.negated and _same(a, b, common)
        for a in one.spoken[:_MEMBERS]
        for b in other.spoken[:_MEMBERS]
        if a.kind != "proposal"
    )


def _narrate(told: Narrated, drafts: list[_Draft]) -> None:
    """Add the report's own voice to the claim it words, or make a claim of it alone."""
    for draft in drafts:
        if told.event and any(told.event in wording.events for wording in draft.spoken):
            draft.narrated.append(told)
            return
    if told.alone:
        drafts.append(_Draft([], narrated=[told]))


def _claims(
    document: Document, drafts: Sequence[_Draft], outer: dict[str, Statement | None]
) -> tuple[Claim, ...]:
    order = sorted(drafts, key=_first)
    ids = {id(draft): record_id("c", document.id, *_spans(draft)[:1]) for draft in order}
    return tuple(_claim(draft, ids, outer) for draft in order)


def _spans(draft: _Draft) -> list[Span]:
    return sorted({wording.span for wording in draft.wordings} | {told.span for told in draft.narrated})


def _first(draft: _Draft) -> Span:
    return _spans(draft)[0]


def _claim(draft: _Draft, ids: dict[int, str], outer: dict[str, Statement | None]) -> Claim:
    spoken = draft.spoken or draft.wordings
    fullest = max(
        [wording.span for wording in spoken] or [told.span for told in draft.narrated],
        key=lambda span: (len(span), -span.start),
    )
    kind = (
        Counter(wording.kind for wording in spoken).most_common(1)[0][0] if spoken else draft.narrated[0].kind
    )
    parties = [
        Party(
            actor=actor,
            stance=stance,
            statements=tuple(statement.id for statement in shown),
            reported_by=_mouth(shown, outer),
        )
        for (actor, stance), shown in draft.parties.items()
    ]
    if draft.narrated:
        voice = tuple(sorted(told.span for told in draft.narrated))
        parties.append(Party(actor="", stance="asserts", spans=voice))
    events = Counter(event for wording in spoken for event in wording.events)
    why = (
        [Reason("spans", "same-proposition", None, f"{len(_spans(draft))} wordings")]
        if len(spoken) > 1
        else []
    )
    return Claim(
        id=ids[id(draft)],
        proposition=fullest.words,
        spans=tuple(_spans(draft)),
        kind=kind,
        status=_status(draft, kind),
        parties=tuple(parties),
        event=events.most_common(1)[0][0] if events else "",
        contradicts=tuple(ids[id(other)] for other in draft.contradicts if id(other) in ids),
        confidence=round(min((wording.statement.confidence for wording in spoken), default=0.5), 3),
        why=tuple(why),
    )


def _mouth(shown: Sequence[Statement], outer: dict[str, Statement | None]) -> str:
    """The one through whom alone we know that a party holds something, or an empty string.

    "Denied Washington's claim that ..." is the report's own word for the claim; "says that Washington claims ..."
    is not.
    """
    around = [outer.get(statement.id) for statement in shown]
    mouths = [one for one in around if one is not None and (one.type == "direct" or one.stance in _TELLS)]
    if len(mouths) < len(around) or not mouths[0].speaker_actors:
        return ""
    return mouths[0].speaker_actors[0]


def _status(draft: _Draft, kind: ClaimKind) -> ClaimStatus:
    held = {stance for _, stance in draft.parties}
    if not held:
        return "author_voice"
    opposed = any(_parties(other) - _parties(draft) for other in draft.contradicts)
    if held & _AGAINST:
        # Who denies a fact answers somebody, named or not; a judgement that nobody holds is just turned down.
        turned_down = kind == "proposal" or (kind == "evaluative" and not held & _FOR)
        return "rejected" if turned_down else "disputed"
    if opposed:
        return "disputed"
    holders = {actor for actor, stance in draft.parties if stance in _FOR}
    return "uncontested" if len(holders) > 1 or draft.narrated else "one_sided"


def _parties(draft: _Draft) -> set[str]:
    return {actor for actor, _ in draft.parties}
