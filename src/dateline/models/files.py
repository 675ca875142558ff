"""Model files: where they lie, and whether they are what was released."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from pathlib import Path

from dateline.errors import DatelineError


def folder(name: str, root: Path | None = None) -> Path | None:
    """Return the folder of a model whose files are all there and unchanged.

    Args:
        name: the model's name, a folder in `dateline.models`.
        root: where the models lie, if not in the package.

    Returns:
        The folder, or `None` if the model is not installed: the rules work without it.

    Raises:
        DatelineError: E021, a file is missing or is not the one that was released.
    """
    place = (root or Path(str(files("dateline.models")))) / name
    listing = place / "hashes.toml"
    if not listing.is_file():
        return None
    for file, digest in tomllib.loads(listing.read_text(encoding="utf-8"))["sha256"].items():
        path = place / file
        if not path.is_file() or digest_of(path) != digest:
            raise DatelineError(
                "E021",
                f"the model file {name}/{file} is missing or was changed",
                "install dateline again, or run with --no-model",
            )
    return place


def label_of(place: Path) -> str:
    """Return how a record names a model that it was made with: the model and the first digits of its files' hash.

    Args:
        place: the model's folder.
    """
    return f"{place.name}-{digest_of(place / 'hashes.toml')[:8]}"


def digest_of(path: Path) -> str:
    """Return a file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
