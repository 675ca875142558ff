"""Linking: what is known across reports, brought up to date with the reports that wait."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from dateline.store import history
from dateline.store.linking import alterations, contradictions, deals, happenings, propositions, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a run of linking did.

    Attributes:
        documents: reports that had been waiting.
        stories: stories that came, went or were looked at anew.
        happenings: happenings that were written anew.
        propositions: propositions that came, went or were looked at anew.
        deals: agreements across reports that came, went or were looked at anew.
    """

    documents: int
    stories: int
    happenings: int
    propositions: int
    deals: int


def link(connection: duckdb.DuckDBPyConnection) -> Linked:
    """Bring the tables across reports up to date with the reports in `pending`, and empty it.

    The rows that come out are the same for the same reports, whatever the order in which they were added and
    however often this was called between. What was added, altered and withdrawn is put among the changes.

    Args:
        connection: the store, in a transaction.
    """
    touched = [
        row[0] for row in connection.execute("SELECT DISTINCT document FROM pending ORDER BY 1").fetchall()
    ]
    affected = stories.renew(connection, touched)
    renewed = happenings.renew(connection, affected)
    claimed = propositions.renew(connection, touched)
    contradictions.renew(connection, touched, affected)
    agreed = deals.renew(connection, touched)
    happenings.follow(connection, renewed.documents)
    looked = {"story": affected, "happening": renewed.ids, "proposition": claimed, "deal": agreed}
    history.write(connection, alterations.altered(connection, looked, {*touched, *renewed.documents}))
    connection.execute("DELETE FROM pending")
    return Linked(
        documents=len(touched),
        stories=len(affected),
        happenings=renewed.written,
        propositions=len(claimed),
        deals=len(agreed),
    )
