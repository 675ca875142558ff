"""Gold reports from a store: what users checked, written in the format of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import DatelineError
from dateline.evaluate.fields import applied
from dateline.evaluate.writing import Unmarked, Written, written

if TYPE_CHECKING:
    from dateline.store.record import Record


@dataclass(frozen=True, slots=True)
class Harvested:
    """What became of one report.

    Attributes:
        document: its id.
        path: the file written, `None` where it was left out.
        checked: how many of its events and statements are checked.
        records: how many there are.
        unmarked: what the file does not hold, since the format cannot.
    """

    document: str
    path: Path | None
    checked: int
    records: int
    unmarked: tuple[Unmarked, ...] = ()


def harvest(record: Record, folder: Path, *, partly: bool = False) -> Iterator[Harvested]:
    """Write the reports of a store that users have checked, one file each, named by the document's id.

    Args:
        record: the store.
        folder: where to write; made if it does not exist.
        partly: also write reports of which only some events and statements are checked.

    Yields:
        What became of each report that has a correction.

    Raises:
        DatelineError: E004, the folder cannot be written.
    """
    rows = record.corrections()
    for document in dict.fromkeys(row.document for row in rows if row.document):
        report = record.report(document)
        if report is None:
            continue
        said = [row.correction() for row in rows if row.document == document]
        verdicts = {one.target: one.verdict for one in said}
        own = [event.id for event in report.events] + [one.id for one in report.statements]
        whole = verdicts.get(document) == "right"
        checked = sum(whole or key in verdicts for key in own)
        made = written(applied(report, said)) if partly or checked == len(own) else Written("")
        path = folder / f"{document}.txt" if made.text and verdicts.get(document) != "wrong" else None
        if path is not None:
            _save(path, made.text)
        yield Harvested(document, path, checked, len(own), made.unmarked if path is not None else ())


def _save(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise DatelineError("E004", f"{path}: it cannot be written: {why}", "name another folder") from error
