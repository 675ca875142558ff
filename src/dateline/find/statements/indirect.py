"""Indirect speech: verbs of saying with the contents that their grammar gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from dateline.find.statements.adjectives import adjective_statement
from dateline.find.statements.boundaries import settle
from dateline.find.statements.circumstances import add_circumstances
from dateline.find.statements.contents import content_of
from dateline.find.statements.cues import Content, cue_of
from dateline.find.statements.found import Found
from dateline.find.statements.free import find_free
from dateline.find.statements.gapped import find_left_out
from dateline.find.statements.headlines import find_headlines
from dateline.find.statements.hearsay import hearsay
from dateline.find.statements.layout import Layout
from dateline.find.statements.nouns import is_light, noun_statement
from dateline.find.statements.postposed import goes_on, postposed
from dateline.find.statements.relays import quotes_as_saying
from dateline.find.statements.speakers import fallback, is_passive, name_span, subject_of, trim
from dateline.find.statements.stance import NEGATED, is_negated, stance_of
from dateline.ontology.cues import VerbCue, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL: Final = frozenset({"np", "obj_of", "obj_for", "obj_with", "for", "against", "about", "of", "on"})
REACH: Final = 200
"""Tokens before a cue among which a quotation's cue keeps it from reaching further back."""
_NOBODY: Final = frozenset({"you", "anyone", "anybody", "someone", "somebody", "nobody", "whoever"})
"""Subjects that are no source: "you know", "anyone wanting"."""


