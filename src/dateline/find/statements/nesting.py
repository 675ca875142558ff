"""From findings to drafts: boundaries, type, order, nesting, and what a pointing content refers to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from dateline.find.drafts import StatementDraft
from dateline.find.statements.found import Found
from dateline.find.statements.heads import head_end, past_head
from dateline.find.statements.layout import Layout
from dateline.find.statements.principals import anonymity_of, principal_of
from dateline.find.statements.relays import SOURCED
from dateline.model import Reason, Span, StatementType
from dateline.ontology.cues import load_cues

_SOURCE: Final = re.compile(
    r"(?:statement|remark|comment|claim|allegation|accusation|charge)s\s+(?:from|by|of)\s+(.+)$"
)

_DIRECT: Final = 0.97
"""Share of a content's letters in quotation marks from which it counts as direct speech."""


def arrange(found: Sequence[Found], layouts: Sequence[Layout]) -> tuple[StatementDraft, ...]:
    """Turn findings into drafts in the order of the text."""
    made: list[tuple[Found, list[Span]]] = []
    heads = {layout.passage.index: end for layout in layouts if (end := head_end(layout))}
    found = [past_head(f, heads[f.passage], layouts[f.passage]) if f.passage in heads else f for f in found]
    seen: set[tuple[tuple[int, int], ...]] = set()
    for f in found:
        spans = _spans(f, layouts)
        if not spans:
            continue
        key = (*((s.start, s.end) for s in spans), f.cue or (-1, -1))
        if key in seen:
            continue
        seen.add(key)
        made.append((f, spans))
    _clip(made, layouts)
    made.sort(key=lambda item: (item[1][0].start, -sum(len(s) for s in item[1])))
    _fill_left_out(made, layouts)
    for f, _ in made:
        if f.speaker is not None:
            f.speaker_words = layouts[f.speaker[0]].text[f.speaker[1] : f.speaker[2]]
    made = _own_words(made, layouts)
    _carry(made)
    parents = _parents([spans for _, spans in made], [f for f, _ in made], layouts)
    _settle_relays(made, parents, layouts)
    drafts: list[StatementDraft] = []
    for number, (f, spans) in enumerate(made):
        kind, quoted = _type(spans, f, layouts)
        passage = layouts[f.passage].passage
        cue = passage.span(*f.cue) if f.cue else None
        speaker = _span(f.speaker, layouts)
        elsewhere = _span(f.elsewhere, layouts)
        why = [
            Reason("cue", f.rule, cue),
            Reason("stance", f"cue frame {f.frame}" + (", negated" if f.negated else ""), cue),
        ]
        if speaker is None and elsewhere is not None:
            why.append(Reason("speaker", f.rule, elsewhere, "the clause leaves the speaker out"))
        principal, nameless = _behind(f, layouts)
        if nameless is not None:
            why.append(Reason("speaker", "not-to-be-named", nameless, "the source keeps its name to itself"))
        drafts.append(
            StatementDraft(
                passage=f.passage,
                spans=tuple(spans),
                type=kind,
                stance=f.stance,
                cue=cue,
                speaker=speaker,
                speaker_from=elsewhere if speaker is None else None,
                speaks_for=principal,
                cue_lemma=_cue_lemma(f, layouts),
                addressee=passage.span(*f.addressee) if f.addressee else None,
                medium=passage.span(*f.medium) if f.medium else None,
                quoted=quoted if kind != "direct" else (),
                time=passage.span(*f.time) if f.time else None,
                nested_in=parents[number],
                refers_to=referents(number, made),
                confidence=f.confidence,
                why=tuple(why),
            )
        )
    return tuple(drafts)


def _behind(f: Found, layouts: Sequence[Layout]) -> tuple[Span | None, Span | None]:
    """Return the words for whom a speaker speaks, and those by which it asked not to be named."""
    if f.speaker is None:
        return None, None
    index, start, end = f.speaker
    layout = layouts[index]
    passage = layout.passage
    tokens = layout.doc.char_span(start, end, alignment_mode="expand")
    found = None if tokens is None else principal_of(layout.doc, tokens.start, tokens.end)
    principal = None if found is None else passage.between(layout.doc[found[0]], layout.doc[found[1] - 1])
    nameless = anonymity_of(layout.text, start, end) if layout.passage.index == f.passage else None
    return principal, None if nameless is None else passage.span(*nameless)


