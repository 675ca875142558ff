"""Exports from the page: the same as the command's, with the filters of the list, bounded, under a safe name."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from starlette.applications import Starlette

from dateline.errors import DatelineError
from dateline.export.formats import Format
from dateline.store.record import Record
from dateline.web.desk import Desk
from dateline.web.exporting import ENDINGS, Export, Exports, name_of
from web.asking import get
from web.parsed import of_class, tree
from web.stores import make_store


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_every_format_has_an_ending() -> None:
    assert set(ENDINGS) == set(get_args(Format))


@pytest.mark.parametrize("form", [form for form in get_args(Format) if form != "parquet"])
def test_it_is_what_the_command_writes(
    app: Starlette, desk: Desk, store: Path, tmp_path: Path, temporary: Path, form: Format
) -> None:
    answer = get(app, f"/export/{form}")
    assert answer.status == 200
    assert answer.header("content-type") == ENDINGS[form][1]
    assert answer.header("content-disposition") == f'attachment; filename="news-{form}.{ENDINGS[form][0]}"'
    assert answer.header("x-dateline-version") == get(app, "/events.json").json["version"]
    # here it is open in its cage, in which no file can be written
    desk.close()
    with Record(store, read_only=True) as record:
        done = record.export(form, tmp_path / "out")
    assert int(answer.header("x-dateline-written")) == done.written
    assert answer.body == (tmp_path / "out").read_bytes()
    assert list(temporary.iterdir()) == []


def test_tables_come_in_one_file(app: Starlette) -> None:
    answer = get(app, "/export/parquet")
    assert answer.status == 200
    names = zipfile.ZipFile(io.BytesIO(answer.body)).namelist()
    assert {"events.parquet", "documents.parquet"} <= set(names)
    assert all(re.fullmatch(r"[a-z_]+\.parquet", name) for name in names)


def lines(app: Starlette, query: str) -> list[dict[str, object]]:
    answer = get(app, f"/export/plover?{query}")
    assert answer.status == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def test_the_filters_of_the_list_hold(app: Starlette) -> None:
    both = "status=occurred&status=ongoing&limit=1000"
    for query in (
        "type=ASSAULT",
        "place=Odesa",
        "source=nation",
        "actor=RUS",
        "since=2025-03&until=2025-03-05",
    ):
        rows = get(app, f"/events.json?{query}&{both}").json["rows"]
        assert len(lines(app, query)) == len(rows), query
    assert len(lines(app, "type=ASSAULT")) > len(lines(app, "place=Odesa")) > 0
    assert len(lines(app, "type=ASSAULT&by=happening")) < len(lines(app, "type=ASSAULT"))


def test_the_list_offers_each_format_with_its_filters(app: Starlette) -> None:
    page = tree(get(app, "/events?type=ASSAULT&place=Odesa&since=2025&limit=1"))
    (fold,) = of_class(page, "export")
    offered = fold.xpath(".//ul//a/@href")
    assert [path.partition("?")[0] for path in offered] == [f"/export/{form}" for form in get_args(Format)]
    asked = {path.partition("?")[0].rpartition("/")[2]: path.partition("?")[2] for path in offered}
    assert asked["plover"] == "type=ASSAULT&place=Odesa&since=2025"
    assert (asked["jsonld"], asked["zip"], asked["parquet"]) == ("since=2025", "", "")
    for path in offered:
        assert get(app, path).status == 200, path


def test_all_rows_can_be_had_at_once(app: Starlette) -> None:
    page = tree(get(app, "/reports?limit=2"))
    paths = of_class(page, "export")[0].xpath(".//a/@href")
    assert paths == ["/reports.csv?limit=10000", "/reports.json?limit=10000"]
    rows = list(csv.DictReader(io.StringIO(get(app, paths[0]).text)))
    assert [row["id"] for row in rows] == [row["id"] for row in get(app, paths[1]).json["rows"]]
    assert len(rows) > 2
    # where the page has all there is, its own CSV and JSON are enough
    assert of_class(tree(get(app, "/reports?limit=100")), "export") == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/export/docx", (400, "E102")),
        ("/export/zip?actor=IRN", (400, "E031")),
        ("/export/jsonld?type=ASSAULT", (400, "E031")),
        ("/export/plover?limit=3", (400, "E102")),
        ("/export/plover?since=2025-02-30", (400, "E030")),
        ("/export/plover?by=happening&place=SDN", (400, "E031")),
        ("/export/..%2f..%2fetc", (404, "E100")),
    ],
)
def test_what_cannot_be_exported_is_refused(
    app: Starlette, temporary: Path, path: str, expected: tuple[int, str]
) -> None:
    answer = get(app, path)
    assert answer.status == expected[0]
    assert expected[1] in answer.text
    assert list(temporary.iterdir()) == []


def test_another_page_may_not_lead_to_what_takes_long(app: Starlette) -> None:
    follows = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert get(app, "/export/zip", headers=follows).status == 403


@pytest.mark.parametrize(
    ("bounds", "code"),
    [({"seconds": 0.0}, "E053"), ({"most": 0}, "E053"), ({"at_once": 1}, "E105")],
    ids=["time", "space", "number"],
)
def test_it_is_bounded(store: Path, temporary: Path, bounds: dict[str, int], code: str) -> None:
    exports = Exports(store, **bounds)
    if code == "E105":
        exports._turn.acquire()  # noqa: SLF001 - as another request does
    with pytest.raises(DatelineError) as caught:
        exports.make(Export(format="zip"))
    assert caught.value.code == code
    assert list(temporary.iterdir()) == []


def test_a_store_that_cannot_be_read_is_said(tmp_path: Path, temporary: Path) -> None:
    with pytest.raises(DatelineError) as caught:
        Exports(tmp_path / "nothing.duckdb").make(Export(format="plover"))
    assert caught.value.code == "E040"
    assert list(temporary.iterdir()) == []


def test_what_nobody_waits_for_leaves_nothing(store: Path, temporary: Path) -> None:
    made = Exports(store).make(Export(format="plover"))
    assert made.size > 0
    made.stream.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("store", "name"),
    [
        ("news.duckdb", "news-plover.jsonl"),
        ('a"; x=\r\n.duckdb', "a-x-plover.jsonl"),
        ("../../etc/passwd", "etc-passwd-plover.jsonl"),
        ("пресса.duckdb", "record-plover.jsonl"),
        ("a" * 300, "a" * 60 + "-plover.jsonl"),
    ],
)
def test_names_are_safe(store: str, name: str) -> None:
    assert name_of(store, "plover") == name


def test_pages_are_shown_while_an_export_is_made(tmp_path: Path) -> None:
    desk = Desk(make_store(tmp_path / "busy.duckdb"))
    with desk.questions() as questions:
        made = Exports(desk.path).make(Export(format="geojson"))
        assert questions.version == made.version
    assert b"".join(made.pieces()).startswith(b"{")
    desk.close()
