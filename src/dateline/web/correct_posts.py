"""What is sent to correct: the form of a record, and `POST /api/correct` for programs; only with `--edit`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dateline.errors import DatelineError
from dateline.evaluate.fields import Record, record_of
from dateline.model import Report
from dateline.render.safe import json_text
from dateline.store.correcting import CorrectionRow
from dateline.web import correcting
from dateline.web.desk import Desk, Reading
from dateline.web.posts import body_of
from dateline.web.rendering import Pages, Site

MOST_BYTES: Final = 200_000
"""Bytes that a correction may send."""

LONGEST: Final = 4_000
"""Characters that a reason may have, and that a name may."""

_PAGES: Final = ("event", "statement", "claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is corrected.

    Attributes:
        id: its id.
        report: the report that holds it, as it was read.
        record: the record, `None` for the document itself.
        corrections: what was said of the report's records.
    """

    id: str
    report: Report
    record: Record | None
    corrections: tuple[CorrectionRow, ...]

    @property
    def kind(self) -> str:
        """What it is, as pages call it."""
        return correcting.kind_of(self.record) if self.record else "report"


def target_of(questions: Reading, key: str) -> Target:
    """Return what an id means.

    Raises:
        DatelineError: E050, no record of a report; E051, it is an actor.
    """
    report = questions.report(key) or questions.reports_of(key)[0]
    record = record_of(report, key)
    if record is None and report.document.id != key:
        raise DatelineError(
            "E051", f"{key} is an actor, which has no correction of its own", "correct what it did or said"
        )
    return Target(
        id=key, report=report, record=record, corrections=tuple(questions.corrections(report.document.id))
    )


def routes(desk: Desk, site: Site, pages: Pages, status_of: Callable[[DatelineError], int]) -> list[Route]:
    """Return the routes by which corrections are made.

    Args:
        desk: access to the store.
        site: the site; without `edit` every answer is E101.
        pages: the templates.
        status_of: tells the status of the answer for an error.
    """

    def page(key: str, status: int = 200, **given: object) -> Response:
        with desk.questions() as questions:
            target = target_of(questions, key)
        shown = {"typed": correcting.Typed(), "error": None, **given}
        html = pages.other("correct.html", target=target, **shown)
        return Response(html, status, media_type="text/html; charset=utf-8")

    def show(request: Request) -> Response:
        _allowed(site)
        return page(request.path_params["id"])

    def put(key: str, typed: correcting.Typed) -> Response:
        with desk.questions() as questions:
            where = home(site, target_of(questions, key), back=typed.back)
        try:
            write(desk, correcting.Sending(id=key, said=typed.said(), why=typed.why, by=typed.by))
        except DatelineError as error:
            if error.code != "E051":
                raise
            return page(key, status_of(error), typed=typed, error=error)
        return RedirectResponse(where, 303)

    async def take_form(request: Request) -> Response:
        _allowed(site)
        typed = correcting.typed(await body_of(request, MOST_BYTES))
        return await run_in_threadpool(put, request.path_params["id"], typed)

    async def take_json(request: Request) -> Response:
        _allowed(site)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise DatelineError("E102", "content-type: only JSON is taken", "send application/json")
        sent = correcting.sent(await body_of(request, MOST_BYTES))
        rows = await run_in_threadpool(write, desk, sent)
        answer = correcting.Kept(corrections=tuple(rows))
        return Response(json_text(msgspec.json.encode(answer)), media_type="application/json")

    return [
        Route("/api/correct", take_json, methods=["POST"]),
        Route("/correct/{id}", take_form, methods=["POST"]),
        Route("/correct/{id}", show),
    ]


def write(desk: Desk, sent: correcting.Sending) -> list[CorrectionRow]:
    """Put a correction on record.

    Raises:
        DatelineError: E102, a text is too long; or as `Record.correct`.
    """
    for name in ("why", "by"):
        if len(getattr(sent, name)) > LONGEST:
            raise DatelineError("E051", f"{name} has more than {LONGEST:,} characters", "say it shorter")
    return desk.write(
        lambda record: record.correct(
            sent.id, *sent.said, why=sent.why.strip(), by=sent.by.strip(), link=True
        )
    )


def home(site: Site, target: Target, back: str = "") -> str:
    """Return the address of the page that shows a record with what was said of it."""
    report = site.link("report", id=target.report.document.id)
    if target.record is None:
        return report
    if back == "report" or target.kind not in _PAGES:
        return f"{report}#{target.id}"
    return f"{site.link(target.kind, id=target.id)}#said"


def _allowed(site: Site) -> None:
    if not site.edit:
        raise DatelineError("E101", "corrections are not taken here", "start it with `dateline serve --edit`")
