from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest

from dateline.find.learned.linear import Linear

WEIGHTS = {"a": (1.0, 0.0), "b": (0.5, 2.0), "c": (-1.0, 4.0), "d": (8.0, 8.0)}


@pytest.fixture
def model() -> Linear:
    rows = sorted((crc32(name.encode()), weights) for name, weights in WEIGHTS.items())
    return Linear(
        np.asarray([key for key, _ in rows], dtype=np.uint32),
        np.asarray([weights for _, weights in rows], dtype=np.float32),
        np.asarray([0.25, 0.0], dtype=np.float32),
    )


@pytest.mark.parametrize(
    ("own", "scene", "expected"),
    [
        (["a", "b", "c"], ["d"], (0.25 + 8.5 / 2, 14 / 2)),
        (["a", "a", "b", "c"], ["d", "d"], (0.25 + 8.5 / 2, 14 / 2)),  # a feature counts once
        (
            ["a", "unknown", "never seen"],
            ["d"],
            (0.25 + 9 / 2, 8 / 2),
        ),  # an unknown one counts, and weighs nothing
        (["unknown"], [], (0.25, 0.0)),
        ([], [], (0.25, 0.0)),
    ],
)
def test_scores_are_scaled_sums(
    model: Linear, own: list[str], scene: list[str], expected: tuple[float, float]
) -> None:
    assert model.table([own], scene).tolist() == [pytest.approx(expected)]


def test_candidates_of_a_sentence_do_not_weigh_on_each_other(model: Linear) -> None:
    candidates = [["a"], ["b", "c", "unknown"], [], ["d", "a", "b"]]
    together = model.table(candidates, ["c"])
    alone = [model.table([own], ["c"])[0] for own in candidates]
    assert together.tolist() == [row.tolist() for row in alone]
