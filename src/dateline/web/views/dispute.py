"""One proposition, disputed or not: who holds it and who is against it, in their words, side by side, over time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from dateline.store.answers.dispute_sides import Held
from dateline.store.answers.one_proposition import Proposition
from dateline.store.linking.questions import HappeningRow
from dateline.web.desk import Reading
from dateline.web.missing import missing
from dateline.web.sides import Shown, Words, folded, words_of
from dateline.web.strip import Point, Strip, strip
from dateline.web.view import Answer, Id, Query, View

Holds = Literal["affirmed", "denied", "doubted"]

_SHAPES = {"affirmed": "for", "denied": "against", "doubted": "doubt"}


class OneDispute(Query, frozen=True, kw_only=True):
    """Which proposition: its id, or that of a claim which words it."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """What a party holds about the proposition, in one report: `Held`, with the proposition and the side.

    Attributes:
        proposition: id of the proposition.
        holds: on which side it stands.
        actor: its name.
        actor_id: its id, `None` for the report's own voice.
        side: the country it speaks for, by code, else its id.
        stance: what it holds about the proposition as it is worded.
        day: day on which it said so, or of the report.
        document: id of the report.
        claim: id of the claim in it.
        publisher: whose report it is.
        words: the words in which it holds it.
        start: offset of the first character of these in the text of the report, `None` if not known.
        end: offset behind the last.
        reported_by: name of the actor through whose mouth alone it is known.
        reported_by_id: its id.
        changed: it held the opposite on an earlier day.
        before: the last such day, `None` where it is not known or did not.
        reason: why it stands against the proposition; empty where it holds it.
    """

    proposition: str
    holds: Holds
    actor: str
    actor_id: str | None
    side: str
    stance: str
    day: date | None
    document: str
    claim: str
    publisher: str
    words: str | None
    start: int | None
    end: int | None
    reported_by: str | None
    reported_by_id: str | None
    changed: bool
    before: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputePage:
    """A proposition, and the happening that it is about, `None` if none is known."""

    proposition: Proposition
    happening: HappeningRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        sides: for each side its positions, copies of one text folded.
        strip: who held what when, `None` where all was said on one day.
        words: words around those positions whose own say little.
    """

    sides: dict[Holds, tuple[Shown, ...]]
    strip: Strip | None
    words: Words


def answer(questions: Reading, query: OneDispute) -> Answer:
    """Return a proposition with its sides.

    Raises:
        DatelineError: E050, there is none with that id.
    """
    found = questions.proposition(query.id)
    if found is None:
        raise missing(questions, query.id, "proposition", "/p/{id}", "see /disputes")
    sides: dict[Holds, tuple[Held, ...]] = {
        "affirmed": found.affirmed,
        "denied": found.denied,
        "doubted": found.doubted,
    }
    shown = {name: folded(name, held) for name, held in sides.items()}
    rows = sorted(
        (
            PositionRow(proposition=found.id, holds=name, **asdict(one))
            for name, held in sides.items()
            for one in held
        ),
        key=lambda row: (row.day or date.max, row.document, row.actor),
    )
    about = questions.happenings(ids=[found.happening], limit=1) if found.happening else []
    return DisputeAnswer(
        title=found.wording,
        rows=rows,
        about=DisputePage(proposition=found, happening=about[0] if about else None),
        documents=tuple(dict.fromkeys(row.document for row in rows)),
        sides=shown,
        strip=strip(
            Point(
                lane=one.first.actor if one.first.actor_id else "reports, in their own voice",
                key=one.first.actor_id or "",
                day=one.first.day,
                shape=_SHAPES[name],
                words=_told(one.first),
                to=one.anchor,
            )
            for name, several in shown.items()
            for one in several
            if one.first.day
        ),
        words=words_of(questions, (held for several in sides.values() for held in several)),
    )


def _told(held: Held) -> str:
    words = f": “{held.words}”" if held.words else ""
    return f"{held.day} {held.actor} {held.stance}{words}"


VIEW = View(
    name="dispute",
    path="/p/{id}",
    about="One proposition: who affirms it and who denies it, in their words, over time.",
    query=OneDispute,
    answer=answer,
    row=PositionRow,
    whole=DisputePage,
)
