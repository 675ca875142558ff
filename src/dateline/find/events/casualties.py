"""The words of killing and injuring, and whom the parse says they befell: whose number a count is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.find.events.count_words import Harm, Table

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEADLY: Final = frozenset({"dead", "fatally", "death"})
_FELL: Final = frozenset({"gun", "shoot", "mow", "cut", "strike"})
"""With "down" they kill; to burn down is to burn."""
_TOLL_REACH: Final = 14


def people_of(token: Token, harm: Harm, table: Table) -> Iterator[Token]:
    """Yield the words for those who were killed or injured, the likeliest first."""
    words, lemma = table.harms[harm], token.lemma_.lower()
    if any(child.dep_ == "neg" for child in token.children):
        return
    if token.pos_ in ("VERB", "AUX"):
        if lemma in words.subjects:
            yield from _arguments(token, "nsubj")
        elif lemma in words.objects or (lemma in words.with_dead and deadly(token)):
            yield from _patients(token)
        elif lemma in words.lives:
            yield from _of_lives(token)
    if token.lower_ in words.states and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
        yield from _in_state(token)
    if lemma in words.deeds and token.pos_ == "NOUN":
        yield from objects_of(token, "of")
        if any(child.dep_ == "nummod" or child.lower_ == "no" for child in token.children):
            yield token
    if lemma in words.nouns and token.pos_ == "NOUN":
        yield from _toll(token)


def shares_number(token: Token, table: Table) -> bool:
    """Say whether a word shares its number with another harm ("killed or wounded 40"): neither can be told."""
    pairs = [(token, other) for other in token.children if other.dep_ == "conj"]
    pairs += [(token.head, token)] if token.dep_ == "conj" else []
    return any(
        first.lemma_.lower() in table.lemmas
        and second.lemma_.lower() in table.lemmas
        and second.i - first.i == 2
        and first.nbor(1).lower_ == "or"
        for first, second in pairs
    )


def deadly(verb: Token) -> bool:
    """Say whether the words beside a verb make it kill ("shot dead", "stabbed to death", "gunned down")."""
    if [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 2]] == ["dead"]:
        return True
    words = {child.lower_ for child in verb.children}
    words |= {inner.lower_ for child in verb.children if child.lower_ == "to" for inner in child.children}
    return bool(words & _DEADLY) or ("down" in words and verb.lemma_.lower() in _FELL)


def objects_of(word: Token, *prepositions: str) -> Iterator[Token]:
    """Yield the nouns that hang on a word by one of some prepositions."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (object_ for object_ in child.children if object_.dep_ == "pobj")


def _arguments(verb: Token, *deps: str) -> Iterator[Token]:
    own = [child for child in verb.children if child.dep_ in deps]
    yield from own
    if not own and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        yield from (child for child in verb.head.children if child.dep_ in deps)


def _patients(verb: Token) -> Iterator[Token]:
    """Yield the object of an active verb, the subject of a passive one, the noun of a participle."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    if objects and not passive:
        yield from objects
        return
    if not passive and any(child.dep_ == "nsubj" and child.pos_ == "NUM" for child in verb.children):
        # a headline's "eight killed"
        yield from _arguments(verb, "nsubj")
        return
    if not passive and verb.tag_ != "VBN":
        yield from objects_of(verb, "between", "over", "around", "about")
    if passive:
        yield from _arguments(verb, "nsubjpass")
        # "51 people waiting for bread were killed"
        yield from (
            who for child in verb.children if child.dep_ == "csubjpass" for who in _arguments(child, "nsubj")
        )
        return
    if verb.tag_ != "VBN":
        return
    if verb.dep_ == "acl":
        yield verb.head
    elif verb.dep_ != "amod":
        # "11 were killed and 31 people wounded": the second auxiliary is left out
        yield from (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass"))
        if verb.dep_ == "conj" and not any(child.dep_.startswith("nsubj") for child in verb.children):
            yield from _arguments(verb, "nsubjpass")


def _of_lives(verb: Token) -> Iterator[Token]:
    """Yield who is meant in "claimed 12 lives", "claimed the lives of 12", "12 lost their lives"."""
    for life in _arguments(verb, "dobj"):
        if life.lemma_.lower() == "life":
            yield from objects_of(life, "of")
            if verb.lemma_.lower() == "lose":
                yield from _arguments(verb, "nsubj")
            yield life


def _in_state(word: Token) -> Iterator[Token]:
    """Yield who is "dead" or "wounded" in "left 40 dead and dozens wounded"."""
    if any(child.dep_ == "auxpass" for child in word.children):
        return
    yield from (child for child in word.children if child.dep_ in ("nsubj", "nsubjpass"))
    if word.dep_ in ("oprd", "acomp") and any(child.dep_ == "auxpass" for child in word.head.children):
        # "12 are feared dead"
        yield from _arguments(word.head, "nsubjpass")
    if word.i and not any(child.dep_ in ("det", "amod") for child in word.children):
        before = word.nbor(-1)
        if before.pos_ in ("NOUN", "NUM", "PROPN"):
            yield before


def _toll(toll: Token) -> Iterator[Token]:
    """Yield the number of a "death toll of 45", or one that "rose to 45"."""
    death = any(child.lower_ == "death" for child in toll.children)
    last = min(toll.i + _TOLL_REACH, toll.sent.end)
    for index in range(toll.i + 1, last):
        token = toll.doc[index]
        if token.pos_ == "NUM" and token.ent_type_ in ("CARDINAL", ""):
            before = toll.doc[index - 1].lower_
            if before == "from":
                continue
            if death or before in ("to", "of", "at", "least", "than"):
                yield token
            return
