"""What an event was about: PLOVER's contexts, from the words around it and from its type and modes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.ontology.plover import Ontology

_WORD: Final = re.compile(r"\w+(?:['’]s\b)?")
_NEAR: Final = 16
"""Words on each side of the trigger that may show a context: farther off in a long sentence stands another deed."""
_LONGEST: Final = 5
"""Words of the longest cue."""


def contexts(sentence: str, at: int, kind: Sequence[str], ontology: Ontology) -> tuple[str, ...]:
    """Return the contexts of an event, in the ontology's order.

    Args:
        sentence: the sentence that tells it.
        at: where its trigger begins in the sentence.
        kind: its type, then its modes.
        ontology: contexts, their cues, and the types and modes that bring one of themselves.
    """
    around = (*_words(sentence[:at])[-_NEAR:], *_words(sentence[at:])[: _NEAR + 1])
    type_, *modes = kind
    shown = {name for cue in _cues(around) for name in ontology.context_words.get(cue, ())}
    for key in (type_, *(f"{type_} {mode}" for mode in modes)):
        shown.update(ontology.context_of.get(key, ()))
    return tuple(name for name in ontology.contexts if name in shown)


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text.lower())]


def _cues(words: Sequence[str]) -> Iterator[str]:
    """Yield every run of words that may be a cue."""
    for first in range(len(words)):
        for last in range(first + 1, min(first + _LONGEST, len(words)) + 1):
            yield " ".join(words[first:last])
