"""The languages that dateline reads, and how far: one row for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a language is read.

    Attributes:
        name: the language's name in English.
        parsed: a parse is made, and everything rests on it. Without one only statements and their speakers are
            put on record, by forms and the order of words; the cues are in `ontology/cues/<code>.toml`.
    """

    name: str
    parsed: bool


LANGUAGES: Final[Mapping[str, Reach]] = MappingProxyType(
    {
        "en": Reach("English", parsed=True),
        "de": Reach("German", parsed=False),
    }
)
"""ISO 639-1 codes and how far each is read."""


def reach_of(code: str) -> Reach:
    """Return how far a language is read; English is taken where nothing is known."""
    return LANGUAGES.get(code, LANGUAGES["en"])
