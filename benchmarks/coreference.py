"""Coreference on the news part of GUM, measured and never copied: who the words for persons and bodies stand for.

    python benchmarks/coreference.py PATH [--half even|odd|all] [--errors]

PATH is a checkout of https://github.com/amir-zeldes/gum, whose annotations are CC BY; its folder `dep/` holds one
CoNLL-U file a document, with every mention of every entity. The news documents were written for Wikinews.

Mentions of persons, organisations and places are given, and who they stand for is asked: what is measured is
resolution, not the finding of mentions. A mention of two actors ("both sides") is a cluster of its own kind, as it is
in GUM. MUC, B-cubed and CEAF-e are those of the CoNLL shared tasks, and their mean is the CoNLL figure; singletons
count, as they do in GUM. Two sets of mentions are scored:

- "resolved": those for which the resolver names somebody;
- "all": all, each that it passes over as a cluster of one.

Documents are taken in the order of their names; errors are read in the even half only, the odd half is for measuring.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dateline.config import Settings
from dateline.find.places.finder import find_places
from dateline.find.syntax import load_pipeline, parse
from dateline.knowledge.tables import load
from dateline.model import Document, Published, Span, Zone, document_id
from dateline.resolve.actors.marks import PRONOUNS
from dateline.resolve.actors.resolver import resolve_actors
from dateline.resolve.places import gazetteer

KINDS: Final = frozenset({"person", "organization", "place"})
_ENTITY: Final = re.compile(r"\((?P<open>[^()]+)\)?|(?P<close>\d+)\)")
_PROPER: Final = frozenset({"NNP", "NNPS"})

Clusters = list[frozenset[Span]]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention of GUM: its words, its entity, and how it is worded."""

    span: Span
    entity: str
    kind: str
    form: str


@dataclass(slots=True)
class Text:
    """A document of GUM as plain text, while it is read."""

    name: str
    published: str = ""
    text: str = ""
    zones: list[Zone] = field(default_factory=list)
    mentions: list[Mentioned] = field(default_factory=list)
    glued: bool = True


