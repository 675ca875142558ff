"""Task `factuality`: the value of each target word, which the sheet gives as places among its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from dateline.config import Settings
from dateline.find.factuality.value import factuality
from dateline.find.factuality.weights import load
from dateline.find.syntax import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

_QUOTES: Final = {"``": '"', "''": '"'}


def targets(rows: Sequence[dict[str, Any]], nlp: Language) -> Iterator[list[Token]]:
    """Parse the sheet's tokens as they are, and yield the target words of each row."""
    from spacy.tokens import Doc

    docs = (Doc(nlp.vocab, [_QUOTES.get(word, word) for word in row["text"].split()]) for row in rows)
    for row, doc in zip(rows, nlp.pipe(docs), strict=True):
        yield [doc[target["tok"][0] : target["tok"][1]].root for target in row["targets"]]


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Answer every row with the values of its words."""
    weights = load()
    for row, words in zip(rows, targets(rows, load_pipeline(Settings().pipeline)), strict=True):
        yield {"id": row["id"], "values": [round(factuality(word, weights), 3) for word in words]}
