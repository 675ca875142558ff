"""Claims: one proposition over its wordings, and who holds what about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.link.claim_records import AGAINST, ClaimDraft, Contradiction, records
from dateline.link.findings import Findings
from dateline.link.narration import Narrated, narrated
from dateline.link.propositions import STANCES, Context, Wording, context_of, wordings
from dateline.link.sameness import common_words, contrary, differing, same
from dateline.model import Claim, Event, PartyStance, Span, Statement
from dateline.ontology import claims as claim_words
from dateline.ontology.claims import ClaimWords

# Bounds that no news report comes near, so that the time stays linear in the length of any text.
_DEEPEST = 5
_WINDOW = 200
_MEMBERS = 8
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_PEOPLE = frozenset({"him", "her", "them"})
_RETOLD = frozenset({"relays", "answers"})
_SAID = frozenset({"asserts", "accuses", "concedes", "denies", "doubts", "relays"})
_TAKEN_UP = frozenset({"repeats", "confirms"})
_JUDGED = frozenset({"judges-saying", "calls-untrue", "judges-deed"})


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

    drafts: list[ClaimDraft] = []
    homes: dict[str, list[ClaimDraft]] = {}
    worded = {one.id: tuple(wordings(one, context)) for one in statements if _depth(one, by_id) <= _DEEPEST}
    common = common_words(worded.values())
    pointing: list[tuple[Statement, list[str]]] = []
    for statement in statements:
        stance = STANCES.get(statement.stance)
        if statement.stance == "asks" and statement.type == "direct":
            stance = "asserts"
        if stance is None or _own_denied(statement, by_id):
            continue
        targets = _points_to(statement, inner.get(statement.id, ()), by_id, context)
        if targets:
            pointing.append((statement, targets))
            continue
        if any(reason.rule in _JUDGED for reason in statement.why):
            stance = "asserts"  # "called the report a smear": the judgement itself is asserted
        for wording in worded.get(statement.id, ()):
            if _retells_inner(wording, inner.get(statement.id, ())):
                continue
            held: PartyStance = "asserts" if wording.epithet or wording.judgement else stance
            home = _home(wording, drafts, common, held, context.words)
            home.add(statement, held)
            if home not in homes.setdefault(statement.id, []):
                homes[statement.id].append(home)
    for statement, targets in pointing:
        _attach(statement, [_standing(target, by_id, homes) for target in targets], homes)
    _oppose(drafts, common, context.words)
    for told in narrated(found, statements, events, context.words):
        _narrate(told, drafts)
    kept = [draft for draft in drafts if draft.parties or draft.narrated]
    return records(found.document, kept, by_id, context.events)


def _points_to(
    statement: Statement, inner: Iterable[Statement], by_id: dict[str, Statement], context: Context
) -> list[str]:
    """Ids of the statements whose claims this one is about, rather than being one itself.

    "a charge Tehran denies" points to the charge; "denied Washington's assertions that ..." and "rejected
    an offer from ..." point to what stands inside them; "contradicted him" points to what he said last.
    """
    if statement.refers_to and not _judges_it(statement) and not _names_it(statement, context):
        return [
            _answered(statement, other, by_id, context) for other in statement.refers_to if other in by_id
        ]
    if statement.type == "direct":
        return []
    said = _last_said(statement, by_id, context)
    if said:
        return [said]
    taken_up = [other for other in inner if other.stance in STANCES and _is_noun_cue(other)]
    if STANCES.get(statement.stance) not in AGAINST:
        # "repeated the governor's claim", "confirmed reports that ...": a further voice for the same claim
        taken_up = [other for other in taken_up if other.treatment in _TAKEN_UP]
    return [other.id for other in taken_up]


def _answered(statement: Statement, target: str, by_id: dict[str, Statement], context: Context) -> str:
    """Return what a denial is about: of "X said that Y asked for talks. Y denied it" what X said, not what Y did."""
    inner = by_id[target]
    outer = by_id.get(inner.nested_in)
    if statement.stance != "denies" or outer is None or outer.stance not in STANCES:
        return target
    own = _sides(statement, context)
    return outer.id if own & _sides(inner, context) and not own & _sides(outer, context) else target


def _sides(statement: Statement, context: Context) -> set[str]:
    """Return the countries of those who speak, and their ids."""
    actors = {actor.id: actor for actor in context.found.who.actors}
    return {
        side
        for one in statement.speaker_actors
        for side in (one, *(actors[one].country if one in actors else ()))
    }


def _last_said(statement: Statement, by_id: dict[str, Statement], context: Context) -> str:
    """Return what somebody said last, where a denial names nobody but him: "contradicted the minister"."""
    if statement.stance != "denies" or len(statement.spans) != 1:
        return ""
    content = statement.spans[0]
    own = set(statement.speaker_actors)
    whom = {actor for span, actor in context.mentions if span == content} - own
    before = [by_id[one] for one in list(by_id)[: list(by_id).index(statement.id)]]
    if content.words.casefold() in _PEOPLE or _the_charge(content, context):
        return next((one.id for one in reversed(before) if not own & set(one.speaker_actors)), "")
    return next((one.id for one in reversed(before) if whom & set(one.speaker_actors)), "")


def _the_charge(content: Span, context: Context) -> bool:
    """Say whether a content names nothing but that something was said: "the accusation", "the claim as baseless"."""
    passage = context.found.passage_of(content)
    tokens = passage.tokens(content) if passage is not None else None
    if not tokens or not any(token.lemma_.lower() in context.words.sayings for token in tokens[:3]):
        return False
    told = [token.lemma_.lower() for token in tokens if token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")]
    judged = context.words.judging | context.words.untrue
    return tokens[0].lower_ in _DEFINITE and all(word in judged | context.words.sayings for word in told)


def _own_denied(statement: Statement, by_id: dict[str, Statement]) -> bool:
    """Say whether somebody denies that he made a statement: "Oslo denied that it had agreed to pay"."""
    outer = by_id.get(statement.nested_in)
    if outer is None or outer.stance != "denies" or statement.treatment != "denies":
        return False
    return bool(set(outer.speaker_actors) & set(statement.speaker_actors))


def _names_it(statement: Statement, context: Context) -> bool:
    """Say whether a content names what is turned down so fully that it stands for nothing before it."""
    if statement.stance != "rejects" or statement.type == "direct" or len(statement.spans) != 1:
        return False
    passage = context.found.passage_of(statement.spans[0])
    tokens = passage.tokens(statement.spans[0]) if passage is not None else None
    if not tokens or tokens.root.lemma_.lower() not in context.words.proposals:
        return False
    return any(child.dep_ == "relcl" for child in tokens.root.children)


def _judges_it(statement: Statement) -> bool:
    """Say whether a speaker judges what was said without answering it: "called the reports a tragedy"."""
    framed = any(reason.rule in ("cue frame small", "cue frame as") for reason in statement.why)
    return framed and statement.stance in ("asserts", "accuses")


def _is_noun_cue(statement: Statement) -> bool:
    return any(reason.rule.startswith("noun of saying") for reason in statement.why)


def _retells_inner(wording: Wording, inner: Iterable[Statement]) -> bool:
    """Say whether a wording does little else than report what another says.

    A quoted sentence may say more beside; of an indirect content the predicate tells ("Oslo said that Bergen
    *claimed* ..."): then the claim is Bergen's, known through Oslo. That Bergen made a demand is a claim of Oslo's.
    """
    for other in inner:
        if wording.statement.type == "direct":
            if sum(len(span) for span in other.spans if wording.span.covers(span)) > 0.4 * len(wording.span):
                return True
        elif other.stance in _SAID and other.treatment in _RETOLD and wording.clause and other.cue:
            root = wording.clause.predicate
            if other.cue.overlaps(root) or (other.speaker is not None and other.speaker.overlaps(root)):
                return True
        elif other.spans == wording.statement.spans:
            return True
    return False


def _standing(target: str, by_id: dict[str, Statement], homes: dict[str, list[ClaimDraft]]) -> str:
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


def _attach(statement: Statement, targets: Iterable[str], homes: dict[str, list[ClaimDraft]]) -> None:
    stance = STANCES[statement.stance]
    for target in targets:
        for home in homes.get(target, ()):
            against = stance in AGAINST
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


def _home(
    wording: Wording, drafts: list[ClaimDraft], common: frozenset[str], stance: PartyStance, words: ClaimWords
) -> ClaimDraft:
    """Find the claim that a wording belongs to, or begin one."""
    for draft in drafts[-_WINDOW:]:
        spoken = draft.spoken[:_MEMBERS]
        if any(same(wording, other, common) for other in spoken) and not any(
            differing(wording, other, words) for other in spoken
        ):
            against = stance in AGAINST
            # "did not fire" asserted is not "fired" asserted: opposed polarity is settled in `_oppose`.
            if all(other.negated == wording.negated for other in draft.spoken[:_MEMBERS]) or against:
                draft.wordings.append(wording)
                return draft
    draft = ClaimDraft([wording])
    drafts.append(draft)
    return draft


def _oppose(drafts: list[ClaimDraft], common: frozenset[str], words: ClaimWords) -> None:
    """Tie together claims that cannot hold together."""
    for index, one in enumerate(drafts):
        for other in drafts[index + 1 : index + _WINDOW]:
            reason, counter = _contrary(one, other, common, words)
            if reason:
                one.contradicts.append(Contradiction(other, reason, counter=counter))
                other.contradicts.append(Contradiction(one, reason, counter=counter))


def _contrary(
    one: ClaimDraft, other: ClaimDraft, common: frozenset[str], words: ClaimWords
) -> tuple[str, bool]:
    found = (contrary(a, b, common, words) for a in one.spoken[:_MEMBERS] for b in other.spoken[:_MEMBERS])
    return next((pair for pair in found if pair[0]), ("", False))


def _narrate(told: Narrated, drafts: list[ClaimDraft]) -> None:
    """Add the report's own voice to the claim it words, or make a claim of it alone."""
    for draft in drafts:
        if told.event and any(told.event in wording.events for wording in draft.spoken):
            draft.narrated.append(told)
            return
    if told.alone:
        drafts.append(ClaimDraft([], narrated=[told]))
