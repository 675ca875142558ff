"""One record across reports by its id: a story, a happening, a proposition or a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from dateline.store.answers.deal_rows import DealRow
    from dateline.store.answers.one_proposition import Proposition
    from dateline.store.linking.questions import HappeningRow, StoryRow


def across(
    connection: duckdb.DuckDBPyConnection, key: str
) -> StoryRow | HappeningRow | Proposition | DealRow | None:
    """Return the record across reports with an id, `None` if there is none."""
    from dateline.store.answers import deal_rows, one_proposition
    from dateline.store.linking import questions

    found = questions.happenings(connection, ids=[key])
    if found:
        return found[0]
    proposition = one_proposition.proposition(connection, key)
    if proposition is not None and proposition.id == key:
        return proposition
    if connection.execute("SELECT 1 FROM deals WHERE id = ?", [key]).fetchone():
        return next(deal for deal in deal_rows.deals(connection, name=key) if deal.id == key)
    return questions.story(connection, key)
