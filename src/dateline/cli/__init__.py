"""The command line: one module a command, each imported when it is called."""

from __future__ import annotations

import click


@click.group()
@click.version_option(package_name="dateline")
def main() -> None:
    """Put news reports on record: who did what to whom, who said what and who disputes it."""
