"""Make WARC files for tests, whole and damaged ones."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable, Mapping

HTML = "text/html; charset=utf-8"


def page(number: int, size: int = 0) -> bytes:
    """Make a small page that differs from the others."""
    noise = hashlib.sha256(str(number).encode()).hexdigest() * (size // 64)
    return (
        f"<html><head><title>Report {number}</title></head><body><article><p>The council of town {number} "
        f"closed the bridge on Monday.</p><p>{noise}</p></article></body></html>"
    ).encode()


def http(body: bytes, fields: Mapping[str, str] | None = None, status: str = "200 OK") -> bytes:
    """Make an HTTP response."""
    lines = {"Content-Type": HTML, **(fields or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def chunked(body: bytes, size: int = 100) -> bytes:
    """Apply the chunked transfer coding."""
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def sha1(data: bytes) -> str:
    """Make a digest as crawlers write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(
    number: int,
    block: bytes | None = None,
    kind: str = "response",
    fields: Mapping[str, str] | None = None,
    *,
    length: int | None = None,
) -> bytes:
    """Make a record; without a block it holds `page(number)`."""
    block = http(page(number)) if block is None else block
    lines = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": "2024-05-06T07:08:09Z",
        "WARC-Target-URI": f"https://news.example/{number}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block) if length is None else length),
        **(fields or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def info() -> bytes:
    """Make the record that opens a crawl."""
    return record(0, b"software: tests\r\n", "warcinfo", {"Content-Type": "application/warc-fields"})


def packed(records: Iterable[bytes]) -> bytes:
    """Compress each record by itself, as the standard advises."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
