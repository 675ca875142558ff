"""The content of a statement cut into what it asserts: clauses of reported speech, sentences of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.model import Span, Statement
from dateline.ontology.claims import ClaimWords

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

_LEAD: Final = re.compile(r"\s*(?:that|of|as|to|for|about|over|whether)\b\s*", re.IGNORECASE)
_TAIL: Final = re.compile(r"[\s,;]*(?:\b(?:and|but|or)\b)?[\s,;]*$", re.IGNORECASE)
_TIMED: Final = re.compile(
    r"(?:(?:an?|one|two|three|several|some|\d+)\s+)?(?:minute|hour|day|week|month|year)s?\s+(?:after|before)\b",
    re.IGNORECASE,
)
_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def tells(token: Token) -> bool:
    """Say whether a word is one of content, not of grammar."""
    return token.pos_ in _CONTENT and not token.is_stop


def core_of(span: Span, statement: Statement, passage: Passage, words: ClaimWords) -> Span | None:
    """Cut a content to what it says: without complementiser, accused or noun of saying; `None` if it says nothing.

    Args:
        span: the content.
        statement: the statement.
        passage: the passage it stands in.
        words: the words that tell nouns of saying.
    """
    core = _asserted(span, statement, passage)
    return None if core is None or _only_times(core, passage) else _told_of(core, passage, words)


def _only_times(core: Span, passage: Passage) -> bool:
    """Say whether a content only tells when it was said: "A day after they had signed, the two disagreed"."""
    if not _TIMED.match(core.words):
        return False
    root = passage.tokens(core).root
    return root.dep_ in ("advcl", "npadvmod", "pcomp") or root.pos_ == "NOUN"


def _asserted(span: Span, statement: Statement, passage: Passage) -> Span | None:
    """Cut the complementiser, and the accused from an accusation ("Iran of covertly trying ...")."""
    start, end, text = span.start, span.end, passage.text
    if statement.stance == "accuses" and statement.type != "direct":
        tokens = passage.tokens(span)
        for token in tokens:
            # "accuse Iran of trying": the preposition hangs on the cue, outside the content
            outside = not tokens.start <= token.head.i < tokens.end
            if token.lower_ in ("of", "for") and token.dep_ == "prep" and outside:
                start = passage.of(token).start
                break
    match = _LEAD.match(text, start, end)
    if match and match.end() < end:
        start = match.end()
    words = text[start:end].strip()
    if not words:
        return None
    start = text.index(words, start)
    return Span(start, start + len(words), words)


def _told_of(core: Span, passage: Passage, words: ClaimWords) -> Span:
    """Cut the noun of saying from what it tells: "reports *the dam had burst*", "the claim that *it rained*"."""
    tokens = passage.tokens(core)
    if not tokens or tokens.root.lemma_.lower() not in words.sayings:
        return core
    noun = tokens.root
    told = next((c for c in noun.children if c.dep_ in ("acl", "ccomp") and c.i > noun.i), None)
    if told is None or told.left_edge.lower_ != "that" or told.left_edge.i + 1 >= tokens.end:
        return core
    if any(child.dep_ == "poss" for child in noun.children):
        return core  # somebody's claim is a statement of its own
    start = passage.of(told.left_edge.nbor(1)).start
    return Span(start, core.end, core.words[start - core.start :])


def clauses(core: Span, passage: Passage) -> Iterator[Span]:
    """Split a content where a further clause with a subject of its own is joined: "... and that ...".

    Args:
        core: the content, from `core_of`.
        passage: the passage it stands in.
    """
    tokens = passage.tokens(core)
    if not len(tokens):
        return
    cuts = [
        child
        for child in tokens.root.children
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and tokens.start < child.i < tokens.end
        if any(part.dep_ in ("nsubj", "nsubjpass", "expl") for part in child.children)
    ]
    start = core.start
    for child in cuts:
        first = child.left_edge
        if first.i <= tokens.start:
            continue
        yield from _cleaned(start, passage.of(first).start, passage)
        start = passage.of(first).start
    yield from _cleaned(start, core.end, passage)


def _cleaned(start: int, end: int, passage: Passage) -> Iterator[Span]:
    """A piece of a content without the conjunction, comma or complementiser at its edges."""
    words = _TAIL.sub("", passage.text[start:end])
    lead = _LEAD.match(words)
    if lead and lead.end() < len(words):
        start, words = start + lead.end(), words[lead.end() :]
    blank = len(words) - len(words.lstrip())
    words = words.strip()
    if words:
        yield Span(start + blank, start + blank + len(words), words)


def sentences(core: Span, passage: Passage) -> Iterator[tuple[Span, Tokens]]:
    """Yield the sentences of a quotation that assert something, with their tokens.

    Args:
        core: the quotation, from `core_of`.
        passage: the passage it stands in.
    """
    tokens = passage.tokens(core)
    for sentence in tokens.doc.sents:
        if sentence.end <= tokens.start or sentence.start >= tokens.end:
            continue
        part = tokens.doc[max(sentence.start, tokens.start) : min(sentence.end, tokens.end)]
        if _asserts(part) and _says_enough(part):
            yield _trim(passage.of(part), core), part


def _trim(part: Span, span: Span) -> Span:
    start, end = max(part.start, span.start), min(part.end, span.end)
    words = part.words[start - part.start : end - part.start].strip("“”‘’\"' \n")
    start += part.words[start - part.start :].index(words)
    return Span(start, start + len(words), words)


def _asserts(part: Tokens) -> bool:
    """Say whether a quoted sentence asserts something: a finite clause with a subject, not a bare imperative."""
    return any(
        token.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")
        and token.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
        for token in part
    )


def _says_enough(part: Tokens) -> bool:
    """Say whether a quoted sentence could be understood, and disputed, outside its quotation."""
    telling = sum(tells(token) for token in part)
    return telling >= (4 if part.text.rstrip("”’\"' ").endswith("?") else 3)
