"""A store with something of every kind, and its application."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from web.stores import make_store

PORT = 8017


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of hand-made reports, linked, that no test changes; see `stores.reports`."""
    return make_store(tmp_path_factory.mktemp("web") / "news.duckdb")


@pytest.fixture(scope="session")
def desk(store: Path) -> Iterator[Desk]:
    """Access to that store."""
    desk = Desk(store)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def app(desk: Desk) -> Starlette:
    """The application for that store, as served on the loopback; ask it with `asking.get`."""
    return application(desk, Rules(hosts(LOCAL, PORT)))


@pytest.fixture
def editable(store: Path, tmp_path: Path) -> Iterator[Starlette]:
    """An application that takes corrections, with a copy of that store of its own."""
    desk = Desk(Path(shutil.copy(store, tmp_path / "mine.duckdb")))
    yield application(desk, Rules(hosts(LOCAL, PORT)), edit=True)
    desk.close()
