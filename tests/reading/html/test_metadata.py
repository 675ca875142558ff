"""What else pages say of their articles, and pages that say anything: each table is one question."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.reading.html import tree
from dateline.reading.html.metadata import read_metadata
from html_heads import ANN, BO, H1, PROSE, SITE, TIME, URL, linked, meta, read


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
