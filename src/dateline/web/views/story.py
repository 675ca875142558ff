"""One story: what happened in it, its reports by day, the disputes and agreements that it touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from dateline.store.answers.one_story import Carrier, Touched
from dateline.store.answers.report_rows import ReportRow
from dateline.store.linking.questions import HappeningRow, StoryRow
from dateline.web.desk import Reading
from dateline.web.missing import missing
from dateline.web.view import Answer, Id, Query, View

HAPPENINGS: Final = 60
"""Happenings that the page of a story has at most, the first ones."""


class OneStory(Query, frozen=True, kw_only=True):
    """Which story."""

    id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story with what is on record of it.

    Attributes:
        story: the story.
        happenings: what happened in it, by day; at most `HAPPENINGS`.
        touched: who carried whose text, and what disputes and agreements it touches.
    """

    story: StoryRow
    happenings: tuple[HappeningRow, ...]
    touched: Touched


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that reports of a story carry.

    Attributes:
        first: the first report of it.
        copies: further reports that are copies of it.
        carriers: who else carried the very text.
    """

    first: ReportRow
    copies: tuple[ReportRow, ...]
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAnswer(Answer):
    """An answer with what the page alone needs.

    Attributes:
        days: the texts by the day of their first report.
        hidden: there are more happenings than the page has.
    """

    days: tuple[tuple[date | None, tuple[Text, ...]], ...]
    hidden: bool


def answer(questions: Reading, query: OneStory) -> Answer:
    """Return a story with its reports, the latest first.

    Raises:
        DatelineError: E050, there is none with that id.
    """
    story = questions.story(query.id)
    if story is None:
        raise missing(questions, query.id, "story", "/story/{id}", "see /stories")
    reports = questions.report_list(story=query.id)
    touched = questions.touched(query.id)
    told = questions.happenings(story=query.id, limit=HAPPENINGS + 1)
    return StoryAnswer(
        title=story.headline or story.id,
        about=StoryPage(story=story, happenings=tuple(told[:HAPPENINGS]), touched=touched),
        rows=reports,
        documents=story.documents,
        days=by_day(reports, touched.sources, touched.carriers),
        hidden=len(told) > HAPPENINGS,
    )


def by_day(
    reports: Sequence[ReportRow], sources: Mapping[str, str], carriers: Iterable[Carrier]
) -> tuple[tuple[date | None, tuple[Text, ...]], ...]:
    """Return reports by day, copies of one text folded under its first report.

    Args:
        reports: the reports.
        sources: for each the earliest of those that are copies of one text.
        carriers: who else carried their very texts.
    """
    ordered = sorted(reports, key=lambda row: (row.published or date.max, row.id))
    groups: dict[str, list[ReportRow]] = {}
    for report in ordered:
        groups.setdefault(sources.get(report.id, report.id), []).append(report)
    found = list(carriers)
    several = [
        Text(
            first=group[0],
            copies=tuple(group[1:]),
            carriers=tuple(one for one in found if one.document in {report.id for report in group}),
        )
        for group in groups.values()
    ]
    return tuple((day, tuple(texts)) for day, texts in groupby(several, lambda one: one.first.published))


VIEW = View(
    name="story",
    path="/story/{id}",
    about="One story: what happened in it, its reports, the disputes and agreements that it touches.",
    query=OneStory,
    answer=answer,
    row=ReportRow,
    whole=StoryPage,
)
