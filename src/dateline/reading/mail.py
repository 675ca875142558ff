"""Mail: newsletters, and articles that somebody forwarded (.eml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from functools import cache
from importlib.resources import files
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import fragment, xml
from dateline.reading.items import Carrier, Item
from dateline.reading.moments import moment
from dateline.reading.source import Source

_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]*\S|[ \t]+\S|From \S+ ")
_KNOWN: Final = frozenset({
    "from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path", "delivered-to", "list-id",
    "content-type", "x-mailer", "dkim-signature", "reply-to", "arc-seal", "authentication-results", "sender",
})  # fmt: skip
_MOST_PARTS: Final = 500
_SIGNS: Final = re.compile(r"^[\s>*_=-]+|[\s*_=:-]+$")
_HEAD_LINE: Final = re.compile(r"[\s>*]*(?P<key>[^\W\d_][^\W\d_' -]{0,20}?)\s*\*?:\*?\s*(?P<value>.*?)\s*$")
_QUOTED: Final = re.compile(r"^>[> ]*", re.MULTILINE)
_LONGEST_HEAD: Final = 14
"""Lines that the head of a forwarded message may have."""
_LONGEST_MARKER: Final = 100
_LONGEST_SUBJECT: Final = 1000


@dataclass(frozen=True, slots=True)
class _Table:
    markers: frozenset[str]
    prefixes: re.Pattern[str]
    fields: Mapping[str, str]


@cache
def _table() -> _Table:
    read = tomllib.loads((files(__package__) / "mail.toml").read_text("utf-8"))
    prefixes = "|".join(map(re.escape, read["prefixes"]))
    return _Table(
        frozenset(read["markers"]),
        re.compile(rf"(?:(?:{prefixes})(?:\[\d\])?\s?:\s*)+", re.IGNORECASE),
        {word: field for field, words in read["fields"].items() for word in words},
    )


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a message says, its own head or that of the message forwarded in it.

    Attributes:
        subject: the subject, without "Fwd:".
        sender: name and address as printed.
        date: the date as printed.
        text: what stands below.
    """

    subject: str
    sender: str
    date: str
    text: str


def sniff(head: bytes, name: str = "") -> bool:
    """Say whether a file is a message: lines of `Field: value` to the first blank line, fields of mail among them.

    Args:
        head: the first 4,000 bytes or more; fewer only where the file has no more.
        name: the file's name; with `.eml` one field of mail is enough.
    """
    lines = xml.decoded(head[:4000]).lstrip().splitlines()
    top = lines[: lines.index("")] if "" in lines else lines[:-1]
    found = [_FIELD.match(line) for line in top]
    if not top or not all(found):
        return False
    known = {match[1].casefold() for match in found if match and match[1]} & _KNOWN
    return len(known) >= (1 if name.casefold().endswith(".eml") else 3)


def items(data: bytes, name: str, settings: Settings) -> Iterator[Item | DatelineError]:
    """Read a message: its text, the messages forwarded in it as attachments, and attached pages and texts.

    Args:
        data: the bytes of the file.
        name: name of the file; attachments are called `name!number`.
        settings: limits on bytes, characters and depth.

    Yields:
        Items; E003 for a message of more than 500 parts, after the first 500; E007 for one whose HTML is nested
        too deeply.

    Raises:
        DatelineError: E001 nothing there, E003 too large, E007 parts nested too deeply.
    """
    parser = BytesParser(policy=policy.compat32)
    try:
        message = parser.parsebytes(xml.sized(data, name, settings))
        letters = list(_messages(message))
    except RecursionError as error:
        raise xml.too_deep(name, settings.max_depth) from error
    for number, letter in enumerate(letters):
        called = f"{name}!{number}" if number else name
        try:
            yield from _of_message(letter, called, settings, whole=len(letters) == 1)
        except DatelineError as error:
            yield error


def _messages(message: Message) -> Iterator[Message]:
    """Give a message, and those attached to it."""
    yield message
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            return
        if part is not message and part.get_content_type() == "message/rfc822":
            yield from _inside(part)[:1]


def _inside(part: Message) -> list[Message]:
    """Return the parts of a part."""
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _of_message(
    message: Message, name: str, settings: Settings, *, whole: bool
) -> Iterator[Item | DatelineError]:
    """Give the text of a message, then the pages and texts attached to it."""
    shown: dict[str, str] = {}
    attached: list[tuple[str, bytes]] = []
    for number, part in enumerate(_own_parts(message)):
        if number >= _MOST_PARTS:
            yield DatelineError("E003", f"{name} has more than {_MOST_PARTS} parts: the rest is left out")
            break
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        if part.get_content_disposition() == "attachment":
            attached.append((kind, payload))
        else:
            shown.setdefault(kind, _decoded(payload, part.get_content_charset() or ""))
    text = _text(shown, name, settings)
    head = _headers(message)
    if text.strip():
        yield _item(head, text, name)
    elif not attached and whole:
        yield DatelineError("E001", f"{name} holds no text", "give a message with text")
    for number, (kind, payload) in enumerate(attached, start=1):
        ending = ".html" if kind == "text/html" else ".txt"
        yield Item(
            name=f"{name}!attached-{number}{ending}", content=payload, carrier=_carrier(head, _first(head))
        )


