"""Where an agreement stands by those who say different things of it: each with his last word and its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.model import Report, Statement, record_id
from dateline.store.answers.deal_rows import View, views
from dateline.store.record import Record
from linking_reports import ERITREA, ETHIOPIA, PEOPLE, dealing, span

BOTH = (ERITREA, ETHIOPIA)
KNOWN = "Joint Comprehensive Plan of Action"
SIGNED = dealing("2018-07-09", "Jeddah accord", "signed", "signed", KNOWN, BOTH)


def saying(day: str, who: str, words: str, kind: str) -> Report:
    """Make a report in which somebody says what has become of the accord."""
    report = dealing(day, "Jeddah accord", words, kind, KNOWN, BOTH)
    said = Statement(
        id=record_id("s", report.document.id, words),
        spans=(span(report, f"{words} the Jeddah accord"),),
        type="indirect",
        stance="asserts",
        speaker_actors=(PEOPLE[who].id,),
    )
    (deal,) = report.agreements
    steps = tuple(replace(step, when=None) for step in deal.steps)
    return replace(report, statements=(said,), agreements=(replace(deal, steps=steps),))


def headlined(report: Report) -> Report:
    """Let the headline of such a report tell the same, on the word of somebody whom it does not name."""
    (deal,), (said,) = report.agreements, report.statements
    (step,) = deal.steps
    above = replace(
        said, id="s-headline", spans=(span(report, "from Asmara"),), speaker_actors=(), zone="headline"
    )
    steps = (replace(step, span=span(report, "Asmara")), step)
    return replace(report, statements=(above, said), agreements=(replace(deal, steps=steps),))


HOLDS = saying("2024-10-20", "Eritrea", "kept to", "in_force")
STILL = saying("2024-10-24", "Eritrea", "were bound by", "in_force")
DEAD = saying("2024-10-22", "Ethiopia", "buried", "scrapped")
YIELDS = saying("2024-11-02", "Eritrea", "gave up", "scrapped")
LONG_AGO = saying("2021-10-22", "Ethiopia", "buried", "scrapped")
ERITREA_HOLDS = View("Eritrea", "in_force", date(2024, 10, 20))
ETHIOPIA_DEAD = View("Ethiopia", "scrapped", date(2024, 10, 22))


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        pytest.param((HOLDS, DEAD), [ETHIOPIA_DEAD, ERITREA_HOLDS], id="two sides"),
        pytest.param((DEAD, HOLDS), [ETHIOPIA_DEAD, ERITREA_HOLDS], id="whatever comes first"),
        pytest.param(
            (HOLDS, DEAD, STILL),
            [View("Eritrea", "in_force", date(2024, 10, 24)), ETHIOPIA_DEAD],
            id="the last word of each",
        ),
        pytest.param((HOLDS, headlined(DEAD)), [ETHIOPIA_DEAD, ERITREA_HOLDS], id="in a headline, too"),
        pytest.param((HOLDS,), [], id="one side"),
        pytest.param((HOLDS, DEAD, YIELDS), [], id="both agree in the end"),
        pytest.param((HOLDS, LONG_AGO), [], id="nobody holds it now"),
    ],
)
def test_who_says_what_of_an_agreement(tmp_path: Path, reports: Sequence[Report], found: list[View]) -> None:
    with Record(tmp_path / "a.duckdb") as record:
        for report in (SIGNED, *reports):
            record.add(report)
        record.link()
        (deal,) = record.deals(name="Jeddah accord")
        assert views(record.life(deal)) == found
        # on the word of one side alone it stands no other way
        assert (deal.status, deal.status_since) == ("signed", date(2018, 7, 9))
