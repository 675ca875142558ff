"""Stances: what a bare "said" does with its content, by what the network sees in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from dateline.find.drafts import StatementDraft
from dateline.find.learned import blend as mixing
from dateline.find.learned.scorer import Judged, Scores
from dateline.find.syntax import Passage
from dateline.model import Reason, Span, Stance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]

SURE: Final = 0.5
"""Least probability at which the network turns a bare "said" into more: likelier so than all else together."""
_SPEAKER: Final = frozenset({"i", "we", "it", "he", "she"})


def contents(drafts: Sequence[StatementDraft]) -> tuple[Span, ...]:
    """Return the contents of the statements whose stance is to be weighed."""
    return tuple(span for draft in drafts if _is_open(draft) for span in draft.spans)


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
    return tuple(_weighed(draft, passages, judged) if _is_open(draft) else draft for draft in drafts)


def _is_open(draft: StatementDraft) -> bool:
    """Say whether the cue leaves the stance to the content, and there is a content that does not only point.

    On held-out text a blend of table and network is right in .95 of the statements whose cue has a stance of its own,
    the table alone in .89. Yet claims rest on who denies and who rejects, and by the table they came out right more
    often (claim tuples of whole reports .62 against .56): there the table decides.
    """
    return draft.stance == "asserts" and not draft.refers_to


def _weighed(draft: StatementDraft, passages: Sequence[Passage], judged: Judged) -> StatementDraft:
    heard = list(_heard(draft, passages, judged))
    if not heard:
        return draft
    # a content of several sentences: the mean of what each of them shows
    chances = np.mean([mixing.mixed_stance(judged.blend, own, draft.stance) for own in heard], axis=0)
    best = judged.blend.stances[int(chances.argmax())]
    if best == draft.stance or chances.max() < SURE or (best == "accuses" and _of_oneself(draft, passages)):
        return draft
    note = f"model {chances.max():.2f}, the cue alone says {draft.stance}"
    others = tuple(reason for reason in draft.why if reason.field != "stance")
    reason = Reason("stance", "model", draft.spans[0], note)
    return replace(draft, stance=cast("Stance", best), why=(*others, reason))


def _heard(draft: StatementDraft, passages: Sequence[Passage], judged: Judged) -> Iterator[Table]:
    """Yield for each sentence of a content the log-probabilities of the stances."""
    # a cue or a content may stand in the line before or after
    for number in (draft.passage, draft.passage - 1, draft.passage + 1):
        if not 0 <= number < len(passages):
            continue
        passage = passages[number]
        said = [i for span in draft.spans if passage.covers(span) for i in _words(passage, span)]
        cue = (
            {token.i for token in passage.tokens(draft.cue)}
            if draft.cue and passage.covers(draft.cue)
            else set()
        )
        for scores in judged.passages[number]:
            inside = [scores.contents[i - scores.first] for i in said if _holds(scores, i)]
            inside = [row for row in inside if not np.isnan(row[0])]
            if inside:
                raw = np.mean(inside, axis=0)
                row = next((scores.row[i] for i in cue if i in scores.row), None)
                yield mixing.logs(raw if row is None else raw + scores.stances[row])


def _words(passage: Passage, span: Span) -> Iterator[int]:
    return (token.i for token in passage.tokens(span) if token.is_alpha)


def _holds(scores: Scores, token: int) -> bool:
    return scores.first <= token < scores.first + len(scores.contents)


def _of_oneself(draft: StatementDraft, passages: Sequence[Passage]) -> bool:
    """Say whether the first subject of a content stands for its speaker: nobody accuses himself."""
    tokens = passages[draft.passage].tokens(draft.spans[0])
    subject = next((token for token in tokens if token.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.lower_ in _SPEAKER
