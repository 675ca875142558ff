"""Zip archives: members in their order, bombs and damage named, nothing unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.archives import zip as archive
from zip_files import zipped


def read(data: bytes, limit: int = 1000) -> list[tuple[str, bytes | str]]:
    """Give names with bytes, or with the code of the error."""
    found: list[tuple[str, bytes | str]] = []
    settings = Settings(max_items=limit)
    for each in archive.members(io.BytesIO(data), "a.zip", settings, lambda name: not name.endswith(".png")):
        if isinstance(each, DatelineError):
            found.append((each.detail.partition("!")[2].partition(" ")[0], each.code))
            continue
        name, stream = each
        try:
            found.append((name, stream.read()))
        except DatelineError as error:
            found.append((error.detail.partition("!")[2].partition(" ")[0], error.code))
    return found


FILES = {"b/two.html": b"<p>two</p>", "a/one.txt": b"one " * 100, "c.txt": b""}


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_in_the_order_of_the_directory(method: int) -> None:
    assert read(zipped(FILES, method)) == list(FILES.items())


def test_folders_hidden_files_and_other_kinds_are_passed_over() -> None:
    files = {
        "d/": b"",
        ".hidden.txt": b"x",
        "d/.git/x.txt": b"x",
        "__MACOSX/d.txt": b"x",
        "d/p.png": b"x",
        "d.txt": b"y",
    }
    assert read(zipped(files)) == [("d.txt", b"y")]


@pytest.mark.parametrize("name", ["../../etc/x.txt", "/etc/x.txt", "C:\\x.txt", "a\x1b[31m.txt", "./x.txt"])
def test_names_that_climb_are_only_names(name: str) -> None:
    assert [data for _, data in read(zipped({name: b"x"}))] == [b"x"]


def test_an_archive_written_as_zip64_is_read() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as writer,
        writer.open("one.txt", "w", force_zip64=True) as one,
    ):
        one.write(b"one")
    assert read(out.getvalue()) == [("one.txt", b"one")]


def test_a_bomb_is_named_and_the_rest_is_read() -> None:
    data = zipped({"bomb.txt": bytes(30_000_000), "two.txt": b"two"})
    assert len(data) < 100_000
    assert read(data) == [("bomb.txt", "E003"), ("two.txt", b"two")]


def test_members_that_share_their_data_are_refused() -> None:
    data = bytearray(zipped({"one.txt": b"one " * 500, "two.txt": b"two " * 500}))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 10)  # two begins inside one
    assert read(bytes(data)) == [("one.txt", b"one " * 500), ("two.txt", "E008")]


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(zipped({"one.txt": b"one", "two.txt": b"two"}))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + place] |= 1
    assert read(bytes(data)) == [("one.txt", "E008"), ("two.txt", b"two")]


@pytest.mark.parametrize("place", [40, 60, 100])
def test_a_damaged_member_is_named(place: int) -> None:
    noise = bytes(number * 7919 % 256 for number in range(200))
    data = bytearray(zipped({"one.txt": noise, "two.txt": b"two"}))
    data[place] ^= 255
    assert read(bytes(data)) == [("one.txt", "E008"), ("two.txt", b"two")]


def test_a_way_of_packing_that_is_not_read_is_named() -> None:
    data = bytearray(zipped({"one.txt": b"one", "two.txt": b"two"}))
    for magic, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.index(magic) + place] = 9
    assert read(bytes(data)) == [("one.txt", "E008"), ("two.txt", b"two")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (zipped(FILES)[:-30], "E006"),
        (b"PK\x03\x04" + bytes(300), "E006"),
        (zipped({}), "E001"),
        (zipped({"p.png": b"x"}), "E001"),
        (zipped({f"{n}.txt": b"x" for n in range(40)}), "E003"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "E006"),
        (zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "E006"),
        (zipped({"mimetype": b"x", "content.xml": b"x"}), "E006"),
        (zipped({"mimetype": b"x", "META-INF/container.xml": b"x"}), "E006"),
    ],
)
def test_archives_that_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(DatelineError, match=code):
        read(data, limit=20)


def test_the_remedy_for_a_workbook_is_csv() -> None:
    with pytest.raises(DatelineError, match="CSV"):
        read(zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}))


def test_a_directory_that_claims_to_be_endless_is_refused() -> None:
    data = bytearray(zipped(FILES))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 0xFFFFFF00)
    with pytest.raises(DatelineError, match="E003"):
        read(bytes(data))
