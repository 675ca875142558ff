"""What of others is served is what they published, named with its licence, and part of the package."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.applications import Starlette

import dateline.web
from web.asking import get

WEB: Final = Path(dateline.web.__file__).parent
VENDORED: Final = WEB / "static" / "vendored"
ROOT: Final = Path(__file__).parents[2]
LISTED: Final[list[dict[str, Any]]] = tomllib.loads((VENDORED / "vendored.toml").read_text(encoding="utf-8"))[
    "file"
]
WORDS: Final = {
    "MIT": "Permission is hereby granted",
    "ISC": "Permission to use, copy",
    "0BSD": "Permission to use, copy",
}


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one["name"])
def test_each_file_is_the_one_that_was_published(one: dict[str, Any]) -> None:
    assert hashlib.sha256((VENDORED / one["name"]).read_bytes()).hexdigest() == one["sha256"]
    assert all(one[key] for key in ("package", "version", "of", "home"))
    licence = (VENDORED / one["licence_file"]).read_text(encoding="utf-8")
    assert WORDS[one["licence"]] in " ".join(licence.split())


def test_nothing_else_lies_there() -> None:
    found = {path.relative_to(VENDORED).as_posix() for path in VENDORED.rglob("*") if path.is_file()}
    named = {one["name"] for one in LISTED} | {one["licence_file"] for one in LISTED}
    assert found == named | {"vendored.toml"}


def test_they_are_named_for_readers() -> None:
    told = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
    for one in LISTED:
        assert one["package"] in told
        assert one["version"] in told
        assert one["licence"] in told


def test_no_page_asks_for_what_is_not_there(app: Starlette) -> None:
    for folder in ("static", "templates"):
        for path in (WEB / folder).rglob("*"):
            if path.suffix in {".html", ".css", ".js"} and VENDORED not in path.parents:
                text = path.read_text(encoding="utf-8")
                assert "//cdn" not in text
                for name in _named(text):
                    assert get(app, name).status == 200, (path.name, name)


def _named(text: str) -> set[str]:
    """Return the addresses of the static files that a text names: by their version, with `asset`, or without."""
    pieces = text.replace("'", '"').split('"')
    bare = {piece for piece in pieces if piece.startswith("/static/") and "{" not in piece}
    return bare | {f"/static/{name}" for name in re.findall(r"asset\('([^']+)'\)", text)}


def test_the_wheel_holds_pages_and_what_they_are_made_of(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"dateline/web/{path.relative_to(WEB).as_posix()}"
        for path in WEB.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert wanted <= held
    assert not [name for name in held if "node_modules" in name]


def test_axe_is_asked_for_in_one_version() -> None:
    asked = json.loads((ROOT / "tests" / "ui" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert set(asked) == {"axe-core"}
    assert asked["axe-core"][0].isdigit()
