"""Pages that are huge, deep or broken: a coded error or a source whose spans hold, never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.html.page import entries, read_html

PARAGRAPH = "<p>The council said on Monday that it would reopen the bridge, which the mayor has rejected.</p>"
HEAD = "<html><head><title>Bridge row</title></head><body><h1>Bridge row</h1>"
TIME = "<time datetime='2024-01-01T10:00:00Z'>10:00</time>"
LINKED = '<html><head><script type="application/ld+json">{}</script></head><body><h1>Bridge row</h1>{}'


def check(page: str, options: Settings) -> str:
    """Read a page, and return the code of its error or an empty string."""
    try:
        entries(page, "page.html", options)
        source = read_html(page, "page.html", options)
    except DatelineError as error:
        return error.code
    end = 0
    for zone in source.zones or ():
        assert zone.span.start >= end
        end = zone.span.end
        assert source.text[zone.span.start : end] == zone.span.words != ""
    return ""


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (HEAD + "<article>" + PARAGRAPH * 4_000, "E003"),
        (HEAD + PARAGRAPH * 3 + "<p>" + "The council said so on Monday. " * 20_000, "E003"),
        (HEAD + "<div class='related caption ad'>" * 400 + PARAGRAPH * 300, ""),
        (HEAD + "".join(f"<div class='c{n} ad-{n}'>{PARAGRAPH}</div>" for n in range(300)), ""),
        (HEAD + "".join(f"<p>{TIME}</p>{PARAGRAPH}" for _ in range(300)), ""),
        (HEAD + "<div>" * 200 + "".join(f"<div>{TIME}{PARAGRAPH}</div>" for _ in range(300)), ""),
        (HEAD + "".join(f"<article><h1>Bridge row {n}</h1>{PARAGRAPH * 3}</article>" for n in range(300)), ""),
        (HEAD + "<div>" + "word word.<br>" * 2_000, "E005"),
        (HEAD + PARAGRAPH * 3 + "<div>" + "<b>Head</b><br>" * 2_000, ""),
        (HEAD + "<img src=x>" * 2_000 + PARAGRAPH * 3, ""),
        (HEAD + f"<div class='{'related ' * 20_000}'>" + PARAGRAPH * 3, ""),
        (HEAD + "<a href=x>aaa bbb</a> " * 3_000 + PARAGRAPH * 3, ""),
        (HEAD + "<p>" + "<span>Aa</span>" * 3_000 + PARAGRAPH * 3, ""),
        (HEAD + "<table>" + "<tr><td>a<td>b c d" * 2_000 + "</table>" + PARAGRAPH * 3, ""),
        (HEAD + "<ul>" + "<li>A bullet of five words here</li>" * 1_000 + "</ul>" + PARAGRAPH * 3, ""),
        (HEAD + PARAGRAPH * 300, ""),
        (HEAD + "<div style='display:none'>" * 300 + PARAGRAPH * 3, ""),
        (HEAD + f"<div style='display{' ' * 50_000}:none'>" + PARAGRAPH * 3, ""),
        (HEAD + "".join(f"<aside><p>“Quote {n} is said.”</p></aside>{PARAGRAPH}" for n in range(300)), ""),
        (HEAD + "<div>" * 200_000, "E007"),
        (HEAD + "<div><p><b><i><a href=x>" * 1_000 + PARAGRAPH, "E007"),
        ("<html><body>" + "<" * 100_000, "E005"),
        (HEAD + "<p " + "a='1' " * 20_000 + ">" + PARAGRAPH * 3, ""),
        (HEAD + "&amp;" * 20_000 + PARAGRAPH * 3, ""),
        ('<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + HEAD + "<p>&c;&c;</p>" + PARAGRAPH * 3, ""),
        (LINKED.format('{"@type":"NewsArticle","articleBody":"' + "So. " * 100_000 + '"}', ""), "E003"),
        (LINKED.format("[" * 50_000, PARAGRAPH * 3), ""),
        (LINKED.format('{"@type":"NewsArticle","articleBody":["a",1,null]}', PARAGRAPH * 3), ""),
        (LINKED.format('{"@type":"LiveBlogPosting","liveBlogUpdate":[1,{"articleBody":2},null]}', PARAGRAPH * 3), ""),
        ("<html><frameset><frame src=a><frame src=b></frameset></html>", "E005"),
    ],
    ids=range(30),
)  # fmt: skip
def test_a_page_is_read_or_refused(page: str, code: str) -> None:
    assert check(page, Settings()) == code


_PIECES = st.sampled_from(
    [
        "<div>", "</div>", "<p>", "</p>", "<article>", "</article>", "<h1>", "</h1>", "<h2>", "<ul><li>", "</ul>",
        "<table><tr><td>", "</table>", "<figure>", "<figcaption>", "</figure>", "<b>", "</b>", "<a href=x>", "</a>",
        "<br>", "<br><br>", "<span class=caption>", "</span>", "<aside>", "</aside>", "<p class=byline>",
        "<p class=standfirst>", "<div class=related>", "<div class=comments-area>", "<p hidden>", "<img src=x>",
        "<time datetime=2024-01-01T10:00:00Z>", "</time>", "<blockquote class=twitter-tweet>", "</blockquote>",
        "10:42", "By Ann Lo", "3 May 2024", "BERLIN (AP) — ", "Read more:", "e\u0301\u202e", "\x00", "&#0;", "&", "<",
        "The council said on Monday that it would reopen the bridge, which the mayor has rejected. ",
        "“Nobody has closed a door,” the envoy said. ", "Bridge row",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(_PIECES, max_size=60))
def test_any_row_of_tags_and_words(pieces: list[str]) -> None:
    page = "<html><body>" + "".join(pieces)
    assert check(page, Settings()) in ("", "E005")
