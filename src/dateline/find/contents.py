"""What is said: the words that a verb of saying takes as its content, by grammatical frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.find.speakers import is_passive, own_subject, subject_of, trim
from dateline.model import Stance
from dateline.ontology.cues import VerbCue, load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE: Final = frozenset({"that", "which", "who", "whom"})
_WH: Final = frozenset({"what", "whatever", "how", "why", "where", "when", "who", "whether", "if", "which"})
_QUOTES: Final = frozenset({"“", "‘", '"', "'", "``", "«", "„"})
_TELLERS: Final = frozenset(
    {"tell", "warn", "ask", "remind", "advise", "assure", "notify", "order", "instruct"}
)


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one cue, as runs of tokens.

    Attributes:
        frame: the frame that gave it.
        stance: the cue's stance in that frame.
        runs: first token and past the last, one or two.
        head: the token that heads it.
        last_cue: last token that belongs to the cue itself (its particle or preposition).
        addressee: first token and past the last of whom it is said to.
        anaphoric: the content only points at words elsewhere ("a charge Tehran denies").
    """

    frame: str
    stance: Stance
    runs: tuple[tuple[int, int], ...]
    head: int
    last_cue: int
    addressee: tuple[int, int] | None = None
    anaphoric: bool = False


def cue_of(verb: Token) -> tuple[VerbCue, int] | None:
    """Return the table's entry for a verb, and the last token of its particle.

    Where the verb has its particle with it ("rules out talks"), the entry with the particle is taken.
    """
    kin = load_cues().verbs.get(verb.lemma_.lower())
    if kin is None:
        return None
    doc = verb.doc
    for cue in kin:
        if not cue.particle:
            return cue, verb.i
        for i in range(verb.i + 1, min(verb.i + 3, len(doc))):
            if doc[i].lower_ == cue.particle:
                return cue, i
    return None


def content_of(verb: Token, cue: VerbCue, last_cue: int) -> Content | None:
    """Return the content that depends on a verb of saying, if it has one.

    Args:
        verb: the verb.
        cue: its entry in the table of cues.
        last_cue: last token of its particle, or its own.
    """
    frames = cue.frames
    children = [c for c in verb.children if c.i > verb.i]
    by_dep: dict[str, Token] = {}
    for child in children:
        by_dep.setdefault(child.dep_, child)
    if is_passive(verb):
        return _passive(verb, cue, children, last_cue)
    clause = _clause(verb, frames, children, last_cue) or _that(verb, frames, last_cue)
    if clause is not None and verb.lemma_ == "say" and _misses_start(verb, last_cue, clause.runs[0][0]):
        clause = _rest(verb, frames, last_cue) or clause
    infinitive = _infinitive(verb, frames, children, by_dep, last_cue)
    if clause is not None and infinitive is not None and infinitive.runs[0][0] < clause.runs[0][0]:
        # "tells voters to remember the road was built": the clause belongs to the infinitive
        last = max(clause.runs[-1][1], infinitive.runs[-1][1])
        return replace(infinitive, runs=((infinitive.runs[0][0], last),))
    return (
        clause
        or infinitive
        or _predicate(verb, frames, children, by_dep, last_cue)
        or _preposition(verb, frames, children, by_dep, last_cue)
        or _gerund(verb, frames, children, last_cue)
        or _shown(verb, frames, children, last_cue)
        or _object(verb, frames, by_dep, last_cue)
        or _gap(verb, frames, last_cue)
        or _rest(verb, frames, last_cue)
    )


def _run(doc: Doc, first: int, last: int) -> tuple[int, int]:
    return trim(doc, first, last)


def _to_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _clause(
    verb: Token, frames: Mapping[str, Stance], children: list[Token], last_cue: int
) -> Content | None:
    stance = frames.get("clause")
    if stance is None:
        return None
    doc = verb.doc
    for child in children:
        if child.dep_ not in ("ccomp", "advcl", "acl", "relcl", "xcomp") or child.pos_ not in (
            "VERB",
            "AUX",
            "ADJ",
            "NOUN",
        ):
            continue
        start = doc[child.left_edge.i]
        marked = start.lower_ in ("that", "whether", "if") or start.lower_ in _WH
        if child.dep_ != "ccomp" and not (marked and start.lower_ not in ("if", "when", "where", "who")):
            continue
        if child.dep_ == "ccomp" and _to_infinitive(child) and not marked:
            continue
        if child.dep_ == "ccomp" and child.tag_ == "VBG" and not any(g.dep_ == "aux" for g in child.children):
            continue
        first, last = child.left_edge.i, child.right_edge.i + 1
        if first <= verb.i:
            continue
        addressee = _addressee(children, first)
        return Content("clause", stance, (_run(doc, first, last),), child.i, last_cue, addressee)
    return None


