"""Say that reports wait to be linked, where a list does not show them yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.store.record import Record


def tell(record: Record) -> None:
    """Say on standard error how many reports the tables across reports do not hold yet."""
    if count := record.waiting():
        click.echo(f"{count} reports are not linked yet: dateline link --db {record.path}", err=True)
