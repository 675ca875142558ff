"""Dates of events by the only time of their sentence, where the parse hangs it on something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.events.folding import Found
from dateline.find.events.hearing import Contents
from dateline.find.syntax import Passage
from dateline.find.times.tense import direction_of, load_verbs
from dateline.model import Span, When

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL: Final = frozenset({"VERB", "AUX"})
_PERFECT: Final = frozenset({"has", "have", "had", "'ve", "’ve"})
_NEAR: Final = frozenset({"on", "in", "at"})
_LOOSE: Final = frozenset(
    {
        "pobj",
        "prep",
        "npadvmod",
        "dobj",
        "attr",
        "nsubj",
        "nsubjpass",
        "conj",
        "agent",
        "dative",
        "appos",
        "pcomp",
    }
)
_AFTER: Final = frozenset({"after", "before", "following", "since", "until", "ahead"})
_ROLES: Final = frozenset({"nsubj", "nsubjpass", "dobj"})
_BACK_FIRST: Final = frozenset({"last", "yesterday"})
_BACK_LAST: Final = frozenset({"ago", "earlier", "last"})
_CLIMB: Final = 12


def only_time(
    passage: Passage, spans: Sequence[Span], times: Mapping[Span, When], contents: Contents
) -> Callable[[Found, Span], Span | None]:
    """Make a function from an event and its trigger's words to the only time of its sentence.

    A parse hangs the last words of a sentence on the nearest noun ("killed ten at a market in the town of Wau
    on Monday"). So a past deed is given the one time that stands beside it, in what the same speaker says,
    unless the time belongs to a noun, to a relative clause or to what came before or after.

    Args:
        passage: where the events stand.
        spans: the words of the passage that say when.
        times: the report's times by their words.
        contents: the report's statements.
    """

    def find(one: Found, trigger: Span) -> Span | None:
        sentence = one.candidate.trigger.sent
        here = [
            span
            for span in spans
            if sentence.start <= passage.tokens(span).root.i < sentence.end
            and contents.at(span) == contents.at(trigger)
        ]
        if len({times[span].value for span in here if span in times}) != 1 or not _is_past_deed(one):
            return None
        root = passage.tokens(here[0]).root
        clause = one.candidate.clause
        if _is_told_then(clause, root):
            return here[0]
        verb = _verb_of(root)
        if verb is not None and _is_content_of(verb, clause):
            return here[0] if _lies_back(here[0]) else None
        if (
            one.coding.type == "ASSAULT"
            and verb is not None
            and verb in clause.conjuncts
            and not _has_subject(verb)
        ):
            return here[0]  # "killed two people and wounded four on Monday"
        if verb is None or direction_of(verb) != "past" or verb.lemma_.lower() in load_verbs().saying:
            return None
        return here[0] if _together(clause, verb) else None

    return find


def _is_past_deed(one: Found) -> bool:
    """Say whether a deed is told in a plain past, by a verb or by a noun beside one."""
    clause, trigger = one.candidate.clause, one.candidate.trigger
    if trigger.i != clause.i and trigger.pos_ not in _VERBAL and trigger.dep_ not in _ROLES:
        return False
    if any(child.dep_ in ("aux", "auxpass") and child.lower_ in _PERFECT for child in clause.children):
        return False
    if clause.tag_ == "VBG":
        return clause.dep_ == "advcl" and direction_of(clause) == "past"
    return clause.tag_ in ("VBD", "VBN") and direction_of(clause) == "past"


def _is_told_then(clause: Token, time: Token) -> bool:
    """Say whether a clause tells what was done at a time named before it ("in May, when crowds burned the hall")."""
    if clause.dep_ not in ("relcl", "advcl") or not any(child.lower_ == "when" for child in clause.children):
        return False
    return clause.head.i == time.i or (clause.head.i < time.i < clause.left_edge.i)


def _is_content_of(verb: Token, clause: Token) -> bool:
    """Say whether a verb is the infinitive of what somebody asked, promised or refused."""
    return verb.dep_ == "xcomp" and verb.head.i == clause.i and any(c.lower_ == "to" for c in verb.children)


def _lies_back(time: Span) -> bool:
    """Say whether a time points back, so that it is not when what was asked for is due ("asked to go last month")."""
    words = time.words.lower().split()
    return words[0] in _BACK_FIRST or words[-1] in _BACK_LAST


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _verb_of(time: Token) -> Token | None:
    """Return the verb whose clause a time stands in, `None` where it belongs to a noun or to another time."""
    if time.dep_ == "pobj" and time.head.lower_ not in _NEAR:
        return None  # "the vote of Monday", "by Monday"
    token = time
    for _ in range(_CLIMB):
        head = token.head
        if head is token or token.dep_ not in _LOOSE or (token.dep_ == "prep" and token.lower_ in _AFTER):
            return None
        if head.pos_ in _VERBAL:
            return head
        token = head
    return None


def _together(clause: Token, verb: Token) -> bool:
    """Say whether two verbs are parts of one deed: the same, or one hangs on the other without a subject of its own."""
    if clause.i == verb.i:
        return True
    return clause.dep_ in ("advcl", "xcomp") and clause.head.i == verb.i and not _has_subject(clause)
