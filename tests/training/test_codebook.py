"""The codebook: its examples can be read, and it leaves out nothing of the ontology."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, get_args

import pytest

from dateline import markup
from dateline.find.factuality.table import load_table
from dateline.model import EventStatus
from dateline.ontology import cameo, plover

CODEBOOK: Final = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
EXAMPLES: Final = tuple(
    line for block in re.findall(r"```markup\n(.*?)```", CODEBOOK, re.DOTALL) for line in block.splitlines()
)
ONTOLOGY: Final = plover.load()
MODES: Final = {str(name): frozenset(facts.modes) for name, facts in ONTOLOGY.types.items()}


def section(title: str) -> str:
    """Return what stands under a heading, up to the next of any level."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", CODEBOOK, re.DOTALL | re.MULTILINE)
    assert found, title
    return found.group(1)


def rows(title: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_marked_up_example_has_no_fault(example: str) -> None:
    marked = markup.parse(example)
    assert list(markup.faults(marked, MODES, frozenset(ONTOLOGY.contexts))) == []
    assert marked.of("event")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_gives_the_recipients_that_its_types_need(example: str) -> None:
    for mark in markup.parse(example).of("event"):
        if ONTOLOGY.types[mark.values[0]].needs_recipient:  # type: ignore[index]  # a type, by the test above
            assert mark.keys.get("to"), mark.span.words


@pytest.mark.parametrize("name", plover.NAMES)
def test_every_type_has_a_section_with_examples_and_all_its_modes(name: str) -> None:
    text = section(name)
    marks = [mark for line in EXAMPLES if line in text for mark in markup.parse(line).of("event")]
    assert sum(mark.values[0] == name for mark in marks) >= 3
    named = {cell[0].strip("`") for cell in rows(name)}
    assert named == MODES[name]


def test_every_status_is_explained_and_shown() -> None:
    explained = set(re.findall(r"^\d\. `(\w+)`", section("Status"), re.MULTILINE))
    shown = {mark.values[2] for line in EXAMPLES for mark in markup.parse(line).of("event")}
    assert explained == shown == set(get_args(EventStatus))


def test_the_bounds_of_factuality_are_those_of_its_table() -> None:
    printed = {name.strip("`"): (float(least), float(most)) for name, least, most in rows("Factuality")}
    assert printed == dict(load_table().status)


def test_every_context_has_a_line() -> None:
    assert [row[0] for row in rows("Contexts")] == list(ONTOLOGY.contexts)


def test_the_intensities_are_those_of_the_ontology() -> None:
    printed = {}
    for name, bare, by_mode in rows("Intensity"):
        pairs = [pair.rsplit(" ", 1) for pair in by_mode.split(", ") if pair]
        printed[name] = (float(bare), {mode: float(figure) for mode, figure in pairs})
    assert printed == {name: (facts.intensity, dict(facts.modes)) for name, facts in ONTOLOGY.types.items()}


def test_the_cameo_codes_are_those_of_the_ontology() -> None:
    codes = cameo.load()
    assert [row[0] for row in rows("CAMEO")] == list(plover.NAMES)
    for name, bare, by_mode, to_come in rows("CAMEO"):
        future, _, future_modes = to_come.partition(": ")
        printed = {("occurred", ""): bare, ("future", ""): future or "none"}
        for status, pairs in (("occurred", by_mode), ("future", future_modes)):
            printed |= {(status, pair.split()[0]): pair.split()[1] for pair in pairs.split(", ") if pair}
        for status in ("occurred", "future"):
            for mode in ("", *MODES[name]):
                code = codes.code(name, (mode,) if mode else (), status)  # type: ignore[arg-type]  # a name and a status
                assert (code or "none") == printed.get((status, mode), printed[status, ""]), (
                    name,
                    mode,
                    status,
                )
