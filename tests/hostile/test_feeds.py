"""XML and JSON made to do harm: entities that grow, entities that read files, depth, size, patterns."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as rounds
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.feeds import items, read, sniff
from dateline.reading.feeds.tolerant import read as read_tolerantly
from dateline.reading.items import Item

ITEM = "<rss><channel><item><title>{}</title><description>{}</description></item></channel></rss>"


def laughs(levels: int) -> str:
    rows = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(levels))
    return f'<!DOCTYPE rss [<!ENTITY l0 "ha">{rows}]>' + ITEM.format(f"&l{levels};", "x")


@pytest.mark.parametrize(
    "text",
    [
        laughs(9),
        f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>' + ITEM.format("&a;" * 5_000, "x"),
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>' + ITEM.format("x", "x"),
        '<!DOCTYPE rss [ <!entity x SYSTEM "file:///etc/passwd">]>' + ITEM.format("&x;", "x"),
        '<!DOCTYPE rss [<!ENTITY x PUBLIC "a" "file:///etc/passwd">]>' + ITEM.format("&x;", "x"),
        "<!-- " + "x" * 9_000 + " -->" + laughs(3),
        '<?xml version="1.0"?>' + laughs(3),
        '<!DOCTYPE rss [<!ENTITY amp2 "&#38;amp2;">]' + ITEM.format("&amp2;", "x"),
    ],
    ids=range(8),
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_feed_with_entities_of_its_own_is_refused(text: str, charset: str) -> None:
    with pytest.raises(DatelineError) as caught:
        read(text.encode(charset), "feed.xml", Settings())
    assert caught.value.code == "E006"
    assert "entities" in caught.value.detail


def test_a_doctype_that_hides_its_entities_expands_nothing() -> None:
    text = '<!DOCTYPE rss [<!-- ]> --><!ENTITY a "boom">]>' + ITEM.format("&a;", "x")
    try:
        found = read(text.encode(), "feed.xml", Settings())
    except DatelineError:
        return
    assert "boom" not in found.entries[0].title


def test_entities_that_html_has_may_be_declared() -> None:
    text = '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>' + ITEM.format("caf&eacute;&nbsp;x", "x")
    assert read(text.encode(), "", Settings()).entries[0].title == "café x"


def test_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password", "utf-8")
    for text in (
        ITEM.format(
            "x",
            f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>',
        ),
        f'<?xml-stylesheet href="{secret.as_uri()}"?>' + ITEM.format("x", "x"),
        f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">' + ITEM.format("x", "&x;"),
        str(secret),
        secret.as_uri(),
    ):
        try:
            found = read(text.encode(), "feed.xml", Settings())
        except DatelineError:
            continue
        assert "password" not in str(found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<a>" * 3_000 + "</a>" * 3_000, "E007"),
        ("<rss>" + "<a>" * 100_000, "E007"),
        ('{"items": ' + "[" * 100_000 + "]" * 100_000 + "}", "E007"),
    ],
    ids=range(3),
)
def test_depth_is_refused(text: str, code: str) -> None:
    with pytest.raises(DatelineError) as caught:
        read(text.encode(), "feed.xml", Settings())
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [("<div>" * 3_000 + "</div>" * 3_000, "E007"), ("y" * 10_500_000, "E003")],
    ids=["deep", "long"],
)
def test_one_deep_or_long_entry_is_named_and_the_others_are_read(words: str, code: str) -> None:
    text = ITEM.format("x", words).replace("</channel>", "<item><title>y</title></item></channel>")
    error, item = items(text.encode(), "feed.xml", Settings())
    assert isinstance(error, DatelineError)
    assert error.code == code
    assert isinstance(item, Item)
    assert item.carrier.title == "y"


def test_a_thousand_items_that_are_never_closed() -> None:
    text = "<rss><channel>" + "<item><title>x<link>https://ledger.example/1" * 1_000
    assert len(read(text.encode(), "feed.xml", Settings()).entries) == 1_000


def test_a_lower_limit_of_depth_counts() -> None:
    text = ITEM.format("x", "&lt;div>&lt;div>&lt;div>&lt;p>words&lt;/p>")
    (error,) = items(text.encode(), "feed.xml", Settings(max_depth=6))
    assert isinstance(error, DatelineError)
    assert error.code == "E007"
    (item,) = items(text.encode(), "feed.xml", Settings(max_depth=7))
    assert isinstance(item, Item)


@pytest.mark.parametrize(
    "unit",
    ["<", "&", "&#", "<a ", '<a b="', "<![CDATA[", "<!--", "<?", "]]>", "&amp;", "<item>", "</item>", "<title>", "<b>",
     "\x00", "<!DOCTYPE ", "[", "<a b='c", "<media:group>", "<source>", "<!ENTITY ", "> ", "&nbsp", "Tue, 3 Jun 2025 "],
)  # fmt: skip
def test_no_pattern_explodes(unit: str) -> None:
    for text in (
        unit * (60_000 // len(unit)),
        "<rss><channel><item><title>" + unit * (60_000 // len(unit)),
    ):
        sniff(text.encode()[:4000])
        try:
            list(items(text.encode(), "feed.xml", Settings()))
        except DatelineError:
            continue


@pytest.mark.parametrize("unit", ["a", "a@", "@", "<a@", "(", "a (", "<", "<script>", "<a ", "&amp;"])
def test_no_author_or_title_explodes(unit: str) -> None:
    words = (unit * (100_000 // len(unit)) + " @").replace("<", "&lt;")
    given_ = f"<title>{words}</title><author>{words}</author><link>{words}</link><pubDate>{words}</pubDate>"
    found = read(f"<rss><channel><item>{given_}</item></channel></rss>".encode(), "", Settings())
    assert len(found.entries) == 1


def test_memory_stays_near_the_size_of_the_feed() -> None:
    data = (
        "<rss><channel>" + "<item><title>x</title><description>" + "words " * 2_000 + "</description></item>"
    ).encode()
    data += (
        "<item><title>x</title><description>" + "words " * 2_000 + "</description></item>"
    ).encode() * 400
    broken = data + b"<item><title>y</item></channel></rss>"
    for given_ in (data + b"</channel></rss>", broken):
        tracemalloc.start()
        assert len(read(given_, "", Settings()).entries) >= 401
        assert tracemalloc.get_traced_memory()[1] < 8 * len(given_)
        tracemalloc.stop()


@rounds(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([
    "<rss>", "<channel>", "<item>", "<entry>", "<title>", "<link>", "<author>", "<name>", "<image>", "<url>",
    "<source>", "</item>", "</title>", "</channel>", "</rss>", "</source>", "<b>", "</b>", "<br/>", "words", "&amp;",
    "<![CDATA[x]]>", "<media:group>", "<media:content>", "<feed>", "<a:b c='d'>", "<link href='/x'/>", "<![CDATA[", "<",
]), max_size=40))  # fmt: skip
def test_any_order_of_tags_gives_a_tree_or_none(tokens: list[str]) -> None:
    found = read_tolerantly("".join(tokens))
    if found is not None:
        assert 0 <= found.cut <= tokens.count("<item>") + tokens.count("<entry>") + tokens.count("<url>")
        assert found.root.tag


@rounds(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes_give_items_or_a_coded_error(data: bytes) -> None:
    for prefix in (b"", b"<rss><channel><item><title>", b'{"items": [', b"<feed><entry>"):
        try:
            list(items(prefix + data, "feed.xml", Settings()))
        except DatelineError:
            continue
