"""Participants: from a verb or an event noun to the words for who acts and who is acted upon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE: Final = frozenset({"who", "which", "that", "whom"})
_SUBJECT_CONTROL: Final = frozenset({"promise", "threaten", "vow", "pledge", "agree", "use", "take", "spend"})
_ABOUT_OBJECT: Final = frozenset({"of", "for", "from", "into"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_LEFT: Final = frozenset(
    {"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "predet", "advmod", "appos", "npadvmod"}
)
_NO_PARTICIPANTS: Final = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_EMPTY: Final = frozenset(
    {
        "itself",
        "themselves",
        "himself",
        "herself",
        "what",
        "this",
        "that",
        "there",
        "nobody",
        "nothing",
        "no-one",
    }
)
_SPEAKER_SELF: Final = frozenset({"i", "we", "he", "she", "it"})
_DOCUMENTS: Final = frozenset(
    {"resolution", "statement", "letter", "report", "petition", "motion", "message"}
)
_SUFFERED: Final = frozenset(
    {"wound", "injure", "arrest", "detain", "jail", "abduct", "kidnap", "behead", "expel", "deport"}
)
_SPLIT: Final = frozenset({"GPE", "NORP", "LOC", "ORG"})
_COUNTING: Final = frozenset(
    {
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "millions",
        "tens",
        "dozen",
        "half",
        "most",
        "many",
        "others",
    }
)
_MAX_DEPTH: Final = 6


def is_passive(verb: Token) -> bool:
    """Say whether a verb is passive: marked so, or a bare past participle after its noun."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass", "csubjpass"):
            return True
        if child.dep_ == "nsubj" and verb.lemma_ not in _SUFFERED:
            return False
    if verb.tag_ in ("VBN", "VBD") and verb.lemma_ in _SUFFERED and verb.dep_ not in ("acl", "relcl"):
        # "one killed and thirty wounded", "Twelve arrested in raid"
        return not any(child.dep_ in ("dobj", "aux") for child in verb.children)
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl":
        return True
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    return verb.dep_ == "conj" and verb.head.pos_ in _VERBAL and is_passive(verb.head)


def subject(verb: Token) -> Token | None:
    """Return the head of the logical subject: the agent of a passive, else the surface subject."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                return _governed(child)
        return None
    return surface_subject(verb)


def objects(verb: Token) -> Token | None:
    """Return the head of the logical object: the subject of a passive, else the direct object."""
    if is_passive(verb):
        return verb.head if verb.dep_ == "acl" else surface_subject(verb)
    for child in verb.children:
        if child.dep_ in ("dobj", "obj"):
            return _antecedent(child, verb)
    if verb.dep_ == "relcl" and _object_gap(verb):
        return verb.head
    return None


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of the subject as the clause has it, or as a governing clause supplies it."""
    own = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if own:
        # where the parser gives two ("CAPTION: the minister said"), the one next to the verb
        nearest = max((c for c in own if c.i < verb.i), default=own[0], key=lambda c: c.i)
        return _antecedent(_claimant(nearest, verb), verb)
    if any(child.dep_ in ("expl", "csubj") for child in verb.children):
        return None
    if depth > _MAX_DEPTH:
        return None
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head.pos_ in _VERBAL:
        return surface_subject(head, depth + 1)
    if dep in ("xcomp", "advcl", "ccomp") and head.pos_ in _VERBAL:
        return _controller(verb, head, depth)
    if dep == "pcomp" and head.dep_ == "prep":
        return _controller(verb, head.head, depth, preposition=head.lower_)
    if dep in ("acl", "relcl") and head.dep_ == "ROOT" and head.pos_ == "PROPN" and verb.tag_ == "VB":
        # a headline: "Putin to visit Ankara"
        return head
    if dep in ("acl", "relcl") and verb.tag_ != "VBN":
        return _of_noun(verb, head, depth)
    if dep == "xcomp":
        return _of_noun(verb, head, depth)
    return None


def _claimant(token: Token, verb: Token) -> Token:
    """Return whose word it is for a pronoun in it: "Washington's assertion that it had destroyed the site"."""
    if token.lower_ not in ("it", "he", "she", "they") or verb.dep_ not in ("acl", "relcl", "ccomp"):
        return token
    if verb.head.pos_ != "NOUN" or not any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return token
    return next((c for c in verb.head.children if c.dep_ == "poss" and c.pos_ != "PRON"), token)


