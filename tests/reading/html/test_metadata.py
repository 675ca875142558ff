"""What pages say of their articles: each table is one question, each row one kind of page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.reading.html import tree
from dateline.reading.html.metadata import Metadata, read_metadata

URL = "https://www.ledger.example/2024/05/03/ferry"
PROSE = (
    "<p>"
    + "The ferry sank in shallow water on Tuesday, said the harbour office, and everybody was saved. " * 2
    + "</p>"
)


def read(head: str = "", body: str = "", *, url: str = URL, root: str = "<html>") -> Metadata:
    page = f"<!doctype html>{root}<head>{head}</head><body>{body}</body></html>"
    return read_metadata(tree.parse(page, Settings()), url=url)


def linked(**values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**values: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items()
    )


SITE = meta(og__site_name="The Ledger")
H1 = "<h1>Ferry sinks off Oslo</h1>"

TITLES = [
    # the heading, borne out by somebody
    (meta(og__title="Ferry sinks off Oslo | The Ledger") + SITE, H1, "h1"),
    (linked(headline="Ferry sinks off Oslo"), "<h1>The Ledger</h1>" + H1, "h1"),
    ("<title>Ferry sinks off Oslo - The Ledger</title>" + SITE, H1, "h1"),
    (meta(og__title="A ferry sinks off Oslo: what we know"), H1, "h1"),
    # the heading is the site's name, a section or nothing
    (meta(og__title="Ferry sinks off Oslo") + SITE, "<h1>The Ledger</h1>", "og:title"),
    (linked(headline="Ferry sinks off Oslo"), "<h1>World</h1>", "json-ld"),
    ("<title>Ferry sinks off Oslo | The Ledger</title>" + SITE, "", "title"),
    (
        "<title>The Ledger: Ferry sinks off Oslo</title>" + meta(og__title="Ferry sinks off Oslo") + SITE,
        "",
        "og:title",
    ),
    ("<title>Ferry sinks off Oslo — World — The Ledger</title>" + SITE, "<h1></h1>", "title"),
    # how a heading is marked up
    (meta(og__title="Ferry sinks off Oslo"), "<h1>Ferry sinks<br>off Oslo</h1>", "h1"),
    (
        meta(og__title="Ferry sinks off Oslo"),
        "<h1><span>World</span> <span>Ferry sinks off Oslo</span></h1>",
        "h1",
    ),
    (meta(og__title="Ferry sinks off Oslo"), "<h1><a>Opinion</a> | Ferry sinks off Oslo</h1>", "h1"),
    (
        meta(og__title="Ferry sinks off Oslo"),
        "<h1>Ferry <em>sink</em>s off Oslo<button>Share</button></h1>",
        "h1",
    ),
    (meta(og__title="Ferry &amp;#115;inks off Oslo"), "", "og:title"),
    ("", H1, "h1"),
]


@pytest.mark.parametrize(("head", "body", "voter"), TITLES)
def test_title(head: str, body: str, voter: str) -> None:
    found = read(head, body)
    assert (found.title.replace(" — World", ""), found.voters["title"]) == ("Ferry sinks off Oslo", voter)


def test_a_kicker_that_everybody_prints_is_part_of_the_title() -> None:
    found = read(
        linked(headline="Norway: Ferry sinks off Oslo"), "<h1><span>Norway:</span> Ferry sinks off Oslo</h1>"
    )
    assert found.title == "Norway: Ferry sinks off Oslo"


def test_a_page_without_a_title() -> None:
    found = read("", PROSE)
    assert (found.title, found.titles, found.heading) == ("", (), None)
    assert "title" not in found.voters


ANN = {"@type": "Person", "name": "Ann Lo"}
BO = {"@type": "Person", "name": "Bo Ek"}
AUTHORS: list[tuple[str, str, list[str]]] = [
    # linked data alone
    (linked(author=[ANN, BO]), "", ["Ann Lo", "Bo Ek"]),
    (linked(author="By Ann Lo and Bo Ek"), "", ["Ann Lo", "Bo Ek"]),
    (linked(author={"@type": "Person", "name": "Ann Lo | The Coast Paper"}), "", ["Ann Lo"]),
    (linked(author={"@type": "Person", "name": "Ann Lo, Staff Writer"}), "", ["Ann Lo"]),
    (linked(author={"@type": "Person", "name": "Ann Lo | ann.lo@ledger.example"}), "", ["Ann Lo"]),
    (linked(author={"@type": "Person", "name": "김하늘"}), "", ["김하늘"]),
    (linked(author={"@type": "Person", "name": "lo_ann"}), "", ["lo_ann"]),
    # persons before organisations, whoever names them
    (linked(author=[ANN, {"@type": "Organization", "name": "The Ledger"}]), "", ["Ann Lo"]),
    (linked(author={"@type": "Organization", "name": "The Ledger"}) + meta(author="Ann Lo"), H1, ["Ann Lo"]),
    (
        linked(author={"@type": "Person", "name": "The Ledger"}) + SITE,
        H1 + '<a rel="author">Bo Ek</a>',
        ["Bo Ek"],
    ),
    (linked(author={"@type": "Organization", "name": "The Ledger"}), H1, ["The Ledger"]),
    (linked(author={"@type": "Person", "name": "Web Desk"}), H1, ["Web Desk"]),
    # meta elements
    (meta(author="Ann Lo, Bo Ek"), H1, ["Ann Lo", "Bo Ek"]),
    (meta(author="https://ledger.example/ann") + meta(article__author="Ann Lo"), H1, ["Ann Lo"]),
    (
        '<meta name="parsely-author" content="Ann Lo"><meta name="parsely-author" content="Bo Ek">',
        H1,
        ["Ann Lo", "Bo Ek"],
    ),
    (
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lo">',
        H1,
        ["Ann Lo"],
    ),
    (meta(author="admin"), H1, []),
    # bylines below the headline
    ("", H1 + '<div class="byline">By Ann Lo and Bo Ek</div>', ["Ann Lo", "Bo Ek"]),
    (
        "",
        H1 + '<div class="article-author">By <a href="/a">Ann Lo</a>, <a href="/b">Bo Ek</a></div>',
        ["Ann Lo", "Bo Ek"],
    ),
    ("", H1 + '<span itemprop="author" itemscope><span itemprop="name">Ann Lo</span></span>', ["Ann Lo"]),
    ("", H1 + "<p>By Ann Lo</p>" + PROSE, ["Ann Lo"]),
    ("", H1 + "<p>Von Ann Lo und Bo Ek</p>" + PROSE, ["Ann Lo", "Bo Ek"]),
    ("", H1 + "<p>Par Ann Lo</p>" + PROSE, ["Ann Lo"]),
    ("", H1 + "<div>by Ann Lo, May 3, 2024</div>", []),
    ("", H1 + "by Ann Lo, <small>May 3, 2024</small>", ["Ann Lo"]),
    ("", H1 + '<li><span>By</span><a href="/x">Ann Lo</a></li>', ["Ann Lo"]),
    ("", H1 + '<p class="x"><a href="/author/ann">Ann Lo</a> - May 3, 2024</p>', ["Ann Lo"]),
    ("", H1 + '<div class="author">Ann Lo<span>Senior Political Correspondent</span></div>', ["Ann Lo"]),
    ("", H1 + '<div class="byline">By Ann Lo, Special Correspondent @annlo</div>', ["Ann Lo"]),
    (
        "",
        H1 + '<div class="byline">By Ann Lo<p>Ann Lo is a reporter who covers Oslo Harbour.</p></div>',
        ["Ann Lo"],
    ),
    ("", H1 + '<div class="author">Ann Lo</div><div class="author">Bo Ek</div>', ["Ann Lo", "Bo Ek"]),
    # a printed byline that holds more, or less, than linked data
    (linked(author=ANN), H1 + '<div class="byline">By Ann Lo and Bo Ek</div>', ["Ann Lo", "Bo Ek"]),
    (linked(author=[ANN, BO]), H1 + '<div class="byline">By Ann Lo. Edited by Bo Ek</div>', ["Ann Lo"]),
    (linked(author=[ANN, BO]), H1 + '<div class="byline">By Ann Lo</div>', ["Ann Lo", "Bo Ek"]),
    (
        linked(author=ANN),
        H1 + '<div class="byline">By Ann Lo<a>Copy Link</a><a>Save Story</a></div>',
        ["Ann Lo"],
    ),
    # jobs, dates and labels beside a name
    (linked(author={"@type": "Person", "name": "By ANN LO, AP Ports Writer"}), "", ["ANN LO"]),
    ("", H1 + '<div class="byline">Friday May 3, 2024 2:45 am PST by Ann Lo</div>', ["Ann Lo"]),
    ("", H1 + '<span class="authors">Текст: Анна Лосева</span>', ["Анна Лосева"]),
    # somebody else's byline
    (linked(author=ANN), '<div class="latest-author">Cy Dahl</div>' + H1, ["Ann Lo"]),
    (
        "",
        H1
        + '<figure><figcaption class="author">By Cy Dahl</figcaption></figure><div class="byline">By Ann Lo</div>',
        ["Ann Lo"],
    ),
    ("", H1 + PROSE * 3 + '<div class="byline">By Cy Dahl</div>', []),
    # agencies are no persons
    ("", H1 + '<div class="byline">By Ann Lo, Associated Press</div>', ["Ann Lo"]),
    ("", H1 + '<div class="byline">By AFP</div>', ["AFP"]),
    (linked(author={"@type": "Person", "name": "Reuters"}), H1, ["Reuters"]),
]


@pytest.mark.parametrize(("head", "body", "expected"), AUTHORS)
def test_authors(head: str, body: str, expected: list[str]) -> None:
    assert list(read(head, body).authors) == expected


TIME = "2024-05-03T10:00:00+02:00"
DATES = [
    # metadata, as printed
    (linked(datePublished=TIME), "", TIME, "json-ld"),
    (meta(article__published_time=TIME), "", TIME, "article:published_time"),
    ('<meta itemprop="datePublished" content="2024-05-03">', "", "2024-05-03", "datepublished"),
    (linked(datePublished="2024-05-03T10:00:00.123Z"), "", "2024-05-03T10:00:00Z", "json-ld"),
    (linked(datePublished="Fri, 03 May 2024 10:00:00 +0200"), "", TIME, "json-ld"),
    (linked(datePublished="05/13/2024 10:00:00"), "", "2024-05-13T10:00:00", "json-ld"),
    (linked(datePublished="1714730400000"), "", "2024-05-03T10:00:00Z", "json-ld"),
    (linked(datePublished="0001-01-01T00:00:00Z") + meta(pubdate="2024-05-03"), "", "2024-05-03", "pubdate"),
    (linked(datePublished="1970-01-01") + meta(date="3 May 2024"), "", "2024-05-03", "date"),
    # what the page prints
    ("", H1 + "<time datetime='2024-05-03T10:00:00+02:00'>3 May 2024</time>", TIME, "printed"),
    ("", H1 + "<time datetime='2024-05-03T10:00:00+02:00'>2 hours ago</time>", TIME, "time"),
    (
        "",
        H1 + "<p class='date'>Friday, May 3, 2024 at 10:00 a.m. EDT</p>",
        "2024-05-03T10:00-04:00",
        "printed",
    ),
    ("", H1 + "<div>Published 3. Mai 2024, 10:00 Uhr</div>", "2024-05-03T10:00", "printed"),
    (
        "",
        H1 + "<p class='date'>Updated May 4, 2024</p><p class='date'>Published May 3, 2024</p>",
        "2024-05-03",
        "printed",
    ),
    # the publisher's calendar day, where UTC has another one
    (
        linked(datePublished="2024-05-04T01:00:00Z"),
        H1 + "<div class='timestamp'>Published 9:00 PM EDT, Fri May 3, 2024</div>",
        "2024-05-03T21:00-04:00",
        "json-ld",
    ),
    (
        linked(datePublished="2024-05-02T22:30:00Z"),
        H1 + "<time datetime='2024-05-03T00:30:00+02:00'>03.05.2024</time>",
        "2024-05-03T00:30:00+02:00",
        "json-ld",
    ),
    (
        linked(datePublished="2024-05-03T10:00:00Z"),
        "<div class='date'>May 9, 2024</div>" + H1 + "<div class='date'>May 3, 2024</div>",
        "2024-05-03T10:00:00Z",
        "json-ld",
    ),
    # a page that prints the date of its last change alone
    (
        linked(datePublished="2021-02-01T08:00:00Z", dateModified=TIME),
        H1 + "<div class='date'>Last updated 3 May 2024</div>",
        TIME,
        "printed",
    ),
    (linked(datePublished=TIME, dateModified="2024-06-01"), H1, TIME, "json-ld"),
    # teasers have dates too
    (linked(datePublished=TIME), H1 + PROSE * 3 + "<time>9 May 2024</time>", TIME, "json-ld"),
    # numbers whose order the other dates tell
    (
        linked(dateModified="2024-05-03T11:00:00Z"),
        H1 + "<div class='date'>03/05/2024</div>",
        "2024-05-03",
        "printed",
    ),
    # the address
    ("", H1, "2024-05-03", "url"),
]


@pytest.mark.parametrize(("head", "body", "expected", "voter"), DATES)
def test_published(head: str, body: str, expected: str, voter: str) -> None:
    found = read(head, body)
    assert (found.published, found.voters.get("published")) == (expected, voter)


@pytest.mark.parametrize("own", ["<p class='date'>3 May 2024</p>", ""])
@pytest.mark.parametrize(
    "shown",
    [
        "<blockquote class='twitter-tweet'><p>Not us.</p>&mdash; Port <a href='#'>March 1, 2023</a></blockquote>",
        "<div class='instagram-embed'><p>Not us.</p><time datetime='2023-03-01'>March 1, 2023</time></div>",
        "<blockquote><p>We shall not yield.</p><p>March 1, 2023</p></blockquote>",
    ],
)
def test_what_a_page_quotes_has_a_date_of_its_own(shown: str, own: str) -> None:
    found = read("", H1 + shown + own + PROSE * 3, url="https://www.ledger.example/ferry")
    assert found.published == ("2024-05-03" if own else "")


def test_a_signed_message_without_a_frame_has_a_date_of_its_own() -> None:
    signed = "<p class='date'>&mdash; Port (@port) March 1, 2023</p><p class='date'>3 May 2024</p>"
    found = read("", H1 + signed + PROSE, url="https://www.ledger.example/ferry")
    assert found.published == "2024-05-03"


def test_a_report_set_in_as_a_quotation_keeps_its_date() -> None:
    page = f"<blockquote>{H1}<p>March 1, 2023</p>{PROSE}</blockquote>"
    assert read("", page, url="https://www.ledger.example/ferry").published == "2023-03-01"


def test_no_date_is_made_up() -> None:
    found = read("", H1 + PROSE, url="https://www.ledger.example/ferry")
    assert (found.published, found.modified) == ("", "")


def test_modified() -> None:
    found = read(linked(datePublished=TIME, dateModified="2024-05-04T08:00:00+02:00"), H1)
    assert (found.published, found.modified) == (TIME, "2024-05-04T08:00:00+02:00")


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (SITE, URL, "The Ledger"),
        (linked(publisher={"@type": "Organization", "name": "Ledger Media"}) + SITE, URL, "The Ledger"),
        (linked(publisher={"name": "The Ledger"}) + meta(og__site_name="theledger"), URL, "The Ledger"),
        (linked(publisher={"name": "The Ledger"}) + meta(og__site_name="ledger.example"), URL, "The Ledger"),
        (meta(og__site_name="Ledger | News from the coast"), URL, "Ledger"),
        (meta(og__site_name="The Coast Ledger | ledger.example"), URL, "The Coast Ledger"),
        (linked(publisher={"name": "The Ledger"}) + meta(og__site_name="World"), URL, "The Ledger"),
        (linked(publisher={"name": "Coast Media"}) + meta(og__site_name="Harbour News"), URL, "Harbour News"),
        ("", URL, "ledger.example"),
        ("", "", ""),
    ],
)
def test_publisher(head: str, url: str, expected: str) -> None:
    assert read(head, H1, url=url).publisher == expected


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (
            '<link rel="canonical" href="/a/ferry">',
            "https://ledger.example/a/ferry?utm=1",
            "https://ledger.example/a/ferry",
        ),
        ('<link rel="canonical" href="https://m.ledger.example/f">', URL, "https://m.ledger.example/f"),
        ('<link rel="canonical" href="https://wire.example/ferry">', URL, URL),
        ('<link rel="canonical" href="https://ledger.example/">', URL, URL),
        ('<link rel="canonical" href="https://wire.example/ferry">', "", "https://wire.example/ferry"),
        ('<link rel="canonical" href="http://[broken">', URL, URL),
        (meta(og__url="https://ledger.example/f"), "", "https://ledger.example/f"),
        (linked(mainEntityOfPage={"@id": "https://ledger.example/f"}), "", "https://ledger.example/f"),
        (meta(og__url="javascript:alert(1)"), "", ""),
    ],
)
def test_address(head: str, url: str, expected: str) -> None:
    assert read(head, H1, url=url).url == expected


@pytest.mark.parametrize(
    ("root", "head", "expected"),
    [
        ('<html lang="de-AT">', "", "de"),
        ('<html lang="">', meta(og__locale="fr_FR"), "fr"),
        ("<html>", linked(inLanguage="es"), "es"),
        ("<html>", linked(inLanguage="English"), ""),
        ("<html>", "", ""),
    ],
)
def test_language(root: str, head: str, expected: str) -> None:
    assert read(head, H1, root=root).language == expected


WIRE = [
    (linked(author={"@type": "Organization", "name": "AFP"}) + SITE, H1, "Agence France-Presse", True),
    (linked(author={"@type": "Person", "name": "Reuters Staff"}) + SITE, H1, "Reuters", True),
    (SITE, H1 + '<div class="byline">By Ann Lo, Associated Press</div>', "Associated Press", True),
    (SITE, H1 + '<div class="byline">Ann Lo and agencies</div>', "agencies", True),
    (linked(author=ANN, sourceOrganization={"name": "dpa"}) + SITE, H1, "dpa", True),
    (SITE + '<meta name="source" content="The Canadian Press">', H1, "The Canadian Press", True),
    (SITE, H1 + PROSE.replace("<p>", "<p>OSLO (Reuters) - "), "Reuters", True),
    (linked(articleBody="OSLO, May 3 (AFP) - The ferry sank.") + SITE, H1, "Agence France-Presse", True),
    (meta(og__site_name="AP News"), H1 + PROSE.replace("<p>", "<p>OSLO (AP) — "), "Associated Press", False),
    (SITE, H1 + PROSE, "", False),
]


@pytest.mark.parametrize(("head", "body", "expected", "wire"), WIRE)
def test_agency(head: str, body: str, expected: str, *, wire: bool) -> None:
    found = read(head, body)
    assert (found.agency, found.wire) == (expected, wire)
    assert ("agency" in found.voters) == bool(expected)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (linked(isAccessibleForFree=False), True),
        (linked(isAccessibleForFree="True"), False),
        (meta(article__content_tier="metered"), True),
        (meta(article__content_tier="free"), False),
        (meta(article__content_tier="odd"), None),
        ("", None),
    ],
)
def test_paywalled(head: str, *, expected: bool | None) -> None:
    assert read(head, H1).paywalled is expected


def test_the_rest() -> None:
    found = read(
        linked(
            headline="Ferry sinks off Oslo",
            articleSection=["World", "Europe"],
            articleBody="<p>One &amp; two.</p><p>Three.</p>",
            description="A deck.",
        )
        + meta(og__description="A ferry sank."),
        H1,
    )
    assert (found.section, found.article_body) == ("World", "One & two.\nThree.")
    assert found.descriptions == ("A ferry sank.", "A deck.")
    assert found.voters["description"] == "og:description"


def test_live_entries() -> None:
    entry = {
        "@type": "BlogPosting",
        "headline": "Ship found",
        "articleBody": "<p>Seen.</p>",
        "datePublished": "May 3, 2024",
    }
    found = read(linked(**{"@type": "LiveBlogPosting", "headline": "Live", "liveBlogUpdate": [entry]}), H1)
    (update,) = found.live_updates
    assert (update.headline, update.body, update.published) == ("Ship found", "Seen.", "2024-05-03")


def test_of_several_articles_the_one_that_the_page_bears() -> None:
    head = linked(headline="Another report", author=BO) + linked(headline="Ferry sinks off Oslo", author=ANN)
    assert read(head, H1).authors == ("Ann Lo",)


def test_what_one_node_leaves_open_another_fills() -> None:
    page: dict[str, Any] = {"@type": "WebPage", "datePublished": TIME, "author": ANN}
    found = read(linked(headline="Ferry sinks off Oslo") + linked(**page), H1)
    assert (found.published, found.authors) == (TIME, ("Ann Lo",))


def test_the_tree_stays_as_it_was() -> None:
    from lxml import etree

    root = tree.parse(f"<html><body>{H1}{PROSE}<script>var a;</script></body></html>", Settings())
    before = etree.tostring(root)
    read_metadata(root)
    assert etree.tostring(root) == before


HOSTILE = {
    "meta": "".join(f'<meta name="author" content="Ann Lo {n}">' for n in range(10_000)),
    "scripts": '<script type="application/ld+json">{"@type":"NewsArticle"}</script>' * 5_000,
    "deep": '<script type="application/ld+json">' + "[" * 300_000 + "</script>",
    "huge": linked(author=[{"name": f"Ann Lo {n}"} for n in range(60_000)]),
    "headings": "<h1>Ferry sinks off Oslo</h1>" * 5_000,
    "bylines": H1 + '<span class="author">By Ann Lo</span>' * 20_000,
    "times": H1 + '<time class="date">May 3, 2024</time>' * 20_000,
    "empty": H1 + ('<div class="author">' + "<i></i>" * 1_000) * 100,
    "nested": H1 + '<div class="author">' * 200 + "Ann Lo",
    "long": "<title>" + "a | " * 100_000 + "</title><h1>" + "word " * 100_000 + "</h1>",
    "attribute": f'<div class="{"author " * 50_000}">By Ann Lo</div>',
    "links": '<link rel="canonical" href="http://[">' * 1_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages(page: str) -> None:
    found = read(page, url="")
    assert len(found.authors) <= 40
    assert len(found.title) <= 2_000


_WORDS = st.text(st.sampled_from("ABab12 ,|-&<>\"'/@:.\n\u00a0\u200b\ud800é김"), max_size=40)


@given(
    st.lists(st.tuples(st.sampled_from(["author", "og:title", "date", "og:site_name", "source"]), _WORDS)),
    _WORDS,
    _WORDS,
)
def test_any_page_is_survived(metas: list[tuple[str, str]], heading: str, byline: str) -> None:
    from html import escape

    head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in metas)
    data = linked(headline=heading, author=byline, datePublished=heading, publisher=byline)
    found = read(
        head + data.replace("</", "<\\/"),
        f'<h1>{escape(heading)}</h1><div class="byline date">By {escape(byline)}</div>',
    )
    text = "".join([found.title, *found.authors, found.publisher, found.agency])
    assert text.encode()
    assert all(name == " ".join(name.split()) for name in found.authors)
