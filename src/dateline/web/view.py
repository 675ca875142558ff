"""What a view is: a query in, an answer out; its page, its JSON and its CSV are made from the answer alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

import msgspec

from dateline.errors import DatelineError
from dateline.model.days import bound
from dateline.web.desk import Reading

SHOWN: Final = 50
"""Rows of a page."""

MOST: Final = 10_000
"""Rows that one request returns at most."""

Day = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^\d{4}(-\d{2}){0,2}$",
        description="a day, month or year: 2025-06-14, 2025-06, 2025",
    ),
]
Who = Annotated[
    str,
    msgspec.Meta(
        max_length=200, description="an actor: words of the name (Iran), a country code (IRN) or an id"
    ),
]
Id = Annotated[str, msgspec.Meta(max_length=200, description="id of a record")]


def bounds(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of a range that is given by days, months or years.

    Raises:
        DatelineError: E030, one of them is no day.
    """
    return _bound(since, last=False), _bound(until, last=True)


def _bound(words: str | None, *, last: bool) -> date | None:
    try:
        return bound(words, last=last) if words else None
    except ValueError as error:
        raise DatelineError("E030", f"{words!r} is not a date", "write it as 2025-10-21") from error


class Query(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a view is asked; its fields are the parameters of the address."""


class Listing(Query, frozen=True, kw_only=True):
    """What a view with a list of rows is asked."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST, description="most rows to return")] = SHOWN
    next: Annotated[
        str, msgspec.Meta(max_length=200, description="where to go on: the `next` of an answer")
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a view answers.

    Attributes:
        title: what the page is called, for its head and heading.
        rows: the rows of the list: what CSV has, and JSON under `rows`.
        about: what there is to show beside them, a typed value: the report, the actor, the facets; JSON has it under
            `about`, the template as `about`.
        next: token of the rows that follow, empty if there are none.
        documents: ids of the documents that the answer rests on, as far as it shows them: for citing.
    """

    title: str
    rows: Sequence[Any] = ()
    about: Any = None
    next: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A further form of an answer: a picture, a format of other programs.

    Attributes:
        name: the ending of its address.
        type: its media type.
        make: makes it of a query and its answer.
        styles: what the policy allows as styles of it where it is opened by itself, empty for nothing.
    """

    name: str
    type: str
    make: Callable[[Any, Any], bytes]
    styles: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page with its JSON and CSV, and further forms.

    Attributes:
        name: its name, also that of its template; unique.
        path: its address; a part in braces is a field of the query.
        menu: its name in the menu, empty if it is not there.
        about: what it shows, one sentence, for programs.
        query: type of what it is asked.
        answer: answers it.
        row: type of the rows, `None` for a view without a list.
        whole: type of `Answer.about`, `None` if there is none.
        further: forms that it has beside its page, JSON and CSV.
        own: links of other origins do not lead here: what is asked takes as long as who asks wants, and the time it
            takes tells what was found.
        failing: answers on the page itself in place of an error, with what was asked kept; `None` for the page that all
            errors have.
    """

    name: str
    path: str
    menu: str = ""
    about: str
    query: type[Query]
    answer: Callable[[Reading, Any], Answer]
    row: type | None = None
    whole: type | None = None
    further: tuple[Further, ...] = ()
    own: bool = False
    failing: Callable[[Any, DatelineError], Answer] | None = None
