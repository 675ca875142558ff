"""Indirect speech before its cue: "The road is closed, police said"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.boundaries import cut_asides
from dateline.find.statements.circumstances import add_circumstances
from dateline.find.statements.contents import content_of
from dateline.find.statements.cues import cue_of
from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import name_span, own_subject, trim
from dateline.find.statements.stance import is_negated, stance_of
from dateline.model import Stance
from dateline.ontology.cues import VerbCue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE: Final = frozenset({"that", "which", "who", "whom"})
_DEPENDENT: Final = frozenset({"relcl", "acl", "aux", "auxpass", "amod", "compound"})


def postposed(layout: Layout, verb: Token, cue: VerbCue, last_cue: int) -> Found | None:
    """Content before the cue: "The road is closed, police said"."""
    stance: Stance | None = cue.frames.get("clause")
    if stance is None or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VB"):
        return None
    subject = _inverted(verb) or own_subject(verb) or _before(verb) or _after(verb)
    if subject is None or subject.lower_ in _RELATIVE or (subject.lower_ == "it" and verb.tag_ == "VBN"):
        return None
    doc, quoted, index = layout.doc, layout.quoted, layout.passage.index
    negated = is_negated(verb)
    if negated:
        return None
    low, high = layout.units[layout.unit_at[verb.i]]
    if quoted[verb.i] >= 0:
        while low < verb.i and quoted[low] != quoted[verb.i]:
            low += 1
        while high > verb.i and quoted[high - 1] != quoted[verb.i]:
            high -= 1
    first = min(verb.i, subject.left_edge.i)
    if subject.i < verb.i:
        for i in range(subject.i, first - 1, -1):
            if doc[i].text == "," and doc[i].head.i != subject.i and doc[i].head.head.i != subject.i:
                first = i + 1
                break
    if first > low + 1 and doc[first - 1].lower_ == "as" and doc[first - 2].text == ",":
        first -= 1
    if first <= low or doc[first - 1].text not in (",", "-", "–", "—", "”", '"', "’"):
        return None
    if quoted[verb.i] != quoted[first - 1] and quoted[verb.i] >= 0:
        return None
    told = "quote_to" in cue.frames
    if any(
        high > c.i > verb.i and (c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "dobj" and not told))
        for c in verb.children
        if c.i != subject.i and not goes_on(c, verb, subject)
    ):
        return None
    before = [
        c
        for c in verb.children
        if c.i < first
        and c.dep_ in ("ccomp", "advcl", "parataxis", "dep", "nsubj", "dobj", "npadvmod", "prep")
    ]
    linked = bool([c for c in before if c.dep_ in ("ccomp", "parataxis", "dep")]) or verb.dep_ in (
        "parataxis",
        "ccomp",
        "conj",
        "advcl",
        "dep",
        "ROOT",
    )
    if not linked or first - 1 - low < 2:
        return None
    tail = _tail(layout, verb, subject, last_cue, high)
    if not any(
        doc[i].pos_ in ("VERB", "AUX") and doc[i].dep_ not in _DEPENDENT for i in range(low, first - 1)
    ):
        # "The commission, he said, stands firm": the verb of the content comes after the cue
        if tail is None or not any(
            doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") for i in range(low, high) if i > last_cue
        ):
            return None
        confidence = 0.7
    else:
        confidence = 0.85
    a, b = trim(doc, low, first - 1)
    pieces = [(index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))]
    # what follows the cue after a comma goes on with the content
    if tail is not None:
        # "because, the bank said, ...", "who, the court found, ...": the aside is about the clause it opens
        pieces = [tail] if _opens_clause(doc[first - 2]) else [*pieces, tail]
    last = doc[last_cue]
    if subject.i < verb.i:
        x, y = name_span(subject, first, verb.i)
    else:
        x, y = name_span(subject, verb.i + 1, high)
    statement = Found(
        passage=index,
        pieces=pieces,
        stance=stance_of(
            stance, frame="clause", negated=negated, content=layout.text[pieces[0][1] : pieces[0][2]]
        ),
        frame="clause",
        rule="cue after its content",
        verb=verb.i,
        cue=(verb.idx, last.idx + len(last)),
        speaker=(index, doc[x].idx, doc[y - 1].idx + len(doc[y - 1])),
        negated=negated,
        confidence=confidence,
    )
    add_circumstances(statement, verb, low, high)
    return statement


def goes_on(clause: Token, verb: Token, speaker: Token | None = None) -> bool:
    """Say whether a clause after a cue goes on with one begun before it: "The road, he said, was closed"."""
    if clause.dep_ != "ccomp" or clause.i < verb.i:
        return False
    subject, inverted = own_subject(clause), speaker or _inverted(verb)
    if subject is not None:
        # "The talks, said the mayor, were over", where the parser takes the mayor for what was over
        return inverted is not None and subject.i == inverted.i and verb.i < subject.i
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == "," and clause.tag_ not in ("VBG", "VBN")


def _opens_clause(token: Token) -> bool:
    """Say whether a word before a comma opens the clause that goes on after the aside."""
    return token.tag_ in ("WDT", "WP") or (
        token.pos_ == "SCONJ" and token.dep_ == "mark" and token.lower_ not in ("if", "as")
    )


def take_lead(found: Found, layout: Layout) -> None:
    """Give a quotation that ends a sentence its beginning: "It will be signed, he said, “and not before”".

    Args:
        found: a quotation with its cue; changed in place.
        layout: its passage.
    """
    if found.verb is None or found.frame != "quote" or found.cue is None or len(found.pieces) != 1:
        return
    index, start, _ = found.pieces[0]
    if index != found.passage or start < found.cue[1] or not layout.text[start].islower():
        return
    verb = layout.doc[found.verb]
    entry = cue_of(verb)
    lead = postposed(layout, verb, *entry) if entry is not None else None
    if lead is not None and lead.pieces[0][2] <= found.cue[0]:
        found.pieces.insert(0, lead.pieces[0])


_PLAIN: Final = frozenset(
    {
        "say",
        "add",
        "argue",
        "note",
        "explain",
        "write",
        "insist",
        "claim",
        "warn",
        "predict",
        "joke",
        "report",
    }
)
_OUTSIDE: Final = frozenset(
    {
        *("who", "which", "as", "while", "after", "before", "when", "citing", "according", "though"),
        *("although", "without", "unlike", "despite"),
    }
)
"""Words after a cue and a comma with which the report goes on, not the speaker."""
_THEN: Final = frozenset({"after", "before", "since"})
_LENGTH: Final = frozenset({"DET", "NUM", "NOUN", "ADJ", "ADV"})
_NAME: Final = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM", "PART"})


def _before(verb: Token) -> Token | None:
    """Return the head of a name between a comma and a verb of saying, where the parser missed the subject."""
    doc = verb.doc
    if verb.lemma_ not in _PLAIN or verb.i < 2 or doc[verb.i - 1].pos_ not in ("PROPN", "NOUN", "PRON"):
        return None
    i = verb.i - 1
    while i > 0 and i > verb.i - 10 and doc[i].pos_ in _NAME:
        i -= 1
    return doc[verb.i - 1] if doc[i].text == "," else None


def _inverted(verb: Token) -> Token | None:
    """Return the head of a name between a verb of saying and a comma: "The talks, said the mayor, were over"."""
    doc = verb.doc
    if verb.lemma_ not in _PLAIN or verb.i < 2 or verb.i + 2 >= len(doc) or doc[verb.i - 1].text != ",":
        return None
    i = verb.i + 1
    while i < len(doc) and i < verb.i + 8 and (doc[i].pos_ in _NAME or doc[i].text == "-"):
        i += 1
    if i == verb.i + 1 or i >= len(doc) or doc[i].text != ",":
        return None
    name = doc[verb.i + 1 : i].root
    return name if name.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") else None


def _after(verb: Token) -> Token | None:
    """Return the head of a name right after a verb of saying that follows a comma ("..., warned a banker")."""
    doc = verb.doc
    if verb.lemma_ not in _PLAIN or verb.i < 2 or verb.i + 1 >= len(doc) or doc[verb.i - 1].text != ",":
        return None
    return next((c for c in verb.children if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1), None)


def _dates_it(doc: Doc, first: int, last: int) -> bool:
    """Say whether the report goes on by dating what it tells: ", a day after the rebels said ..."."""
    for i in range(first, min(first + 5, last)):
        if doc[i].lower_ in _THEN:
            return True
        if doc[i].pos_ not in _LENGTH:
            return False
    return False


def _tail(
    layout: Layout, verb: Token, subject: Token, last_cue: int, high: int
) -> tuple[int, int, int] | None:
    doc = layout.doc
    past = max(last_cue, subject.i if subject.i < verb.i else subject.right_edge.i) + 1
    while (
        past < high
        and past < last_cue + 8
        and doc[past].text != ","
        and doc[past].pos_ not in ("VERB", "AUX")
    ):
        past += 1
    if past >= high or doc[past].text != ",":
        return None
    first = past + 1
    if first >= high or doc[first].tag_ in ("VBG", "VBN") or doc[first].lower_ in _OUTSIDE:
        return None
    if _dates_it(doc, first, high):
        return None
    if not any(doc[i].pos_ in ("VERB", "AUX") for i in range(first, high)) or doc[first].tag_ == "VBG":
        return None
    last = cut_asides(doc, first, high)
    for i in range(first + 1, last - 1):
        if doc[i].text == "," and doc[i + 1].lower_ in ("although", "though", "according"):
            last = i
            break
    last = _before_next_source(doc, first, last)
    if last <= first:
        return None
    a, b = trim(doc, first, last)
    return (layout.passage.index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))


_ANSWERS: Final[frozenset[Stance]] = frozenset({"accuses", "denies", "rejects"})
_REACH: Final = 9
"""Tokens between a conjunction and the cue of the one whose words it begins."""


def _before_next_source(doc: Doc, first: int, last: int) -> int:
    """Return where a content goes over into somebody else's words: ", and villagers accused the army of lying"."""
    for i in range(first, last - 2):
        if doc[i].lower_ not in ("and", "but", "while") or doc[i - 1].text != ",":
            continue
        for j in range(i + 2, min(i + _REACH, last)):
            verb = doc[j]
            if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ not in ("aux", "auxpass"):
                if doc[i + 1].pos_ != "PRON" and _speaks_himself(verb):
                    return i - 1
                break
            if verb.pos_ in ("VERB", "AUX") or verb.text in (",", ";") or verb.tag_ == "WDT":
                break
    return last


def _speaks_himself(verb: Token) -> bool:
    """Say whether a finite verb is a cue with a subject and a content of its own."""
    subject = own_subject(verb)
    entry = cue_of(verb)
    if subject is None or subject.i > verb.i or entry is None:
        return False
    content = content_of(verb, *entry)
    if content is None or content.runs[0][0] < verb.i:
        return False
    return content.stance in _ANSWERS or (content.frame == "clause" and "quote" in entry[0].frames)