def _settle_relays(
    made: Sequence[tuple[Found, list[Span]]], parents: list[int | None], layouts: Sequence[Layout]
) -> None:
    """Put the source that a relay cites inside the relay's statement, which vouches for nothing itself."""
    for number, (f, spans) in enumerate(made):
        if f.rule == SOURCED:
            base = next((n for n, (g, s) in enumerate(made) if g is not f and s == spans and g.verb), None)
            parents[number] = base if base is not None and base != number else parents[number]
    for parent in {parent for parent in parents if parent is not None}:
        f = made[parent][0]
        if f.stance == "asserts" and f.frame != "quote" and _cue_lemma(f, layouts) in load_cues().relaying:
            f.stance = "relays"


def _cue_lemma(f: Found, layouts: Sequence[Layout]) -> str:
    """Return the lemma of the cue, where the passage is parsed and its verb is one of the cue's words."""
    doc = layouts[f.passage].doc
    if f.verb is None or f.cue is None or not 0 <= f.verb < len(doc):
        return ""
    verb = doc[f.verb]
    return verb.lemma_.lower() if f.cue[0] <= verb.idx < f.cue[1] else ""


def _by_passage(
    made: Sequence[tuple[Found, list[Span]]],
) -> Mapping[int, Sequence[tuple[Found, list[Span]]]]:
    found: dict[int, list[tuple[Found, list[Span]]]] = {}
    for f, spans in made:
        for index in {f.passage, *(index for index, _, _ in f.pieces)}:
            found.setdefault(index, []).append((f, spans))
    return found


def _clip(made: list[tuple[Found, list[Span]]], layouts: Sequence[Layout]) -> None:
    """End a content before a cue that follows both: "the minister said it was so, the agency reported"."""
    by_passage = _by_passage(made)
    for outer, around in made:
        if outer.frame == "clause" and len(around) == 1:
            # what a cue inside a content gives does not reach beyond that content
            for inner, spans in by_passage[outer.passage]:
                if (
                    inner is not outer
                    and inner.cue is not None
                    and around[0].start < spans[0].start < around[0].end < spans[0].end
                    and outer.verb is not None
                    and inner.verb is not None
                    and outer.verb < inner.verb
                    and outer.passage == inner.passage
                ):
                    end = around[0].end
                    spans[0] = Span(spans[0].start, end, spans[0].words[: end - spans[0].start])
        if outer.anaphoric:
            _leave_comment(outer, around, by_passage[outer.passage], layouts)
        if outer.rule != "cue after its content":
            continue
        end = around[0].end
        for _, spans in by_passage[outer.passage]:
            if around[0].start < spans[0].start < end < spans[0].end:
                spans[0] = Span(spans[0].start, end, spans[0].words[: end - spans[0].start])


def _leave_comment(
    comment: Found, spans: Sequence[Span], near: Sequence[tuple[Found, list[Span]]], layouts: Sequence[Layout]
) -> None:
    """End a content before the report's comment on it: "said the dam was safe - a claim that villagers deny"."""
    start, ends = spans[0].start, [span.end for span in spans]
    passage = layouts[comment.passage].passage
    ends += [passage.span(*at).end for at in (comment.cue, (comment.speaker or (0,))[1:]) if at]
    for f, around in near:
        last = around[-1]
        if f is comment or not last.start < start < last.end <= max(ends):
            continue
        before = last.words[: start - last.start].rstrip()
        told = before.rstrip("-–—").rstrip()
        if told and told != before:
            around[-1] = Span(last.start, last.start + len(told), told)


def _carry(made: Sequence[tuple[Found, list[Span]]]) -> None:
    """Give what is said "in remarks carried by state media" its medium."""
    for number, (f, _) in enumerate(made):
        if f.stance != "relays" or f.speaker is None:
            continue
        for target in referents(number, made):
            said = made[target][0]
            if said.medium is None and said.passage == f.speaker[0]:
                said.medium = f.speaker[1:]


def _own_words(
    made: list[tuple[Found, list[Span]]], layouts: Sequence[Layout]
) -> list[tuple[Found, list[Span]]]:
    """Take "we urge", said inside a quotation, for what the quotation does, not for a statement in it."""
    kept: list[tuple[Found, list[Span]]] = []
    by_passage = _by_passage(made)
    for f, spans in made:
        outer = None
        if f.speaker_words.lower() in ("i", "we") and f.cue is not None:
            at = layouts[f.passage].passage.span(*f.cue)
            near = by_passage[f.passage]
            outer = next((g for g, around in near if g is not f and any(s.covers(at) for s in around)), None)
        if outer is None or outer.frame != "quote":
            kept.append((f, spans))
        elif outer.stance == "asserts" and f.stance not in ("asserts", "declines", "asks", "relays"):
            outer.stance, outer.rule = f.stance, "performed in the quotation"
    return kept


