"""Model files: used only as they were released."""

from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.models.files import digest_of, folder


def _release(root: Path, content: bytes = b"weights") -> Path:
    place = root / "coder"
    place.mkdir()
    (place / "network.onnx").write_bytes(content)
    (place / "hashes.toml").write_text(
        f'[sha256]\n"network.onnx" = "{digest_of(place / "network.onnx")}"\n', encoding="utf-8"
    )
    return place


def test_a_model_as_released_is_found(tmp_path: Path) -> None:
    assert folder("coder", tmp_path) is None
    place = _release(tmp_path)
    assert folder("coder", tmp_path) == place


def test_a_changed_or_missing_file_is_refused(tmp_path: Path) -> None:
    place = _release(tmp_path)
    (place / "network.onnx").write_bytes(b"other weights")
    with pytest.raises(DatelineError) as caught:
        folder("coder", tmp_path)
    assert caught.value.code == "E021"
    assert "--no-model" in caught.value.remedy
    (place / "network.onnx").unlink()
    with pytest.raises(DatelineError):
        folder("coder", tmp_path)
