"""Attribution without a verb of saying: "according to", as-clauses, and a name before a colon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from dateline.find.statements.found import Found
from dateline.find.statements.layout import Layout
from dateline.find.statements.speakers import name_span, own_subject, trim
from dateline.ontology.cues import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_TITLES: Final = frozenset(
    {
        *(
            "mr",
            "ms",
            "mrs",
            "miss",
            "dr",
            "sir",
            "senator",
            "sen",
            "rep",
            "ambassador",
            "general",
            "colonel",
        ),
        *("minister", "president", "chair", "chairman", "chairwoman", "speaker", "moderator", "secretary"),
        *(
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "interviewer",
            "reporter",
            "question",
            "answer",
            "q",
            "a",
        ),
    }
)
"""Words in capitals before a colon that name the speaker of a transcript by office."""
_HEADS: Final = frozenset({"headline", "deck", "subhead"})
_OPENERS: Final = frozenset({"according", "as", "in"})
"""Words with which an attribution without a verb of saying may begin."""
_NAME: Final = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "PART", "NUM", "PUNCT"})


def names_in(layouts: Sequence[Layout]) -> frozenset[str]:
    """Return the names that a report's running text has, if a headline of it needs them to be told from topics."""
    if not any(":" in layout.text for layout in layouts if layout.passage.zone.kind in _HEADS):
        return frozenset()
    body = (layout.doc for layout in layouts if layout.passage.zone.kind not in _HEADS)
    return frozenset(
        word for doc in body for t in doc if t.pos_ == "PROPN" and t.i for word in (t.text, t.lower_)
    )


def find_phrases(
    layout: Layout, *, names: frozenset[str] = frozenset(), transcript: bool = False
) -> list[Found]:
    """Find the attributions of a passage that need no verb of saying.

    Args:
        layout: the passage.
        names: the names in the report's running text, from `names_in`.
        transcript: the report is a transcript, whose paragraphs may begin with a speaker's name.
    """
    found: list[Found] = []
    colon = _colon(layout, names, transcript=transcript)
    if colon is not None:
        found.append(colon)
    found.extend(_signatures(layout))
    for index, word in enumerate(layout.passage.columns.lower):
        if word not in _OPENERS or layout.quoted[index] >= 0:
            continue
        token = layout.doc[index]
        if word == "as" and token.i + 3 < len(layout.doc):
            statement = _as_clause(layout, token)
            if statement is not None:
                found.append(statement)
            continue
        to = _source_after(layout, token)
        if to is not None:
            statement = _according(layout, token, to)
            if statement is not None:
                found.append(statement)
    return found


def _chars(layout: Layout, first: int, last: int) -> tuple[int, int, int]:
    doc = layout.doc
    return layout.passage.index, doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


def _source_after(layout: Layout, token: Token) -> Token | None:
    """Return the preposition of "according to" or "in the words of" that begins at a token."""
    doc = layout.doc
    phrase = (
        ("to",) if token.lower_ == "according" else ("the", "words", "of") if token.lower_ == "in" else ()
    )
    end = token.i + len(phrase)
    if (
        not phrase
        or end + 1 >= len(doc)
        or any(doc[token.i + 1 + k].lower_ != word for k, word in enumerate(phrase))
    ):
        return None
    return doc[end]


def _according(layout: Layout, token: Token, to: Token) -> Found | None:
    doc = layout.doc
    head = next((c for c in to.children if c.dep_ == "pobj"), None)
    if head is None:
        head = next((c for c in token.children if c.dep_ == "pobj"), None)
    if head is None or head.i <= to.i:
        return None
    low, high = layout.units[layout.unit_at[token.i]]
    x, y = name_span(head, to.i + 1, high)
    edge = max(y, min(head.right_edge.i + 1, high))
    pieces: list[tuple[int, int, int]] = []
    if token.i <= low + 1:
        first = next((i + 1 for i in range(y, high) if doc[i].text == "," and i >= edge - 1), edge)
        if first + 1 >= high:
            # the parser took the rest of the sentence for a part of the name
            first = next((i + 1 for i in range(to.i + 2, high) if doc[i].text == ","), high)
        if first + 1 >= high:
            return None
        y = min(y, first - 1)
        a, b = trim(doc, first, high)
        pieces.append(_chars(layout, a, b))
    else:
        start = low
        a, b = trim(doc, start, token.i)
        pieces.append(_chars(layout, a, b))
        if (
            edge < high
            and doc[edge].text == ","
            and any(doc[i].pos_ in ("VERB", "AUX") for i in range(edge, high))
        ):
            first = edge + 1
            if first < high and doc[first].lower_ not in ("which", "who", "but", "while"):
                a, b = trim(doc, first, high)
                pieces.append(_chars(layout, a, b))
    if len(pieces) == 1 and len(layout.text[pieces[0][1] : pieces[0][2]].split()) < 2:
        return None
    return Found(
        passage=layout.passage.index,
        pieces=pieces,
        stance="asserts",
        frame="according",
        rule="according to" if to.lower_ == "to" else "in the words of",
        verb=token.i,
        cue=(token.idx, to.idx + len(to)),
        speaker=_chars(layout, x, y),
        confidence=0.85,
    )


