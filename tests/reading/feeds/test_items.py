"""What a feed file puts on record: whole reports where it carries them, teasers as teasers."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Document, spans_of
from dateline.reading.feeds import items
from dateline.reading.fragment import breaks_off, paragraphs
from dateline.reading.items import Item
from dateline.reading.source import Source
from dateline.structure.document import build

HEAD = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>The Ledger</title><link>https://ledger.example/</link><language>en-GB</language>"""
FOOT = "</channel></rss>"
FOOTER = '<p>The post <a href="/1">Bridge reopens</a> appeared first on <a href="/">The Ledger</a>.</p>'
META = """<title>Bridge reopens</title><link>https://ledger.example/1</link><guid>ledger-1</guid>
<dc:creator>Ann Lo</dc:creator><pubDate>Tue, 3 Jun 2025 00:30:00 +0200</pubDate>"""


def found(*entries: str) -> list[Item | DatelineError]:
    text = HEAD + "".join(f"<item>{entry}</item>" for entry in entries) + FOOT
    return list(items(text.encode(), "ledger.xml", Settings()))


def one(entry: str) -> Item:
    item = found(entry)[0]
    assert isinstance(item, Item)
    return item


def document(item: Item) -> Document:
    assert isinstance(item.content, Source)
    built = build(item.content, Settings())
    for span in spans_of(built):
        assert built.text[span.start : span.end] == span.words
    return built


def words_of(read: Document, kind: str) -> tuple[str, ...]:
    return tuple(zone.span.words for zone in read.zones if zone.kind == kind)


def full(article: str) -> str:
    return f"<content:encoded><![CDATA[{article}]]></content:encoded>"


def test_an_entry_with_its_text_is_a_report(article: str, paragraphs: tuple[str, ...]) -> None:
    item = one(META + "<description>The mayor objects.</description>" + full(article + FOOTER))
    read = document(item)
    assert words_of(read, "body") == paragraphs
    assert words_of(read, "deck") == ("The mayor objects.",)
    assert words_of(read, "furniture") == ("The post Bridge reopens appeared first on The Ledger.",)
    assert read.headline is not None
    assert read.headline.words == "Bridge reopens"
    assert [name.words for name in read.bylines] == ["Ann Lo"]
    assert read.published is not None
    assert (read.published.date, read.published.time, read.published.offset) == (
        "2025-06-03",
        "00:30:00",
        "+02:00",
    )
    assert (read.url, read.publisher, read.language) == ("https://ledger.example/1", "The Ledger", "en")


def test_where_an_item_comes_from() -> None:
    item = one(META)
    assert (item.name, item.position) == ("ledger.xml#1", 1)
    assert (item.carrier.url, item.carrier.id) == ("https://ledger.example/1", "ledger-1")
    assert item.carrier.published == "2025-06-03T00:30:00+02:00"


@pytest.mark.parametrize(
    "entry",
    [
        "<description>The council will reopen the bridge on Monday.</description>",
        "<description><![CDATA[<p>The council will reopen the bridge on Monday. [&#8230;]</p>]]></description>",
        "<description><![CDATA[<p>The council will reopen the bridge on Monday &hellip;</p>"
        + FOOTER
        + "]]></description>",
        full("<p>The council will reopen the bridge on Monday.</p>"),
        full("<p>The council will reopen the bridge on Monday.</p><p><a href='/1'>Read more</a></p>"),
        full("<p>The council will reopen the bridge on Monday.</p>" * 12 + "<p>And the mayor said ...</p>"),
        full("<p>The council will reopen the bridge on Monday.</p>" * 12 + "<p>Read more</p>" + FOOTER),
        full(
            "<p>The council will reopen the bridge on Monday.</p>" * 12
            + "<p>So be it. <a>Continue reading →</a></p>"
        ),
    ],
    ids=range(8),
)
def test_a_teaser_is_never_a_body(entry: str) -> None:
    read = document(one(META + entry))
    assert words_of(read, "body") == ()
    assert words_of(read, "deck")[0].startswith("The council will reopen the bridge")
    assert all(zone.rule == "teaser" for zone in read.zones if zone.kind == "deck")


def test_a_long_description_is_a_report(article: str, paragraphs: tuple[str, ...]) -> None:
    longer = article + article.replace("Paragraph", "Section") + article.replace("Paragraph", "Part")
    read = document(one(META + f"<description><![CDATA[{longer}]]></description>"))
    assert words_of(read, "body")[:5] == paragraphs
    assert len(words_of(read, "body")) == 15


@pytest.mark.parametrize(
    "summary", ["Paragraph one says that the council will reopen the bridge [&#8230;]", ""]
)
def test_a_summary_that_only_repeats_is_no_deck(article: str, summary: str) -> None:
    read = document(one(META + f"<description><![CDATA[{summary}]]></description>" + full(article)))
    # cut off, it would not be found in the text, were its mark not left out
    assert not any("[" in words for words in words_of(read, "deck"))


