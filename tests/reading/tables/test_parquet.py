"""Parquet, read by DuckDB with everything else locked away."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.tables import parquet as reader
from dateline.reading.tables.columns import Columns
from table_files import Found, names, parquet, resumes, source, texts

ROWS = """
    SELECT 'The text of ' || n AS text, 'Title ' || n AS headline, n AS id, DATE '2021-04-03' AS date,
        {'name': 'The Courier', 'where': {'town': 'x'}} AS source, ['Ann Bell', 'Carl Dee'] AS authors,
        'The odd column' AS "a.b ""c"" d"
    FROM range(1, 6) t(n)
"""


def read(path: Path, start: int = 0, columns: Columns | None = None, limit: int = 50_000) -> Found:
    return list(reader.items(path, "t.parquet", columns, Settings(max_bytes=limit), start))


def test_rows(tmp_path: Path) -> None:
    path = parquet(tmp_path / "t.parquet", ROWS)
    found = read(path)
    assert names(found) == [f"t.parquet:{number}" for number in range(1, 6)]
    one = source(found[0])
    assert one.text == "Title 1\n\nBy Ann Bell, Carl Dee\n\nThe text of 1"
    assert (one.published, one.publisher) == ("2021-04-03", "The Courier")
    resumes(lambda start: read(path, start), found)
    assert found == read(path)


@pytest.mark.parametrize(
    ("column", "text"), [('a.b "c" d', "The odd column"), ("source.where.town", "x"), ("headline", "Title 1")]
)
def test_any_column_can_be_named(tmp_path: Path, column: str, text: str) -> None:
    path = parquet(tmp_path / "t.parquet", ROWS)
    assert source(read(path, columns=Columns(text=column, title="", authors=""))[0]).text == text


@pytest.mark.parametrize(
    "name", ["a'b.parquet", "a[1]*?.parquet", "a b;c--.parquet", "{x,y}.parquet", 'ä"b.parquet']
)
def test_any_file_name_is_that_file(tmp_path: Path, name: str) -> None:
    parquet(tmp_path / "t.parquet", ROWS).rename(tmp_path / name)
    parquet(tmp_path / "a1x.parquet", "SELECT 'other' AS text")
    assert len(read(tmp_path / name)) == 5


@pytest.mark.parametrize(
    ("kind", "iso"),
    [
        ("TIMESTAMP '2021-04-03 10:05:06'", "2021-04-03T10:05:06"),
        ("TIMESTAMP_MS '2021-04-03 10:05:06'", "2021-04-03T10:05:06"),
        ("TIMESTAMPTZ '2021-04-03 10:05:06+02'", "2021-04-03T08:05:06+00:00"),
        ("'03/04/2021'", "03/04/2021"),
        ("1617436800::BIGINT", "2021-04-03T08:00:00+00:00"),
        ("NULL::DATE", ""),
    ],
)
def test_dates_of_every_type(tmp_path: Path, kind: str, iso: str) -> None:
    path = parquet(tmp_path / "t.parquet", f"SELECT 'words' AS text, {kind} AS published")
    assert source(read(path)[0]).published == iso


def test_rows_without_text_and_rows_that_are_too_large(tmp_path: Path) -> None:
    query = """SELECT CASE n WHEN 1 THEN NULL WHEN 2 THEN repeat('x', 60000) WHEN 3 THEN '' ELSE 'words' END AS text
        FROM range(1, 5) t(n)"""
    found = read(parquet(tmp_path / "t.parquet", query))
    assert texts(found) == ["E001", "E003", "E001", "words"]


def test_one_huge_value_in_every_row_is_never_held(tmp_path: Path) -> None:
    query = "SELECT repeat('x', 5000000) AS text FROM range(60)"
    found = reader.items(
        parquet(tmp_path / "t.parquet", query), "t.parquet", None, Settings(max_bytes=1_000_000)
    )
    assert all(isinstance(each, DatelineError) and each.code == "E003" for each in found)


@pytest.mark.parametrize(
    ("query", "code"), [("SELECT 1 AS a, 'x' AS b", "E009"), ("SELECT 'x' AS text LIMIT 0", "E001")]
)
def test_files_that_hold_no_reports(tmp_path: Path, query: str, code: str) -> None:
    with pytest.raises(DatelineError, match=code):
        read(parquet(tmp_path / "t.parquet", query))


@pytest.mark.parametrize("cut", [4, 30, 500])
def test_damaged_files(tmp_path: Path, cut: int) -> None:
    whole = parquet(tmp_path / "t.parquet", ROWS).read_bytes()
    for data in (
        whole[:-cut],
        whole[:cut] + b"\xff" * 40 + whole[cut + 40 :],
        b"PAR1" + b"\x00" * cut + b"PAR1",
    ):
        path = tmp_path / "bad.parquet"
        path.write_bytes(data)
        with contextlib.suppress(DatelineError):
            assert len(read(path)) == 5


def test_missing_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="E006"):
        read(tmp_path / "none.parquet")
