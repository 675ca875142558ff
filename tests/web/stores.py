"""Stores of hand-made reports that hold something of every kind, for tests of what is shown of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from builders import TEXT, make_report
from dateline.model import (
    Actor,
    Agreement,
    Claim,
    Party,
    PartyStance,
    Place,
    Report,
    Span,
    Statement,
    Step,
    StepKind,
    When,
    record_id,
)
from dateline.store.record import Record
from linking_reports import raid, small_report

ERITREA: Final = Actor(id="a-eritrea", name="Eritrea", kind="state", country=("ERI",), sector="GOV")
ETHIOPIA: Final = Actor(id="a-ethiopia", name="Ethiopia", kind="state", country=("ETH",), sector="GOV")
_SIDES: Final = {actor.name: actor for actor in (ERITREA, ETHIOPIA)}


def reports() -> list[Report]:
    """Return reports with events, statements, claims and agreements, some of them on the same matters."""
    return [
        make_report(),
        make_report(TEXT + "\nA line that was added later.\n"),
        raid("2025-03-05", "The Standard", 12),
        raid("2025-03-05", "The Nation", 15),
        raid("2025-03-06", "The Star", 15),
        _holding("2024-03-01", "Ethiopia", "said", "Eritrea was developing a nuclear weapon", "asserts"),
        _holding("2024-05-01", "Eritrea", "denied", "Eritrea sought a nuclear bomb", "denies"),
        _holding("2025-06-01", "Eritrea", "denied", "Eritrea sought a nuclear weapon", "denies"),
        _dealing("2018-07-09", "signed", "signed"),
        _dealing("2018-09-16", "ratified", "ratified"),
        _dealing("2024-09-16", "scrapped", "scrapped"),
    ]


def make_store(path: Path, found: Iterable[Report] = ()) -> Path:
    """Make a store of reports, linked, with a correction and a change; of `reports()` if none are given.

    Args:
        path: the file.
        found: the reports; the first has an event.
    """
    kept = list(found) or reports()
    with Record(path) as record:
        for report in kept:
            record.add(report, pipeline="by-hand")
        record.link()
        first = kept[0].events[0]
        record.correct(first.id, "status=alleged", why="the words say so", by="a reader")
        record.link()
    return path


def raid_on(day: str, paper: str, killed: int) -> Report:
    """Make a report of an air raid of a day that kills so many, told on the day itself."""
    report = raid(day, paper, killed)
    (event,) = report.events
    return replace(report, events=(replace(event, when=When(value=day, start=day, end=day)),))


def _holding(day: str, who: str, cue: str, words: str, stance: PartyStance) -> Report:
    """Make a report in which somebody holds something."""
    bare = _report(f"{who} {cue} that {words} on that day.", day)
    document = bare.document.id
    said = Statement(
        id=record_id("s", document, words),
        spans=(_span(bare, words),),
        type="indirect",
        stance="denies" if stance == "denies" else "asserts",
        cue=_span(bare, cue),
        speaker=_span(bare, who),
        speaker_actors=(_SIDES[who].id,),
    )
    claim = Claim(
        id=record_id("c", document, words),
        proposition=words,
        spans=said.spans,
        kind="factual",
        status="one_sided",
        parties=(Party(actor=_SIDES[who].id, stance=stance, statements=(said.id,)),),
        confidence=0.9,
    )
    return replace(bare, statements=(said,), claims=(claim,))


def _dealing(day: str, verb: str, kind: StepKind) -> Report:
    """Make a report in which something becomes of a deal."""
    bare = _report(f"Eritrea and Ethiopia {verb} the Jeddah accord at noon.", day)
    step = Step(kind=kind, span=_span(bare, verb), when=When(start=day, end=day))
    deal = Agreement(
        id=record_id("g", bare.document.id, "Jeddah"),
        name="Jeddah accord",
        spans=(_span(bare, "Jeddah accord"),),
        parties=(ERITREA.id, ETHIOPIA.id),
        steps=(step,),
    )
    return replace(bare, agreements=(deal,))


def _report(text: str, day: str) -> Report:
    bare = small_report(
        "News from Asmara", text, day=day, actors=tuple(_SIDES.values()), publisher="The Daily"
    )
    return replace(
        bare,
        places=tuple(
            Place(
                span=Span(found.start(), found.end(), found.group()),
                name=found.group(),
                country=_SIDES[found.group()].country[0],
                precision="country",
            )
            for found in re.finditer("|".join(_SIDES), bare.document.text)
        ),
    )


def _span(report: Report, words: str) -> Span:
    start = report.document.text.index(words)
    return Span(start, start + len(words), words)
