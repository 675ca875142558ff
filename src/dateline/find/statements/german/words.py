"""Words and sentences of a German passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dateline.find.statements.quotemarks import Quotation
from dateline.ontology.formcues import load_form_cues

_TOKEN: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[-–&/'’.][^\W_]+)*-?|\S")
_ENDS: Final = frozenset(".!?…")
_CLOSERS: Final = frozenset("“”\"«»‘’'‹›)]")
_OPENERS: Final = frozenset('„“"»«‚›')


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign.

    Attributes:
        start: first character, in the parse's own offsets.
        end: past the last character.
        text: the characters.
        low: the same in lower case.
        quote: index of the outer quotation that it lies in (its marks included), or -1.
    """

    start: int
    end: int
    text: str
    low: str
    quote: int

    @property
    def capital(self) -> bool:
        """It begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def alphabetic(self) -> bool:
        """It is a word or a number, not a sign."""
        return self.text[0].isalnum()


def words_of(text: str, quotations: Sequence[Quotation]) -> tuple[Word, ...]:
    """Cut a passage into words.

    Args:
        text: the text of the passage.
        quotations: its outer quotations, in the order of the text.
    """
    found = []
    number = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while number < len(quotations) and start >= quotations[number].outer_end:
            number += 1
        inside = number < len(quotations) and end > quotations[number].outer_start
        token = match.group()
        found.append(Word(start, end, token, token.lower(), number if inside else -1))
    return tuple(found)


def sentences(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Cut words into sentences.

    A quotation is never cut, and a full stop after an abbreviation or an ordinal ends nothing.

    Args:
        words: the words of a passage.

    Returns:
        First word and past the last word of each sentence.
    """
    cuts = [0]
    cuts.extend(i + 1 for i in range(len(words) - 1) if _ends(words, i))
    return tuple((a, b) for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True) if b > a)


def _ends(words: Sequence[Word], i: int) -> bool:
    """Say whether a sentence ends with word i."""
    word, following = words[i], words[i + 1]
    if word.quote >= 0 and word.quote == following.quote:
        return False
    if not (following.capital or following.text in _OPENERS or following.text[0].isdigit()):
        return False
    if word.text in _ENDS:
        return word.text != "." or i == 0 or _full_stop(words, i)
    if word.text in _CLOSERS and i:
        # „Wir gehen.“ Danach ...
        inner = words[i - 1].text
        return inner in _ENDS and not (inner != "." and following.low == "so")
    return False


def _full_stop(words: Sequence[Word], i: int) -> bool:
    """Say whether the full stop at i ends a sentence, rather than an abbreviation or an ordinal."""
    table = load_form_cues("de")
    before, following = words[i - 1], words[i + 1]
    if following.start == words[i].end and following.text not in _OPENERS:
        # "z.B.": no space. A space that was forgotten between two sentences shows by its capital.
        return len(before.text) > 3 and following.capital
    if before.text.isdigit() and len(before.text) <= 2:
        return following.text in table.starters
    if before.text in table.abbreviations or (len(before.text) == 1 and before.text.isalpha()):
        return before.text in ("a", "o") and following.text in table.starters
    return True
