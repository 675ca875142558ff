"""Stances: table and network come to one, and say why where the network turns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from dateline.find.learned.blend import Blend
from dateline.find.learned.scorer import Judged, Scores
from dateline.find.statements.finder import find_statements
from dateline.find.statements.learned_stance import contents, weighed
from support import ParseText

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens

    from dateline.model import Span

_STANCES = ("asserts", "accuses", "denies")


@dataclass(frozen=True)
class _Blend:
    """As much of a blend as stances need."""

    stances: tuple[str, ...] = _STANCES
    stance_network: float = 1.0
    stance_rules: tuple[tuple[float, ...], ...] = ((1.0, 0.0, 0.0), (0.0, 3.0, 0.0), (0.0, 0.0, 3.0))


@dataclass(frozen=True)
class _Scores:
    row: dict[int, int]
    first: int
    stances: np.ndarray
    contents: np.ndarray


def _scores(
    sentence: Tokens, shows: Sequence[float], cue: int = -1, at_cue: Sequence[float] = (0, 0, 0)
) -> Scores:
    """Make the scores of a sentence each of whose words shows the same, a cue perhaps something else."""
    contents = np.tile(np.log(np.asarray(shows)), (len(sentence), 1))
    row = {cue: 0} if cue >= 0 else {}
    return cast("Scores", _Scores(row, sentence.start, np.asarray([at_cue], dtype=float), contents))


@pytest.mark.parametrize(
    ("text", "chances", "expected"),
    [
        ("The mayor said the army had burned the mill.", (0.1, 0.89, 0.01), "accuses"),
        ("The mayor said the army had burned the mill.", (0.2, 0.45, 0.35), "asserts"),
        ("The mayor denied that the army had burned the mill.", (0.01, 0.98, 0.01), "denies"),
    ],
    ids=["turned", "not sure enough", "a cue of its own is surer"],
)
def test_table_and_network_come_to_one_stance(
    parse_text: ParseText, text: str, chances: tuple[float, ...], expected: str
) -> None:
    _, passages = parse_text(text)
    drafts = find_statements(passages)
    assert drafts
    scores = _scores(passages[0].doc[:], chances)
    told = weighed(drafts, passages, Judged(cast("Blend", _Blend()), [[scores]]))
    assert told[0].stance == expected
    changed = told[0].stance != drafts[0].stance
    assert changed == any(reason.rule == "model" for reason in told[0].why)


def test_cue_and_content_add_up(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor said the army had burned the mill.")
    drafts = find_statements(passages)
    cue = passages[0].tokens(cast("Span", drafts[0].cue))[0].i
    blend = cast("Blend", _Blend())
    for at_cue, expected in (((0, 0, 0), "asserts"), ((0, 3, 0), "accuses")):
        scores = _scores(passages[0].doc[:], (0.5, 0.4, 0.1), cue, at_cue)
        assert weighed(drafts, passages, Judged(blend, [[scores]]))[0].stance == expected


def test_the_sentences_of_a_quotation_are_weighed_together(parse_text: ParseText) -> None:
    _, passages = parse_text('"The mill was old. The army burned it," the mayor said.')
    drafts = find_statements(passages)
    sentences = list(passages[0].doc.sents)
    assert len(drafts) == 1
    assert len(sentences) == 2
    both = [_scores(sentences[0], (0.6, 0.3, 0.1)), _scores(sentences[1], (0.02, 0.97, 0.01))]
    for scores, expected in ((both, "accuses"), (both[:1], "asserts")):
        told = weighed(drafts, passages, Judged(cast("Blend", _Blend()), [scores]))
        assert told[0].stance == expected


def test_nobody_accuses_himself(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor said he had burned the mill.")
    drafts = find_statements(passages)
    scores = _scores(passages[0].doc[:], (0.01, 0.98, 0.01))
    assert weighed(drafts, passages, Judged(cast("Blend", _Blend()), [[scores]])) == drafts


def test_a_statement_that_was_not_scored_keeps_its_stance(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor said the army had burned the mill.")
    drafts = find_statements(passages)
    assert weighed(drafts, passages, Judged(cast("Blend", _Blend()), [[]])) == drafts


def test_only_bare_assertions_are_left_open(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor said the mill had burned. The army denied that it had been there.")
    drafts = find_statements(passages)
    assert [draft.stance for draft in drafts] == ["asserts", "denies"]
    assert contents(drafts) == drafts[0].spans
