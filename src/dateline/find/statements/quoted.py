"""Direct speech: quotations tied to the cue beside them, joined where a cue cuts them, continued where none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dateline.find.statements.circumstances import add_circumstances
from dateline.find.statements.contents import content_of
from dateline.find.statements.cues import cue_of
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.phrases import is_turn
from dateline.find.statements.quotecues import QuoteCue, cue_after, cue_before, speech_at
from dateline.find.statements.speakers import LONGEST_NAME, name_span, subject_of
from dateline.find.statements.stance import is_negated, stance_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_STOPS: Final = frozenset({",", "!", "?", "…", "-", "–", "—", "―"})


def find_direct(layouts: Sequence[Layout]) -> list[Found]:
    """Find the statements in quotation marks.

    Args:
        layouts: the report's passages.

    Returns:
        The statements, with the quotations that follow without a cue of their own joined to them.
    """
    found: list[Found] = []
    thread = _Thread()
    for layout in layouts:
        found.extend(_paragraph(layout, thread))
    return found


@dataclass(slots=True)
class _Thread:
    """What one paragraph leaves to the next.

    Attributes:
        last: the statement that the paragraph ended with.
        awaiting: a cue whose quotation begins in the next paragraph ("She said:").
        told: who spoke in the paragraph's last sentence, where that has no quotation of its own.
        carried: quotations that run on into the next paragraph before anybody is named.
    """

    last: Found | None = None
    awaiting: Found | None = None
    told: tuple[int, int, int] | None = None
    carried: list[tuple[int, int, int]] = field(default_factory=list)


def _paragraph(layout: Layout, thread: _Thread) -> list[Found]:
    """Find the statements that begin in a paragraph, and hand the thread on."""
    found: list[Found] = []
    current: Found | None = None
    pending: list[int] = []
    turn = is_turn(layout)
    units = layout.units if layout.quotations and not turn else ()
    told: tuple[int, int, int] | None = None
    for first, end in units:
        statements, loose = _unit(layout, first, end)
        if (
            loose
            and told is not None
            and current is None
            and not thread.carried
            and not layout.quotations[loose[0]].resumed
        ):
            # "The mayor said she would stay. “Nobody asked me.”"
            current = _continued(layout, [], told)
            found.append(current)
        told = None if loose or statements else _source_of(layout, first, end)
        for index in loose:
            q = layout.quotations[index]
            piece = (layout.passage.index, q.start, q.end)
            if current is None and not thread.carried and q.resumed:
                current = thread.last
            if current is None and not thread.carried and thread.awaiting is not None:
                current = thread.awaiting
                found.append(current)
            if current is not None:
                current.pieces.append(piece)
            else:
                pending.append(index)
        if statements:
            waiting = [
                (layout.passage.index, layout.quotations[k].start, layout.quotations[k].end) for k in pending
            ]
            statements[0].pieces[:0] = [*thread.carried, *waiting]
            thread.carried, pending = [], []
            found.extend(statements)
            current = statements[-1]
    if pending:
        current = _left_over(layout, pending, thread)
        if current is not None:
            found.append(current)
    else:
        thread.carried = []
    thread.awaiting = _announced(layout) if current is None or layout.doc[-1].text == ":" else None
    thread.last = current
    thread.told = None
    if current is None and not turn and layout.passage.zone.kind == "body" and layout.units:
        thread.told = told if layout.quotations else _source_of(layout, *layout.units[-1])
    return found


def _left_over(layout: Layout, pending: Sequence[int], thread: _Thread) -> Found | None:
    """Deal with a paragraph that is a quotation and names nobody."""
    if not layout.quotations[pending[-1]].closed:
        thread.carried += [
            (layout.passage.index, layout.quotations[k].start, layout.quotations[k].end) for k in pending
        ]
        return None
    thread.carried = []
    if _is_heading(layout):
        return None
    last = thread.last
    source = thread.told if last is None else last.speaker or last.elsewhere
    if source is None or layout.passage.zone.kind != "body":
        return None
    return _continued(layout, pending, source)


def _is_heading(layout: Layout) -> bool:
    """Say whether a paragraph is a heading in quotation marks (“All Bets Are Off”), not somebody's words."""
    words = [word.strip("“”‘’\"'.,!?") for word in layout.text.split()]
    capitals = [word[:1].isupper() for word in words if word]
    return (
        len(words) < _HEADING and sum(capitals[1:]) > 1 and all(w[0].isupper() for w in words if len(w) > 3)
    )


def _source_of(layout: Layout, first: int, end: int) -> tuple[int, int, int] | None:
    """Return who says something in a sentence without quotations, if its main verb is one of saying."""
    doc, quoted = layout.doc, layout.quoted
    if any(quoted[i] >= 0 for i in range(first, end)) and not any(
        quoted[i] < 0 and doc[i].dep_ == "ROOT" for i in range(first, end)
    ):
        return None
    for i in range(first, end):
        verb = doc[i]
        if verb.dep_ not in ("ROOT", "parataxis") or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        if speech_at(layout, i) is None:
            continue
        subject = subject_of(verb)
        if subject is None or not first <= subject.i < end or subject.lower_ in _NO_SOURCE:
            return None
        a, b = name_span(subject, first, verb.i) if subject.i < verb.i else name_span(subject, i + 1, end)
        return layout.passage.index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])
    return None


_HEADING: Final = 10
"""Words from which a paragraph in capitals is no heading."""


