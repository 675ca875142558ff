"""Who speaks: the subject of a cue, also where the clause leaves it out or turns it round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OPEN: Final = frozenset({"xcomp", "advcl", "pcomp", "acl"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"})
_TRIM: Final = frozenset(
    {",", ";", ":", "-", "–", "—", "--", "―", "(", "”", "“", '"', "''", "``", ".", "’", "‘"}
)
LONGEST_NAME: Final = 16
"""Tokens above which a speaker's words are cut at the first relative clause."""


def is_passive(verb: Token) -> bool:
    """Say whether a verb is in the passive, with or without its auxiliary."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    return verb.dep_ == "acl" or (
        verb.dep_ == "advcl" and not any(child.dep_ == "aux" for child in verb.children)
    )


def own_subject(verb: Token) -> Token | None:
    """Return the subject that hangs on the verb itself."""
    if verb.i and verb.nbor(-1).text == ",":
        # ", says the dealer, ...": what stands before the comma belongs to the clause around
        for child in verb.children:
            if child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1 and child.pos_ in _NOMINAL:
                return child
    found: Token | None = None
    for child in verb.children:
        if child.dep_ not in ("nsubj", "nsubjpass"):
            continue
        if child.pos_ not in _NOMINAL and not (child.i == verb.i + 1 and child.text[0].isupper()):
            continue  # "said Mulgrew", a name that the tagger took for a verb, is one all the same
        if not child.text[0].isalnum() or (child.i > verb.i and (found or _taken(verb, child))):
            continue
        # "The road, as an engineer pointed out, is closed": of two the nearer one speaks
        found = child
        if child.i > verb.i:
            break
    return found


def _taken(verb: Token, subject: Token) -> bool:
    """Say whether an object stands between a verb and a "subject" after it, which then is none."""
    return any(verb.i < c.i < subject.i for c in verb.children if c.dep_ in ("dobj", "xcomp", "ccomp"))


def agent_of(verb: Token) -> Token | None:
    """Return the head of a passive's by-phrase."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for grandchild in child.children:
                if grandchild.dep_ == "pobj":
                    return grandchild
    for child in verb.children:
        by = by_within(child) if child.i > verb.i else None
        if by is not None:
            return next((c for c in by.children if c.dep_ == "pobj"), None)
    return None


def by_within(phrase: Token) -> Token | None:
    """Return the "by" that the parser hangs on a passive's predicate ("dismissed as rumours by the governor")."""
    if phrase.dep_ != "oprd" and not (phrase.dep_ == "prep" and phrase.lower_ == "as"):
        return None
    return next((t for t in phrase.subtree if t.lower_ == "by" and t.dep_ in ("prep", "agent")), None)


def subject_of(verb: Token) -> Token | None:
    """Return the head of the words that name who does what the verb says.

    A conjunct shares the subject of the verb it is joined to ("he rose and said"), an infinitive or a
    participle that of the clause it depends on ("he went on to say", "..., adding that"), a participle after
    a noun belongs to the noun ("a statement saying").
    """
    for _ in range(8):
        if is_passive(verb):
            return agent_of(verb)
        subject = own_subject(verb)
        if subject is not None:
            return subject
        if verb.head.i == verb.i:
            return None
        dep = verb.dep_
        if dep == "conj":
            above = _joined_to(verb)
        elif dep == "advcl" and verb.tag_ in _FINITE:
            # "Protesters marching through the alleys chanted", where the parser takes the participle for the verb
            head = verb.head
            bare = verb.left_edge.i == verb.i or verb.doc[verb.left_edge.i].dep_ != "mark"
            return own_subject(head) if head.tag_ == "VBG" and head.i < verb.i and bare else None
        elif dep == "advcl" or (dep == "acl" and verb.tag_ == "VBG" and _after_comma(verb)):
            above = _outer(verb)
        elif dep == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in ("quote", "cite"):
            # "the agency quoted a source as saying", "a source was quoted by the agency as saying"
            parts = [c for c in verb.head.head.children if c.dep_ in ("dobj", "nsubjpass")]
            return parts[0] if parts else None
        elif dep in _OPEN or (dep == "ccomp" and verb.tag_ in ("VBG", "VB")):
            head = verb.head
            if head.pos_ in ("NOUN", "PROPN", "PRON"):
                return _of_noun(verb, head)
            if dep == "xcomp":
                # object control: "told him to say" is said by him
                target = next((c for c in head.children if c.dep_ in ("dobj", "dative")), None)
                if target is not None and _controls(head) and target.i < verb.i and target.pos_ in _NOMINAL:
                    return target
            above = _above(verb) if head.pos_ == "ADP" else head
        else:
            return None
        if above is None or above.pos_ not in ("VERB", "AUX", "ADJ"):
            return None
        if is_passive(above):
            return own_subject(above)
        verb = above
    return None


_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})


def _joined_to(verb: Token) -> Token | None:
    """Return the verb that a conjunct is joined to: of its own tense, whatever the parser says.

    In "said he would look into it and warned against haste" the parser may join "warned" to "look".
    """
    head = verb.head
    if verb.tag_ not in _FINITE or (head.tag_ in _FINITE and not is_speech(verb)):
        return head
    above = head
    for _ in range(4):
        if above.head.i == above.i or above.dep_ not in ("ccomp", "xcomp", "conj", "advcl"):
            break
        inner = above.dep_ in ("ccomp", "xcomp")
        above = above.head
        if above.tag_ == verb.tag_ and inner:
            return above
    return head


def is_speech(verb: Token) -> bool:
    """Say whether a verb takes direct speech and has a clause as its object."""
    if not any("quote" in cue.frames for cue in load_cues().verbs.get(verb.lemma_, ())):
        return False
    return any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)


