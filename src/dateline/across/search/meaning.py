"""What a passage means, as a vector: passages that say the same in other words have vectors that lie close together.

No network of its own: the outputs of the event coder's network, which was taught from a sentence encoder, are
turned back into that encoder's vectors by one matrix.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.models.files import digest_of, folder, label_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.models.encoder import Encoder

    Numbers = NDArray[np.float32]

NAME: Final = "meaning"
CODER: Final = "event_coder"
PIECES: Final = 128
"""Length at which a passage is cut off, in pieces."""
LIKE: Final = 0.45
"""From this likeness on a passage is said to fit by its meaning: less than one of a thousand is by chance."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


class Meaning:
    """Gives passages their vectors.

    Args:
        place: the model's folder.
        encoder: the event coder's network.
    """

    def __init__(self, place: Path, encoder: Encoder) -> None:
        with np.load(place / "matrix.npz", allow_pickle=False) as arrays:
            self._matrix: Numbers = arrays["matrix"].astype(np.float32)
            self._turn: Numbers = arrays["turn"].astype(np.float32)
        self._encoder = encoder
        self.label = label_of(place)

    def vectors(self, passages: Sequence[str]) -> NDArray[np.int8]:
        """Return a vector for each passage, in signed bytes: 127 stands for 1."""
        states = features(self._encoder, passages)
        found = states @ self._matrix[:-1] + self._matrix[-1]
        length = np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
        rounded: NDArray[np.int8] = np.rint(found / length * 127).astype(np.int8)
        return rounded

    def codes(self, vectors: NDArray[np.int8]) -> NDArray[np.int64]:
        """Return the short form of vectors, four numbers of 64 bits: the fewer bits differ, the more alike they are."""
        bits = vectors.astype(np.float32) @ self._turn > 0
        packed: NDArray[np.int64] = np.packbits(bits, axis=1).view(">i8").astype(np.int64)
        return packed


def likeness(vectors: NDArray[np.int8], other: NDArray[np.int8]) -> Numbers:
    """Return how like each vector is to another one, -1 to 1."""
    left, right = vectors.astype(np.float32), other.astype(np.float32)
    norms = np.linalg.norm(left, axis=-1) * np.linalg.norm(right)
    found: Numbers = left @ right / np.maximum(norms, 1e-6)
    return found


def features(encoder: Encoder, passages: Sequence[str]) -> Numbers:
    """Return the mean of what the network says of the pieces of each passage.

    Punctuation is left out, so that the same words in other quotation marks mean the same.
    """
    texts = [" ".join(_WORD.findall(passage)).replace("’", "'") for passage in passages]
    return np.stack(
        [np.concatenate([out.mean(axis=0) for out in one.outputs]) for one in encoder.encode(texts)]
    )


@cache
def load() -> Meaning | None:
    """Return the packaged model, `None` if it is not installed or was made for another event coder.

    Raises:
        DatelineError: E021, a file is missing or was changed.
    """
    place, coder = folder(NAME), folder(CODER)
    if place is None or coder is None:
        return None
    made_for = tomllib.loads((place / "hashes.toml").read_text(encoding="utf-8"))["made_for"]
    if made_for[CODER] != digest_of(coder / "hashes.toml"):
        return None
    from dateline.models.encoder import Encoder

    return Meaning(place, Encoder(coder / "network.onnx", coder / "vocabulary.txt", PIECES))
