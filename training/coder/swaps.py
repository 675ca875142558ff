"""Swaps: the same sentence with other names in it, so that wordings are learned and not who acted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random

from coder.examples import Sentence

KINDS = ("GPE", "NORP", "PERSON", "ORG")


def pools(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """Collect the names of the corpus by their kind; plural and singular demonyms are kept apart."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for first, last, kind in sentence.names:
            if kind in KINDS:
                words = _words(sentence, first, last)
                found.setdefault(_pool(kind, words), set()).add(words)
    return {kind: sorted(names) for kind, names in sorted(found.items())}


def swapped(sentence: Sentence, names: Mapping[str, list[str]], random: Random) -> Sentence:
    """Return the sentence with each name replaced by another of its kind, the same one by the same."""
    chosen: dict[str, str] = {}
    text, position = "", 0
    spans = list(sentence.spans)
    for first, last, kind in sentence.names:
        start, end = sentence.spans[first][0], sentence.spans[last - 1][1]
        words = sentence.text[start:end]
        for index in range(_token_at(sentence, position), first):
            shift = len(text) - position
            spans[index] = (sentence.spans[index][0] + shift, sentence.spans[index][1] + shift)
        text += sentence.text[position:start]
        pool = names.get(_pool(kind, words), ())
        if kind in KINDS and pool:
            words = chosen.setdefault(words, random.choice(pool))
            # the whole name stands for each of its tokens
            spans[first:last] = [(len(text), len(text) + len(words))] * (last - first)
        else:
            shift = len(text) - start
            spans[first:last] = [(a + shift, b + shift) for a, b in sentence.spans[first:last]]
        text += words
        position = end
    shift = len(text) - position
    for index in range(_token_at(sentence, position), len(spans)):
        spans[index] = (sentence.spans[index][0] + shift, sentence.spans[index][1] + shift)
    return replace(sentence, text=text + sentence.text[position:], spans=tuple(spans))


def _words(sentence: Sentence, first: int, last: int) -> str:
    return sentence.text[sentence.spans[first][0] : sentence.spans[last - 1][1]]


def _pool(kind: str, words: str) -> str:
    return f"{kind}+" if kind == "NORP" and words.endswith("s") else kind


def _token_at(sentence: Sentence, character: int) -> int:
    return next((i for i, (start, _) in enumerate(sentence.spans) if start >= character), len(sentence.spans))
