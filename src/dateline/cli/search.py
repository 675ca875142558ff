"""`dateline search`: find statements, claims, events and documents by their words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import console, display, examples, store_option
from dateline.cli.listing import actor_option, given, list_options, show
from dateline.render.safe import line

if TYPE_CHECKING:
    from rich.text import Text

    from dateline.store.searching.search_rows import SearchRow

_KINDS = ("statement", "claim", "event", "document")


@click.command(
    epilog=examples(
        "dateline add examples/ --db news.duckdb",
        "dateline search ceasefire talks --db news.duckdb",
        "dateline search '\"nuclear weapons\"' --db news.duckdb --kind statement",
        "dateline search sanctions --db news.duckdb --since 2025-06 --json",
    )
)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@store_option
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice(_KINDS),
    help="What to look among; may be repeated.",
)
@click.option("--words-only", is_flag=True, help="Leave meaning out: words of the question must stand there.")
@actor_option("--actor", "Who says it, is a party to it, takes part or is mentioned")
@list_options
def command(
    db: Path,
    words: tuple[str, ...],
    *,
    form: str | None,
    **filters: str | int | bool | tuple[str, ...] | None,
) -> None:
    """Find statements, claims, events and documents by words and by meaning, those that fit best first.

    Forms of a word count as the same (strike, strikes, striking); rare words and words that stand together count
    more. Words in quotation marks must stand as they are, in any of their forms. What says the same in other words
    is found, too, and marked as found by meaning, once `dateline link` has run; names and numbers say little there.
    Whole texts are searched with --kind document alone, by words: the paragraph that fits best is shown. At most 20
    are printed if --limit does not say otherwise.
    """
    from dateline.store.record import Record
    from dateline.store.searching.search_rows import SearchRow

    text = " ".join(words)
    with Record(db, read_only=True) as record:
        found = record.search(text, **given(**filters))
    if form is not None or not found:
        show(found, SearchRow, form, ())
        return
    from rich.console import Group

    display(Group(*(part for row in found for part in (_head(row), _words(row, text)))), console())


def _head(row: SearchRow) -> Text:
    """Write where a passage stands."""
    from rich.text import Text

    why = "" if "words" in row.why else "by meaning"
    parts = (str(row.day or ""), row.kind, why, ", ".join(row.who), row.publisher, row.headline, row.id)
    return Text(line(" · ".join(filter(None, parts))), style="dim")


def _words(row: SearchRow, text: str) -> Text:
    """Write a passage with the words that fit in bold."""
    from rich.text import Text

    from dateline.across.search.ranking import hits, question

    shown = line(row.words)
    told = Text(f"  {shown}")
    for start, end in hits(question(text), shown):
        told.stylize("bold", start + 2, end + 2)
    return told
