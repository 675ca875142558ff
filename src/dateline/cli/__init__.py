"""The command line: one module a command, each imported when it is called."""

from __future__ import annotations

from typing import Final

import click

from dateline import __version__

COMMANDS: Final[dict[str, str]] = {
    "read": "Read reports and print what they put on record.",
    "find": "Find times, places or actors alone.",
    "add": "Read reports and keep their records in a store.",
    "fetch": "Fetch pages and the pages of feeds into an archive.",
    "watch": "Watch feeds, and keep the records of what is new.",
    "events": "List stored events: who did what to whom.",
    "statements": "List stored statements: who said what.",
    "claims": "List stored claims: who holds what, who disputes it.",
    "link": "Bring what is known across reports up to date.",
    "stories": "List stories: the reports of one happening, over days.",
    "disputes": "List what is disputed: who affirms it, who denies it.",
    "agreements": "List agreements, and what became of each.",
    "timeline": "List what happened between two sides, day by day.",
    "search": "Find what is on record by its words.",
    "copies": "List who carried whose text.",
    "changes": "List what was added, altered and withdrawn.",
    "correct": "Say what is wrong or right; write gold reports.",
    "evaluate": "Measure dateline on marked-up reports.",
    "actor": "Show an actor: offices, deeds, words, positions.",
    "sql": "Ask the store in SQL, reading only.",
    "serve": "Look at a store in a browser.",
    "export": "Write what is on record for other programs.",
    "show": "Show why a stored record says what it says.",
    "actors": "Bring actors of your own, list and explain them.",
    "places": "Bring places of your own: a GeoNames export.",
    "doctor": "Check the installation and say what to do.",
    "schema": "Print the JSON Schema of a report.",
}
"""Every command with its short help, so that `dateline --help` need not import them."""

_UNLISTED: Final = ("docs",)


class LateGroup(click.Group):
    """A group whose commands are imported when they are called.

    The module `dateline.cli.NAME` offers the command as `command`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the listed commands' names."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        del ctx
        if cmd_name not in COMMANDS and cmd_name not in _UNLISTED:
            return None
        from importlib import import_module

        found: click.Command = import_module(f"dateline.cli.{cmd_name}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown name is answered with one that comes close."""
        name = args[0]
        if name not in COMMANDS and name not in _UNLISTED and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            ctx.fail(f"No such command {name!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a coded error ends it with status 1 and one line on stderr."""
        from dateline.errors import DatelineError

        try:
            return super().invoke(ctx)
        except DatelineError as error:
            raise Failure(str(error)) from error


class Failure(click.ClickException):
    """A coded error that ends the command."""

    def show(self, file: object = None) -> None:
        """Print the error as it is: it begins with its code."""
        from dateline.render.safe import line

        del file
        click.echo(line(self.message), err=True)


@click.group(
    cls=LateGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "\b\nExamples:\n"
        "  dateline read examples/agency-wire.txt\n"
        "  dateline add examples/ --db news.duckdb\n"
        "  dateline claims --db news.duckdb --status disputed\n"
    ),
)
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Put news reports on record: who did what to whom, who said what and who disputes it.

    Every field of every record is tied to the words that say so. Offline, on this machine.
    """
