"""`GET /export/{format}`: what is on record in the formats of the field, as a file to keep."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from dateline.errors import DatelineError
from dateline.web.asking import asked
from dateline.web.cite_pages import VERSION
from dateline.web.exporting import ENDINGS, EXPORT, Export, Exports, name_of
from dateline.web.security import foreign


def routes(exports: Exports, store: str) -> list[Route]:
    """Return the route by which exports are asked for.

    Args:
        exports: makes them.
        store: name of the store's file.
    """

    def answer(request: Request) -> Response:
        if foreign(request.headers):
            raise DatelineError(
                "E101", "another page led here, to what takes long", "read the address, then ask yourself"
            )
        query = asked(Export, request.query_params.multi_items(), request.path_params)
        made = exports.make(query)
        name = name_of(store, query.format)
        headers = {
            "content-disposition": f'attachment; filename="{name}"',
            "content-length": str(made.size),
            VERSION: made.version,
            "x-dateline-written": str(made.written),
            "x-dateline-left-out": "; ".join(
                f"{number} {quote(reason, safe=' ()')}" for reason, number in sorted(made.left_out.items())
            ),
        }
        return StreamingResponse(made.pieces(), 200, headers, ENDINGS[query.format][1])

    return [Route(EXPORT, answer)]
