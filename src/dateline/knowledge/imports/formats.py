"""The formats: which one a file is in, and its importer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final, get_args

from dateline.errors import DatelineError
from dateline.knowledge.imports import own, reign, ucdp
from dateline.knowledge.imports.files import Step, head, header, quiet
from dateline.knowledge.imports.model import Format, Harvest

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
_MODULES: Final[Mapping[Format, str]] = {"wikidata-dump": "dump"}

_ENTRY: Final = re.compile(r"^[^#\[\]\n,;]*\[[~A-Z][^\]]*\]", re.MULTILINE)
_SPARQL_LABEL: Final = re.compile(r"\w+Label")
_FTM: Final = re.compile(r'"schema"\s*:\s*"[A-Z]')
_LEAST: Final = 0.2
"""Share of the lines of a dictionary that carry a code, at least: the others are further names of an entry."""


def sniff(path: Path) -> Format:
    """Tell the format of a file from its contents.

    Raises:
        DatelineError: E001, E002, E004; E070, it is in none of the formats.
    """
    text = head(path)
    begin = text.lstrip()
    found = _json(begin) if begin[:1] in ("{", "[") else _plain(text)
    if found is None:
        raise DatelineError(
            "E070",
            f"{path}: its format cannot be told from its contents",
            f"say it with --format, one of {', '.join(FORMATS)}; docs/actors.md describes them",
        )
    return found


def _json(text: str) -> Format | None:
    if '"claims"' in text and '"labels"' in text:
        return "wikidata-dump"
    if '"properties"' in text and _FTM.search(text):
        return "opensanctions"
    if '"bindings"' in text or re.match(r"\[\s*\{", text):
        return "wikidata"
    return None


def _plain(text: str) -> Format | None:
    columns = header(text)
    names = set(columns)
    if ucdp.COLUMNS.keys() <= names:
        return "ucdp"
    if reign.COLUMNS.keys() <= names:
        return "reign"
    if any(_SPARQL_LABEL.fullmatch(name) for name in columns) and len(columns) > 1:
        return "wikidata"
    if own.NAMES & names and own.TELLING & names:
        return "own"
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(_ENTRY.findall(text)) > _LEAST * max(1, len(lines)):
        return "petrarch"
    return None


def importer(name: Format) -> Callable[[Path, Step], Harvest]:
    """Return the function that reads a format."""
    found: Callable[[Path, Step], Harvest] = _module(name).read
    return found


def licence(name: Format) -> str:
    """Return under which terms data in a format are, as far as that can be said."""
    return str(_module(name).LICENCE)


def _module(name: Format) -> Any:
    return import_module(f"dateline.knowledge.imports.{_MODULES.get(name, name)}")


def harvest(path: Path, name: Format, step: Step = quiet) -> Harvest:
    """Read a file in a format.

    Raises:
        DatelineError: E004, E070, E071.
    """
    return importer(name)(path, step)
