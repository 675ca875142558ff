"""Each family of feeds, read to its entries."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.reading.feeds.model import Entry, Feed
from dateline.reading.feeds.reading import read, sniff

RSS_090 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
<channel><title>The Ledger</title><link>https://ledger.example/</link><description>News</description></channel>
<item><title>Bridge reopens</title><link>https://ledger.example/1</link></item></rdf:RDF>"""
RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Ledger</title><link>https://ledger.example/</link><language>en-us</language>
<item><title>Bridge reopens</title><link>https://ledger.example/1</link>
<description>It is caf&eacute; time.</description>
</item></channel></rss>"""
RSS_092 = """<rss version="0.92"><channel><title>The Ledger</title><link>https://ledger.example/</link>
<item><title>Bridge reopens</title><link>https://ledger.example/1</link>
<source url="https://agency.example/rss">North Agency</source></item></channel></rss>"""
RSS_10 = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dublin="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://ledger.example/rss"><title>The Ledger</title><link>https://ledger.example/</link>
<dublin:language>de-AT</dublin:language><items><rdf:Seq><rdf:li rdf:resource="https://ledger.example/1"/></rdf:Seq></items>
</channel>
<item rdf:about="https://ledger.example/1"><title>Bridge reopens</title><link>https://ledger.example/1</link>
<dublin:date>2025-06-03T00:30:00+02:00</dublin:date><dublin:creator>Ann Lo</dublin:creator>
<content:encoded><![CDATA[<p>Full &amp; whole.</p>]]></content:encoded></item></rdf:RDF>"""
RSS_20 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
<title>The Ledger &amp; Post</title><atom:link href="https://ledger.example/feed" rel="self"/>
<link>https://ledger.example/</link><language>en-GB</language><ttl>15</ttl>
<image><title>Logo</title><url>https://ledger.example/logo.png</url><link>https://elsewhere.example/</link></image>
<item><title><![CDATA[Bridge <b>reopens</b> &amp; closes]]></title><link>/2025/1?a=1&amp;b=2</link>
<feedburner:origLink>https://ledger.example/2025/1</feedburner:origLink>
<guid isPermaLink="false">ledger-1</guid><pubDate>Tue, 3 Jun 2025 00:30:00 +0200</pubDate>
<atom:updated>2025-06-03T08:00:00+02:00</atom:updated>
<author>ann@ledger.example (Ann Lo)</author><dc:creator><![CDATA[By Ann Lo]]></dc:creator><dc:creator>Bo Ek</dc:creator>
<description>A short account.</description><content:encoded><![CDATA[<p>Full.</p>]]></content:encoded>
<media:group><media:content url="https://ledger.example/1.jpg"><media:description>The bridge in May.</media:description>
</media:content></media:group></item>
<item><guid>https://ledger.example/2</guid><title>Second</title></item>
<item><guid isPermaLink="false">https://ledger.example/3</guid><title>Third</title><link/></item>
</channel></rss>"""
ATOM_10 = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-IE" xml:base="https://ledger.example/blog/">
<title type="text">The Ledger</title><link rel="self" href="/feed"/><link href="/"/>
<author><name>The newsroom</name></author>
<entry><title type="html">Bridge &lt;em&gt;reopens&lt;/em&gt;</title><id>tag:ledger.example,2025:1</id>
<link rel="enclosure" href="/1.mp3"/><link rel="alternate" href="2025/1"/>
<published>2025-06-03T00:30:00+02:00</published><updated>2025-06-04T09:00:00Z</updated>
<author><name>Ann Lo</name><uri>https://ledger.example/ann</uri></author>
<summary>A short account.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Full &amp; <b>whole</b>.</p></div></content></entry>
<entry><title>Second</title><id>https://ledger.example/2</id><updated>2025-06-04T09:00:00Z</updated>
<source><title>North Agency</title></source></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Ledger</title>
<link rel="alternate" type="text/html" href="https://ledger.example/"/>
<entry><title mode="escaped">Bridge reopens</title><id>x:1</id><link rel="alternate" href="https://ledger.example/1"/>
<issued>2025-06-03T00:30:00+02:00</issued><modified>2025-06-03T09:00:00+02:00</modified>
<content type="text/html" mode="base64">PHA+RnVsbC48L3A+</content></entry>
<entry><title mode="base64">RmVycnkgPGI+c3RvcHM8L2I+</title></entry></feed>"""
JSON_11 = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Ledger", "home_page_url": "https://ledger.example/",
"language": "en-GB", "authors": [{"name": "The newsroom"}], "items": [
{"id": 1, "url": "https://ledger.example/1", "title": "Bridge reopens", "content_html": "<p>Full.</p>",
 "summary": "A short account.", "date_published": "2025-06-03T00:30:00+02:00", "authors": [{"name": "Ann Lo"}]},
{"id": "2", "external_url": "https://ledger.example/2", "content_text": "1 < 2 & so on", "author": null}]}"""
NEWS_SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://ledger.example/1</loc><lastmod>2025-06-03T09:00:00+02:00</lastmod><news:news><news:publication>
<news:name>The Ledger</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-06-03T00:30:00+02:00</news:publication_date><news:title>Bridge reopens</news:title>
</news:news><image:image><image:loc>https://ledger.example/1.jpg</image:loc>
<image:caption>The bridge.</image:caption></image:image>
</url><url><loc>https://ledger.example/2</loc></url></urlset>"""
SITEMAP_INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://ledger.example/news.xml</loc><lastmod>2025-06-03</lastmod></sitemap></sitemapindex>"""

