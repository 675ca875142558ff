"""Agreements: deals named or described in a report, their parties, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.link.agreement_namings import Naming, keys_of, namings, reading_of
from dateline.link.findings import Findings
from dateline.model import Agreement, Document, Event, Reason, Step, record_id
from dateline.ontology.agreements import AgreementWords, load

_GENERIC: Final = frozenset({"accord", "agreement", "arrangement", "deal", "pact"})
"""Nouns by which any deal can be taken up again."""
_TRUCES: Final = frozenset({"armistice", "ceasefire", "truce"})


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
    last: list[Naming] | None = None
    for passage in found.passages:
        for naming in namings(passage, reading):
            home = next((group for group in groups if any(_same(naming, other) for other in group)), None)
            if home is None and _points_back(naming):
                home = _taken_up(naming, groups, last)
            if home is None:
                home = []
                groups.append(home)
            home.append(naming)
            if _tells(home, words):
                last = home
    kept = _folded([group for group in groups if _tells(group, words)], found)
    return tuple(_agreement(found.document, group) for group in kept)


def _folded(groups: Sequence[list[Naming]], found: Findings) -> list[list[Naming]]:
    """Bring a deal told by its parties alone to the one known deal of the report that binds them."""
    known = {group[0].known: group for group in groups if group[0].known is not None}
    kept: list[list[Naming]] = []
    for group in groups:
        parties = {key for naming in group for actor in naming.parties for key in keys_of(actor, found)}
        bare = all(naming.known is None and naming.head in _GENERIC | {"understanding"} for naming in group)
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
    naming: Naming, groups: Sequence[list[Naming]], last: list[Naming] | None
) -> list[Naming] | None:
    """Return the deal that "the accord" takes up: the last one named, or the last one called so."""
    if naming.head in _GENERIC:
        return last
    alike = _TRUCES if naming.head in _TRUCES else frozenset({naming.head})
    return next((g for g in reversed(groups) if any(other.head in alike for other in g)), None)


def _same(one: Naming, other: Naming) -> bool:
    """Say whether two phrases name one deal: no party or description at odds, and something shared."""
    if one.known is not None or other.known is not None:
        return one.known == other.known
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
    parties = frozenset[str]().union(*(naming.parties for naming in group))
    parties |= {actor for naming in group for step in naming.steps for actor in step.actors}
    marked = any(naming.words & words.marks or naming.head in words.marks for naming in group)
    stepped = any(naming.steps for naming in group)
    return len(parties) >= 2 or (marked and stepped)


def _agreement(document: Document, group: Sequence[Naming]) -> Agreement:
    fullest = max(group, key=lambda naming: (len(naming.words), -naming.span.start))
    known = next((naming.known for naming in group if naming.known), None)
    parties = dict.fromkeys(actor for naming in group for actor in sorted(naming.parties))
    steps: dict[tuple[str, str], Step] = {}
    for naming in group:
        for step in naming.steps:
            steps.setdefault((step.kind, step.event or str(step.span.start)), step)
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
        steps=tuple(steps.values()),
        why=tuple(why),
    )
