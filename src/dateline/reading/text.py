"""Bytes to text: size, charset, front matter."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Final

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.source import Source

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of formats that are not text, so that the message can name what was given.
_MAGIC: Final = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
)
# What no text holds: control characters but for blanks, escape and separators, and what decoding gave up on.
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1a\x7f\ufffd]")
_FENCE: Final = re.compile(r"(?P<mark>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_ENTRY: Final = re.compile(r"^(?P<key>[A-Za-z_][\w -]{0,30}?)\s*[:=]\s*(?P<value>.*?)\s*$")
_KEYS: Final = {
    "title": "title",
    "headline": "title",
    "author": "authors",
    "authors": "authors",
    "byline": "authors",
    "by": "authors",
    "date": "published",
    "published": "published",
    "pubdate": "published",
    "publishdate": "published",
    "source": "publisher",
    "publisher": "publisher",
    "site": "publisher",
    "url": "url",
    "link": "url",
    "canonical": "url",
    "lang": "language",
    "language": "language",
}


def decode(data: bytes, settings: Settings) -> str:
    """Decode the bytes of a source.

    A byte order mark decides; else UTF-8; else UTF-16 where every other byte is NUL; else Windows-1252,
    which reads Latin-1 too.

    Raises:
        DatelineError: E001 nothing there, E002 not text, E003 too many bytes.
    """
    if not data.strip():
        raise DatelineError("E001", "the source holds nothing", "give a file with text")
    if len(data) > settings.max_bytes:
        raise DatelineError(
            "E003",
            f"the source has {len(data):,} bytes, more than {settings.max_bytes:,}",
            "split it, or raise max_bytes in Settings",
        )
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise DatelineError("E002", f"the source is {name}", "give text or HTML")
    text = _decoded(data)
    if "\x00" in text:
        raise DatelineError("E002", "the source holds NUL characters", "give text or HTML")
    if not text.strip():
        raise DatelineError("E001", "the source holds only blanks", "give a file with text")
    odd = len(_CONTROL.findall(text[:20_000]))
    if odd * 50 > min(len(text), 20_000):
        raise DatelineError(
            "E002", "the source holds control characters as binary files do", "give text or HTML"
        )
    return text


def _decoded(data: bytes) -> str:
    for mark, charset in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(charset)
            except UnicodeDecodeError:
                break
    if b"\x00" in data[:4000]:
        # UTF-16 without a mark: in Western text every other byte is NUL (and it would pass as UTF-8).
        for charset, zeros in (("utf-16-le", data[1:4000:2]), ("utf-16-be", data[:4000:2])):
            if zeros.count(0) > 0.7 * len(zeros):
                try:
                    return data.decode(charset)
                except UnicodeDecodeError:
                    continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Windows-1252 leaves five bytes undefined; they become U+FFFD and stay one character each.
    return data.decode("cp1252", "replace")


def read_text(text: str, name: str, settings: Settings) -> Source:
    """Make a source of plain text, taking its front matter off.

    Front matter is a block between two lines of `---` or `+++` at the very beginning, with one
    `key: value` or `key = value` a line. The block does not become part of the text.

    Args:
        text: the decoded text.
        name: name of the file, for messages.
        settings: the limit on characters.

    Raises:
        DatelineError: E001, nothing follows the front matter; E003, the text is too long.
    """
    if len(text) > settings.max_chars:
        raise DatelineError(
            "E003",
            f"the text has {len(text):,} characters, more than {settings.max_chars:,}",
            "split it, or raise max_chars in Settings",
        )
    fields, body = _front_matter(text)
    if not body.strip():
        raise DatelineError("E001", f"{name or 'the source'} holds front matter but no text", "add the text")
    return Source(
        text=body,
        title=fields.get("title", ""),
        authors=tuple(
            part for part in re.split(r"\s*(?:,|;|\band\b|&)\s*", fields.get("authors", "")) if part
        ),
        published=fields.get("published", ""),
        published_source="front_matter",
        publisher=fields.get("publisher", ""),
        url=fields.get("url", ""),
        language=fields.get("language", "")[:2].casefold(),
    )


def _front_matter(text: str) -> tuple[Mapping[str, str], str]:
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text
    closing = re.compile(rf"^{re.escape(opening['mark'])}[ \t]*$(?:\r\n|\n|\r)?", re.MULTILINE).search(
        text, opening.end()
    )
    if closing is None or closing.start() - opening.end() > 10_000:
        return {}, text
    fields: dict[str, str] = {}
    last = ""
    for line in text[opening.end() : closing.start()].splitlines():
        item = re.match(r"^\s*-\s+(.*)$", line)
        if item and last == "authors":
            fields[last] = ", ".join(filter(None, [fields[last], _unquote(item[1])]))
            continue
        entry = _ENTRY.match(line)
        if entry is None:
            if line.strip() and not line.lstrip().startswith("#"):
                # Not a block of keys: a rule of hyphens above an ordinary text.
                return ({}, text) if not fields else (fields, text[closing.end() :])
            continue
        last = _KEYS.get(
            entry["key"].strip().casefold().replace("-", "").replace("_", "").replace(" ", ""), ""
        )
        if last:
            fields.setdefault(last, _unquote(entry["value"]))
    return (fields, text[closing.end() :]) if fields else ({}, text)


def _unquote(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquote(item) for item in value[1:-1].split(",") if item.strip())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
