"""Questions to a store: what is on record, read and never written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Unpack, get_args

import duckdb
import msgspec

from dateline.errors import DatelineError
from dateline.model import Report, from_json
from dateline.store import correcting, history
from dateline.store.across import ACROSS
from dateline.store.answers import copy_rows, excerpts, listed, query
from dateline.store.answers.tables_out import Name, Rows
from dateline.store.schema import SHARED, TABLES

if TYPE_CHECKING:
    from dateline.store.answers.actor_rows import ActorRow
    from dateline.store.answers.belonging import HappeningOf, PropositionOf
    from dateline.store.answers.copy_families import FamilyRow
    from dateline.store.answers.deal_rows import DealRow, StageRow
    from dateline.store.answers.dispute_rows import DisputeRow
    from dateline.store.answers.one_proposition import Proposition
    from dateline.store.answers.one_story import Touched
    from dateline.store.answers.portrait import Portrait
    from dateline.store.answers.report_rows import Choices, ReportRow, Surroundings
    from dateline.store.linking.questions import HappeningRow, StoryRow
    from dateline.store.searching.search_rows import SearchRow

# By where the row lies, which is looked up first: a condition on the id alone unpacks every report on record.
_REPORT = "SELECT report FROM documents WHERE rowid IN (SELECT rowid FROM documents WHERE id = ?)"


class Questions:
    """The half of a `Record` that reads.

    Lists are `Rows`: lists of typed values that `to_arrow`, `to_pandas`, `to_polars` and `columns` make tables of, and
    that notebooks show as one.
    """

    _connection: duckdb.DuckDBPyConnection

    def report(self, document: str) -> Report | None:
        """Return the stored report of a document, `None` if there is none.

        Raises:
            DatelineError: E060, another version wrote it in a form that this one does not know.
        """
        found = self._connection.execute(_REPORT, [document]).fetchone()
        return decoded(found[0]) if found else None

    def pipeline(self, document: str) -> str:
        """Return the pipeline that a document was read with, an empty string if not known."""
        found = self._connection.execute("SELECT pipeline FROM documents WHERE id = ?", [document]).fetchone()
        return (found[0] or "") if found else ""

    def reports(
        self, *, since: date | str | None = None, until: date | str | None = None
    ) -> Iterator[Report]:
        """Yield the stored reports by day of publication, one at a time; undated ones last.

        Args:
            since: earliest day of publication; with it or `until`, undated reports are left out.
            until: latest day.

        Raises:
            DatelineError: E030, a day is not a date; E060, as `report`.
        """
        for key in query.document_ids(self._connection, since, until):
            report = self.report(key)
            if report is not None:
                yield report

    def reports_of(self, key: str) -> list[Report]:
        """Return the reports that hold the record with an id (event, statement, claim, agreement, actor).

        Raises:
            DatelineError: E050, none does; E060, as `report`.
        """
        found = self._connection.execute(query.HOLDERS, {"key": key}).fetchall()
        if not found:
            near = [row[0] for row in self._connection.execute(query.NEAR, {"key": key}).fetchall()]
            remedy = (
                f"did you mean {' or '.join(near)}?"
                if near
                else "`dateline events` and its kin print the ids"
            )
            raise DatelineError("E050", f"there is no record with the id {key!r}", remedy)
        return [decoded(row[0]) for row in found]

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        counts = {}
        for table in (*TABLES, *SHARED, *ACROSS):
            found = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608 - our own names
            counts[table.name] = int(found[0]) if found else 0
        return counts

    def events(self, **filters: Unpack[listed.EventFilters]) -> Rows[listed.EventRow]:
        """Return the events that fit, by date; see `listed.EventFilters`."""
        return Rows(listed.EventRow, query.events(self._connection, filters))

    def event_facets(self, **filters: Unpack[listed.EventFilters]) -> list[query.Facet]:
        """Return by what the events that fit can be narrowed further; see `query.event_facets`."""
        return query.event_facets(self._connection, filters)

    def excerpts(self, spans: Sequence[tuple[str, int, int]]) -> list[excerpts.Excerpt]:
        """Return the words around spans, each given by document, first character and end."""
        return excerpts.excerpts(self._connection, spans)

    def statements(self, **filters: Unpack[listed.StatementFilters]) -> Rows[listed.StatementRow]:
        """Return the statements that fit, by date; see `listed.StatementFilters`."""
        return Rows(listed.StatementRow, query.statements(self._connection, filters))

    def claims(self, **filters: Unpack[listed.ClaimFilters]) -> Rows[listed.ClaimRow]:
        """Return the claims that fit, by date of the report; see `listed.ClaimFilters`."""
        return Rows(listed.ClaimRow, query.claims(self._connection, filters))

    def changes(self, **filters: Any) -> Rows[history.ChangeRow]:
        """Return what was added, altered, withdrawn and corrected, as it happened; see `history.listed`."""
        return Rows(history.ChangeRow, history.listed(self._connection, **filters))

    def change_labels(self, changes: Sequence[history.ChangeRow]) -> dict[str, str]:
        """Return what changed records are called by their ids; those that are gone are left out."""
        from dateline.store.answers.change_labels import labels

        return labels(self._connection, changes)

    def read_as(self, changes: Sequence[history.ChangeRow]) -> dict[int, str]:
        """Return what the machine has where users corrected a field, by the numbers of the changes."""
        from dateline.store.answers.change_labels import read_as

        return read_as(self._connection, changes)

    def next_change(self) -> int:
        """Return the number that the next change will have."""
        return history.last(self._connection) + 1

    def across(self, key: str) -> StoryRow | HappeningRow | Proposition | DealRow | None:
        """Return the story, happening, proposition or deal with an id, `None` if there is none."""
        from dateline.store.answers.across_rows import across

        return across(self._connection, key)

    def now_part_of(self, key: str) -> str | None:
        """Return the id that a record across reports which is withdrawn is now part of; see `history.now_part_of`."""
        return history.now_part_of(self._connection, key)

    def actor(self, name: str) -> Portrait:
        """Return what is on record of the actor that a name means; see `portrait.portrait`."""
        from dateline.store.answers.portrait import portrait

        return portrait(self._connection, name)

    def actor_list(self, **filters: Any) -> list[ActorRow]:
        """Return actors, those first that most reports name; see `actor_rows.actors`."""
        from dateline.store.answers.actor_rows import actors

        return actors(self._connection, **filters)

    def corrections(self, key: str = "") -> Rows[correcting.CorrectionRow]:
        """Return what users said of all records, of one, or of a document's; see `correcting.listed`."""
        return Rows(correcting.CorrectionRow, correcting.listed(self._connection, key))

    def stories(self, **filters: Any) -> Rows[StoryRow]:
        """Return stories, as `link` has them, by first day; see `linking.questions.stories`."""
        from dateline.store.linking import questions

        return Rows(questions.StoryRow, questions.stories(self._connection, **filters))

    def story(self, key: str) -> StoryRow | None:
        """Return the story with an id, `None` if there is none."""
        from dateline.store.linking import questions

        return questions.story(self._connection, key)

    def touched(self, story: str) -> Touched:
        """Return who carried whose text in a story, and which disputes and agreements it touches."""
        from dateline.store.answers import one_story

        return one_story.touched(self._connection, story)

    def timeline(
        self,
        *who: str,
        since: date | str | None = None,
        until: date | str | None = None,
        doc: str | None = None,
        limit: int | None = None,
    ) -> Rows[HappeningRow]:
        """Return what happened between two sides, or to and by one; see `linking.questions.timeline`."""
        from dateline.store.linking import questions

        return Rows(
            questions.HappeningRow,
            questions.timeline(self._connection, who, since=since, until=until, doc=doc, limit=limit),
        )

    def disputes(self, **filters: Any) -> Rows[DisputeRow]:
        """Return disputed propositions with their sides, as `link` has them; see `dispute_rows.disputes`."""
        from dateline.store.answers import dispute_rows

        return Rows(dispute_rows.DisputeRow, dispute_rows.disputes(self._connection, **filters))

    def proposition(self, key: str) -> Proposition | None:
        """Return a proposition with its sides by its id, or that of a claim which words it; `None` if there is none."""
        from dateline.store.answers import one_proposition

        return one_proposition.proposition(self._connection, key)

    def happenings(
        self, *, ids: Iterable[str] = (), story: str = "", limit: int | None = None
    ) -> Rows[HappeningRow]:
        """Return happenings by their ids, or those of a story, in order of time."""
        from dateline.store.linking import questions

        return Rows(
            questions.HappeningRow,
            questions.happenings(self._connection, ids=ids, story=story, limit=limit),
        )

    def deals(self, **filters: Any) -> Rows[DealRow]:
        """Return agreements across reports, as `link` has them; see `deal_rows.deals`."""
        from dateline.store.answers import deal_rows

        return Rows(deal_rows.DealRow, deal_rows.deals(self._connection, **filters))

    def deal_statuses(self) -> list[tuple[str, int]]:
        """Return where agreements stand, each with the number of agreements, the most frequent first."""
        from dateline.store.answers import deal_rows

        return deal_rows.statuses(self._connection)

    def search(self, words: str, **filters: Any) -> Rows[SearchRow]:
        """Return what fits words, best first; see `search_rows.search`."""
        from dateline.store.searching.search_rows import SearchRow, search

        return Rows(SearchRow, search(self._connection, words, **filters))

    def instead(self, words: str) -> str:
        """Return what to look for where words are not on record; see `search_near.instead`."""
        from dateline.store.searching.search_near import instead

        return instead(self._connection, words)

    def life(self, deal: DealRow) -> Rows[StageRow]:
        """Return what became of an agreement, step by step."""
        from dateline.store.answers import deal_rows

        return Rows(deal_rows.StageRow, deal_rows.life(self._connection, deal))

    def report_list(self, **filters: Any) -> list[ReportRow]:
        """Return reports, the newest first; see `report_rows.reports`."""
        from dateline.store.answers import report_rows

        return report_rows.reports(self._connection, **filters)

    def report_choices(self) -> Choices:
        """Return the publishers and languages on record."""
        from dateline.store.answers import report_rows

        return report_rows.choices(self._connection)

    def surroundings(self, document: str) -> Surroundings:
        """Return what stands before and after a report, who carried it, and its story."""
        from dateline.store.answers import report_rows

        return report_rows.surroundings(self._connection, document)

    def happening_of(self, event: str) -> HappeningOf | None:
        """Return the happening that an event tells of, with all its tellings."""
        from dateline.store.answers import belonging

        return belonging.happening_of(self._connection, event)

    def proposition_of(self, claim: str) -> PropositionOf | None:
        """Return the proposition that a claim words, with all its wordings."""
        from dateline.store.answers import belonging

        return belonging.proposition_of(self._connection, claim)

    def span(self) -> tuple[date | None, date | None]:
        """Return the days of the first and the last report, `None` where no report has one."""
        found = self._connection.execute("SELECT min(published), max(published) FROM documents").fetchone()
        return (found[0], found[1]) if found else (None, None)

    def waiting(self) -> int:
        """Return how many reports wait for `link`."""
        from dateline.store.linking import questions

        return questions.waiting(self._connection)

    def table(self, name: Name, **filters: Any) -> Rows[Any]:
        """Return a list by its name.

        Args:
            name: `events`, `statements`, `claims`, `changes`, `corrections` or `copies`.
            filters: what the method of that name takes.

        Raises:
            DatelineError: E031, there is no such table; or as the method of that name.
        """
        if name not in get_args(Name):
            raise DatelineError(
                "E031", f"there is no table {name!r}", f"there are {', '.join(get_args(Name))}"
            )
        found: Rows[Any] = getattr(self, name)(**filters)
        return found

    def _repr_html_(self) -> str:
        """Return how much is on record as HTML, for notebooks."""
        from dateline.render.rows import table

        return table(("table", "rows"), self.counts().items())

    def families(
        self,
        *,
        doc: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Rows[FamilyRow]:
        """Return each text that was carried more than once, with its carriers; see `copy_families.families`."""
        from dateline.store.answers.copy_families import FamilyRow, families

        return Rows(FamilyRow, families(self._connection, doc=doc, since=since, until=until, limit=limit))

    def copies(
        self,
        *,
        doc: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> Rows[copy_rows.CopyRow]:
        """Return the pairs of texts of which one holds much of the other; see `copy_rows.copies`."""
        return Rows(
            copy_rows.CopyRow,
            copy_rows.copies(self._connection, doc=doc, since=since, until=until, limit=limit),
        )


def decoded(data: str) -> Report:
    """Read a stored report.

    Raises:
        DatelineError: E060, another version wrote it in a form that this one does not know.
    """
    try:
        return from_json(data)
    except msgspec.MsgspecError as error:
        raise DatelineError(
            "E060",
            f"a stored report does not fit this version: {error}",
            "add its source again, with --again",
        ) from error
