"""Watching feeds: each asked in its turn, what is new fetched, for as long as it is wanted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dateline.errors import DatelineError
from dateline.fetching.exchange import PassingError
from dateline.fetching.feeds_file import Plan
from dateline.fetching.gathering import Gathering, Outcome, failure
from dateline.fetching.limits import Clock
from dateline.fetching.memory import Polled

LONGEST: Final = timedelta(days=1)
"""The longest time after which a feed that fails is asked again; it is never given up."""
KEPT: Final = timedelta(days=90)
"""How long it is known that a page was fetched after the last feed has named it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Watches feeds.

    Attributes:
        gathering: fetches, archives and hands on.
        feeds: the feeds.
        clock: the time.
        said: told what became of each feed and page, with the name of the feed.
        idle: told before nothing is to be done for a while, until when.
        check: raises when it is to stop.
    """

    gathering: Gathering
    feeds: tuple[Plan, ...]
    clock: Clock
    said: Callable[[str, Outcome], None]
    idle: Callable[[datetime], None] = lambda _: None
    check: Callable[[], None] = lambda: None

    def run(self, *, once: bool = False) -> None:
        """Ask feeds and fetch pages as they come due.

        Args:
            once: return when nothing is due any more, instead of waiting for what comes.

        Raises:
            DatelineError: E020, E021, E040, E042, E072, E087, E089: nothing that follows would fare better.
        """
        self.gathering.memory.forget(self.clock.now() - KEPT)
        names = {plan.url: plan.name for plan in self.feeds}
        while True:
            self.check()
            now = self.clock.now()
            due, _, plan = min((self._due(plan, now), n, plan) for n, plan in enumerate(self.feeds))
            if due <= now:
                self.said(plan.name, self._poll(plan))
            elif page := self.gathering.ready(names):
                self.said(names[page.feed], self.gathering.page(page))
            elif once:
                return
            else:
                rest = self.gathering.rest(names)
                seconds = min((due - now).total_seconds(), math.inf if rest is None else rest)
                self.idle(now + timedelta(seconds=seconds))
                self.clock.sleep(max(seconds, 1.0))

    def _due(self, plan: Plan, now: datetime) -> datetime:
        """Return when a feed is to be asked: now if it is new, later and later if it fails."""
        last = self.gathering.memory.feed(plan.url)
        if last is None:
            return now
        # twenty doublings are beyond any limit
        pause = plan.every * (1 << min(last.failures, 20))
        return max(last.asked + min(pause, max(LONGEST, plan.every)), last.until)

    def _poll(self, plan: Plan) -> Outcome:
        asked = self.clock.now()
        try:
            outcome = self.gathering.poll(plan.source)
        except DatelineError as error:
            outcome = failure(plan.url, error, kind="feed")
            last = self.gathering.memory.feed(plan.url)
            until = error.until if isinstance(error, PassingError) and error.until else asked
            self.gathering.memory.polled(plan.url, Polled(asked, (last.failures if last else 0) + 1, until))
            return outcome
        self.gathering.memory.polled(plan.url, Polled(asked, 0, asked))
        return outcome
