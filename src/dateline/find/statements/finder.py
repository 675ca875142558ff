"""Statements: who said what, in quotation marks and out of them."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.find.drafts import StatementDraft
from dateline.find.statements.found import Found
from dateline.find.statements.indirect import find_indirect
from dateline.find.statements.layout import Layout, lay_out
from dateline.find.statements.nesting import arrange
from dateline.find.statements.phrases import find_phrases, is_transcript, names_in
from dateline.find.statements.postposed import take_lead
from dateline.find.statements.principals import only_hides
from dateline.find.statements.quoted import find_direct
from dateline.find.statements.quotemarks import find_quotations
from dateline.find.statements.ranking.ranker import ranked
from dateline.find.statements.ranking.weights import Ranker
from dateline.find.statements.relays import carry, name_sources
from dateline.find.syntax import Passage


def find_statements(
    passages: Sequence[Passage], *, attitudes: bool = False, ranker: Ranker | None = None
) -> tuple[StatementDraft, ...]:
    """Find the statements of a report.

    Quotations are paired by their marks first and tied to a cue, or to the speaker of the quotation before;
    then every verb and noun of saying is asked for the content that its grammar gives it; then a log-linear model
    says how sure each is and drops what is no statement; then statements inside others' contents are nested and
    contents that only point ("a charge") are tied to what they mean.

    Args:
        passages: the report's passages, from `dateline.find.syntax.parse`.
        attitudes: find attitudes and verbal acts that report no words too ("Ruiz admires the judge"). Nothing is
            dropped then: what the model would drop is what is asked for.
        ranker: the fitted model; without it all candidates are kept, with their rule's confidence.

    Returns:
        Drafts in the order of the text (by their first span), `nested_in` and `refers_to` as indices.
    """
    found, layouts = candidates(passages, attitudes=attitudes)
    if ranker is not None and not attitudes:
        found = ranked(found, layouts, ranker)
    return arrange(found, layouts)


def candidates(
    passages: Sequence[Passage], *, attitudes: bool = False
) -> tuple[list[Found], tuple[Layout, ...]]:
    """Return what the rules find in a report, in no order, and how its passages are laid out."""
    texts = [passage.columns.text for passage in passages]
    quotations = find_quotations(passages, texts)
    layouts = tuple(lay_out(*each) for each in zip(passages, texts, quotations, strict=True))
    found: list[Found] = find_direct(layouts)
    for f in found:
        take_lead(f, layouts[f.passage])
    taken = {(f.passage, f.verb): f.after_colon for f in found if f.verb is not None}
    transcript = is_transcript(layouts)
    names = names_in(layouts)
    for layout in layouts:
        found.extend(find_indirect(layout, taken, attitudes=attitudes))
        found.extend(find_phrases(layout, names=names, transcript=transcript))
    carry(found, layouts)
    if not attitudes:
        found = [f for f in found if not only_hides(f, layouts)]
        found.extend(name_sources(found, layouts))
    return found, layouts
