"""The record of many reports: one DuckDB file, one writer, a document's rows replaced together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Literal, Self, Unpack, cast

import duckdb

from dateline import __version__
from dateline.errors import DatelineError
from dateline.evaluate.consequences import as_corrected
from dateline.evaluate.fields import applied
from dateline.evaluate.saying import meant
from dateline.model import Document, Report
from dateline.store import carriers, copies, correcting, history, opening
from dateline.store.questions import Questions, decoded
from dateline.store.rows import report_json, rows_of
from dateline.store.schema import TABLES
from dateline.store.searching import search_index

if TYPE_CHECKING:
    from dateline.export.events import Exported
    from dateline.export.formats import Choice, Format
    from dateline.export.papers import Citation
    from dateline.store.linking.link import Linked

_CARRIER: Final = "coalesce(url, ''), coalesce(publisher, ''), published, published_time"

Outcome = Literal["added", "unchanged", "replaced", "carried"]


class Record(Questions):
    """A store of reports, open from construction until `close` (or the end of `with`).

    Any number of processes may read a store at the same time, or one may write to it.

    Args:
        path: the file; made if it does not exist, unless `read_only`.
        read_only: open for queries alone.
        patience: seconds for which to wait for another process that is using the store.

    Raises:
        DatelineError: E040, it is no store or cannot be opened; E041, a newer version wrote it;
            E042, another process is writing to it.
    """

    def __init__(self, path: str | Path, *, read_only: bool = False, patience: float = 0.0) -> None:
        self.path = Path(path)
        self._connection = opening.connect(self.path, read_only=read_only, patience=patience)

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
            return decoded(found[2]).document != document
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
        stored = run(f"SELECT report, pipeline, {_CARRIER} FROM documents WHERE id = ?", [key]).fetchone()  # noqa: S608 - our own text
        if stored and stored[:2] == (data, pipeline or None):
            return "unchanged"
        mine = carriers.carrier_of(report.document)
        shown = carriers.Carrier(*stored[2:]) if stored else None
        elsewhere = shown is not None and not carriers.same(shown, mine) and not _given(report.document)
        if shown is not None and elsewhere and not carriers.earlier(mine, shown):
            return self.carry(report.document)
        with self._transaction():
            before = history.stored(self._connection, key) if stored else {}
            if stored:
                for table in TABLES:
                    run(table.delete(), [key])
                copies.forget(self._connection, [key])
            rows = rows_of(report, pipeline)
            for table in TABLES:
                if rows[table.name]:
                    run(table.insert(), [list(column) for column in zip(*rows[table.name], strict=True)])
            carriers.keep(self._connection, key, mine, again=stored is not None)
            copies.find(self._connection, {key: [cast("int", value) for _, value in rows["shingles"]]})
            search_index.renew(self._connection, report, again=stored is not None)
            history.write(self._connection, history.compared(key, before, history.contents(rows)))
            self._wait(key)
        if elsewhere:
            return "carried"
        return "replaced" if stored else "added"

    def link(self, *, meaning: bool = True) -> Linked:
        """Bring what is known across reports up to date with the reports added and corrected since the last time.

        One transaction; the outcome does not depend on the order in which reports came, nor on how often this is
        called.

        Args:
            meaning: let the new reports be searched by meaning, too, if the model for it is installed.

        Raises:
            DatelineError: as `add`.
        """
        from dateline.store.linking.link import link
        from dateline.store.searching import search_senses

        with self._transaction():
            if meaning:
                search_senses.renew(self._connection)
            return link(self._connection)

    def _shown(self, document: str) -> carriers.Carrier | None:
        """Return the carrier whose report is on record, `None` if the document is not."""
        found = self._connection.execute(
            f"SELECT {_CARRIER} FROM documents WHERE id = ?",  # noqa: S608 - our own text
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

    def export(
        self, form: Format, out: str | Path, *, citation: Citation | None = None, **choice: Unpack[Choice]
    ) -> Exported:
        """Write what is on record for other programs; see `export.formats.export`."""
        from dateline.export.formats import export

        return export(self._connection, form, out, citation, **choice)

    def correct(
        self, key: str, *said: str, why: str, by: str = "", link: bool = False
    ) -> list[correcting.CorrectionRow]:
        """Put on record what a user says of a record; see docs/corrections.md.

        A report that is now to be read otherwise across reports waits for `link`.

        Args:
            key: id of an event, statement, claim or agreement; of a document, for all its records; or of a record
                across reports.
            said: `wrong` or `right`, or what is to be changed (`status=alleged`).
            why: the reason.
            by: who says so.
            link: link it at once, unless other reports wait for that, too.

        Returns:
            All corrections of the record, in their order.

        Raises:
            DatelineError: E050, there is no such record; E051, the correction does not fit it; or as `add`.
        """
        document = correcting.holder(self._connection, key)
        report = self.report(document) if document else None
        known = [row.correction() for row in self.corrections(document)] if document else []
        # with the fields that were changed; what was found wrong can be spoken of all the same
        shown = applied(report, [one for one in known if one.field]) if report else None
        found = meant(shown, key, said, why)
        others = self.waiting()
        with self._transaction():
            correcting.keep(self._connection, found, document=document, why=why, by=by)
            if report and as_corrected(report, known) != as_corrected(report, [*known, *found]):
                self._wait(report.document.id)
        if link and not others and self.waiting():
            self.link(meaning=False)
        return correcting.listed(self._connection, key)

    def _wait(self, document: str) -> None:
        """Let a report wait for `link`, inside a transaction."""
        self._connection.execute("DELETE FROM pending WHERE document = ?", [document])
        self._connection.execute("INSERT INTO pending VALUES (?)", [document])


def _given(document: Document) -> bool:
    """Say whether the user gave the day: then it is the same carrier, read anew."""
    return document.published is not None and document.published.source == "given"
