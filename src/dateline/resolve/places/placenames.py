"""Place names as keys: one spelling for all the ways in which a report may write a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ABBREVIATED: Final = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "pt": "point",
    "co": "county",
    "cnty": "county",
    "twp": "township",
    "dist": "district",
    "prov": "province",
    "u": "u",
}
_LETTERS: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | dict.fromkeys("'’‘ʼʻ`´ʾʿ.·", "")
    | dict.fromkeys("-–—_/,", " ")
)
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,}")


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Return the key under which the gazetteer files a name.

    Case, accents, apostrophes, hyphens and dots do not count, and the usual abbreviations are spelt out
    ("St. Paul's" and "Saint Pauls" are one key).

    Args:
        name: a place name as written.
    """
    lowered = name.lower().translate(_LETTERS)
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(c for c in lowered if not unicodedata.combining(c)).translate(_LETTERS)
    words = lowered.split()
    if len(words) > 1:
        words = [_ABBREVIATED.get(word, word) for word in words]
        if words[0] == "the":
            del words[0]
    return " ".join(words)
