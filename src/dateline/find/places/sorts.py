"""Which sort of place a name means, where the noun beside it says so.

"Aleppo province", "the state of New York", "Enugu State" are divisions; "Aleppo city", "the town of Rafah" are
settlements. Elsewhere a city and the division around it share their name, and the ranker decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.places.cues import Cues
from dateline.find.places.gazetteer_matches import Match
from dateline.resolve.places.gazetteer import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DIVISIONS: Final = frozenset({"admin1", "area", "region"})
_SETTLEMENTS: Final = frozenset({"city", "capital"})
_NAMES: Final = frozenset({"NOUN", "PROPN", "ADJ"})


def sort_by_nouns(doc: Doc, raws: Sequence[Match], cues: Cues) -> None:
    """Leave to each name the places of the sort that the noun beside it says.

    A noun with a capital that ends the name ("Enugu State") becomes part of it.

    Args:
        doc: the parse.
        raws: the names found in it; changed in place.
        cues: the nouns, and the gazetteer.
    """
    taken = {number for raw in raws for number in range(raw.first, raw.last + 1)}
    for raw in raws:
        if raw.how != "name" or raw.entries:
            continue
        listed = cues.gazetteer.named(raw.name)
        after = raw.last + 1
        if after < len(doc) and after not in taken and _ends_here(doc, after):
            raw.entries = _of_noun(listed, doc[after].lower_, cues)
            if raw.entries:
                raw.last += doc[after].text[:1].isupper()
                continue
        if raw.first > 1 and doc[raw.first - 1].lower_ == "of":
            raw.entries = _of_noun(listed, doc[raw.first - 2].lower_, cues)


def _ends_here(doc: Doc, at: int) -> bool:
    """Say whether a noun after a name is not itself the beginning of something: "Ohio State University"."""
    following = doc[at + 1] if at + 1 < len(doc) else None
    if doc[at].text[:1].isupper():
        return following is None or not following.text[:1].isupper()
    return doc[at].lower_ != "state" or following is None or following.pos_ not in _NAMES


def _of_noun(listed: Sequence[Entry], noun: str, cues: Cues) -> tuple[Entry, ...]:
    if noun in cues.divisions:
        return tuple(entry for entry in listed if entry.kind in _DIVISIONS)
    # Where no division shares the name, the noun tells nothing, and the name keeps one sense in the report.
    if noun in cues.settlements and any(entry.kind in _DIVISIONS for entry in listed):
        return tuple(entry for entry in listed if entry.kind in _SETTLEMENTS)
    return ()
