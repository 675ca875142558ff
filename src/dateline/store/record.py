"""The record of many reports: one DuckDB file, one writer, a document's rows replaced together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, Unpack

import duckdb
import msgspec

from dateline import __version__
from dateline.errors import DatelineError
from dateline.evaluate.fields import applied
from dateline.evaluate.saying import meant
from dateline.model import Document, Report, from_json
from dateline.store import carriers, copies, copy_rows, correcting, history, opening, query, tables_out
from dateline.store.across import ACROSS
from dateline.store.rows import report_json, rows_of
from dateline.store.schema import SHARED, TABLES

if TYPE_CHECKING:
    from dateline.export.events import Exported
    from dateline.export.formats import Choice, Format
    from dateline.export.papers import Citation
    from dateline.store.deal_rows import DealRow, StageRow
    from dateline.store.dispute_rows import DisputeRow
    from dateline.store.linking.link import Linked
    from dateline.store.linking.questions import HappeningRow, StoryRow
    from dateline.store.portrait import Portrait
    from dateline.store.search_rows import SearchRow

Outcome = Literal["added", "unchanged", "replaced", "carried"]


class Record:
    """A store of reports, open from construction until `close` (or the end of `with`).

    Any number of processes may read a store at the same time, or one may write to it.

    Args:
        path: the file; made if it does not exist, unless `read_only`.
        read_only: open for queries alone.

    Raises:
        DatelineError: E040, it is no store or cannot be opened; E041, a newer version wrote it;
            E042, another process is writing to it.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self._connection = opening.connect(self.path, read_only=read_only)

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Close the store; what was added is on disk already."""
        self._connection.close()

    def wants(self, document: Document, *, pipeline: str = "") -> bool:
        """Say whether the report of a document would change what is on record.

        It would not where this version and pipeline read the same document already, nor where the very text is on
        record from an earlier carrier: then `carry` keeps what there is to keep.

        Args:
            document: the document, not coded yet.
            pipeline: name of the pipeline that would read it.
        """
        found = self._connection.execute(
            "SELECT version, pipeline, report FROM documents WHERE id = ?", [document.id]
        ).fetchone()
        if found is None:
            return True
        mine, shown = carriers.carrier_of(document), self._shown(document.id)
        if shown is not None and not _given(document):
            if not carriers.same(shown, mine):
                return carriers.earlier(mine, shown)
            if mine != shown and not carriers.tells_more(mine, shown):
                return False
        if found[:2] != (__version__, pipeline or None):
            return True
        try:
            return _decoded(found[2]).document != document
        except DatelineError:
            return True

    def carry(self, document: Document) -> Outcome:
        """Put on record where a text that is on record was found once more.

        Returns:
            `carried` if that is news, else `unchanged`.

        Raises:
            DatelineError: as `add`.
        """
        mine = carriers.carrier_of(document)
        known = carriers.stored(self._connection, document.id)
        if any(carriers.same(one, mine) and not carriers.tells_more(mine, one) for one in known):
            return "unchanged"
        with self._transaction():
            carriers.keep(self._connection, document.id, mine)
        return "carried"

    def add(self, report: Report, *, pipeline: str = "") -> Outcome:
        """Put a report on record, in one transaction; it is on disk when this returns.

        Args:
            report: the report.
            pipeline: name of the language pipeline it was read with.

        Returns:
            `added`; `unchanged` if the store holds an equal report; `replaced` if it held another report
            of the same text, whose rows are gone; `carried` if the same text is on record from somewhere else:
            then the report of the earlier carrier stays or becomes the one on record.

        Raises:
            DatelineError: E040, it cannot be written; E042, another writer is at work.
        """
        key, data = report.document.id, report_json(report)
        run = self._connection.execute
        stored = run("SELECT report, pipeline FROM documents WHERE id = ?", [key]).fetchall()
        if stored == [(data, pipeline or None)]:
            return "unchanged"
        mine, shown = carriers.carrier_of(report.document), self._shown(key)
        elsewhere = shown is not None and not carriers.same(shown, mine) and not _given(report.document)
        if shown is not None and elsewhere and not carriers.earlier(mine, shown):
            return self.carry(report.document)
        with self._transaction():
            before = history.stored(self._connection, key) if stored else {}
            if stored:
                for table in TABLES:
                    run(table.delete(), [key])
            rows = rows_of(report, pipeline)
            for table in TABLES:
                if rows[table.name]:
                    run(table.insert(), [list(column) for column in zip(*rows[table.name], strict=True)])
            carriers.keep(self._connection, key, mine)
            copies.renew(self._connection, key)
            history.write(self._connection, history.compared(key, before, history.contents(rows)))
            run("DELETE FROM pending WHERE document = ?", [key])
            run("INSERT INTO pending VALUES (?)", [key])
        if elsewhere:
            return "carried"
        return "replaced" if stored else "added"

    def link(self) -> Linked:
        """Bring what is known across reports up to date with the reports added since the last time.

        One transaction; the outcome does not depend on the order in which reports came, nor on how often this is
        called.

        Raises:
            DatelineError: as `add`.
        """
        from dateline.store.linking.link import link

        with self._transaction():
            return link(self._connection)

    def _shown(self, document: str) -> carriers.Carrier | None:
        """Return the carrier whose report is on record, `None` if the document is not."""
        found = self._connection.execute(
            "SELECT coalesce(url, ''), coalesce(publisher, ''), published, published_time FROM documents WHERE id = ?",
            [document],
        ).fetchone()
        return carriers.Carrier(*found) if found else None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all that is done inside, or nothing.

        Raises:
            DatelineError: as `add`.
        """
        try:
            self._connection.execute("BEGIN TRANSACTION")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        except duckdb.Error as error:
            if isinstance(error, duckdb.TransactionException) and "conflict" in str(error).lower():
                # Two records of one process, which share the lock on the file.
                raise opening.busy(self.path) from error
            raise DatelineError(
                "E040",
                f"{self.path}: the store cannot be written: {opening.first_line(error)}",
                "check space and rights",
            ) from error

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except duckdb.Error:
            # A failed COMMIT has ended the transaction already.
            return

    def report(self, document: str) -> Report | None:
        """Return the stored report of a document, `None` if there is none.

        Raises:
            DatelineError: E060, another version wrote it in a form that this one does not know.
        """
        found = self._connection.execute("SELECT report FROM documents WHERE id = ?", [document]).fetchone()
        return _decoded(found[0]) if found else None

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
        return [_decoded(row[0]) for row in found]

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        counts = {}
        for table in (*TABLES, *SHARED, *ACROSS):
            found = self._connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608 - our own names
            counts[table.name] = int(found[0]) if found else 0
        return counts

    def events(self, **filters: Unpack[query.EventFilters]) -> list[query.EventRow]:
        """Return the events that fit, by date; see `query.EventFilters`."""
        return query.events(self._connection, filters)

    def statements(self, **filters: Unpack[query.StatementFilters]) -> list[query.StatementRow]:
        """Return the statements that fit, by date; see `query.StatementFilters`."""
        return query.statements(self._connection, filters)

    def claims(self, **filters: Unpack[query.ClaimFilters]) -> list[query.ClaimRow]:
        """Return the claims that fit, by date of the report; see `query.ClaimFilters`."""
        return query.claims(self._connection, filters)

    def changes(
        self,
        *,
        since: date | int | str | None = None,
        kind: str | Iterable[str] | None = None,
        limit: int | None = None,
    ) -> list[history.ChangeRow]:
        """Return what was added, altered and withdrawn, as it happened; see `history.listed`."""
        return history.listed(self._connection, since=since, kind=kind, limit=limit)

    def next_change(self) -> int:
        """Return the number that the next change will have."""
        return history.last(self._connection) + 1

    def export(
        self, form: Format, out: str | Path, *, citation: Citation | None = None, **choice: Unpack[Choice]
    ) -> Exported:
        """Write what is on record for other programs; see `export.formats.export`."""
        from dateline.export.formats import export

        return export(self._connection, form, out, citation, **choice)

    def actor(self, name: str) -> Portrait:
        """Return what is on record of the actor that a name means; see `portrait.portrait`."""
        from dateline.store.portrait import portrait

        return portrait(self._connection, name)

    def correct(self, key: str, *said: str, why: str, by: str = "") -> list[correcting.CorrectionRow]:
        """Put on record what a user says of a record; see docs/corrections.md.

        Args:
            key: id of an event, statement, claim or agreement; of a document, for all its records; or of a record
                across reports.
            said: `wrong` or `right`, or what is to be changed (`status=alleged`).
            why: the reason.
            by: who says so.

        Returns:
            All corrections of the record, in their order.

        Raises:
            DatelineError: E050, there is no such record; E051, the correction does not fit it; or as `add`.
        """
        document = correcting.holder(self._connection, key)
        found = meant(self._as_corrected(document) if document else None, key, said, why)
        with self._transaction():
            correcting.keep(self._connection, found, document=document, why=why, by=by)
        return correcting.listed(self._connection, key)

    def _as_corrected(self, document: str) -> Report | None:
        """Return a report with the fields that users changed; what they found wrong is still there."""
        report = self.report(document)
        known = [row.correction() for row in self.corrections(document) if row.field]
        return applied(report, known) if report else None

    def corrections(self, key: str = "") -> list[correcting.CorrectionRow]:
        """Return what users said of all records, of one, or of a document's; see `correcting.listed`."""
        return correcting.listed(self._connection, key)

    def stories(
        self,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        doc: str | None = None,
        least: int = 1,
        limit: int | None = None,
    ) -> list[StoryRow]:
        """Return stories, as `link` has them, by first day; see `linking.questions.stories`."""
        from dateline.store.linking import questions

        return questions.stories(
            self._connection, since=since, until=until, doc=doc, least=least, limit=limit
        )

    def timeline(
        self,
        *who: str,
        since: date | str | None = None,
        until: date | str | None = None,
        doc: str | None = None,
        limit: int | None = None,
    ) -> list[HappeningRow]:
        """Return what happened between two sides, or to and by one; see `linking.questions.timeline`."""
        from dateline.store.linking import questions

        return questions.timeline(self._connection, who, since=since, until=until, doc=doc, limit=limit)

    def disputes(
        self,
        *,
        actor: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        doc: str | None = None,
        limit: int | None = None,
    ) -> list[DisputeRow]:
        """Return disputed propositions with their sides, as `link` has them; see `dispute_rows.disputes`."""
        from dateline.store import dispute_rows

        return dispute_rows.disputes(
            self._connection, actor=actor, since=since, until=until, doc=doc, limit=limit
        )

    def deals(
        self,
        *,
        name: str | None = None,
        actor: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        doc: str | None = None,
        limit: int | None = None,
    ) -> list[DealRow]:
        """Return agreements across reports, as `link` has them; see `deal_rows.deals`."""
        from dateline.store import deal_rows

        return deal_rows.deals(
            self._connection, name=name, actor=actor, since=since, until=until, doc=doc, limit=limit
        )

    def search(self, words: str, **filters: Any) -> list[SearchRow]:
        """Return what fits words, best first; see `search_rows.search`."""
        from dateline.store.search_rows import search

        return search(self._connection, words, **filters)

    def life(self, deal: DealRow) -> list[StageRow]:
        """Return what became of an agreement, step by step."""
        from dateline.store import deal_rows

        return deal_rows.life(self._connection, deal)

    def waiting(self) -> int:
        """Return how many reports wait for `link`."""
        from dateline.store.linking import questions

        return questions.waiting(self._connection)

    def table(self, name: tables_out.Name, **filters: Any) -> tables_out.Rows:
        """Return a list as a table, with `to_arrow`, `to_pandas`, `to_polars` and `columns`.

        Args:
            name: `events`, `statements`, `claims`, `changes`, `corrections` or `copies`.
            filters: what the method of that name takes.

        Raises:
            DatelineError: E031, there is no such table; or as the method of that name.
        """
        return tables_out.Rows(tables_out.kind_of(name), getattr(self, name)(**filters))

    def _repr_html_(self) -> str:
        """Return how much is on record as HTML, for notebooks."""
        from dateline.render.rows import table

        return table(("table", "rows"), self.counts().items())

    def copies(
        self,
        *,
        doc: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        limit: int | None = None,
    ) -> list[copy_rows.CopyRow]:
        """Return the pairs of texts of which one holds much of the other; see `copy_rows.copies`."""
        return copy_rows.copies(self._connection, doc=doc, since=since, until=until, limit=limit)


def _given(document: Document) -> bool:
    """Say whether the user gave the day: then it is the same carrier, read anew."""
    return document.published is not None and document.published.source == "given"


def _decoded(data: str) -> Report:
    try:
        return from_json(data)
    except msgspec.MsgspecError as error:
        raise DatelineError(
            "E060",
            f"a stored report does not fit this version: {error}",
            "add its source again, with --again",
        ) from error
