"""Linked data: which node is the article, and whom it credits."""

from __future__ import annotations

import json

import pytest

from dateline.reading.html import jsonld
from dateline.reading.html.jsonld import Credit, Update

ANN = {"@type": "Person", "name": "Ann Lo"}


def article(**values: object) -> str:
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **values})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Ann Lo", [Credit("Ann Lo")]),
        (ANN, [Credit("Ann Lo", "person")]),
        (
            [ANN, {"@type": "Person", "name": "Bo Ek"}],
            [Credit("Ann Lo", "person"), Credit("Bo Ek", "person")],
        ),
        ([["Ann Lo"], ["Bo Ek"]], [Credit("Ann Lo"), Credit("Bo Ek")]),
        (
            {"@type": "Person", "name": ["Ann Lo", "Bo Ek"]},
            [Credit("Ann Lo", "person"), Credit("Bo Ek", "person")],
        ),
        ({"@type": "Person", "givenName": "Ann", "familyName": "Lo"}, [Credit("Ann Lo", "person")]),
        ({"@type": ["Person", "Thing"], "name": "Ann Lo"}, [Credit("Ann Lo", "person")]),
        ({"@type": "http://schema.org/Person", "name": "Ann Lo"}, [Credit("Ann Lo", "person")]),
        ({"@type": "NewsMediaOrganization", "name": "The Ledger"}, [Credit("The Ledger", "organisation")]),
        ({"name": "Ann&nbsp;Lo "}, [Credit("Ann Lo")]),
        ({"name": {"@value": "Ann Lo", "@language": "en"}}, [Credit("Ann Lo")]),
        ("https://ledger.example/people/ann", []),
        ({"@type": "Person", "name": "https://ledger.example/ann"}, []),
        ({"@type": "Person"}, []),
        (None, []),
        ("", []),
        (7, []),
        ([None, {}, [[[[[["Ann Lo"]]]]]]], []),
    ],
)
def test_authors(given: object, expected: list[Credit]) -> None:
    (found,) = jsonld.read([article(author=given)]).articles
    assert list(found.authors) == expected


def test_creators_stand_in_for_authors() -> None:
    (found,) = jsonld.read([article(creator=["Ann Lo"])]).articles
    assert found.authors == (Credit("Ann Lo"),)


def test_a_graph_whose_nodes_point_to_each_other() -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "The Ledger"},
            {"@type": "WebPage", "@id": "#page", "datePublished": "2024-05-03T10:00:00+02:00"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Ferry sinks",
                "author": {"@id": "#ann", "name": "Ann Lo"},
                "publisher": {"@id": "#paper"},
                "isPartOf": {"@id": "#page"},
            },
            {"@type": "Person", "@id": "#ann", "name": "Ann Lo", "url": "https://ledger.example/ann"},
            {"@type": "Organization", "@id": "#paper", "name": "Ledger Media"},
        ]
    }
    found = jsonld.read([json.dumps(graph)])
    (main,) = found.articles
    assert (main.headline, main.publisher) == ("Ferry sinks", "Ledger Media")
    assert main.authors == (Credit("Ann Lo", "person"),)
    assert found.site == "The Ledger"
    assert found.page is not None
    assert found.page.published == "2024-05-03T10:00:00+02:00"


def test_the_article_in_the_page() -> None:
    page = {
        "@type": "WebPage",
        "name": "The Ledger",
        "mainEntity": {"@type": "NewsArticle", "headline": "Ferry sinks"},
    }
    assert [each.headline for each in jsonld.read([json.dumps(page)]).articles] == ["Ferry sinks"]


def test_teasers_are_left_out() -> None:
    teaser = {"@type": "NewsArticle", "headline": "Another report"}
    scripts = [
        json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": teaser}]}),
        article(headline="Ferry sinks", hasPart=[teaser], mentions=teaser),
    ]
    assert [each.headline for each in jsonld.read(scripts).articles] == ["Ferry sinks"]


def test_the_surest_type_comes_first() -> None:
    scripts = [
        json.dumps({"@type": "VideoObject", "name": "Watch the ferry"}),
        json.dumps({"@type": "BlogPosting", "headline": "A blog"}),
        json.dumps([{"@type": "schema:ReportageNewsArticle", "headline": "Ferry sinks"}]),
        json.dumps({"@type": "Product", "name": "A ferry"}),
    ]
    found = [each.headline for each in jsonld.read(scripts).articles]
    assert found == ["Ferry sinks", "A blog", "Watch the ferry"]


def test_a_live_blog() -> None:
    entries = [
        {
            "@type": "BlogPosting",
            "headline": "Ship found",
            "articleBody": "Divers saw it.",
            "datePublished": "2024-05-03T10:00Z",
        },
        {"@type": "BlogPosting", "articleBody": "The port is shut."},
        {"@type": "BlogPosting"},
        "odd",
    ]
    blog = {"@type": "LiveBlogPosting", "headline": "Ferry sinks: live", "liveBlogUpdate": entries}
    (found,) = jsonld.read([json.dumps(blog)]).articles
    assert found.types == ("liveblogposting",)
    assert found.updates == (
        Update("Ship found", "Divers saw it.", "2024-05-03T10:00Z"),
        Update("", "The port is shut.", ""),
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [(True, True), (False, False), ("False", False), ("true", True), ("maybe", None), (None, None)],
)
def test_free_to_read(given: object, *, expected: bool | None) -> None:
    (found,) = jsonld.read([article(isAccessibleForFree=given)]).articles
    assert found.free is expected


def test_nodes_that_point_in_a_circle() -> None:
    circle = [
        {"@type": "NewsArticle", "@id": "a", "headline": "Ferry sinks", "author": "b"},
        {"@id": "b", "@type": "Person", "author": "a", "name": {"@id": "b"}},
    ]
    (found,) = jsonld.read([json.dumps(circle)]).articles
    assert found.headline == "Ferry sinks"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry "sinks" off Oslo", "author": {"name": "Ann Lo"},}',
        '<!--\n{"@type": "NewsArticle",\n "headline": "Ferry &quot;sinks&quot; off Oslo", "author": "Ann Lo"}\n-->',
        '{"@type": "WebSite"}{"@type": "NewsArticle", "headline": "Ferry \\"sinks\\" off Oslo", "author": ["Ann Lo"]',
        '{"@type": "NewsArticle", "headline": "Ferry \\"sinks\\"\noff Oslo", "author": "Ann Lo", "x": "One\ntwo."}',
    ],
)
def test_damaged_scripts(script: str) -> None:
    (found,) = jsonld.read([script]).articles
    assert found.headline == 'Ferry "sinks" off Oslo'
    assert [credit.name for credit in found.authors] == ["Ann Lo"]


def test_too_many_nodes() -> None:
    many = json.dumps([{"@type": "NewsArticle", "headline": str(number)} for number in range(30_000)])
    assert 0 < len(jsonld.read([many]).articles) < 30_000
    assert jsonld.read(["[" * 100_000, '{"@type":' * 50_000]).articles == ()