_CLAUSE: Final = 14
"""Tokens after "as" among which the verb of "as the mayor put it" is looked for."""


def _as_clause(layout: Layout, token: Token) -> Found | None:
    """Return what is said in "As the mayor noted, the road is closed" and "The road, as she put it, is closed"."""
    doc = layout.doc
    low, high = layout.units[layout.unit_at[token.i]]
    opens = token.i == low
    if not opens and doc[token.i - 1].text != ",":
        return None
    comma = next((i for i in range(token.i + 2, min(token.i + _CLAUSE, high)) if doc[i].text in ",.;"), None)
    if comma is None:
        return None
    verb = next((doc[i] for i in range(token.i + 1, comma) if doc[i].tag_ in ("VBD", "VBZ", "VBP")), None)
    if verb is None or layout.quoted[verb.i] >= 0:
        return None
    put = verb.lemma_ == "put" and doc[verb.i + 1].lower_ == "it"
    if not put and not (
        opens and any("clause" in cue.frames for cue in load_cues().verbs.get(verb.lemma_, ()))
    ):
        return None
    if not put and any(
        c.i > verb.i and c.dep_ in ("dobj", "ccomp", "xcomp") and c.i < comma for c in verb.children
    ):
        return None
    subject = own_subject(verb)
    if subject is None or subject.i > verb.i or subject.i <= token.i:
        return None
    runs = [(comma + 1, high)] if opens else [(low, token.i - 1), (comma + 1, high)]
    runs = [trim(doc, a, b) for a, b in runs if any(doc[i].is_alpha for i in range(a, b))]
    if not runs or not any(doc[i].pos_ in ("VERB", "AUX") for a, b in runs for i in range(a, b)):
        return None
    x, y = name_span(subject, token.i + 1, verb.i)
    last = doc[verb.i + 1] if put else verb
    return Found(
        passage=layout.passage.index,
        pieces=[_chars(layout, a, b) for a, b in runs],
        stance="asserts",
        frame="as_clause",
        rule="as-clause",
        verb=verb.i,
        cue=(verb.idx, last.idx + len(last)),
        speaker=_chars(layout, x, y),
        confidence=0.75,
    )


_DASHES: Final = frozenset({"-", "--", "–", "—", "―"})


def _signatures(layout: Layout) -> list[Found]:
    """Pull quotes: a quotation, a dash and a name, and nothing else."""
    doc, quoted, index = layout.doc, layout.quoted, layout.passage.index
    found: list[Found] = []
    if not layout.quotations or not any(quoted[t.i] < 0 and t.text in _DASHES for t in doc):
        return found
    edges = [(len(doc), 0)] * (len(layout.quotations) + 1)
    for i, number in enumerate(quoted):
        if number >= 0:
            edges[number] = (min(edges[number][0], i), i + 1)
    for number, q in enumerate(layout.quotations):
        past, end = edges[number][1], edges[number + 1][0]
        if not past:
            continue
        rest = [i for i in range(past, end) if not doc[i].is_space]
        if not 2 <= len(rest) <= 12 or doc[rest[0]].text not in _DASHES or not doc[rest[1]].text[0].isupper():
            continue
        if any(doc[i].tag_ in ("VBD", "VBZ", "VBP") for i in rest[1:]):
            continue
        found.append(
            Found(
                passage=index,
                pieces=[(index, q.start, q.end)],
                stance="asserts",
                frame="quote",
                rule="name after a dash",
                verb=rest[0],
                cue=(doc[rest[0]].idx, doc[rest[0]].idx + len(doc[rest[0]])),
                speaker=_chars(layout, rest[1], rest[-1] + 1),
                confidence=0.7,
            )
        )
    return found


def is_transcript(layouts: Sequence[Layout]) -> bool:
    """Say whether a report has at least three turns ("SMITH: Good evening."), somebody's more than once."""
    names = []
    for layout in layouts:
        if _is_turn(layout):
            place = _before_colon(layout)
            names += [layout.doc[slice(*place)].text] if place is not None else []
    return len(names) >= 3 and len(set(names)) < len(names)


