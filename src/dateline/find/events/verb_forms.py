"""What a verb's own form tells of an event's status: its modal and other auxiliaries, tense, aspect, mood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.events.status_words import Sign, Table

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST: Final = frozenset({"was", "were", "had", "did"})
HAVE: Final = frozenset({"has", "have", "'ve", "’ve"})
BE: Final = frozenset({"am", "is", "are", "'s", "’s", "'re", "’re", "'m", "’m"})
CONDITIONS: Final = frozenset({"if", "unless", "lest", "whether", "should"})
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WOULD: Final = frozenset({"would", "'d", "’d"})
_PERHAPS: Final = frozenset({"could", "might", "may", "should", "must", "ought", "can"})


@dataclass(frozen=True, slots=True)
class Form:
    """What a verb's own form says."""

    signs: tuple[Sign, ...] = ()
    finite: bool = False


def form_of(verb: Token, table: Table, *, headline: bool) -> Form:
    """Say what mood, tense and aspect tell of the status."""
    aux = auxiliaries_of(verb)
    for word, token in aux.items():
        if word in _WILL | _WOULD and _conditional(verb):
            return Form((Sign("hypothetical", "status.condition", token),), finite=True)
        if word in _WILL:
            return Form((Sign("future", "status.will", token),), finite=True)
        if word in _WOULD:
            return Form(
                (Sign("hypothetical" if "have" in aux else "future", "status.would", token),), finite=True
            )
        if word in _PERHAPS:
            return Form((Sign("hypothetical", "status.modal", token),), finite=True)
    if "to" in aux:
        # "President to visit Ankara" is read as a sentence or as a noun with its clause
        alone = verb.dep_ == "ROOT" or (
            headline and verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "ROOT"
        )
        return Form((Sign("future", "status.infinitive", aux["to"]),) if alone else ())
    present = aux.keys() & BE
    perfect = bool(aux.keys() & HAVE)
    if verb.tag_ == "VBG" and aux:
        reported = verb.dep_ == "ccomp" and bool(aux.keys() & {"was", "were"})
        said = verb.lemma_.lower() in table.spoken and not perfect
        if (present or reported or (perfect and "been" in aux)) and not said:
            return Form((Sign("ongoing", "status.progressive", verb),), finite=True)
        return Form(finite=True)
    if verb.tag_ == "VBN" and perfect and (since := _since(verb, table)) is not None:
        return Form((Sign("ongoing", "status.since", since),), finite=True)
    if verb.tag_ == "VBN" and perfect and "been" not in aux and verb.lemma_.lower() in table.lasting:
        return Form((Sign("ongoing", "status.lasting", verb),), finite=True)
    if verb.tag_ == "VBN" and "had" in aux and any(c.lower_ == "previously" for c in verb.children):
        return Form((Sign("historical", "status.perfect", aux["had"]),), finite=True)
    if headline:
        return Form(finite=bool(aux) or verb.tag_ in ("VBZ", "VBP", "VBD"))
    if verb.tag_ == "VBN" and present and verb.lemma_.lower() in table.states:
        return Form((Sign("ongoing", "status.state", verb),), finite=True)
    lasting = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and verb.dep_ == "acl")
    if lasting and verb.lemma_.lower() in table.states and not any(c.dep_ == "prt" for c in verb.children):
        return Form((Sign("ongoing", "status.present", verb),), finite=True)
    return Form(finite=bool(aux) or verb.tag_ in ("VBZ", "VBP", "VBD"))


def auxiliaries_of(verb: Token) -> dict[str, Token]:
    """Return a verb's auxiliaries; a second verb without its own shares those of the first."""
    aux = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if aux or verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN", "VBG"):
        return aux
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return aux
    return {child.lower_: child for child in verb.head.children if child.dep_ in ("aux", "auxpass")}


def is_condition(verb: Token) -> bool:
    """Say whether a clause only supposes ("if he fled", "whether to flee", "had he fled")."""
    if verb.dep_ not in ("advcl", "ccomp", "xcomp"):
        return False
    if any(child.dep_ in ("mark", "advmod") and child.lower_ in CONDITIONS for child in verb.children):
        return True
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    return verb.dep_ == "advcl" and any(
        child.lower_ in ("had", "should", "were") and subject is not None and child.i < subject.i
        for child in verb.children
        if child.dep_ in ("aux", "auxpass")
    )


def _conditional(verb: Token) -> bool:
    """Say whether what will or would be done hangs on a condition ("only if", "as a last resort only").

    What comes "unless" somebody acts is announced all the same.
    """
    return any(
        (
            child.dep_ == "advcl"
            and is_condition(child)
            and not any(c.lower_ == "unless" for c in child.children)
        )
        or (child.dep_ == "advmod" and child.lower_ == "only")
        for child in (
            *verb.children,
            *(c for prep in verb.children if prep.dep_ == "prep" for c in prep.children),
        )
    )


def _since(verb: Token, table: Table) -> Token | None:
    """Return the word that makes a perfect last until now ("has been held since May", "has long accused").

    What is counted up since then was done each time ("has taken in 400 families since May").
    """
    counted = any(
        inner.dep_ == "nummod"
        for child in verb.children
        if child.dep_ in ("dobj", "nsubjpass")
        for inner in child.children
    )
    if counted and verb.lemma_.lower() not in table.states:
        return None
    for child in verb.children:
        if (child.lower_, child.dep_) in (("since", "prep"), ("long", "advmod")):
            return child
        if child.dep_ == "advcl" and any(c.lower_ == "since" and c.dep_ == "mark" for c in child.children):
            return child
    return None
