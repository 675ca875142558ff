"""`dateline docs`: write the generated parts of the documentation. For those who work on dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from dateline.cli import COMMANDS, main

_PARTS = re.compile(r"(<!-- generated: (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@click.command()
@click.argument("folder", default="docs", type=click.Path(path_type=Path, file_okay=False, exists=True))
def command(folder: Path) -> None:
    """Write the generated parts of the documentation in FOLDER: tables, help texts, the JSON Schema."""
    for name, text in generated(folder).items():
        (folder / name).write_text(text, encoding="utf-8")
        click.echo(folder / name)


def generated(folder: Path) -> Mapping[str, str]:
    """Return the text of every page that has generated parts, as it should be.

    Args:
        folder: the documentation as it is; what stands outside the generated parts is kept.
    """
    from dateline.cli import schema
    from dateline.errors import CODES, NOTES
    from dateline.export import codebook

    parts = {
        "errors": _codes(CODES),
        "notes": _codes(NOTES),
        "tables": _tables(),
        "help": _help(),
        **codebook.tables(),
    }
    pages = {"schema.json": schema.text()}
    for name in ("cli.md", "errors.md", "exports.md", "store.md"):
        page = (folder / name).read_text(encoding="utf-8")
        pages[name] = _PARTS.sub(lambda found: found[1] + parts[found[2]] + found[4], page)
    return pages


def _codes(codes: Mapping[str, str]) -> str:
    """Return the table of error or note codes."""
    rows = (f"| `{code}` | {meaning} |\n" for code, meaning in codes.items())
    return "| code | meaning |\n|---|---|\n" + "".join(rows)


def _tables() -> str:
    """Return the tables of the store."""
    from dateline.store.schema import markdown

    return "\n".join(markdown())


def _help() -> str:
    """Return the help texts of every command, at a fixed width."""
    with _context(main, "dateline") as top:
        pages = [("dateline", main.get_help(top))]
        for name in COMMANDS:
            found = main.get_command(top, name)
            if found is None:
                raise KeyError(name)
            with _context(found, name, top) as inner:
                pages.append((f"dateline {name}", found.get_help(inner)))
                pages.extend(_below(found, inner))
    return "".join(f"## {title}\n```text\n{text.rstrip()}\n```\n\n" for title, text in pages)


def _below(group: click.Command, outer: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the help texts of a group's commands."""
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(outer):
        found = group.get_command(outer, name)
        if found is not None:
            with _context(found, name, outer) as inner:
                yield inner.command_path, found.get_help(inner)


def _context(command: click.Command, name: str, parent: click.Context | None = None) -> click.Context:
    """Make the context in which help is printed 100 columns wide, whatever the terminal."""
    return click.Context(
        command,
        parent,
        info_name=name,
        terminal_width=100,
        max_content_width=100,
        help_option_names=["-h", "--help"],
    )
