"""Which language a text is in, told by its function words: enough to refuse what cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from dateline.structure.tables import languages

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FOREIGN: Final = re.compile("[\u0370-\u1fff\u3040-\ud7ff]")
_SAMPLE: Final = 1200
"""Words that are looked at: more does not change the answer."""
_FEWEST: Final = 15
"""Words below which only a text without any English function word is told: a headline says too little."""
_FEW_HITS: Final = 4
"""Function words of a language that such a short text must hold."""
# Scripts that English is not written in, by the first letters of Unicode's names for their blocks.
_SCRIPTS: Final = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0E00, 0x0E7F, "th"),
    (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x137F, "am"),
    (0x3040, 0x30FF, "ja"),
    (0xAC00, 0xD7AF, "ko"),
    (0x4E00, 0x9FFF, "zh"),
)


def detect(text: str) -> str:
    """Say which language a text is clearly in.

    The words are counted against lists of function words (`languages.toml`); a language wins only with
    twice the share of English. A script that English does not use decides by itself.

    Args:
        text: running text; titles and furniture may be among it.

    Returns:
        ISO 639-1 code; `en` for English, and an empty string where nothing is clear.
    """
    sample = text[:12_000]
    script = _script(sample)
    if script:
        return script
    words = [word.casefold() for word in _WORD.findall(sample)[:_SAMPLE]]
    table = languages()
    hits: Counter[str] = Counter()
    for word in words:
        for language in table.get(word, ()):
            hits[language] += 1
    if not hits:
        return ""
    # A tie goes to English, then to the alphabet, so that the answer does not depend on order.
    best, count = max(hits.items(), key=lambda item: (item[1], item[0] == "en", item[0]))
    if len(words) < _FEWEST:
        return best if count >= _FEW_HITS and not hits["en"] else ""
    if best == "en":
        return "en" if count >= 0.1 * len(words) else ""
    return best if count >= 0.12 * len(words) and count >= 2 * hits["en"] else ""


def _script(sample: str) -> str:
    if sample.isascii():
        return ""
    foreign = _FOREIGN.findall(sample[:4000])
    if len(foreign) < _FEWEST or 3 * len(foreign) < len(sample[:4000]):
        return ""
    found = Counter(name for c in foreign for low, high, name in _SCRIPTS if low <= ord(c) <= high)
    return max(found, key=lambda name: (found[name], name)) if found else ""
