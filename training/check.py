"""Read the whole corpus, name every fault, print the statistics: `python training/check.py [--strict]`."""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline import markup
from dateline.ontology import plover

CORPUS: Final = Path(__file__).parent.parent / "corpus"
REGISTERS: Final = frozenset(
    {
        "agency",
        "broadsheet",
        "tabloid",
        "local",
        "live-blog",
        "press-release",
        "state-media",
        "ngo",
        "transcript",
    }
)
REGIONS: Final = frozenset(
    {
        "africa",
        "north-africa",
        "americas",
        "europe",
        "caucasus",
        "middle-east",
        "central-asia",
        "south-asia",
        "south-east-asia",
        "east-asia",
        "pacific",
        "international",
    }
)
_HEADER: Final = re.compile(r"(register|region|published): (.+)")
_PAIRS: Final = "type\tsentence"
_TAG: Final = re.compile(r"(</?[st]>)")
_ORDERS: Final = (["<s>", "</s>", "<t>", "</t>"], ["<t>", "</t>", "<s>", "</s>"])


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence or one report of the corpus.

    Attributes:
        where: file and line.
        register: what sort of text it is.
        published: the day that relative dates count from (ISO 8601), or an empty string.
        marked: text and marks.
        report: a whole report rather than a sentence.
        region: where a report's story plays.
    """

    where: str
    register: str
    published: str
    marked: markup.Marked
    report: bool = False
    region: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence of which only a source, a target and what the one does to the other are known.

    Attributes:
        where: file and line.
        type: the PLOVER type of what the source does to the target.
        text: the sentence without its marks.
    """

    where: str
    type: str
    text: str


@dataclass(slots=True)
class Reading:
    """What reading the corpus gave."""

    items: list[Item] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read(corpus: Path = CORPUS) -> Reading:
    """Read every file of the corpus."""
    reading = Reading()
    for path in sorted((corpus / "sentences").glob("*.txt")):
        for item in _sentences(path, reading.faults):
            _keep(item, reading)
    for path in sorted((corpus / "reports").glob("*.txt")):
        for item in _report(path, reading.faults):
            _keep(item, reading)
    if (path := corpus / "pairs.tsv").exists():
        reading.pairs.extend(_pairs(path, reading.faults))
    seen: dict[str, str] = {}
    texts = [(item.marked.text, item.where) for item in reading.items]
    for text, where in texts + [(pair.text, pair.where) for pair in reading.pairs]:
        if text in seen:
            reading.faults.append(f"{where}: the same text as {seen[text]}")
        seen.setdefault(text, where)
    return reading


def _keep(item: Item, reading: Reading) -> None:
    ontology = plover.load()
    modes: dict[str, frozenset[str]] = {
        str(name): frozenset(facts.modes) for name, facts in ontology.types.items()
    }
    reading.items.append(item)
    reading.faults.extend(
        f"{item.where}: {fault}" for fault in markup.faults(item.marked, modes, frozenset(ontology.contexts))
    )


def _sentences(path: Path, faults: list[str]) -> Iterator[Item]:
    register = published = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            if name == "register" and value.strip() in REGISTERS:
                register = value.strip()
            elif name == "published":
                published = value.strip()
            else:
                faults.append(f"{where}: no such directive: {line}")
            continue
        try:
            yield Item(where, register, published, markup.parse(line.strip()))
        except markup.MarkupError as error:
            faults.append(f"{where}: {error}")


def _report(path: Path, faults: list[str]) -> Iterator[Item]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    header: dict[str, str] = {
        match.group(1): match.group(2) for match in map(_HEADER.fullmatch, head.splitlines()) if match
    }
    if header.get("register", "") not in REGISTERS or set(header) != {"register", "region", "published"}:
        faults.append(f"{path.name}: the header needs register, region and published")
        return
    if header["region"] not in REGIONS:
        faults.append(f"{path.name}: no such region: {header['region']}")
    paragraphs = [
        re.sub(r"^(?:#{1,2}|-) ", "", part, flags=re.MULTILINE) for part in body.strip().split("\n\n")
    ]
    try:
        marked = markup.parse("\n\n".join(paragraphs))
    except markup.MarkupError as error:
        faults.append(f"{path.name}: {error}")
        return
    yield Item(
        path.name, header["register"], header["published"], marked, report=True, region=header["region"]
    )


def _pairs(path: Path, faults: list[str]) -> Iterator[Pair]:
    known = {str(name) for name in plover.load().types}
    header, *rows = path.read_text(encoding="utf-8").split("\n")
    if header != _PAIRS:
        faults.append(f"{path.name}:1: the header must be {_PAIRS!r}")
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        where = f"{path.name}:{number}"
        type_, *rest = row.split("\t")
        parts = _TAG.split(rest[0]) if len(rest) == 1 else []
        if not parts:
            faults.append(f"{where}: not two columns")
        elif type_ not in known:
            faults.append(f"{where}: no such type: {type_}")
        elif parts[1::2] not in _ORDERS or any(sign in text for text in parts[::2] for sign in "<>"):
            faults.append(f"{where}: not one <s>..</s> and one <t>..</t> side by side")
        # Between the tags of a pair stand the second and, past the words in the middle, the fourth piece of text.
        elif not (parts[2].strip() and parts[6].strip()):
            faults.append(f"{where}: source or target without words")
        else:
            yield Pair(where, type_, "".join(parts[::2]))


def statistics(items: list[Item], pairs: Iterable[Pair] = ()) -> Iterator[str]:
    """Yield the corpus in figures, a line each."""
    reports = [item for item in items if item.report]
    sentences = [item for item in items if not item.report]
    events = [
        first
        for item in items
        for own in dict.fromkeys(mark.id for mark in item.marked.of("event"))
        if (first := item.marked.first(own)) is not None
        and "same" not in first.keys
        and len(first.values) == 3
    ]
    yield f"reports {len(reports)}, words {sum(len(item.marked.text.split()) for item in reports)}"
    none = sum(not item.marked.of("event") for item in sentences)
    long = sum(len(item.marked.text.split()) > 20 for item in sentences)
    total = max(1, len(sentences))
    yield f"sentences {len(sentences)}, without event {none / total:.0%}, over 20 words {long / total:.0%}"
    yield f"events {len(events)}"
    yield _counts("type", Counter(event.values[0] for event in events))
    yield _counts("status", Counter(event.values[2] for event in events))
    coded = [(event.values[0], event.values[1].split("+")) for event in events]
    modes = Counter(f"{name}.{mode}" for name, modes in coded for mode in modes if mode != "-")
    yield _counts("mode", modes)
    said = [mark for item in items for mark in item.marked.of("statement") if mark.values]
    yield f"statements {len(said)}"
    yield _counts("stance", Counter(mark.values[0] for mark in said))
    yield _counts("register", Counter(item.register for item in items))
    yield _counts("region of reports", Counter(item.region for item in reports))
    types = Counter(pair.type for pair in pairs)
    yield f"pairs {types.total()}"
    yield _counts("type", types)


def _counts(name: str, counts: Counter[str]) -> str:
    return f"  {name}: " + ", ".join(f"{key} {count}" for key, count in counts.most_common())


def main() -> int:
    """Check and print; returns 1 if there are faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    reading = read()
    for fault in reading.faults:
        print(fault)
    for line in statistics(reading.items, reading.pairs):
        print(line)
    print(f"{len(reading.faults)} faults")
    return 1 if reading.faults else 0


if __name__ == "__main__":
    sys.exit(main())
