"""Who speaks: the subject of a cue, also where the clause leaves it out or turns it round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OPEN: Final = frozenset({"xcomp", "advcl", "pcomp", "acl"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"})
_TRIM: Final = frozenset(
    {",", ";", ":", "-", "–", "—", "--", "―", "(", "”", "“", '"', "''", "``", ".", "’", "‘"}
)
LONGEST_NAME: Final = 16
"""Tokens above which a speaker's words are cut at the first relative clause."""


def is_passive(verb: Token) -> bool:
    """Say whether a verb is in the passive, with or without its auxiliary."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    return verb.dep_ == "acl"


def own_subject(verb: Token) -> Token | None:
    """Return the subject that hangs on the verb itself."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in _NOMINAL:
            return child
    return None


def agent_of(verb: Token) -> Token | None:
    """Return the head of a passive's by-phrase."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    return None


def subject_of(verb: Token) -> Token | None:
    """Return the head of the words that name who does what the verb says.

    A conjunct shares the subject of the verb it is joined to ("he rose and said"), an infinitive or a
    participle that of the clause it depends on ("he went on to say", "..., adding that"), a participle after
    a noun belongs to the noun ("a statement saying").
    """
    for _ in range(8):
        if is_passive(verb):
            return agent_of(verb)
        subject = own_subject(verb)
        if subject is not None:
            return subject
        dep, head = verb.dep_, verb.head
        if head.i == verb.i:
            return None
        if dep == "conj" and head.pos_ in ("VERB", "AUX"):
            verb = head
        elif dep in _OPEN or (dep == "ccomp" and verb.tag_ in ("VBG", "VB")):
            if head.pos_ in ("NOUN", "PROPN", "PRON"):
                # "their decision to say": the possessor speaks; "a letter saying": the letter does.
                if verb.tag_ == "VBG" and dep == "acl":
                    return head
                return next((c for c in head.children if c.dep_ == "poss"), None)
            if head.pos_ == "ADP":
                verb = _above(head)
                if verb.pos_ not in ("VERB", "AUX"):
                    return None
                continue
            if head.pos_ not in ("VERB", "AUX", "ADJ"):
                return None
            if dep == "xcomp":
                # object control: "told him to say" is said by him
                target = next((c for c in head.children if c.dep_ in ("dobj", "dative")), None)
                if target is not None and target.i < verb.i and target.pos_ in _NOMINAL:
                    return target
            if is_passive(head):
                own = own_subject(head)
                if own is not None:
                    return own
            verb = head
        else:
            return None
    return None


def _above(token: Token) -> Token:
    head = token.head
    while head.pos_ in ("ADP", "ADV", "SCONJ") and head.head.i != head.i:
        head = head.head
    return head


def name_span(head: Token, low: int = 0, high: int | None = None) -> tuple[int, int]:
    """Return the tokens that name a speaker: the noun phrase with its apposition.

    Args:
        head: head of the noun phrase.
        low: first token that may belong to it.
        high: past the last token that may belong to it.

    Returns:
        First token, and past the last.
    """
    doc = head.doc
    first = max(low, head.left_edge.i)
    last = head.right_edge.i + 1
    if high is not None:
        last = min(last, high)
    if head.pos_ == "PRON" or head.lower_ in ("who", "which", "that"):
        return head.i, head.i + 1
    for child in head.children:
        if child.i <= head.i:
            continue
        # A co-ordinated clause, a bare relative clause with a comma, a dash: not part of the name.
        if (
            (
                child.dep_ == "relcl"
                and (doc[child.left_edge.i - 1].text in _TRIM or last - first > LONGEST_NAME)
            )
            or (child.dep_ == "appos" and child.pos_ == "VERB")
            or child.dep_ in ("ccomp", "advcl", "parataxis", "dep")
        ):
            last = min(last, child.left_edge.i)
    return trim(doc, first, max(last, head.i + 1))


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Take punctuation off both ends of a run of tokens (never the last token)."""
    while last - first > 1 and (doc[last - 1].text in _TRIM or doc[last - 1].is_space):
        last -= 1
    while last - first > 1 and (doc[first].text in _TRIM or doc[first].is_space):
        first += 1
    return first, last
