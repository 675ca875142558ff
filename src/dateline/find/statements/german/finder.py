"""German statements: sentence by sentence, from marks, forms and the order of the clause."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.find.drafts import StatementDraft
from dateline.find.statements.found import Found
from dateline.find.statements.german.clauses import clause_at
from dateline.find.statements.german.continuing import continued
from dateline.find.statements.german.cued import from_clause
from dateline.find.statements.german.making import (
    Range,
    Sentence,
    make,
    only_quoted,
)
from dateline.find.statements.german.sources import sources
from dateline.find.statements.german.uncued import from_colon, from_nouns
from dateline.find.statements.german.words import sentences, words_of
from dateline.find.statements.layout import lay_out
from dateline.find.statements.nesting import arrange
from dateline.find.statements.quotemarks import find_quotations
from dateline.find.statements.ranking.weights import Ranker
from dateline.find.syntax import Passage


def find_german(
    passages: Sequence[Passage], *, attitudes: bool = False, ranker: Ranker | None = None
) -> tuple[StatementDraft, ...]:
    """Find the statements of a German report.

    Args:
        passages: the report's passages; they need no parse.
        attitudes: has no effect: the rules know words of saying only.
        ranker: has no effect: it was fitted to English.

    Returns:
        Drafts in the order of the text.
    """
    del attitudes, ranker
    texts = [passage.doc.text for passage in passages]
    quotations = find_quotations(passages, texts)
    layouts = [lay_out(*each) for each in zip(passages, texts, quotations, strict=True)]
    found: list[Found] = []
    last: Found | None = None
    before: Range | None = None
    for layout in layouts:
        words = words_of(layout.text, layout.quotations)
        fresh = True
        before = None
        for first, stop in sentences(words):
            sentence = Sentence(layout, words, first, stop, before=before)
            _read(sentence)
            before = first, stop
            if not sentence.found and last is not None:
                sentence.found.extend(continued(sentence, last, near=not fresh))
            found.extend(sentence.found)
            # Speech goes on from one sentence to the next, not over a sentence of the report itself.
            last = _leading(sentence.found) if sentence.found else None
            fresh = False
    return arrange(found, layouts)


def _leading(found: Sequence[Found]) -> Found:
    """Return the statement of a sentence that the next sentence may go on with: the widest."""
    return max(found, key=lambda f: sum(b - a for _, a, b in f.pieces))


def _read(sentence: Sentence) -> None:
    words = sentence.words
    for i in range(sentence.first, sentence.stop):
        if words[i].quote >= 0:
            continue
        clause = clause_at(words, i, sentence.first, sentence.stop)
        if clause is not None:
            from_clause(sentence, clause)
    for source in sources(words, sentence.first, sentence.stop):
        quoted = only_quoted(words, source.pieces)
        sentence.found.append(
            make(
                sentence,
                source.pieces,
                ("asserts", "quote" if quoted else "clause", "source phrase"),
                (source.cue, source.cue + 1),
                source.speaker,
            )
        )
    from_nouns(sentence)
    from_colon(sentence)
    _drop_repeats(sentence)


def _drop_repeats(sentence: Sentence) -> None:
    """Keep one statement for each content: the first, which has the verb."""
    kept: list[Found] = []
    for f in sentence.found:
        if any(g.pieces == f.pieces for g in kept):
            continue
        kept.append(f)
    sentence.found[:] = kept
