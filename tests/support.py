"""What tests of several rooms share, beside fixtures."""

from __future__ import annotations

from collections.abc import Callable

from dateline.find.syntax import Passage
from dateline.model import Document

ParseText = Callable[..., tuple[Document, tuple[Passage, ...]]]
