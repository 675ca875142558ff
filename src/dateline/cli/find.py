"""`dateline find`: times, places or actors alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from dateline.cli.common import (
    complain,
    console,
    display,
    examples,
    imports_option,
    paths,
    progress,
    published_option,
    text_options,
)
from dateline.cli.listing import csv_line
from dateline.cli.sources import coming
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.tables.columns import Columns
from dateline.render.safe import json_text, line
from dateline.scale.tasks import Task, guarded

if TYPE_CHECKING:
    from dateline.model import Appearance, Document, Place, When
    from dateline.pipeline import Reader
    from dateline.render.found import Finding

F = TypeVar("F", bound=Callable[..., Any])

TIMES: Final = ("type", "value", "start", "end", "precision", "anchor")
PLACES: Final = (
    *("name", "lat", "lon", "geonameid", "country", "admin1"),
    *("precision", "metonym", "confidence"),
)
ACTORS: Final = ("id", "name", "kind", "country", "sector", "sectors", "role", "wikidata", "number")
_WORDS: Final = ("source", "words", "first_character", "end_character")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is looked for.

    Attributes:
        name: `times`, `places` or `actors`.
        find: finds them in a document.
        columns: the columns of CSV after the words.
        rows: the cells of one finding after the name of its source, one row for each of its words.
        shown: its rows in the table of the terminal.
    """

    name: str
    find: Callable[[Reader, Document], Sequence[Any]]
    columns: tuple[str, ...]
    rows: Callable[[Any], list[list[object]]]
    shown: Callable[[Any], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user says of the reports.

    Attributes:
        settings: how to read them.
        published: publication date, or `None`.
        publisher: who published them, or empty.
    """

    settings: Settings
    published: str | None
    publisher: str = ""


def _publisher_option(command: F) -> F:
    """Add the option for who published the report, which decides between places of one name."""
    return click.option(
        "--publisher", default="", metavar="NAME", help="Who published it: a name or a web address."
    )(command)


def _form_options(command: F) -> F:
    """Add the options for what is printed, and for the sources."""
    command = click.option("--csv", "form", flag_value="csv", help="Print CSV with a header row.")(command)
    command = click.option("--json", "form", flag_value="json", help="Print JSON, one source a line.")(
        command
    )
    return click.argument("sources", nargs=-1, required=True, metavar="FILE...")(command)


@click.group(
    epilog=examples(
        "dateline find times examples/agency-wire.txt",
        "dateline find places examples/agency-wire.txt examples/tabloid.txt --csv > places.csv",
        "dateline find actors examples/local-paper.txt --published 2025-03-12 --json",
    )
)
def command() -> None:
    """Find times, places or actors alone.

    Only what is asked for is loaded and found: no events, no statements. Offsets are characters of the text
    that `dateline read` puts on record; of a plain text file that is the file itself, without front matter.
    """


@command.command(
    epilog=examples(
        "dateline find times examples/agency-wire.txt",
        "cat examples/local-paper.txt | dateline find times - --published 2025-03-12",
        "dateline find times 'examples/*-paper.txt' examples/tabloid.txt --json > times.jsonl",
    )
)
@text_options
@published_option
@_form_options
def times(
    sources: tuple[str, ...], *, form: str | None, published: str | None, pipeline: str, language: str | None
) -> None:
    """Find time expressions: their days, and their TIMEX3 type and value.

    FILE is a file (plain text or HTML), a folder, a quoted pattern, or - for standard input. A relative
    expression counts from the day of publication. A file that cannot be read is named on standard error with
    its code, the others are read, and the exit status is 1.
    """
    from dateline.render.found import time_row

    def rows(when: When) -> list[list[object]]:
        return [[*_span(when.span), *(getattr(when, name) for name in TIMES)]]

    kind = _Kind("times", lambda reader, document: reader.times(document), TIMES, rows, time_row)
    _run(kind, sources, form, _Asked(Settings(pipeline=pipeline, language=language), published))


@command.command(
    epilog=examples(
        "dateline find places examples/agency-wire.txt",
        "dateline find places examples/local-paper.txt --publisher brecon-radnor.co.uk",
        "dateline find places examples/agency-wire.txt examples/tabloid.txt --csv > places.csv",
    )
)
@text_options
@imports_option
@published_option
@_publisher_option
@_form_options
def places(
    sources: tuple[str, ...],
    *,
    form: str | None,
    publisher: str,
    published: str | None,
    imports: bool,
    pipeline: str,
    language: str | None,
) -> None:
    """Find places: their coordinates, country and division.

    FILE is a file (plain text or HTML), a folder, a quoted pattern, or - for standard input. A metonym stands
    for a government or a people ("Tehran denied"). Where a place lies does not hang on the day of publication,
    which is told with the places in JSON. A file that cannot be read is named on standard error with
    its code, the others are read, and the exit status is 1.
    """
    from dateline.render.found import place_row

    def rows(place: Place) -> list[list[object]]:
        return [[*_span(place.span), *(getattr(place, name) for name in PLACES)]]

    kind = _Kind("places", lambda reader, document: reader.places(document), PLACES, rows, place_row)
    settings = Settings(pipeline=pipeline, language=language, imports=imports)
    _run(kind, sources, form, _Asked(settings, published, publisher))


@command.command(
    epilog=examples(
        "dateline find actors examples/agency-wire.txt",
        "dateline find actors examples/local-paper.txt --published 2025-03-12 --json",
        "dateline find actors examples/agency-wire.txt examples/tabloid.txt --csv > actors.csv",
    )
)
@text_options
@imports_option
@published_option
@_publisher_option
@_form_options
def actors(
    sources: tuple[str, ...],
    *,
    form: str | None,
    publisher: str,
    published: str | None,
    imports: bool,
    pipeline: str,
    language: str | None,
) -> None:
    """Find actors: who is named or described, with country, sector and office, and each of their mentions.

    FILE is a file (plain text or HTML), a folder, a quoted pattern, or - for standard input. Offices are those
    of the day of publication; the publisher decides between places of one name. A file that cannot be read is
    named on standard error with its code, the others are read, and the exit status is 1.
    """
    from dateline.render.found import actor_rows

    def rows(found: Appearance) -> list[list[object]]:
        told = [getattr(found.actor, name) for name in ACTORS]
        return [[*_span(mention.span), mention.how, *told] for mention in found.mentions]

    columns = ("how", *ACTORS)
    kind = _Kind("actors", lambda reader, document: reader.actors(document), columns, rows, actor_rows)
    settings = Settings(pipeline=pipeline, language=language, imports=imports)
    _run(kind, sources, form, _Asked(settings, published, publisher))


def _span(span: Any) -> tuple[str, int, int]:
    return span.words, span.start, span.end


def _run(kind: _Kind, sources: tuple[str, ...], form: str | None, asked: _Asked) -> None:
    """Read the sources one by one and print what is found; one that cannot be read is named."""
    named = list(paths(sources))
    failed = 0
    if form == "csv":
        csv_line((*_WORDS, *kind.columns))
    with progress(0 if sys.stdout.isatty() else len(named)) as step:
        for one in coming(named, asked.settings, Columns(), asked.published):
            name = one.task.name
            step(name, one.done)
            try:
                document, found = _found(kind, asked, one.task)
            except DatelineError as error:
                failed += 1
                complain(error, name)
                if error.code in ("E020", "E021"):
                    # No other source would fare better.
                    break
            else:
                several = len(named) > 1 or name != named[0][0]
                _show(kind, name, document, found, form, several=several)
    if failed:
        sys.exit(1)


def _found(kind: _Kind, asked: _Asked, task: Task) -> tuple[Document, Sequence[Any]]:
    """Read one document, and find in it what is looked for.

    Raises:
        DatelineError: as `Reader.document_of`, E020, or E090.
    """
    from dateline.alone import published_by
    from dateline.pipeline import reader

    if isinstance(task.content, DatelineError):
        raise task.content
    read = reader(asked.settings)
    document = guarded(lambda: read.document_of(task))
    if asked.publisher:
        document = published_by(document, asked.publisher)
    return document, guarded(lambda: kind.find(read, document))


def _show(
    kind: _Kind, name: str, document: Document, found: Sequence[Any], form: str | None, *, several: bool
) -> None:
    """Print what one source holds."""
    if form == "json":
        import msgspec

        told = {"source": name, "document": document.id, "published": document.published, kind.name: found}
        click.echo(json_text(msgspec.json.encode(told)))
        return
    if form == "csv":
        for row in sorted((row for one in found for row in kind.rows(one)), key=itemgetter(1, 2)):
            csv_line((name, *row))
        return
    from dateline.render.found import table

    out = console()
    if several:
        out.print(line(name), style="dim")
    if kind.name != "places":
        out.print(_published(document), style="dim")
    rows = [row for one in found for row in kind.shown(one)]
    colour = out.color_system is not None and not out.no_color
    if rows:
        display(table(kind.name, document, rows, out.width, colour=colour), out)
    else:
        out.print(f"no {kind.name} found", style="dim")
    if several:
        out.print()


def _published(document: Document) -> str:
    """Say from which day relative times and offices are counted."""
    known = document.published
    if known is None:
        return "publication date unknown: relative times stay relative (give --published)"
    return line(f"published {known.date} ({known.source})")