def _controller(verb: Token, head: Token, depth: int, preposition: str = "") -> Token | None:
    if head.pos_ not in _VERBAL:
        return _possessor(head) or _from_light(head, depth)
    about_object = preposition in _ABOUT_OBJECT or (verb.dep_ == "xcomp" and not preposition)
    if about_object and head.lemma_ not in _SUBJECT_CONTROL:
        found = None if is_passive(head) else objects(head)
        if found is not None and found.i < verb.i:
            return found
        if is_passive(head):
            return surface_subject(head, depth + 1)
        if not preposition:
            for child in head.children:
                # "called on X to leave", "appealed to X to stop"
                if (
                    child.dep_ in ("prep", "dative")
                    and child.lower_ in ("on", "upon", "to")
                    and child.i < verb.i
                ):
                    governed = _governed(child)
                    if governed is not None:
                        return governed
    return surface_subject(head, depth + 1)


def _of_noun(verb: Token, noun: Token, depth: int) -> Token | None:
    """Subject of a clause that hangs on a noun: "troops shelling ...", "X's decision to shell ..."."""
    if verb.tag_ == "VBG" and noun.lemma_.lower() not in _DOCUMENTS:
        return noun
    if verb.tag_ == "VBG":
        return _possessor(noun) or _from_light(noun, depth) or noun
    return _possessor(noun) or _from_light(noun, depth)


def _from_light(noun: Token, depth: int) -> Token | None:
    """Subject of the verb whose object the noun is: "X took a decision to ..."."""
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in _VERBAL:
        return surface_subject(noun.head, depth + 1)
    return None


def owner(noun: Token, owned: frozenset[str]) -> Token | None:
    """Return whose act or thing a noun is: "X's decision", "an offer by X", "US claims", "a call from X".

    Args:
        noun: the noun.
        owned: nouns whose "of" names who acts ("the decision of the court"), not what is acted upon.
    """
    found = _possessor(noun)
    if found is not None:
        return found
    governed = dict(prepositions(noun))
    if "from" in governed:
        return governed["from"]
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
            return child
    return governed.get("of") if noun.lemma_.lower() in owned else None


def _possessor(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    return next((pobj for prep, pobj in prepositions(noun) if prep == "by"), None)


def _antecedent(token: Token, verb: Token) -> Token | None:
    if token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "DT", "IN"):
        clause: Token = verb
        for _ in range(_MAX_DEPTH):
            if clause.dep_ == "relcl":
                antecedent: Token = clause.head
                return antecedent
            if clause.dep_ not in ("conj", "xcomp", "ccomp"):
                break
            clause = clause.head
        return None if token.lower_ != "who" else token
    return token


def _object_gap(verb: Token) -> bool:
    """Say whether a relative clause lacks its object ("the village that troops shelled")."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return bool(subjects) and subjects[0].lower_ not in _RELATIVE


def _governed(preposition: Token) -> Token | None:
    for child in preposition.children:
        if child.dep_ in ("pobj", "obj"):
            return child
        if child.dep_ == "prep":
            # "in front of X", "on behalf of X"
            return _governed(child)
    return None


def prepositions(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield the prepositions that hang on a head, with the heads of what they govern (nouns or gerunds)."""
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "PART"):
            governed = _governed(child) or next((c for c in child.children if c.dep_ == "pcomp"), None)
            if governed is not None:
                yield child.lower_, governed


def is_participant(head: Token) -> bool:
    """Say whether a head can be a participant at all: not a clause, date, amount of money or the like."""
    return head.pos_ in _NOMINAL and head.ent_type_ not in _NO_PARTICIPANTS and head.lower_ not in _EMPTY


def of_verb(place: str, verb: Token, governed: Mapping[str, Token]) -> Token | None:
    """Return the head that fills a place of a verb's frame.

    Args:
        place: `subject`, `object`, `indirect`, `clause` or a preposition.
        verb: the verb.
        governed: what each preposition on the verb governs.
    """
    if place == "subject":
        return subject(verb)
    if place == "object":
        return objects(verb)
    if place == "surface":
        return surface_subject(verb)
    if place == "indirect":
        for child in verb.children:
            if child.dep_ == "dative":
                return _governed(child) if child.pos_ == "ADP" else child
        return governed.get("to")
    if place == "clause":
        return _clause_subject(verb)
    return governed.get(place)


