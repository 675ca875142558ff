"""Blending: weighs network, linear model and rules against each other on sentences that none of them saw."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from coder.examples import Deed, Rule, Sentence
from coder.network import MODES, STANCES, STATUSES, TYPES
from coder.teach import Scores
from dateline.find.learned.blend import Blend, logs, mixed_stance, status
from dateline.find.learned.linear import Linear

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate of a held-out sentence: a wording of the rules, or a token that they leave alone.

    Attributes:
        sentence: index of the sentence.
        row: its row in the network's scores.
        rules: what the rules found there.
        deeds: the marked events there.
    """

    sentence: int
    row: int
    rules: tuple[Rule, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is blended, a row a candidate.

    Attributes:
        rows: where each stands.
        network: log-probabilities of the types.
        linear: likewise.
        ruled: 1 where the rules say the type; column 0 where they say nothing.
        gold: the marked type's index, 0 for none.
    """

    rows: tuple[Row, ...]
    network: Table
    linear: Table
    ruled: Table
    gold: NDArray[np.int64]


def evidence(
    sentences: Sequence[Sentence], scores: Sequence[Scores], linear: Linear, first: int = 0
) -> Evidence:
    """Collect the evidence of held-out sentences, counted from `first`; `linear` must not have seen them."""
    rows: list[Row] = []
    network, paths, ruled, gold = [], [], [], []
    for number, (sentence, score) in enumerate(zip(sentences, scores, strict=True)):
        if sentence.pair is not None:
            continue
        for row in _rows(first + number, sentence, score):
            rows.append(row)
            network.append(score.coding[row.row, : len(TYPES)])
            paths.append(linear.table([sentence.features[score.triggers[row.row]]], sentence.scene)[0])
            said = np.zeros(len(TYPES))
            for rule in row.rules:
                said[TYPES.index(rule.type)] = 1
            said[0] = float(not row.rules)
            ruled.append(said)
            gold.append(TYPES.index(row.deeds[0].type) if row.deeds else 0)
    return Evidence(
        tuple(rows),
        logs(np.asarray(network, dtype=np.float64)),
        logs(np.asarray(paths, dtype=np.float64)),
        np.asarray(ruled),
        np.asarray(gold),
    )


def _rows(number: int, sentence: Sentence, score: Scores) -> Iterator[Row]:
    """Part a sentence's candidates as `dateline.find.events.learned.revision` does."""
    at = {token: row for row, token in enumerate(score.triggers)}
    found: dict[int, list[Rule]] = {}
    for rule in sentence.rules:
        if rule.found:
            found.setdefault(rule.token, []).append(rule)
    taken: set[int] = set()
    for rules in found.values():
        tokens = frozenset[int]().union(*(rule.tokens for rule in rules))
        own = [at[token] for token in sorted(tokens) if token in at]
        taken |= tokens
        if own:
            row = min(own, key=lambda r: (_none(score, r), r))
            deeds = tuple(deed for deed in sentence.deeds if deed.token in tokens)
            yield Row(number, row, tuple(rules), deeds)
    for token, row in at.items():
        if token not in taken:
            yield Row(number, row, (), tuple(deed for deed in sentence.deeds if deed.token == token))


def _none(score: Scores, row: int) -> float:
    return float(logs(score.coding[row, : len(TYPES)].astype(np.float64))[0])


@dataclass(frozen=True, slots=True)
class TypeWeights:
    """Weights of the types' mixture (see `Blend`)."""

    network: float
    linear: float
    rules: tuple[float, ...]
    bias: tuple[float, ...]

    def chances(self, found: Evidence) -> Table:
        """Return probabilities of the types, rows x types."""
        raw = self.network * found.network + self.linear * found.linear
        raw = raw + found.ruled * np.asarray(self.rules) + np.asarray(self.bias)
        return np.exp(logs(raw))


def fit_types(found: Evidence, decay: float = 2e-4) -> TypeWeights:
    """Fit the weights by maximum likelihood, those of single types held near 0."""
    size = len(TYPES)
    weights = torch.zeros(2 + 2 * size, dtype=torch.float64)
    weights[:2] = 0.5
    weights.requires_grad_()
    network, linear, ruled = (torch.tensor(x) for x in (found.network, found.linear, found.ruled))
    gold = torch.tensor(found.gold)

    def loss() -> torch.Tensor:
        raw = weights[0] * network + weights[1] * linear + ruled * weights[2 : 2 + size]
        raw = raw + weights[2 + size :]
        return torch.nn.functional.cross_entropy(raw, gold) + decay * (weights[2:] ** 2).mean()

    _minimise(weights, loss)
    w = [round(value, 4) for value in weights.detach().tolist()]
    return TypeWeights(w[0], w[1], tuple(w[2 : 2 + size]), tuple(w[2 + size :]))


@dataclass(frozen=True, slots=True)
class StatusWeights:
    """Weights of the statuses' mixture (see `Blend`)."""

    network: float
    rules: tuple[tuple[float, ...], ...]
    signs: dict[str, tuple[float, ...]]


def fit_statuses(
    sentences: Sequence[Sentence], scores: Sequence[Scores], decay: float = 3e-2
) -> StatusWeights:
    """Fit the weights of the statuses' mixture: of the network, of the rules' status, of the rule that says it."""
    network, ruled, signs, gold = [], [], [], []
    names: dict[str, int] = {}
    for deed, rule, row, score in told(sentences, scores):
        first = len(TYPES)
        network.append(score.coding[row, first : first + len(STATUSES)])
        ruled.append(STATUSES.index(rule.status))
        signs.append(names.setdefault(rule.sign, len(names)))
        gold.append(STATUSES.index(deed.status))
    logged = torch.tensor(logs(np.asarray(network, dtype=np.float64)))
    size = len(STATUSES)
    weights = torch.zeros(1 + (size + len(names)) * size, dtype=torch.float64)
    weights[0] = 0.5
    weights.requires_grad_()
    said, sign, right = torch.tensor(ruled), torch.tensor(signs), torch.tensor(gold)

    def loss() -> torch.Tensor:
        table = weights[1:].view(-1, size)
        raw = weights[0] * logged + table[said] + table[size + sign]
        return torch.nn.functional.cross_entropy(raw, right) + decay * (weights[1:] ** 2).mean()

    _minimise(weights, loss)
    w = [round(value, 4) for value in weights.detach().tolist()]
    rows = [tuple(w[1 + i * size : 1 + (i + 1) * size]) for i in range(size + len(names))]
    return StatusWeights(
        w[0], tuple(rows[:size]), {name: rows[size + i] for name, i in sorted(names.items())}
    )


def told(sentences: Sequence[Sentence], scores: Sequence[Scores]) -> Iterator[tuple[Deed, Rule, int, Scores]]:
    """Yield the marked events with what the rules make of them and their row in the network's scores."""
    for sentence, score in zip(sentences, scores, strict=True):
        for deed in sentence.deeds:
            rule = next(
                (
                    rule
                    for rule in sentence.rules
                    if deed.token in rule.tokens and (not rule.found or rule.type == deed.type)
                ),
                None,
            )
            if rule is not None and deed.token in score.triggers:
                yield deed, rule, score.triggers.index(deed.token), score


def _minimise(weights: torch.Tensor, loss: object) -> None:
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        value: torch.Tensor = loss()  # type: ignore[operator]
        value.backward()
        return value

    optimizer.step(closure)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one comparison."""

    right: int
    said: int
    marked: int

    def __str__(self) -> str:
        """Return precision, recall and F1."""
        precision, recall = self.right / max(1, self.said), self.right / max(1, self.marked)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}"

    @property
    def f1(self) -> float:
        """F1."""
        return 2 * self.right / max(1, self.said + self.marked)


def is_event(chances: Table, row: Row, least: tuple[float, float]) -> bool:
    """Say whether a candidate is put on record, as `dateline.find.events.learned.revision` does."""
    if row.rules:
        return bool(1 - chances[0] >= least[0])
    return bool(chances[1:].max() >= least[1])


def type_figures(
    found: Evidence, chances: Table, marked: int, least: tuple[float, float]
) -> tuple[Figures, Figures]:
    """Compare types at a threshold: with the type right, and triggers alone.

    Args:
        found: the candidates.
        chances: probabilities of the types.
        marked: how many events are marked in all.
        least: as `Blend.event`.
    """
    right = said = triggers = 0
    for row, own in zip(found.rows, chances, strict=True):
        if not is_event(own, row, least):
            continue
        best = TYPES[1 + int(own[1:].argmax())]
        types = {rule.type for rule in row.rules}
        types = types if best in types else {best}
        said += len(types)
        right += len(types & {deed.type for deed in row.deeds})
        triggers += min(len(types), len(row.deeds))
    return Figures(right, said, marked), Figures(triggers, said, marked)


def rule_figures(sentences: Sequence[Sentence]) -> tuple[Figures, Figures]:
    """Compare the rules alone, likewise."""
    right = said = triggers = marked = 0
    for sentence in sentences:
        marked += len(sentence.deeds)
        for rule in sentence.rules:
            if rule.found:
                said += 1
                there = [deed for deed in sentence.deeds if deed.token in rule.tokens]
                triggers += bool(there)
                right += any(deed.type == rule.type for deed in there)
    return Figures(right, said, marked), Figures(triggers, said, marked)


def mode_figures(sentences: Sequence[Sentence], scores: Sequence[Scores], least: float, way: str) -> Figures:
    """Compare modes: `rules`, `network`, or `both` (the rules' where they have any)."""
    right = said = marked = 0
    first = len(TYPES) + len(STATUSES)
    for deed, rule, row, score in told(sentences, scores):
        chances = 1 / (1 + np.exp(-score.coding[row, first : first + len(MODES)]))
        learned = {
            name.split(".")[1]
            for name, chance in zip(MODES, chances, strict=True)
            if name.startswith(deed.type + ".") and chance >= least
        }
        modes = {"rules": set(rule.modes), "network": learned, "both": set(rule.modes) or learned}[way]
        right, said, marked = (
            right + len(modes & set(deed.modes)),
            said + len(modes),
            marked + len(deed.modes),
        )
    return Figures(right, said, marked)


def role_figures(
    sentences: Sequence[Sentence],
    scores: Sequence[Scores],
    role: int,
    least: float,
    way: str,
    veto: float = -99.0,
) -> Figures:
    """Compare the parties of one side.

    Args:
        sentences: held-out sentences.
        scores: the network's scores of them.
        role: 0 for actors, 1 for recipients.
        least: least raw score of a party that the network names.
        way: `rules`, `network`, or `both` (the rules' where they have any).
        veto: least raw score of a party that the rules name.
    """
    right = said = marked = 0
    for deed, rule, row, score in told(sentences, scores):
        wanted = (deed.actors, deed.recipients)[role]
        own = dict(zip(score.parties, score.roles[row, :, role].tolist(), strict=True))
        learned = {token for token, value in own.items() if value >= least and token != deed.token}
        ruled = {t for t in (rule.actors, rule.recipients)[role] if own.get(t, 0.0) >= veto}
        heads = {"rules": ruled, "network": learned, "both": ruled or learned}[way]
        right += sum(any(token in heads for token in group) for group in wanted)
        said, marked = said + len(heads), marked + len(wanted)
    return Figures(right, said, marked)


def status_figures(
    sentences: Sequence[Sentence], scores: Sequence[Scores], blend: Blend
) -> tuple[float, float, float]:
    """Return how often the status is right: by the rules, by the network, together."""
    right = [0, 0, 0]
    count = 0
    first = len(TYPES)
    for deed, rule, row, score in told(sentences, scores):
        own = logs(score.coding[row, first : first + len(STATUSES)].astype(np.float64))
        count += 1
        right[0] += rule.status == deed.status
        right[1] += STATUSES[int(own.argmax())] == deed.status
        right[2] += STATUSES[int(status(blend, own, rule.status, rule.sign).argmax())] == deed.status
    return right[0] / count, right[1] / count, right[2] / count


def evidence_without(found: Evidence, parts: Sequence[str]) -> Evidence:
    """Return the evidence with some parts saying nothing."""
    return dataclasses.replace(found, **{part: np.zeros_like(getattr(found, part)) for part in parts})


def fit_stances(
    sentences: Sequence[Sentence], scores: Sequence[Scores], decay: float = 3e-2
) -> tuple[float, tuple[tuple[float, ...], ...]]:
    """Fit the weights of the stances' mixture: of the network, and of each stance for each of the rules'."""
    network, ruled, gold = [], [], []
    for sentence, score in zip(sentences, scores, strict=True):
        for token, stance, rule in sentence.said:
            if token in score.triggers and rule:
                network.append(score.coding[score.triggers.index(token), -len(STANCES) :])
                ruled.append(STANCES.index(rule))
                gold.append(STANCES.index(stance))
    logged = torch.tensor(logs(np.asarray(network, dtype=np.float64)))
    size = len(STANCES)
    weights = torch.zeros(1 + size * size, dtype=torch.float64)
    weights[0] = 0.5
    weights.requires_grad_()
    said, right = torch.tensor(ruled), torch.tensor(gold)

    def loss() -> torch.Tensor:
        raw = weights[0] * logged + weights[1:].view(size, size)[said]
        return torch.nn.functional.cross_entropy(raw, right) + decay * (weights[1:] ** 2).mean()

    _minimise(weights, loss)
    w = [round(value, 4) for value in weights.detach().tolist()]
    return w[0], tuple(tuple(w[1 + i * size : 1 + (i + 1) * size]) for i in range(size))


def stance_figures(
    sentences: Sequence[Sentence], scores: Sequence[Scores], blend: Blend
) -> tuple[float, float, float]:
    """Return how often the stance at a cue that the rules find is right: by them, by the network, together."""
    right, count = [0, 0, 0], 0
    for sentence, score in zip(sentences, scores, strict=True):
        for token, stance, rule in sentence.said:
            if token in score.triggers and rule:
                own = logs(score.coding[score.triggers.index(token), -len(STANCES) :].astype(np.float64))
                right[0] += rule == stance
                right[1] += STANCES[int(own.argmax())] == stance
                right[2] += STANCES[int(mixed_stance(blend, own, rule).argmax())] == stance
                count += 1
    return right[0] / count, right[1] / count, right[2] / count
