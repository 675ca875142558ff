"""Attribution: the quotations of one sentence tied to the cues beside them, joined where a cue cuts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dateline.find.statements.circumstances import add_circumstances
from dateline.find.statements.contents import content_of
from dateline.find.statements.cues import cue_of
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.pieces import Piece, quotation_piece, tokens_piece
from dateline.find.statements.quotecues import QuoteCue, cue_after, cue_before
from dateline.find.statements.quotespeakers import quotation_speaker
from dateline.find.statements.stance import is_negated, stance_of

_STOPS: Final = frozenset({",", ".", "!", "?", "…", "-", "–", "—", "―"})
_RESUMING: Final = frozenset(
    {"and", "but", "before", "after", "as", "while", "when", "in", "on", "at", "during"}
)
"""Words with which a sentence goes on after a quotation that is whole in itself."""
_GAP: Final = 7
"""Tokens that a name before a colon may have."""
_LONG: Final = 8
"""Tokens above which a quotation that opens a sentence is a sentence of its own, whatever follows it."""


def attribute(layout: Layout, first: int, end: int) -> tuple[list[Found], list[int]]:
    """Tie the quotations of one sentence to their cues.

    Args:
        layout: the passage.
        first: first token of the sentence.
        end: past its last token.

    Returns:
        Statements, and the quotations that make up the sentence alone.
    """
    order, bounds, outside = _quotations_in(layout, first, end)
    if not order or not outside:
        return [], order
    doc, used = layout.doc, dict[int, Found]()
    for n, k in enumerate(order):
        low = bounds[n - 1][1] if n else first
        high = bounds[n + 1][0] if n + 1 < len(order) else end
        begin, past = bounds[n]
        before = cue_before(layout, low, begin)
        piece = quotation_piece(layout, k)
        name = _gapped(layout, low, begin) if used and (before is None or before.verb.i in used) else None
        if name is not None:
            used[begin - 1] = _after_name(layout, name, begin - 1, piece)
            continue
        if before is not None and before.verb.i in used:
            used[before.verb.i].pieces.append(piece)
            continue
        cue = _choose(layout, (low, begin, past, high, end), piece[2], before)
        if cue is None or cue.verb.i in used:
            latest = max((v for v in used if low <= v < begin), default=None)
            if latest is not None and _goes_on(layout, latest, begin):
                used[latest].pieces.append(piece)
                continue
        if cue is None:
            continue
        if cue is not before and any(doc[i].is_alpha for i in range(low, begin)):
            lead = _lead(layout, (first, low, begin, past, end), piece[2], used)
            if lead is None:
                continue
            piece = (layout.passage.index, lead, piece[2])
        if cue.verb.i in used:
            used[cue.verb.i].pieces.append(piece)
            continue
        statement = attributed(layout, cue, [piece], first, end)
        if cue is before and doc[begin - 1].text == ":" and cue.last != begin - 2:
            statement.after_colon = piece[1]
        used[cue.verb.i] = statement
    opens = bounds[0][0] == first and bounds[0][1] - first > _LONG
    alone = len(order) == 1 and (outside <= 1 or opens)
    return list(used.values()), order if not used and alone else []


def _quotations_in(layout: Layout, first: int, end: int) -> tuple[list[int], list[tuple[int, int]], int]:
    """Return the quotations of a sentence, the tokens that each takes up, and how many words are outside."""
    order: list[int] = []
    bounds: list[tuple[int, int]] = []
    outside = 0
    for i in range(first, end):
        k = layout.quoted[i]
        if k < 0:
            outside += layout.doc[i].is_alpha
        elif order and order[-1] == k:
            bounds[-1] = (bounds[-1][0], i + 1)
        else:
            order.append(k)
            bounds.append((i, i + 1))
    return order, bounds, outside


def _gapped(layout: Layout, low: int, begin: int) -> tuple[int, int] | None:
    """Return the name in “We go,” she said, and the bishop: “We stay.”, where the second cue is left out."""
    doc = layout.doc
    if doc[begin - 1].text != ":":
        return None
    first = next((i for i in range(begin - 2, low - 1, -1) if doc[i].pos_ in ("CCONJ", "PUNCT")), None)
    if first is None or doc[first].pos_ != "CCONJ" or not 0 < begin - 2 - first < _GAP:
        return None
    words = doc[first + 1 : begin - 1]
    if any(t.pos_ in ("VERB", "AUX") for t in words) or words[-1].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return first + 1, begin - 1


def _after_name(layout: Layout, name: tuple[int, int], colon: int, piece: Piece) -> Found:
    """Make a statement whose cue is the colon after its speaker's name."""
    return Found(
        passage=layout.passage.index,
        pieces=[piece],
        stance="asserts",
        frame="quote",
        rule="name before a colon",
        verb=colon,
        cue=tokens_piece(layout, colon, colon + 1)[1:],
        speaker=tokens_piece(layout, *name),
        confidence=0.8,
    )


