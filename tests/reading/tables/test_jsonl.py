"""JSON lines, arrays and answers of search services."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading import bounded
from dateline.reading.tables import jsonl
from dateline.reading.tables.columns import Columns
from table_files import Found, names, resumes, texts

SETTINGS = Settings(max_bytes=200_000)


def read(data: bytes | str, start: int = 0, columns: Columns | None = None) -> Found:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(jsonl.items(stream, "t.jsonl", columns, SETTINGS, start))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        ('{"text": "one"}\r\n\r\n  {"text": "two"}', ["one", "two"]),
        ('\ufeff{"text": "one"}\n', ["one"]),
        ('{"text": "one"}', ["one"]),
        ('{\n  "text": "one",\n  "title": null\n}\n', ["one"]),
        ('[{"text": "one"}, {"text": "two"}]', ["one", "two"]),
        ('\ufeff [\n{"text": "one"}\n,\n{"text": "two"}\n]\n', ["one", "two"]),
        ('{"status": "ok", "articles": [{"content": "one"}, {"content": "two"}]}', ["one", "two"]),
        ('{\n"response": {\n"results": [\n{"body": "one"}]}}', ["one"]),
        ('{"content": {"body": "one"}}\n{"content": {"body": "two"}}', ["one", "two"]),
        ('{"other": 1, "text": "one"}\n{"text": "two", "score": NaN}\n', ["one", "two"]),
        ('{"text": "\\ud83c\\udf09 one \\ud83c"}', ["\U0001f309 one ?"]),
        ('{"meta": 1}\n{"text": "one"}', ["E001", "one"]),
        ('{"text": "one"}\n{"text": \n{"text": "two"}', ["one", "E008", "two"]),
        ('{"text": }\n{"text": "two"}\n{"text": "three"}', ["E008", "two", "three"]),
        ('{"text": "one"}\n["no object"]\n12\nnull\n{"text": "two"}', ["one", "E008", "E008", "E008", "two"]),
        (b'{"text": "one"}\n{"text": "\xff\xfe"}\n{"text": "two"}', ["one", "E008", "two"]),
        ('[{"text": "one"}, 12, {"text": "two"}]', ["one", "E008", "two"]),
        ('[{"text": "one"}, {"text": "tw', ["one", "E008"]),
        ('[{"text": "one"}, {"text": oops}, {"text": "three"}]', ["one", "E008"]),
        ('{"text": "one"}\n' + "[" * 100_000 + "\n", ["one", "E008"]),
        ('{"text": "one"}\n{"text": "' + "a" * 200_000 + '"}\n{"text": "two"}', ["one", "E003", "two"]),
    ],
)
def test_rows(data: bytes | str, found: list[str]) -> None:
    assert texts(read(data)) == found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "E001"),
        (" \n ", "E001"),
        ("[]", "E001"),
        ("[12, 13]", "E006"),
        ("no json\nat all", "E006"),
        ('{"a": 1}\n{"b": 2}', "E009"),
        ('[{"a": 1}]', "E009"),
    ],
)
def test_files_without_rows_are_refused(data: str, code: str) -> None:
    with pytest.raises(DatelineError, match=code):
        read(data)


def test_numbers_are_those_of_the_lines() -> None:
    found = read('\n{"text": "one"}\n\noops\n{"text": "two"}\n')
    assert names(found) == ["t.jsonl:2", "E008 t.jsonl:4", "t.jsonl:5"]


def test_a_path_leads_into_nested_objects() -> None:
    data = '{"text": "no", "data": {"x.y": {"z": "yes"}}}'
    assert texts(read(data, columns=Columns(text="data.x.y.z"))) == ["yes"]


@pytest.mark.parametrize("size", [10, 70_000, 190_000])
def test_an_array_may_be_larger_than_any_limit(size: int) -> None:
    data = json.dumps([{"text": "a" * size, "id": number} for number in range(30)])
    found = read(data)
    assert [len(text) for text in texts(found)] == [size] * 30


def test_an_array_is_not_held_whole() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"["
        for number in range(4_000):
            yield b'%b{"text": "%b"}' % (b"," if number else b"", b"words " * 500)
        yield b"]"

    tracemalloc.start()
    try:
        stream = bounded.stream_of(pieces())
        assert sum(1 for _ in jsonl.items(stream, "t.json", None, SETTINGS)) == 4_000
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


LINES = [
    '{"text": "one"}',
    '{"text": "two", "title": "T"}',
    "",
    "oops",
    "[1]",
    '{"text": ""}',
    '{"a": {"b": 1}}',
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=80))
def test_counts_are_exact_and_every_position_resumes(lines: list[str]) -> None:
    data = "\n".join(['{"text": "first"}', *lines, '{"text": "last"}'])
    found = read(data)
    assert len(found) == 2 + sum(1 for line in lines if line)
    assert names(found) == names(read(data))
    resumes(lambda start: read(data, start), found)


@settings(deadline=None)
@given(st.lists(st.sampled_from([line for line in LINES if line.startswith("{")]), max_size=80))
def test_arrays_resume_too(elements: list[str]) -> None:
    data = "[" + ",\n".join(['{"text": "first"}', *elements]) + "]"
    found = read(data)
    assert len(found) == 1 + len(elements)
    resumes(lambda start: read(data, start), found)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_noise_gives_coded_errors(data: bytes) -> None:
    assert texts(read(b'{"text": "one"}\n' + data))[0] in ("one", "E008")
    assert texts(read(b'[{"text": "one"},' + data))[0] == "one"


@pytest.mark.parametrize(
    ("head", "is_json"),
    [
        (b'{"text": "a"}', True),
        (b' \n[ {"a": 1}]', True),
        (b"{", True),
        (b"[]", True),
        (b"\xef\xbb\xbf{}", True),
        (b"{{Infobox}}", False),
        (b"[Reuters] The mayor", False),
        (b"{\\rtf1", False),
        (b"The mayor", False),
        (b"", False),
    ],
)
def test_sniff(head: bytes, is_json: bool) -> None:
    assert jsonl.sniff(head) is is_json
