"""How many were killed and injured, as the report words it.

A count is a range. "At least 12" is 12 or more, "more than 12" is 13 or more, "up to 12" is at most 12,
"about 12" and "12 or so" lie within a tenth of it, "nearly 12" as far below, "between 10 and 15" says both
ends, "nobody" is 0. What is coordinated is added up ("a judge and two guards" are 3); a number that killed
and injured share ("killed or wounded 40") counts for neither. Words that count without a number promise
only the least they can mean: "dozens" is 24 or more (two dozen), "scores" 40, "hundreds" 200, "thousands"
2,000, "several" 3. The conventions and the words are in `ontology/counts.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.events.casualties import deadly, objects_of, people_of, shares_number
from dateline.find.events.count_words import Harm, Table, load_table
from dateline.find.events.numbers import Range, bounded_after, first_number
from dateline.model import Count

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.syntax import Passage

_NOBODY: Final = frozenset({"nobody", "none", "no-one", "neither"})
_ONE: Final = frozenset({"him", "her", "himself", "herself"})
_COMPARED: Final = frozenset({"fewer", "less", "more"})
_DOERS: Final = ("er", "or", "ist", "ian", "man", "ee", "eer")
_COUNTED: Final = frozenset({"life", "death", "killing", "murder"})


def find_counts(passages: Sequence[Passage]) -> tuple[tuple[Harm, Count, Token], ...]:
    """Find the numbers of people killed and injured.

    Args:
        passages: the parsed report.

    Returns:
        What happened to them, how many, and the verb or noun that says so, in the order of the text.
    """
    table = load_table()
    found: list[tuple[Harm, Count, Token]] = []
    for passage in passages:
        spans: set[tuple[Harm, int]] = set()
        for token in passage.doc:
            if shares_number(token, table):
                continue
            for harm in table.lemmas.get(token.lemma_.lower(), ()) or table.lemmas.get(token.lower_, ()):
                for people in people_of(token, harm, table):
                    count = _count(passage, people, token, harm, table)
                    if count is not None and (harm, count.span.start) not in spans:
                        spans.add((harm, count.span.start))
                        found.append((harm, count, token))
                        break
    return tuple(found)


def _count(passage: Passage, people: Token, word: Token, harm: Harm, table: Table) -> Count | None:
    """Return the count that a noun phrase gives, its coordinated members added up."""
    low: int | None = 0
    high: int | None = 0
    first = last = None
    sure = word.lemma_.lower() in table.harms[harm].sure or deadly(word)
    for member in _members(people, word):
        got = _range_of(_counted(member, table), table, sure=sure)
        if got is None:
            if member is people:
                return None
            continue
        (one_low, one_high), begin, end = got
        low = None if low is None or one_low is None else low + one_low
        high = None if high is None or one_high is None else high + one_high
        first = begin if first is None else first
        last = end
    if first is None or last is None:
        return None
    return Count(low, high, passage.between(first, last))


def _members(people: Token, word: Token) -> Iterator[Token]:
    """Yield a noun and what is coordinated with it to its right, also where the parser hangs it elsewhere."""
    yield people
    seen = {people.i}
    lists = [t for t in people.children if t.dep_ == "appos" and any(c.dep_ == "cc" for c in t.children)]
    strays = [
        t for t in word.children if t.dep_ == "conj" and t.pos_ in ("NUM", "NOUN") and people.dep_ == "dobj"
    ]
    for member in (*people.conjuncts, *(t for head in lists for t in (head, *head.conjuncts)), *strays):
        if member.i > people.i and member.i not in seen:
            seen.add(member.i)
            yield member


def _counted(noun: Token, table: Table) -> Token:
    """Return who is counted in "a group of 12 miners", "upwards of 60 people"."""
    if noun.lemma_.lower() in table.carriers or noun.lower_ in table.carriers:
        for inner in objects_of(noun, "of"):
            if inner.pos_ == "NUM" or any(child.dep_ == "nummod" for child in inner.children):
                return inner
    return noun


def _range_of(noun: Token, table: Table, *, sure: bool) -> tuple[Range, Token, Token] | None:
    """Read the number before a noun, or the number that stands for one.

    Args:
        noun: the noun, the number or the pronoun.
        table: the words.
        sure: the verb says that living beings are meant.
    """
    doc = noun.doc
    if _nobody(noun):
        return (0, 0), noun.left_edge, noun
    lemma = noun.lemma_.lower()
    if noun.lower_ in _ONE:
        return (1, 1), noun, noun
    counted = noun.pos_ == "NUM" or noun.lower_ in table.at_least or lemma in table.scale or lemma == "couple"
    human = lemma in table.people or lemma in _COUNTED or noun.ent_type_ in ("PERSON", "NORP")
    beings = sure and noun.tag_ == "NNS" and lemma not in table.animals
    if not sure and lemma in table.scale and _of_things(noun, table):
        return None
    if sure and noun.tag_ == "NN" and lemma.endswith(_DOERS) and lemma not in table.animals:
        human = True
    if not counted and not human and not beings:
        return None
    start = noun.left_edge.i
    while start > noun.sent.start and doc[start - 1].lower_ in table.bound_words:
        start -= 1
    if start >= noun.sent.start + 4 and doc[start - 4].lower_ == "between" and doc[start - 2].lower_ == "and":
        # the parser may hang the whole "between 10 and 15" on the verb
        start -= 4
    tokens = [doc[index] for index in range(start, noun.i + 1)]
    span = first_number(tokens, table, bare=counted)
    if span is not None:
        got, begin, end = span
        last = noun if not counted else tokens[end]
        got, more = bounded_after(got, [t.lower_ for t in doc[last.i + 1 : last.i + 3]], 0, table)
        return got, tokens[begin], doc[last.i + more]
    single = noun.tag_ in ("NN", "NNP") and noun.pos_ in ("NOUN", "PROPN") and human
    if single and (noun.ent_type_ == "PERSON" or any(c.dep_ in ("det", "poss") for c in noun.children)):
        if lemma in ("people", "police", "staff", "family", "crew", "number"):
            return None
        return (1, 1), noun.left_edge, noun
    return None


def _of_things(noun: Token, table: Table) -> bool:
    """Say whether a number word counts things ("burned down a score of shops"); the parser may hang them elsewhere."""
    after = noun.doc[noun.i + 1 : noun.i + 5]
    counted = next((token for token in after if token.pos_ in ("NOUN", "PROPN")), None)
    follows = [token.lower_ for token in after[:1]] == ["of"]
    return follows and counted is not None and counted.lemma_.lower() not in table.people


def _nobody(noun: Token) -> bool:
    """Say whether a phrase counts nobody: "no one", "no soldiers", "not a single soldier"; not "no fewer than ten"."""
    if noun.lower_ in _NOBODY:
        return True
    for child in noun.children:
        if child.lower_ == "no" and child.dep_ == "det" and child.nbor(1).lower_ not in _COMPARED:
            return True
        if child.lower_ == "single" and [t.lower_ for t in noun.doc[max(0, child.i - 2) : child.i]] == [
            "not",
            "a",
        ]:
            return True
    return False