def is_turn(layout: Layout) -> bool:
    """Say whether a passage looks like a speaker's turn in a transcript."""
    return _is_turn(layout)


def _is_turn(layout: Layout) -> bool:
    place = _before_colon(layout)
    if place is None or layout.passage.zone.kind != "body":
        return False
    first, colon = place
    # the parse may have undone the capitals: the report's own letters count
    name = layout.passage.between(layout.doc[first], layout.doc[colon - 1]).words
    return colon - first <= 5 and name.upper() == name


def _is_titled(layout: Layout) -> bool:
    """Say whether a turn names its speaker by office ("MS. HOLLIS:", "THE CHAIR:", "Q:"), so that one is enough."""
    place = _before_colon(layout)
    if place is None or not _is_turn(layout):
        return False
    words = {layout.doc[i].lower_.rstrip(".") for i in range(*place)}
    return not words.isdisjoint(_TITLES)


def _before_colon(layout: Layout) -> tuple[int, int] | None:
    """Return where a name before a colon begins, and the colon, if the passage opens with one."""
    doc = layout.doc
    colon = next((i for i in range(1, min(9, len(doc))) if doc[i].text == ":"), None)
    if colon is None or colon + 2 >= len(doc):
        return None
    first = 0
    while first < colon and (doc[first].is_punct or doc[first].is_space):
        first += 1
    name = doc[first:colon]
    if first == colon or (any(t.pos_ not in _NAME for t in name) and not _is_label(layout, first, colon)):
        return None
    if layout.quoted[colon] >= 0 > layout.quoted[first]:
        return None
    named = any(t.pos_ in ("PROPN", "NOUN") for t in name) or _is_label(layout, first, colon)
    return (first, colon) if named else None


def _is_label(layout: Layout, first: int, colon: int) -> bool:
    """Say whether the one word before a colon is a speaker's label, whatever the tagger makes of it ("Q:")."""
    return (
        colon - first == 1
        and layout.passage.origin[layout.doc[first].idx] == layout.passage.origin[0]
        and (layout.doc[first].is_title or layout.doc[first].is_upper)
    )


def _colon(layout: Layout, names: frozenset[str], *, transcript: bool) -> Found | None:
    """Names before a colon: "Minister: no talks", and the turns of a transcript."""
    place = _before_colon(layout)
    if place is None:
        return None
    doc = layout.doc
    first, colon = place
    headline = layout.passage.zone.kind in _HEADS
    turn = (transcript and _is_turn(layout)) or _is_titled(layout)
    name = _without_topic(doc[first:colon])
    known = name[-1].text in names or name[-1].text.lower() in names
    if not turn and not (headline and (known or _may_speak(name)) and not _has_cue(layout, colon + 1)):
        return None
    if not turn and not any(t.pos_ in ("VERB", "AUX") for t in doc[colon + 1 :]):
        return None
    a, b = trim(doc, colon + 1, len(doc))
    return Found(
        passage=layout.passage.index,
        pieces=[_chars(layout, a, b)],
        stance="asks" if doc[-1].text == "?" else "asserts",
        frame="colon",
        rule="name before a colon",
        verb=colon,
        cue=(doc[colon].idx, doc[colon].idx + 1),
        speaker=_chars(layout, first, colon if turn else name.end),
        confidence=0.6,
    )


def _without_topic(name: Tokens) -> Tokens:
    """Return the name alone where a headline adds what it is about ("Minister on grain: no more cuts")."""
    for token in name:
        if token.lower_ in ("on", "to") and token.i > name.start:
            return name[: token.i - name.start]
    return name


def _may_speak(name: Tokens) -> bool:
    """Say whether the words before a headline's colon name somebody, not a topic ("Gas crisis: ...")."""
    last = name[-1]
    if last.lemma_.lower() in load_cues().sources or last.lower_ in load_cues().sources:
        return True
    if last.lower_ in load_cues().labels:
        return False
    return last.pos_ == "PROPN" and last.ent_type_ in ("PERSON", "ORG", "NORP", "")


def _has_cue(layout: Layout, start: int) -> bool:
    """Say whether the words after a headline's colon have a speaker of their own."""
    doc = layout.doc
    verbs = load_cues().verbs
    for i in range(start, len(doc)):
        token = doc[i]
        if token.tag_ in ("VBZ", "VBD", "VBP") and token.lemma_ in verbs:
            for cue in verbs[token.lemma_]:
                if "quote" in cue.frames and any(c.dep_ == "nsubj" for c in token.children):
                    return True
    return False
