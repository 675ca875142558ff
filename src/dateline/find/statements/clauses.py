"""Contents that are clauses: finite clauses with and without "that", wh-clauses, gerunds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dateline.find.statements.cues import Content, Governor, is_infinitive
from dateline.find.statements.speakers import bare_end, own_subject, trim
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

WH: Final = frozenset({"what", "whatever", "how", "why", "where", "when", "who", "whether", "if", "which"})
_PLAIN: Final = frozenset({"say", "claim", "insist", "argue", "note", "add", "report", "allege", "think"})
"""Verbs after which a clause without "that" is so usual that it is taken where the parser saw none."""

_VERBAL: Final = frozenset({"aux", "auxpass", "cop", "mark", "conj"})
_OPENS: Final = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM"})


def clause(at: Governor) -> Content | None:
    """Return a finite clause or a wh-clause: "said (that) it rained", "asked whether it rained"."""
    verb = at.verb
    frames = at.frames
    children = at.after
    last_cue = at.last_cue
    stance = frames.get("clause")
    if stance is None:
        return None
    doc = verb.doc
    for child in children:
        if child.dep_ not in ("ccomp", "advcl", "acl", "relcl", "xcomp") or child.pos_ not in (
            "VERB",
            "AUX",
            "ADJ",
            "NOUN",
        ):
            continue
        start = doc[child.left_edge.i]
        marked = start.lower_ in ("that", "whether", "if") or start.lower_ in WH
        if child.dep_ != "ccomp" and not (marked and start.lower_ not in ("if", "when", "where", "who")):
            continue
        if child.dep_ == "ccomp" and is_infinitive(child) and not marked:
            continue
        if (
            child.pos_ in ("ADJ", "NOUN")
            and not marked
            and not any(c.dep_ in _VERBAL for c in child.children)
        ):
            continue  # "hold officials accountable"
        if child.dep_ == "ccomp" and child.tag_ == "VBG" and not any(g.dep_ == "aux" for g in child.children):
            continue
        first, last = child.left_edge.i, child.right_edge.i + 1
        if first < verb.i and start.tag_ in ("WDT", "WP") and last > last_cue + 1:
            # "the drone, which Algiers says had crossed the border"
            return Content("clause", stance, (trim(doc, last_cue + 1, last),), child.i, last_cue)
        if doc[first - 1].text == "," and start.lower_ in WH:
            continue
        if first <= verb.i or (not marked and "dobj" in at.by_dep and doc[first - 1].text == ","):
            continue
        addressee = _addressee(children, first)
        return Content("clause", stance, (trim(doc, first, last),), child.i, last_cue, addressee)
    return None


def that_clause(at: Governor) -> Content | None:
    """Content after a "that" which the parser hung elsewhere ("told a meeting of the board that ...")."""
    verb = at.verb
    frames = at.frames
    last_cue = at.last_cue
    stance = frames.get("clause")
    doc = verb.doc
    if stance is None or not ("quote_to" in frames or _in_carrier(verb, last_cue)):
        return None
    for i in range(last_cue + 1, min(last_cue + 14, len(doc))):
        token = doc[i]
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > i > last_cue + 1:
            run = trim(doc, i, token.head.right_edge.i + 1)
            end = next(
                (j for j in range(last_cue + 1, i) if doc[j].pos_ == "ADP" and doc[j].lower_ != "of"), i
            )
            whom = (last_cue + 1, end) if end > last_cue + 1 else None
            return Content("clause", stance, (run,), token.head.i, last_cue, whom)
        if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in ".;:?!":
            return None
    return None


def _in_carrier(verb: Token, last_cue: int) -> bool:
    """Say whether a clause hangs on the word for where something was said ("said in a statement that ...")."""
    for child in verb.children:
        if child.i == last_cue + 1 and child.lower_ in ("in", "on", "during") and verb.lemma_ in _PLAIN:
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is not None and noun.lemma_.lower() in load_cues().carriers:
                return any(c.dep_ in ("acl", "relcl", "ccomp") and _marked(c) for c in noun.children)
    return False


def _marked(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def misses_start(verb: Token, last_cue: int, start: int) -> bool:
    """Say whether words between "says" and its clause belong to the clause ("says army taking power")."""
    first = last_cue + 1
    return (
        first < start
        and verb.doc[first].pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM")
        and verb.doc[first].ent_type_ not in ("DATE", "TIME")
    )


def following_clause(at: Governor) -> Content | None:
    """Content of a speech verb to which the parser gave none: the clause that follows at once."""
    verb = at.verb
    frames = at.frames
    last_cue = at.last_cue
    stance = frames.get("clause")
    doc = verb.doc
    start = last_cue + 1
    if stance is None or verb.lemma_ not in _PLAIN or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return None
    subject = own_subject(verb)
    if subject is not None and (subject.i > verb.i or subject.lower_ == "you"):
        return None
    for child in verb.children:
        # "said after the meeting he would run"
        if child.dep_ == "prep" and child.i == start and child.right_edge.i - start < 6:
            start = child.right_edge.i + 1
    while start < len(doc) and (doc[start].ent_type_ in ("DATE", "TIME") or doc[start].lower_ == "on"):
        start += 1
    if start + 2 >= len(doc) or doc[start].pos_ not in _OPENS or doc[start].lower_ in ("so", "as"):
        return None
    for i in range(start + 1, len(doc)):
        token = doc[i]
        if token.text in (";", ":", ".", "!", "?") or token.is_sent_start:
            return None
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            if own_subject(token) is None and own_subject(token.head) is None:
                return None
            end = start + 1
            while end < len(doc) and doc[end].text not in (";", ".", "!", "?"):
                end += 1
            return Content("clause", stance, (trim(doc, start, end),), i, last_cue)
    return None


def _addressee(children: Iterable[Token], before: int) -> tuple[int, int] | None:
    for child in children:
        if child.i >= before:
            break
        if child.dep_ in ("dobj", "dative", "iobj") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            if child.dep_ == "dative" and child.pos_ == "ADP":
                continue
            end = bare_end(child, min(child.right_edge.i + 1, before))
            return trim(child.doc, child.left_edge.i, end)
    return None


def gerund(at: Governor) -> Content | None:
    """Return a gerund: "denied taking bribes"."""
    verb = at.verb
    frames = at.frames
    children = at.after
    last_cue = at.last_cue
    stance = frames.get("ing")
    if stance is None:
        return None
    for child in children:
        if (
            (child.tag_ == "VBG" or (child.tag_ == "VBN" and verb.doc[child.left_edge.i].tag_ == "VBG"))
            and child.dep_ in ("xcomp", "ccomp", "dobj", "advcl")
            and verb.doc[child.left_edge.i - 1].text != ","
        ):
            return Content(
                "ing", stance, (trim(verb.doc, child.left_edge.i, child.right_edge.i + 1),), child.i, last_cue
            )
    return None