def _clause_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") or (child.dep_ in ("acl", "relcl") and verb.pos_ == "NOUN"):
            for word in child.children:
                if word.dep_ in ("nsubj", "nsubjpass") and word.lower_ not in _SPEAKER_SELF:
                    return _antecedent(word, child)
    return None


def of_noun(place: str, noun: Token, governed: Mapping[str, Token], parties: frozenset[str]) -> Token | None:
    """Return the head that fills a place of a noun's frame.

    Args:
        place: `poss`, `mod`, `clause` or a preposition.
        noun: the noun.
        governed: what each preposition on the noun governs.
        parties: common nouns that name a party before another noun ("army raid").
    """
    if place == "poss":
        for child in noun.children:
            if child.dep_ == "poss":
                return child
        return None
    if place == "mod":
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "npadvmod") and child.i < noun.i:
                if child.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
                    return child
                if child.lemma_.lower() in parties:
                    return child
        return None
    if place == "clause":
        return _clause_subject(noun)
    return governed.get(place)


def sides(head: Token) -> Iterator[Token]:
    """Yield a head and the heads coordinated with it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in _NOMINAL and child.i > head.i:
            yield from sides(child)


def members(head: Token) -> Token:
    """Return who is counted: "26 of the journalists", "hundreds of villagers", "each of them"."""
    if head.pos_ in ("NUM", "DET", "PRON") or head.lower_ in _COUNTING:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                governed = _governed(child)
                if governed is not None and governed.pos_ in ("NOUN", "PROPN"):
                    return governed
    return head


def noun_phrase(passage: Passage, head: Token) -> Iterator[Span]:
    """Yield the words of a participant: the noun phrase without relative clauses and appositions.

    "Israeli and US forces" are two sides, and yield two spans.
    """
    first, last = _left_edge(head), _right_edge(head)
    for child in head.children:
        if (
            child.dep_ in ("amod", "compound", "nmod", "poss")
            and child.i < head.i
            and child.ent_type_ in _SPLIT
        ):
            other = next((c for c in child.children if c.dep_ == "conj" and c.i < head.i), None)
            if other is not None and other.ent_type_ in _SPLIT:
                doc = passage.doc
                yield passage.between(doc[first], child)
                yield passage.between(doc[other.i], doc[last])
                return
    yield passage.between(passage.doc[first], passage.doc[last])


def _left_edge(head: Token) -> int:
    edge: int = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ not in _LEFT or child.is_punct or child.right_edge.i < edge - 2:
            break
        if child.ent_type_ in _NO_PARTICIPANTS or (child.dep_ == "appos" and child.i < head.i - 1):
            break
        edge = child.left_edge.i
    while edge < head.i and (head.doc[edge].is_punct or head.doc[edge].pos_ in ("CCONJ", "ADP", "SPACE")):
        edge += 1
    return edge


def _right_edge(head: Token) -> int:
    edge: int = head.i
    proper = head.pos_ == "PROPN"
    for child in head.rights:
        if child.i != edge + 1:
            break
        if child.dep_ == "prep" and (
            child.lower_ == "of" or (not proper and child.lower_ in ("in", "for", "from"))
        ):
            governed = _governed(child)
            if governed is None or (child.lower_ != "of" and governed.pos_ != "PROPN"):
                break
            edge = _right_edge(governed)
        elif (child.dep_ == "appos" and child.pos_ == "PROPN") or child.dep_ in (
            "nummod",
            "compound",
            "nmod",
        ):
            edge = _right_edge(child)
        else:
            break
    if edge == head.i and not proper and edge + 1 < len(head.doc):
        # "the Palestinian group Hamas", whatever the parser hangs the name on
        name = head.doc[edge + 1]
        if name.dep_ == "appos" and name.ent_type_ in ("ORG", "PERSON", "GPE") and name.pos_ == "PROPN":
            edge = max(name.i, *(c.i for c in name.rights if c.dep_ in ("flat", "compound")), name.i)
    return edge
