"""Hold dateline to what a person reads in the example reports."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dateline.config import Settings
from dateline.model import Claim, Event, Participant, Report, Span, Statement
from dateline.pipeline import Reader

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
KEY: dict[str, Any] = tomllib.loads(Path(__file__).with_name("key.toml").read_text(encoding="utf-8"))


def test_what_a_person_reads_is_on_record() -> None:
    reader = Reader(Settings())
    missed: list[str] = []
    total = 0
    for name, facts in KEY.items():
        if name == "floor":
            continue
        report = reader.read((EXAMPLES / f"{name}.txt").read_bytes(), name=name)
        missed.extend(f"{name}: {fact}" for fact in _missed(report, facts))
        total += sum(len(kind) for kind in facts.values())
    found = 1 - len(missed) / total
    assert found >= KEY["floor"], "\n".join(missed)


def _missed(report: Report, facts: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    for fact in facts.get("events", []):
        if not any(_is_event(fact, event, report) for event in report.events):
            yield f"event {fact}"
    for fact in facts.get("statements", []):
        if not any(_is_statement(fact, statement, report) for statement in report.statements):
            yield f"statement {fact}"
    for fact in facts.get("claims", []):
        if not any(_is_claim(fact, claim, report) for claim in report.claims):
            yield f"claim {fact}"


def _is_event(fact: dict[str, str], event: Event, report: Report) -> bool:
    return (
        event.type == fact["type"]
        and fact.get("mode", "") in ("", *event.modes)
        and fact.get("status", event.status) == event.status
        and _among(fact.get("actor"), event.actors, report)
        and _among(fact.get("recipient"), event.recipients, report)
        and (event.when.value if event.when else "").startswith(fact.get("date", ""))
    )


def _among(words: str | None, parts: Iterable[Participant], report: Report) -> bool:
    if words is None:
        return True
    names = _names([part.actor for part in parts], report)
    spans = [part.span.words for part in parts if part.span is not None]
    return any(words in one for one in (*names, *spans))


def _names(ids: Iterable[str], report: Report) -> list[str]:
    return [actor.name for actor in report.actors if actor.id in set(ids)]


def _is_statement(fact: dict[str, str], said: Statement, report: Report) -> bool:
    speaker = said.speaker.words if said.speaker else ""
    return (
        said.stance == fact["stance"]
        and any(fact["words"] in _flat(span) for span in said.spans)
        and any(fact["speaker"] in one for one in (*_names(said.speaker_actors, report), speaker))
    )


def _is_claim(fact: dict[str, str], claim: Claim, report: Report) -> bool:
    if not any(fact["words"] in _flat(span) for span in claim.spans):
        return False
    for stance in ("asserts", "denies"):
        names = _names([party.actor for party in claim.parties if party.stance == stance], report)
        if stance in fact and not any(fact[stance] in name for name in names):
            return False
    return True


def _flat(span: Span) -> str:
    return " ".join(span.words.split())