def _after_comma(verb: Token) -> bool:
    first = verb.left_edge.i
    return first > 0 and verb.doc[first - 1].text == ","


def _outer(verb: Token) -> Token:
    """Return the verb that a participle clause goes with.

    News style hangs ", adding that" on the cue, while parsers hang it on the last verb of what was said.
    """
    head = _above(verb) if verb.head.pos_ not in ("VERB", "AUX", "ADJ") else verb.head
    while head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and head.head.i != head.i:
        head = head.head
    if verb.tag_ != "VBG" or not _after_comma(verb):
        return head
    verbs = load_cues().verbs
    for _ in range(4):
        if (head.dep_ in ("ccomp", "xcomp") and head.head.i < head.i and head.head.lemma_ in verbs) or (
            head.dep_ in ("conj", "relcl", "advcl", "acl")
            and head.head.i < head.i
            and own_subject(head) is None
        ):
            head = head.head
        else:
            break
    return head


def _of_noun(verb: Token, noun: Token) -> Token | None:
    """Return the subject of a verb that hangs on a noun: "their decision to say", "a letter saying"."""
    if verb.tag_ == "VBG" and verb.dep_ == "acl":
        above = _above(noun) if noun.dep_ == "pobj" else noun.head
        if noun.dep_ in ("dobj", "pobj") and noun.lemma_ in load_cues().carriers and above.pos_ == "VERB":
            # "wrote a letter calling for": the writer calls
            return own_subject(above) or noun
        return noun
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None or verb.tag_ != "VB":
        return owner
    # "took to Twitter to accuse": the infinitive tells the purpose of the verb above
    above = _above(noun)
    while above.pos_ in ("NOUN", "PROPN") and above.head.i != above.i:
        above = above.head
    return own_subject(above) if above.pos_ in ("VERB", "AUX") else None


_CAUSES: Final = frozenset(
    {"force", "allow", "lead", "help", "get", "make", "let", "cause", "enable", "prompt"}
)


def _controls(verb: Token) -> bool:
    """Say whether the object of a verb does what the infinitive after it says."""
    cues = load_cues().verbs.get(verb.lemma_, ())
    return verb.lemma_ in _CAUSES or any("objto" in cue.frames for cue in cues)


def _above(token: Token) -> Token:
    head = token.head
    while head.pos_ in ("ADP", "ADV", "SCONJ") and head.head.i != head.i:
        head = head.head
    return head


def name_span(head: Token, low: int = 0, high: int | None = None) -> tuple[int, int]:
    """Return the tokens that name a speaker: the noun phrase with its apposition.

    Args:
        head: head of the noun phrase.
        low: first token that may belong to it.
        high: past the last token that may belong to it.

    Returns:
        First token, and past the last.
    """
    doc = head.doc
    first = max(low, head.left_edge.i)
    for i in range(head.i - 1, first - 1, -1):
        if doc[i].text in (";", ":"):
            first = i + 1
            break
    last = head.right_edge.i + 1
    if high is not None:
        last = min(last, high)
    if head.pos_ == "PRON" or head.lower_ in ("who", "which", "that"):
        return head.i, head.i + 1
    for child in head.children:
        if child.i <= head.i:
            continue
        # A co-ordinated clause, a bare relative clause with a comma, a dash: not part of the name.
        if (
            (
                child.dep_ == "relcl"
                and (doc[child.left_edge.i - 1].text in _TRIM or last - first > LONGEST_NAME)
            )
            or (child.dep_ == "appos" and child.pos_ == "VERB")
            or child.dep_ in ("ccomp", "advcl", "parataxis", "dep")
            or (child.dep_ == "prep" and child.right_edge.ent_type_ in ("DATE", "TIME") and _dates(child))
        ):
            last = min(last, child.left_edge.i)
    last = max(last, head.i + 1)
    while high is not None and last < high and doc[last].pos_ == "PROPN":
        # a name that the parser cut off: "state news agency Xinhua reported"
        last += 1
    return trim(doc, first, last)


def _dates(prep: Token) -> bool:
    """Say whether a phrase beside a name only dates what is said ("the mayor on Friday rejected")."""
    return any(child.dep_ == "pobj" and child.ent_type_ in ("DATE", "TIME") for child in prep.children)


def fallback(verb: Token, low: int) -> Token | None:
    """Return the noun phrase that opens the clause of a finite verb without a subject of its own.

    Args:
        verb: the verb.
        low: first token of its sentence; the clause begins after the last semicolon.
    """
    doc = verb.doc
    for i in range(verb.i - 1, low - 1, -1):
        if doc[i].text == ";":
            low = i + 1
            break
    for i in range(verb.i - 1, low - 1, -1):
        token = doc[i]
        if token.pos_ in ("PROPN", "PRON") and token.ent_type_ not in ("DATE", "TIME"):
            return token
        if token.pos_ not in ("ADV", "AUX", "PART") and token.ent_type_ not in ("DATE", "TIME"):
            break
    for i in range(low, verb.i):
        token = doc[i]
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ in (
            "nsubj",
            "nsubjpass",
            "ROOT",
            "dep",
            "nmod",
        ):
            return token
        if token.pos_ in ("ADP", "VERB", "SCONJ"):
            return None
    return None


def bare_end(head: Token, last: int) -> int:
    """Return where a noun phrase ends without the phrases that tell when and where (past its last token)."""
    for child in head.children:
        if child.i > head.i and child.dep_ == "prep" and child.lower_ != "of":
            return min(last, child.left_edge.i)
    return last


def trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Take punctuation off both ends of a run of tokens (never the last token)."""
    while last - first > 1 and (doc[last - 1].text in _TRIM or doc[last - 1].is_space):
        last -= 1
    while last - first > 1 and (doc[first].text in _TRIM or doc[first].is_space):
        first += 1
    return first, last
