"""Export: a taught network as int8 ONNX, the linear model and the blend as files, with their hashes."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from coder.examples import Sentence
from coder.network import MAX_PIECES, TYPES, Network
from coder.teach import base_folder, scores_of
from dateline.find.learned import linear
from dateline.find.learned.blend import Blend
from dateline.find.learned.linear import Linear
from dateline.find.learned.scorer import pieces_of
from dateline.models.encoder import Encoder
from dateline.models.files import digest_of

_OUTPUTS = ("coding", "acts", "takes")


def write(paths: Linear, blend: Blend, card: str, folder: Path) -> None:
    """Write a model's files beside its network, and the hashes of all.

    Args:
        paths: the linear model.
        blend: how they are weighed.
        card: the model's card.
        folder: where the network is.
    """
    linear.save(paths, folder / "linear.npz")
    (folder / "blend.json").write_bytes(msgspec.json.format(msgspec.json.encode(blend), indent=1) + b"\n")
    shutil.copyfile(base_folder() / "vocab.txt", folder / "vocabulary.txt")
    (folder / "CARD.md").write_text(card, encoding="utf-8")
    names = ("network.onnx", "linear.npz", "blend.json", "vocabulary.txt")
    rows = "".join(f'"{name}" = "{digest_of(folder / name)}"\n' for name in names)
    (folder / "hashes.toml").write_text(f"[sha256]\n{rows}", encoding="utf-8")


def write_network(network: Network, path: Path) -> None:
    """Write a network as int8 ONNX: weights in 8 bits, activations scaled as they come."""
    network.eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(scratch) / "full.onnx"
        ids = torch.ones((2, 8), dtype=torch.long)
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=["ids", "mask"],
            output_names=list(_OUTPUTS),
            dynamic_axes={name: {0: "sentence", 1: "piece"} for name in ("ids", "mask", *_OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)


def role_bias(network: Network) -> tuple[float, float]:
    """Return what is added to the raw scores of actors and recipients."""
    values = np.asarray(network.bias.detach(), dtype=np.float64)
    return round(float(values[0]), 4), round(float(values[1]), 4)


def agreement(network: Network, path: Path, sentences: Sequence[Sentence]) -> float:
    """Return the share of candidates to which the written network gives the same type as the taught one."""
    encoder = Encoder(path, base_folder() / "vocab.txt", MAX_PIECES)
    alike = count = 0
    encoded = encoder.encode([sentence.text for sentence in sentences])
    for sentence, full, small in zip(sentences, scores_of(network, sentences), encoded, strict=True):
        where = pieces_of(small.offsets, sentence.spans)
        for row, token in enumerate(full.triggers):
            own = small.outputs[0][where[token], : len(TYPES)]
            alike += int(own.argmax()) == int(full.coding[row, : len(TYPES)].argmax())
            count += 1
    return alike / max(1, count)
