"""`dateline places`: bring a GeoNames export of your own, list what it has, leave it again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.actors import print_json, reading_bar
from dateline.cli.common import complain, examples
from dateline.config import Settings, imported_places, places_folder
from dateline.errors import DatelineError
from dateline.render.safe import line

if TYPE_CHECKING:
    from dateline.resolve.places.imported import Origin


@click.group(
    epilog=examples(
        "dateline places import examples/geonames.tsv",
        "dateline places list 'Kalmarin'",
        "dateline places sources",
    )
)
def command() -> None:
    """Bring places of your own: a GeoNames export.

    dateline comes with some 130,000 places. Whoever needs every village, hill and stream imports GeoNames'
    `allCountries.zip` or the file of a country. Reports are then read with its places too; `--no-imports` leaves
    them aside. They lie in the folder that DATELINE_DATA names, or else in the system's place for the data of
    programs.
    """


@command.command(
    "import",
    epilog=examples(
        "dateline places import examples/geonames.tsv",
        "dateline places import allCountries.zip --name geonames",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="Name of the source; without it that of the file.")
@click.option("--licence", metavar="TEXT", help="Terms of the data, if they are not those of GeoNames.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bring(file: Path, *, name: str | None, licence: str | None, as_json: bool) -> None:
    """Import FILE, a GeoNames export as text, zip, gzip or bzip2.

    It is imported whole or not at all, and takes the place of the source of its name. Lines that cannot be used, and
    features that news does not name, are counted with the reason. The same file again changes nothing. All
    countries take some minutes, 1 GB on the disk meanwhile and 0.7 GB then; memory does not grow with the file.
    """
    from dateline.knowledge.imports import geonames, store

    folder = places_folder(Settings())
    title = name if name is not None else store.plain_name(file)
    origin = geonames.stamp(title, file, licence or "")
    with reading_bar(file) as step:
        outcome, origin, skipped = geonames.bring(folder, origin, file, step)
    if as_json:
        told = {"file": str(file), "outcome": outcome, "source": origin.source, "rows": origin.rows}
        print_json({**told, "skipped": dict(skipped.most_common())})
        return
    left = f", {skipped.total():,} left out" if skipped else ""
    click.echo(f"{origin.source}: {outcome}, {origin.rows:,} places{left}")
    for reason, number in skipped.most_common():
        click.echo(f"{number:>11,}  {line(reason)}")


@command.command("list", epilog=examples("dateline places list Kalmarin"))
@click.argument("name", metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one place a line.")
def show(name: str, *, as_json: bool) -> None:
    """List the places that go by NAME, packaged and imported, the most populous first."""
    from dateline.resolve.places.gazetteer import load
    from dateline.resolve.places.imported import named

    files = imported_places(Settings())
    brought = {entry.geonameid: source for source, entry in named(name, files)}
    found = load(files).named(name)
    for entry in found:
        source = brought.get(entry.geonameid, "packaged") if entry.geonameid else "packaged"
        if as_json:
            import msgspec

            told = msgspec.structs.asdict(entry)
            del told["line"]
            print_json({**told, "source": source})
            continue
        where = " ".join(part for part in (entry.country, entry.admin1) if part)
        ident = f"GeoNames {entry.geonameid}" if entry.geonameid else "no GeoNames id"
        parts = (entry.name, entry.kind, where, f"{entry.lat:.4f} {entry.lon:.4f}", ident, source)
        click.echo(line(" · ".join(part for part in parts if part)))
    if not found:
        click.echo("no place has that name", err=True)


@command.command(epilog=examples("dateline places sources"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one source a line.")
def sources(*, as_json: bool) -> None:
    """List the imported sources: file, hash, day of the import, terms; and the folder that holds them."""
    from dateline.resolve.places.imported import origin_of

    damaged = False
    for path in imported_places(Settings()):
        try:
            _told(origin_of(path), as_json=as_json)
        except DatelineError as error:
            damaged = True
            complain(error, str(path))
    if not as_json:
        click.echo(f"folder: {line(str(places_folder(Settings())))}")
    if damaged:
        sys.exit(1)


def _told(origin: Origin, *, as_json: bool) -> None:
    if as_json:
        import msgspec

        print_json(msgspec.structs.asdict(origin))
        return
    click.echo(f"{line(origin.source)}: {origin.rows:,} places")
    hashed = f"SHA-256 {origin.sha256[:12]}"
    click.echo("    " + line(f"{origin.file} ({hashed}), imported {origin.date}; {origin.licence}"))


@command.command(epilog=examples("dateline places remove geonames"))
@click.argument("name", metavar="NAME")
def remove(name: str) -> None:
    """Remove the imported source NAME."""
    from dateline.knowledge.imports import geonames

    geonames.remove(places_folder(Settings()), name)
    click.echo(f"{name}: removed")
