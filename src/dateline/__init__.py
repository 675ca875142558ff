"""dateline puts on record who did what to whom, who said what and who disputes it, when and where.

>>> import dateline
>>> report = dateline.read("The minister rejected the offer on Monday.", published="2025-10-21")
>>> report.events[0].type
'REJECT'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.config import Settings
    from dateline.errors import DatelineError
    from dateline.model import Report
    from dateline.pipeline import Reader
    from dateline.store.record import Record

__version__ = "0.1.0"
__all__ = ["DatelineError", "Reader", "Record", "Report", "Settings", "__version__", "read"]

_HOMES = {
    "DatelineError": "dateline.errors",
    "Reader": "dateline.pipeline",
    "Record": "dateline.store.record",
    "Report": "dateline.model",
    "Settings": "dateline.config",
}


def read(data: bytes | str, *, published: str | None = None, settings: Settings | None = None) -> Report:
    """Read one report.

    Args:
        data: a text, or a file's bytes (plain text or HTML).
        published: publication date (ISO 8601 day), which wins over what the text says.
        settings: what to choose other than the defaults.

    Returns:
        The record of the report; the same for the same data, settings and version.

    Raises:
        DatelineError: the data cannot be read as a report; its code and text say why.
    """
    from dateline.config import Settings as Defaults
    from dateline.pipeline import reader

    return reader(settings or Defaults()).read(data, published=published)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: start-up counts."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
