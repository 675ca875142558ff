"""The sides of a dispute as pages show them: copies of one text folded, words that say little with those around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dateline.store.answers.dispute_sides import Held
from dateline.store.answers.excerpts import Excerpt
from dateline.web.desk import Reading

Words = Mapping[tuple[str, int, int], Excerpt]
"""Words around spans, by document, first character and end."""

_LITTLE: Final = 30
"""Characters below which words say too little to stand alone: "it", "the charge"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A position as it is shown.

    Attributes:
        anchor: its place on the page.
        first: the first report of it.
        others: further reports that have the same party hold the same in the same words.
    """

    anchor: str
    first: Held
    others: tuple[Held, ...]


def folded(name: str, held: Iterable[Held]) -> tuple[Shown, ...]:
    """Return positions with those folded that are the same party's in the same words.

    Args:
        name: name of the side, for their places on the page.
        held: the positions, in the order in which they are shown.
    """
    groups: dict[tuple[str | None, str, str], list[Held]] = {}
    for one in held:
        # a report's own voice is another's each time
        own = one.actor_id or one.document
        groups.setdefault((own, one.stance, " ".join((one.words or "").lower().split())), []).append(one)
    return tuple(
        Shown(anchor=f"{name}-{number}", first=group[0], others=tuple(group[1:]))
        for number, group in enumerate(groups.values(), 1)
    )


def heads(held: Iterable[Held], most: int) -> tuple[Held, ...]:
    """Return a few positions that stand for a side: of each party the last, named parties first, by day.

    Args:
        held: the positions by day.
        most: most to return.
    """
    several = list(held)
    # by name: somebody without an entry in the tables has another id in each report
    last = {one.actor if one.actor_id else one.document: one for one in several}
    chosen = sorted(last.values(), key=lambda one: one.actor_id is None)[:most]
    return tuple(one for one in several if any(one is other for other in chosen))


def words_of(questions: Reading, held: Iterable[Held]) -> Words:
    """Return the words around positions whose own words say little."""
    spans = list(
        dict.fromkeys(
            (one.document, one.start, one.end)
            for one in held
            if one.start is not None and one.end is not None and len(one.words or "") < _LITTLE
        )
    )
    return dict(zip(spans, questions.excerpts(spans), strict=True))
