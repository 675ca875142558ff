"""Addresses of records across reports that are withdrawn: the page says what they are now part of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from dateline.store.record import Record
from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from linking_reports import raid
from web.asking import get
from web.conftest import PORT

LATER, EARLIER = raid("2025-03-05", "The Nation", 12), raid("2025-03-04", "The Standard", 12)


def filled(path: Path) -> tuple[str, str]:
    """Fill a store in which a happening has got another id; return the old one and the new one."""
    with Record(path) as record:
        record.add(LATER)
        record.link()
        old = record.timeline("KEN")[0].id
        record.add(EARLIER)
        record.link()
        return old, record.timeline("KEN")[0].id


@pytest.fixture
def moved(tmp_path: Path) -> Iterator[tuple[Starlette, str, str]]:
    """An application with the old and the new id of a happening."""
    path = tmp_path / "news.duckdb"
    old, new = filled(path)
    desk = Desk(path)
    yield application(desk, Rules(hosts(LOCAL, PORT))), old, new
    desk.close()


def test_an_old_id_leads_to_the_new_one(moved: tuple[Starlette, str, str]) -> None:
    app, old, new = moved
    assert get(app, f"/h/{new}").status == 200
    found = get(app, f"/h/{old}")
    assert found.status == 404
    assert f"is now part of {new}" in found.text
    assert f"/h/{new}" in found.text


@pytest.mark.parametrize("path", ["/h/h0000000000", "/p/p0000000000", "/a/t0000000000", "/story/y0000000000"])
def test_an_id_that_never_was_leads_nowhere(app: Starlette, path: str) -> None:
    found = get(app, path)
    assert found.status == 404
    assert "E050" in found.text
    assert "now part of" not in found.text
