"""Hold the happenings of `corpus/across/` to their keys: `python training/happenings.py` (half a minute).

    python training/happenings.py read
    python training/happenings.py held --summary

The reports of `read` were looked at while the rules were written; those of `held` were written beforehand, and only
their figures were looked at. Events are what the reading of single reports found: what it missed is counted apart.
"""

from __future__ import annotations

import argparse
import itertools
import re
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb

import dateline
from dateline.model import Event, Report
from dateline.store.record import Record

FOLDER: Final = Path(__file__).parent.parent / "corpus" / "across"
HALVES: Final = ("read", "held")
FIELDS: Final = ("killed", "injured", "date", "place", "actors")
VERBS: Final = {"denies": "denied", "confirms": "confirmed", "corrects": "corrected"}
VERDICTS: Final = tuple(VERBS.values())

Place = tuple[str, str]
"""Number of a report and id of an event in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Reports by number, the key, and what the store holds: the happening of each event, and its details."""

    reports: Mapping[str, Report]
    key: Sequence[dict[str, Any]]
    found: Mapping[Place, str]
    sources: Mapping[str, str]
    details: Mapping[str, Sequence[tuple[str, str, tuple[str, ...]]]]


def main() -> None:
    """Print the figures, with what is wrong unless only a summary is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("half", nargs="*", metavar="|".join(HALVES), default=list(HALVES))
    parser.add_argument("--summary", action="store_true", help="figures alone")
    given = parser.parse_args()
    for name in given.half:
        print(f"{name}:")
        measure(load(FOLDER / name), whole=not given.summary)


def load(folder: Path) -> Half:
    """Read the reports of a folder into a store of its own, and link them."""
    key = tomllib.loads((folder / "key.toml").read_text(encoding="utf-8"))["happening"]
    reports = {
        path.name[:2]: dateline.read(path.read_text(encoding="utf-8"), settings=None)
        for path in sorted(folder.glob("*.txt"))
    }
    numbers = {report.document.id: number for number, report in reports.items()}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "across.duckdb"
        with Record(path) as record:
            for report in reports.values():
                record.add(report)
            record.link()
        with duckdb.connect(str(path), read_only=True) as store:
            told = store.execute("SELECT happening, document, event, source FROM witnesses").fetchall()
            details: defaultdict[str, list[tuple[str, str, tuple[str, ...]]]] = defaultdict(list)
            for happening, field, value, documents in store.execute(
                "SELECT happening, field, value, documents FROM happening_details"
            ).fetchall():
                details[happening].append((field, value, tuple(sorted(numbers[one] for one in documents))))
            for happening, what, value, document in store.execute(
                "SELECT happening, what, coalesce(value, actor, ''), document FROM happening_turns"
            ).fetchall():
                details[happening].append((VERBS[what], value, (numbers[document],)))
    return Half(
        reports=reports,
        key=key,
        found={(numbers[document], event): happening for happening, document, event, _ in told},
        sources={numbers[document]: numbers[source] for _, document, _, source in told},
        details=details,
    )


def measure(half: Half, *, whole: bool) -> None:
    """Print how well happenings are brought together and their details kept."""
    gold, missed, total = aligned(half)
    print(f"  {total} mentions in the key, {total - missed} of them read as events ({len(gold)} events)")
    wrong, lost, unnamed, right = pairs(half, gold)
    precision, recall = _share(right, right + len(wrong)), _share(right, right + len(lost))
    print(
        f"  pairs of events: precision {precision:.3f}, recall {recall:.3f}, F1 {_f1(precision, recall):.3f}"
    )
    met, parted = meetings(half, gold)
    print(f"  pairs of reports that tell one happening: {met} of {met + len(parted)} brought together")
    print(f"  B-cubed: precision {{:.3f}}, recall {{:.3f}}, F1 {{:.3f}}".format(*b_cubed(half, gold)))  # noqa: F541
    kept, absent, false = told_apart(half, gold)
    print(f"  details: {kept} found, {len(absent)} missed, {len(false)} not in the key")
    print(f"  pairs of which the key names neither: {len(unnamed)}")
    if whole:
        for title, lines in (
            ("wrongly one", [_pair(half, pair) for pair in wrong]),
            ("not brought together", parted),
            ("not in the key", [_pair(half, pair) for pair in unnamed]),
            ("detail missed", absent),
            ("detail not in the key", false),
        ):
            for line in lines:
                print(f"    {title}: {line}")


def aligned(half: Half) -> tuple[dict[Place, str], int, int]:
    """Return which happening of the key each event tells, how many mentions nobody read, and of how many.

    A happening counts once a report, however often it is mentioned there.
    """
    gold: dict[Place, str] = {}
    missed = total = 0
    for happening in half.key:
        for number, phrases in happening["told"].items():
            total += 1
            report = half.reports[number]
            spans = [_span(report, phrase) for phrase in phrases]
            hit = [event for event in report.events if any(_meets(event, span) for span in spans)]
            missed += not hit
            for event in hit:
                gold.setdefault((number, event.id), happening["id"])
    return gold, missed, total


def _span(report: Report, phrase: str) -> tuple[int, int]:
    before, words, after = phrase.split("|")
    pattern = r"\s+".join(re.escape(word) for word in f"{before}\0{words}\0{after}".split())
    found = re.search(pattern.replace(re.escape("\0"), "()"), report.document.text)
    if found is None:
        raise SystemExit(f"the key has words that no report has: {phrase}")
    return found.start(1), found.start(2)


def _meets(event: Event, span: tuple[int, int]) -> bool:
    start, end = span
    return any(one.start < end and start < one.end for one in (event.trigger, *event.mentions))


Pair = tuple[Place, Place]


def pairs(half: Half, gold: Mapping[Place, str]) -> tuple[list[Pair], list[Pair], list[Pair], int]:
    """Return the pairs wrongly one, those not brought together, those the key does not name, and the number right.

    Pairs within one report, and of copies of one text, do not count.
    """
    wrong, lost, unnamed, right = [], [], [], 0
    for one, other in itertools.combinations(sorted(half.found), 2):
        if half.sources[one[0]] == half.sources[other[0]]:
            continue
        together = half.found[one] == half.found[other]
        same = one in gold and gold[one] == gold.get(other)
        if together and one not in gold and other not in gold:
            unnamed.append((one, other))
        elif together and same:
            right += 1
        elif together:
            wrong.append((one, other))
        elif same:
            lost.append((one, other))
    return wrong, lost, unnamed, right


def meetings(half: Half, gold: Mapping[Place, str]) -> tuple[int, list[str]]:
    """Return how many pairs of independent reports meet in a happening that both tell, and those that do not."""
    told: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (number, key), happening in gold.items():
        told[happening][number].append(key)
    met, parted = 0, []
    for happening, reports in told.items():
        for one, other in itertools.combinations(sorted(reports), 2):
            if half.sources[one] == half.sources[other]:
                continue
            homes = [{half.found[number, key] for key in reports[number]} for number in (one, other)]
            if homes[0] & homes[1]:
                met += 1
                continue
            sides = [
                ", ".join(_event(half, number, key) for key in reports[number]) for number in (one, other)
            ]
            parted.append(f"{happening}: {one} {sides[0]} | {other} {sides[1]}")
    return met, parted


def b_cubed(half: Half, gold: Mapping[Place, str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 over the events of the key; what it does not name counts as apart."""
    groups: defaultdict[str, set[Place]] = defaultdict(set)
    kinds: defaultdict[str, set[Place]] = defaultdict(set)
    for place, happening in half.found.items():
        groups[happening].add(place)
    for place, happening in gold.items():
        kinds[happening].add(place)
    both = [(groups[half.found[place]], kinds[happening]) for place, happening in gold.items()]
    precision = sum(len(a & b) / len(a) for a, b in both) / len(both)
    recall = sum(len(a & b) / len(b) for a, b in both) / len(both)
    return precision, recall, _f1(precision, recall)


