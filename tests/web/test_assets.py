from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette

from dateline.web import assets
from web.asking import get

LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def test_a_page_names_its_files_with_their_versions(app: Starlette) -> None:
    named = LINKED.findall(get(app, "/").text)
    assert named
    for address in named:
        answer = get(app, address)
        assert answer.status == 200
        assert "immutable" in answer.header("cache-control"), address


@pytest.mark.parametrize("query", ["", "?v=", "?v=000000000000", "?v=0&v=1", "?v=%00", "?w=1"])
def test_a_file_without_its_version_is_asked_for_again(app: Starlette, query: str) -> None:
    answer = get(app, f"/static/dateline.css{query}")
    assert answer.status == 200
    assert "no-cache" in answer.header("cache-control")
    known = {"if-none-match": answer.header("etag")}
    assert get(app, f"/static/dateline.css{query}", headers=known).status == 304


def test_no_page_is_kept(app: Starlette) -> None:
    for path in ("/", "/events", "/events.json", "/nothing"):
        assert "no-cache" in get(app, path).header("cache-control")


def test_a_version_changes_with_the_file(tmp_path: Path) -> None:
    kept = tmp_path / "page.css"
    kept.write_text("a {}")
    (tmp_path / "other.css").write_text("a {}")
    before = assets.versions(tmp_path)
    kept.write_text("b {}")
    after = assets.versions(tmp_path)
    assert before["page.css"] != after["page.css"]
    assert before["other.css"] == after["other.css"]
    assert assets.Assets(tmp_path).address("page.css").endswith(after["page.css"])


def test_no_template_names_a_file_without_its_version() -> None:
    folder = assets.FOLDER.parent / "templates"
    found = {path.name for path in folder.glob("*.html") if '"/static/' in path.read_text(encoding="utf-8")}
    assert not found
