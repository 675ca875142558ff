"""Documents that come one by one: the store is free between them, and settled when nothing more comes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from builders import TEXT
from dateline.cli.keeping import Keeper
from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.scale.here import Here
from dateline.store.record import Record
from hand_reader import HandReader


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    settings = Settings(model=False)
    return Keeper(
        tmp_path / "news.duckdb",
        settings,
        Here(partial(HandReader, settings)),
        HandReader(settings).made_with,
    )


def test_the_store_is_free_between_two_documents(keeper: Keeper) -> None:
    for number in range(3):
        outcome, document = keeper.keep(
            Item(name=f"page {number}", content=f"{TEXT}\nIssue {number}.".encode())
        )
        assert outcome == "added"
        # one that reads and one that writes; neither would get a store that is held
        with Record(keeper.path, read_only=True) as record:
            assert record.report(document) is not None
        with Record(keeper.path) as record:
            assert record.waiting() == number + 1


def test_it_settles_what_came(keeper: Keeper) -> None:
    keeper.keep(Item(name="page", content=TEXT.encode()))
    keeper.settle()
    with Record(keeper.path, read_only=True) as record:
        assert record.waiting() == 0
        assert len(record.stories()) == 1


def test_a_page_that_cannot_be_read_leaves_the_store_as_it_was(keeper: Keeper) -> None:
    keeper.keep(Item(name="page", content=TEXT.encode()))
    with pytest.raises(DatelineError, match="E001"):
        keeper.keep(Item(name="empty", content=b""))
    with Record(keeper.path, read_only=True) as record:
        assert record.counts()["documents"] == 1
