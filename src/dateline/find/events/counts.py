"""How many were killed and injured, as the report words it.

A count is a range. "At least 12" is 12 or more, "more than 12" is 13 or more, "up to 12" is at most 12,
"about 12" and "12 or so" lie within a tenth of it, "nearly 12" as far below, "between 10 and 15" says both
ends, "nobody" is 0. What is coordinated is added up ("a judge and two guards" are 3); a number that killed
and injured share ("killed or wounded 40") counts for neither. Words that count without a number promise
only the least they can mean: "dozens" is 24 or more (two dozen), "scores" 40, "hundreds" 200, "thousands"
2,000, "several" 3. The conventions and the words are in `ontology/counts.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

from dateline.model import Count

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.find.syntax import Passage

Harm = Literal["killed", "injured"]
Range = tuple[int | None, int | None]

_HARMS: Final[tuple[Harm, ...]] = ("killed", "injured")
_NOBODY: Final = frozenset({"nobody", "none", "no-one", "neither"})
_ONE: Final = frozenset({"him", "her", "himself", "herself"})
_DEADLY: Final = frozenset({"dead", "fatally", "death"})
_FELL: Final = frozenset({"gun", "shoot", "mow", "cut", "strike"})
"""With "down" they kill; to burn down is to burn."""
_COMPARED: Final = frozenset({"fewer", "less", "more"})
_DOERS: Final = ("er", "or", "ist", "ian", "man", "ee", "eer")
_DECIMAL: Final = re.compile(r"\d{1,3}\.\d{1,2}")
_TEN: Final = 10
_TWENTY: Final = 20
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_COUNTED: Final = frozenset({"life", "death", "killing", "murder"})
_MOST_DIGITS: Final = 9
_TOLL_REACH: Final = 14
_MOST: Final = 50_000_000
"""Larger numbers are no counts of people in a report's events."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words for one kind of harm (see the table)."""

    objects: frozenset[str]
    with_dead: frozenset[str]
    subjects: frozenset[str]
    states: frozenset[str]
    lives: frozenset[str]
    nouns: frozenset[str]
    deeds: frozenset[str]
    sure: frozenset[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`ontology/counts.toml`."""

    harms: Mapping[Harm, Words]
    lemmas: Mapping[str, tuple[Harm, ...]]
    at_least: Mapping[str, int]
    exact: Mapping[str, int]
    scale: Mapping[str, int]
    bounds: Mapping[tuple[str, ...], str]
    bound_words: frozenset[str]
    after: Mapping[tuple[str, ...], str]
    carriers: frozenset[str]
    people: frozenset[str]
    animals: frozenset[str]


@cache
def load_table() -> Table:
    """Load `ontology/counts.toml`."""
    data = tomllib.loads(files("dateline.ontology").joinpath("counts.toml").read_text(encoding="utf-8"))
    harms = {
        harm: Words(**{place: frozenset(words) for place, words in data[harm].items()}) for harm in _HARMS
    }
    lemmas: dict[str, tuple[Harm, ...]] = {}
    for harm in _HARMS:
        for words in data[harm].values():
            for word in words:
                if harm not in lemmas.get(word, ()):
                    lemmas[word] = (*lemmas.get(word, ()), harm)
    return Table(
        harms=harms,
        lemmas=lemmas,
        at_least=data["at_least"],
        exact=data["exact"],
        scale=data["scale"],
        bounds={tuple(words.split()): kind for words, kind in data["bounds"].items()},
        bound_words=frozenset(word for words in data["bounds"] for word in words.split()) | {"between"},
        after={tuple(words.split()): kind for words, kind in data["after"].items()},
        carriers=frozenset(data["people"]["carriers"]),
        people=frozenset(data["people"]["words"]),
        animals=frozenset(data["people"]["not"]),
    )


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
            if _either(token, table):
                continue
            for harm in table.lemmas.get(token.lemma_.lower(), ()) or table.lemmas.get(token.lower_, ()):
                for people in _people(token, harm, table):
                    count = _count(passage, people, token, harm, table)
                    if count is not None and (harm, count.span.start) not in spans:
                        spans.add((harm, count.span.start))
                        found.append((harm, count, token))
                        break
    return tuple(found)


def _either(token: Token, table: Table) -> bool:
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


def _people(token: Token, harm: Harm, table: Table) -> Iterator[Token]:
    """Yield the words for those who were killed or injured, the likeliest first."""
    words, lemma = table.harms[harm], token.lemma_.lower()
    if any(child.dep_ == "neg" for child in token.children):
        return
    if token.pos_ in ("VERB", "AUX"):
        if lemma in words.subjects:
            yield from _arguments(token, "nsubj")
        elif lemma in words.objects or (lemma in words.with_dead and _deadly(token)):
            yield from _patients(token)
        elif lemma in words.lives:
            yield from _of_lives(token)
    if token.lower_ in words.states and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
        yield from _in_state(token)
    if lemma in words.deeds and token.pos_ == "NOUN":
        yield from _objects_of(token, "of")
        if any(child.dep_ == "nummod" or child.lower_ == "no" for child in token.children):
            yield token
    if lemma in words.nouns and token.pos_ == "NOUN":
        yield from _toll(token)


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
        yield from _objects_of(verb, "between", "over", "around", "about")
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


def _objects_of(word: Token, *prepositions: str) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (object_ for object_ in child.children if object_.dep_ == "pobj")


def _of_lives(verb: Token) -> Iterator[Token]:
    """Yield who is meant in "claimed 12 lives", "claimed the lives of 12", "12 lost their lives"."""
    for life in _arguments(verb, "dobj"):
        if life.lemma_.lower() == "life":
            yield from _objects_of(life, "of")
            if verb.lemma_.lower() == "lose":
                yield from _arguments(verb, "nsubj")
            yield life


def _deadly(verb: Token) -> bool:
    if [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 2]] == ["dead"]:
        return True
    words = {child.lower_ for child in verb.children}
    words |= {inner.lower_ for child in verb.children if child.lower_ == "to" for inner in child.children}
    return bool(words & _DEADLY) or ("down" in words and verb.lemma_.lower() in _FELL)


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


def _count(passage: Passage, people: Token, word: Token, harm: Harm, table: Table) -> Count | None:
    """Return the count that a noun phrase gives, its coordinated members added up."""
    low: int | None = 0
    high: int | None = 0
    first = last = None
    sure = word.lemma_.lower() in table.harms[harm].sure or _deadly(word)
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
        for inner in _objects_of(noun, "of"):
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
    span = _number(tokens, table, bare=counted)
    if span is not None:
        got, begin, end = span
        last = noun if not counted else tokens[end]
        after, more = _after([t.lower_ for t in doc[last.i + 1 : last.i + 3]], 0, table)
        if after is not None:
            got, last = _bounded(after, got), doc[last.i + more]
        return got, tokens[begin], last
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


def _number(tokens: Sequence[Token], table: Table, *, bare: bool) -> tuple[Range, int, int] | None:
    """Read the first number in a run of words: its range, and the first and last index of its words."""
    lowered = [token.lower_ for token in tokens]
    for index, word in enumerate(lowered):
        follow = lowered[index + 1] if index + 1 < len(lowered) else ""
        if word in ("a", "an") and follow not in table.scale:
            continue
        if word == "another" and (_value(follow, table) is not None or follow in table.at_least):
            continue
        if word == "half" and "dozen" in lowered[index + 1 : index + 3]:
            end = lowered.index("dozen", index)
            begin, low, high = _bound(lowered, index, 6, 6, table)
            return (low, high), begin, end
        value = _value(word, table)
        if value is None and _DECIMAL.fullmatch(word) and follow in table.scale:
            value = 0
        if value is None and word not in table.at_least and word not in table.scale:
            continue
        if word == "many" and follow == "as":
            continue
        if bare and tokens[index].ent_type_ in ("DATE", "TIME", "ORDINAL", "MONEY", "PERCENT", "AGE"):
            continue
        if follow == "year" or (follow == "-" and lowered[index + 2 : index + 3] == ["year"]):
            continue  # "a 22-year-old member"
        (low, high), end = _read(lowered, index, table)
        begin, low, high = _bound(lowered, index, low, high, table)
        return ((low, high), begin, end) if (low or high or 0) <= _MOST else None
    return None


def exact_number(word: str) -> int | None:
    """Return the number that one lower-case word names ("twelve", "1,200"), or `None`."""
    return _value(word, load_table())


def _value(word: str, table: Table) -> int | None:
    if word in table.exact:
        return table.exact[word]
    plain = word.replace(",", "")
    if plain.isdecimal() and plain.isascii() and len(plain) <= _MOST_DIGITS:
        return int(plain)
    if "-" in word:
        parts = [table.exact.get(part) for part in word.split("-")]
        if len(parts) == 2 and parts[0] and parts[1] and parts[0] >= 20:
            return parts[0] + parts[1]
    return None


def _read(lowered: Sequence[str], index: int, table: Table) -> tuple[Range, int]:
    """Read a number from an index on; returns its range and the index of its last word."""
    word = lowered[index]
    if word in table.at_least:
        low, end = table.at_least[word], index
        if word == "few" and index and lowered[index - 1] == "a":
            low = 3
        if index + 1 < len(lowered) and lowered[index + 1] in table.scale:
            return (low * table.scale[lowered[index + 1]], None), index + 1
        if lowered[index + 1 : index + 2] == ["of"] and lowered[index + 2 : index + 3] == ["thousands"]:
            return (low * 1000, None), index + 2
        return (low, None), end
    value, end = _cardinal(lowered, index, table)
    if end + 2 < len(lowered) and lowered[end + 1] in ("to", "and", "or", "-", "–"):
        other, last = _cardinal(lowered, end + 2, table)
        joined = lowered[end + 1] != "and" or (index and lowered[index - 1] == "between")
        if other > value and joined:
            return (value, other), last
    after, more = _after(lowered, end + 1, table)
    if after is not None:
        return _bounded(after, (value, value)), end + more
    return (value, value), end


def _cardinal(lowered: Sequence[str], index: int, table: Table) -> tuple[int, int]:
    """Read a plain number ("two thousand three hundred and five"): its value (0: none) and its last word's index."""
    total = part = 0.0
    last = index
    step = None
    for here in range(index, len(lowered)):
        word, before = lowered[here], lowered[here - 1] if here > index else ""
        value = _value(word, table)
        if word in table.scale:
            part = (part or 1) * table.scale[word]
            if table.scale[word] >= _THOUSAND:
                total, part = total + part, 0.0
            step = table.scale[word]
        elif value is not None and (step is None or (step >= _HUNDRED and value < step)):
            part, step = part + value, 0
        elif "." in word and step is None and _DECIMAL.fullmatch(word):
            part, step = float(word), 0
        elif word == "-" and part >= _TWENTY and step == 0:
            unit = _value(lowered[here + 1], table) if here + 1 < len(lowered) else None
            if before not in table.exact or unit is None or not 0 < unit < _TEN:
                break
            part, last = part + unit, here + 1
            continue
        elif list(lowered[here : here + 3]) == ["and", "a", "half"] and lowered[here + 3 : here + 4]:
            scale = table.scale.get(lowered[here + 3])
            return (int((part + 0.5) * scale), here + 3) if scale else (int(total + part), last)
        elif word == "and" and step in (_HUNDRED, _THOUSAND) and here + 1 < len(lowered):
            if not 0 < (_value(lowered[here + 1], table) or 0) < _HUNDRED:
                break
            continue
        else:
            break
        last = here
    return int(total + part), last


def _after(lowered: Sequence[str], index: int, table: Table) -> tuple[str | None, int]:
    """Read the words after a number ("or more"): what they make of it, and how many they are."""
    words = tuple(lowered[index : index + 2])
    return table.after.get(words), len(words)


def _bounded(kind: str, number: Range) -> Range:
    """Apply what stands after a number to it."""
    low, high = number
    if low is None or high is None:
        return number
    if kind == "least":
        return low, None
    if kind == "most":
        return None, high
    return low - _tenth(low), high + _tenth(high)


def _tenth(number: int) -> int:
    """Return a tenth of a number, one at the least: "a dozen or so" is 11 to 13."""
    return max(1, number // 10)


def _bound(
    lowered: Sequence[str], index: int, low: int | None, high: int | None, table: Table
) -> tuple[int, int | None, int | None]:
    """Apply the words before a number ("at least"); returns the index where they begin, and the range."""
    for length in (3, 2, 1):
        begin = index - length
        kind = table.bounds.get(tuple(lowered[begin:index])) if begin >= 0 else None
        if kind is None or low is None:
            continue
        if kind == "least":
            return begin, low, None
        if kind == "more":
            return begin, low + 1, None
        if kind == "most":
            return begin, None, high
        if kind == "fewer":
            return begin, None, low - 1
        if kind == "nearly" and high == low:
            return begin, low - low // 10, low
        if high == low:
            return begin, low - low // 10, low + low // 10
        return begin, low, high
    if index and lowered[index - 1] == "between":
        return index - 1, low, high
    return (index - 1 if index and lowered[index - 1] in ("a", "an") else index), low, high