def told_apart(half: Half, gold: Mapping[Place, str]) -> tuple[int, list[str], list[str]]:
    """Return how many details of the key are found, those that are not, and values of such fields it does not have."""
    kept, absent, false = 0, [], []
    for happening in half.key:
        groups = {half.found[place] for place, name in gold.items() if name == happening["id"]}
        details = [detail for group in groups for detail in half.details[group]]
        for field in (*FIELDS, *VERDICTS):
            wanted: dict[str, list[str]] = happening.get(field, {})
            if not wanted:
                continue
            told = [(value, numbers) for name, value, numbers in details if name == field]
            verdict = field in VERDICTS
            for value, numbers in wanted.items():
                # a verdict is kept by report, a value with its reports
                fits = any((value in at) if verdict else (at_value == value) for at_value, at in told)
                kept += fits
                if not fits:
                    absent.append(f"{happening['id']} {field} {value} {numbers}")
            false += [
                f"{happening['id']} {field} {value} {numbers}"
                for value, numbers in told
                if (not set(numbers) & set(wanted) if verdict else value not in wanted)
            ]
    return kept, absent, false


def _pair(half: Half, pair: Pair) -> str:
    return " | ".join(f"{number} {_event(half, number, key)}" for number, key in pair)


def _event(half: Half, number: str, key: str) -> str:
    event = next(one for one in half.reports[number].events if one.id == key)
    names = {one.id: one.name for one in half.reports[number].actors}
    sides = " > ".join(
        ",".join(names[one.actor] for one in side) for side in (event.actors, event.recipients)
    )
    when = event.when.value if event.when else "-"
    place = event.place.name if event.place else "-"
    return f"{event.trigger.words} ({event.type} {'+'.join(event.modes)} {event.status}, {sides}, {when}, {place})"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