FEEDS = {
    "rss 0.90": (RSS_090, "rdf"),
    "rss 0.91": (RSS_091, "rss"),
    "rss 0.92": (RSS_092, "rss"),
    "rss 1.0": (RSS_10, "rdf"),
    "rss 2.0": (RSS_20, "rss"),
    "atom 1.0": (ATOM_10, "atom"),
    "atom 0.3": (ATOM_03, "atom"),
    "json 1.1": (JSON_11, "json"),
    "news sitemap": (NEWS_SITEMAP, "sitemap"),
    "sitemap index": (SITEMAP_INDEX, "sitemap_index"),
}


def feed_of(text: str) -> Feed:
    return read(text.encode(), "feed.xml", Settings())


@pytest.mark.parametrize("name", FEEDS)
def test_every_kind_is_known_and_read_without_damage(name: str) -> None:
    text, kind = FEEDS[name]
    assert sniff(text.encode()[:4000])
    found = feed_of(text)
    assert (found.kind, found.damage) == (kind, ())
    first = found.entries[0]
    assert first.url.startswith("https://ledger.example/")
    assert first.number == 1
    assert first.title == "Bridge reopens" or name in ("rss 2.0", "sitemap index")


@pytest.mark.parametrize("name", [name for name in FEEDS if "sitemap" not in name])
def test_the_feed_itself(name: str) -> None:
    found = feed_of(FEEDS[name][0])
    assert found.title in ("The Ledger", "The Ledger & Post")
    assert found.url == "https://ledger.example/"


@pytest.mark.parametrize("name", ["rss 1.0", "rss 2.0", "atom 1.0", "atom 0.3", "json 1.1", "news sitemap"])
def test_the_day_of_the_publisher_is_kept(name: str) -> None:
    # half past midnight on 3 June there is 2 June in UTC
    assert feed_of(FEEDS[name][0]).entries[0].published.iso == "2025-06-03T00:30:00+02:00"


@pytest.mark.parametrize(
    ("name", "number", "field", "value"),
    [
        ("rss 0.91", 0, "summary", "It is café time."),
        ("rss 0.91", 0, "language", "en"),
        ("rss 0.92", 0, "publisher", "North Agency"),
        ("rss 1.0", 0, "authors", ("Ann Lo",)),
        ("rss 1.0", 0, "language", "de"),
        ("rss 1.0", 0, "content", "<p>Full &amp; whole.</p>"),
        ("rss 2.0", 0, "title", "Bridge reopens & closes"),
        ("rss 2.0", 0, "url", "https://ledger.example/2025/1"),
        ("rss 2.0", 0, "id", "ledger-1"),
        ("rss 2.0", 0, "authors", ("Ann Lo", "Bo Ek")),
        ("rss 2.0", 0, "summary", "A short account."),
        ("rss 2.0", 0, "content", "<p>Full.</p>"),
        ("rss 2.0", 0, "captions", ("The bridge in May.",)),
        ("rss 2.0", 1, "url", "https://ledger.example/2"),
        ("rss 2.0", 2, "url", ""),
        ("atom 1.0", 0, "title", "Bridge reopens"),
        ("atom 1.0", 0, "url", "https://ledger.example/blog/2025/1"),
        ("atom 1.0", 0, "authors", ("Ann Lo",)),
        ("atom 1.0", 0, "content", "<div><p>Full &amp; <b>whole</b>.</p></div>"),
        ("atom 1.0", 1, "authors", ("The newsroom",)),
        ("atom 1.0", 1, "url", "https://ledger.example/2"),
        ("atom 1.0", 1, "publisher", "North Agency"),
        ("atom 0.3", 0, "content", "<p>Full.</p>"),
        ("atom 0.3", 1, "title", "Ferry stops"),
        ("json 1.1", 0, "id", "1"),
        ("json 1.1", 0, "content", "<p>Full.</p>"),
        ("json 1.1", 1, "url", "https://ledger.example/2"),
        ("json 1.1", 1, "content", "1 &lt; 2 &amp; so on"),
        ("json 1.1", 1, "authors", ("The newsroom",)),
        ("news sitemap", 0, "publisher", "The Ledger"),
        ("news sitemap", 0, "captions", ("The bridge.",)),
        ("news sitemap", 1, "url", "https://ledger.example/2"),
        ("sitemap index", 0, "url", "https://ledger.example/news.xml"),
    ],
)
def test_what_an_entry_says(name: str, number: int, field: str, value: object) -> None:
    assert getattr(feed_of(FEEDS[name][0]).entries[number], field) == value


