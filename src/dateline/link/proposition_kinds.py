"""The kind of a proposition: a fact, a forecast, a proposal, or a judgement that no fact can settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.model import ClaimKind, Statement
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_CALLING: Final = frozenset({"cue frame small", "cue frame as"})


def kind_of(root: Token, statement: Statement, words: ClaimWords) -> tuple[ClaimKind, str, Token | None]:
    """Return the kind of a proposition, the rule that says so, and the word it rests on (else the cue).

    Args:
        root: the word that heads it.
        statement: the statement it stands in.
        words: the words that tell kinds.
    """
    if statement.stance in ("demands", "proposes"):
        return "proposal", "put-forward", None
    if any(reason.rule in _CALLING for reason in statement.why) and statement.type != "direct":
        return "evaluative", "called-something", None
    if statement.stance == "rejects" and statement.type != "direct":
        if root.lemma_.lower() in words.proposals:
            return "proposal", "turned-down-act", root
        return "evaluative", "turned-down", root
    if statement.stance in ("threatens", "promises"):
        return "prediction", "own-future-act", None
    if statement.stance == "asks":
        return "evaluative", "question", None
    framing = framing_of(root)
    if framing is not None:
        return "evaluative", "called-something", framing
    helpers = {child.lower_: child for child in root.children if child.dep_ in ("aux", "auxpass")}
    judging = _judgement(root, words)
    ahead = next((helpers[word] for word in ("will", "would", "'ll", "’ll", "wo") if word in helpers), None)
    if ahead is not None and (judging is None or "will" in helpers):
        return "prediction", "future", ahead
    ought = next((helpers[word] for word in ("should", "must", "ought") if word in helpers), None)
    if ought is not None or judging is not None:
        return "evaluative", "obligation" if ought is not None else "judging-word", ought or judging
    return "factual", "plain-clause", root


def framing_of(root: Token) -> Token | None:
    """Return the word by which a content without a verb calls something something: "the incident *as* a conspiracy"."""
    if root.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    return next((part for part in root.subtree if part.lower_ == "as" or part.dep_ == "oprd"), None)


def _judgement(root: Token, words: ClaimWords) -> Token | None:
    """Return the word by which a predicate judges: "is inappropriate", "an act of coercion", "a lie"."""
    if root.lemma_.lower() in words.judging:
        return root
    for child in root.children:
        if child.dep_ in ("acomp", "attr", "oprd", "prep", "pobj", "conj"):
            if child.lemma_.lower() in words.judging:
                return child
            for inner in child.children:
                if inner.dep_ in ("amod", "conj", "pobj", "acomp") and inner.lemma_.lower() in words.judging:
                    return inner
    return None
