"""Make the background of `dateline.across.stories`: in how many reports of the corpus each word stands.

    python training/story_words.py

writes `src/dateline/across/stories/background.tsv`. Words of one report alone are left out: they count as unseen.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

from dateline.across.stories.words import tokens

ROOT: Final = Path(__file__).parent.parent
TARGET: Final = ROOT / "src/dateline/across/stories/background.tsv"
_MARKS: Final = re.compile(r"\{[^}]*\}|[\[\]]")
_LEAST: Final = 2


def main() -> None:
    """Count and write."""
    holding: Counter[str] = Counter()
    reports = sorted((ROOT / "corpus/reports").glob("*.txt"))
    for path in reports:
        _, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        holding.update({token for line in _MARKS.sub("", text).splitlines() for token in tokens(line)})
    rows = [f"{key}\t{count}" for key, count in sorted(holding.items()) if count >= _LEAST]
    head = "# reports of the corpus, then the stems that stand in several of them: training/story_words.py"
    TARGET.write_text("\n".join((head, f"(reports)\t{len(reports)}", *rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
