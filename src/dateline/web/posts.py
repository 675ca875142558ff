"""What is sent to be read: `POST /api/read` for programs, and the form of the page."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dateline.errors import DatelineError
from dateline.model import to_json
from dateline.render.safe import json_text
from dateline.web.reading import MOST_BYTES, Room, as_task, form_of, task_of
from dateline.web.rendering import Pages
from dateline.web.view import Query
from dateline.web.views import read

RETRY: Final = "5"
"""Seconds after which a text that was refused may be sent again."""

ARRIVAL: Final = 30.0
"""Seconds in which a request has to arrive."""


def routes(room: Room, pages: Pages, status_of: Callable[[DatelineError], int]) -> list[Route]:
    """Return the routes by which texts are sent.

    Args:
        room: reads them.
        pages: the templates.
        status_of: tells the status of the answer for an error.
    """

    async def read_text(request: Request) -> Response:
        body = await body_of(request)
        task = task_of(request.headers.get("content-type", ""), body, request.query_params.multi_items())
        report = await run_in_threadpool(room.read, task)
        return Response(json_text(to_json(report)), media_type="application/json")

    async def read_form(request: Request) -> Response:
        sent = form_of(await body_of(request))
        try:
            report = await run_in_threadpool(room.read, as_task(sent))
            answer, status = read.shown(sent, report=report), 200
        except DatelineError as error:
            answer, status = read.shown(sent, error=error), status_of(error)
        page = await run_in_threadpool(pages.page, read.VIEW, Query(), answer, "")
        later = {"retry-after": RETRY} if status == 503 else None
        return Response(page, status, later, media_type="text/html; charset=utf-8")

    # the bound around all answers in plain words; here `body_of` bounds, with a code
    own = [Middleware(RequestBodyLimitMiddleware, max_body_size=sys.maxsize)]
    return [
        Route("/api/read", read_text, methods=["POST"], middleware=own),
        Route(read.VIEW.path, read_form, methods=["POST"], middleware=own),
    ]


async def body_of(request: Request, most: int = MOST_BYTES) -> bytes:
    """Return what a request sends.

    Args:
        request: the request.
        most: bytes that it may send.

    Raises:
        DatelineError: E003, it is too large; E012, it does not arrive in time.
    """
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise _too_large(most)
    body = bytearray()
    try:
        async with asyncio.timeout(ARRIVAL):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError as error:
        raise DatelineError("E012", f"the request took longer than {ARRIVAL:g} s", "send it again") from error
    return bytes(body)


def _too_large(most: int) -> DatelineError:
    return DatelineError("E003", f"more than {most:,} bytes were sent", "send the text of one report")
