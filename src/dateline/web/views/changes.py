"""Changes: what was added, altered, withdrawn and corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from dateline.store.history import KINDS, ChangeRow, What
from dateline.web.desk import Reading
from dateline.web.paging import page
from dateline.web.view import Answer, Listing, View

Kind = Literal[
    "document", "event", "statement", "claim", "agreement", "happening", "proposition", "deal", "story"
]


class Changes(Listing, frozen=True, kw_only=True):
    """Which changes."""

    since: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^(\d{1,12}|\d{4}-\d\d-\d\d)?$", description="a day, or the number of the first change"
        ),
    ] = ""
    kind: Annotated[tuple[Kind, ...], msgspec.Meta(description="kinds of record")] = ()
    what: Annotated[tuple[What, ...], msgspec.Meta(description="kinds of change")] = ()
    newest: Annotated[
        bool | None,
        msgspec.Meta(
            description="the last ones first; without it so unless `since` is given, for who follows what comes"
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        labels: what the records are called by their ids; those that are gone are left out.
        read_as: what the machine has where a user corrected a field, by the number of the change.
        coming: number of the change that will be next.
        newest: the last ones stand first.
        kinds: kinds of record that can be asked for.
    """

    labels: dict[str, str]
    read_as: dict[int, str]
    coming: int
    newest: bool
    kinds: tuple[str, ...] = KINDS


def answer(questions: Reading, query: Changes) -> Answer:
    """Return the changes that fit."""
    since = int(query.since) if query.since.isdecimal() else query.since
    newest = not query.since if query.newest is None else query.newest
    rows, following = page(
        questions.changes, query, since=since, kind=query.kind, what=query.what, newest=newest
    )
    return ChangesAnswer(
        title="Changes",
        rows=rows,
        next=following,
        labels=questions.change_labels(rows),
        read_as=questions.read_as(rows),
        coming=questions.next_change(),
        newest=newest,
    )


VIEW = View(
    name="changes",
    path="/changes",
    menu="Changes",
    about="What was added, altered, withdrawn or corrected, in the order in which it happened.",
    query=Changes,
    answer=answer,
    row=ChangeRow,
)
