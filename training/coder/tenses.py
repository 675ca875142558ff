"""Tenses: the same deed told as to come, as possible or as not done, so that the verb's form is learned too.

Marked sentences whose main verb names an event in the simple past are told once more in another form, with type
and status as the codebook has them for it. They are made while training and counted apart from the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from zlib import crc32

from dateline.markup import Mark, Marked
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FORMS: Final = ("will {base}", "did not {base}", "may {base}", "has {participle}", "failed to {base}")
_COOPERATION: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_ACTS: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def participles(docs: Iterable[Doc]) -> dict[str, str]:
    """Collect the past participle of every verb that the texts use in that form."""
    found: dict[str, str] = {}
    for doc in docs:
        for token in doc:
            if token.tag_ == "VBN" and token.pos_ == "VERB":
                found.setdefault(token.lemma_.lower(), token.lower_)
    return found


def retold(marked: Marked, doc: Doc, known: Mapping[str, str]) -> Iterator[Marked]:
    """Yield a sentence in one other form, if its main verb names an event in the simple past.

    Args:
        marked: the sentence with its marks.
        doc: its parse.
        known: past participles by lemma.
    """
    for mark in marked.of("event"):
        verb = _main_verb(mark, doc)
        if verb is None or len(mark.values) != 3 or mark.values[2] != "occurred":
            continue
        form = _FORMS[crc32(marked.text.encode()) % len(_FORMS)]
        values = _values(mark.values, form)
        participle = known.get(verb.lemma_.lower())
        if values is None or participle is None:
            return
        words = form.format(base=verb.lemma_.lower(), participle=participle)
        yield _rewritten(marked, verb.idx, verb.idx + len(verb), words, mark.id, values)
        return


def _main_verb(mark: Mark, doc: Doc) -> Token | None:
    tokens = doc.char_span(mark.span.start, mark.span.end, alignment_mode="expand")
    if tokens is None:
        return None
    verb = tokens.root
    plain = verb.dep_ == "ROOT" and verb.tag_ == "VBD" and verb.pos_ == "VERB"
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not plain or not subjects or subjects[0].i > verb.i:
        return None
    singular = subjects[0].tag_ in ("NN", "NNP") and not any(c.dep_ == "conj" for c in subjects[0].children)
    # "has" wants a singular; a particle or a second verb would have to change with the first
    bare = not any(child.dep_ in ("aux", "auxpass", "neg", "conj") for child in verb.children)
    return verb if singular and bare else None


def _values(values: tuple[str, ...], form: str) -> tuple[str, ...] | None:
    """Return type, modes and status of the deed in another form, by the codebook."""
    type_, modes, _ = values
    if form.startswith("has"):
        return values
    if form.startswith(("did not", "failed")):
        return type_, modes, "negated"
    if form.startswith("may"):
        return type_, modes, "hypothetical"
    if type_ in _COOPERATION:
        return "AGREE", "-", "occurred"
    if type_ == "RETREAT":
        return "CONCEDE", "-", "occurred"
    return (type_, modes, "future") if type_ in _ACTS else None


def _rewritten(marked: Marked, start: int, end: int, words: str, own: str, values: tuple[str, ...]) -> Marked:
    """Return the sentence with other words in one place, its marks moved along."""
    text = marked.text[:start] + words + marked.text[end:]
    shift = len(words) - (end - start)
    marks = []
    for mark in marked.marks:
        first = mark.span.start + shift if mark.span.start >= end else mark.span.start
        last = mark.span.end + shift if mark.span.end >= end else mark.span.end
        if mark.id == own and mark.span.start <= start < mark.span.end:
            first = start + words.rindex(" ") + 1
            last = max(last, start + len(words))
        moved = replace(mark, span=Span(first, last, text[first:last]))
        marks.append(replace(moved, values=values) if mark.id == own and mark.values else moved)
    return Marked(text, tuple(marks))
