"""Rows as a table of HTML, for notebooks: every word escaped, no script, no style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from dateline.render.safe import line

_CELL: Final = 'style="text-align:left;vertical-align:top"'


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, more: int = 0) -> str:
    """Return rows as HTML.

    Args:
        columns: their names.
        rows: the rows that are shown.
        more: how many there are beyond those.
    """
    head = "".join(f"<th {_CELL}>{_e(name)}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td {_CELL}>{_e(_text(value))}</td>' for value in row)}</tr>" for row in rows
    )
    end = f"<p>and {more:,} more</p>" if more else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{end}"


def _text(value: object) -> str:
    if value is None:
        return ""
    return ", ".join(map(_text, value)) if isinstance(value, list | tuple) else str(value)


def _e(text: str) -> str:
    return escape(line(text))
