from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.html.page import looks_like_html
from dateline.reading.load import load
from dateline.structure.document import build

PARAGRAPHS = [
    f"Paragraph {number} says that the council will reopen the bridge, a plan that the mayor has called reckless."
    for number in ("one", "two", "three", "four", "five")
]
PAGE = """<!doctype html>
<html lang="en"><head><title>Bridge row splits council | The Ledger</title>
<meta property="og:title" content="Bridge row splits council">
<meta property="og:site_name" content="The Ledger">
<link rel="canonical" href="https://ledger.example/2024/05/03/bridge">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge row splits council",
 "datePublished": "2024-05-03T10:00:00+02:00",
 "author": {"@type": "Person", "name": "Ann Lo"}, "publisher": {"@type": "Organization", "name": "The Ledger"}}
</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Bridge row splits council</h1>PARAGRAPHS</article>
<footer>All rights reserved</footer></body></html>
""".replace("PARAGRAPHS", "".join(f"<p>{words}</p>" for words in PARAGRAPHS))


def test_a_page() -> None:
    source = load(PAGE.encode(), name="bridge.html", settings=Settings())
    assert (source.format, source.title, source.authors) == ("html", "Bridge row splits council", ("Ann Lo",))
    assert (source.publisher, source.url) == ("The Ledger", "https://ledger.example/2024/05/03/bridge")
    document = build(source, Settings())
    assert [zone.span.words for zone in document.zones if zone.kind == "body"] == PARAGRAPHS
    assert document.published is not None
    found = document.published
    assert (found.date, found.time, found.offset) == ("2024-05-03", "10:00:00", "+02:00")
    assert found.source == "metadata"
    assert [name.words for name in document.bylines] == ["Ann Lo"]
    assert document.headline is not None
    assert document.headline.words == "Bridge row splits council"


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><html><head><title>x</title></head><body></body></html>",
        "<html><body><nav><a href='/'>Home</a></nav></body></html>",
        "<html>",
    ],
)
def test_a_page_without_an_article(page: str) -> None:
    with pytest.raises(DatelineError) as caught:
        load(page.encode(), settings=Settings())
    assert caught.value.code == "E005"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (PAGE, "", True),
        ("<p>short</p>", "a.html", True),
        ("plain text about <b>tags</b>", "", False),
        ("<3 is what she wrote on X, the court heard", "", False),
        ("plain", "a.html", False),
    ],
)
def test_what_looks_like_html(text: str, name: str, expected: bool) -> None:
    assert looks_like_html(text, name) is expected
