"""Sampled shingles: a text as a small set of numbers, of which copies share most.

A shingle is a run of `WIDTH` words. Of all shingles of a text those are kept whose hash falls below a fixed bound, one
in `SCALE`: every text is sampled in the same places, so the share of common samples estimates the share of common
text, however much longer one text is than the other (FracMinHash; Irber et al. 2022). MinHash estimates resemblance
instead, which a copy with a long tail of teasers or a cut-down one lacks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WIDTH: Final = 7
"""Words in a shingle; of a shorter text all its words are one."""
SCALE: Final = 8
"""One shingle in so many is kept."""

# What stands between words: in ASCII all but letters and digits, replaced byte by byte, which is far quicker than a
# pattern; beyond ASCII the punctuation of Latin-1, of Unicode's general block, of Chinese and Japanese.
_PLAIN: Final = bytes(code if chr(code).isalnum() or code > 127 else 32 for code in range(256))
_MARKS: Final = re.compile(
    "[\x80-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\u2000-\u206f\u3000-\u303f\uff01-\uff0f]+"
)
# Scripts written without blanks between words: each character counts as a word.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
)
# Odd constants of splitmix64 (Steele, Lea and Flood 2014), which spread the bits of a number over all others.
_STEP: Final = 0x9E3779B97F4A7C15
_MIX: Final = 0xBF58476D1CE4E5B9


def sample(text: str) -> NDArray[np.uint64]:
    """Return the sampled shingles of a text.

    Args:
        text: any text; case, punctuation and blanks do not count.

    Returns:
        Distinct hashes in rising order, the same on every machine; about one for `SCALE` words, none where the text has
        no words or no shingle happens to be sampled.
    """
    import numpy as np

    words = _words(text)
    hashes = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    if not len(hashes):
        return hashes
    width = min(WIDTH, len(hashes))
    runs = np.zeros(len(hashes) - width + 1, dtype=np.uint64)
    # unsigned arithmetic wraps around, as the hash is meant to
    for place in range(width):
        runs = runs * np.uint64(_STEP) + hashes[place : place + len(runs)]
    runs ^= runs >> np.uint64(31)
    runs *= np.uint64(_MIX)
    runs ^= runs >> np.uint64(29)
    return np.unique(runs[runs < np.uint64(2**64 // SCALE)])


def _words(text: str) -> list[bytes]:
    plain = _MARKS.sub(" ", text.casefold())
    if _UNSPACED.search(plain):
        plain = _UNSPACED.sub(r" \g<0> ", plain)
    # a lone surrogate is no character, and counts as one sign like another
    return plain.encode("utf-8", "surrogatepass").translate(_PLAIN).split()
