"""The file to cite: whole, explained, without the reports' texts, and named by its data."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
from msgspec import structs

from builders import make_report
from dateline.export.package import FILES, columns_of, given
from dateline.export.papers import Citation
from dateline.store.record import Record
from editions import elsewhere

Store = Callable[..., Path]


def packed(path: Path, citation: Citation | None = None) -> dict[str, bytes]:
    """Return the files of an export."""
    out = path.with_suffix(".zip")
    with Record(path, read_only=True) as record:
        record.export("zip", out, citation=citation)
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_the_files(store: Store) -> None:
    files = packed(store(elsewhere(1), elsewhere(2)))
    tables = {f"data/{table.name}.{end}" for table in given() for end in ("csv", "parquet")}
    assert set(files) == tables | {name for name in FILES if "TABLE" not in name}
    for line in files["SHA256SUMS"].decode().splitlines():
        hashed, name = line.split("  ")
        assert sha256(files[name]).hexdigest() == hashed
    assert len(files["SHA256SUMS"].splitlines()) == len(files) - 1


def test_csv_and_parquet_hold_the_same(store: Store, tmp_path: Path) -> None:
    files = packed(store(elsewhere(1), elsewhere(2)))
    for table in given():
        found = rows(files[f"data/{table.name}.csv"])
        (tmp_path / "a.parquet").write_bytes(files[f"data/{table.name}.parquet"])
        exact = duckdb.read_parquet(str(tmp_path / "a.parquet"))
        assert exact.columns == columns_of(table)
        assert len(exact.fetchall()) == len(found)
        assert all(list(row) == columns_of(table) for row in found)


def test_the_reports_are_not_in_it(store: Store) -> None:
    report = make_report()
    files = packed(store(report))
    sentence = "Turkey suspended inspections under the 2022 grain deal last year."
    assert sentence in report.document.text
    assert not any(sentence.encode() in data for data in files.values())


def test_who_corrected_is_not_in_it(store: Store) -> None:
    path = store()
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO corrections (number, target, verdict, why, corrected_by)"
            " VALUES (1, 'e1', 'wrong', 'sport', 'Zoe')"
        )
    files = packed(path)
    (row,) = rows(files["data/corrections.csv"])
    assert (row["verdict"], row["why"]) == ("wrong", "sport")
    assert not any(b"Zoe" in data for data in files.values())


def test_what_only_keeps_the_store_is_not_in_it() -> None:
    from dateline.export import package
    from dateline.export.parquet import STORED

    columns = {table.name: {column.name for column in table.columns} for table in STORED}
    assert set(package.NOT_DATA) <= set(columns)
    assert all(set(names) <= columns[table] for table, names in package.WITHHELD.items())


def test_sources_and_actors(store: Store) -> None:
    files = packed(store(elsewhere(1), elsewhere(2)))
    assert {row["url"] for row in rows(files["sources.csv"])} == {
        "https://news.example/1",
        "https://news.example/2",
    }
    actors = {row["id"]: row for row in rows(files["actors.csv"])}
    assert (actors["state:RUS"]["name"], actors["state:RUS"]["reports"]) == ("Russia", "2")


def test_the_codebook_describes_every_column(store: Store) -> None:
    text = packed(store())["codebook.md"].decode()
    for table in given():
        part = text.split(f"## {table.name}\n")[1].split("\n## ")[0]
        named = [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")]
        assert named == columns_of(table)


def test_the_version_is_that_of_the_data(store: Store) -> None:
    one = packed(store(elsewhere(1), elsewhere(2), name="a.duckdb"), Citation(title="One"))
    same = packed(store(elsewhere(2), elsewhere(1), name="b.duckdb"), Citation(title="Two"))
    other = packed(store(elsewhere(1), elsewhere(3), name="c.duckdb"))
    versions = [json.loads(files["version.json"])["version"] for files in (one, same, other)]
    assert versions[0] == versions[1] != versions[2]
    assert versions[0] in one["README.md"].decode()


def test_the_citation(store: Store) -> None:
    citation = Citation(
        title='The "Odesa" record: a test', authors=("A. Researcher", "B"), released="2026-01-02"
    )
    lines = packed(store(), citation)["CITATION.cff"].decode().splitlines()
    assert lines[0] == "cff-version: 1.2.0"
    assert 'title: "The \\"Odesa\\" record: a test"' in lines
    assert 'date-released: "2026-01-02"' in lines
    assert [line for line in lines if line.startswith("  - name")] == [
        '  - name: "A. Researcher"',
        '  - name: "B"',
    ]
    bare = packed(store(name="other.duckdb"))["CITATION.cff"].decode()
    assert "date-released" not in bare
    assert 'title: "A record of 1 news reports, 2025-09-17 to 2025-09-17"' in bare


def test_no_cell_is_a_formula(store: Store) -> None:
    report = make_report()
    actors = tuple(structs.replace(actor, name="=1+1") for actor in report.actors)
    files = packed(store(structs.replace(report, actors=actors)))
    assert {row["name"] for row in rows(files["data/actors.csv"])} == {"'=1+1"}
    assert all(float(row["intensity"]) < 0 for row in rows(files["data/events.csv"]))