def _goes_on(layout: Layout, verb: int, begin: int) -> bool:
    """Say whether a quotation after a cue goes on with it: “I like him,” she said, but “he is late.”."""
    doc = layout.doc
    if doc[begin - 1].text == ",":
        return True
    comma = next((i for i in range(verb, begin) if doc[i].text in (",", ";", "—", "–")), None)
    if comma is None or begin - comma > 4:
        return False
    return all(doc[i].pos_ in ("CCONJ", "ADV", "PUNCT", "SCONJ", "PART") for i in range(comma, begin))


def _choose(
    layout: Layout, place: tuple[int, int, int, int, int], quote_end: int, before: QuoteCue | None
) -> QuoteCue | None:
    """Choose between the cue before a quotation and the one after it.

    Args:
        layout: the passage.
        place: first token before the quotation that may hold its cue, its opening mark, the token past its
            closing mark, the first token that belongs to the next quotation, the end of the sentence.
        quote_end: past the last quoted character.
        before: the cue before it.
    """
    low, begin, past, high, end = place
    doc = layout.doc
    after = cue_after(layout, past, high, quote_end)
    if before is None:
        own = None if after is None else cue_of(after.verb)
        if own is not None and after is not None and begin > low:
            # "On “The Late Show,” the mayor said he would stay": the cue has a content of its own
            content = content_of(after.verb, *own)
            if content is not None and content.runs[0][0] > after.verb.i and content.frame == "clause":
                return None
        return after
    if doc[begin - 1].text not in (",", ":") and not _speech_like(layout, begin, past):
        return None
    strong = doc[begin - 1].text == ":" or before.last == begin - 1
    if not _whole(layout, begin, past, end):
        # said “a man” was there: part of an indirect content
        return None if strong else after
    return before if strong or after is None else after


def _lead(
    layout: Layout, place: tuple[int, int, int, int, int], quote_end: int, used: Mapping[int, Found]
) -> int | None:
    """Return where a content begins whose quotation has words before it ("With two left, “we wait,” he said").

    Returns:
        The first character, or `None` if the words before are not part of what is said.
    """
    first, low, begin, past, end = place
    doc = layout.doc
    if low > first:
        # words between two quotations: one content, unless the first has a cue of its own
        if used:
            return None
        opening = layout.quoted[first]
        return doc[first].idx if opening < 0 else layout.quotations[opening].outer_start
    words = [i for i in range(low, begin) if doc[i].is_alpha]
    return doc[words[0]].idx if _leads(layout, words, past, end, quote_end) else None


def _leads(layout: Layout, lead: Sequence[int], past: int, end: int, quote_end: int) -> bool:
    """Say whether words before a quotation belong to what is said ("With two left, “we wait,” he said")."""
    doc = layout.doc
    for i in lead:
        token = doc[i]
        if token.tag_ in ("VBD", "VBZ", "VBP") and cue_of(token) is not None:
            return False
    return layout.text[quote_end - 1] in ",!?…—–" or (past < end and doc[past].text == ",")


def _speech_like(layout: Layout, begin: int, past: int) -> bool:
    """Say whether quoted words that follow their cue at once are a sentence, not a part of one."""
    doc = layout.doc
    inner = [doc[i] for i in range(begin + 1, past - 1)]
    if not inner:
        return False
    if inner[-1].text in (".", "!", "?", ",", "…"):
        return True
    return inner[0].text[:1].isupper() and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in inner)


def _whole(layout: Layout, begin: int, past: int, end: int) -> bool:
    """Say whether a quotation is a sentence of its own, not a part of one that goes on after it."""
    doc = layout.doc
    tail = [i for i in range(past, end) if not doc[i].is_space]
    if not tail or all(doc[i].is_punct for i in tail):
        return True
    inner = doc[past - 2].text if past - 2 > begin else ""
    return inner in _STOPS or doc[tail[0]].text in (",", ";", "—", "–") or doc[tail[0]].lower_ in _RESUMING


def attributed(layout: Layout, cue: QuoteCue, pieces: list[Piece], first: int, end: int) -> Found:
    """Make the statement of a cue.

    Args:
        layout: the passage.
        cue: the verb of saying.
        pieces: the quotations that it introduces or follows.
        first: first token of the sentence.
        end: past its last token.
    """
    words = " ".join(layout.text[a:b] for _, a, b in pieces)
    negated = is_negated(cue.verb)
    last = layout.doc[cue.last]
    statement = Found(
        passage=layout.passage.index,
        pieces=pieces,
        stance=stance_of(cue.stance, frame="quote", negated=negated, content=words),
        frame="quote",
        rule="quotation with cue",
        verb=cue.verb.i,
        cue=(cue.verb.idx, last.idx + len(last)),
        negated=negated,
    )
    speaker = quotation_speaker(layout, cue.verb, first, end)
    if speaker is not None:
        statement.speaker = tokens_piece(layout, *speaker)
    add_circumstances(statement, cue.verb, first, end)
    return statement
