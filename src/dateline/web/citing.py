"""How an answer is cited: data version, query, day of access and sources, as text and for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec

from dateline import __version__
from dateline.model import Claim, Event, Span, Statement
from dateline.render.safe import json_text, line
from dateline.store.answers.source_rows import SourceRow
from dateline.web.one_record import RecordAnswer
from dateline.web.view import Answer

Form = Literal["bib", "ris", "csl"]

TYPES: Final[Mapping[Form, str]] = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
"""Media types of the forms for reference managers: BibTeX, RIS, CSL-JSON."""

PAGE_TYPES: Final[Mapping[str, str]] = {
    "cite": "text/html",
    **{key: kind.partition(";")[0] for key, kind in TYPES.items()},
}
"""Every form that says how an answer is cited, the page included, with its media type."""

MOST: Final = 10_000
"""Sources that a file names at most."""

SHOWN: Final = 500
"""Sources that the page names at most."""

# In BibTeX these steer; the rest of Unicode stands as it is, which biber and today's BibTeX take.
_STEERS: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{one: f"\\{one}" for one in "{}%&#_$"},
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a report that a record rests on, and where they stand in its text."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What is cited.

    Attributes:
        title: what the answer is called.
        store: name of the store's file.
        version: version of the data.
        query: address of the answer, without the host, which is this machine.
        accessed: day of access, ISO 8601.
        sources: the documents that the answer rests on, as far as it shows them.
        total: how many these are, those that are not named included.
        record: kind and id of the one record that is shown, or empty.
        words: its words.
    """

    title: str
    store: str
    version: str
    query: str
    accessed: str
    sources: Sequence[SourceRow] = ()
    total: int = 0
    record: str = ""
    words: tuple[Words, ...] = ()

    @property
    def name(self) -> str:
        """The answer's title, safe to show, on one line."""
        return line(self.title)

    @property
    def key(self) -> str:
        """A key for reference managers: the store's name and the version."""
        return f"{_plain(self.store.rpartition('.')[0] or self.store)}-{self.version}"

    @property
    def text(self) -> str:
        """The citation in words."""
        return (
            f"“{self.name}”. {line(self.store)}, a record of news reports coded by dateline {__version__}. "
            f"Data version {self.version}. Query {self.query}. Accessed {self.accessed}."
        )

    def of_words(self, one: Words) -> str:
        """Return the citation of words of a report, and of the record that rests on them."""
        source = self.sources[0] if self.sources else None
        where = f"{source_text(source)} " if source else ""
        return (
            f"“{line(one.words)}”. {where}Characters {one.start} to {one.end}. Read as {self.record} by dateline "
            f"{source.version if source else __version__}, data version {self.version}."
        )


def words_of(answer: Answer) -> tuple[Words, ...]:
    """Return the words of the one record that an answer shows; none where it shows none or many."""
    record = getattr(answer.about, "record", None) if isinstance(answer, RecordAnswer) else None
    spans: tuple[Span, ...] = ()
    if isinstance(record, Event):
        spans = (record.trigger,)
    elif isinstance(record, Statement | Claim):
        spans = record.spans
    return tuple(Words(words=one.words, start=one.start, end=one.end) for one in spans)


def record_of(answer: Answer) -> str:
    """Return kind and id of the one record that an answer shows, or an empty string."""
    record = getattr(answer.about, "record", None) if isinstance(answer, RecordAnswer) else None
    return f"{type(record).__name__.lower()} {record.id}" if record is not None else ""


def source_text(source: SourceRow) -> str:
    """Return how a report is cited."""
    day = source.published.isoformat() if source.published else "undated"
    parts = [
        f"{line(source.publisher) or 'Publisher unknown'}, {day}.",
        f"“{line(source.headline)}”." if source.headline else "",
        f"{line(source.url)}." if source.url else "",
    ]
    return " ".join(part for part in parts if part)


def written(form: Form, citation: Citation) -> str:
    """Return a citation with its sources as a file for reference managers."""
    if form == "bib":
        return "\n".join(_bibtex(citation))
    if form == "ris":
        return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris(citation))
    return json_text(msgspec.json.format(msgspec.json.encode(_csl(citation)), indent=2)) + "\n"


def _note(citation: Citation) -> str:
    return f"Data version {citation.version}, query {citation.query}"


def _how() -> str:
    return f"Record of news reports, coded by dateline {__version__}"


def _bibtex(citation: Citation) -> Iterator[str]:
    yield from _entry(
        "misc",
        citation.key,
        {
            "author": f"{{dateline {__version__}}}",
            "title": f"{{{_bib(citation.name)}}}",
            "howpublished": _bib(f"{line(citation.store)}. {_how()}"),
            "version": citation.version,
            "year": citation.accessed[:4],
            "urldate": citation.accessed,
            "note": _bib(_note(citation)),
        },
    )
    for source in citation.sources:
        yield from _entry(
            "article",
            source.id,
            {
                "journal": _bib(line(source.publisher)),
                "title": f"{{{_bib(line(source.headline))}}}" if source.headline else "",
                "date": source.published.isoformat() if source.published else "",
                "year": str(source.published.year) if source.published else "",
                "url": _address(source.url),
                "language": source.language,
            },
        )


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> Iterator[str]:
    yield f"@{kind}{{{_plain(key)},"
    yield from (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    yield "}\n"


def _bib(text: str) -> str:
    return text.translate(_STEERS)


def _plain(text: str) -> str:
    """Return a text with nothing but what may stand in a key or the name of a file."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.")[:60] or "record"


def _address(url: str) -> str:
    """Return an address with nothing in it that ends a field."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found.group()):02X}", line(url))


def _ris(citation: Citation) -> Iterator[tuple[str, str]]:
    yield from (
        ("TY", "DATA"),
        ("ID", citation.key),
        ("AU", f"dateline {__version__}"),
        ("TI", citation.name),
        ("T2", line(citation.store)),
        ("ET", citation.version),
        ("N1", f"{_how()}. {_note(citation)}"),
        ("Y2", citation.accessed.replace("-", "/")),
        ("ER", ""),
    )
    for source in citation.sources:
        told = {
            "TY": "NEWS",
            "ID": source.id,
            "TI": line(source.headline),
            "T2": line(source.publisher),
            "DA": source.published.isoformat().replace("-", "/") if source.published else "",
            "UR": line(source.url),
            "LA": source.language,
        }
        yield from ((tag, value) for tag, value in told.items() if value)
        yield "ER", ""


def _csl(citation: Citation) -> list[dict[str, Any]]:
    """Return the citation as CSL-JSON; the answer first."""
    year, month, day = map(int, citation.accessed.split("-"))
    whole = {
        "id": citation.key,
        "type": "dataset",
        "author": [{"literal": f"dateline {__version__}"}],
        "title": citation.name,
        "container-title": line(citation.store),
        "version": citation.version,
        "accessed": {"date-parts": [[year, month, day]]},
        "note": _note(citation),
    }
    return [whole, *map(_csl_source, citation.sources)]


def _csl_source(source: SourceRow) -> dict[str, Any]:
    day = source.published
    told: dict[str, Any] = {
        "id": source.id,
        "type": "article-newspaper",
        "title": line(source.headline),
        "container-title": line(source.publisher),
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": line(source.url),
        "language": source.language,
    }
    return {name: value for name, value in told.items() if value}