def _that(verb: Token, frames: Mapping[str, Stance], last_cue: int) -> Content | None:
    """Content after a "that" which the parser hung elsewhere ("told a meeting of the board that ...")."""
    stance = frames.get("clause")
    if stance is None or "quote_to" not in frames:
        return None
    doc = verb.doc
    for i in range(last_cue + 1, min(last_cue + 14, len(doc))):
        token = doc[i]
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > i > last_cue + 1:
            run = _run(doc, i, token.head.right_edge.i + 1)
            return Content("clause", stance, (run,), token.head.i, last_cue, (last_cue + 1, i))
        if token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in ".;:?!":
            return None
    return None


def _misses_start(verb: Token, last_cue: int, start: int) -> bool:
    """Say whether words between "says" and its clause belong to the clause ("says army taking power")."""
    first = last_cue + 1
    return (
        first < start
        and verb.doc[first].pos_ in ("NOUN", "PROPN", "DET", "ADJ", "NUM")
        and verb.doc[first].ent_type_ not in ("DATE", "TIME")
    )


_PLAIN: Final = frozenset({"say", "claim", "insist", "argue", "note", "add", "report", "allege", "think"})
"""Verbs after which a clause without "that" is so usual that it is taken where the parser saw none."""

_OPENS: Final = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM"})


def _rest(verb: Token, frames: Mapping[str, Stance], last_cue: int) -> Content | None:
    """Content of a speech verb to which the parser gave none: the clause that follows at once."""
    stance = frames.get("clause")
    doc = verb.doc
    start = last_cue + 1
    if stance is None or verb.lemma_ not in _PLAIN or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return None
    while start < len(doc) and (doc[start].ent_type_ in ("DATE", "TIME") or doc[start].lower_ == "on"):
        start += 1
    if start + 2 >= len(doc) or doc[start].pos_ not in _OPENS or doc[start].lower_ in ("so", "as"):
        return None
    for i in range(start + 1, len(doc)):
        token = doc[i]
        if token.text in (";", ":", ".", "!", "?") or token.is_sent_start:
            return None
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            if own_subject(token) is None and own_subject(token.head) is None:
                return None
            end = start + 1
            while end < len(doc) and doc[end].text not in (";", ".", "!", "?"):
                end += 1
            return Content("clause", stance, (_run(doc, start, end),), i, last_cue)
    return None


def _addressee(children: Iterable[Token], before: int) -> tuple[int, int] | None:
    for child in children:
        if child.i >= before:
            break
        if child.dep_ in ("dobj", "dative", "iobj") and child.pos_ in ("NOUN", "PROPN", "PRON"):
            if child.dep_ == "dative" and child.pos_ == "ADP":
                continue
            return trim(child.doc, child.left_edge.i, min(child.right_edge.i + 1, before))
    return None


