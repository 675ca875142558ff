"""Feeds as they come: broken entities, tags that are not closed, wrong charsets, odd dates, HTML in titles, 50 MB."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import settings as rounds
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.feeds.model import Feed
from dateline.reading.feeds.reading import items, read

CLEAN = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Ledger</title><link>https://ledger.example/</link>
<item><title>Bridge reopens</title><link>https://ledger.example/1</link>
<pubDate>Tue, 3 Jun 2025 10:00:00 +0200</pubDate>
<description>A short account.</description></item>
<item><title>Ferry stops</title><link>https://ledger.example/2</link><pubDate>Wed, 4 Jun 2025 10:00:00 +0200</pubDate>
<description>Another one.</description></item>
</channel></rss>"""


def feed_of(text: str | bytes) -> Feed:
    return read(text.encode() if isinstance(text, str) else text, "feed.xml", Settings())


def both(found: Feed) -> list[tuple[str, str, str, str]]:
    return [(entry.title, entry.url, entry.published.iso, entry.summary) for entry in found.entries]


WHOLE = both(feed_of(CLEAN))


def test_the_clean_feed_is_read() -> None:
    assert WHOLE == [
        ("Bridge reopens", "https://ledger.example/1", "2025-06-03T10:00:00+02:00", "A short account."),
        ("Ferry stops", "https://ledger.example/2", "2025-06-04T10:00:00+02:00", "Another one."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n  \n" + CLEAN,
        "\ufeff" + CLEAN,
        "\ufeff\n" + CLEAN,
        "Warning: mysql_connect() failed in /srv/feed.php\n" + CLEAN,
        CLEAN + "<!-- cached in 0.3 s -->",
        CLEAN[:-1],
        CLEAN + "\n<script>track()</script>",
        CLEAN.replace("utf-8", "utf-16"),
        CLEAN.replace("utf-8", "x-user-defined"),
        CLEAN.replace('<?xml version="1.0" encoding="utf-8"?>', "<?xml version='1.0'>"),
        CLEAN.replace("<channel>", "<channel>\x01\x0b\x00"),
        CLEAN.replace("<rss version", "<RSS version").replace("</rss>", "</RSS>"),
        CLEAN.replace("item>", "ITEM>"),
        CLEAN.replace("</item>", ""),
        CLEAN.replace("</link>", ""),
        CLEAN.replace("</title>", ""),
        CLEAN.replace("</pubDate>", "").replace("</description>", ""),
        CLEAN.replace("</item>", "").replace("</channel></rss>", ""),
        CLEAN.replace("</channel>", ""),
        CLEAN.replace("</channel></rss>", ""),
        CLEAN.replace("</description></item>", "</item></description>"),
        CLEAN.replace("<title>", "<title lang=en>"),
        CLEAN.replace("<item>", "<item><media:title>no prefix declared</media:title>"),
        CLEAN.replace("<item>", "<item><category>Q&A</category>"),
        CLEAN.replace("<item>", "<item><category>A < B</category>"),
        CLEAN.replace("<item>", "<item><comments>https://ledger.example/?a=1&b=2&nbsp;</comments>"),
        CLEAN.replace("<item>", "<item><category>&#8;&#xD800;&#x110000;&bogus;</category>"),
        CLEAN.replace("\n", "\r\n"),
    ],
    ids=range(28),
)
def test_the_same_entries_are_read_from_what_is_broken_around_them(text: str) -> None:
    assert both(feed_of(text)) == WHOLE


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        ("Caf&eacute; &amp; bar&nbsp;x", "Café & bar\u00a0x"),
        ("Fish & chips", "Fish & chips"),
        ("Fish &amp; chips at AT&T;", "Fish & chips at AT&T;"),
        ("?a=1&b=2", "?a=1&b=2"),
        ("1 < 2", "1 < 2"),
        ("&#150; a dash of Windows", "– a dash of Windows"),
        ("a\x02b", "ab"),
        ("&ldquo;Yes&rdquo; &copy", "“Yes” &copy"),
        ("<![CDATA[Caf&eacute; & bar]]> & more", "Caf&eacute; & bar & more"),
    ],
)
def test_entities_that_xml_does_not_know(given: str, summary: str) -> None:
    found = feed_of(CLEAN.replace("A short account.", given))
    assert found.entries[0].summary == summary
    assert both(found)[1:] == WHOLE[1:]


@pytest.mark.parametrize(
    ("given", "summary"),
    [
        ("<p>One<br>two <img src='a.jpg'></p>", "<p>One<br>two <img src='a.jpg'></p>"),
        ("One<br>two &amp; three", "One<br>two &amp; three"),
        ("<p>One<p>Two <b>bold", "<p>One<p>Two <b>bold"),
        ("<p>One</p><source src=a><p>Two", "<p>One</p><source src=a><p>Two"),
    ],
)
def test_html_that_nobody_escaped(given: str, summary: str) -> None:
    found = feed_of(CLEAN.replace("A short account.", given))
    assert found.entries[0].summary == summary
    assert both(found)[1:] == WHOLE[1:]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (CLEAN.replace("Bridge", "Brücke").encode("cp1252"), "Brücke reopens"),
        (CLEAN.replace("Bridge", "“Brücke”").encode("cp1252"), "“Brücke” reopens"),
        (CLEAN.replace("Bridge", "Brücke").replace("utf-8", "iso-8859-1").encode(), "Brücke reopens"),
        (CLEAN.replace("Bridge", "Brücke").replace("utf-8", "us-ascii").encode("cp1252"), "Brücke reopens"),
        (
            CLEAN.replace("Bridge", "“Brücke”").replace("utf-8", "iso-8859-1").encode("cp1252"),
            "“Brücke” reopens",
        ),
        (CLEAN.replace("Bridge", "Мост").replace("utf-8", "windows-1251").encode("cp1251"), "Мост reopens"),
        (CLEAN.replace("Bridge", "桥").replace("utf-8", "gb2312").encode("gb18030"), "桥 reopens"),
        (CLEAN.replace("Bridge", "橋").replace("utf-8", "iso-2022-jp").encode("iso2022-jp"), "橋 reopens"),
        (CLEAN.replace("Bridge", "Brücke").replace("utf-8", "utf-16").encode("utf-16"), "Brücke reopens"),
        (CLEAN.replace("Bridge", "Brücke").encode("utf-16-be"), "Brücke reopens"),
        (codecs.BOM_UTF8 + CLEAN.replace("Bridge", "Brücke").encode(), "Brücke reopens"),
        # one quoted mail in Windows-1252 among UTF-8
        (CLEAN.replace("Bridge", "Brücke @").encode().replace(b"@", b"\x93x\x94"), "Brücke “x” reopens"),
        (CLEAN.replace("Bridge", "Brücke").replace("utf-8", "zlib").encode("cp1252"), "Brücke reopens"),
    ],
)
def test_wrong_charsets(data: bytes, title: str) -> None:
    assert feed_of(data).entries[0].title == title


