"""A user's GeoNames export: what is taken, what is left out, what it does to the places of a report."""

from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.errors import DatelineError
from dateline.knowledge.imports import geonames
from dateline.resolve.places.gazetteer import load
from dateline.resolve.places.imported import made_with, origin_of
from dateline.resolve.places.ranker import Toponym
from dateline.resolve.places.toponyms import resolve

EXAMPLE = Path(__file__).parents[2] / "examples" / "geonames.tsv"


def bring(folder: Path, file: Path, name: str = "own") -> tuple[str, int, dict[str, int]]:
    outcome, origin, skipped = geonames.bring(folder, geonames.stamp(name, file), file)
    return outcome, origin.rows, dict(skipped)


def row(number: int, name: str, **cells: str) -> str:
    """Write a line of an export."""
    given = {
        "lat": "10.5",
        "lon": "20.25",
        "class": "P",
        "code": "PPL",
        "country": "TD",
        "people": "0",
    } | cells
    line = [str(number), name, cells.get("plain", name), cells.get("others", ""), given["lat"], given["lon"]]
    line += [given["class"], given["code"], given["country"], "", cells.get("admin1", ""), "", "", ""]
    return "\t".join([*line, given["people"], "", "", "Etc/UTC", "2025-01-01"])


def test_places_are_added_and_those_left_out_are_counted(tmp_path: Path) -> None:
    assert bring(tmp_path, EXAMPLE) == ("added", 6, {"a feature that news does not name": 2})
    assert bring(tmp_path, EXAMPLE) == ("unchanged", 6, {})
    origin = origin_of(tmp_path / "own.sqlite")
    assert (origin.file, "GeoNames" in origin.licence) == ("geonames.tsv", True)
    assert made_with(tmp_path / "own.sqlite") == f"own-{origin.sha256[:8]}"


@pytest.mark.parametrize(
    ("name", "country", "kind", "number"),
    [
        ("Kalmarin", "AFG", "city", 90000001),
        ("kálmarin", "AFG", "city", 90000001),
        ("Tovrek Dagi", "TUR", "mountains", 90000003),
        ("Osselby Refugee Camp", "KEN", "facility", 90000004),
        ("Wandle Beck", "GBR", "river", 90000005),
        ("Isfahan Nuclear Technology Center", "IRN", "facility", None),
    ],
)
def test_names_of_both_are_found(
    tmp_path: Path, name: str, country: str, kind: str, number: int | None
) -> None:
    bring(tmp_path, EXAMPLE)
    known = load((tmp_path / "own.sqlite",))
    top = known.named(name)[0]
    assert (top.country, top.kind, top.geonameid) == (country, kind, number)
    assert known.begins(name.lower().replace("á", "a").split()[0])
    assert not known.begins("qwertyv")


def test_an_imported_point_wins_and_the_packaged_sort_stays(tmp_path: Path) -> None:
    bring(tmp_path, EXAMPLE)
    packaged, newer = load().named("Kyiv")[0], load((tmp_path / "own.sqlite",)).named("Kyiv")[0]
    assert (packaged.geonameid, packaged.line, packaged.kind) == (newer.geonameid, newer.line, newer.kind)
    assert (newer.lat, newer.lon) == (50.45466, 30.5238)


def test_a_resolved_place_says_that_it_was_imported(tmp_path: Path) -> None:
    bring(tmp_path, EXAMPLE)
    kalmarin, kyiv = resolve(
        [Toponym("Kalmarin", "Sweden"), Toponym("Kyiv")], load((tmp_path / "own.sqlite",))
    )
    assert kalmarin is not None
    assert kyiv is not None
    assert (kalmarin.entry.geonameid, "imported" in kalmarin.rules) == (90000002, True)
    assert "imported" not in kyiv.rules