def _infinitive(
    verb: Token, frames: Mapping[str, Stance], children: list[Token], by_dep: dict[str, Token], last_cue: int
) -> Content | None:
    to, objto, on_to = frames.get("to"), frames.get("objto"), frames.get("on_to")
    if to is None and objto is None and on_to is None:
        return None
    doc = verb.doc
    for child in children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or not _to_infinitive(child):
            continue
        first, last = child.left_edge.i, child.right_edge.i + 1
        target = by_dep.get("dobj") or by_dep.get("dative")
        prep = next((c for c in children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to")), None)
        if on_to is not None and prep is not None and prep.i < child.i:
            pobj = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if pobj is not None:
                return Content(
                    "on_to",
                    on_to,
                    (_run(doc, prep.i + 1, last),),
                    child.i,
                    prep.i,
                    (prep.i + 1, pobj.right_edge.i + 1),
                )
        subject = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if objto is not None and (subject is not None or (target is not None and target.i < child.i)):
            person = subject if subject is not None else target
            if person is None:
                continue
            stop = min(person.right_edge.i + 1, child.i)
            whom = (person.left_edge.i, max(stop, person.i + 1))
            if verb.lemma_ in _TELLERS:
                to_mark = next(c.i for c in child.children if c.lower_ == "to" and c.dep_ == "aux")
                begin = to_mark
                if doc[begin - 1].dep_ == "neg":
                    begin -= 1
                return Content("objto", objto, (_run(doc, begin, last),), child.i, last_cue, whom)
            return Content("objto", objto, (_run(doc, whom[0], last),), child.i, last_cue, whom)
        if (
            to is not None
            and child.dep_ in ("xcomp", "ccomp", "advcl")
            and subject is None
            and target is None
            and first > verb.i
        ):
            return Content("to", to, (_run(doc, first, last),), child.i, last_cue)
    # "called on both sides to ...", where the parser hangs the infinitive on the noun
    if on_to is not None or objto is not None:
        for child in children:
            if on_to is not None and child.dep_ == "prep" and child.lower_ in ("on", "upon"):
                pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
                if pobj is not None:
                    return Content(
                        "on_to",
                        on_to,
                        (_run(doc, child.i + 1, child.right_edge.i + 1),),
                        pobj.i,
                        child.i,
                        None,
                    )
            if objto is not None and child.dep_ == "dobj":
                verbal = next(
                    (c for c in child.children if c.dep_ in ("acl", "relcl") and _to_infinitive(c)), None
                )
                if verbal is not None:
                    return Content(
                        "objto",
                        objto,
                        (_run(doc, child.left_edge.i, child.right_edge.i + 1),),
                        verbal.i,
                        last_cue,
                        (child.left_edge.i, child.i + 1),
                    )
    return None


def _predicate(
    verb: Token, frames: Mapping[str, Stance], children: list[Token], by_dep: dict[str, Token], last_cue: int
) -> Content | None:
    doc = verb.doc
    small, as_ = frames.get("small"), frames.get("as")
    target = by_dep.get("dobj")
    if small is not None:
        oprd = by_dep.get("oprd")
        if oprd is not None:
            first = target.left_edge.i if target is not None and target.i < oprd.i else oprd.left_edge.i
            head = target.i if target is not None else oprd.i
            return Content("small", small, (_run(doc, first, oprd.right_edge.i + 1),), head, last_cue)
        receiver = by_dep.get("dative")
        if receiver is not None and target is not None and receiver.pos_ != "ADP" and receiver.i < target.i:
            # "called the minister a liar", read as a gift
            run = _run(doc, receiver.left_edge.i, target.right_edge.i + 1)
            return Content("small", small, (run,), receiver.i, last_cue)
        if target is not None and _two_in_one(target):
            run = _run(doc, target.left_edge.i, target.right_edge.i + 1)
            return Content("small", small, (run,), target.i, last_cue)
        clause = by_dep.get("ccomp")
        if clause is not None and clause.left_edge.i > verb.i and clause.tag_ not in ("VBD", "VBZ", "VBP"):
            return Content(
                "small", small, (_run(doc, clause.left_edge.i, clause.right_edge.i + 1),), clause.i, last_cue
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
                        (_run(doc, target.left_edge.i, child.right_edge.i + 1),),
                        target.i,
                        last_cue,
                    )
                if target is not None and first < target.i:
                    # "described as unhinged a message from ..."
                    return Content(
                        "as", as_, (_run(doc, first, target.right_edge.i + 1),), target.i, last_cue
                    )
                return Content("as", as_, (_run(doc, first, child.right_edge.i + 1),), child.i, last_cue)
        if target is not None:
            inner = next(
                (c for c in target.children if c.dep_ == "prep" and c.lower_ == "as" and c.i > target.i), None
            )
            if inner is not None:
                return Content(
                    "as", as_, (_run(doc, target.left_edge.i, target.right_edge.i + 1),), target.i, last_cue
                )
    return None


def _two_in_one(target: Token) -> bool:
    """Say whether an object holds a second noun phrase without a comma ("called Rome a partner")."""
    doc = target.doc
    for i in range(target.left_edge.i + 1, min(target.right_edge.i, target.i) + 1):
        if doc[i].lower_ in ("a", "an") and doc[i - 1].pos_ in ("PROPN", "NOUN", "PRON"):
            return True
    return False


def _preposition(
    verb: Token, frames: Mapping[str, Stance], children: list[Token], by_dep: dict[str, Token], last_cue: int
) -> Content | None:
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
                (_run(doc, target.left_edge.i, child.right_edge.i + 1),),
                target.i,
                last_cue,
                (target.left_edge.i, target.i + 1),
            )
        stance = frames.get("to_np" if word == "to" else word)
        if stance is not None and target is None:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and child.i + 1 < child.right_edge.i + 1:
                end = child.right_edge.i + 1
                for other in children:
                    # "called for the rebels to disarm"
                    if word == "for" and other.left_edge.i == end and _to_infinitive(other):
                        end = other.right_edge.i + 1
                return Content(word, stance, (_run(doc, child.i + 1, end),), inner.i, child.i)
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
            ):
                stance = frames.get("obj_" + inner.lower_)
                if stance is not None:
                    return Content(
                        "obj_" + inner.lower_,
                        stance,
                        (_run(doc, target.left_edge.i, target.right_edge.i + 1),),
                        target.i,
                        last_cue,
                        (target.left_edge.i, inner.i),
                    )
    return None


