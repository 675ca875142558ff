"""A parse as columns: what finders ask of every token, taken once; they make tokens only where they look closer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of one parse; every list has one item a token.

    Attributes:
        text: the whole parse as it was read.
        words: the tokens as written.
        lower: the tokens in lower case.
        lemma: the lemmas in lower case.
        tag: Penn Treebank tags.
        pos: universal part-of-speech tags.
        dep: dependency labels.
        start: of each token its first character in `text`.
    """

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    start: list[int]


def columns_of(doc: Doc) -> Columns:
    """Take the columns of a parse."""
    tokens = list(doc)
    return Columns(
        text=doc.text,
        words=[token.text for token in tokens],
        lower=[token.lower_ for token in tokens],
        lemma=[token.lemma_.lower() for token in tokens],
        tag=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        start=[token.idx for token in tokens],
    )