def read(path: Path) -> Text:
    """Read the text, the day and the mentions of one CoNLL-U file."""
    found = Text(path.stem)
    for block in re.split(r"(?=^# newpar\b)", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        start = len(found.text) + 2 if found.text else 0
        for line in block.splitlines():
            if line.startswith("# meta::dateCreated"):
                found.published = line.rpartition("= ")[2]
        if not re.search(r"^\d", block, re.MULTILINE):
            continue
        found.text += "\n\n" if start else ""
        found.glued = True
        _paragraph(found, block)
        head = "# newpar_block = head" in block or not found.zones
        span = Span(start, len(found.text), found.text[start:])
        found.zones.append(Zone("headline" if head else "body", span, "GUM"))
    return found


def _paragraph(found: Text, block: str) -> None:
    """Add the words and mentions of one paragraph."""
    opened: list[tuple[str, int, list[str]]] = []
    inside, tail = 0, ""
    for line in block.splitlines():
        columns = line.split("\t")
        if len(columns) != 10 or "." in columns[0]:
            continue
        spaced = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            inside, tail = last - first + 1, "" if spaced else "No"
            continue
        start = len(found.text) + (0 if found.glued else 1)
        found.text += ("" if found.glued else " ") + columns[1]
        found.glued = not spaced
        if inside:
            # The parts of a contraction stand together; what follows it decides after the last of them.
            inside -= 1
            found.glued = inside > 0 or tail == "No"
        for _, _, tags in opened:
            tags.append(columns[4])
        for brackets in re.findall(r"Entity=([^|]+)", columns[9]):
            _brackets(found, brackets, opened, start, columns[4])


def _brackets(
    found: Text, brackets: str, opened: list[tuple[str, int, list[str]]], start: int, tag: str
) -> None:
    """Open and close mentions at one word."""
    for bracket in _ENTITY.finditer(brackets):
        if bracket["open"]:
            opened.append((bracket["open"], start, [tag]))
        whole = bracket["open"] is not None and bracket[0].endswith(")")
        key = bracket["close"] or (bracket["open"].split("-")[0] if whole else "")
        index = next((n for n in reversed(range(len(opened))) if opened[n][0].split("-")[0] == key), None)
        if not key or index is None:
            continue
        label, first, tags = opened.pop(index)
        entity, kind = label.split("-")[:2]
        if kind in KINDS:
            words = found.text[first:]
            span = Span(first, len(found.text), words)
            found.mentions.append(Mentioned(span, entity, kind, _form(words, tags)))


def _form(words: str, tags: Sequence[str]) -> str:
    if words.lower() in PRONOUNS or (len(tags) == 1 and tags[0] in ("PRP", "PRP$", "WP", "WDT", "WP$", "DT")):
        return "pronoun"
    return "name" if not _PROPER.isdisjoint(tags) else "nominal"


def gold(text: Text) -> Clusters:
    """Return the clusters of the annotation."""
    return _clusters((mention.entity, mention.span) for mention in text.mentions)


def _clusters(pairs: Iterable[tuple[object, Span]]) -> Clusters:
    groups: dict[object, set[Span]] = {}
    for key, span in pairs:
        groups.setdefault(key, set()).add(span)
    return [frozenset(group) for group in groups.values()]


def resolve(text: Text) -> dict[Span, tuple[str, ...]]:
    """Return the actors of each mention, by dateline."""
    knowledge = load()
    published = Published(text.published) if text.published else None
    document = Document(
        id=document_id(text.text), text=text.text, zones=tuple(text.zones), published=published
    )
    passages = parse(document, load_pipeline(Settings().pipeline), knowledge.capitalised)
    places = find_places(passages, document, gazetteer.load())
    spans = [mention.span for mention in text.mentions]
    resolution = resolve_actors(document, passages, spans, knowledge, places)
    return {span: tuple(sorted(resolution.of(span))) for span in spans}


def muc(key: Clusters, answer: Clusters) -> tuple[float, float]:
    """Return how many links of a key an answer has, and how many links the key has."""
    home = {span: number for number, cluster in enumerate(answer) for span in cluster}
    kept = links = 0
    for cluster in key:
        parts = {home.get(span, -1 - order) for order, span in enumerate(cluster)}
        kept += len(cluster) - len(parts)
        links += len(cluster) - 1
    return kept, links


def b_cubed(key: Clusters, answer: Clusters) -> tuple[float, float]:
    """Return the summed share of each mention's key cluster that its answer cluster holds, and their number."""
    home = {span: cluster for cluster in answer for span in cluster}
    total = sum(
        len(cluster & home.get(span, frozenset())) / len(cluster) for cluster in key for span in cluster
    )
    return total, sum(map(len, key))


def ceaf(key: Clusters, answer: Clusters) -> float:
    """Return the summed likeness of clusters, each aligned to one of the other side so that the sum is greatest."""
    if not key or not answer:
        return 0.0
    rows, columns = (key, answer) if len(key) <= len(answer) else (answer, key)
    likeness = [[2 * len(one & other) / (len(one) + len(other)) for other in columns] for one in rows]
    return sum(likeness[row][column] for row, column in _assignment(likeness))


def _assignment(gain: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Yield the best pairing of rows with columns (the Hungarian method; no more rows than columns)."""
    rows, columns = len(gain), len(gain[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while taken[column]:
            used[column] = True
            current, step, following = taken[column], float("inf"), 0
            for other in range(1, columns + 1):
                if used[other]:
                    continue
                cost = -gain[current - 1][other - 1] - row_price[current] - column_price[other]
                if cost < least[other]:
                    least[other], way[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[taken[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            taken[column] = taken[way[column]]
            column = way[column]
    yield from ((taken[column] - 1, column - 1) for column in range(1, columns + 1) if taken[column])


@dataclass(slots=True)
class Sums:
    """What is added up over documents: measures by name as [hits, of the key, hits, of the answer]."""

    sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, key: Clusters, answer: Clusters) -> None:
        """Add one document."""
        aligned = ceaf(key, answer)
        rows = {
            "MUC": (*muc(key, answer), *muc(answer, key)),
            "B-cubed": (*b_cubed(key, answer), *b_cubed(answer, key)),
            "CEAF-e": (aligned, float(len(key)), aligned, float(len(answer))),
        }
        for name, row in rows.items():
            self.sums[name] = [a + b for a, b in zip(self.sums.get(name, [0.0] * 4), row, strict=True)]

    def lines(self) -> Iterator[str]:
        """Yield a line for each measure, and their mean."""
        fs = []
        for name, (hit, of, other, out) in self.sums.items():
            recall, precision = hit / of if of else 0.0, other / out if out else 0.0
            fs.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
            yield f"  {name:8} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * fs[-1]:5.1f}"
        yield f"  CoNLL    {100 * sum(fs) / max(1, len(fs)):5.1f}"


def linked(text: Text, answer: dict[Span, tuple[str, ...]]) -> Iterator[tuple[Mentioned, Mentioned, str]]:
    """Yield each mention that has an antecedent, with it, and "right", "wrong" or "unresolved"."""
    last: dict[str, Mentioned] = {}
    for mention in sorted(text.mentions, key=lambda one: one.span):
        before = last.get(mention.entity)
        if before is not None:
            own = answer[mention.span]
            earlier = {
                answer[m.span] for m in text.mentions if m.entity == mention.entity and m.span < mention.span
            }
            yield mention, before, "unresolved" if not own else "right" if own in earlier else "wrong"
        last[mention.entity] = mention


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure coreference on the news part of GUM.")
    parser.add_argument("gum", type=Path, help="a checkout of github.com/amir-zeldes/gum")
    parser.add_argument("--half", choices=["even", "odd", "all"], default="all")
    parser.add_argument("--errors", action="store_true", help="list the links that are not found")
    options = parser.parse_args()
    paths = sorted((options.gum / "dep").glob("GUM_news_*.conllu"))
    halves = {"even": paths[::2], "odd": paths[1::2], "all": paths}
    resolved, every, links = Sums(), Sums(), Counter[tuple[str, str]]()
    known = number = 0
    for path in halves[options.half]:
        text = read(path)
        answer = resolve(text)
        number += len(answer)
        known += sum(map(bool, answer.values()))
        told = _clusters((ids, span) for span, ids in answer.items() if ids)
        resolved.add([some for one in gold(text) if (some := frozenset(s for s in one if answer[s]))], told)
        every.add(gold(text), [*told, *(frozenset({span}) for span, ids in answer.items() if not ids)])
        for mention, before, verdict in linked(text, answer):
            links[mention.form, verdict] += 1
            if options.errors and verdict != "right":
                print(
                    f"{text.name} {mention.kind} {mention.form} {verdict}: {mention.span.words!r} at "
                    f"{mention.span.start} -> {answer[mention.span]}; before {before.span.words!r} -> "
                    f"{answer[before.span]}"
                )
    print(
        f"{len(halves[options.half])} documents, {number} mentions, {known} resolved ({known / max(1, number):.1%})"
    )
    for label, sums in (("resolved", resolved), ("all", every)):
        print(label, *sums.lines(), sep="\n")
    for form in ("name", "nominal", "pronoun"):
        count = {verdict: links[form, verdict] for verdict in ("right", "wrong", "unresolved")}
        print(f"antecedents of {form}s: {count['right'] / max(1, sum(count.values())):.1%} right {count}")


if __name__ == "__main__":
    main()