def _shown(verb: Token, frames: Mapping[str, Stance], children: list[Token], last_cue: int) -> Content | None:
    """What a poll or a study shows ("shows Smith leading")."""
    stance = frames.get("shown")
    subject = subject_of(verb) if stance is not None else None
    if stance is None or subject is None or subject.lemma_.lower() not in load_cues().surveys:
        return None
    for child in children:
        if child.dep_ in ("ccomp", "dobj") and child.left_edge.i > verb.i and child.lower_ not in _RELATIVE:
            run = _run(verb.doc, child.left_edge.i, child.right_edge.i + 1)
            return Content("shown", stance, (run,), child.i, last_cue)
    return None


def _gerund(
    verb: Token, frames: Mapping[str, Stance], children: list[Token], last_cue: int
) -> Content | None:
    stance = frames.get("ing")
    if stance is None:
        return None
    for child in children:
        if (
            child.tag_ == "VBG"
            and child.dep_ in ("xcomp", "ccomp", "dobj", "advcl")
            and verb.doc[child.left_edge.i - 1].text != ","
        ):
            return Content(
                "ing", stance, (_run(verb.doc, child.left_edge.i, child.right_edge.i + 1),), child.i, last_cue
            )
    return None


def _object(
    verb: Token, frames: Mapping[str, Stance], by_dep: dict[str, Token], last_cue: int
) -> Content | None:
    stance = frames.get("np")
    target = by_dep.get("dobj")
    if stance is None or target is None:
        return None
    doc = verb.doc
    if target.lower_ in _RELATIVE and target.i < verb.i:
        return None
    last = target.right_edge.i + 1
    clause = by_dep.get("ccomp")
    if clause is not None and clause.left_edge.i == last:
        # "remarks the minister had made": a relative clause without its pronoun
        last = clause.right_edge.i + 1
    return Content(
        "np", stance, (_run(doc, target.left_edge.i, last),), target.i, last_cue, anaphoric=_points(target)
    )


_POINTING: Final = frozenset({"it", "this", "that", "so", "they", "them", "these", "those"})


def _points(head: Token) -> bool:
    """Say whether a noun phrase only points at something said elsewhere."""
    if head.lower_ in _POINTING:
        return True
    if head.lemma_.lower() not in load_cues().nouns:
        return False
    others = [c for c in head.children if c.dep_ not in ("punct", "relcl")]
    return all(
        c.dep_ == "det" or (c.dep_ == "amod" and c.lower_ in ("same", "latest", "such")) for c in others
    )


def _gap(verb: Token, frames: Mapping[str, Stance], last_cue: int) -> Content | None:
    """Content before the verb: "a charge Tehran denies", "which Rome disputes"."""
    stance = frames.get("np") or frames.get("clause")
    if stance is None:
        return None
    before = next((c for c in verb.children if c.dep_ == "dobj" and c.i < verb.i), None)
    doc = verb.doc
    if before is not None and before.lower_ not in _RELATIVE and before.lower_ not in _WH:
        return Content(
            "np",
            stance,
            (_run(doc, before.left_edge.i, before.i + 1),),
            before.i,
            last_cue,
            anaphoric=_points(before),
        )
    if verb.dep_ == "relcl" and "np" in frames:
        noun = verb.head
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if subject is None or subject.lower_ in _RELATIVE or noun.pos_ not in ("NOUN", "PROPN"):
            return None
        if noun.lemma_.lower() not in load_cues().nouns:
            return None
        first = noun.left_edge.i
        return Content("np", stance, (_run(doc, first, noun.i + 1),), noun.i, last_cue, anaphoric=True)
    return None


def _passive(verb: Token, cue: VerbCue, children: list[Token], last_cue: int) -> Content | None:
    """Content of a passive: "reported by", "carried by state media", "is accused of"."""
    frames = cue.frames
    doc = verb.doc
    agent = any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in children)
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    clause = _clause(verb, frames, children, last_cue)
    if clause is not None:
        return clause
    if not agent:
        for child in children:
            if (
                child.dep_ == "prep"
                and "obj_" + child.lower_ in frames
                and frames["obj_" + child.lower_] == "accuses"
            ):
                runs = [(child.i, child.right_edge.i + 1)]
                if subject is not None and subject.lower_ not in _RELATIVE:
                    runs.insert(0, (subject.left_edge.i, subject.right_edge.i + 1))
                return Content(
                    "obj_" + child.lower_, "accuses", tuple(_run(doc, *r) for r in runs), child.i, last_cue
                )
        return None
    stance = frames.get("by") or frames.get("np")
    if stance is None:
        return None
    if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
        noun = verb.head
        first = noun.left_edge.i
        return Content(
            "by",
            stance,
            (_run(doc, first, verb.left_edge.i),),
            noun.i,
            last_cue,
            anaphoric=noun.lemma_.lower() in load_cues().nouns,
        )
    if subject is not None and subject.i < verb.i:
        return Content(
            "by",
            stance,
            (_run(doc, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i)),),
            subject.i,
            last_cue,
            anaphoric=subject.lower_ in _RELATIVE or _points(subject),
        )
    return None
