"""Headlines that attribute without a verb in what is said: "No talks, says minister", "Strike kills 12 - army"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from dateline.find.statements.cues import cue_of
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import tokens_piece
from dateline.find.statements.speakers import trim
from dateline.find.statements.stance import stance_of
from dateline.model import Stance
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADS: Final = frozenset({"headline", "deck", "subhead"})
_NAME: Final = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "NUM"})
_DASHES: Final = frozenset({"-", "--", "–", "—", "―"})
_MARKS: Final = frozenset("‘“\"'«")
_LONGEST: Final = 7
"""Tokens of the longest name in a headline."""


def find_headlines(layout: Layout, has: Collection[int | None]) -> list[Found]:
    """Find what a headline says somebody said without a clause that would tell it.

    Args:
        layout: a passage.
        has: tokens of the cues that have their content already.
    """
    if layout.passage.zone.kind not in HEADS or len(layout.doc) < 4:
        return []
    end = len(layout.doc)
    while end > 1 and (layout.doc[end - 1].is_space or layout.doc[end - 1].text == "."):
        end -= 1
    statement = _cue_last(layout, end, has) or _name_last(layout, end) or _name_first(layout, end)
    return [] if statement is None else [statement]


def _cue_last(layout: Layout, end: int, has: Collection[int | None]) -> Found | None:
    """Read "No talks, says minister" and "No talks, minister says"."""
    doc = layout.doc
    comma = next((i for i in range(end - 2, 1, -1) if doc[i].text == ","), None)
    if comma is None or layout.quoted[comma] >= 0 or end - comma - 2 > _LONGEST:
        return None
    verb = next((doc[i] for i in (comma + 1, end - 1) if doc[i].tag_ in ("VBZ", "VBD", "VBP")), None)
    entry = None if verb is None else cue_of(verb)
    if verb is None or entry is None or verb.i in has or not {"quote", "clause"} <= entry[0].frames.keys():
        return None
    first, last = (verb.i + 1, end) if verb.i == comma + 1 else (comma + 1, verb.i)
    if first >= last or any(doc[i].pos_ not in _NAME for i in range(first, last)):
        return None
    return _told(layout, (0, comma), (first, last), verb, entry[0].frames["clause"])


def _name_last(layout: Layout, end: int) -> Found | None:
    """Read "Port to close on Friday – minister" and "‘We will not go’ - mayor"."""
    doc = layout.doc
    mark = next((i for i in range(end - 2, 1, -1) if doc[i].text in _DASHES or doc[i].text == ":"), None)
    if mark is None or layout.quoted[mark] >= 0 or end - mark - 1 > _LONGEST:
        return None
    if not _apart(doc[mark]) or any(doc[i].pos_ not in _NAME for i in range(mark + 1, end)):
        return None
    quotation = layout.quoted[mark - 1] >= 0 and layout.quoted[0] == layout.quoted[mark - 1]
    if quotation and doc[mark + 1].text[0].isupper():
        return None  # a signature, which is read as such
    if not _is_source(doc[end - 1]):
        return None
    return _told(layout, (0, mark), (mark + 1, end), doc[mark])


def _name_first(layout: Layout, end: int) -> Found | None:
    """Read "Minister: no talks" and "Mayor on tax: never again", where no verb follows the colon."""
    doc = layout.doc
    colon = next((i for i in range(1, min(_LONGEST + 2, end - 2)) if doc[i].text == ":"), None)
    if colon is None or any(doc[i].pos_ in ("VERB", "AUX") for i in range(colon + 1, end)):
        return None
    last = next((i for i in range(1, colon) if doc[i].lower_ in ("on", "to")), colon)
    if any(doc[i].pos_ not in _NAME for i in range(last)) or not _is_source(doc[last - 1]):
        return None
    if doc[last - 1].lemma_.lower() in load_cues().surveys:
        return None  # "Report: five best beaches"
    return _told(layout, (colon + 1, end), (0, last), doc[colon])


def _apart(mark: Token) -> bool:
    """Say whether a dash stands between two parts of a headline, not within a word; a colon does."""
    return mark.text == ":" or (mark.i > 0 and bool(mark.nbor(-1).whitespace_) and bool(mark.whitespace_))


def _is_source(head: Token) -> bool:
    """Say whether a noun is one of those who speak in headlines: an office or a body, not the paper itself."""
    sources = load_cues().sources
    return head.lower_ in sources or head.lemma_.lower() in sources


def _told(
    layout: Layout, content: tuple[int, int], name: tuple[int, int], cue: Token, stance: Stance = "asserts"
) -> Found | None:
    """Make the statement of a headline, if at least two words are said."""
    doc = layout.doc
    a, b = trim(doc, *content)
    while b - a > 1 and doc[b - 1].text in _MARKS:
        b -= 1
    while b - a > 1 and doc[a].text in _MARKS:
        a += 1
    if sum(doc[i].is_alpha for i in range(a, b)) < 2:
        return None
    piece = tokens_piece(layout, a, b)
    return Found(
        passage=layout.passage.index,
        pieces=[piece],
        stance=stance_of(stance, frame="clause", content=layout.text[piece[1] : piece[2]]),
        frame="clause" if cue.is_alpha else "colon",
        rule="headline without a verb" if cue.is_alpha else "name beside a mark in a headline",
        verb=cue.i,
        cue=(cue.idx, cue.idx + len(cue)),
        speaker=tokens_piece(layout, *name),
        confidence=0.6,
    )
