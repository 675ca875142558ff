"""Stances: what a bare "said" does with its content, by the network where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

from dateline.find.drafts import StatementDraft
from dateline.find.learned import blend as mixing
from dateline.find.learned.scorer import Judged
from dateline.find.syntax import Passage
from dateline.model import Reason, Stance

SURE: Final = 0.65
"""Least probability at which the network turns a bare "said" into more."""


_SPEAKER: Final = frozenset({"i", "we", "it", "he", "she"})


def weighed(
    drafts: Sequence[StatementDraft], passages: Sequence[Passage], judged: Judged
) -> tuple[StatementDraft, ...]:
    """Return statements with the stance that the network sees in bare assertions.

    Args:
        drafts: the statements, with the stance of their cues by the table.
        passages: the parse.
        judged: what the network says of it.

    Returns:
        The statements in the same order; those changed say why.
    """
    return tuple(_weighed(draft, passages, judged) for draft in drafts)


def _weighed(draft: StatementDraft, passages: Sequence[Passage], judged: Judged) -> StatementDraft:
    if draft.cue is None or draft.stance != "asserts":
        # a cue with a stance of its own ("denied", "vowed") says it more surely than the network
        return draft
    # a cue stands with its content, or in the line before or after it
    near = (draft.passage, draft.passage - 1, draft.passage + 1)
    number = next((n for n in near if 0 <= n < len(passages) and passages[n].covers(draft.cue)), None)
    if number is None:
        return draft
    tokens = passages[number].tokens(draft.cue)
    for scores in judged.passages[number]:
        row = next((scores.row[token.i] for token in tokens if token.i in scores.row), None)
        if row is None:
            continue
        chances = mixing.mixed_stance(judged.blend, scores.stances[row], draft.stance)
        best = judged.blend.stances[int(chances.argmax())]
        if best == draft.stance or chances.max() < SURE:
            return draft
        if best == "accuses" and _of_oneself(draft, passages):
            return draft
        note = f"model {chances.max():.2f}, the cue alone says {draft.stance}"
        others = tuple(reason for reason in draft.why if reason.field != "stance")
        reason = Reason("stance", "model", draft.cue, note)
        return replace(draft, stance=cast("Stance", best), why=(*others, reason))
    return draft


def _of_oneself(draft: StatementDraft, passages: Sequence[Passage]) -> bool:
    """Say whether the first subject of a content stands for its speaker: nobody accuses himself."""
    tokens = passages[draft.passage].tokens(draft.spans[0])
    subject = next((token for token in tokens if token.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.lower_ in _SPEAKER
