"""What a user says of a record, read into corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.errors import DatelineError
from dateline.evaluate.fields import Correction, Value, checked, completed, record_of, value_of
from dateline.model import Report

_VERDICTS: Final = ("wrong", "right")
_HOW: Final = "say wrong, right, or what is to be changed, as in status=alleged"


def meant(report: Report | None, key: str, said: Sequence[str], why: str) -> list[Correction]:
    """Return the corrections that a user means.

    Args:
        report: the report that holds the record as it stands, `None` for a record across reports.
        key: id of the record, or of the report's document.
        said: `wrong` or `right` alone, or one or more of `FIELD=VALUE`.
        why: the reason, which must not be empty.

    Raises:
        DatelineError: E051, they do not fit the record.
    """
    if not why.strip():
        raise DatelineError("E051", "a correction needs its reason", "say why, for those who come later")
    if len(said) == 1 and said[0] in _VERDICTS:
        return [Correction(key, said[0])]
    if strange := [words for words in said if "=" not in words]:
        raise DatelineError("E051", f"no such correction: {', '.join(strange)}", _HOW)
    if not said:
        raise DatelineError("E051", "nothing is said of the record", _HOW)
    record = record_of(report, key) if report else None
    if report is None or record is None:
        raise DatelineError(
            "E051",
            f"{key} has no fields to correct",
            "it can be wrong or right; correct the records it is made of",
        )
    values = dict(_values(said))
    given: dict[str, Value] = {
        field: value_of(report, record, field, words) for field, words in values.items()
    }
    given = completed(record, given)
    checked(record, given)
    return [Correction(key, "changed", field, value) for field, value in given.items()]


def _values(said: Sequence[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for words in said:
        field, _, value = words.partition("=")
        field = field.strip()
        if field in seen:
            raise DatelineError(
                "E051", f"{field} is given twice", "give each field once; join lists by commas"
            )
        seen.add(field)
        yield field, value