def test_zones_inside_the_text(article: str) -> None:
    markup = (
        "<figure><img src='a.jpg'><figcaption>The bridge in May.</figcaption></figure>"
        "<p>NORTHMOOR (AP) — The council met on Monday.</p><h2>What next</h2>"
        + article
        + "<table><tr><td>17</td></tr></table>"
    )
    read = document(one(META + full(markup)))
    assert words_of(read, "caption") == ("The bridge in May.",)
    assert words_of(read, "dateline") == ("NORTHMOOR (AP) —",)
    assert words_of(read, "subhead") == ("What next",)
    assert words_of(read, "furniture") == ("17",)
    assert read.agency is not None
    assert read.agency.words == "AP"


def test_captions_of_media_stand_once(article: str) -> None:
    media = "<media:content><media:description>The bridge in May.</media:description></media:content>"
    shown = "<figure><figcaption>The bridge in May.</figcaption></figure>"
    assert words_of(document(one(META + media + full(article))), "caption") == ("The bridge in May.",)
    assert words_of(document(one(META + media + full(shown + article))), "caption") == ("The bridge in May.",)


def test_a_title_that_the_text_repeats_stands_once(article: str) -> None:
    assert document(one(META + full("<h1>Bridge reopens</h1>" + article))).text.count("Bridge reopens") == 1


def test_authors_that_the_text_names_stand_once(article: str) -> None:
    read = document(one(META + full("<p>By Ann Lo</p>" + article)))
    assert read.text.count("Ann Lo") == 1
    assert [name.words for name in read.bylines] == ["Ann Lo"]


def test_one_bad_entry_leaves_the_others(article: str) -> None:
    deep = full("<div>" * 400 + "words" + "</div>" * 400)
    got = found(META + full(article), META + deep, "<category>x</category>", META + full(article))
    assert [error.code for error in got if isinstance(error, DatelineError)] == ["E008", "E007"]
    assert [item.name for item in got if isinstance(item, Item)] == ["ledger.xml#1", "ledger.xml#4"]


def test_a_list_of_addresses_gives_no_reports() -> None:
    text = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://ledger.example/1</loc></url></urlset>'
    (error,) = items(text.encode(), "sitemap.xml", Settings())
    assert isinstance(error, DatelineError)
    assert error.code == "E005"
    assert "fetch" in error.remedy


@pytest.mark.parametrize(
    ("markup", "kinds"),
    [
        ("One<br><br>Two<br>three", [("One", "body"), ("Two three", "body")]),
        ("First line\nSecond &amp; last", [("First line", "body"), ("Second & last", "body")]),
        ("First\nline\n\nSecond", [("First line", "body"), ("Second", "body")]),
        ("<ul><li>a</li><li>b <b>c</b>d</li></ul>tail", [("a", "body"), ("b cd", "body"), ("tail", "body")]),
        ("a<script>x()</script>b<style>p{}</style>", [("ab", "body")]),
        ("<div class='wp-caption-text'>A bridge</div>x", [("A bridge", "caption"), ("x", "body")]),
        ("<blockquote><p>“No.”</p></blockquote>", [("“No.”", "body")]),
        ("<h3>Head</h3>Text <i>goes</i> on", [("Head", "subhead"), ("Text goes on", "body")]),
        ("Caf&eacute; <b>x</b>&nbsp;y &#150; z", [("Café x y – z", "body")]),
        ("<p>x</p><!-- <p>hidden</p> --><p>y</p>", [("x", "body"), ("y", "body")]),
        ("<p>1 < 2</p>", [("1 < 2", "body")]),
        ("<p>It met. Read more »</p>", [("It met.", "body"), ("Read more »", "furniture")]),
        ("<p>It met … <a>Continue reading →</a></p>", [("It met …", "body"), ("Continue reading →", "furniture")]),
        ("<p>They hoped to read more</p>", [("They hoped to read more", "body")]),
        ("<p>Lesen</p><p>Weiterlesen »</p>", [("Lesen", "body"), ("Weiterlesen »", "furniture")]),
        ("<p>x</p><p>Der Beitrag Brücke erschien zuerst auf Bote.</p>", [
            ("x", "body"), ("Der Beitrag Brücke erschien zuerst auf Bote.", "furniture")]),
        ("", []),
        ("<img src='a.jpg'>", []),
        ("<p>", []),
    ],
)  # fmt: skip
def test_fragments(markup: str, kinds: list[tuple[str, str]]) -> None:
    assert [(piece.words, piece.kind) for piece in paragraphs(markup, Settings())] == kinds


@pytest.mark.parametrize(
    ("words", "cut"),
    [
        ("The council met …", True),
        ("The council met [...]", True),
        ("The council met. Read more »", True),
        ("Read more", True),
        ("The council met. (more)", True),
        ("Der Rat tagte. Weiterlesen", True),
        ("The council wanted more", False),
        ("They hoped to read more", False),
        ("The council met.", False),
        ("", False),
    ],
)
def test_how_teasers_end(words: str, cut: bool) -> None:
    assert breaks_off(words) is cut
