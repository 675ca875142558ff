"""A file has its name when it is whole; otherwise nothing is there, and what stood there stays."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.errors import DatelineError
from dateline.export import events
from dateline.export.formats import FORMATS, Format
from dateline.export.parquet import STORED
from dateline.export.writing import placed, placed_folder
from dateline.store.record import Record
from editions import elsewhere

Store = Callable[..., Path]


def break_off(error: BaseException, out: Path) -> None:
    """Write a little, then fail."""
    with placed(out) as stream:
        stream.write(b"half")
        raise error


@pytest.mark.parametrize("before", [None, b"whole"])
def test_a_full_disk_leaves_nothing(before: bytes | None, tmp_path: Path) -> None:
    out = tmp_path / "events.tsv"
    if before:
        out.write_bytes(before)
    with pytest.raises(DatelineError, match=r"\[E043\].*no space left"):
        break_off(OSError(errno.ENOSPC, "No space left on device"), out)
    assert [path.name for path in tmp_path.iterdir()] == (["events.tsv"] if before else [])
    assert not before or out.read_bytes() == before


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        break_off(KeyboardInterrupt(), tmp_path / "events.tsv")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> None:
        with placed_folder(tmp_path / "record") as folder:
            (folder / "a.parquet").write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not list(tmp_path.iterdir())


def test_an_export_that_breaks_off_in_the_middle_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store()

    def broken(*_: object) -> Any:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(events, "dated", broken)
    with Record(path, read_only=True) as record, pytest.raises(DatelineError, match="E043"):
        record.export("polecat", tmp_path / "events.tsv")
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_that_is_not_there(form: Format, store: Store, tmp_path: Path) -> None:
    with Record(store(), read_only=True) as record, pytest.raises(DatelineError, match="E043"):
        record.export(form, tmp_path / "nowhere" / "file")


def test_a_device_is_written_to_and_stays_one(store: Store) -> None:
    with Record(store(), read_only=True) as record:
        with pytest.raises(DatelineError, match="E043"):
            record.export("polecat", "/dev/full")
        assert record.export("polecat", "/dev/null").written == 2
    assert not Path("/dev/null").is_file()


def test_a_link_is_followed(store: Store, tmp_path: Path) -> None:
    target, link = tmp_path / "there.tsv", tmp_path / "link.tsv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with Record(store(), read_only=True) as record:
        record.export("polecat", link)
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"Event ID")


@pytest.mark.parametrize(
    ("form", "choice"),
    [
        ("zip", {"actor": "IRN"}),
        ("parquet", {"since": "2025-01-01"}),
        ("jsonld", {"dates": "known"}),
        ("xml", {}),
    ],
)
def test_what_a_format_cannot_do_is_refused(
    form: Any, choice: dict[str, Any], store: Store, tmp_path: Path
) -> None:
    with Record(store(), read_only=True) as record, pytest.raises(DatelineError, match="E031"):
        record.export(form, tmp_path / "out", **choice)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_store_gives_the_same_bytes(form: Format, store: Store, tmp_path: Path) -> None:
    path = store(*map(elsewhere, range(5)))
    for name in ("a", "b"):
        with Record(path, read_only=True) as record:
            record.export(form, tmp_path / name)
    one, other = tmp_path / "a", tmp_path / "b"
    names = sorted(found.relative_to(one) for found in one.rglob("*")) if one.is_dir() else [Path()]
    assert names
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_parquet_holds_every_table(store: Store, tmp_path: Path) -> None:
    path, out = store(), tmp_path / "it's"
    with Record(path, read_only=True) as record:
        assert record.export("parquet", out).written == len(STORED)
        counts = record.counts()
    with duckdb.connect(str(path), read_only=True) as connection:
        for table in STORED:
            file = str(out / f"{table.name}.parquet").replace("'", "''")
            difference = f"SELECT * FROM \"{table.name}\" EXCEPT ALL SELECT * FROM '{file}'"  # noqa: S608 - our own names
            assert connection.execute(difference).fetchall() == []
            found = connection.execute(f"SELECT count(*) FROM '{file}'").fetchone()  # noqa: S608 - likewise
            assert found == (counts[table.name],)


def test_parquet_overwrites_no_folder(store: Store, tmp_path: Path) -> None:
    out = tmp_path / "record"
    out.mkdir()
    with Record(store(), read_only=True) as record:
        record.export("parquet", out)
        with pytest.raises(DatelineError, match="E043"):
            record.export("parquet", out)
        with pytest.raises(DatelineError, match="E043"):
            record.export("parquet", "-")
