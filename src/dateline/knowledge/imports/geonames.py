"""A user's own GeoNames export (`allCountries.txt`, or the file of a country) as a file of places.

It is read line by line; `place_store` writes what can be used.
"""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal

from dateline import __version__
from dateline.errors import DatelineError
from dateline.knowledge.imports import place_store
from dateline.knowledge.imports.files import Step, digest, lines_of, quiet
from dateline.knowledge.imports.model import clean
from dateline.knowledge.imports.place_store import Place
from dateline.knowledge.imports.store import checked, unlink
from dateline.resolve.places.imported import SUFFIX, Origin, origin_of
from dateline.resolve.places.placenames import key

LICENCE: Final = "CC BY 4.0, GeoNames (https://www.geonames.org)"
COLUMNS: Final = 19
LONGEST: Final = 120
MOST_NAMES: Final = 40
"""Alternative names of one place that are kept."""
MAX_LINE: Final = 1_000_000
_FIRST: Final = 1000
"""Lines after which a file that is something else is given up."""
_WRONG: Final = "not a line of a GeoNames export"
_TERRITORIES: Final = {
    "AI": "AIA", "BM": "BMU", "FK": "FLK", "GG": "GGY", "GI": "GIB", "GS": "SGS", "IM": "IMN", "IO": "IOT",
    "JE": "JEY", "KY": "CYM", "MS": "MSR", "PN": "PCN", "SH": "SHN", "TC": "TCA", "VG": "VGB", "AW": "ABW",
    "BQ": "BES", "CW": "CUW", "SX": "SXM", "FO": "FRO", "GL": "GRL", "BL": "BLM", "GF": "GUF", "GP": "GLP",
    "MF": "MAF", "MQ": "MTQ", "NC": "NCL", "PF": "PYF", "PM": "SPM", "RE": "REU", "TF": "ATF", "WF": "WLF",
    "YT": "MYT", "AS": "ASM", "GU": "GUM", "MP": "MNP", "PR": "PRI", "UM": "UMI", "VI": "VIR", "CC": "CCK",
    "CX": "CXR", "HM": "HMD", "NF": "NFK", "CK": "COK", "NU": "NIU", "TK": "TKL", "AX": "ALA", "BV": "BVT",
    "SJ": "SJM", "MO": "MAC", "HK": "HKG", "AQ": "ATA", "EH": "ESH", "XK": "KOS",
}  # fmt: skip
"""Territories with a code of their own in the gazetteer; actors have that of the state that holds them."""


def bring(
    folder: Path, origin: Origin, file: Path, step: Step = quiet
) -> tuple[Literal["added", "replaced", "unchanged"], Origin, Counter[str]]:
    """Import an export, unless the same file is kept under its name already.

    Args:
        folder: of the imported places; it need not exist.
        origin: as `stamp` gives it; the rows are counted here.
        file: the export, plain or packed (zip, gzip, bzip2).
        step: told how far the reading is, in bytes of the file.

    Returns:
        What became of it, where it comes from, and how many rows were left out for which reason.

    Raises:
        DatelineError: E004, E070, E071, E073.
    """
    target = folder / (checked(origin.source) + SUFFIX)
    outcome: Literal["added", "replaced"] = "replaced" if target.exists() else "added"
    with suppress(DatelineError):
        if target.exists():
            before = origin_of(target)
            alike = (before.sha256, before.licence, before.version)
            if alike == (origin.sha256, origin.licence, origin.version):
                return "unchanged", before, Counter()
    skipped: Counter[str] = Counter()
    if not place_store.write(folder, _places(file, step, skipped), origin, _size(file)):
        told = "; ".join(f"{reason}: {number:,}" for reason, number in skipped.most_common(3))
        raise DatelineError("E070", f"{file}: it gives no place that can be used ({told or 'it has none'})")
    return outcome, origin_of(target), skipped


def _size(file: Path) -> int:
    """Return the bytes of an export as text; of one that is packed as gzip or bzip2, those on the disk."""
    with suppress(OSError, zipfile.BadZipFile):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                return max((info.file_size for info in packed.infolist()), default=0)
        return file.stat().st_size
    return 0


def _places(file: Path, step: Step, skipped: Counter[str]) -> Iterator[Place]:
    """Yield the places of a file.

    Raises:
        DatelineError: E004, E071; E070, most of its lines are something else.
    """
    number = 0
    for number, line in enumerate(_lines(file, step), start=1):
        found = _place(line)
        if isinstance(found, Place):
            yield found
        else:
            skipped[found] += 1
        if number == _FIRST:
            _check(file, number, skipped)
    _check(file, number, skipped)


def _check(file: Path, number: int, skipped: Counter[str]) -> None:
    if 2 * skipped[_WRONG] > number:
        raise DatelineError(
            "E070",
            f"{file}: {skipped[_WRONG]:,} of {number:,} lines have not the columns of a GeoNames export",
            "bring allCountries.zip or a country's file of https://download.geonames.org/export/dump/",
        )


