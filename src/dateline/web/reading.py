"""Reading texts that are sent: a few at a time, each in a process that can be killed, none of them kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from email.message import Message
from typing import Annotated, Final
from urllib.parse import parse_qsl

import msgspec

from dateline.errors import DatelineError
from dateline.model import Report
from dateline.reading.items import Carrier
from dateline.scale.pool import Pool
from dateline.scale.tasks import Reads, Task
from dateline.web.asking import asked
from dateline.web.view import Query

MOST_BYTES: Final = 4_000_000
"""Bytes of a request; a page of the web is seldom larger."""

SECONDS: Final = 60.0
"""Time for each of two steps: to find the parts of a text, and to make its record."""

AT_ONCE: Final = 2
"""Texts that are read at the same time; each takes a process that holds the models."""

IDLE: Final = 600.0
"""Seconds after which a process that nobody needs is ended."""


class About(Query, frozen=True, kw_only=True):
    """What the sender knows of a text."""

    published: Annotated[
        str, msgspec.Meta(max_length=40, description="day of publication: 2025-10-21; it wins over the text")
    ] = ""
    url: Annotated[str, msgspec.Meta(max_length=2000, description="address of the report")] = ""
    language: Annotated[
        str,
        msgspec.Meta(pattern="^([a-z]{2})?$", description="ISO 639-1, for where the words do not tell"),
    ] = ""


class Sent(About, frozen=True, kw_only=True):
    """A text to read, and what is known of it: the body of `POST /api/read` as JSON."""

    text: Annotated[str, msgspec.Meta(description="the report: plain text or HTML")]


class Room:
    """Reads texts, few at a time; the models are loaded with the first.

    Args:
        make: makes the reader in each process; a function of a module, or a partial of one.
        at_once: texts that are read at the same time.
        seconds: time for each of two steps of a text.
        idle: seconds after which a process that nobody needs is ended.
    """

    def __init__(
        self,
        make: Callable[[], Reads],
        *,
        at_once: int = AT_ONCE,
        seconds: float = SECONDS,
        idle: float = IDLE,
    ) -> None:
        self._make = make
        self._seconds = seconds
        self._idle = idle
        self._turn = threading.Lock()
        self._free: list[Pool] = []
        self._left = at_once
        self._closing: threading.Timer | None = None

    def read(self, task: Task) -> Report:
        """Read a text.

        Raises:
            DatelineError: E105, as many are being read as may be; E012 or E013, it took too long or broke its
                process; or why it cannot be read.
        """
        pool = self._taken()
        try:
            ((_, answer),) = pool.read([task])
        except BaseException:
            # nobody knows what it is at: it must not answer the next request
            self._give_back(None)
            pool.__exit__(None, None, None)
            raise
        self._give_back(pool)
        if isinstance(answer, DatelineError):
            late = answer.code == "E012"
            raise DatelineError("E012", answer.detail, "send a shorter text") if late else answer
        if not isinstance(answer, Report):
            raise DatelineError("E090", "a worker gave no report", "please report this as a bug")
        return answer

    def close(self) -> None:
        """End the processes that nobody needs now."""
        with self._turn:
            free, self._free = self._free, []
            if self._closing is not None:
                self._closing.cancel()
                self._closing = None
        for pool in free:
            pool.__exit__(None, None, None)

    def _taken(self) -> Pool:
        with self._turn:
            if not self._left:
                raise DatelineError(
                    "E105", "as many texts are being read as may be", "send it again in a moment"
                )
            self._left -= 1
            if self._closing is not None:
                self._closing.cancel()
                self._closing = None
            # the one that was used last holds the models already
            return self._free.pop() if self._free else Pool(self._make, workers=1, seconds=self._seconds)

    def _give_back(self, pool: Pool | None) -> None:
        with self._turn:
            self._left += 1
            if pool is not None:
                self._free.append(pool)
            if self._closing is not None:
                self._closing.cancel()
            self._closing = threading.Timer(self._idle, self.close)
            self._closing.daemon = True
            self._closing.start()


def task_of(kind: str, body: bytes, query: list[tuple[str, str]]) -> Task:
    """Return what a request asks to have read.

    Args:
        kind: its media type, with parameters.
        body: what it sends: JSON as `Sent`; or plain text or HTML, of which the address tells the rest.
        query: parameters of the address.

    Raises:
        DatelineError: E001, nothing is sent; E102, it is in no form that is read.
    """
    told = Message()
    told["content-type"] = kind or "application/octet-stream"
    media = told.get_content_type()
    if media == "application/json":
        if query:
            raise DatelineError("E102", f"{query[0][0]}: it belongs into the JSON", "send it beside `text`")
        return as_task(_sent(body))
    if media not in ("text/plain", "text/html"):
        raise DatelineError(
            "E102",
            f"content-type: {media!r} is not read",
            "send application/json, text/plain or text/html",
        )
    about = asked(About, query, {})
    charset = told.get_param("charset", "")
    return _task(body, about, "text.html" if media == "text/html" else "text.txt", str(charset))


def form_of(body: bytes) -> Sent:
    """Return what the form of the page sends.

    Raises:
        DatelineError: E102, it is no such form.
    """
    try:
        pairs = dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=8))
    except ValueError as error:
        raise DatelineError("E102", "this is no form of the page", "send it from /read") from error
    # browsers end each line of a form with both, whatever was typed
    return _converted({**pairs, "text": pairs.get("text", "").replace("\r\n", "\n")})


def _sent(body: bytes) -> Sent:
    try:
        return msgspec.json.decode(body, type=Sent)
    except msgspec.MsgspecError as error:
        raise DatelineError("E102", f"the JSON does not fit: {error}", 'send {"text": "..."}') from error


def _converted(given: Mapping[str, str]) -> Sent:
    try:
        return msgspec.convert(given, Sent)
    except msgspec.ValidationError as error:
        raise DatelineError("E102", str(error), "send it from /read") from error


def as_task(sent: Sent) -> Task:
    """Return what is asked to be read.

    Raises:
        DatelineError: E001, there is no text.
    """
    return _task(sent.text.encode("utf-8", "replace"), sent, "", "utf-8")


def _task(body: bytes, about: About, name: str, charset: str) -> Task:
    if not body.strip():
        raise DatelineError("E001", "there is no text", "send the text of a report")
    return Task(
        name=name,
        content=body,
        carrier=Carrier(url=about.url, language=about.language, charset=charset),
        published=about.published or None,
    )