def test_when_to_ask_again() -> None:
    assert feed_of(RSS_20).ttl == 15
    assert feed_of(RSS_20.replace("15", "often")).ttl is None


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("&lt;i&gt;Bridge&lt;/i&gt; reopens", "Bridge reopens"),
        ("<![CDATA[One<br/>two]]>", "One two"),
        ("<![CDATA[5 < 6 and 7 > 6]]>", "5 < 6 and 7 > 6"),
        ("A List&lt;Item&gt; of names", "A List<Item> of names"),
        ("Caf&#233; &#8220;Blau&#8221;", "Café “Blau”"),
        ("<b>Bridge</b> reopens", "Bridge reopens"),
        ("\n  Bridge\n  reopens ", "Bridge reopens"),
        ("&lt;img src=x onerror=alert(1)&gt;Bridge", "Bridge"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Bridge&lt;style&gt;p{}&lt;/style&gt;", "Bridge"),
    ],
)
def test_titles_are_plain(given: str, title: str) -> None:
    text = RSS_20.replace("<![CDATA[Bridge <b>reopens</b> &amp; closes]]>", given)
    assert feed_of(text).entries[0].title == title


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("<author>ann@ledger.example (Ann Lo)</author>", ("Ann Lo",)),
        ("<author>Ann Lo &lt;ann@ledger.example&gt;</author>", ("Ann Lo",)),
        ("<author>ann@ledger.example</author>", ()),
        ("<dc:creator>by Ann Lo</dc:creator>", ("Ann Lo",)),
        ("<dc:creator>Ann Lo</dc:creator><dc:creator>Ann Lo</dc:creator>", ("Ann Lo",)),
        ("<author><name>Ann Lo</name></author>", ("Ann Lo",)),
        ("<dc:creator/>", ()),
    ],
)
def test_authors_are_names(given: str, authors: tuple[str, ...]) -> None:
    text = f"""<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>x</title>{given}</item></channel></rss>"""
    assert feed_of(text).entries[0].authors == authors


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://ledger.example/1", "https://ledger.example/1"),
        ("  \n https://ledger.example/1\n", "https://ledger.example/1"),
        ("/1", "https://home.example/1"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("ftp://ledger.example/1", ""),
        ("http://[broken", ""),
        ("https://ledger.example/a b", "https://ledger.example/a%20b"),
    ],
)
def test_addresses_are_of_the_web(link: str, url: str) -> None:
    text = f"<rss><channel><link>https://home.example/</link><item><title>x</title><link>{link}</link></item></channel></rss>"
    assert feed_of(text).entries[0].url == url


@pytest.mark.parametrize(
    "text",
    [
        "<rss><channel><item><title>x</title><link>../1</link></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link href="../1"/></entry></feed>',
        '<feed xml:base="a/b/"><entry><title>x</title><link href="../../../1"/></entry></feed>',
        '{"version": "https://jsonfeed.org/version/1", "items": [{"title": "x", "url": "../1"}]}',
        "<urlset><url><loc>../1</loc><title>x</title></url></urlset>",
    ],
    ids=range(5),
)
def test_relative_links_start_from_the_address_of_the_feed(text: str) -> None:
    (entry,) = read(text.encode(), "https://ledger.example/feeds/all", Settings()).entries
    assert entry.url == "https://ledger.example/1"
    assert not any(entry.url for entry in read(text.encode(), "feed.xml", Settings()).entries)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"<html><head><title>x</title></head><body><rss></body>", False),
        (b"<!DOCTYPE html><body>a page about <feed> tags", False),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', True),
        (b'{"title": "x", "text": "y"}', False),
        (b"plain text about rss", False),
        (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><owl:Class/></rdf:RDF>', False),
        (b"\xef\xbb\xbf\n <?xml version='1.0'?><!-- made by hand --><rss version='2.0'>", True),
        ("<?xml version='1.0' encoding='utf-16'?><rss>".encode("utf-16"), True),
        (b"", False),
    ],
)
def test_what_looks_like_a_feed(head: bytes, known: bool) -> None:
    assert sniff(head, "feed.xml") is known


def test_an_entry_without_anything_is_damage() -> None:
    found = feed_of(
        "<rss><channel><item><category>x</category></item><item><title>y</title></item></channel></rss>"
    )
    assert [entry.title for entry in found.entries] == ["y"]
    assert [error.code for error in found.damage] == ["E008"]


def test_an_empty_feed_is_a_feed() -> None:
    assert feed_of("<rss version='2.0'><channel><title>The Ledger</title></channel></rss>").entries == ()


def test_entries_are_values() -> None:
    assert feed_of(RSS_20) == feed_of(RSS_20)
    assert Entry(title="x") == Entry(title="x")
