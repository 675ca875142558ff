"""A site on this machine, names that lead to it, and a clock that only runs when it is told to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.fetching.client import Fetcher
from dateline.fetching.limits import Manners
from local_site import HandClock, Site, Wire, resolve


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.close()


@pytest.fixture
def hands() -> HandClock:
    return HandClock()


@pytest.fixture
def fetcher(hands: HandClock) -> Fetcher:
    return Fetcher(Manners(allow_private=True), clock=hands.clock, resolve=resolve)


@pytest.fixture
def wire(hands: HandClock) -> Wire:
    return Wire(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", hands)