@pytest.mark.parametrize("packing", ["zip", "gzip"])
def test_packed_exports_are_read(tmp_path: Path, packing: str) -> None:
    file = tmp_path / f"export.{packing}"
    if packing == "zip":
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("readme.txt", "short")
            packed.write(EXAMPLE, "export.txt")
    else:
        file.write_bytes(gzip.compress(EXAMPLE.read_bytes()))
    assert bring(tmp_path / "data", file)[:2] == ("added", 6)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (row(7, "Somewhere", country="QQ"), "a country that is not known"),
        (row(8, "Где-то", others=""), "no name in Latin letters"),
        (row(9, "Above", lat="91"), "not a line of a GeoNames export"),
        (row(10, "Above", people="many"), "not a line of a GeoNames export"),
        ("10\tshort", "not a line of a GeoNames export"),
    ],
)
def test_lines_that_cannot_be_used_are_named(tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "export.txt"
    file.write_text("\n".join([row(1, "Alpha"), row(2, "Beta"), line]) + "\n", encoding="utf-8")
    assert bring(tmp_path / "data", file) == ("added", 2, {reason: 1})


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (b"", "E070"),
        (b"Dear editor,\nno places here.\n", "E070"),
        (b"\x1f\x8b broken", "E004"),
        (b"PK\x03\x04 broken", "E070"),
        (b"\xff\xfe\x00" * 50, "E070"),
        (b"x" * 1_100_000, "E071"),
        (None, "E004"),
    ],
)
def test_what_is_no_export_is_refused_and_leaves_nothing(
    tmp_path: Path, contents: bytes | None, code: str
) -> None:
    file = tmp_path / "export.txt"
    if contents is not None:
        file.write_bytes(contents)
    with pytest.raises(DatelineError) as raised:
        bring(tmp_path / "data", file)
    assert raised.value.code == code
    assert not list((tmp_path / "data").glob("*")) if (tmp_path / "data").exists() else True


def test_an_import_that_fails_leaves_the_earlier_one(tmp_path: Path) -> None:
    bring(tmp_path / "data", EXAMPLE)
    before = (tmp_path / "data" / "own.sqlite").read_bytes()
    broken = tmp_path / "broken.gz"
    broken.write_bytes(gzip.compress(EXAMPLE.read_bytes() * 50)[:-400])
    with pytest.raises(DatelineError):
        bring(tmp_path / "data", broken)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["own.sqlite"]
    assert (tmp_path / "data" / "own.sqlite").read_bytes() == before


def test_an_import_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    bring(tmp_path / "data", EXAMPLE)
    before = (tmp_path / "data" / "own.sqlite").read_bytes()
    file = tmp_path / "export.txt"
    file.write_text("".join(row(n, f"Alpha {n}") + "\n" for n in range(1, 30_000)), encoding="utf-8")

    def stop(done: int) -> None:
        if done > 1_000_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        geonames.bring(tmp_path / "data", geonames.stamp("own", file), file, stop)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["own.sqlite"]
    assert (tmp_path / "data" / "own.sqlite").read_bytes() == before


def test_what_a_killed_import_left_is_removed_later(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".killed.part", tmp_path / ".other.part"
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    bring(tmp_path, EXAMPLE)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.part", "own.sqlite"]


def test_an_import_without_room_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=100))
    with pytest.raises(DatelineError, match="MB free") as raised:
        bring(tmp_path / "data", EXAMPLE)
    assert raised.value.code == "E073"
    assert not list((tmp_path / "data").iterdir())


def test_a_place_that_stands_twice_is_the_later_one(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text(row(5, "Zorvanice") + "\n" + row(5, "Zorvanice", people="900") + "\n", encoding="utf-8")
    assert bring(tmp_path / "data", file) == ("added", 1, {})
    (found,) = load((tmp_path / "data" / "own.sqlite",)).named("Zorvanice")
    assert found.population == 900


@pytest.mark.parametrize("contents", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_damaged_import_is_named(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "own.sqlite"
    path.write_bytes(contents)
    for read in (origin_of, made_with):
        with pytest.raises(DatelineError) as raised:
            read(path)
        assert raised.value.code == "E072"


def test_what_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    bring(tmp_path, EXAMPLE)
    with pytest.raises(DatelineError, match="imported: own"):
        geonames.remove(tmp_path, "other")
    geonames.remove(tmp_path, "own")
    assert not list(tmp_path.iterdir())
