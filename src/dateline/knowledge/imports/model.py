"""What importers make: rows of actors, the reasons why others were left out, and where a file came from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

import msgspec

from dateline.errors import DatelineError

Kind = Literal["person", "organisation", "armed_group", "role"]
KINDS: Final[tuple[str, ...]] = get_args(Kind)
Format = Literal["wikidata", "wikidata-dump", "opensanctions", "ucdp", "reign", "petrarch", "own"]
"""The formats that are read, in the order in which `--help` names them."""

RANK: Final[tuple[Format, ...]] = (
    "petrarch",
    "reign",
    "ucdp",
    "opensanctions",
    "wikidata-dump",
    "wikidata",
    "own",
)
"""Of two imported rows for one thing the one whose format stands later here wins; the user's own always does."""

MAX_ROWS: Final = 1_000_000
"""Rows that one source may have; more would take gigabytes of memory in every run."""
LONGEST: Final = 200
"""Characters of a name; what is longer is a description."""
MOST_ALIASES: Final = 50

_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]{0,11}")
_SPACE: Final = re.compile(r"\s+")
_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class Row(msgspec.Struct, frozen=True, order=True, gc=False):
    """One imported row: an organisation, a group, a word for a role, or one term of a person in one office.

    The columns are those of the packaged tables, so that a user's own table can be cut out of any of them.

    Attributes:
        kind: `person`, `organisation`, `armed_group` or `role`.
        name: usual name; for roles the words.
        office: the office as `offices.tsv` words it; empty for a person whose sector is known and no office.
        start: beginning of the term, or of the group; ISO 8601 to the year, month or day; empty if unknown.
        end: its end; empty if it has not ended or is unknown.
        country: country slots of PLOVER.
        sector: sectors of PLOVER, the primary one first.
        title: how the press styles the holder of the office.
        aliases: other names.
        wikidata: Wikidata id.
        note: what the row leaves open.
    """

    kind: str
    name: str
    office: str = ""
    start: str = ""
    end: str = ""
    country: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    title: str = ""
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""


COLUMNS: Final = tuple(Row.__struct_fields__)
LISTS: Final = frozenset({"country", "sector", "aliases"})


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported source comes from.

    Attributes:
        source: its name, that of its file in the user's folder.
        format: what it was read as.
        file: name of the file that was imported.
        sha256: hash of that file, as it was given.
        date: day of the import.
        licence: under which terms the data are, as far as the format tells.
        rows: number of rows.
        version: version of dateline that imported it.
        content: SHA-256 of the rows: the same rows have the same one, whenever they were imported.
    """

    source: str
    format: Format
    file: str
    sha256: str
    date: str
    licence: str
    rows: int
    version: str
    content: str = ""


@dataclass(slots=True)
class Harvest:
    """What an importer gathers from one file.

    Attributes:
        rows: the rows taken.
        skipped: how many were left out, by reason.
    """

    rows: list[Row] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def skip(self, reason: str) -> None:
        """Count a row that was left out."""
        self.skipped[reason] += 1

    def take(self, row: Row) -> None:
        """Take a row, cleaned, if it can be used; else count it with the reason.

        Raises:
            DatelineError: E071, the file gives more rows than a source may have.
        """
        name = clean(row.name)
        if not name or not any(letter.isalpha() for letter in name):
            self.skip("no name")
            return
        if len(name) > LONGEST:
            self.skip("the name is longer than a name")
            return
        for day in (row.start, row.end):
            if day and not _DATE.fullmatch(day):
                self.skip("a date is not YYYY, YYYY-MM or YYYY-MM-DD")
                return
        if row.start and row.end and row.end < row.start[: len(row.end)]:
            self.skip("it ends before it begins")
            return
        if not row.country and row.kind not in ("role", "organisation"):
            self.skip("no country that is known")
            return
        if not row.country and not row.sector:
            self.skip("neither country nor sector is known")
            return
        if len(self.rows) >= MAX_ROWS:
            raise DatelineError(
                "E071",
                f"the file gives more than {MAX_ROWS:,} rows",
                "keep only the rows you need and import that",
            )
        self.rows.append(
            msgspec.structs.replace(
                row,
                name=name,
                aliases=names((alias for alias in row.aliases), but=name),
                title=clean(row.title)[:LONGEST],
                office=clean(row.office)[:LONGEST],
                note=clean(row.note)[:LONGEST],
                wikidata=row.wikidata if _WIKIDATA.fullmatch(row.wikidata) else "",
                country=tuple(dict.fromkeys(row.country)),
                sector=tuple(dict.fromkeys(row.sector)),
            )
        )

    def finished(self) -> tuple[Row, ...]:
        """Return the rows without doubles, in an order that does not depend on the file's."""
        return tuple(sorted(set(self.rows)))


def clean(text: str) -> str:
    """Return a text on one line: no control characters, no bars (they separate names), single spaces."""
    if not text.isprintable() or "|" in text:
        text = "".join(
            " " if c == "|" or c.isspace() or unicodedata.category(c) in _UNSAFE else c for c in text
        )
    return _SPACE.sub(" ", text).strip() if "  " in text or text[:1] == " " or text[-1:] == " " else text


def names(words: Iterable[str], *, but: str = "") -> tuple[str, ...]:
    """Return names cleaned and sorted, each once and without the usual one; too long and too many are left out."""
    found = sorted({cleaned for word in words if (cleaned := clean(word))})
    return tuple(name for name in found if name != but and 1 < len(name) <= LONGEST)[:MOST_ALIASES]


def day(text: str) -> str:
    """Return a date of another data set as ISO 8601, as precise as it is; empty where there is none.

    `2014-06-08T00:00:00Z`, `+2014-06-00T00:00:00Z` and `2014` are understood; times before the year 1 are not.
    """
    plain = text.strip().removeprefix("+").partition("T")[0]
    for ending in ("-00-00", "-00"):
        plain = plain.removesuffix(ending)
    return plain if _DATE.fullmatch(plain) else ""
