"""Hold dateline to its figures on the measuring sheets, where the sheets are at hand."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
SHEETS = Path(os.environ.get("DATELINE_SHEETS", ROOT.parent / "shared"))
FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
TASKS: dict[str, Any] = FLOORS.get("task", {})

needs_sheets = pytest.mark.skipif(
    not (SHEETS / "bench" / "run").exists(),
    reason="the measuring sheets are not at hand (DATELINE_SHEETS names their folder)",
)


def measure(task: str) -> str:
    """Run one task and return what the bench prints."""
    done = subprocess.run(
        [sys.executable, str(SHEETS / "bench" / "run"), task, "--python", sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@needs_sheets
@pytest.mark.parametrize("task", sorted(TASKS))
def test_no_figure_falls_below_its_floor(task: str) -> None:
    floor = TASKS[task]
    sheet = SHEETS / floor["path"]
    if hashlib.sha256(sheet.read_bytes()).hexdigest() != floor["sheet"]:
        pytest.skip(f"{floor['path']} is another sheet than the one the floor was measured on")
    printed = measure(task)
    for name, pinned in floor["figures"].items():
        found = re.search(pinned["find"], printed, re.MULTILINE)
        assert found, f"{task}: no {name} in\n{printed}"
        assert float(found.group(1)) >= pinned["floor"], (
            f"{task} {name} fell below {pinned['floor']}:\n{printed}"
        )


def test_no_floor_lies_far_below_the_recorded_figure() -> None:
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    recorded = {
        (task, name): float(value)
        for task, name, value in re.findall(
            r"^\| ([\w-]+) \| ([^|]+?) \| \*\*([\d.]+)\*\*", results, re.MULTILINE
        )
    }
    for task, floor in TASKS.items():
        for name, pinned in floor["figures"].items():
            figure = recorded[task, name]
            slack = FLOORS["slack"] * (1 if figure > 1 else 0.01)
            assert figure - slack <= pinned["floor"] <= figure, (
                f"{task} {name}: {pinned['floor']} against {figure}"
            )
