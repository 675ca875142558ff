"""The examples of docs/reading.md that need no files of their own run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("feeds.read", "The Ledger Fish & chips https://ledger.example/1 2025-06-03T00:30:00+02:00"),
        ("to_ninjs", '"contenttype": "text/html"'),
    ],
)
def test_an_example_runs(named: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    (block,) = [block for block in BLOCKS if named in block]
    exec(compile(block, "reading.md", "exec"), {})  # noqa: S102 - our own page
    assert shown in capsys.readouterr().out
