"""Reports whose every word tries to run something, for tests of what is shown of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any, Final, TypeVar

import msgspec

from dateline.model import Report, Span, document_id, spans_of

T = TypeVar("T")

CALL: Final = "pwned"
"""Name of the function that a payload calls where it runs."""

PROBE: Final = "xss-probe"
"""Name of an element and of an attribute that stand in no page of ours."""

PAYLOAD: Final = (
    f"'\"></title></textarea></q></style></script><!-- --><img src=x onerror={CALL}(1) {PROBE}>"
    f"<svg onload={CALL}(2) {PROBE}></svg><script>{CALL}(3)</script><{PROBE} onmouseover={CALL}(4)></{PROBE}>"
    f"<a href=javascript:{CALL}(5) {PROBE}>go</a><base href=//evil.example {PROBE}>{{{{191*7919}}}}"
)
"""Breaks out of text, of attributes with either quote, and of elements that hold text alone."""

SMALL: Final = f"'\"><img src=x onerror={CALL}(12) {PROBE}>"
"""A payload for ids: they are short, and hold no slash, for they stand in the path of an address."""

ADDRESSES: Final = (
    f"javascript:{CALL}(6)",
    f" jAvA\tScRiPt:{CALL}(7)",
    f"data:text/html,<script>{CALL}(8)</script>",
    f"vbscript:{CALL}(9)",
    "//evil.example/path",
    f'https://evil.example/"{PROBE} onclick="{CALL}(10)',
)
"""What a report may say that its own address is."""

FILE_NAME: Final = f"<img src=x onerror={CALL}(11) {PROBE}>&quot;'.duckdb"

# Fields with words of the report, of tables or of users; other texts are ids, or one of a few words.
_HOSTILE: Final = frozenset(
    {"publisher", "name", "role", "known", "proposition", "note", "rule", "admin1", "wikidata", "value"}
    | {"sector", "sectors", "modes", "contexts", "cameo", "predicate", "format", "language"}
)


def hostile(report: Report, number: int) -> Report:
    """Return a report with a payload in every span of its text and in every field that is not one of a few words.

    Args:
        report: the report.
        number: which of `ADDRESSES` it is from.
    """
    # after the first character of each span, so that none is missed and all stay what they are
    places = sorted({span.start + 1 for span in spans_of(report) if len(span) > 1})
    old = report.document.text
    ends = (0, *places), (*places, len(old))
    text = PAYLOAD.join(old[start:end] for start, end in zip(*ends, strict=True))
    ids = {actor.id: actor.id + SMALL for actor in report.actors if actor.kind == "person"}

    def moved(span: Span) -> Span:
        start = span.start + len(PAYLOAD) * bisect_right(places, span.start)
        end = span.end + len(PAYLOAD) * bisect_left(places, span.end)
        return Span(start, end, text[start:end])

    def changed(value: Any, field: str) -> Any:
        if isinstance(value, Span):
            return moved(value)
        if isinstance(value, msgspec.Struct):
            return _rebuilt(value, changed)
        if isinstance(value, tuple):
            return tuple(changed(one, field) for one in value)
        if isinstance(value, str):
            # a publisher's name is a column of most tables: there it begins a formula
            before = "=1+1+" if field == "publisher" else ""
            return before + value + PAYLOAD if field in _HOSTILE else ids.get(value, value)
        return value

    made = _rebuilt(report, changed)
    document = msgspec.structs.replace(
        made.document, id=document_id(text), text=text, url=ADDRESSES[number % len(ADDRESSES)]
    )
    return msgspec.structs.replace(made, document=document)


def _rebuilt(value: T, changed: Any) -> T:
    fields = value.__struct_fields__  # type: ignore[attr-defined]
    return type(value)(**{name: changed(getattr(value, name), name) for name in fields})
