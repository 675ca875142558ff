"""Fitting the linear half: types from dependency paths by multinomial regression."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from coder.examples import Sentence
from coder.network import TYPES
from dateline.find.learned.linear import Linear


def fit(examples: Sequence[Sentence], strength: float = 20.0, least: int = 2) -> Linear:
    """Fit the linear model.

    Args:
        examples: what to learn from.
        strength: inverse of the regularisation.
        least: how often a feature must be seen.
    """
    rows: list[tuple[str, ...]] = []
    labels: list[int] = []
    for sentence in examples:
        if sentence.pair is not None:
            continue
        types = {deed.token: deed.type for deed in reversed(sentence.deeds)}
        for token in sentence.triggers:
            rows.append(sentence.features[token] + sentence.scene)
            labels.append(TYPES.index(types.get(token, "NONE")))
    counts = Counter(name for row in rows for name in set(row))
    keys = sorted({crc32(name.encode()) for name, count in counts.items() if count >= least})
    columns = {key: i for i, key in enumerate(keys)}
    model = LogisticRegression(C=strength, max_iter=200, tol=1e-3)
    model.fit(_matrix(rows, columns), labels)
    weights = np.zeros((len(columns), len(TYPES)), dtype=np.float32)
    bias = np.full(len(TYPES), -20.0, dtype=np.float32)
    for index, label in enumerate(model.classes_):
        weights[:, label] = model.coef_[index]
        bias[label] = model.intercept_[index]
    return Linear(np.asarray(keys, dtype=np.uint32), weights, bias)


def _matrix(rows: Sequence[Sequence[str]], columns: dict[int, int]) -> csr_matrix:
    data, indices, ends = [], [], [0]
    for row in rows:
        distinct = list(dict.fromkeys(row))
        known = {columns[key] for name in distinct if (key := crc32(name.encode())) in columns}
        indices += sorted(known)
        # scaled by how many features a candidate has, as `Linear.scores` does
        data += [1 / math.sqrt(len(distinct))] * len(known)
        ends.append(len(indices))
    return csr_matrix((data, indices, ends), shape=(len(rows), len(columns)), dtype=np.float32)
