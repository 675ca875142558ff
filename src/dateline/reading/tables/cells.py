"""The cells of a table, of whatever type, as the text and the metadata of a report."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from typing import Final

from dateline.reading.moments import moment
from dateline.reading.tables.columns import table

_BETWEEN_NAMES: Final = re.compile(r"\s*(?:[,;|\n]|\band\b|&)\s*")
_QUOTED: Final = re.compile(r"'([^'\[\]]+)'|\"([^\"\[\]]+)\"")
_OPENER: Final = re.compile(r"\s*by\b:?\s*", re.IGNORECASE)
_CODE: Final = re.compile(r"(?P<code>[a-z]{2})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
# from 1973 to 2030, so that 2021040312 is not taken for seconds, nor 202104031200 for milliseconds
_SECONDS: Final = re.compile(r"(?:1[0-8]\d{8}|[1-9]\d{8})(?:\.\d+)?")
_MILLISECONDS: Final = re.compile(r"1[0-8]\d{11}")


def text(value: object) -> str:
    """Take the text out of a cell: a string, or a list of paragraphs."""
    if isinstance(value, (list, tuple)):
        return "\n\n".join(filter(None, (text(each) for each in value)))
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str) or not value.strip() or value.strip().casefold() in table().empty:
        return ""
    return _clean(value)


def _clean(whole: str) -> str:
    """Replace halves of characters, which JSON can spell and no file can hold."""
    return whole if whole.isascii() else whole.encode("utf-8", "replace").decode("utf-8")


def words(value: object) -> str:
    """Write a cell of metadata as one line of words; empty where it stands for nothing."""
    if (
        value is None
        or isinstance(value, (Mapping, bytes))
        or (isinstance(value, float) and math.isnan(value))
    ):
        return ""
    if isinstance(value, (list, tuple)):
        value = next((each for each in value if each), "")
    line = _clean(" ".join(str(value).split()))
    return "" if line.casefold() in table().empty else line


def name(value: object) -> str:
    """Write the name of somebody that a cell holds, by itself or in an object with a name."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "full_name", "id") if value.get(key)), "")
    return words(value)


def authors(value: object) -> tuple[str, ...]:
    """Read the names of authors: a list, a list that was written as text, or names with something between."""
    if isinstance(value, (list, tuple)):
        names: Iterable[str] = map(name, value)
    elif isinstance(value, Mapping):
        names = [name(value)]
    else:
        line = _OPENER.sub("", words(value), count=1)
        if line.startswith("[") and line.endswith("]"):
            found = _QUOTED.findall(line)
            names = [one or other for one, other in found]
        else:
            names = _BETWEEN_NAMES.split(line)
    return tuple(dict.fromkeys(stripped for each in names if (stripped := each.strip())))


def published(value: object) -> str:
    """Read a date of publication.

    Returns:
        ISO 8601 where the words can mean but one day; else the words themselves, such as `03/04/2021`, for
        the report's own dates to decide. Seconds since 1970 are a time in UTC.
    """
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    line = words(value)
    thousands = _MILLISECONDS.fullmatch(line)
    if thousands or _SECONDS.fullmatch(line):
        seconds = float(line) / (1000 if thousands else 1)
        return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")
    return moment(line).iso or line


def language(line: str) -> str:
    """Read a language as ISO 639-1, or empty where it is not known: `en-GB`, `eng`, `English`."""
    folded = line.casefold()
    found = _CODE.fullmatch(folded)
    return found["code"] if found else table().languages.get(folded, "")
