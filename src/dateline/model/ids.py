"""Ids by content hash."""

from __future__ import annotations

from hashlib import blake2b


def record_id(prefix: str, document: str, *parts: object) -> str:
    """Make the stable id of a record.

    Args:
        prefix: one letter for the kind of record (`s`, `c`, `e`, `g`).
        document: id of the document, or an empty string for records that outlive documents.
        parts: what tells the record from others of its kind.

    Returns:
        Prefix and 10 hexadecimal digits; the same for the same arguments.
    """
    text = "\x1f".join([document, *map(str, parts)])
    return prefix + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def document_id(text: str) -> str:
    """Return the id of a text: `d` and 16 hexadecimal digits of its BLAKE2b hash."""
    return "d" + blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
