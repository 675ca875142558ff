"""Relays: whom the one who reports has it from ("quoting police, the agency reported that ...")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import agent_of, name_span, own_subject
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_CARRY: Final = frozenset({"carry", "broadcast", "air", "print", "circulate"})
SOURCED: Final = "source that a relay names"
"""Rule of the statements made here; each lies inside the statement of the one who relays it."""


def name_sources(found: Sequence[Found], layouts: Sequence[Layout]) -> list[Found]:
    """Return a statement for each source that a relay cites in a participle, with the relay's own content.

    The relay's statement becomes one that relays: it vouches for nothing itself.
    """
    made: list[Found] = []
    for f in found:
        if f.verb is None or f.speaker is None or f.stance not in ("asserts", "relays"):
            continue
        doc, index = layouts[f.passage].doc, f.passage
        verb = doc[f.verb]
        participle, source = _cited(verb)
        if participle is None or source is None:
            continue
        a, b = name_span(source, participle.i + 1 if source.i > participle.i else 0)
        speaker = (index, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
        if any(p == index and start < speaker[2] and speaker[1] < end for p, start, end in f.pieces):
            continue
        f.stance = "relays"
        cue = (participle.idx, participle.idx + len(participle))
        made.append(
            replace(
                f, stance="asserts", rule=SOURCED, verb=participle.i, cue=cue, speaker=speaker, addressee=None
            )
        )
    return made


def carry(found: Sequence[Found], layouts: Sequence[Layout]) -> None:
    """Give what somebody "was quoted by state television as saying" its medium."""
    for f in found:
        if f.verb is None or f.medium is not None:
            continue
        verb = layouts[f.passage].doc[f.verb]
        speaker = own_subject(verb)
        through = _carrier(speaker) if speaker is not None else None
        if through is not None:
            a, b = name_span(through)
            f.medium = (verb.doc[a].idx, verb.doc[b - 1].idx + len(verb.doc[b - 1]))
            continue
        above = verb.head.head
        if verb.dep_ != "pcomp" or above.lemma_.lower() not in load_cues().relaying:
            continue
        carrier = agent_of(above)
        if carrier is None and (f.frame == "quote" or above.lemma_.lower() == "quote"):
            carrier = own_subject(above)
        if carrier is not None and f.speaker != (f.passage, carrier.idx, carrier.idx + len(carrier)):
            a, b = name_span(carrier, high=verb.head.i if carrier.i < verb.head.i else None)
            f.medium = (verb.doc[a].idx, verb.doc[b - 1].idx + len(verb.doc[b - 1]))


def _carrier(speaker: Token) -> Token | None:
    """Return who carries what a speaker says: "the general, quoted by state radio", "a statement carried by Tass"."""
    for child in speaker.children:
        carries = child.lemma_.lower() in load_cues().relaying or child.lemma_ in _CARRY
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > speaker.i and carries:
            return agent_of(child)
    return None


def _cited(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the participle beside a verb of saying and the source it names."""
    for child in verb.children:
        if _cites(child):
            return child, _source(child)
        # "the agency SANA, citing a soldier, said", where the parser hangs the participle on the agency
        aside = next(filter(_cites, child.children), None) if _speaks(child) else None
        if aside is not None and aside.i > child.i:
            return aside, _source(aside)
        # "Quoting police, AFP reported", where the parser takes the source for a second subject
        first = child.left_edge
        fronted = child.dep_ == "nsubj" and first.tag_ == "VBG" and first.head.i == child.i
        if fronted and first.lemma_.lower() in load_cues().relaying and first.is_sent_start:
            return first, child
    return None, None


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.i < token.head.i


def _cites(token: Token) -> bool:
    return (
        token.dep_ in ("advcl", "acl")
        and token.tag_ == "VBG"
        and token.lemma_.lower() in load_cues().relaying
    )


def _source(participle: Token) -> Token | None:
    """Return who is cited: people and bodies, not "citing a lack of evidence"."""
    source = next((child for child in participle.children if child.dep_ == "dobj"), None)
    if source is None:
        return None
    named = source.ent_type_ in ("ORG", "PERSON", "GPE", "NORP")
    sources = load_cues().sources
    return source if named or source.lemma_.lower() in sources or source.lower_ in sources else None


def quotes_as_saying(verb: Token) -> bool:
    """Say whether a verb of citing is followed by what was said: "quoted the minister as saying that ..."."""
    return any(token.lower_ == "as" and token.i > verb.i and _opens(token) for token in verb.subtree)


def _opens(preposition: Token) -> bool:
    return any(child.dep_ == "pcomp" and child.tag_ == "VBG" for child in preposition.children)
