"""What lies beside the data in a citable zip file: README, codebook, citation, licence note, version."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dateline import __version__
from dateline.store.tables import Table

_LICENCE: Final = """\
# Rights

What the tables say was coded by machine, from the reports that `sources.csv` lists. dateline claims no rights in it;
whoever publishes this file says here on which terms.

- The reports' texts are not in it. Words of theirs are, in columns such as `words`, `headline` and `proposition`: they
  are their publishers', quoted to show what each row rests on. Check that your use is one that the law allows.
- Names, coordinates and ids of places: GeoNames (<https://www.geonames.org/>), CC BY 4.0.
- Ids of actors that begin with Q: Wikidata, CC0 1.0.
- Types, modes, contexts and figures of intensity: PLOVER (Open Event Data Alliance), CC BY-SA 4.0.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How the record is cited.

    Attributes:
        title: its title; made from the contents if empty.
        authors: whose it is; the program alone if empty.
        released: day of release, ISO 8601; left out if empty.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    released: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in the file.

    Attributes:
        version: hash of the data, 12 hexadecimal digits.
        first: day of the first report, empty if not known.
        last: day of the last report.
        counts: rows by table.
        read_with: the versions of dateline that read the reports.
        columns: names of the columns by table.
        tables: the tables.
    """

    version: str
    first: str
    last: str
    counts: Mapping[str, int]
    read_with: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    tables: tuple[Table, ...]


def papers(citation: Citation, contents: Contents) -> dict[str, str]:
    """Return the files by name."""
    title = citation.title or _title(contents)
    return {
        "README.md": _readme(title, citation, contents),
        "codebook.md": "\n".join(_codebook(contents)),
        "CITATION.cff": _citation(title, citation, contents),
        "LICENCE.md": _LICENCE,
        "version.json": json.dumps(
            {
                "version": contents.version,
                "first": contents.first,
                "last": contents.last,
                "rows": contents.counts,
                "read_with": contents.read_with,
                "exported_with": __version__,
            },
            indent=2,
        )
        + "\n",
    }


def _title(contents: Contents) -> str:
    days = f", {contents.first} to {contents.last}" if contents.first else ""
    return f"A record of {contents.counts.get('documents', 0)} news reports{days}"


def _authors(citation: Citation) -> tuple[str, ...]:
    return citation.authors or (f"dateline {__version__}",)


def _readme(title: str, citation: Citation, contents: Contents) -> str:
    rows = "\n".join(f"| `{name}` | {count} |" for name, count in contents.counts.items())
    released = f" Released {citation.released}." if citation.released else ""
    authors, coders = ", ".join(_authors(citation)), ", ".join(contents.read_with) or __version__
    return f"""\
# {title}

By {authors}.{released} Version {contents.version}: the hash of the data, the same for the same data. Coded by dateline
{coders}. How to cite it: `CITATION.cff`. On which terms: `LICENCE.md`.

- `data/`: a table a file, as CSV and as Parquet. The two hold the same; in CSV lists are joined by "; ", control
  characters are replaced, and an apostrophe stands before a text that a spreadsheet would take for a formula. Read
  Parquet where you can.
- `codebook.md`: every table and column.
- `actors.csv`: every actor once, as most reports describe it.
- `sources.csv`: every report, and every place where its text was found, with address.
- `SHA256SUMS`: the hash of every file.

Offsets (`start_char`, `end_char`) count Unicode code points of the text as dateline read it; the texts are not here.

| table | rows |
|---|---|
{rows}
"""


def _codebook(contents: Contents) -> Iterator[str]:
    yield from ("# Codebook", "", "An empty cell (NULL in Parquet) means: not known, or not told.", "")
    for table in contents.tables:
        yield from (f"## {table.name}", "", table.about, "", "| column | type | meaning |", "|---|---|---|")
        shown = contents.columns[table.name]
        yield from (f"| `{c.name}` | {c.type} | {c.about} |" for c in table.columns if c.name in shown)
        yield ""


def _citation(title: str, citation: Citation, contents: Contents) -> str:
    """Return the citation in the Citation File Format 1.2.0; a string of JSON is one of YAML."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use these data, please cite them as below.",
        "type: dataset",
        f"title: {json.dumps(title)}",
        f"version: {json.dumps(contents.version)}",
        "authors:",
        *(f"  - name: {json.dumps(name)}" for name in _authors(citation)),
    ]
    if citation.released:
        lines.append(f"date-released: {json.dumps(citation.released)}")
    lines += [
        "references:",
        "  - type: software",
        "    title: dateline",
        f"    version: {json.dumps(__version__)}",
        "    authors:",
        "      - name: The dateline developers",
    ]
    return "\n".join(lines) + "\n"
