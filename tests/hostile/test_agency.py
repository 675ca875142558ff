"""Agency files made to do harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import settings as rounds
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import spans_of
from dateline.reading.agency import newsml, ninjs, nitf
from dateline.reading.items import Item
from dateline.reading.source import Source
from dateline.structure.document import build

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "uri",
                    "headlines",
                    "bodies",
                    "value",
                    "role",
                    "associations",
                    "type",
                    "by",
                    "located",
                    "body_html",
                    "items",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def check(found: list[Item | DatelineError]) -> None:
    for item in found:
        if isinstance(item, Item):
            assert isinstance(item.content, Source)
            of = build(item.content, Settings(language="en"))
            for span in spans_of(of):
                assert of.text[span.start : span.end] == span.words


@rounds(deadline=None, max_examples=80)
@given(JSON)
def test_any_json(data: object) -> None:
    try:
        check(list(ninjs.items(json.dumps(data).encode(), "wire.json", Settings())))
    except DatelineError as error:
        assert error.code in ("E001", "E006")  # noqa: PT017 - read, or refused


TOKENS = [
    "<newsItem>",
    "<newsMessage>",
    "<packageItem>",
    "<itemMeta>",
    "<contentMeta>",
    "<contentSet>",
    "<inlineXML>",
    "<inlineData>",
    "<nitf>",
    "<body.head>",
    "<body.content>",
    "<headline>",
    "<by>",
    "<dateline>",
    "<p>",
    "</p>",
    "words",
    "PARIS",
    "(AFP)",
    "-",
    "</newsItem>",
    "</contentMeta>",
    "</contentSet>",
    "</inlineXML>",
    "</headline>",
    "</by>",
    "</nitf>",
    "&amp;",
    "&x;",
    "<",
]


@rounds(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(TOKENS), max_size=30))
def test_any_order_of_tags(tokens: list[str]) -> None:
    for module in (newsml, nitf):
        for text in (
            "".join(tokens),
            f"<newsItem>{''.join(tokens)}</newsItem>",
            f"<nitf>{''.join(tokens)}</nitf>",
        ):
            try:
                check(list(module.items(text.encode(), "wire.xml", Settings())))
            except DatelineError:
                continue


@pytest.mark.parametrize("module", [newsml, nitf])
@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><newsItem guid="&b;">&b;</newsItem>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd">%a;]><nitf/>',
        "<nitf>" + "<block>" * 5_000,
        "<newsItem>" + "<newsItem>" * 5_000,
    ],
    ids=range(4),
)
def test_bombs_are_refused(module: object, text: str) -> None:
    read = newsml.items if module is newsml else nitf.items
    with pytest.raises(DatelineError) as caught:
        list(read(text.encode(), "wire.xml", Settings()))
    assert caught.value.code in ("E006", "E007")


@pytest.mark.parametrize("unit", ['{"', '"a":', "{}\n", "[]\n", '{"versioncreated":', "\\u0000", "1\n"])
def test_no_pattern_explodes(unit: str) -> None:
    data = (unit * (50_000 // len(unit))).encode()
    ninjs.sniff(data[:4000])
    try:
        list(ninjs.items(data, "wire.json", Settings()))
    except DatelineError:
        return