def _fill_left_out(made: Sequence[tuple[Found, list[Span]]], layouts: Sequence[Layout]) -> None:
    """Give deck lines that leave out their subject ("Tells voters to ...") the speaker of the headline."""
    headline = next(
        (
            f.speaker
            for f, _ in made
            if f.speaker is not None and layouts[f.passage].passage.zone.kind == "headline"
        ),
        None,
    )
    if headline is None:
        return
    for f, _ in made:
        if (
            f.speaker is None
            and f.elsewhere is None
            and layouts[f.passage].passage.zone.kind in ("deck", "subhead")
        ):
            f.elsewhere = headline


def referents(number: int, made: Sequence[tuple[Found, list[Span]]]) -> tuple[int, ...]:
    """Return the statements that a pointing content stands for.

    "a charge" is the nearest accusation before it, "the announcement" and "which" the nearest statement; "the
    statements from the minister" are all that the minister makes.
    """
    found, spans = made[number]
    if not found.anaphoric:
        return ()
    source = _SOURCE.search(spans[0].words)
    if source is not None:
        name = source.group(1).split()[-1]
        own = [n for n, (f, s) in enumerate(made) if n != number and f.speaker_words.endswith(name)]
        if own:
            return tuple(own)
    meant = load_cues().nouns.get(found.head)
    before = [n for n in range(number) if made[n][1][-1].end <= spans[0].start and made[n][0].frame != "by"]
    near = [n for n in before[-4:] if found.passage - made[n][0].passage <= 1]
    if not near:
        return ()
    others = [n for n in near if made[n][0].speaker_words != found.speaker_words]
    near = others or near
    same = [n for n in near if meant is not None and made[n][0].stance == meant]
    target = same[-1] if same else near[-1]
    further = made[target][0]
    if further.anaphoric and target in before:
        return tuple(sorted({target, *referents(target, made)}))
    return (target,)


def _span(place: tuple[int, int, int] | None, layouts: Sequence[Layout]) -> Span | None:
    return None if place is None else layouts[place[0]].passage.span(place[1], place[2])


def _spans(f: Found, layouts: Sequence[Layout]) -> list[Span]:
    """Make the spans of a content: no quotation cut in half, neighbours in one piece, in order."""
    spans: list[Span] = []
    for index, start, end in sorted(f.pieces):
        layout = layouts[index]
        for q in layout.quotations:
            if start < q.outer_start < end < q.outer_end or start < q.outer_start < end <= q.outer_end:
                end = q.outer_end  # noqa: PLW2901 -- the piece is widened to whole quotations
            elif q.outer_start < start < q.outer_end < end:
                start = q.outer_start  # noqa: PLW2901
        if end > start:
            span = layout.passage.span(start, end)
            if spans and span.start < spans[-1].end:
                continue
            spans.append(span)
    return spans


def _type(
    spans: Sequence[Span], f: Found, layouts: Sequence[Layout]
) -> tuple[StatementType, tuple[Span, ...]]:
    letters = inside = 0
    quoted: list[Span] = []
    pieces = {index for index, _, _ in f.pieces}
    for span in spans:
        text = span.words
        letters += sum(c.isalnum() for c in text)
    for index in sorted(pieces):
        layout = layouts[index]
        for q in layout.quotations:
            if q.end <= q.start:
                continue
            mark = layout.passage.span(q.start, q.end)
            for span in spans:
                low, high = max(span.start, mark.start), min(span.end, mark.end)
                if low < high:
                    words = span.words[low - span.start : high - span.start]
                    inside += sum(c.isalnum() for c in words)
                    quoted.append(Span(low, high, words))
    if letters and inside >= _DIRECT * letters:
        return "direct", tuple(quoted)
    return ("mixed" if inside else "indirect"), tuple(quoted)


def _parents(
    contents: Sequence[Sequence[Span]], found: Sequence[Found], layouts: Sequence[Layout]
) -> list[int | None]:
    """For each statement the innermost one whose content holds its content and cue."""
    parents: list[int | None] = [None] * len(contents)
    everything = sorted(
        ((span, number) for number, spans in enumerate(contents) for span in spans),
        key=lambda item: (item[0].start, -item[0].end, item[1]),
    )
    sizes = [sum(len(span) for span in spans) for spans in contents]
    over: list[tuple[Span, int]] = []
    """Spans that may still hold what follows."""
    for span, number in everything:
        over = [item for item in over if item[0].end > span.start]
        if span is contents[number][0]:
            cue = found[number].cue
            at = layouts[found[number].passage].passage.span(*cue) if cue else span
            holding = [n for outer, n in over if n != number and outer.covers(span) and outer.covers(at)]
            parents[number] = min(holding, key=lambda n: sizes[n], default=None)
        over.append((span, number))
    return parents
