"""PLOVER as dateline codes it: types, modes, intensity, contexts, and the lexicon of news English.

The facts are those of the PLOVER manual (Open Event Data Alliance, CC BY-SA 4.0); the lexicon is our own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast, get_args

from dateline.model import EventType
from dateline.ontology.entries import Entry, parse_entries

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NAMES: Final[tuple[EventType, ...]] = get_args(EventType)


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What the manual says of one type.

    Attributes:
        name: the type.
        quad: its quad.
        intensity: the figure of the type without a mode.
        modes: its modes and their figures.
        needs_recipient: an event of this type without a recipient is not coded.
    """

    name: EventType
    quad: str
    intensity: float
    modes: Mapping[str, float]
    needs_recipient: bool


@dataclass(frozen=True, slots=True, eq=False)
class Ontology:
    """The ontology and its lexicon.

    Attributes:
        types: facts by type.
        contexts: names of the contexts.
        verbs: entries by the lemma of their verb, most specific first.
        nouns: entries by the lemma of their noun, most specific first.
        classes: word classes by name.
        content_modes: for REQUEST, REJECT and THREATEN: mode by the type (or `TYPE:mode`) of the content.
        context_words: contexts by the words that show them, a space between words that do so together.
        context_of: contexts by the type (or `TYPE mode`) that brings them.
        lemmas: lemmas of forms that the lemmatiser gets wrong.
        cues: words that add a mode to an event of a type ("drone" to ASSAULT): mode by type and lemma.
    """

    types: Mapping[EventType, TypeFacts]
    contexts: tuple[str, ...]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    classes: Mapping[str, frozenset[str]]
    content_modes: Mapping[str, Mapping[str, str]]
    cues: Mapping[str, Mapping[str, str]]
    context_words: Mapping[str, tuple[str, ...]]
    context_of: Mapping[str, tuple[str, ...]]
    lemmas: Mapping[str, str]

    def quad(self, type_: EventType) -> str:
        """Return the quad of a type."""
        return self.types[type_].quad

    def intensity(self, type_: EventType, modes: tuple[str, ...] = ()) -> float:
        """Return the manual's figure, -10 to +10.

        Args:
            type_: the event's type.
            modes: its modes; the figure farthest from zero counts, the type's own where there is none.
        """
        facts = self.types[type_]
        figures = [facts.modes[mode] for mode in modes if mode in facts.modes]
        return max(figures, key=abs) if figures else facts.intensity


@cache
def load() -> Ontology:
    """Load the packaged ontology, once a process.

    Raises:
        ValueError: a table cannot be read (a fault of the package).
    """
    here = files("dateline.ontology")
    facts = _toml(here / "plover.toml")
    tables = here / "plover"
    words = _toml(tables / "words.toml")
    contexts = _toml(tables / "contexts.toml")
    classes = _classes(words["classes"])
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for name in (*NAMES, "NONE"):
        table = _toml(tables / f"{name.lower()}.toml")
        for entry in parse_entries(table, classes):
            index = nouns if entry.noun else verbs
            index.setdefault(entry.pattern.head, []).append(entry)
    return Ontology(
        types={name: _facts(name, facts["types"][name]) for name in NAMES},
        contexts=tuple(facts["contexts"]),
        verbs=_sorted(verbs),
        nouns=_sorted(nouns),
        classes=classes,
        content_modes=words["content"],
        context_words=_by_word(contexts["words"]),
        context_of={key: tuple(names.split()) for key, names in contexts["of"].items()},
        lemmas=words["lemmas"],
        cues={name: _by_lemma(rows) for name, rows in words["cues"].items()},
    )


def _toml(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _facts(name: EventType, row: Mapping[str, Any]) -> TypeFacts:
    modes = cast("Mapping[str, float]", row.get("modes", {}))
    return TypeFacts(name, row["quad"], row["intensity"], modes, row.get("recipient", False))


def _classes(rows: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Read word classes; a class may take in those above it (`@name`). `_` joins words of one lemma."""
    classes: dict[str, frozenset[str]] = {}
    for name, words in rows.items():
        members: set[str] = set()
        for word in words.split():
            if word.startswith("@"):
                members |= classes[word[1:]]
            else:
                members.add(word.replace("_", " "))
        classes[name] = frozenset(members)
    return classes


def _by_lemma(rows: Mapping[str, str]) -> dict[str, str]:
    return {word.replace("_", " "): mode for mode, words in rows.items() for word in words.split()}


def _by_word(rows: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for context, words in rows.items():
        for word in words.split():
            cue = word.replace("_", " ")
            found[cue] = (*found.get(cue, ()), context)
    return found


def _sorted(index: Mapping[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {head: tuple(sorted(entries, key=lambda e: -e.weight)) for head, entries in index.items()}