def find_indirect(
    layout: Layout, taken: Mapping[tuple[int, int], int | None], *, attitudes: bool = False
) -> list[Found]:
    """Find the statements that a verb of saying makes with its clause, object or phrase.

    Args:
        layout: a passage.
        taken: passage and token of the verbs that a quotation already has; with it the first character of a
            quotation after a colon, which leaves the verb its own content ("denied the charge: ‘A lie.’").
        attitudes: look among the verbs of attitude and act too.
    """
    table = load_cues()
    verbs, nouns, takes = table.verbs, table.nouns, table.takes
    if attitudes:
        verbs, nouns, takes = table.attitudes, table.attitude_nouns, table.attitude_takes
    found: list[Found] = []
    doc = layout.doc
    index = layout.passage.index
    terse = layout.passage.zone.kind in ("headline", "deck", "subhead")
    for number, lemma in enumerate(layout.passage.columns.lemma):
        if lemma not in verbs and lemma not in nouns and lemma not in table.adjectives:
            continue
        token = doc[number]
        if lemma in verbs and (token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")):
            limit = taken.get((index, token.i), -1)
            if limit is None:
                continue
            entry = cue_of(token, attitudes=attitudes)
            if entry is None:
                continue
            low = layout.units[layout.unit_at[token.i]][0]
            crossed = layout.quoted[token.i] < 0 and any(
                (index, i) in taken for i in range(max(low, token.i - REACH), token.i)
            )
            statement = _verb(
                layout, token, entry[0], entry[1], plain=not attitudes, terse=terse, crossed=crossed
            )
            if statement is not None and (limit < 0 or all(b <= limit for _, _, b in statement.pieces)):
                found.append(statement)
        elif lemma in nouns and token.pos_ in ("NOUN", "PROPN"):
            statement = noun_statement(
                layout, token, nouns[lemma], takes.get(lemma, frozenset()), nameless=not attitudes
            )
            if statement is not None:
                found.append(statement)
        elif lemma in table.adjectives and token.dep_ == "acomp":
            statement = adjective_statement(layout, token, table.adjectives[lemma])
            if statement is not None:
                found.append(statement)
    found.extend(find_left_out(layout, found))
    if not attitudes:
        found.extend(find_free(layout, found, [i for passage, i in taken if passage == index]))
    if terse:
        has = {f.verb for f in found} | {i for passage, i in taken if passage == index}
        found.extend(find_headlines(layout, has))
    return found


def _verb(
    layout: Layout, verb: Token, cue: VerbCue, last_cue: int, *, plain: bool, terse: bool, crossed: bool
) -> Found | None:
    held = hearsay(layout, verb) if plain else None
    if held is not None:
        return held
    content = content_of(verb, cue, last_cue)
    if content is not None and content.runs[0][0] >= layout.units[layout.unit_at[verb.i]][1]:
        content = None
    if content is None or content.runs[0][0] < verb.i or goes_on(layout.doc[content.head], verb):
        before = None if crossed else postposed(layout, verb, cue, last_cue)
        if before is not None:
            return before
    if content is None or (content.frame == "np" and is_light(verb, layout.doc[content.head])):
        return None
    if verb.tag_ == "VBG" and verb.lemma_ in ("cite", "quote") and _is_source(layout.doc[content.head]):
        return None  # "citing the village head": the source, not what it says
    if content.frame == "by" and verb.lemma_ in load_cues().relaying and quotes_as_saying(verb):
        return None  # "was quoted by the agency as saying": the verb after it makes the statement
    subject = _source(verb)
    doc, index = layout.doc, layout.passage.index
    if verb.tag_ in ("VBD", "VBZ", "VBP") and not is_passive(verb):
        across = subject is not None and any(
            doc[i].text == ";" for i in range(subject.i + 1, verb.i) if layout.quoted[i] < 0
        )
        if subject is None or across:
            subject = fallback(verb, layout.units[layout.unit_at[verb.i]][0]) or subject
    if subject is None and not terse and not is_passive(verb) and verb.tag_ in ("VB", "VBG"):
        return None
    negated = is_negated(verb)
    if plain and content.frame in ("np", "by") and _is_deed(verb, cue, doc[content.head]):
        return None
    if negated and plain and content.frame in _NOMINAL and NEGATED[content.stance] == "declines":
        # "did not criticise the plan" is silence, not a statement
        return None
    pieces = _pieces(layout, verb, content)
    if plain:
        pieces = _without_addressee(layout, content, pieces)
    if not pieces or (subject is not None and subject.lower_ in _NOBODY):
        return None
    last = doc[content.last_cue]
    words = " ".join(layout.text[a:b] for _, a, b in pieces)
    head = doc[content.head].lemma_.lower()
    stance = stance_of(content.stance, frame=content.frame, negated=negated, content=words, head=head)
    if stance == "asserts" and verb.lemma_ == "warn" and _own_deed(doc[content.head]):
        stance = "threatens"
    statement = Found(
        passage=index,
        pieces=pieces,
        stance=stance,
        frame=content.frame,
        rule="verb of saying with " + content.frame,
        verb=verb.i,
        cue=(verb.idx, last.idx + len(last)),
        anaphoric=content.anaphoric,
        negated=negated,
        head=head,
        confidence=0.8 if content.frame in ("clause", "to", "objto") else 0.6,
    )
    if subject is not None:
        if subject.lower_ == "that" and subject.tag_ == "WDT" and verb.dep_ == "relcl":
            # "a rule that promises": the pronoun names nobody, the noun before it does
            noun = verb.head
            a, b = trim(doc, noun.left_edge.i, max(noun.i + 1, subject.left_edge.i))
        elif subject.i < verb.i:
            a, b = name_span(subject, 0, verb.i)
        else:
            a, b = name_span(subject, verb.i + 1)
        statement.speaker = (index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
    if content.addressee is not None and not (content.stance == "asserts" and content.frame in _NOBODY_ASKED):
        a, b = trim(doc, *content.addressee)
        statement.addressee = (doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
    add_circumstances(statement, verb, *layout.units[layout.unit_at[verb.i]])
    return statement


def _is_source(head: Token) -> bool:
    """Say whether a noun names somebody who may be the source of a report."""
    return head.ent_type_ == "PERSON" or head.lemma_.lower() in load_cues().sources


_OWN: Final = frozenset({"i", "we", "he", "she", "it", "they", "my", "our", "his", "her", "its", "their"})


def _own_deed(root: Token) -> bool:
    """Say whether a clause tells what its speaker or the speaker's own will do ("its guns would answer")."""
    future = own = False
    for child in root.children:
        if child.dep_ == "aux" and child.lower_ in ("will", "would", "shall", "’ll", "'ll"):
            future = True
        elif child.dep_ == "nsubj":
            own = child.lower_ in _OWN or any(c.dep_ == "poss" and c.lower_ in _OWN for c in child.children)
    return future and own and root.pos_ == "VERB"


def _is_deed(verb: Token, cue: VerbCue, target: Token) -> bool:
    """Say whether a verb of saying does something to its object instead ("shot down a drone")."""
    table = load_cues()
    name = f"{verb.lemma_.lower()}+{cue.particle}" if cue.particle else verb.lemma_.lower()
    if name not in table.deeds or target.pos_ in ("PRON", "DET"):
        return False
    lemma = target.lemma_.lower()
    return not (lemma in table.matters or lemma in table.nouns or lemma in table.claims)


def _source(verb: Token) -> Token | None:
    """Return who speaks: the subject, or for "issued a statement saying" the issuer."""
    subject = subject_of(verb)
    if subject is not None and verb.dep_ == "acl" and subject.i == verb.head.i and subject.dep_ == "dobj":
        carrier = subject.head
        if carrier.lemma_.lower() in load_cues().light:
            issuer = subject_of(carrier)
            if issuer is not None:
                return issuer
    return subject


_NOBODY_ASKED: Final = frozenset({"objto", "obj_at", "obj_to_np"})
"""Frames whose object, with a cue that asserts, is what is spoken of ("expects the road to open")."""
_ADDRESSED: Final = frozenset({"objto", "on_to", "obj_of", "obj_for", "obj_with"})
"""Frames whose object is the one asked or accused, by the codebook outside what is said."""


def _without_addressee(
    layout: Layout, content: Content, pieces: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Return a content without the words for the one asked, told or accused before it ("accused Lima [of ...]").

    PARC and PolNeAR have them inside, so those who ask for attitudes get them there.
    """
    if content.addressee is None or content.frame not in _ADDRESSED or content.stance == "asserts":
        return pieces  # "expects the road to open": nobody is asked
    doc = layout.doc
    first, last = content.addressee
    # the infinitive begins what is asked, whatever clause the addressee has; else the first word after him
    starts = [c.i for c in doc[content.head].children if c.lower_ == "to" and c.dep_ == "aux" and c.i >= last]
    rest = starts[0] if starts else last
    rest -= bool(starts) and doc[rest - 1].dep_ == "neg"
    kept = []
    for index, start, end in pieces:
        if not doc[first].idx <= start < doc[last - 1].idx + len(doc[last - 1]):
            kept.append((index, start, end))
        elif rest < len(doc) and doc[rest].idx < end:
            kept.append((index, doc[trim(doc, rest, len(doc))[0]].idx, end))
    return kept or pieces


def _pieces(layout: Layout, verb: Token, content: Content) -> list[tuple[int, int, int]]:
    """Turn runs of tokens into runs of characters, kept inside the verb's sentence."""
    doc, index = layout.doc, layout.passage.index
    pieces = []
    for start, end in settle(layout, verb, content):
        first, last = trim(doc, start, end)
        pieces.append((index, doc[first].idx, doc[last - 1].idx + len(doc[last - 1])))
    return pieces
