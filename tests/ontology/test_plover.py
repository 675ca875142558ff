"""The ontology's facts and the form of its tables."""

from __future__ import annotations

from math import prod

import pytest

from dateline.ontology.entries import ANY, parse_frame, parse_pattern
from dateline.ontology.plover import NAMES, load

CLASSES = {"meeting": frozenset({"meeting", "talks"})}


def test_every_type_has_its_facts() -> None:
    ontology = load()
    assert set(ontology.types) == set(NAMES)
    assert ontology.quad("AID") == "material_cooperation"
    assert {facts.name for facts in ontology.types.values() if facts.needs_recipient} == {
        "COOPERATE",
        "AID",
        "SANCTION",
    }
    assert len(ontology.contexts) == 37


@pytest.mark.parametrize(
    ("name", "modes", "figure"),
    [
        ("ASSAULT", (), -9.0),
        ("ASSAULT", ("beat",), -7.5),
        ("ASSAULT", ("explosives", "suicide-attack"), -9.5),
        ("ACCUSE", (), -2.5),
        ("AID", (), 10.0),
        ("RETREAT", ("disarm",), 10.0),
        ("REQUEST", ("meet",), 0.0),
    ],
)
def test_intensity(name: str, modes: tuple[str, ...], figure: float) -> None:
    ontology = load()
    assert ontology.intensity(name, modes) == figure  # type: ignore[arg-type]  # a name of NAMES


def test_every_entry_names_a_known_type_and_mode() -> None:
    ontology = load()
    for entries in (*ontology.verbs.values(), *ontology.nouns.values()):
        for entry in entries:
            assert entry.type in (*NAMES, ""), entry.words
            if entry.type:
                assert set(entry.modes) <= set(ontology.types[entry.type].modes), entry.words  # type: ignore[index]  # checked above


def test_every_type_has_many_wordings() -> None:
    ontology = load()
    counts = dict.fromkeys(NAMES, 0)
    for entries in (*ontology.verbs.values(), *ontology.nouns.values()):
        for entry in entries:
            pattern = entry.pattern
            sets = (pattern.object, pattern.governed, pattern.clause, pattern.complement, pattern.modifiers)
            if entry.type:
                counts[entry.type] += prod(max(1, len(words)) for words in sets)  # type: ignore[index]  # a name
    assert min(counts.values()) >= 200
    assert all(counts[name] >= 700 for name in ("ASSAULT", "COERCE", "SANCTION", "CONSULT", "ACCUSE"))


def test_every_context_has_words() -> None:
    ontology = load()
    assert {name for names in ontology.context_words.values() for name in names} == set(ontology.contexts)


def test_patterns_are_read() -> None:
    pattern = parse_pattern("break off @meeting", CLASSES, noun=False)
    assert (pattern.head, pattern.particle, pattern.object) == ("break", "off", CLASSES["meeting"])
    pattern = parse_pattern("complain to|about:", CLASSES, noun=False)
    assert pattern.prepositions == {"to", "about"}
    assert pattern.governed == ANY
    pattern = parse_pattern("air strike on:base", CLASSES, noun=True)
    assert pattern.head == "strike"
    assert pattern.modifiers == {"air"}
    assert pattern.governed == {"base"}


@pytest.mark.parametrize("words", ["hold @nothing", "give day hour", "take to:street on:foot"])
def test_a_faulty_pattern_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|class"):
        parse_pattern(words, CLASSES, noun=False)


def test_frames_are_read() -> None:
    frame = parse_frame("subject & with|object")
    assert frame.symmetric
    assert frame.recipient.places == ("with", "object")
    assert parse_frame("subject > object+on").recipient.gather


def test_more_specific_entries_come_first() -> None:
    weights = [entry.weight for entry in load().verbs["call"]]
    assert weights == sorted(weights, reverse=True)
