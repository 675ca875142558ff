"""Papers that speak: reports, polls, court documents, and whose words they are.

"The ministry's statement said" is the ministry speaking; "a leaked memo showed" is a paper that speaks for itself.
Whose words a paper gives is read off its own noun phrase, else off the phrase that brought it into the report
("Amnesty published a study ... The study says").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.knowledge.phrases import fold
from dateline.resolve.actors.heads import Heads
from dateline.resolve.actors.marks import Mark
from dateline.resolve.actors.reading import Reading
from dateline.resolve.actors.roles import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES: Final = frozenset({"organisation", "armed_group", "body"})
_SLOTS: Final = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC"})
_OFFICIAL: Final = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "JRN"})
_SENIOR: Final = frozenset(
    {"senior", "leading", "prominent", "key", "top", "influential", "public", "leaders"}
)
"""What stands before "figures" that are people."""
GENERAL: Final = frozenset({"document", "text", "file"})
"""Words that may stand for any paper named before."""
_AIRED: Final = frozenset({"ad", "advert", "advertisement", "commercial"})
"""Papers that bear the name of what carries them: "a television ad"."""
_PARTICLES: Final = frozenset({"carry", "put", "draw", "make"})
_BEFORE: Final = 400
"""Tokens of a passage before a paper among which the phrase that brought it in is looked for."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the source of what is told.

    Attributes:
        reading: the paper itself.
        issuer: readings of those whose words it gives; empty where nothing tells.
        passage: index of the passage in which they are named.
        clue: how that is known.
    """

    reading: Reading
    issuer: tuple[Reading, ...] = ()
    passage: int = 0
    clue: str = ""


def paper(readers: Sequence[Reader], order: int, first: int, last: int) -> Paper | None:
    """Read a speaker's words as a paper, or return `None` where they name none.

    Args:
        readers: readers of the report's passages.
        order: which of them holds the words.
        first: first token of the words.
        last: past their last token.
    """
    reader = readers[order]
    root = _head(reader, first, last)
    if root is None or reader.line.lower[first] == "no":
        return None
    reading = _reading(reader, root, first, last)
    issuer, clue = _issuer(reader, root, first, last)
    passage = order
    if not issuer and (reading.definite or reader.line.lower[first] == "the"):
        issuer, passage, clue = _introduced(readers, order, root, first)
    return Paper(reading, issuer, readers[passage].passage.index if issuer else 0, clue)


def carries(reader: Reader, first: int, last: int) -> Token | None:
    """Return the word for a paper that heads some words, if one does ("in a statement", "new figures")."""
    doc = reader.passage.doc
    start = first
    while start < last and doc[start].pos_ == "ADP":
        start += 1
    return _head(reader, start, last) if start < last else None


def _head(reader: Reader, first: int, last: int) -> Token | None:
    """Return the head of some words if it is a word for a paper and no part of a name."""
    root = reader.passage.doc[first:last].root
    line, wording = reader.line, reader.line.knowledge.wording
    if root.lower_ not in wording.papers and root.lemma_.lower() not in wording.papers:
        return None
    mark = line.marks[line.at[root.i]] if line.at[root.i] >= 0 else None
    if mark is not None and (mark.kind != "role" or mark.last - mark.first > 1):
        return None
    if root.lower_ == "figures" and not _SENIOR.isdisjoint(line.lower[first : root.i]):
        return None
    return root


def _reading(reader: Reader, root: Token, first: int, last: int) -> Reading:
    """Read the paper itself: its word, and the country and sector of what stands before it."""
    line = reader.line
    marks = line.within(first, root.i)
    owned = [child for child in root.children if child.dep_ == "poss"]
    start = max((child.right_edge.i + 1 for child in owned), default=first)
    near = tuple(mark for mark in marks if mark.first >= start) or marks
    named = Heads(line).unknown_noun(near, root.i) if near else None
    lead = line.lower[first]
    counted = root.i > first and line.pos[first] == "NUM"
    # "the document, seen by Reuters": what only tells of it is no part of its name
    asides = ("acl", "relcl", "appos", "punct", "cc", "conj")
    end = min([last, *(c.left_edge.i for c in root.children if c.i > root.i and c.dep_ in asides)])
    return Reading(
        kind="paper",
        head=fold(root.lemma_),
        countries=named.countries if named is not None else (),
        sector=named.sector if named is not None else "",
        why=named.why if named is not None else (),
        plural=root.tag_ in ("NNS", "NNPS"),
        definite=bool(owned) or lead in line.knowledge.wording.definite,
        indefinite=not owned and (counted or lead in line.knowledge.wording.indefinite),
        token=root.i,
        first=first,
        last=max(end, root.i + 1),
    )


def _issuer(reader: Reader, root: Token, first: int, last: int) -> tuple[tuple[Reading, ...], str]:
    """Find whose words a paper gives, in its own noun phrase."""
    wording = reader.line.knowledge.wording
    word = {root.lower_, root.lemma_.lower()}
    held = bool(word & wording.held)
    voiced = bool(word & wording.voiced)
    for child in root.children:
        if not first <= child.i < last:
            continue
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in wording.issuing and _whole(child):
            found = _said_by(reader, child, last)
            if found:
                return found, f"{child.text} by"
        elif child.dep_ in ("prep", "agent"):
            found = _after(reader, child, last, voiced=voiced)
            if found:
                return found, f"{child.lower_} whom it comes"
        elif child.dep_ == "poss" and not held:
            found = reader.read(child.left_edge.i, child.i + 1)
            if _speaks(found, wording.papers, voiced=voiced, owner=True):
                return found, "whose it is"
    return ((), "") if held else _named_before(reader, root, first, voiced=voiced)


def _named_before(
    reader: Reader, root: Token, first: int, *, voiced: bool
) -> tuple[tuple[Reading, ...], str]:
    """Read the body before a word for a paper: "a UN report", "an Interior Ministry memo"."""
    line, wording = reader.line, reader.line.knowledge.wording
    owners = [child.right_edge.i + 1 for child in root.children if child.dep_ == "poss"]
    marks = line.within(max([first, *owners]), root.i)
    if not marks or root.lemma_.lower() in _AIRED or "-" in line.text[marks[-1].last : root.i]:
        return (), ""
    found = _each(reader, marks)
    adjective = marks[-1].term is not None and marks[-1].term.kind == "adjective"
    if len(found) > 1:
        # of a "Reuters/Ipsos poll" one may be unknown
        spoken = [one for one in found if _speaks((one,), wording.papers, voiced=voiced)]
        found = tuple(one for one in found if one in spoken or (spoken and one.kind == "other"))
    # a Norwegian study is not Norway's, a Norwegian statement is
    several = len(found) > 1
    if not (adjective and not voiced) and (several or _speaks(found, wording.papers, voiced=voiced)):
        return found, "whose name it bears"
    return (), ""


def _each(reader: Reader, marks: Sequence[Mark]) -> tuple[Reading, ...]:
    """Read the bodies before a word for a paper: both of those of a "Reuters/Ipsos poll"."""
    found: list[Reading] = []
    first = marks[0].first
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if following is None or reader.line.text[mark.last : following.first] in (["/"], ["-"], ["–"]):
            found.extend(reader.read(first, mark.last)[:1])
            first = following.first if following is not None else first
    return tuple(found)


def _after(reader: Reader, preposition: Token, last: int, *, voiced: bool) -> tuple[Reading, ...]:
    """Read whom a paper is by or from, or the newspaper that it is in."""
    wording = reader.line.knowledge.wording
    body = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if body is None or body.i >= last:
        return ()
    found = reader.read(body.left_edge.i, _end(body, last))
    if preposition.lower_ == "by":
        return found if all(one.kind not in ("place", "pronoun", "thing") for one in found) else ()
    if preposition.lower_ == "from" and any(
        one.kind == "body" and not (one.named or one.definite or one.indefinite) for one in found
    ):
        return ()  # "a letter from prison"
    if preposition.lower_ == "from" or (preposition.lower_ == "of" and voiced):
        return found if _speaks(found, wording.papers, voiced=voiced, owner=True) else ()
    if preposition.lower_ == "in":
        return found if found and all(one.sector == "JRN" for one in found) else ()
    return ()


def _whole(verb: Token) -> bool:
    """Say whether a verb has the particle that it needs: a study is carried out, but carried by a newspaper."""
    return verb.lemma_ not in _PARTICLES or any(child.dep_ == "prt" for child in verb.children)


def _end(body: Token, last: int) -> int:
    """Return where a noun phrase ends before its relative clause."""
    clauses = (child.left_edge.i for child in body.children if child.dep_ == "relcl" and child.i > body.i)
    return min([last, body.right_edge.i + 1, *clauses])


def _said_by(reader: Reader, verb: Token, last: int) -> tuple[Reading, ...]:
    """Read who published, signed or wrote a paper."""
    for child in verb.children:
        if child.lower_ == "by" and child.i < last:
            body = next((c for c in child.children if c.dep_ == "pobj"), None)
            if body is not None:
                return reader.read(body.left_edge.i, _end(body, last))
    return ()


def _speaks(found: Iterable[Reading], papers: frozenset[str], *, voiced: bool, owner: bool = False) -> bool:
    """Say whether those that a paper is tied to are such as speak through papers.

    Args:
        found: their readings.
        papers: words for papers, which do not speak for others.
        voiced: the paper is one by which a government or a person speaks (a letter, not a census).
        owner: they own or sent it; persons do not lend their names to papers that they did not write.
    """
    readings = tuple(found)
    for one in readings:
        if one.name.rpartition(" ")[2].lower() in papers:
            return False  # "data from the Community Survey"
        if one.kind in _BODIES or (one.kind == "people" and one.sector in _OFFICIAL):
            continue
        if one.kind == "state" and (voiced or not _SLOTS.isdisjoint(one.countries)):
            continue
        if one.kind in ("person", "people", "pronoun") and (owner or (voiced and one.named)):
            continue
        return False
    return bool(readings)


def _introduced(
    readers: Sequence[Reader], order: int, root: Token, first: int
) -> tuple[tuple[Reading, ...], int, str]:
    """Find whose words "the report" gives in the phrase before it that brought the report in."""
    words = {root.lemma_.lower(), root.lower_}
    if words & GENERAL:
        words |= readers[order].line.knowledge.wording.papers
    for number in range(order, -1, -1):
        reader = readers[number]
        doc = reader.passage.doc
        stop = first if number == order else len(doc)
        for token in reversed(doc[max(0, stop - _BEFORE) : stop]):
            if not words & {token.lemma_.lower(), token.lower_} or token.pos_ not in ("NOUN", "PROPN"):
                continue
            start, end = token.left_edge.i, token.right_edge.i + 1
            issuer, clue = _issuer(reader, token, start, end)
            issuer = issuer or _publisher(reader, token)
            if issuer and all(one.kind != "pronoun" for one in issuer):
                return issuer, number, clue or "who brought it out"
    return (), order, ""


def _publisher(reader: Reader, token: Token) -> tuple[Reading, ...]:
    """Read the subject of the verb by which a paper comes into a report ("Amnesty published a study")."""
    wording = reader.line.knowledge.wording
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ == "in":
        verb = verb.head
        if verb.lemma_ not in wording.speech | wording.issuing:
            return ()
    elif verb.lemma_ not in wording.issuing:
        return ()
    if token.dep_ == "nsubjpass":
        return _said_by(reader, verb, len(reader.passage.doc))
    while verb.dep_ == "conj" and not any(child.dep_ == "nsubj" for child in verb.children):
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or token.dep_ not in ("dobj", "pobj"):
        return ()
    found = reader.read(subject.left_edge.i, subject.right_edge.i + 1)
    return found if _speaks(found, wording.papers, voiced=True, owner=True) else ()
