"""Negotiations: talks on a deal, and talks between parties that lead to one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.link.agreements.acts import Act
from dateline.link.agreements.reality import real
from dateline.ontology.agreements import AgreementWords, NegotiationWords

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABOUT: Final = frozenset({"about", "concerning", "on", "over"})
_DURING: Final = frozenset({"after", "at", "during", "following", "from", "in", "since"})
_AFTER: Final = frozenset({"after", "following"})
_THROUGH: Final = frozenset({"for", "of", "to", "with"})
_CROWNING: Final = frozenset({"cap", "conclude", "crown", "end", "follow"})
_UNREAL: Final = frozenset({"if", "unless", "whether", "could", "may", "might", "should"})


def talks_acts(deal: Token, words: AgreementWords, *, made: bool) -> Iterator[Act]:
    """Yield what the talks on a deal, or behind it, tell of it: "talks on its revival", "sealed after a week of talks".

    Args:
        deal: the deal's noun.
        words: the table.
        made: there is the deal; that talks on it end does not end it.
    """
    noun = _talked_about(deal, words)
    if noun is not None:
        act = talks_act(noun, noun, words)
        if act is not None and not (made and act.kind != "talks"):
            yield act
        elif made and act is not None and act.kind == "suspended":
            yield Act("talks", noun, noun)
        return
    yield from _before(deal, words.talks)


def _talked_about(deal: Token, words: AgreementWords) -> Token | None:
    """Return the noun or verb for the talks on a deal, through "reviving it", "a return to it", "how to save it"."""
    at = deal
    for _ in range(6):
        head = at.head
        if head == at:
            return None
        if at.dep_ == "pobj" and head.pos_ == "ADP":
            above = head.head
            if head.lower_ in _ABOUT and _is_talk(above, words.talks):
                return above
            if head.lower_ not in _THROUGH:
                return None
            at = above
        elif at.dep_ == "pcomp":
            return head.head if head.lower_ in _ABOUT and _is_talk(head.head, words.talks) else None
        elif at.dep_ in ("dobj", "nsubj") and head.dep_ == "pcomp":
            at = head
        else:
            return None
    return None


def _is_talk(token: Token, talks: NegotiationWords) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        return lemma in ("negotiate", "talk", "confer")
    return token.pos_ == "NOUN" and (lemma in talks.nouns or token.lower_ in talks.nouns)


def _before(deal: Token, talks: NegotiationWords) -> Iterator[Act]:
    """Yield the talks by which a deal came about: "struck after a week of talks", "it crowns months of talks"."""
    verb = deal.head
    if verb.pos_ != "VERB" or not real(verb):
        return
    for child in verb.children:
        behind = deal.dep_ in ("dobj", "nsubjpass") and child.dep_ == "prep" and child.lower_ in _AFTER
        crowned = deal.dep_ == "nsubj" and child.dep_ == "dobj" and verb.lemma_.lower() in _CROWNING
        if not (behind or crowned):
            continue
        for token in child.subtree:
            if token.pos_ == "NOUN" and _is_talk(token, talks):
                yield Act("talks", token, verb)
                return


def talks_act(noun: Token, head: Token, words: AgreementWords) -> Act | None:
    """Return what a clause does with talks: they are held, offered or broken off.

    Args:
        noun: the noun or verb for the talks.
        head: the head of the phrase, such as the "round" of the talks.
        words: the table.
    """
    talks = words.talks
    if noun.pos_ == "VERB":
        return Act("talks", noun, noun) if real(noun) else None
    above = head.head
    if head.dep_ == "pobj":
        verb = above.head
        while verb.pos_ in ("ADP", "ADV") and verb.head != verb:
            verb = verb.head
        meeting = above.lower_ == "for" and verb.lemma_.lower() in talks.meeting and real(verb)
        during = above.lower_ in _DURING or meeting
        off = during and _off(verb, talks) and verb.lemma_.lower() in ("pull", "walk", "withdraw")
        if off and real(verb):
            return Act("suspended", verb, verb)
        held = during or (above.lower_ in ("to", "with") and verb.lemma_.lower() in talks.held and real(verb))
        return Act("talks", head, head if verb.lemma_.lower() not in talks.held else verb) if held else None
    if above.pos_ not in ("VERB", "AUX") or head.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
        return None
    lemma = above.lemma_.lower()
    if any(child.lower_ in _UNREAL for child in above.children):
        return None
    if _will_not(above):
        return Act("suspended", above, above.head if above.dep_ == "ccomp" else above)
    if not real(above):
        return None
    if _off(above, talks):
        return Act("suspended", above, above)
    if lemma in talks.proposed and head.dep_ in ("dobj", "nsubjpass"):
        return Act("proposed", above, above)
    if lemma in talks.held or lemma in talks.mediating:
        return Act("talks", above, above)
    return Act("talks", head, head) if head.dep_ == "nsubj" and above.tag_ in ("VBD", "VBN") else None


def _off(verb: Token, talks: NegotiationWords) -> bool:
    """Say whether a verb breaks talks off: "called off", "suspended"."""
    lemma = verb.lemma_.lower()
    needed = talks.off_needs.get(lemma)
    return lemma in talks.off and (needed is None or any(child.lower_ in needed for child in verb.children))


def _will_not(verb: Token) -> bool:
    """Say whether talks that were to be held will not be: "would not take place"."""
    children = {child.lower_ for child in verb.children}
    held = verb.lemma_.lower() in ("go", "happen", "hold", "occur", "proceed", "take")
    return held and bool({"not", "n't", "n’t"} & children) and bool({"will", "would"} & children)


def negotiation(token: Token, words: AgreementWords) -> Token | None:
    """Return the head of a phrase for talks that lead to a deal, `None` for any other talks.

    Such talks are counted by rounds, led by somebody between the parties, called negotiations, or named by what they
    are to end or bring: "the third round of talks", "indirect talks", "truce talks". Ministers who "held talks on
    trade" make no deal by that.
    """
    talks = words.talks
    if token.lemma_.lower() == "table" and any(child.lower_ == "negotiating" for child in token.children):
        return token
    if token.pos_ != "NOUN" or not _is_talk(token, talks):
        return None
    head = token
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in talks.rounds:
        head = token.head.head
    before = {child.lower_ for child in token.children if child.i < token.i}
    within = {part.lemma_.lower() for part in head.subtree}
    counted = head != token
    verb = head.head
    led = bool(within & talks.between) or any(
        child.lemma_.lower() in talks.mediating for child in head.children if child.dep_ in ("acl", "relcl")
    )
    led = led or (verb.pos_ == "VERB" and verb.lemma_.lower() in talks.mediating and verb.lemma_ != "host")
    called = token.lemma_.lower() == "negotiation"
    return head if counted or before & talks.marks or led or called else None


def plain_talks(token: Token, words: AgreementWords) -> bool:
    """Say whether a noun means talks between some, of which is not said that they are to lead to a deal."""
    return (
        _is_talk(token, words.talks)
        and token.pos_ == "NOUN"
        and any(child.lower_ == "between" for child in token.children)
    )


def numbered(head: Token) -> bool:
    """Say whether a round of talks is counted: "the sixth round"."""
    return any(child.ent_type_ == "ORDINAL" or child.tag_ in ("CD", "JJ") for child in head.children)