def _apposed(layout: Layout, verb: Token, first: int) -> tuple[int, int] | None:
    """Return a name with its apposition between a quotation and its cue (“We lost,” Bello, an ally, said)."""
    doc = layout.doc
    low = next((i + 1 for i in range(verb.i - 1, first - 1, -1) if layout.quoted[i] >= 0), first)
    words = doc[low : verb.i - 1]
    if not 0 < len(words) < LONGEST_NAME or words[0].pos_ not in ("PROPN", "DET", "NOUN", "PRON", "ADJ"):
        return None
    return None if any(t.pos_ in ("VERB", "AUX") for t in words) else (low, verb.i - 1)


_DAYS: Final = frozenset(
    {
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("morning", "afternoon", "evening", "night", "today", "yesterday", "tonight"),
    }
)
"""Words after a cue that tell when, whatever the parser takes them for."""
_NO_SOURCE: Final = frozenset({"i", "you", "it", "this", "that", "which", "nobody", "none"})
"""Subjects after which a quotation without a cue is nobody's in particular."""


def _continued(layout: Layout, pending: Sequence[int], source: tuple[int, int, int]) -> Found:
    """A quotation alone in its sentence goes on with the speaker of the one before."""
    pieces = [(layout.passage.index, layout.quotations[k].start, layout.quotations[k].end) for k in pending]
    return Found(
        passage=layout.passage.index,
        pieces=pieces,
        stance="asserts",
        frame="quote",
        rule="quotation continued",
        elsewhere=source,
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
    cue = cue_before(layout, first, end)
    return None if cue is None else _found(layout, cue, [], first, end)


def _unit(layout: Layout, first: int, end: int) -> tuple[list[Found], list[int]]:
    """Tie the quotations of one sentence to their cues.

    Returns:
        Statements, and the quotations that make up the sentence alone.
    """
    doc, quoted = layout.doc, layout.quoted
    order: list[int] = []
    bounds: list[tuple[int, int]] = []
    outside = 0
    for i in range(first, end):
        k = quoted[i]
        if k < 0:
            outside += doc[i].is_alpha
        elif order and order[-1] == k:
            bounds[-1] = (bounds[-1][0], i + 1)
        else:
            order.append(k)
            bounds.append((i, i + 1))
    if not order or not outside:
        return [], order
    used: dict[int, Found] = {}
    for n, k in enumerate(order):
        low = bounds[n - 1][1] if n else first
        high = bounds[n + 1][0] if n + 1 < len(order) else end
        begin, past = bounds[n]
        q = layout.quotations[k]
        before = cue_before(layout, low, begin)
        piece = (layout.passage.index, q.start, q.end)
        name = _gapped(layout, low, begin) if used and (before is None or before.verb.i in used) else None
        if name is not None:
            used[begin - 1] = _after_name(layout, name, begin - 1, piece)
            continue
        if before is not None and before.verb.i in used:
            used[before.verb.i].pieces.append(piece)
            continue
        cue = _cue(layout, (low, begin, past, high, end), q.end, before)
        if cue is None or cue.verb.i in used:
            latest = max((v for v in used if low <= v < begin), default=None)
            if latest is not None and _goes_on(layout, latest, begin):
                used[latest].pieces.append(piece)
                continue
        if cue is None:
            continue
        if cue is not before and any(doc[i].is_alpha for i in range(low, begin)):
            lead = _lead(layout, (first, low, begin, past, end), q.end, used)
            if lead is None:
                continue
            piece = (layout.passage.index, lead, q.end)
        if cue.verb.i in used:
            used[cue.verb.i].pieces.append(piece)
            continue
        statement = _found(layout, cue, [piece], first, end)
        if cue is before and doc[begin - 1].text == ":" and cue.last != begin - 2:
            statement.after_colon = piece[1]
        used[cue.verb.i] = statement
    opening = order[0] if bounds[0][0] == first and bounds[0][1] - first > 8 else None
    alone = len(order) == 1 and (outside <= 1 or opening is not None)
    return list(used.values()), order if not used and alone else []


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


_GAP: Final = 7
"""Tokens that a name before a colon may have."""


def _after_name(layout: Layout, name: tuple[int, int], colon: int, piece: tuple[int, int, int]) -> Found:
    """Make a statement whose cue is the colon after its speaker's name."""
    doc, index = layout.doc, layout.passage.index
    a, b = name
    return Found(
        passage=index,
        pieces=[piece],
        stance="asserts",
        frame="quote",
        rule="name before a colon",
        verb=colon,
        cue=(doc[colon].idx, doc[colon].idx + 1),
        speaker=(index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])),
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


def _cue(
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
    _, begin, past, high, end = place
    doc = layout.doc
    after = cue_after(layout, past, high, quote_end)
    if before is None:
        own = None if after is None else cue_of(after.verb)
        if own is not None and after is not None and begin > place[0]:
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
    return (
        inner in _STOPS
        or inner == "."
        or doc[tail[0]].text in (",", ";", "—", "–")
        or doc[tail[0]].lower_
        in ("and", "but", "before", "after", "as", "while", "when", "in", "on", "at", "during")
    )


def _found(layout: Layout, cue: QuoteCue, pieces: list[tuple[int, int, int]], first: int, end: int) -> Found:
    doc = layout.doc
    index = layout.passage.index
    words = " ".join(layout.text[a:b] for _, a, b in pieces)
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
    add_circumstances(statement, cue.verb, first, end)
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
        if quoted[i] >= 0 or doc[i].text in ",;:." or doc[i].pos_ in ("ADP", "SCONJ", "VERB"):
            break
        told = verb.lemma_ in ("tell", "ask", "remind", "inform", "warn")
        dated = doc[i].ent_type_ in ("DATE", "TIME") or doc[i].lower_ in _DAYS
        if doc[i].pos_ in ("PROPN", "PRON", "NOUN") and not (told or dated):
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
    if verb.i > first and doc[verb.i - 1].text == ",":
        return _apposed(layout, verb, first)
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
