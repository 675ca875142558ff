"""Happenings as pages show them: the chosen values with the words of a report, and who else tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from dateline.store.answers.happening_rows import Told
from dateline.store.linking.questions import HappeningRow
from dateline.web.desk import Reading

EACH = 5
"""Reports of a happening that a list names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHappening(HappeningRow):
    """A happening with the words of the reports that tell it.

    Attributes:
        before: what stands before the words of the first report in its text.
        quoted: the words of the first report.
        after: what stands after them.
        told: of each report that tells of it one event, the earliest first; not all of many.
    """

    before: str
    quoted: str
    after: str
    told: tuple[Told, ...]


def with_words(questions: Reading, ids: Sequence[str], *, each: int = EACH) -> list[ShownHappening]:
    """Return happenings with the words of the reports that tell them, in the order of the ids.

    Args:
        questions: the store.
        ids: ids of the happenings.
        each: most reports of each.
    """
    rows = {row.id: row for row in questions.happenings(ids=ids)}
    # a report may tell of it twice
    told = questions.told(ids, each=2 * each)
    shown = [(rows[key], _by_report(told[key])[:each]) for key in ids if key in rows]
    spans = [(of[0].document, of[0].start, of[0].end) for _, of in shown if of]
    around = iter(questions.excerpts(spans))
    found = []
    for row, of in shown:
        words = next(around) if of else None
        found.append(
            ShownHappening(
                **{field.name: getattr(row, field.name) for field in fields(row)},
                before=words.before if words else "",
                quoted=words.words if words else row.words,
                after=words.after if words else "",
                told=of,
            )
        )
    return found


def _by_report(told: Sequence[Told]) -> tuple[Told, ...]:
    """Return the first event of each report."""
    found: dict[str, Told] = {}
    for one in told:
        found.setdefault(one.document, one)
    return tuple(found.values())


def documents(rows: Sequence[ShownHappening]) -> tuple[str, ...]:
    """Return the reports that happenings are shown from."""
    return tuple(dict.fromkeys(told.document for row in rows for told in row.told))
