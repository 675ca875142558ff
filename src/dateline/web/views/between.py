"""What happened between two sides, or to and by one: intensity over time, and each happening with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from dateline.render.plots.series import Series
from dateline.store.answers.happening_rows import Pair
from dateline.web.desk import Reading
from dateline.web.intensity import Intensity, drawn, pictures, shown
from dateline.web.paging import offset_of, token
from dateline.web.telling import ShownHappening, documents, with_words
from dateline.web.view import Answer, Day, Listing, View, Who, bounds

SUGGESTED = 12


class Between(Listing, frozen=True, kw_only=True):
    """Between whom, and when."""

    one: Annotated[Who, msgspec.Meta(description="one side: a country code, words of a name or an id")] = ""
    other: Annotated[
        Who, msgspec.Meta(description="the other side; without it, all that one side did and met")
    ] = ""
    since: Day | None = None
    until: Day | None = None
    sort: Annotated[
        Literal["date", "-date"], msgspec.Meta(description="by date, the newest first with a minus sign")
    ] = "-date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who the sides are, and what stands between them over time.

    Attributes:
        one: name of one side, empty if nothing is asked.
        other: name of the other side, or empty.
        total: number of happenings.
        intensity: summed over time; empty where there is none.
        suggested: pairs with many happenings, where nothing is asked.
    """

    one: str
    other: str
    total: int
    intensity: Intensity
    suggested: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BetweenAnswer(Answer):
    """An answer with the series that its pictures draw.

    Attributes:
        series: the series.
    """

    series: Series


def answer(questions: Reading, query: Between) -> BetweenAnswer:
    """Return what happened between the sides; pairs to choose from where no side is named.

    Raises:
        DatelineError: E030, a day is not a date; E102, `next` is no token.
    """
    sides = [side for side in (query.one, query.other) if side.strip()]
    start = offset_of(query.next)
    since, until = bounds(query.since, query.until)
    found = questions.between(
        sides, since=since, until=until, sort=query.sort, limit=query.limit, offset=start
    )
    names = [questions.name_of(side) or side for side in sides]
    series = drawn(found)
    rows = with_words(questions, found.ids)
    end = start + query.limit
    return BetweenAnswer(
        title=" and ".join(names) or "Between two sides",
        rows=rows,
        about=Sides(
            one=names[0] if names else "",
            other=names[1] if len(names) > 1 else "",
            total=found.total,
            intensity=shown(series),
            suggested=() if sides else tuple(questions.pairs(SUGGESTED)),
        ),
        next=token(end) if found.total > end else "",
        documents=documents(rows),
        series=series,
    )


VIEW = View(
    name="between",
    path="/between",
    menu="Two sides",
    about="What happened between two sides, or to and by one: intensity over time, each happening with its words.",
    query=Between,
    answer=answer,
    row=ShownHappening,
    whole=Sides,
    further=pictures(lambda found: (found.series, found.title)),
)
