"""One parsed tree: what the parser would drop or stop at, and how deep elements may be nested."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.html import tree


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>one</p>", 0),
        ("<div><p>one<p>two</div>", 1),
        ("<html><body><div><div></div></div></body></html>", 4),
        ("<div><br><img><hr><input></div>", 1),
        ("<ul><li>one<li>two</ul>", 1),
        ("<table><tr><td><table><tr><td>x</table></table>", 2),
        ("<div/><span/>", 0),
        ("</div></div><b>x", 1),
        ("<script>'<div><div><div>'</script><div>", 1),
        ("<style>a<b<c</style>", 0),
        ("<script>never closed <div><div>", 0),
        ("1 < 2 and a<b>c", 1),
        ("<div>" * 300 + "</div>" * 300, 300),
        ("<font>" * 300, 300),
        ("", 0),
    ],
)
def test_depth_is_counted_in_the_source(page: str, expected: int) -> None:
    assert tree.depth(page) == expected


@pytest.mark.parametrize("levels", [10, 240, 260, 480])
def test_what_lies_deep_is_kept(levels: int) -> None:
    page = "<html><body>" + "<div>" * levels + "words" + "</div>" * levels
    assert tree.parse(page, Settings()).text_content() == "words"


@pytest.mark.parametrize(
    ("levels", "most"), [(600, 500), (3_000, 500), (200_000, 500), (30, 20), (3_000, 10_000)]
)
def test_what_lies_too_deep_is_refused(levels: int, most: int) -> None:
    page = "<html><body>" + "<div>" * levels + "words" + "</div>" * levels
    with pytest.raises(DatelineError) as caught:
        tree.parse(page, Settings(max_depth=most))
    assert caught.value.code == "E007"


def test_a_script_full_of_tags_is_not_deep() -> None:
    page = "<html><body><script>" + "'<div>'+" * 1000 + "0</script>" + "<div>" * 260 + "words"
    assert tree.parse(page, Settings()).find(".//body").text_content().endswith("words")


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff", "&#0;", "&#xD800;"]
)
def test_no_character_ends_the_page(character: str) -> None:
    root = tree.parse(f"<html><body><p>one {character} two</p><p>three</p></body></html>", Settings())
    assert [p.text_content().split()[-1] for p in root.iter("p")] == ["two", "three"]


def test_the_page_is_text_already_whatever_it_says() -> None:
    page = '<?xml version="1.0" encoding="koi8-r"?><html><head><meta charset="latin-1"></head><body>é—я</body></html>'
    assert tree.parse(page, Settings()).find("body").text == "é—я"


@pytest.mark.parametrize("page", ["", "   ", "<!-- only this -->", "</div>"])
def test_no_element_at_all(page: str) -> None:
    with pytest.raises(DatelineError) as caught:
        tree.parse(page, Settings())
    assert caught.value.code == "E005"
