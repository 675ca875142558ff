"""Hold what is linked across the reports of `examples/nuclear-file/` to its key: steps of agreements, disputes.

    python training/nuclear_file.py nuclear.duckdb

The store is one made by `dateline add examples/nuclear-file/ --db nuclear.duckdb`. The reports were read while the
rules were written, so the figures say how well the demonstration works, not how well other files will be read.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from dateline.store.answers.deal_rows import StageRow
from dateline.store.answers.dispute_rows import DisputeRow
from dateline.store.answers.dispute_sides import Held
from dateline.store.record import Record

FOLDER = Path(__file__).parents[1] / "examples" / "nuclear-file"
TOP = 20


def main() -> None:
    """Print the figures, with what is missing and what is false."""
    key = tomllib.loads((FOLDER / "key.toml").read_text(encoding="utf-8"))
    with Record(sys.argv[1], read_only=True) as record:
        numbers = _numbers(record)
        lives = {deal.name: _of_the_file(record.life(deal), numbers) for deal in record.deals()}
        disputes = [row for row in record.disputes() if all(one.document in numbers for one in _held(row))]
    _steps(key, [(name, stage) for name, life in lives.items() for stage in life], numbers)
    _disputes(key, disputes, numbers)


def _numbers(record: Record) -> dict[str, str]:
    """Return the number of each report of the file by the id of its document."""
    texts = {path.name[:2]: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}
    found = {}
    for document in {party.document for party in record.claims()} | {
        event.document for event in record.events()
    }:
        report = record.report(document)
        if report is None or report.document.headline is None:
            continue
        body = max((zone.span.words for zone in report.document.zones_of("body")), key=len, default="")
        for number, text in texts.items():
            if body and body in text and report.document.headline.words in text:
                found[document] = number
    return found


def _of_the_file(life: list[StageRow], numbers: dict[str, str]) -> list[StageRow]:
    return [stage for stage in life if any(one.document in numbers for one in stage.tellings)]


def _steps(key: dict[str, Any], told: list[tuple[str, StageRow]], numbers: dict[str, str]) -> None:
    """Compare steps: one is found if a stage of its kind rests on a report that the key names, and the days agree."""
    wanted = [(deal["id"], step) for deal in key["agreement"] for step in deal["step"]]
    right: set[int] = set()
    missing = []
    for deal, step in wanted:
        fitting = [i for i, (_, stage) in enumerate(told) if _fits(step, stage, numbers)]
        right.update(fitting)
        if not fitting:
            missing.append(f"{deal} {step['kind']} {step['day']}")
    false = [
        f"{name}: {stage.kind} {stage.date_start}" for i, (name, stage) in enumerate(told) if i not in right
    ]
    found = len(wanted) - len(missing)
    print(f"steps: {found} of {len(wanted)} found, {len(false)} of {len(told)} told are not in the key")
    _print("missing step", missing)
    _print("not in the key", false)


def _fits(step: dict[str, Any], stage: StageRow, numbers: dict[str, str]) -> bool:
    if stage.kind != step["kind"] or not {numbers.get(one.document) for one in stage.tellings} & set(
        step["told"]
    ):
        return False
    if stage.date_start is None:
        return True
    first = date.fromisoformat((step["day"] + "-01-01")[:10] if len(step["day"]) < 10 else step["day"])
    loose = {4: 366, 7: 31, 10: 1}[len(step["day"])]
    last = stage.date_end or stage.date_start
    return (stage.date_start - first).days <= loose and (first - last).days <= 1


def _disputes(key: dict[str, Any], rows: list[DisputeRow], numbers: dict[str, str]) -> None:
    """Compare disputes: found if a row has a party of each side that the key names, from its report, for or against."""
    entries = [*key["dispute"], *key.get("allowed", [])]
    missing = [
        entry["id"]
        for entry in key["dispute"]
        if not any(_is(entry, row, numbers, both=True) for row in rows)
    ]
    partly = [
        one
        for one in missing
        if any(
            _is(entry, row, numbers, both=False)
            for row in rows
            for entry in key["dispute"]
            if entry["id"] == one
        )
    ]
    false = [
        row.wording
        for row in rows[:TOP]
        if not any(_is(entry, row, numbers, both=False) for entry in entries)
    ]
    total = len(key["dispute"])
    print(
        f"disputes: {total - len(missing)} of {total} found with both sides, {len(partly)} more with one side"
    )
    print(
        f"of the first {min(TOP, len(rows))} of {len(rows)} disputes listed {len(false)} are not in the key"
    )
    _print("missing dispute", [one for one in missing if one not in partly])
    _print("one side only", partly)
    _print("not in the key", false)


def _is(entry: dict[str, Any], row: DisputeRow, numbers: dict[str, str], *, both: bool) -> bool:
    sides = [
        any(_same(party, one, numbers) for party in entry.get(side, ()) for one in _held(row))
        for side in ("asserts", "denies")
    ]
    if "asserts" not in entry and "denies" not in entry:
        words = " ".join(_words(entry))
        return any((one.words or "").strip() in words or row.wording in words for one in _held(row))
    return all(sides) if both else any(sides)


def _words(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def _held(row: DisputeRow) -> list[Held]:
    return [*row.affirmed, *row.denied]


def _same(party: dict[str, Any], one: Held, numbers: dict[str, str]) -> bool:
    """Say whether a party of the key is one of the record: from the report, with overlapping words."""
    if numbers.get(one.document) != party["report"]:
        return False
    mine, theirs = _content(party["words"]), _content(one.words or "")
    if len(theirs) < 2 or not mine:  # "denied it": the side tells, or the name of who speaks for no country
        return one.side in party["code"] or not party["code"] or one.actor == party["actor"]
    return len(mine & theirs) >= 0.5 * min(len(mine), len(theirs))


def _content(words: str) -> set[str]:
    return {word.strip(".,“”‘’\"'").casefold() for word in words.split() if len(word) > 3}


def _print(what: str, lines: Iterable[str]) -> None:
    for line in lines:
        print(f"  {what}: {line}")


if __name__ == "__main__":
    main()
