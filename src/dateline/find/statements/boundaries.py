"""Where a content ends: what the parser hangs on the cue, and what it wrongly hangs on the content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.asides import aside_at
from dateline.find.statements.cues import Content
from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import is_speech, own_subject
from dateline.model import Stance
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSAL: Final = frozenset({"clause", "to", "objto", "on_to", "ing", "quote"})
_NOMINAL: Final = frozenset({"np", "as", "small", "shown", "for", "about", "of", "obj_of", "obj_for", "by"})
_OPEN: Final = frozenset({"clause", "to", "objto", "on_to"})
"""Frames whose contents the parser joins with a further verb of the cue's own subject."""
_ANSWERS: Final[frozenset[Stance]] = frozenset({"denies", "accuses", "rejects"})
_RELATIVE: Final = frozenset({"WDT", "WP", "WP$", "WRB"})
_ASIDE: Final = frozenset({"according", "although", "though"})
"""Words after a comma that begin what the report adds of its own."""
_DASHES: Final = frozenset({"-", "--", "–", "—", "―"})
_COMMENT: Final = frozenset({"as", "although", "though", "probably", "perhaps", "apparently", "presumably"})
"""Words after a dash with which the report comments on what was said."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
_LINKS: Final = frozenset({"that", "and", "or", "on", "to"})
"""Words after a semicolon that go on with a list of contents."""


def cut_asides(doc: Doc, first: int, last: int) -> int:
    """Return where a run of tokens ends without the report's comment on it and a further cue's participle."""
    verbs = load_cues().verbs
    for i in range(first + 1, last - 1):
        if doc[i].text == "," and (
            aside_at(doc, i, last) or (doc[i + 1].tag_ == "VBG" and doc[i + 1].lemma_ in verbs)
        ):
            return i
    return last


def settle(layout: Layout, verb: Token, content: Content) -> tuple[tuple[int, int], ...]:
    """Return the runs of a content with its end where a reader would put it.

    Args:
        layout: the passage.
        verb: the cue's verb.
        content: the content as the parse gives it.
    """
    low, high = _room(layout, verb)
    runs = [(max(a, low), min(b, high)) for a, b in content.runs]
    if not runs:
        return ()
    first, last = runs[-1]
    if first < last and first > verb.i:
        if content.frame == "clause":
            first = _dated(layout, first, last)
        last = _cut(layout, verb, first, last, content)
        if content.frame in _NOMINAL:
            last = _joined(layout, verb, last, high)
        if content.frame in _CLAUSAL or content.frame == "np":
            last = _widen(layout, verb, last, high, content)
            if layout.passage.zone.kind in ("headline", "deck", "subhead"):
                last = _terse(layout, last, high)
        while last - 1 > first and _dangles(layout.doc[last - 1]):
            last -= 1
        runs[-1] = (first, last)
    return tuple(run for run in runs if run[0] < run[1])


def _dangles(token: Token) -> bool:
    """Say whether a token cannot end a content: a conjunction with nothing after it."""
    return token.dep_ == "cc" and token.lower_ in ("and", "but", "or")


def _room(layout: Layout, verb: Token) -> tuple[int, int]:
    """Return the tokens in which a cue's content may lie: its sentence, within its quotation if in one."""
    low, high = layout.units[layout.unit_at[verb.i]]
    number = layout.quoted[verb.i]
    if number >= 0:
        while low < verb.i and layout.quoted[low] != number:
            low += 1
        while high > verb.i + 1 and layout.quoted[high - 1] != number:
            high -= 1
    return low, high


def _dated(layout: Layout, first: int, last: int) -> int:
    """Skip a time between cue and clause that dates the saying ("told voters this week he would run")."""
    doc = layout.doc
    start = first
    if start + 1 < last and doc[start].lower_ == "on" and doc[start + 1].ent_type_ == "DATE":
        start += 1
    while start < last and doc[start].ent_type_ in ("DATE", "TIME"):
        start += 1
    if start > first and start < last and doc[start].pos_ in ("PRON", "PROPN", "DET"):
        return start
    return first


def _cut(layout: Layout, verb: Token, first: int, last: int, content: Content) -> int:
    """Cut off a further cue that shares the speaker: ", adding that", "and warned against"."""
    doc, quoted = layout.doc, layout.quoted
    verbs = load_cues().verbs
    for i in range(first + 1, last - 1):
        token = doc[i]
        if quoted[i] >= 0 and quoted[i] != quoted[verb.i]:
            continue
        if token.text == ",":
            nxt = doc[i + 1]
            if nxt.tag_ == "RB" and i + 2 < last:
                nxt = doc[i + 2]
            if (
                nxt.tag_ == "VBG"
                and nxt.lemma_ in verbs
                and nxt.dep_ in ("advcl", "acl")
                and i > content.head
            ):
                return i
            if nxt.lower_ in _ASIDE or (content.frame in _NOMINAL and nxt.tag_ in _RELATIVE):
                return i
            if aside_at(doc, i, last):
                return i
            if nxt.lower_ in ("while", "whereas") and nxt.head.lemma_ in verbs and is_speech(nxt.head):
                return i
        elif token.text in _DASHES and content.frame in _CLAUSAL and doc[i + 1].lower_ in _COMMENT:
            return i
        elif content.frame in _NOMINAL and token.lower_ in ("and", "but") and _next_cue(token, verb):
            return i - 1 if doc[i - 1].text == "," else i
        elif content.frame in _NOMINAL and token.dep_ == "prep" and _in_carrier(token, last):
            return i
        elif token.text == ";" and content.frame in _CLAUSAL and doc[i + 1].lower_ not in _LINKS:
            if _listed(doc, first, last):
                continue
            return i
        elif token.dep_ == "cc" and verb.tag_ in _FINITE and content.frame in _OPEN:
            other = _conjunct(token)
            if (
                other is not None
                and other.tag_ == verb.tag_
                and (other.head.tag_ not in _FINITE or is_speech(other))
                and other.lemma_ in verbs
            ):
                return i
            if _other_source(token, verb):
                return i - 1 if doc[i - 1].text == "," else i
        elif (
            token.dep_ == "cc"
            and verb.tag_ in _FINITE
            and doc[i - 1].text == ","
            and _judges_too(token, verb)
        ):
            return i - 1
    return last


