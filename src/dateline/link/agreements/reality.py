"""Whether what a clause says of an agreement has come to pass, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.model import StepKind
from dateline.ontology.agreements import AgreementWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNREAL: Final = frozenset(
    {"will", "would", "could", "may", "might", "should", "must", "can", "shall", "to", "’ll", "'ll"}
)
_PROMISING: Final = frozenset({"will", "would", "shall", "’ll", "'ll"})
_OPEN: Final = frozenset({"if", "whether", "unless", "until", "before", "lest", "should"})
_NOT_DONE: Final = frozenset({"against", "before", "from", "instead", "than", "without"})
"""Before "violating" these tell that nobody did."""
_SELVES: Final = frozenset({"he", "i", "it", "she", "they", "we"})
_POSSESSIVES: Final = frozenset({"her", "his", "its", "my", "our", "their"})
_BEING: Final = frozenset({"be", "become", "remain", "stay"})
_CALLING: Final = frozenset(
    {"call", "consider", "declare", "deem", "describe", "find", "pronounce", "regard", "view"}
)
_CONDITIONS: Final = frozenset({"if", "unless"})


class Outcome(NamedTuple):
    """What a clause comes to: the kind of step, and the verb on which its time and its doers hang."""

    kind: StepKind
    clause: Token


def settled(verb: Token, kind: StepKind, words: AgreementWords, *, observing: bool) -> Outcome | None:
    """Return what a verb comes to, `None` where nothing has become of the deal.

    Args:
        verb: a verb that acts on a deal.
        kind: what it would do.
        words: the table.
        observing: it tells that somebody keeps to the deal, which is a step only at its beginning and end.
    """
    head = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and _bare(verb):
        return _under(verb, kind, words, observing=observing)
    if observing:
        ended = _no_longer(verb) or (_negated(verb) and _since(verb))
        if ended and (_in_fact(verb) or _own_word(verb, words)):
            return Outcome("suspended", head if verb.dep_ == "ccomp" and not _timed(verb) else verb)
        if verb.lemma_.lower() not in words.steps:
            return None
    if not real(verb, kind):
        return None
    accused = verb.dep_ == "pcomp" and head.head.pos_ == "VERB"
    return Outcome(kind, head.head if accused else verb)  # "accused it on Monday of breaking the pact"


def _under(verb: Token, kind: StepKind, words: AgreementWords, *, observing: bool) -> Outcome | None:
    """Return what a verb comes to under another: "stopped applying", "failed to honour", "agreed to extend"."""
    head, above = verb.head, verb.head.lemma_.lower()
    if not real(head):
        return None
    if observing and above in words.stopping:
        return Outcome("suspended", head)
    if observing and above in words.failing:
        return Outcome("breached", head)
    return Outcome(kind, head) if kind in words.settled.get(above, ()) else None


def _bare(verb: Token) -> bool:
    """Say whether a verb is no sentence of its own: "to extend", "applying"."""
    subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    helped = any(child.dep_ == "aux" and child.lower_ != "to" for child in verb.children)
    return verb.tag_ in ("VB", "VBG") and not subject and not helped


def real(verb: Token, kind: StepKind | None = None) -> bool:
    """Say whether a clause tells what has come to pass or is the case, by its own words."""
    before = [child for child in verb.children if child.i < verb.i]
    if any(child.dep_ == "neg" or child.lower_ in _UNREAL | _OPEN for child in before) or _no_longer(verb):
        return False
    if (
        kind == "in_force"
        and verb.tag_ in ("VBZ", "VBP")
        and any(child.lower_ == "after" for child in verb.subtree)
    ):
        return False  # "takes effect 90 days after the vote"
    if verb.tag_ == "VBG":
        being = any(child.dep_ in ("aux", "auxpass") for child in before)
        return being or (kind == "breached" and verb.dep_ == "pcomp" and verb.head.lower_ not in _NOT_DONE)
    headed = verb.tag_ == "VB" and verb.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in before)
    return headed or verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")  # headlines: "Powers seal accord"


def _in_fact(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") and not any(
        child.lower_ in _UNREAL | _OPEN for child in verb.children if child.i < verb.i
    )


def _own_word(verb: Token, words: AgreementWords) -> bool:
    """Say whether somebody binds himself: "announced that it would no longer observe the truce".

    What somebody says that another will do, and what hangs on a condition, binds nobody.
    """
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if not helpers & _PROMISING or any(token.lower_ in _CONDITIONS for token in verb.subtree):
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    saying = verb.head
    if verb.dep_ != "ccomp" or saying.lemma_.lower() not in words.own_word or not real(saying):
        return subject.lower_ in ("i", "we")
    speaker = next((child for child in saying.children if child.dep_ == "nsubj"), None)
    own = any(child.dep_ == "poss" and child.lower_ in _POSSESSIVES for child in subject.children)
    named = speaker is not None and speaker.lower_ == subject.lower_
    return own or named or subject.lower_ in _SELVES


def said_of(deal: Token, head: Token, words: AgreementWords) -> StepKind | None:
    """Return what a clause says a deal is: dead, void, in force.

    Args:
        deal: the deal's noun, subject or object of `head`.
        head: a verb of being, or of calling so.
        words: the table.
    """
    lemma = head.lemma_.lower()
    if lemma == "cease" and deal.dep_ == "nsubj" and real(head):
        after = {token.lower_ for token in head.subtree if token.i > head.i}
        return next((words.no_longer[word] for word in sorted(after) if word in words.no_longer), None)
    calling = lemma in _CALLING and deal.dep_ in ("dobj", "nsubjpass")
    small = head.dep_ == "ccomp" and head.head.lemma_.lower() in _CALLING  # "declared the truce over"
    if not (calling or small or (lemma in _BEING and deal.dep_ == "nsubj")):
        return None
    if any(child.lower_ in _UNREAL | _OPEN for child in head.children if child.i < head.i):
        return None
    told = {token.lower_ for token in _predicate(head, deal)}
    if _no_longer(head) or "longer" in told:
        return next((words.no_longer[word] for word in sorted(told) if word in words.no_longer), None)
    if any(child.dep_ == "neg" for child in head.children) or {"not", "never"} & told:
        return None
    if {"force", "effect"} & told and "in" in told:
        return "in_force"
    return next((words.states[word] for word in sorted(told) if word in words.states), None)


def _predicate(head: Token, deal: Token) -> list[Token]:
    """Return the words that a clause says of its subject or object, two levels deep."""
    found = []
    for child in head.children:
        if child.i > min(deal.i, head.i) and child.dep_ in (
            "acomp",
            "advmod",
            "attr",
            "conj",
            "oprd",
            "prep",
            "prt",
            "xcomp",
        ):
            found.append(child)
            found += [
                inner for inner in child.children if inner.dep_ in ("advmod", "amod", "conj", "neg", "pobj")
            ]
    return found


def _no_longer(verb: Token) -> bool:
    return any(child.lower_ == "longer" for child in verb.children)


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _since(verb: Token) -> bool:
    return any(child.lower_ == "since" and child.dep_ == "prep" for child in verb.children)


def _timed(verb: Token) -> bool:
    return any(token.ent_type_ in ("DATE", "TIME") for token in verb.subtree)
