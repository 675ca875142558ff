from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPORT = Path(__file__).parent.parent / "examples" / "nuclear-file" / "13-oil-sanctions.txt"
READ = (
    "import sys; from dateline.model import to_json; from dateline.pipeline import Reader; "
    "sys.stdout.buffer.write(to_json(Reader().read(open(sys.argv[1], 'rb').read())))"
)


def test_every_process_makes_the_same_record() -> None:
    """Sets of words have another order in each process; no record may hang on it."""
    records = {
        subprocess.run(
            [sys.executable, "-c", READ, str(REPORT)],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }
    assert len(records) == 1
    assert b'"events"' in records.pop()
