"""How a passage is laid out: its quotations, the tokens in them, and its sentences as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.statements.quotemarks import Quotation
from dateline.find.syntax import Passage

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENDS: Final = frozenset(".!?…")
_CLOSERS: Final = frozenset({"”", "’", '"', "'", "''", ")", "]", "»"})


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A passage with its quotations and units.

    Attributes:
        passage: the passage.
        text: the parse's text (spaCy puts it together anew each time it is asked).
        quotations: its outer quotations, in the order of the text.
        inner: quotations inside those.
        quoted: for each token the index of the outer quotation it lies in (its marks included), or -1.
        units: sentences, first token and past the last; a quotation is never cut, unlike in the parse.
        unit_at: for each token the index of its unit.
    """

    passage: Passage
    text: str
    quotations: tuple[Quotation, ...]
    inner: tuple[Quotation, ...]
    quoted: Sequence[int]
    units: tuple[tuple[int, int], ...]
    unit_at: Sequence[int]

    @property
    def doc(self) -> Doc:
        """The parse."""
        return self.passage.doc


def lay_out(passage: Passage, text: str, quotations: Sequence[Quotation]) -> Layout:
    """Bring a passage's tokens and quotations together.

    Args:
        passage: the passage.
        text: the text of its parse.
        quotations: its quotations.
    """
    doc = passage.doc
    outer = tuple(q for q in quotations if q.depth == 0)
    inner = tuple(q for q in quotations if q.depth)
    quoted = [-1] * len(doc)
    if outer:
        number = 0
        for token in doc:
            while number < len(outer) and token.idx >= outer[number].outer_end:
                number += 1
            if number == len(outer):
                break
            if token.idx + len(token) > outer[number].outer_start:
                quoted[token.i] = number
    units = _units(doc, quoted)
    unit_at = [0] * len(doc)
    for index, (first, last) in enumerate(units):
        for i in range(first, last):
            unit_at[i] = index
    return Layout(passage, text, outer, inner, quoted, units, unit_at)


def _units(doc: Doc, quoted: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Cut a passage into sentences.

    The parser cuts inside quotations and after them, and sometimes in mid-sentence; a cut is kept only where
    the words before end a sentence and those after do not go on with it.
    """
    cuts = [0]
    previous = -1
    """The last token before this one that is not white space."""
    for token in doc:
        i = token.i
        if token.is_space:
            continue
        last, previous = previous, i
        if last < 0 or (quoted[i] >= 0 and quoted[i] == quoted[last]):
            continue
        before = doc[last].text
        ended, closed = before[-1:], False
        if before in _CLOSERS or (ended in _CLOSERS and len(before) == 1):
            closed = True
            ended = doc[last - 1].text[-1:] if last else ""
        if before in ("X.", "WhatsApp.") and doc[last - 1].lower_ == "on" and token.text[:1].isupper():
            cuts.append(i)
            continue
        if ended not in _ENDS or not _may_begin(token, opens=quoted[i] >= 0):
            continue
        if closed and quoted[last] >= 0 and ended != ".":
            # “Really?” Smith said.
            if token.is_sent_start and not _speaks_next(doc, i, quoted):
                cuts.append(i)
        elif token.is_sent_start or closed or ended in "!?" or (quoted[i] >= 0 and before == "."):
            cuts.append(i)
    return tuple((a, b) for a, b in zip(cuts, [*cuts[1:], len(doc)], strict=True) if b > a)


def _may_begin(token: Token, *, opens: bool) -> bool:
    first = token.text[:1]
    return opens or first.isupper() or not first.isalpha()


def _speaks_next(doc: Doc, start: int, quoted: Sequence[int]) -> bool:
    """Say whether the words after a closing mark are "Smith said" rather than a new sentence."""
    from dateline.ontology.cues import load_cues

    verbs = load_cues().verbs
    for i in range(start, min(start + 7, len(doc))):
        token = doc[i]
        if quoted[i] >= 0 or token.text in ".;":
            return False
        if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in verbs:
            kin = verbs[token.lemma_.lower()]
            return any("quote" in cue.frames for cue in kin)
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            return False
    return False
