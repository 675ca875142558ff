"""`dateline schema`: the JSON Schema of a report."""

from __future__ import annotations

import json

import click

from dateline.cli.common import examples


@click.command(epilog=examples("dateline schema > report.schema.json"))
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of the JSON that `dateline read --json` writes."""
    click.echo(text(), nl=False)


def text() -> str:
    """Return the schema as `docs/schema.json` holds it."""
    from dateline.model import json_schema

    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
