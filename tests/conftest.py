"""Fixtures that several rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from dateline.config import Settings
from dateline.find.syntax import Passage, load_pipeline, parse
from dateline.model import Document, Published, Span, Zone, ZoneKind, document_id
from support import ParseText

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session", autouse=True)
def _no_imported_actors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the actors that a developer has imported out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(tmp_path_factory.getbasetemp() / "nothing-imported"))
        yield


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_pipeline(Settings().pipeline)


@pytest.fixture(scope="session")
def parse_text(nlp: Language) -> ParseText:
    """Give a function from text to a document with one zone a paragraph, and its passages."""

    def make(
        text: str, published: str | None = "2025-10-21", kinds: tuple[ZoneKind, ...] = ()
    ) -> tuple[Document, tuple[Passage, ...]]:
        zones = []
        position = 0
        for number, paragraph in enumerate(text.split("\n\n")):
            start = text.index(paragraph, position)
            position = start + len(paragraph)
            kind = kinds[number] if number < len(kinds) else "body"
            if paragraph.strip():
                zones.append(Zone(kind, Span(start, position, paragraph), "test"))
        document = Document(
            id=document_id(text),
            text=text,
            zones=tuple(zones),
            published=Published(published) if published else None,
        )
        return document, parse(document, nlp)

    return make
