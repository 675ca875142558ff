from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.config import Settings
from dateline.model import Report
from dateline.pipeline import Reader

ReadText = Callable[[str], Report]


@pytest.fixture(scope="session")
def read_text() -> ReadText:
    """Give a function from a text to its record, published on Tuesday, 21 October 2025."""
    reader = Reader(Settings())
    return lambda text: reader.read(text, published="2025-10-21")
