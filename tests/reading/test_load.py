from __future__ import annotations

import codecs

import pytest

from dateline.config import Settings
from dateline.reading.load import load

TEXT = "Bridge row\n\nThe council’s plan is “reckless”, the mayor said on Monday.\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), TEXT),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("cp1252"), TEXT),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), TEXT),
        ("Crème brûlée\n".encode("latin-1"), "Crème brûlée\n"),
        (b"one\r\ntwo\r\n", "one\r\ntwo\r\n"),
    ],
)
def test_charsets(data: bytes, text: str) -> None:
    assert load(data, settings=Settings()).text == text


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("title: Bridge row", "title", "Bridge row"),
        ('title: "A: B"', "title", "A: B"),
        ("author: Ann Lo and Bo Ek", "authors", ("Ann Lo", "Bo Ek")),
        ("authors: [Ann Lo, Bo Ek]", "authors", ("Ann Lo", "Bo Ek")),
        ("authors:\n  - Ann Lo\n  - Bo Ek", "authors", ("Ann Lo", "Bo Ek")),
        ("date: 2024-05-03T10:00:00Z", "published", "2024-05-03T10:00:00Z"),
        ("source: The Ledger", "publisher", "The Ledger"),
        ("url: https://a.example/b", "url", "https://a.example/b"),
        ("lang: en-GB", "language", "en"),
    ],
)
def test_front_matter(head: str, field: str, value: object) -> None:
    for mark in ("---", "+++"):
        source = load(f"{mark}\n{head}\n{mark}\n{TEXT}".encode(), settings=Settings())
        assert getattr(source, field) == value
        assert source.text == TEXT
        assert source.published_source == "front_matter"


def test_front_matter_of_toml() -> None:
    source = load(f'+++\ntitle = "Bridge row"\ndate = 2024-05-03\n+++\n{TEXT}'.encode(), settings=Settings())
    assert (source.title, source.published) == ("Bridge row", "2024-05-03")


def test_a_rule_of_hyphens_is_no_front_matter() -> None:
    text = "---\nThe council met on Monday\nand then again\n---\nand again.\n"
    assert load(text.encode(), settings=Settings()).text == text
