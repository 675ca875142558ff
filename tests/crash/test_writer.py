"""A writer that is killed at any moment loses nothing that it had acknowledged, and leaves no half document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.store.record import Record

WRITER = """
import sys
sys.path.insert(0, sys.argv[2])
from builders import TEXT, make_report
from dateline.store.record import Record
with Record(sys.argv[1]) as record:
    for number in range(1000):
        report = make_report(TEXT + f"Copy {number}.\\n")
        record.add(report)
        print(report.document.id, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [0, 1, 7])
def test_kill(tmp_path: Path, acknowledged: int) -> None:
    path = tmp_path / "news.duckdb"
    tests = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), tests], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        kept = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.kill()
        kept += [line.strip() for line in writer.stdout]
    with Record(path) as record:
        whole = make_report(TEXT + "Copy 0.\n")
        counts = record.counts()
        assert counts["documents"] >= len(kept)
        assert counts["events"] == counts["documents"] * len(whole.events)
        assert counts["mentions"] == counts["documents"] * len(whole.mentions)
        assert all(record.report(key) is not None for key in kept)
        # The run goes on where it was interrupted.
        outcomes = [record.add(make_report(TEXT + f"Copy {number}.\n")) for number in range(len(kept) + 2)]
        assert outcomes[: len(kept)] == ["unchanged"] * len(kept)
        assert record.counts()["documents"] == len(kept) + 2


FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
from builders import TEXT, make_report
from dateline.errors import DatelineError
from dateline.store.record import Record
try:
    with Record(sys.argv[1]) as record:
        for number in range(1000):
            report = make_report(TEXT + "x" * 50_000 + f"{number}\\n")
            record.add(report)
            print(report.document.id, flush=True)
except DatelineError as error:
    print(error.code)
"""


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.duckdb"
    tests = str(Path(__file__).parents[1])
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(path), tests], capture_output=True, text=True, check=False
    )
    *kept, code = result.stdout.split()
    assert code == "E040", result.stderr
    if path.exists():
        with Record(path) as record:
            assert all(record.report(key) is not None for key in kept)
            assert record.counts()["documents"] == len(kept)
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".new")] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(DatelineError, match=r"E040.*Permission denied"):
        Record(tmp_path / "news.duckdb")
