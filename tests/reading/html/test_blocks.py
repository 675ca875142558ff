"""A page as its blocks: paragraphs, line breaks, glued elements, and what elements are for."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.reading.html import tree
from dateline.reading.html.blocks import Outline, outline

_LONG = "The crossing loses money in every month of winter, its treasurer said, and so it may well be cut."
_OTHER = "Nobody knows what will come after it"


def blocks(page: str) -> Outline:
    return outline(tree.parse(f"<html><body>{page}</body></html>", Settings()))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<p>one <b>two</b> <a href=x>three</a>, four</p>", ["one two three, four"]),
        ("<p>a link<a href=x> </a>, and</p>", ["a link , and"]),
        ("<p>W<span class=rest>olves</span> came</p>", ["Wolves came"]),
        ("<div><span>Ann Lo</span><span>3 May 2024</span></div>", ["Ann Lo 3 May 2024"]),
        ("<div><a href=x>Home</a><a href=y>News</a></div>", ["Home News"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        (f"<div>{_LONG}<br><br>{_OTHER}</div>", [_LONG, _OTHER]),
        (f"<div>{_LONG.replace(' of ', ' of<br>')}<br>{_OTHER}</div>", [_LONG, _OTHER]),
        (f"<div>{_OTHER}<br>{_LONG}</div>", [f"{_OTHER} {_LONG}"]),
        (f"<div><b>What it costs</b><br>{_LONG}</div>", ["What it costs", _LONG]),
        ("<p>so\u00adft hy\u200bphens \u00a0 and blanks\n\n here</p>", ["soft hyphens and blanks here"]),
        ("<p>He said <q>no</q>.</p>", ["He said “no”."]),
        ("<pre>one\n\ntwo</pre>", ["one", "two"]),
        ("<script>x</script><style>y</style><noscript>z</noscript><nav>menu</nav><p>one</p>", ["one"]),
        ("<h2>Head <span class=label>now</span></h2>", ["Head now"]),
        ("<div>text<span class=caption>below a picture</span></div>", ["text", "below a picture"]),
        ("&#2;one&#3;<br>&#1;two", ["one", "two"]),
        ("", []),
    ],
)
def test_words(page: str, expected: list[str]) -> None:
    assert [block.words for block in blocks(page).blocks] == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p class=standfirst>x</p>", {"deck"}),
        ("<div class='Article__StandFirst'>x</div>", {"article", "deck"}),
        ("<div class=articleBody>x</div>", {"body"}),
        ("<p itemprop=description>x</p>", {"deck"}),
        ("<figure><figcaption>x</figcaption></figure>", {"figure", "caption"}),
        ("<aside><p>x</p></aside>", {"aside"}),
        ("<div id=related-stories>x</div>", {"furniture"}),
        # an id of a heading is the target of a link
        ("<h2 id=newsletter>x</h2>", set()),
        ("<p style='color:red; display : none'>x</p>", {"hidden"}),
        ("<p hidden>x</p>", {"hidden"}),
        ("<div class='comments-area'>x</div>", {"foreign"}),
        # parts of longer words name nothing
        ("<div class='shadow adrenaline leading menubar1'>x</div>", set()),
    ],
)
def test_roles(page: str, expected: set[str]) -> None:
    assert blocks(page).blocks[0].roles() == expected


def test_shares_and_levels() -> None:
    found = blocks(
        "<h3>head</h3><p><a href=x>half</a>half</p><p><strong>bold</strong></p>"
        "<p>by <a class=author>Ann Lo</a></p>"
    ).blocks
    assert [block.level for block in found] == [3, 0, 0, 0]
    assert found[1].linked == 0.5
    assert found[2].strong == 1
    assert found[3].inner == {"byline"}


def test_the_tree_around() -> None:
    page = blocks("<div><p>one</p><p>two</p></div><p>three</p>")
    first, second, third = page.blocks
    around = page.parents[first.index]
    assert page.parents[second.index] == around
    assert [page.holds(around, block) for block in (first, second, third)] == [True, True, False]
    assert page.sizes()[around] == 6
    assert list(page.around(third.index)) == [third.index, 0]