def _own_parts(message: Message) -> Iterator[Message]:
    """Give the parts of a message, without those of messages attached to it."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part is not message and part.get_content_type() == "message/rfc822":
            continue
        if part.is_multipart():
            waiting[:0] = _inside(part)
        else:
            yield part


def _decoded(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset) if charset else xml.decoded(payload)
    except (LookupError, UnicodeDecodeError):
        return xml.decoded(payload)


def _text(shown: Mapping[str, str], name: str, settings: Settings) -> str:
    """Return the text as it is shown: from HTML where there is some, since plain parts often only point to it."""
    if "text/html" in shown:
        found = fragment.paragraphs(shown["text/html"], settings, name, laid_out=True)
        text = "\n\n".join(piece.words for piece in found)
        if text:
            return text
    plain = xml.readable(shown.get("text/plain", "")).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in plain.split("\n") if line.strip()]
    quoted = sum(line.startswith(">") for line in lines)
    return _QUOTED.sub("", plain) if quoted * 2 > len(lines) else plain


def _item(head: Mapping[str, str], text: str, name: str) -> Item:
    letter = _forwarded(text) or _first(head, text)
    carrier = _carrier(head, letter)
    title = carrier.title
    # a newsletter that repeats its subject as the first line has its headline already
    repeats = " ".join(letter.text.split())[: len(title)].casefold() == title.casefold()
    return Item(
        name=name,
        content=Source(
            text=letter.text.strip("\n")
            if repeats or not title
            else f"{title}\n\n{letter.text.strip(chr(10))}",
            title=title,
            authors=carrier.authors,
            published=carrier.published,
            publisher=carrier.publisher,
            url=carrier.url,
        ),
        carrier=carrier,
    )


def _first(head: Mapping[str, str], text: str = "") -> _Letter:
    subject = head.get("subject", "")[:_LONGEST_SUBJECT]
    return _Letter(
        _table().prefixes.sub("", subject, count=1), head.get("from", ""), head.get("date", ""), text
    )


def _carrier(head: Mapping[str, str], letter: _Letter) -> Carrier:
    """Say what is known of a text: who sends a newsletter publishes it, who sends a letter has written it."""
    sender = parseaddr(letter.sender)[0].strip(" \"'") if "@" in letter.sender else letter.sender
    listed = any(key in head for key in ("list-id", "list-unsubscribe", "list-post"))
    archived = head.get("archived-at", "").strip("<> ")
    return Carrier(
        url=archived if archived.startswith(("http://", "https://")) else "",
        published=moment(letter.date).iso,
        publisher=sender if listed else "",
        title=letter.subject,
        authors=(sender,) if sender and not listed else (),
        id=head.get("message-id", "").strip("<> "),
    )


def _forwarded(text: str) -> _Letter | None:
    """Read the head of a message that is forwarded inside the text, and what stands below it."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:200]):
        if len(line) < _LONGEST_MARKER and _SIGNS.sub("", line).casefold() in _table().markers:
            found, behind = _head_of(lines, number + 1)
            if len(found) >= 2:
                subject = _table().prefixes.sub("", found.get("subject", ""), count=1)
                return _Letter(
                    subject, found.get("from", ""), found.get("date", ""), "\n".join(lines[behind:])
                )
    return None


def _head_of(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    """Read lines of `Field: value` in any of the languages that are known; return them and where they end."""
    found: dict[str, str] = {}
    behind = number = start
    while number < min(len(lines), start + _LONGEST_HEAD):
        match = _HEAD_LINE.fullmatch(lines[number][:_LONGEST_SUBJECT])
        field = _table().fields.get(match["key"].casefold()) if match else None
        if match and field:
            found.setdefault(field, match["value"])
            behind = number + 1
        elif lines[number].strip():
            break
        number += 1
    return found, behind


def _headers(message: Message) -> dict[str, str]:
    """Return the first field of each name, decoded."""
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        found.setdefault(name.casefold(), _field(str(value)))
    return found


def _field(value: str) -> str:
    """Decode a field: encoded words, and letters that should have been encoded."""
    raw = xml.decoded(value.encode("utf-8", "surrogateescape"))
    try:
        parts = decode_header(raw) if "=?" in raw else [(raw, None)]
    except (HeaderParseError, ValueError):
        parts = [(raw, None)]
    words = "".join(
        part if isinstance(part, str) else _decoded(part, charset or "") for part, charset in parts
    )
    return " ".join(xml.readable(words).split())
