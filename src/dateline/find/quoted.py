"""Direct speech: quotations tied to the cue beside them, joined where a cue cuts them, continued where none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.contents import cue_of
from dateline.find.found import Found
from dateline.find.layout import Layout
from dateline.find.speakers import name_span, subject_of
from dateline.find.stance import is_negated, stance_of
from dateline.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_STOPS: Final = frozenset({",", "!", "?", "…", "-", "–", "—", "―"})
_QUOTE_FRAMES: Final = ("quote", "quote_to")
REACH: Final = 30
"""Tokens within which the cue of a quotation is looked for."""


@dataclass(frozen=True, slots=True)
class _Cue:
    verb: Token
    last: int
    stance: Stance


def find_direct(layouts: Sequence[Layout]) -> list[Found]:
    """Find the statements in quotation marks.

    Args:
        layouts: the report's passages.

    Returns:
        The statements, with the quotations that follow without a cue of their own joined to them.
    """
    found: list[Found] = []
    awaiting: Found | None = None
    """A cue whose quotation begins in the next paragraph ("She said:")."""
    last: Found | None = None
    for layout in layouts:
        here: list[Found] = []
        pending: list[int] = []
        if layout.quotations:
            for first, end in layout.units:
                statements, loose = _unit(layout, first, end)
                for index in loose:
                    q = layout.quotations[index]
                    piece = (layout.passage.index, q.start, q.end)
                    if here:
                        here[-1].pieces.append(piece)
                    elif q.resumed and last is not None:
                        last.pieces.append(piece)
                        here.append(last)
                    elif awaiting is not None:
                        awaiting.pieces.append(piece)
                        here.append(awaiting)
                        found.append(awaiting)
                    else:
                        pending.append(index)
                if statements and pending:
                    for index in reversed(pending):
                        q = layout.quotations[index]
                        statements[0].pieces.insert(0, (layout.passage.index, q.start, q.end))
                    pending = []
                here.extend(statements)
                found.extend(statements)
            if (
                pending
                and last is not None
                and last.speaker is not None
                and layout.passage.zone.kind == "body"
            ):
                found_more = _continued(layout, pending, last)
                found.append(found_more)
                here.append(found_more)
        awaiting = _announced(layout) if not here or layout.doc[-1].text == ":" else None
        last = here[-1] if here else None
    return found


def _continued(layout: Layout, pending: Sequence[int], last: Found) -> Found:
    """A quotation alone in its paragraph goes on with the speaker of the paragraph before."""
    pieces = [(layout.passage.index, layout.quotations[k].start, layout.quotations[k].end) for k in pending]
    return Found(
        passage=layout.passage.index,
        pieces=pieces,
        stance="asserts",
        frame="quote",
        rule="quotation continued",
        elsewhere=last.speaker or last.elsewhere,
        confidence=0.6,
    )


def _announced(layout: Layout) -> Found | None:
    """A paragraph that ends with "she said:" announces the quotation of the next."""
    doc = layout.doc
    end = len(doc)
    while end and doc[end - 1].is_space:
        end -= 1
    if end == 0 or doc[end - 1].text not in (":", ","):
        return None
    first = layout.units[-1][0]
    cue = _cue_before(layout, first, end)
    return None if cue is None else _found(layout, cue, [], first, end)


def _unit(layout: Layout, first: int, end: int) -> tuple[list[Found], list[int]]:
    """Tie the quotations of one sentence to their cues.

    Returns:
        Statements, and the quotations that make up the sentence alone.
    """
    doc, quoted = layout.doc, layout.quoted
    order: list[int] = []
    for i in range(first, end):
        k = quoted[i]
        if k >= 0 and (not order or order[-1] != k):
            order.append(k)
    if not order:
        return [], []
    bounds = [(_first_of(layout, k, first, end), _past(layout, k, first, end)) for k in order]
    outside = [i for i in range(first, end) if quoted[i] < 0 and doc[i].is_alpha]
    if not outside:
        return [], order
    statements: list[Found] = []
    used: dict[int, Found] = {}
    for n, k in enumerate(order):
        low = bounds[n - 1][1] if n else first
        high = bounds[n + 1][0] if n + 1 < len(order) else end
        begin, past = bounds[n]
        q = layout.quotations[k]
        piece = (layout.passage.index, q.start, q.end)
        before = _cue_before(layout, low, begin)
        after = _cue_after(layout, past, high, q.end)
        if before is not None and before.verb.i in used:
            used[before.verb.i].pieces.append(piece)
            continue
        strong = before is not None and (doc[begin - 1].text == ":" or before.last == begin - 1)
        if before is not None and not _whole(layout, begin, past, end) and not strong:
            before = None
        if before is not None and strong and not _whole(layout, begin, past, end):
            # said “a man” was there: part of an indirect content
            continue
        cue = before if before is not None and (strong or after is None) else after
        if cue is None:
            continue
        if cue is after and n == 0:
            lead = [i for i in range(low, begin) if doc[i].is_alpha]
            if lead:
                piece = (layout.passage.index, doc[lead[0]].idx, q.end)
        elif cue is after and n > 0 and any(doc[i].is_alpha for i in range(low, begin)):
            previous = order[n - 1]
            if statements and layout.quotations[previous].end == statements[-1].pieces[-1][2]:
                continue
            start = doc[first].idx if quoted[first] < 0 else layout.quotations[order[0]].outer_start
            piece = (layout.passage.index, start, q.end)
        if cue.verb.i in used:
            used[cue.verb.i].pieces.append(piece)
            continue
        statement = _found(layout, cue, [piece], first, end)
        used[cue.verb.i] = statement
        statements.append(statement)
    if not statements and len(outside) <= 1 and len(order) == 1:
        return [], order
    return statements, []


def _first_of(layout: Layout, k: int, first: int, end: int) -> int:
    return next(i for i in range(first, end) if layout.quoted[i] == k)


def _past(layout: Layout, k: int, first: int, end: int) -> int:
    return next(i for i in range(end - 1, first - 1, -1) if layout.quoted[i] == k) + 1


def _whole(layout: Layout, begin: int, past: int, end: int) -> bool:
    """Say whether a quotation is a sentence of its own, not a part of one that goes on after it."""
    doc = layout.doc
    tail = [i for i in range(past, end) if not doc[i].is_space]
    if not tail or all(doc[i].is_punct for i in tail):
        return True
    inner = doc[past - 2].text if past - 2 > begin else ""
    return (
        inner in _STOPS
        or inner == "."
        or doc[tail[0]].text in (",", ";", "—", "–")
        or doc[tail[0]].lower_
        in ("and", "but", "before", "after", "as", "while", "when", "in", "on", "at", "during")
    )


def _speech(layout: Layout, i: int) -> _Cue | None:
    token = layout.doc[i]
    if layout.quoted[i] >= 0 or (token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB")):
        return None
    entry = cue_of(token)
    if entry is None:
        return None
    cue, last = entry
    for frame in _QUOTE_FRAMES:
        if frame in cue.frames:
            return _Cue(token, last, cue.frames[frame])
    return None


def _cue_before(layout: Layout, low: int, begin: int) -> _Cue | None:
    """Find the cue that introduces a quotation."""
    doc = layout.doc
    last = begin - 1
    while last >= low and doc[last].is_space:
        last -= 1
    if last < low:
        return None
    closing = doc[last].text
    for i in range(last, max(low, last - REACH) - 1, -1):
        cue = _speech(layout, i)
        if cue is None:
            if closing not in (",", ":") and doc[i].text in (",", ":", ";"):
                return None
            continue
        if cue.last == last or closing in (",", ":"):
            return cue
        if closing == "that" and cue.last == last - 1:
            return None
        entry = cue_of(cue.verb)
        if entry is not None and "quote_to" in entry[0].frames:
            return cue
        return None
    return None


def _cue_after(layout: Layout, past: int, high: int, quote_end: int) -> _Cue | None:
    """Find the cue that follows a quotation."""
    doc = layout.doc
    if past >= high:
        return None
    mark = doc.text[quote_end - 1]
    nxt = doc[past].text
    if mark not in ",!?…-–—." and nxt not in (",", "-", "–", "—", "―", ";"):
        direct = _speech(layout, past)
        if direct is None and not (
            doc[past].pos_ in ("PRON", "PROPN") and past + 1 < high and _speech(layout, past + 1)
        ):
            return None
    for i in range(past, min(high, past + REACH)):
        token = doc[i]
        if token.text in (";", ":") or (token.text in ".!?" and i > past):
            return None
        cue = _speech(layout, i)
        if cue is not None:
            if token.dep_ == "relcl" and any(c.lower_ in ("who", "which", "that") for c in token.children):
                continue
            return cue
    return None


def _found(layout: Layout, cue: _Cue, pieces: list[tuple[int, int, int]], first: int, end: int) -> Found:
    doc = layout.doc
    index = layout.passage.index
    words = " ".join(doc.text[a:b] for _, a, b in pieces)
    negated = is_negated(cue.verb)
    last = doc[cue.last]
    statement = Found(
        passage=index,
        pieces=pieces,
        stance=stance_of(cue.stance, frame="quote", negated=negated, content=words),
        frame="quote",
        rule="quotation with cue",
        verb=cue.verb.i,
        cue=(cue.verb.idx, last.idx + len(last)),
        negated=negated,
    )
    speaker = _speaker(layout, cue.verb, first, end)
    if speaker is not None:
        a, b = speaker
        statement.speaker = (index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
    return statement


def _speaker(layout: Layout, verb: Token, first: int, end: int) -> tuple[int, int] | None:
    """Find who speaks a quotation: the subject of its cue, else the noun phrase beside the cue."""
    doc, quoted = layout.doc, layout.quoted
    subject = subject_of(verb)
    if subject is not None and first <= subject.i < end and quoted[subject.i] < 0:
        low, high = first, end
        for i in range(subject.i, first - 1, -1):
            if quoted[i] >= 0:
                low = i + 1
                break
        for i in range(subject.i, end):
            if quoted[i] >= 0:
                high = i
                break
        if subject.i < verb.i:
            high = min(high, verb.i)
        else:
            low = max(low, verb.i + 1)
        return name_span(subject, low, high)
    best: tuple[int, int] | None = None
    for i in range(verb.i + 1, min(verb.i + 4, end)):
        if quoted[i] >= 0 or doc[i].text in ",;:.":
            break
        if doc[i].pos_ in ("PROPN", "PRON", "NOUN") and doc[i].dep_ not in ("dobj", "dative", "npadvmod"):
            head = doc[i]
            while (
                head.head.i != head.i
                and head.dep_ in ("compound", "det", "amod", "poss", "nmod")
                and head.head.i < end
            ):
                head = head.head
            best = name_span(head, verb.i + 1, end)
            break
    if best is not None:
        return best
    for i in range(verb.i - 1, first - 1, -1):
        if quoted[i] >= 0 or doc[i].text in ",;:.":
            break
        if doc[i].pos_ in ("PROPN", "PRON", "NOUN"):
            low = i
            while (
                low - 1 >= first
                and quoted[low - 1] < 0
                and doc[low - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PART")
            ):
                low -= 1
            return low, i + 1
    return None
