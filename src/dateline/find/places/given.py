"""What given words may name, where they are known to be a place's: the name in them, or what is named for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dateline.find.places.cues import Cues
from dateline.find.places.toponyms import Candidate
from dateline.model import Span
from dateline.resolve.places.gazetteer import Gazetteer
from dateline.resolve.places.placenames import key

_SORTS: Final = frozenset(
    {"county", "township", "twp", "district", "municipality", "parish", "area", "metropolitan"}
)
"""Nouns that leave what is named what it is, or close to it, beside those of `cues.toml`."""


def candidate_of(span: Span, found: Sequence[Candidate], gazetteer: Gazetteer, cues: Cues) -> Candidate:
    """Make a candidate of given words: the one that was found there, if it is the same name.

    Args:
        span: the words.
        found: the candidates of the report.
        gazetteer: where to look names up.
        cues: the tables.

    Returns:
        A candidate for the words. Its `how` is `part` where they are named for a place and are another
        ("Hubbard Middle School"), `unknown` where no place is known by any of them.
    """
    over = [candidate for candidate in found if candidate.span.overlaps(span)]
    for candidate in over:
        if candidate.span == span and (candidate.entries or gazetteer.named(candidate.name)):
            return candidate
    words = span.words
    sought = key(words)
    if sought in cues.people:
        return Candidate(-1, -1, -1, span, words, "people", cues.people[sought], "", 1.0, "given")
    within = next((c.within for c in over if c.within), "")
    bare = Candidate(-1, -1, -1, span, words, "name", (), within, 1.0, "given")
    if sought in cues.adjectives:
        return replace(bare, how="adjective", entries=cues.adjectives[sought])
    if words in cues.abbreviations:
        return replace(bare, how="abbreviation", entries=cues.abbreviations[words][0])
    if gazetteer.named(words):
        return bare
    for candidate in over:
        if gazetteer.named(candidate.name) or candidate.entries:
            return replace(
                candidate, span=span, how="part" if _goes_on(candidate, span, cues) else candidate.how
            )
    return replace(bare, how="unknown")


def _goes_on(candidate: Candidate, span: Span, cues: Cues) -> bool:
    """Say whether words that hold a place's name go on with those of something else."""
    if candidate.how not in ("name", "embedded"):
        return False
    rest = span.words[candidate.span.end - span.start :].split()
    if candidate.span.end >= span.end or not rest or not rest[-1][:1].isupper():
        return False
    last = rest[-1].lower().rstrip(".")
    return last not in cues.divisions | cues.settlements | _SORTS