def test_the_header_names_the_charset_where_the_feed_does_not() -> None:
    data = CLEAN.replace(' encoding="utf-8"', "").replace("Bridge", "Мост").encode("cp1251")
    assert read(data, "", Settings(), "windows-1251").entries[0].title == "Мост reopens"


def test_a_date_without_a_zone_claims_none() -> None:
    found = feed_of(CLEAN.replace(" +0200", "")).entries[0].published
    assert (found.printed, found.iso) == ("Tue, 3 Jun 2025 10:00:00", "2025-06-03T10:00:00")


@pytest.mark.parametrize(
    "cut",
    [
        "<description>Another",
        "<description>Anoth",
        "Wed, 4 Jun",
        "<link>https://ledger.example/2</li",
    ],
)
def test_an_entry_that_breaks_off_is_named_and_left_out(cut: str) -> None:
    text = CLEAN[: CLEAN.index(cut) + len(cut)]
    found = feed_of(text)
    assert both(found) == WHOLE[:1]
    assert [(error.code, "feed.xml#2" in error.detail) for error in found.damage] == [("E008", True)]


@pytest.mark.parametrize("end", ["</channel></rss>", "</rss>"])
def test_a_feed_that_breaks_off_between_entries_says_so(end: str) -> None:
    found = feed_of(CLEAN.replace(end, "\n"))
    assert both(found) == WHOLE
    assert [error.code for error in found.damage] == ["E008"]


def test_a_feed_that_closes_nothing_is_not_taken_for_cut_off() -> None:
    assert feed_of(CLEAN.replace("</item>", "").replace("</channel></rss>", "")).damage == ()
    assert feed_of(CLEAN[:-1]).damage == ()


def test_a_text_that_breaks_off_in_cdata() -> None:
    text = CLEAN.replace("Another one.", "<![CDATA[<p>Another").partition("<p>Another")[0] + "<p>Anot"
    found = feed_of(text)
    assert both(found) == WHOLE[:1]
    assert [error.code for error in found.damage] == ["E008"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E001"),
        (b" \n ", "E001"),
        (b"no feed at all", "E006"),
        (b"<html><body><p>Not found</p></body></html>", "E006"),
        (b"<rss", "E006"),
        (b"{", "E006"),
        (b'{"title": "no items"}', "E006"),
        (b"[1, 2]", "E006"),
        (b"\x00\x01\x02\xff\xfe", "E006"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(DatelineError) as caught:
        feed_of(data)
    assert caught.value.code == code


def large(megabytes: int) -> bytes:
    """Make a feed of many entries, each with a text of 50 kB."""

    def parts() -> Iterator[bytes]:
        yield CLEAN.partition("<item>")[0].encode()
        entry = b"<item><title>Entry</title><description>" + b"words " * 8_400 + b"</description></item>"
        yield from (entry for _ in range(megabytes * 1_000_000 // len(entry) + 1))
        yield b"</channel></rss>"

    return b"".join(parts())


def test_fifty_megabytes_are_refused_by_default_and_read_when_asked() -> None:
    data = large(50)
    with pytest.raises(DatelineError) as caught:
        read(data, "feed.xml", Settings())
    assert caught.value.code == "E003"
    found = read(data, "feed.xml", Settings(max_bytes=60_000_000))
    assert len(found.entries) == data.count(b"<item>")
    assert found.damage == ()


def test_more_entries_than_allowed() -> None:
    found = read(CLEAN.encode(), "feed.xml", Settings(max_items=1))
    assert len(found.entries) == 1
    assert [error.code for error in found.damage] == ["E003"]


def test_one_huge_entry_does_not_take_the_others_along() -> None:
    text = CLEAN.replace("A short account.", "words " * 60_000)
    found = list(items(text.encode(), "feed.xml", Settings()))
    assert [error.code for error in found if isinstance(error, DatelineError)] == ["E003"]
    assert len(found) == 2


@rounds(deadline=None)
@given(st.integers(0, len(CLEAN)), st.integers(0, 40), st.binary(max_size=12))
def test_any_damage_gives_a_feed_or_a_coded_error(start: int, length: int, put: bytes) -> None:
    data = CLEAN.encode()
    try:
        found = feed_of(data[:start] + put + data[start + length :])
    except DatelineError as error:
        assert error.code in ("E006", "E007")  # noqa: PT017 - either outcome is right
    else:
        assert len(found.entries) <= 3
