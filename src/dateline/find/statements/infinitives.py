"""Contents that are infinitives: "promised to come", "urged Rome to come", "called on Rome to come"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dateline.find.statements.cues import Content, Governor, is_infinitive
from dateline.find.statements.speakers import trim

if TYPE_CHECKING:
    pass

TELLERS: Final = frozenset(
    {"tell", "warn", "ask", "remind", "advise", "assure", "notify", "order", "instruct"}
)


def infinitive(at: Governor) -> Content | None:
    """Return an infinitive, with the words for whom it binds where it is not the speaker."""
    verb = at.verb
    frames = at.frames
    children = at.after
    by_dep = at.by_dep
    last_cue = at.last_cue
    to, objto, on_to = frames.get("to"), frames.get("objto"), frames.get("on_to")
    if to is None and objto is None and on_to is None:
        return None
    doc = verb.doc
    for child in children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl", "acl") or not is_infinitive(child):
            continue
        first, last = child.left_edge.i, child.right_edge.i + 1
        target = by_dep.get("dobj") or by_dep.get("dative")
        prep = next(
            (c for c in children if c.dep_ in ("prep", "prt") and c.lower_ in ("on", "upon", "to", "with")),
            None,
        )
        if on_to is not None and prep is not None and prep.i < child.i:
            pobj = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if pobj is not None:
                return Content(
                    "on_to",
                    on_to,
                    (trim(doc, prep.i + 1, last),),
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
            if verb.lemma_ in TELLERS:
                to_mark = next(c.i for c in child.children if c.lower_ == "to" and c.dep_ == "aux")
                begin = to_mark
                if doc[begin - 1].dep_ == "neg":
                    begin -= 1
                return Content("objto", objto, (trim(doc, begin, last),), child.i, last_cue, whom)
            return Content("objto", objto, (trim(doc, whom[0], last),), child.i, last_cue, whom)
        if (
            to is not None
            and child.dep_ in ("xcomp", "ccomp", "advcl")
            and subject is None
            and target is None
            and first > verb.i
        ):
            return Content("to", to, (trim(doc, first, last),), child.i, last_cue)
    # "called on both sides to ...", where the parser hangs the infinitive on the noun
    if on_to is not None or objto is not None:
        for child in children:
            if on_to is not None and child.dep_ == "prep" and child.lower_ in ("on", "upon"):
                pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
                if pobj is not None and any(is_infinitive(token) for token in pobj.subtree):
                    return Content(
                        "on_to",
                        on_to,
                        (trim(doc, child.i + 1, child.right_edge.i + 1),),
                        pobj.i,
                        child.i,
                        None,
                    )
            if objto is not None and child.dep_ == "dobj":
                verbal = next(
                    (c for c in child.children if c.dep_ in ("acl", "relcl") and is_infinitive(c)), None
                )
                if verbal is not None:
                    return Content(
                        "objto",
                        objto,
                        (trim(doc, child.left_edge.i, child.right_edge.i + 1),),
                        verbal.i,
                        last_cue,
                        (child.left_edge.i, child.i + 1),
                    )
    return None
