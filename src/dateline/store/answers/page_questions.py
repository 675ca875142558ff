"""Questions that only pages ask: what a plot, a map or the head of a page shows, a page of rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import duckdb

from dateline.store.answers.listed import EventFilters

if TYPE_CHECKING:
    from dateline.store.answers.acts import Act, ActKind, Head
    from dateline.store.answers.happening_rows import Found, Pair, Partner, Told
    from dateline.store.answers.place_rows import Places


class PageQuestions:
    """What pages ask beside what `Questions` answers to anybody."""

    _connection: duckdb.DuckDBPyConnection

    def between(self, sides: Sequence[str], **filters: Any) -> Found:
        """Return what stands between two sides, or involves one; see `happening_rows.between`."""
        from dateline.store.answers import happening_rows

        return happening_rows.between(self._connection, sides, **filters)

    def told(self, ids: Sequence[str], *, each: int) -> dict[str, tuple[Told, ...]]:
        """Return the events that tell of happenings; see `happening_rows.told`."""
        from dateline.store.answers import happening_rows

        return happening_rows.told(self._connection, ids, each=each)

    def pairs(self, limit: int) -> list[Pair]:
        """Return the pairs of actors with most happenings."""
        from dateline.store.answers import happening_rows

        return happening_rows.pairs(self._connection, limit)

    def partners(self, key: str, limit: int) -> list[Partner]:
        """Return with whom an actor has most happenings."""
        from dateline.store.answers import happening_rows

        return happening_rows.partners(self._connection, key, limit)

    def name_of(self, key: str) -> str:
        """Return the name of the actor with an id, an empty string if there is none."""
        from dateline.store.answers import happening_rows

        return happening_rows.name_of(self._connection, key)

    def head(self, name: str) -> Head:
        """Return who the actor is that a name means; see `acts.head`."""
        from dateline.store.answers import acts

        return acts.head(self._connection, name)

    def act_counts(self, key: str, **days: Any) -> dict[ActKind, int]:
        """Return the number of acts of an actor by kind; see `acts.counts`."""
        from dateline.store.answers import acts

        return acts.counts(self._connection, key, **days)

    def acts(self, key: str, **filters: Any) -> list[Act]:
        """Return what an actor did, had done to it, said and holds; see `acts.acts`."""
        from dateline.store.answers import acts

        return acts.acts(self._connection, key, **filters)

    def disputed(self, key: str) -> int:
        """Return the number of disputed propositions about which an actor holds something."""
        from dateline.store.answers import acts

        return acts.disputed(self._connection, key)

    def places(self, filters: EventFilters, *, limit: int, offset: int = 0) -> Places:
        """Return the places of the events that fit; see `place_rows.places`."""
        from dateline.store.answers import place_rows

        return place_rows.places(self._connection, filters, limit=limit, offset=offset)
