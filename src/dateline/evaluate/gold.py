"""Gold reports: files in the format of the corpus (`docs/corpus.md`), read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline import markup
from dateline.errors import DatelineError
from dateline.model import Document, Published, Span, Zone, ZoneKind, document_id

_HEADER: Final = re.compile(r"([a-z]+): (.+)")
_LEADS: Final[tuple[tuple[str, ZoneKind], ...]] = (("## ", "subhead"), ("# ", "headline"), ("- ", "deck"))
_PARAGRAPH: Final = re.compile(r"\S(?:.*?\S)?(?=\n\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gold:
    """A report with its marks.

    Attributes:
        name: name of the file.
        document: the report as it is read: text, zones, day of publication.
        marked: the same text with its marks.
        unmarked: the events and statements that the format could not hold, by name.
    """

    name: str
    document: Document
    marked: markup.Marked
    unmarked: tuple[str, ...] = ()


def read(path: Path) -> Gold:
    """Read a marked-up report.

    Args:
        path: the file.

    Raises:
        DatelineError: E004, it cannot be read; E030, its day is no date; E054, its marks have a fault.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatelineError(
            "E004", f"{path}: the file cannot be read", "check its name, it has to be UTF-8"
        ) from error
    return parse(source, str(path))


def parse(source: str, name: str) -> Gold:
    """Read a marked-up report from its text.

    Args:
        source: header lines, an empty line, then paragraphs with empty lines between.
        name: name of the file, for messages.

    Raises:
        DatelineError: E030, E054.
    """
    head, _, body = source.partition("\n\n")
    found = map(_HEADER.fullmatch, head.splitlines())
    header: dict[str, str] = {match[1]: match[2] for match in found if match}
    if "published" not in header:
        raise DatelineError(
            "E054", f"{name}: the header has no line published: 2025-10-21", "see docs/corpus.md"
        )
    parts = [_part(part) for part in body.strip().split("\n\n")]
    try:
        marked = markup.parse("\n\n".join(part for _, part in parts))
    except markup.MarkupError as error:
        raise DatelineError("E054", f"{name}: {error}", "see docs/corpus.md") from error
    if faults := list(_faults(marked)):
        raise DatelineError("E054", f"{name}: {faults[0]}", "see docs/corpus.md")
    unmarked = tuple(filter(None, header.get("unmarked", "").split("; ")))
    document = _document(marked.text, [kind for kind, _ in parts], header["published"])
    return Gold(name, document, marked, unmarked)


def paths(source: Path) -> list[Path]:
    """Return the files that a user names: the file, or the text files of a folder in a stable order.

    Raises:
        DatelineError: E004, there are none.
    """
    found = sorted(source.glob("*.txt")) if source.is_dir() else [source]
    if not found or not source.exists():
        raise DatelineError(
            "E004", f"{source}: there are no marked-up reports", "name a .txt file or a folder of them"
        )
    return found


def _part(part: str) -> tuple[ZoneKind, str]:
    """Return what a paragraph is, and its words; a list of decks is one paragraph."""
    kind: ZoneKind = next((kind for lead, kind in _LEADS if part.startswith(lead)), "body")
    return kind, re.sub(r"^(?:#{1,2}|-) ", "", part, flags=re.MULTILINE)


def _faults(marked: markup.Marked) -> Iterator[str]:
    from dateline.ontology import plover

    ontology = plover.load()
    modes = {str(name): frozenset(facts.modes) for name, facts in ontology.types.items()}
    return markup.faults(marked, modes, frozenset(ontology.contexts))


def _document(text: str, kinds: list[ZoneKind], published: str) -> Document:
    from dateline.store.answers.days import as_day

    spans = [Span(match.start(), match.end(), match.group()) for match in _PARAGRAPH.finditer(text)]
    zones = tuple(Zone(kind, span, "gold") for kind, span in zip(kinds, spans, strict=False))
    return Document(
        id=document_id(text),
        text=text,
        zones=zones,
        language="en",
        headline=next((zone.span for zone in zones if zone.kind == "headline"), None),
        published=Published(as_day(published).isoformat(), source="given"),
    )
