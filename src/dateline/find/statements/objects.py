"""Contents that are noun phrases: objects, predicates of objects, prepositional phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.asides import answered
from dateline.find.statements.clauses import WH
from dateline.find.statements.cues import Content, Governor, is_infinitive
from dateline.find.statements.infinitives import TELLERS
from dateline.find.statements.speakers import subject_of, trim
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE: Final = frozenset({"that", "which", "who", "whom"})
_POINTING: Final = frozenset({"it", "this", "that", "so", "they", "them", "these", "those"})


def predicate(at: Governor) -> Content | None:
    """Return an object with what is said of it: "called the vote a sham", "described it as a sham"."""
    verb = at.verb
    frames = at.frames
    children = at.after
    by_dep = at.by_dep
    last_cue = at.last_cue
    doc = verb.doc
    small, as_ = frames.get("small"), frames.get("as")
    target = by_dep.get("dobj")
    if small is not None:
        oprd = by_dep.get("oprd")
        if target is not None and target.lower_.endswith(("self", "selves")):
            # "who call themselves ..." gives a name
            return None
        if oprd is not None:
            first = target.left_edge.i if target is not None and target.i < oprd.i else oprd.left_edge.i
            head = target.i if target is not None else oprd.i
            pointing = target is not None and points(target)
            run = trim(doc, first, oprd.right_edge.i + 1)
            return Content("small", small, (run,), head, last_cue, anaphoric=pointing)
        receiver = by_dep.get("dative")
        if receiver is not None and target is not None and receiver.pos_ != "ADP" and receiver.i < target.i:
            # "called the minister a liar", read as a gift
            run = trim(doc, receiver.left_edge.i, target.right_edge.i + 1)
            return Content("small", small, (run,), receiver.i, last_cue)
        if target is not None and _two_in_one(target):
            run = trim(doc, target.left_edge.i, target.right_edge.i + 1)
            return Content("small", small, (run,), target.i, last_cue)
        named = _named(verb, last_cue, target)
        if named is not None:
            return Content("small", small, (named,), named[0], last_cue)
        clause = by_dep.get("ccomp")
        if clause is not None and clause.left_edge.i > verb.i and clause.tag_ not in ("VBD", "VBZ", "VBP"):
            return Content(
                "small", small, (trim(doc, clause.left_edge.i, clause.right_edge.i + 1),), clause.i, last_cue
            )
    if as_ is not None:
        for child in children:
            if child.dep_ in ("prep", "advcl") and (
                child.lower_ == "as" or doc[child.left_edge.i].lower_ == "as"
            ):
                first = child.left_edge.i
                if target is not None and target.i < first:
                    return Content(
                        "as",
                        as_,
                        (trim(doc, target.left_edge.i, child.right_edge.i + 1),),
                        target.i,
                        last_cue,
                    )
                if target is not None and first < target.i:
                    # "described as unhinged a message from ..."
                    return Content(
                        "as", as_, (trim(doc, first, target.right_edge.i + 1),), target.i, last_cue
                    )
                return Content("as", as_, (trim(doc, first, child.right_edge.i + 1),), child.i, last_cue)
        if target is not None:
            inner = next(
                (c for c in target.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > target.i), None
            )
            if inner is not None:
                return Content(
                    "as", as_, (trim(doc, target.left_edge.i, target.right_edge.i + 1),), target.i, last_cue
                )
    return None


def _asks_back(verb: Token) -> bool:
    """Say whether the object of a verb is a relative pronoun before it, or left out of a relative clause."""
    return verb.dep_ == "relcl" or any(
        c.dep_ == "dobj" and c.i < verb.i and c.lower_ in RELATIVE for c in verb.children
    )


def _named(verb: Token, last_cue: int, target: Token | None) -> tuple[int, int] | None:
    """Return the words after "called" up to the next stop, if they hold a second noun phrase ("Rome a partner")."""
    doc = verb.doc
    if target is None or verb.lemma_ not in ("call", "brand", "label", "dub", "term"):
        return None
    second = False
    for i in range(last_cue + 1, min(last_cue + 40, len(doc))):
        token = doc[i]
        if token.text in (",", ";", ".", ":", "—", "–") or token.is_sent_start:
            return trim(doc, last_cue + 1, i) if second else None
        opens = token.lower_ in ("a", "an") or token.is_left_punct or token.text in ("'", '"')
        if i > last_cue + 1 and opens and doc[i - 1].pos_ in ("PROPN", "NOUN", "PRON"):
            second = True
    return None


def _two_in_one(target: Token) -> bool:
    """Say whether an object holds a second noun phrase without a comma ("called Rome a partner")."""
    doc = target.doc
    for i in range(target.left_edge.i + 1, min(target.right_edge.i, target.i) + 1):
        if doc[i].lower_ in ("a", "an") and doc[i - 1].pos_ in ("PROPN", "NOUN", "PRON"):
            return True
    return False


def preposition(at: Governor) -> Content | None:
    """Return a prepositional phrase, or an object with one: "called for calm", "accused Rome of lying"."""
    verb = at.verb
    frames = at.frames
    children = at.after
    by_dep = at.by_dep
    last_cue = at.last_cue
    doc = verb.doc
    target = by_dep.get("dobj")
    for child in children:
        if child.dep_ not in ("prep", "agent", "dative", "prt"):
            continue
        word = child.lower_
        stance = frames.get("obj_" + ("to_np" if word == "to" else word))
        if stance is not None and target is not None and target.i < child.i:
            return Content(
                "obj_" + word,
                stance,
                (trim(doc, target.left_edge.i, child.right_edge.i + 1),),
                target.i,
                last_cue,
                (target.left_edge.i, target.i + 1),
            )
        if stance is not None and target is None and _asks_back(verb):
            # "whom the court accuses of theft"
            return Content(
                "obj_" + word, stance, (trim(doc, child.i, child.right_edge.i + 1),), child.i, last_cue
            )
        stance = frames.get("to_np" if word == "to" else word)
        told = target is not None and word in ("against", "about", "of") and target.i < child.i
        if stance is not None and (target is None or (told and verb.lemma_ in TELLERS)):
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and child.i + 1 < child.right_edge.i + 1:
                end = child.right_edge.i + 1
                for other in children:
                    # "called for the rebels to disarm"
                    if word == "for" and other.left_edge.i == end and is_infinitive(other):
                        end = other.right_edge.i + 1
                whom = None if target is None else (target.left_edge.i, target.i + 1)
                return Content(word, stance, (trim(doc, child.i + 1, end),), inner.i, child.i, whom)
    # "accused him of lying", the of-phrase hung on the object
    if target is not None:
        for inner in (
            *target.children,
            *(g for c in target.children if c.dep_ == "appos" for g in c.children),
        ):
            if (
                inner.dep_ == "prep"
                and inner.i > target.i
                and frames.get("obj_" + inner.lower_) is not None
                and inner.lower_ != "to"
                and (inner.head.i == target.i or inner.lower_ == "of")
            ):
                stance = frames.get("obj_" + inner.lower_)
                if stance is not None:
                    return Content(
                        "obj_" + inner.lower_,
                        stance,
                        (trim(doc, target.left_edge.i, target.right_edge.i + 1),),
                        target.i,
                        last_cue,
                        (target.left_edge.i, inner.i),
                    )
    return None


def shown(at: Governor) -> Content | None:
    """What a poll or a study shows ("shows Smith leading")."""
    verb = at.verb
    frames = at.frames
    children = at.after
    last_cue = at.last_cue
    stance = frames.get("shown")
    subject = subject_of(verb) if stance is not None else None
    if stance is None or subject is None or subject.lemma_.lower() not in load_cues().surveys:
        return None
    for child in children:
        if child.dep_ in ("ccomp", "dobj") and child.left_edge.i > verb.i and child.lower_ not in RELATIVE:
            last = child.right_edge.i + 1
            for other in children:
                # "shows Smith ahead by three points", where the parser hangs "ahead" on the verb
                if other.left_edge.i == last and other.dep_ in ("advmod", "prep", "acomp", "oprd", "xcomp"):
                    last = other.right_edge.i + 1
            run = trim(verb.doc, child.left_edge.i, last)
            return Content("shown", stance, (run,), child.i, last_cue)
    return None


def direct_object(at: Governor) -> Content | None:
    """Return the object: "rejected an offer"."""
    verb = at.verb
    frames = at.frames
    by_dep = at.by_dep
    last_cue = at.last_cue
    stance = frames.get("np")
    target = by_dep.get("dobj")
    doc = verb.doc
    relative = by_dep.get("ccomp")
    if stance is not None and target is None and relative is not None:
        first = relative.left_edge.i
        if doc[first].tag_ == "WP" and doc[first].lower_ in ("what", "whatever") and first == last_cue + 1:
            # "condemned what he called a breach"
            return Content("np", stance, (trim(doc, first, relative.right_edge.i + 1),), relative.i, last_cue)
    if stance is None or target is None:
        return None
    if target.lower_ in RELATIVE and target.i < verb.i:
        return None
    last = target.right_edge.i + 1
    clause = by_dep.get("ccomp")
    if clause is not None and clause.left_edge.i == last:
        # "remarks the minister had made": a relative clause without its pronoun
        last = clause.right_edge.i + 1
    return Content(
        "np", stance, (trim(doc, target.left_edge.i, last),), target.i, last_cue, anaphoric=points(target)
    )


def points(head: Token) -> bool:
    """Say whether a noun phrase only points at something said elsewhere."""
    if head.lower_ in _POINTING:
        return True
    table = load_cues()
    if head.lemma_.lower() not in table.nouns and head.lemma_.lower() not in table.claims:
        return False
    others = [c for c in head.children if c.dep_ not in ("punct", "relcl")]
    return all(
        c.dep_ == "det" or (c.dep_ == "amod" and c.lower_ in ("same", "latest", "such")) for c in others
    )


def gap(at: Governor) -> Content | None:
    """Content before the verb: "a charge Tehran denies", "which Rome disputes", "a claim Oslo called a lie"."""
    verb, frames, last_cue = at.verb, at.frames, at.last_cue
    stance = frames.get("np") or frames.get("clause")
    before = next((c for c in verb.children if c.dep_ == "dobj" and c.i < verb.i), None)
    if (
        before is not None
        and before.lower_ == "which"
        and answered(before) is not None
        and stance is not None
    ):
        return Content("np", stance, ((before.i, before.i + 1),), before.i, last_cue, anaphoric=True)
    if stance is not None and before is not None and before.lower_ not in RELATIVE | WH:
        run = trim(verb.doc, before.left_edge.i, before.i + 1)
        return Content("np", stance, (run,), before.i, last_cue, anaphoric=points(before))
    noun = _antecedent(verb)
    if noun is None:
        if before is None or before.lower_ not in RELATIVE or "small" not in frames:
            return None
        # "a drill that Caracas called theft": only the judgement is what is said
        judged = at.by_dep.get("oprd")
        if judged is None:
            return None
        rest = trim(verb.doc, judged.left_edge.i, judged.right_edge.i + 1)
        return Content("small", frames["small"], (rest,), judged.i, last_cue)
    run = trim(verb.doc, noun.left_edge.i, noun.i + 1)
    judged = at.by_dep.get("oprd") or at.by_dep.get("dobj")
    if "small" in frames and judged is not None:
        rest = trim(verb.doc, judged.left_edge.i, judged.right_edge.i + 1)
        return Content("small", frames["small"], (run, rest), noun.i, last_cue, anaphoric=True)
    as_phrase = at.by_dep.get("prep")
    if as_phrase is not None and as_phrase.lower_ == "as" and "as" in frames:
        rest = trim(verb.doc, as_phrase.i, as_phrase.right_edge.i + 1)
        return Content("as", frames["as"], (run, rest), noun.i, last_cue, anaphoric=True)
    if "np" in frames:
        return Content("np", frames["np"], (run,), noun.i, last_cue, anaphoric=True)
    return None


def _antecedent(verb: Token) -> Token | None:
    """Return the noun of saying that a relative clause without its object belongs to."""
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    table = load_cues()
    if subject is None or subject.lower_ in RELATIVE:
        return None
    lemma = noun.lemma_.lower()
    return noun if lemma in table.nouns or lemma in table.claims else None
