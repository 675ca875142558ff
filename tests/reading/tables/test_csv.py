"""CSV and TSV: however they are written, a cell is never read as another column's."""

from __future__ import annotations

import csv as writer
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.tables import csv
from dateline.reading.tables.columns import Columns
from table_files import Found, names, resumes, source, texts

SETTINGS = Settings(max_bytes=100_000)


def read(data: bytes | str, start: int = 0, name: str = "t.csv", columns: Columns | None = None) -> Found:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(csv.items(stream, name, columns, SETTINGS, start))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("text,id\none,1\ntwo,2\n", ["one", "two"]),
        ("id;text\r\n1;one, and more\r\n2;two\r\n", ["one, and more", "two"]),
        ("id\ttext\n1\tone\n2\ttwo\n", ["one", "two"]),
        ("id|text\n1|one\n2|two\n", ["one", "two"]),
        ("sep=;\nid;text\n1;one,two\n", ["one,two"]),
        ('text,id\n"one, and\nmore",1\n"he said ""no""",2\n', ["one, and\nmore", 'he said "no"']),
        ('text,id\r\n"one\r\nand more",1\r\n', ["one\r\nand more"]),
        ('text,id\n"he said \\"no\\", twice",1\n"two",2\n', ['he said "no", twice', "two"]),
        ('id, text\n1, "one, and more"\n', ["one, and more"]),
        ("text\none\ntwo\n", ["one", "two"]),
        ('text\n"one, two"\n', ["one, two"]),
        ("text,id\none,1\n\n\ntwo,2\n", ["one", "two"]),
        ("text,id,\none,1,\ntwo,2,\n", ["one", "two"]),
        ("text,id\none,1,,\n", ["one"]),
        ("text,text\none,two\n", ["one"]),
        ("id,text\r1,one\r2,two\r", ["one", "two"]),
        ("\ufefftext,id\none,1\n", ["one"]),
        ("text,id\nBöse Überraschung,1\n".encode("cp1252"), ["Böse Überraschung"]),
        ("id\ttext\r\n1\tBöse\r\n".encode("utf-16"), ["Böse"]),
        (b"\xfe\xff" + "id\ttext\n1\tB\u2028\u00f6se\n".encode("utf-16-be"), ["B\u2028öse"]),
        ("text,id\n" + "x" * 90_000 + ",1\n", ["x" * 90_000]),
        # damaged rows
        ("text,id\none,1\ntwo,2,more\nthree\nfour,4\n", ["one", "E008", "E008", "four"]),
        ('text,id\none,1\n"two" he said,2\nthree,3\n', ["one", "E008", "three"]),
        ('text,id\none,1\n"two,2\nthree,3\n', ["one", "E008"]),
        ('text,id\none,1\n"two,2\n"three",3\nfour,4\n', ["one", "E008", "four"]),
        ("text,id\n,1\ntwo,2\n", ["E001", "two"]),
    ],
)
def test_rows(data: bytes | str, found: list[str]) -> None:
    assert texts(read(data)) == found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("", "E001"),
        ("text,id\n", "E001"),
        ("a,b\n1,2\n", "E009"),
        ("one,two\nthree,four\n", "E009"),
        ('sep=,\ntext,"id\n', "E006"),
        ('text,"id\none,1\n', "E009"),
        ("text,id\n" + "x" * 100_001 + ",1\n", "E003"),
    ],
)
def test_files_that_are_refused(data: str, code: str) -> None:
    with pytest.raises(DatelineError, match=code):
        read(data)


def test_rows_are_numbered_as_spreadsheets_do() -> None:
    found = read('text,id\n"one\nand more",1\n\ntwo,2,3\nthree,3\n')
    assert names(found) == ["t.csv:2", "E008 t.csv:4", "t.csv:5"]


def test_the_ending_decides_for_tabs() -> None:
    data = 'id\ttext\n1\tone, and, more\n2\t"two" he said\n'
    assert texts(read(data, name="t.tsv")) == ["one, and, more", '"two" he said']
    assert texts(read(data, name="t.csv"))[0] == "one, and, more"


def test_names_that_the_user_gives_help_to_find_the_delimiter() -> None:
    data = "a;b, c\none;two, three\n"
    assert texts(read(data, columns=Columns(text="b, c"))) == ["two, three"]


def test_metadata_come_from_their_columns() -> None:
    found = read(
        "Headline,Body,Byline,PubDate,Outlet,Link\nT,one,Ann Bell,2021-04-03,Courier,https://c.example/1\n"
    )
    one = source(found[0])
    assert (one.title, one.authors, one.published, one.publisher, one.url) == (
        "T",
        ("Ann Bell",),
        "2021-04-03",
        "Courier",
        "https://c.example/1",
    )


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(CELL, CELL), max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from([writer.QUOTE_ALL, writer.QUOTE_MINIMAL]),
)
def test_what_was_written_is_read_and_every_position_resumes(
    cells: list[tuple[str, str]], delimiter: str, quoting: int
) -> None:
    out = io.StringIO()
    write = writer.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")  # type: ignore[arg-type]
    write.writerow(["id", "text", "outlet"])
    write.writerow(["0", "The first row.", "x"])
    for one, two in cells:
        write.writerow([one, f"x{two}", "y"])
    found = read(out.getvalue())
    assert len(found) == len(cells) + 1
    for (one, two), item in zip(cells, found[1:], strict=True):
        if isinstance(item, Item):
            assert source(item).text == f"x{two}"
            assert item.carrier.id in (" ".join(one.split()), "")
    resumes(lambda start: read(out.getvalue(), start), found)


@settings(deadline=None)
@given(st.text(st.sampled_from('ab",;\n\\ '), max_size=120))
def test_damaged_rows_never_shift_a_cell(rest: str) -> None:
    found = read("text,id\nfirst,1\n" + rest)
    assert texts(found)[0] == "first"
    assert names(found) == names(read("text,id\nfirst,1\n" + rest))
