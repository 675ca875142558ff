"""A store of hand-made reports to export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders import make_report
from dateline.model import Report
from dateline.store.record import Record

Store = Callable[..., Path]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Make a store of reports."""

    def make(*reports: Report, name: str = "news.duckdb") -> Path:
        path: Path = tmp_path / name
        with Record(path) as record:
            for report in reports or (make_report(),):
                record.add(report)
        return path

    return make