def _next_cue(cc: Token, verb: Token) -> bool:
    """Say whether a conjunction goes on with a further cue of the same tense ("called it unfair and urged")."""
    nxt = cc.nbor(1)
    if nxt.pos_ == "ADV" and nxt.i + 1 < len(cc.doc):
        nxt = nxt.nbor(1)
    return nxt.tag_ == verb.tag_ and nxt.tag_ in _FINITE and nxt.lemma_ in load_cues().verbs


def _in_carrier(prep: Token, last: int) -> bool:
    """Say whether a content ends with where it was said ("called for calm in a statement")."""
    if prep.lower_ not in ("in", "during") or prep.right_edge.i + 1 < last:
        return False
    return any(
        c.dep_ == "pobj"
        and c.lemma_.lower() in load_cues().carriers
        and prep.doc[c.left_edge.i].lower_ in ("a", "an")
        for c in prep.children
    )


def _listed(doc: Doc, first: int, last: int) -> bool:
    """Say whether a content is a list of at least three with semicolons ("that A grew; B fell; and C closed")."""
    return doc[first].lower_ == "that" and sum(doc[i].text == ";" for i in range(first, last)) > 1


def _conjunct(cc: Token) -> Token | None:
    for child in cc.head.children:
        if child.dep_ == "conj" and child.i > cc.i:
            if any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in child.children):
                return None
            return child
    return None


def _judges_too(cc: Token, verb: Token) -> bool:
    """Say whether a conjunction goes on with the cue's own subject (", and has called the charge absurd")."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    for child in cc.head.children:
        if child.dep_ == "conj" and child.i > cc.i and child.tag_ == "VBN":
            return _perfect(cc, child) and child.lemma_ in load_cues().verbs and own_subject(child) is None
    return False


def _perfect(cc: Token, verb: Token) -> bool:
    """Say whether a perfect begins right after a conjunction."""
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have") and c.i == cc.i + 1 for c in verb.children)


def _other_source(cc: Token, cue: Token) -> bool:
    """Say whether a conjunction begins somebody else's statement (", and rights groups warned that")."""
    comma = cc.i > 0 and cc.nbor(-1).text == ","
    for child in cc.head.children:
        if child.dep_ == "conj" and child.i > cc.i:
            subject = own_subject(child)
            if subject is None or subject.pos_ == "PRON" or child.tag_ not in _FINITE:
                return False
            cues = load_cues().verbs.get(child.lemma_, ())
            answers = any(not _ANSWERS.isdisjoint(entry.frames.values()) for entry in cues)
            if comma:
                return is_speech(child) or any(entry.frames.get("np") == "denies" for entry in cues)
            blames = answers and any(c.dep_ == "dobj" for c in child.children)
            return child.tag_ == cue.tag_ and blames
    return False


def _joined(layout: Layout, verb: Token, last: int, high: int) -> int:
    """Take in a second noun phrase that the parser joins to the cue ("called for calm and a meeting")."""
    doc = layout.doc
    if last < high and doc[last].dep_ == "cc" and doc[last].head.i == verb.i:
        for child in verb.children:
            if child.dep_ == "conj" and child.i > last and child.pos_ in ("NOUN", "PROPN"):
                return min(child.right_edge.i + 1, high) if child.left_edge.i == last + 1 else last
    return last


def _widen(layout: Layout, verb: Token, last: int, high: int, content: Content) -> int:
    """Take in what belongs to the content although the parser hangs it on the cue."""
    doc = layout.doc
    while last < high:
        token = doc[last]
        if (
            token.dep_ == "prep"
            and token.head.i == verb.i
            and token.right_edge.i < high
            and not _circumstance(token)
        ):
            last = token.right_edge.i + 1
        else:
            break
    if content.frame == "clause" and last < high and doc[last].tag_ in ("VBD", "VBZ", "VBP", "MD"):
        # the parser lost the predicate of the clause's last subject
        while last < high and doc[last].text not in (",", ";", ".", "—", "–"):
            last += 1
    if content.frame in ("to", "objto") and verb.tag_ != "VB":
        for child in verb.children:
            if child.dep_ == "conj" and child.tag_ == "VB" and child.i >= last and child.right_edge.i < high:
                last = max(last, child.right_edge.i + 1)
    return last


def _terse(layout: Layout, last: int, high: int) -> int:
    """Take in the rest of a headline up to its next comma or dash: parsers lose its thread."""
    doc = layout.doc
    while last < high and (
        doc[last].is_alpha or doc[last].text in ("'", "’", "‘", "-", "'s", "’s", "$", "%")
    ):
        last += 1
    return last


def _circumstance(prep: Token) -> bool:
    """Say whether a prepositional phrase tells when, where or to whom it was said."""
    for child in prep.children:
        if child.dep_ == "pobj":
            return (
                child.lemma_.lower() in load_cues().carriers
                or child.ent_type_ in ("DATE", "TIME")
                or prep.lower_ in ("to", "during", "after", "before", "at")
            )
    return True
