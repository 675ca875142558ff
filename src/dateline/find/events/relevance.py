"""Who counts: a first judgement of whether a participant is politically relevant.

PLOVER codes politically relevant actors: states, offices, organisations, armed groups, police, parties,
crowds. Entity types and a table of words (`ontology/plover/actors.toml`) decide here; a resolver that knows
actors can put its own judgement in the place of this one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


class Weight(IntEnum):
    """How surely a participant is politically relevant.

    A crowd is the public in a report on politics or conflict: people who are killed, arrested or protest.
    """

    THING = -1
    PRIVATE = 0
    POSSIBLE = 1
    PUBLIC = 2
    CROWD = 3
    CERTAIN = 4


Judge = Callable[[Passage, "Token"], Weight]
"""Says how relevant the participant is whose head is given."""

_PRONOUNS: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "we",
        "i",
        "it",
        "him",
        "her",
        "them",
        "us",
        "me",
        "you",
        "who",
        "his",
        "their",
        "its",
        "our",
        "my",
        "your",
        "whom",
    ]
)
_PLAY: Final = 2
_COUNTRY: Final = frozenset({"GPE", "NORP"})
_MODIFIERS: Final = frozenset({"amod", "compound", "poss", "nmod"})


@dataclass(frozen=True, slots=True)
class Words:
    """The word table: lemmas by class."""

    classes: Mapping[str, frozenset[str]]

    def holds(self, name: str, lemma: str) -> bool:
        """Say whether a class holds a lemma."""
        return lemma in self.classes[name]


@cache
def words() -> Words:
    """Load the word table, once a process."""
    path = files("dateline.ontology") / "plover" / "actors.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words({name: frozenset(text.split()) for name, text in table.items()})


@cache
def _core_ids() -> frozenset[int]:
    """Words of politics and conflict as the ids that spaCy gives strings."""
    from spacy.strings import get_string_id

    return frozenset(get_string_id(word) for word in words().classes["core"])


def judge_of(passages: Iterable[Passage]) -> Judge:
    """Make the judgement for one report.

    Args:
        passages: the report's passages; persons whom it gives an office anywhere count everywhere.
    """
    table = words()
    passages = tuple(passages)
    known = frozenset(_office_holders(passages, table))
    political = is_political(passages)

    def judge(_: Passage, head: Token) -> Weight:
        weight = _judge(head, table, known)
        person = head.ent_type_ == "PERSON" or head.pos_ == "PRON"
        if political and weight == Weight.PUBLIC:
            return Weight.CROWD
        if political and weight == Weight.POSSIBLE and person:
            # in a political report the persons and pronouns are mostly those of politics
            return Weight.CERTAIN
        return weight

    return judge


def is_political(passages: Sequence[Passage]) -> bool:
    """Say whether a report is about politics or conflict: words of state and arms, one in sixty or more."""
    core = _core_ids()
    total = hits = 0
    for passage in passages:
        total += len(passage.doc)
        hits += sum(1 for word in passage.doc.to_array("LOWER").tolist() if word in core)
    return hits * 60 >= total and hits >= 3


def is_play(sentence: SpacySpan) -> bool:
    """Say whether a sentence is about sport, the arts or the markets, whose words are those of war."""
    table = words().classes
    lower = [token.lower_ for token in sentence]
    hits = sum(word in table["play"] for word in lower)
    return hits >= _PLAY and hits > sum(word in table["core"] for word in lower)


def _office_holders(passages: Iterable[Passage], table: Words) -> Iterable[str]:
    for passage in passages:
        for name in passage.doc.ents:
            if name.label_ != "PERSON":
                continue
            near = [token.lemma_.lower() for token in passage.doc[max(0, name.start - 3) : name.start]]
            root = name.root
            near += [child.lemma_.lower() for child in root.children if child.dep_ in ("appos", "compound")]
            if root.dep_ == "appos":
                near.append(root.head.lemma_.lower())
            if any(table.holds("offices", lemma) for lemma in near):
                yield name[-1].text if name[-1].text not in ("'s", "’s") else name[-2].text


def _judge(head: Token, table: Words, known: frozenset[str]) -> Weight:
    lemma = head.lemma_.lower()
    if head.pos_ == "PRON":
        return Weight.POSSIBLE if head.lower_ in _PRONOUNS else Weight.THING
    kind = head.ent_type_
    if kind in _COUNTRY:
        return Weight.CERTAIN
    if head.pos_ == "PROPN" and head.text in known:
        return Weight.CERTAIN
    if kind == "PERSON":
        if any(
            table.holds("offices", child.lemma_.lower()) for child in head.lefts if child.dep_ in _MODIFIERS
        ):
            return Weight.CERTAIN
        return Weight.POSSIBLE
    for name in ("offices", "bodies", "armed"):
        if table.holds(name, lemma):
            return Weight.CERTAIN
    if table.holds("names", lemma) or table.holds("names", head.text):
        return Weight.CERTAIN
    if table.holds("private", lemma):
        return Weight.PRIVATE
    near = [child for child in head.children if child.dep_ in _MODIFIERS]
    official = any(table.holds(n, c.lemma_.lower()) for c in near for n in ("bodies", "armed"))
    if table.holds("public", lemma):
        # "opposition supporters", "party members", "Kenyan nurses"
        return Weight.CERTAIN if official or any(c.ent_type_ in _COUNTRY for c in near) else Weight.PUBLIC
    if official and table.holds("collective", lemma):
        return Weight.CERTAIN
    if kind == "ORG" or head.pos_ == "PROPN":
        if any(table.holds("private", child.lemma_.lower()) for child in near):
            return Weight.PRIVATE
        if any(table.holds(n, c.lemma_.lower()) for c in near for n in ("offices", "bodies", "armed")):
            return Weight.CERTAIN
        return Weight.POSSIBLE
    if any(child.ent_type_ in _COUNTRY for child in near) and table.holds("collective", lemma):
        return Weight.CERTAIN
    if table.holds("collective", lemma):
        return Weight.POSSIBLE
    if head.pos_ == "ADJ" and head.ent_type_:
        return Weight.CERTAIN
    return Weight.THING
