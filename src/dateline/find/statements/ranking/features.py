"""Features: what a statement candidate looks like, as names for the log-linear model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LENGTHS: Final = (1, 2, 3, 5, 8, 12, 20, 35)
_CLAUSAL: Final = frozenset({"xcomp", "ccomp", "advcl", "relcl", "acl", "conj", "pcomp", "csubj"})


def features(found: Found, layouts: dict[int, Layout]) -> tuple[str, ...]:
    """Return the names of a candidate's features.

    Args:
        found: the candidate.
        layouts: the passages by their index.
    """
    layout = layouts[found.passage]
    return (
        *_frame(found, layout),
        *(_cue(layout.doc[found.verb], layout) if found.verb is not None else ("no cue",)),
        *_speaker(found, layouts),
        *_content(found, layouts),
    )


def _frame(found: Found, layout: Layout) -> Iterator[str]:
    yield f"rule={found.rule}"
    yield f"frame={found.frame}"
    yield f"stance={found.stance}"
    yield f"stance={found.stance} frame={found.frame}"
    yield f"zone={layout.passage.zone.kind}"
    if found.negated:
        yield "negated"
    if found.anaphoric:
        yield "anaphoric"
    if found.addressee is not None:
        yield "addressee"
    if found.head:
        yield f"head={found.head} frame={found.frame}"


def _cue(verb: Token, layout: Layout) -> Iterator[str]:
    lemma = verb.lemma_.lower()
    yield f"cue={lemma}"
    yield f"cue tag={verb.tag_}"
    yield f"cue={lemma} tag={verb.tag_}"
    yield f"cue dep={verb.dep_}"
    if layout.quoted[verb.i] >= 0:
        yield "cue quoted"
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "MD":
            yield f"modal={child.lower_}"
        elif child.dep_ in ("mark", "auxpass", "aux") and child.dep_ != "auxpass":
            yield f"{child.dep_}={child.lower_}"
        elif child.dep_ == "auxpass":
            yield "passive"
        elif child.dep_ == "advmod" and child.i < verb.i:
            yield f"adverb={child.lower_}"
    if verb.dep_ in _CLAUSAL:
        head = verb.head
        cues = load_cues()
        above = (
            "saying" if head.lemma_.lower() in cues.verbs or head.lemma_.lower() in cues.nouns else head.pos_
        )
        yield f"under={verb.dep_} {above}"
    if layout.doc[layout.units[layout.unit_at[verb.i]][1] - 1].text == "?":
        yield "question"


def _speaker(found: Found, layouts: dict[int, Layout]) -> Iterator[str]:
    at = found.speaker or found.elsewhere
    if at is None:
        yield "speaker none"
        return
    yield "speaker here" if found.speaker else "speaker elsewhere"
    tokens = layouts[at[0]].doc.char_span(at[1], at[2], alignment_mode="expand")
    if tokens is None:
        return
    root = tokens.root
    kind = root.ent_type_ if root.pos_ == "PROPN" else root.pos_
    yield f"speaker={kind}"
    yield f"speaker={kind} rule={found.rule}"
    if root.pos_ == "PRON":
        yield f"speaker word={root.lower_}"
    elif root.pos_ == "NOUN":
        yield f"speaker word={root.lemma_.lower()}"
        yield "speaker source" if root.lemma_.lower() in load_cues().sources else "speaker no source"
    yield f"speaker length={_bucket(len(tokens))}"


def _content(found: Found, layouts: dict[int, Layout]) -> Iterator[str]:
    runs = [run for run in (_tokens(piece, layouts) for piece in found.pieces) if run is not None]
    if not runs:
        return
    size = sum(len(run) for run in runs)
    finite = any(token.tag_ in _FINITE for run in runs for token in run)
    head = runs[0].root
    yield f"pieces={min(3, len(runs))}"
    yield f"length={_bucket(size)}"
    yield f"length={_bucket(size)} frame={found.frame}"
    yield f"finite={finite} frame={found.frame}"
    yield f"content={head.pos_} frame={found.frame}"
    yield f"first={runs[0][0].tag_}"
    if head.ent_type_:
        yield f"content entity={head.ent_type_}"
    if found.verb is not None:
        after = runs[0].doc is layouts[found.passage].doc and runs[0].start > found.verb
        yield f"order={'cue first' if after else 'content first'} rule={found.rule}"
    quoted = sum(layouts[found.pieces[0][0]].quoted[token.i] >= 0 for token in runs[0])
    yield f"quoted={'all' if quoted == len(runs[0]) else 'some' if quoted else 'none'}"


def _tokens(piece: tuple[int, int, int], layouts: dict[int, Layout]) -> Tokens | None:
    """Return the tokens of a run of characters; `None` where there is none."""
    tokens = layouts[piece[0]].doc.char_span(piece[1], piece[2], alignment_mode="expand")
    return tokens if tokens is not None and len(tokens) else None


def _bucket(number: int) -> str:
    return next((f"<={limit}" for limit in _LENGTHS if number <= limit), "more")
