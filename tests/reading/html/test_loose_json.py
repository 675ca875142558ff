from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.html import loose_json

# What pages wrap around or break inside their JSON, and what is read.
DAMAGED = [
    ('{"a": "b",}', [{"a": "b"}]),
    ('{"a": ["b", "c",],}', [{"a": ["b", "c"]}]),
    ('<!-- {"a": "b"} -->', [{"a": "b"}]),
    ('//<![CDATA[\n{"a": "b"}\n//]]>', [{"a": "b"}]),
    ('/*<![CDATA[*/ {"a": "b"} /*]]>*/', [{"a": "b"}]),
    ('<![CDATA[{"a": "b"}]]>', [{"a": "b"}]),
    ('\ufeff{"a": "b"};', [{"a": "b"}]),
    ('{"a": "line\nbreak\tand tab"}', [{"a": "line\nbreak\tand tab"}]),
    ('{"a": "b"}{"c": "d"}', [{"a": "b"}, {"c": "d"}]),
    ('{"a": "b"},\n{"c": "d"}', [{"a": "b"}, {"c": "d"}]),
    ('{"a": "a "word" in quotes", "c": "d"}', [{"a": 'a "word" in quotes', "c": "d"}]),
    ('{"a": "he said "no", and left", "c": "d"}', [{"a": 'he said "no", and left', "c": "d"}]),
    ('{"a": "the last "word"", "c": "d"}', [{"a": 'the last "word"', "c": "d"}]),
    ('{"a": ["one "two"", "three"]}', [{"a": ['one "two"', "three"]}]),
    ('{"a": "b"\n"c": "d"}', [{"a": "b", "c": "d"}]),
    ('{"a": "it\\\'s \\- here"}', [{"a": "it's - here"}]),
    ("{'a': 'b', c: 2}", [{"a": "b", "c": "2"}]),
    ('{"a": "b" /* why */, // here\n "c": "d",}', [{"a": "b", "c": "d"}]),
    ("{&quot;a&quot;: &quot;b &amp;amp; c&quot;}", [{"a": "b &amp; c"}]),
    ('{"a": {"b": ["c", "d"}, "e": "f"}', [{"a": {"b": ["c", "d"]}, "e": "f"}]),
    ('{"a": {"b": "c"}, "d": "breaks off', [{"a": {"b": "c"}, "d": "breaks off"}]),
    ('{"a": , "b": "c"}', [{"b": "c"}]),
    ('{"a": "b",, "c": true, "d": nul}', [{"a": "b", "c": True, "d": "nul"}]),
    ('{"a": 00012, "b": -3.5e2}', [{"a": "00012", "b": "-3.5e2"}]),
    ('window.data = {"a": "b"};', [{"a": "b"}]),
    ("", []),
    ("nothing here", []),
    ("}}]]", []),
]


@pytest.mark.parametrize(("text", "expected"), DAMAGED)
def test_damaged_scripts_are_read(text: str, expected: list[object]) -> None:
    assert loose_json.values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500_000,
        '{"a":' * 100_000,
        "{" * 200_000 + "}" * 200_000,
        '"' * 400_000,
        '{"a": "' + '" ' * 200_000,
        '{"a": "' + '",\n' * 200_000,
        '{"a": "' + '", "b' * 80_000,
        "/*" * 200_000,
        '{"a": "' + "\\" * 400_001,
        "1" * 400_000,
        " " * 400_000 + "{",
        "<!-- " * 80_000,
        "//" + "\n" * 400_000,
    ],
)
def test_what_is_meant_to_break_the_reader_does_not(text: str) -> None:
    assert isinstance(loose_json.values(text), list)


def test_deeper_values_are_left_out() -> None:
    deep = '{"a": "b", "c": ' + '{"d": ' * 1_000 + '"e"' + "}" * 1_000 + ', "f": "g",}'
    (value,) = loose_json.values(deep)
    assert isinstance(value, dict)
    assert (value["a"], value["f"]) == ("b", "g")


def test_the_end_of_a_huge_damaged_script_is_left_out() -> None:
    huge = '[{"a": "b"},' + '{"c": "d"},' * 100_000 + '{"last": "one"}'
    (value,) = loose_json.values(huge)
    assert isinstance(value, list)
    assert value[0] == {"a": "b"}
    assert {"last": "one"} not in value


_JSON = st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), _JSON))
def test_sound_json_is_read_as_it_is(value: dict[str, object]) -> None:
    assert loose_json.values(json.dumps(value)) == [value]
    assert loose_json.values(json.dumps(value, ensure_ascii=False)) == [value]


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    assert all(isinstance(value, (dict, list, str, bool, type(None))) for value in loose_json.values(text))
    assert isinstance(loose_json.values("{" + text), list)
