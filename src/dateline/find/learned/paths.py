"""Features of a candidate trigger: its word, what hangs on it and what it hangs on, with the paths between.

The linear half of the learned coder reads these. Names are masked by their entity type, so that what is
learned is the wording and not who acted in the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.events import roles

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONTENT: Final = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_SKIPPED: Final = frozenset({"punct", "det", "cc", "SPACE"})
_WINDOW: Final = 3


def masked(token: Token) -> str:
    """Return a token's lemma, or the type of the name that it belongs to."""
    if token.ent_type_ and token.pos_ in ("PROPN", "NUM"):
        return f"<{token.ent_type_}>"
    if token.pos_ == "PRON":
        return "<PRON>"
    return token.lemma_.lower()


def content_words(sentence: Iterable[Token]) -> tuple[str, ...]:
    """Return for each token of a sentence its masked word if it is a content word, else an empty string."""
    return tuple(masked(token) if token.pos_ in _CONTENT else "" for token in sentence)


def nearby(content: Sequence[str], place: int) -> list[str]:
    """Return the content words beside a token of a sentence.

    Args:
        content: of the sentence, from `content_words`.
        place: the token, counted from the sentence's first.
    """
    beside = (*content[max(0, place - _WINDOW) : place], *content[place + 1 : place + _WINDOW + 1])
    return [word for word in beside if word]


def features(trigger: Token, lexicon: str, near: Iterable[str]) -> Iterator[str]:
    """Yield the features of a candidate that are its own (`scene` gives those of its sentence).

    Args:
        trigger: the token that may name an event.
        lexicon: PLOVER type that the lexicon gives to the token here, or an empty string.
        near: the content words beside it, from `nearby`.
    """
    word = masked(trigger)
    yield f"w={word}"
    yield f"w={word}|{trigger.pos_}|{_voice(trigger)}"
    yield f"tag={trigger.tag_}|{trigger.dep_}"
    if lexicon:
        yield f"lex={lexicon}"
        yield f"lex={lexicon}|{trigger.tag_}|{trigger.dep_}"
    yield from _below(trigger, word, lexicon)
    yield from _above(trigger, word, lexicon)
    yield from _sides(trigger, word, lexicon)
    for neighbour in near:
        yield f"n={neighbour}"


def _voice(token: Token) -> str:
    return "passive" if token.pos_ == "VERB" and roles.is_passive(token) else token.tag_


def _below(trigger: Token, word: str, lexicon: str) -> Iterator[str]:
    for child in trigger.children:
        if child.dep_ in _SKIPPED:
            continue
        name = child.lower_ if child.dep_ in ("aux", "prep", "agent", "mark", "prt", "neg") else masked(child)
        yield f"c={child.dep_}:{name}"
        yield f"wc={word}|{child.dep_}:{name}"
        if lexicon and child.dep_ in ("aux", "neg", "mark", "prt", "prep"):
            yield f"lc={lexicon}|{child.dep_}:{name}"
        if child.dep_ in ("prep", "agent", "dative"):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield f"p={child.lower_}:{masked(inner)}"
                    yield f"wp={word}|{child.lower_}:{masked(inner)}"
        elif child.dep_ in ("dobj", "xcomp", "ccomp", "acomp", "attr", "nsubjpass"):
            for inner in child.children:
                if inner.pos_ in _CONTENT or inner.dep_ in ("aux", "neg"):
                    yield f"g={child.dep_}>{inner.dep_}:{masked(inner)}"
                    if inner.dep_ in ("dobj", "amod", "compound", "xcomp"):
                        yield f"wg={word}|{child.dep_}>{inner.dep_}:{masked(inner)}"


def _above(trigger: Token, word: str, lexicon: str) -> Iterator[str]:
    token, steps = trigger, []
    for depth in range(3):
        if token.dep_ == "ROOT":
            yield f"root={depth}"
            return
        steps.append(token.dep_)
        token = token.head
        path = "<".join(steps)
        name = token.lower_ if token.pos_ in ("ADP", "AUX", "SCONJ") else masked(token)
        yield f"h={path}:{name}"
        if depth < 2:
            yield f"wh={word}|{path}:{name}"
            if lexicon:
                yield f"lh={lexicon}|{path}:{name}"


def _sides(trigger: Token, word: str, lexicon: str) -> Iterator[str]:
    if trigger.pos_ != "VERB":
        return
    for name, head in (("s", roles.subject(trigger)), ("o", roles.objects(trigger))):
        shown = "-" if head is None else masked(head)
        yield f"{name}={shown}"
        yield f"w{name}={word}|{shown}"
        if lexicon:
            yield f"l{name}={lexicon}|{shown}"


def scene(content: Sequence[str]) -> Iterator[str]:
    """Yield the features that all candidates of a sentence share: its content words."""
    for word in content:
        if word:
            yield f"b={word}"
