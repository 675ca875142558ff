"""Sources that are broken, huge or not text: a coded error or a document, never a traceback."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import spans_of
from dateline.reading.load import load
from dateline.structure.document import build


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E001"),
        (b" \n\t\r\n ", "E001"),
        (b"\xef\xbb\xbf", "E001"),
        ("\u00a0\u2003".encode(), "E001"),
        (b"---\ntitle: only this\n---\n", "E001"),
        (b"%PDF-1.7 text", "E002"),
        (b"PK\x03\x04rest", "E002"),
        (b"\x1f\x8b\x08\x00rest", "E002"),
        (b"\x89PNG\r\n\x1a\n", "E002"),
        (b"some text \x00 and more text", "E002"),
        (bytes(range(1, 32)) * 20, "E002"),
        (b"a" * 201, "E003"),
        ("é".encode() * 101, "E003"),
        (b"<html><body></body></html>", "E005"),
    ],
)
def test_coded_errors(data: bytes, code: str) -> None:
    with pytest.raises(DatelineError) as caught:
        load(data, settings=Settings(max_bytes=200, max_chars=100) if code == "E003" else Settings())
    assert caught.value.code == code


def test_many_characters_are_refused_though_the_bytes_fit() -> None:
    with pytest.raises(DatelineError) as caught:
        load(b"word " * 30, settings=Settings(max_bytes=1000, max_chars=100))
    assert caught.value.code == "E003"


@pytest.mark.parametrize(
    "text",
    [
        "word",
        "A" * 50_000,
        "a " * 25_000,
        "- " * 25_000,
        "( " * 10_000,
        "By " * 10_000,
        "By A " * 5_000,
        "1/2/" * 10_000,
        "2024-01-01 " * 4_000,
        "May 1 " * 5_000,
        "A. B. C. " * 5_000,
        "AB CD / " * 5_000,
        "AA, AA, " * 5_000,
        "| " * 20_000,
        "\n" * 50_000 + "x",
        "\n".join("Related" for _ in range(5_000)),
        "\n".join("By Ann Lo" for _ in range(3_000)),
        "\n".join("A title without a stop" for _ in range(3_000)),
        "\n".join("• item" for _ in range(5_000)),
        "“" * 20_000,
        "((" * 10_000,
        "&amp;" * 10_000,
        "\u202e" + "reversed words " * 30,
        "e\u0301" * 5_000,
        "\U0001f600 " * 3_000,
        "TOTAL 12 14 15\n" * 200,
        "THE COUNCIL SAID ON MONDAY THAT IT WOULD REOPEN THE BRIDGE.\n" * 20,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_make_documents(text: str) -> None:
    document = build(load(text.encode(), settings=Settings()), Settings(language="en"))
    assert document.text == text
    for span in spans_of(document):
        assert text[span.start : span.end] == span.words


@pytest.mark.parametrize(
    "unit",
    [
        "AB ",
        "A. ",
        "Ab ",
        "AB/",
        "AB-",
        "A-",
        "A.-",
        "AB, ",
        "1 ",
        "Jan 1 ",
        "(A) ",
        "> ",
        "AB de ",
        "Mon ",
        "/AB/",
    ],
)
@pytest.mark.parametrize("end", ["", "—", " (AP) -", ": x", ")"])
def test_no_line_makes_a_pattern_explode(unit: str, end: str) -> None:
    for length in (130, 300, 1400):
        line = (unit * length)[:length] + end
        text = f"A title of five words\n{line}\nBy Ann Lo\n{line}\n"
        assert build(load(text.encode(), settings=Settings()), Settings(language="en")).text == text


def test_lone_surrogates_do_not_crash() -> None:
    with pytest.raises(DatelineError):
        load("\ud800".encode("utf-8", "surrogatepass") * 200 + b"\x00", settings=Settings())


def test_deep_nesting_is_an_error_or_a_page() -> None:
    page = "<html><body>" + "<div>" * 50_000 + "words " * 50 + "</div>" * 50_000 + "</body></html>"
    with contextlib.suppress(DatelineError):
        assert load(page.encode(), settings=Settings()).text.strip()


ARTICLE = (
    "<html><head><title>Bridge row</title></head><body><article><h1>Bridge row</h1>"
    + "<p>The council said on Monday that it would reopen the bridge, which the mayor has rejected.</p>" * 3
    + "</article></body></html>"
)


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0" encoding="utf-8"?>' + ARTICLE,
        ARTICLE.replace("</p>", ""),
        ARTICLE.replace("Monday", "Mon\x01day"),
        ARTICLE.replace("Monday", "&#0;&#xD800;Monday"),
        ARTICLE.replace("<p>", "<p " + 'a="1" ' * 2000 + ">"),
        '<!DOCTYPE html [<!ENTITY x "yy"><!ENTITY z "&x;&x;">]>' + ARTICLE.replace("Monday", "&z;"),
        ARTICLE[:200],
        "<!-- " + ARTICLE,
        ARTICLE.replace("</title>", ""),
        '<html><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": [1]}</script>'
        + ARTICLE,
    ],
    ids=range(10),
)
def test_broken_pages(page: str) -> None:
    try:
        source = load(page.encode(), settings=Settings())
    except DatelineError:
        return
    document = build(source, Settings(language="en"))
    for span in spans_of(document):
        assert document.text[span.start : span.end] == span.words


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    try:
        source = load(data, settings=Settings())
    except DatelineError:
        return
    document = build(source, Settings(language="en"))
    for span in spans_of(document):
        assert document.text[span.start : span.end] == span.words
