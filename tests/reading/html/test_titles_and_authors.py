"""What pages say of titles and authors: each table is one question, each row one kind of page."""

from __future__ import annotations

import pytest

from html_heads import ANN, BO, H1, PROSE, SITE, linked, meta, read

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
