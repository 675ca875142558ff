"""Agreements: deals named or described in a report, their parties, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from dateline.find.syntax import Passage
from dateline.link.agreements.known import keys_of, principal, state_of
from dateline.link.agreements.namings import Naming, Reading, namings, reading_of
from dateline.link.agreements.tracks import PROPOSAL, SESSION, TALKS, tracks
from dateline.link.findings import Findings
from dateline.model import Agreement, Document, Event, Reason, Step, record_id
from dateline.ontology.agreements import AgreementWords, load

_GENERIC: Final = frozenset({"accord", "agreement", "arrangement", "deal", "initiative", "pact"})
"""Nouns by which any deal can be taken up again."""
_BARE: Final = _GENERIC | {"understanding"}
_ENDED: Final = frozenset({"scrapped", "suspended", "withdrawn"})
_HEADS: Final = frozenset({"headline", "deck", "subhead"})


def link_agreements(found: Findings, events: Sequence[Event]) -> tuple[Agreement, ...]:
    """Find the agreements of a report and follow them through it.

    Args:
        found: the report's layers.
        events: the report's events; a step that is one of them points to it.

    Returns:
        One agreement a deal, in the order of first mention.
    """
    words = load()
    reading = reading_of(found, events, words)
    groups: list[list[Naming]] = []
    weak: list[Naming] = []
    last: list[Naming] | None = None
    for passage in found.passages:
        for naming in _in_order(passage, reading):
            if naming.weak and naming.known is None:
                if naming.head == "deal" and last is not None:
                    last.append(naming)
                elif naming.head != "deal":
                    weak.append(naming)
                continue
            home = next(
                (group for group in groups if any(_same(naming, other, found) for other in group)), None
            )
            if home is None and _points_back(naming):
                home = _taken_up(naming, groups, last, words)
            if home is None:
                home = []
                groups.append(home)
            home.append(naming)
            if _tells(home, words) and naming.head != TALKS:
                last = home
    groups = _with_subject(groups, reading)
    groups = _with_parties(groups, found)
    _join_weak(weak, groups, found)
    kept = _folded([group for group in groups if _tells(group, words)], found)
    return tuple(_agreement(found, group) for group in kept)


def _in_order(passage: Passage, reading: Reading) -> Iterable[Naming]:
    both = [*namings(passage, reading), *tracks(passage, reading)]
    return (naming for _, naming in sorted(both, key=lambda found: found[0]))


def _join_weak(weak: Sequence[Naming], groups: Sequence[list[Naming]], found: Findings) -> None:
    """Bring sessions and proposals to the talks of their parties, and cooperation to the one deal that binds them."""
    tracked: list[Naming] | None = None
    for naming in weak:
        sides = _sides(naming, found)
        if naming.head in (SESSION, PROPOSAL):
            if sides or tracked is None or naming.head == PROPOSAL:
                fitting = [
                    group
                    for group in groups
                    if any(one.head == TALKS and (one.definite or naming.head == PROPOSAL) for one in group)
                    and sides <= _all_sides(group, found)
                ]
                tracked = fitting[0] if len(fitting) == 1 else None
            if tracked is not None and (sides or naming.head == SESSION):
                tracked.append(naming)
            continue
        deals = [
            group
            for group in groups
            if group[0].known is not None and sides and sides <= group[0].known.parties
        ]
        if len(deals) == 1:
            deals[0].append(naming)


def _with_subject(groups: Sequence[list[Naming]], reading: Reading) -> list[list[Naming]]:
    """Give talks or a coming deal of which one party is named the country that the report speaks of as the other.

    Talks between the same two parties, and the deal that they are to bring, are one.
    """
    state = state_of(reading.subject, reading.found) if reading.subject else ""
    kept: list[list[Naming]] = []
    for group in groups:
        if any(naming.made or naming.known for naming in group):
            kept.append(group)
            continue
        parties = frozenset(principal(a, reading.found) for naming in group for a in naming.parties)
        if len(parties) == 1 and state and state not in parties:
            parties |= {state}
        full = [replace(naming, parties=parties) for naming in group]
        home = next(
            (
                other
                for other in kept
                if not any(one.made for one in other) and parties and _parties(other) == parties
            ),
            None,
        )
        if home is None:
            kept.append(full)
        else:
            home.extend(full)
    return kept


def _with_parties(groups: Sequence[list[Naming]], found: Findings) -> list[list[Naming]]:
    """Give a deal that is named without parties those of the others, where all others have the same ("the truce")."""
    bound = {
        frozenset(sides): _parties(group)
        for group in groups
        if len(sides := _all_sides(group, found)) > 1 and all(one.known is None for one in group)
    }
    if len(bound) != 1:
        return list(groups)
    parties = next(iter(bound.values()))
    return [
        [replace(one, parties=parties) for one in group]
        if all(one.known is None and one.made and not one.parties for one in group)
        else group
        for group in groups
    ]


def _parties(group: Iterable[Naming]) -> frozenset[str]:
    return frozenset[str]().union(*(naming.parties for naming in group))


def _sides(naming: Naming, found: Findings) -> set[str]:
    return {key for actor in naming.parties for key in keys_of(actor, found)}


def _all_sides(group: Iterable[Naming], found: Findings) -> set[str]:
    return {key for naming in group for key in _sides(naming, found)}


def _folded(groups: Sequence[list[Naming]], found: Findings) -> list[list[Naming]]:
    """Bring a deal told by its parties alone to the one known deal of the report that binds them."""
    known = {group[0].known: group for group in groups if group[0].known is not None}
    kept: list[list[Naming]] = []
    for group in groups:
        parties = _all_sides(group, found)
        bare = all(naming.known is None and naming.made and naming.head in _BARE for naming in group)
        homes = [
            home for deal, home in known.items() if deal and len(parties) >= 1 and parties <= deal.parties
        ]
        if bare and len(homes) == 1 and not any(naming.words for naming in group):
            homes[0].extend(group)
        else:
            kept.append(group)
    return [sorted(group, key=lambda naming: naming.span) for group in kept]


def _points_back(naming: Naming) -> bool:
    """Say whether a naming says nothing of its own: "the deal", "the treaty"."""
    return naming.definite and not naming.words and not naming.named and naming.known is None


def _taken_up(
    naming: Naming, groups: Sequence[list[Naming]], last: list[Naming] | None, words: AgreementWords
) -> list[Naming] | None:
    """Return the deal that "the accord" takes up: the last one named, or the last one called so."""
    if naming.head in _GENERIC:
        return last
    named = [group for group in groups if any(other.head == naming.head for other in group)]
    if naming.head in _BARE and not named:
        return last
    alike = words.truces if naming.head in words.truces else frozenset({naming.head})
    return next((g for g in reversed(groups) if any(other.head in alike for other in g)), None)


def _same(one: Naming, other: Naming, found: Findings) -> bool:
    """Say whether two phrases name one deal: no party or description at odds, and something shared."""
    if one.known is not None or other.known is not None:
        return one.known == other.known
    if TALKS in (one.head, other.head):
        return one.head == other.head and _sides(one, found) == _sides(other, found)
    if any(_points_back(naming) and naming.head in _GENERIC for naming in (one, other)):
        return False
    if one.parties and other.parties and not one.parties & other.parties:
        return False
    shared = one.words & other.words
    if shared:
        return len(shared) >= min(2, len(one.words), len(other.words))
    return (one.definite or other.definite) and one.head == other.head and not (one.words and other.words)


def _tells(group: Sequence[Naming], words: AgreementWords) -> bool:
    """Say whether a deal is worth a record: it is known, has two parties, or a description and a step."""
    if any(naming.known for naming in group):
        return True
    parties = _parties(group)
    parties |= {actor for naming in group for step in naming.steps for actor in step.actors}
    stepped = any(naming.steps for naming in group)
    if all(naming.head == TALKS for naming in group):
        return len(parties) >= 2 and stepped
    marked = any(naming.words & words.marks or naming.head in words.marks for naming in group)
    return len(parties) >= 2 or (marked and stepped)


def _agreement(found: Findings, group: Sequence[Naming]) -> Agreement:
    document = found.document
    fullest = max(
        group,
        key=lambda naming: (not naming.weak, naming.head != TALKS, len(naming.words), -naming.span.start),
    )
    known = next((naming.known for naming in group if naming.known), None)
    parties = dict.fromkeys(actor for naming in group for actor in sorted(naming.parties))
    bound = known.parties if known else frozenset()
    steps: dict[tuple[str, str, str], Step] = {}
    for naming in group:
        for step in naming.steps:
            day = step.when.start if step.when and step.kind == "talks" else ""
            key = (step.kind, step.event or str(step.span.start), day)
            steps.setdefault(key, _by_parties(step, bound, found))
    why = [Reason("spans", "same-deal", None, f"named {len(group)} times")] if len(group) > 1 else []
    if known is not None:
        shown = next(naming.span for naming in group if naming.known)
        why.append(Reason("known", "agreements.tsv", shown, known.name))
    return Agreement(
        id=record_id("g", document.id, fullest.span.start, fullest.span.end),
        name=fullest.span.words,
        known=known.name if known else "",
        spans=tuple(naming.span for naming in group),
        parties=tuple(parties),
        steps=tuple(_by_the_body(document, tuple(steps.values()))),
        why=tuple(why),
    )


def _by_parties(step: Step, bound: frozenset[str], found: Findings) -> Step:
    """Return a step without those who cannot have taken it: only parties leave, suspend or breach a deal."""
    if not bound or step.kind not in ("breached", "suspended", "withdrawn"):
        return step
    actors = tuple(actor for actor in step.actors if keys_of(actor, found) & bound)
    return Step(kind=step.kind, span=step.span, event=step.event, actors=actors, when=step.when)


def _by_the_body(document: Document, steps: Sequence[Step]) -> Iterable[Step]:
    """Yield steps, but not what a headline alone tells of an end where the body tells another: "ends", "suspended"."""

    def zone(step: Step) -> str:
        return next((zone.kind for zone in document.zones if zone.span.covers(step.span)), "")

    told = {step.kind for step in steps if step.kind in _ENDED and zone(step) not in _HEADS}
    return (
        step
        for step in steps
        if not (step.kind in _ENDED and told and step.kind not in told and zone(step) in _HEADS)
    )
