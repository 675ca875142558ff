"""The digests that crawls keep of what they store (WARC 1.1, 5.8 and 5.9)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from typing import Final

_ALGORITHMS: Final = {"sha1": "sha1", "sha256": "sha256", "sha512": "sha512", "md5": "md5"}


def fits(label: str, candidates: Iterable[bytes | bytearray]) -> bool | None:
    """Say whether a digest is that of one of some byte strings.

    Crawlers disagree on what a payload is, before or after the transfer coding is undone, so there may be
    several candidates.

    Args:
        label: the digest as the record names it, `sha1:` and 32 letters of base 32 or 40 of base 16.
        candidates: the byte strings.

    Returns:
        `None` where the algorithm or the spelling is not known.
    """
    name, _, value = label.strip().partition(":")
    algorithm = _ALGORITHMS.get(name.casefold().replace("-", ""))
    if algorithm is None:
        return None
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    expected = _bytes(value.strip(), size)
    if expected is None:
        return None
    return any(
        hashlib.new(algorithm, candidate, usedforsecurity=False).digest() == expected
        for candidate in candidates
    )


def _bytes(value: str, size: int) -> bytes | None:
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        found = base64.b32decode(value.upper() + "=" * (-len(value) % 8))
    except (ValueError, binascii.Error):
        return None
    return found if len(found) == size else None