def _lines(file: Path, step: Step) -> Iterator[bytes]:
    """Yield the lines of a file; of a zip, those of its largest text.

    Raises:
        DatelineError: E004, it cannot be read; E071, a line is too long.
    """
    if not zipfile.is_zipfile(file):
        yield from lines_of(file, step, MAX_LINE)
        return
    try:
        with file.open("rb") as raw, zipfile.ZipFile(raw) as packed:
            texts = [info for info in packed.infolist() if info.filename.endswith(".txt")]
            if not texts:
                raise DatelineError("E070", f"{file}: there is no .txt in it", "bring a GeoNames export")
            with packed.open(max(texts, key=lambda info: info.file_size)) as inner:
                stream = io.BufferedReader(inner, 1 << 20)  # type: ignore[type-var] # a reader of bytes
                for number, line in enumerate(iter(lambda: stream.readline(MAX_LINE + 1), b""), start=1):
                    if len(line) > MAX_LINE:
                        raise DatelineError(
                            "E071", f"{file}: line {number:,} is longer than {MAX_LINE:,} bytes"
                        )
                    if not number % 512:
                        step(raw.tell())
                    yield line
    except (OSError, EOFError, ValueError, zipfile.BadZipFile, RuntimeError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise DatelineError(
            "E004", f"{file}: the file cannot be read: {why}", "check that it is whole"
        ) from error


def _place(line: bytes) -> Place | str:
    """Return the place of a line, or why it is left out."""
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
        number, name, plain, others, lat, lon, group, code, iso = cells[:9]
        point = float(lat), float(lon)
        people = int(cells[14] or 0)
        ident = int(number)
    except (UnicodeDecodeError, ValueError, IndexError):
        return _WRONG
    if len(cells) != COLUMNS or ident <= 0 or not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        return _WRONG
    kind = _kind(group, code)
    if not kind:
        return "a feature that news does not name"
    country = _country(iso)
    if iso and not country:
        return "a country that is not known"
    name = clean(name)[:LONGEST]
    written = [name, plain, *(others.split(",")[:MOST_NAMES] if people or group in "AL" else ())]
    keys = {filed for one in written if (filed := _filed(one, name))}
    if not name or not keys:
        return "no name in Latin letters"
    admin1 = cells[10] if cells[10] != "00" else ""
    return Place(ident, name, *point, country, admin1, kind, max(people, 0), tuple(sorted(keys)))


def _filed(written: str, name: str) -> str:
    """Return the key of a name, or nothing where it is no name for readers of English.

    GeoNames does not say in which language an alternative name is: one that begins with another letter is a
    foreign word more often than not.
    """
    found = key(written)
    if not 1 < len(found) <= LONGEST or not found.isascii() or found in _generic() or found.isdigit():
        return ""
    return found if written == name or found[:1] == key(name)[:1] else ""


def _kind(group: str, code: str) -> str:
    kinds = _kinds()
    found = kinds.get((group, code)) or kinds.get((group, ""), "")
    return "" if found == "-" else found


@cache
def _kinds() -> dict[tuple[str, str], str]:
    folder = files("dateline.knowledge") / "imports"
    text = (folder / "geonames.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return {
        (row["class"], code): row["kind"] for row in rows for code in (row["codes"] or " ").split(" ") if row
    }


@cache
def _generic() -> frozenset[str]:
    """Keys that are words rather than names, however many hamlets are called so."""
    folder = files("dateline.knowledge") / "gazetteer"
    words = tomllib.loads((folder / "cues.toml").read_text(encoding="utf-8"))
    return frozenset(key(w) for name in ("generic", "thoroughfares", "waters", "heads") for w in words[name])


@cache
def _country(iso: str) -> str:
    return _TERRITORIES.get(iso) or _states().get(iso, "")


@cache
def _states() -> dict[str, str]:
    folder = files("dateline.knowledge") / "imports"
    text = (folder / "countries.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return {row["alpha2"].split("|")[0]: row["code"] for row in rows if row["alpha2"]}


def stamp(name: str, file: Path, licence: str = "") -> Origin:
    """Return where a file comes from that is imported now.

    Raises:
        DatelineError: E004, it cannot be read; E031, the name cannot be that of a file.
    """
    return Origin(
        source=checked(name),
        file="".join(c if c.isprintable() else " " for c in file.name),
        sha256=digest(file),
        date=datetime.now(UTC).date().isoformat(),
        licence=licence or LICENCE,
        rows=0,
        version=__version__,
    )


def remove(folder: Path, name: str) -> None:
    """Remove imported places.

    Raises:
        DatelineError: E050, there are none of that name; E073, they cannot be removed.
    """
    unlink(folder, name, SUFFIX, "are no imported places")
