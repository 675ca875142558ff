"""The character set of a page: its own word, its carrier's, and neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.reading.html import charset
from dateline.reading.items import Carrier
from dateline.reading.load import load

RUSSIAN = "Совет заявил в понедельник, что мост откроют."
JAPANESE = "市議会は月曜日に橋を再開すると発表した。"
KOREAN = "시의회는 월요일에 다리를 다시 연다고 밝혔다."
CHINESE = "市议会周一宣布将重新开放这座桥。"
FRENCH = "Le conseil a annoncé « l’ouverture » du pont : 3 000 € – déjà."


@pytest.mark.parametrize(
    ("words", "name", "codec"),
    [
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "Windows-1251", "cp1251"),
        (JAPANESE, "Shift_JIS", "cp932"),
        (JAPANESE, "x-sjis", "cp932"),
        (JAPANESE, "EUC-JP", "euc_jp"),
        (JAPANESE, "iso-2022-jp", "iso2022_jp"),
        (KOREAN, "euc-kr", "cp949"),
        (CHINESE, "gb2312", "gb18030"),
        (CHINESE, "big5", "big5hkscs"),
        (FRENCH, "iso-8859-1", "cp1252"),
        (FRENCH, "ISO-8859-15", "iso8859-15"),
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="{}"></head><body>{}</body></html>',
        "<html><head><meta charset={}></head><body>{}</body></html>",
        '<html><head><META http-equiv="Content-Type" content="text/html; CHARSET={}"></head>{}',
        '<?xml version="1.0" encoding="{}"?><html><body>{}</body></html>',
    ],
)
def test_a_page_names_its_character_set(words: str, name: str, codec: str, page: str) -> None:
    if name == "big5":
        words = "市議會週一宣布將重新開放這座橋。"
    if name == "ISO-8859-15":
        words = words.replace("’", "'").replace("–", "-")
    text = page.format(name, words)
    assert charset.to_utf8(text.encode(codec)).decode() == text


@pytest.mark.parametrize(
    ("data", "carrier", "expected"),
    [
        # what is UTF-8 is UTF-8, whatever the page or its carrier say
        ("<meta charset=windows-1251>é".encode(), "", "<meta charset=windows-1251>é"),
        ("<p>é</p>".encode(), "iso-8859-1", "<p>é</p>"),
        # the carrier is believed before the page
        ("<meta charset=koi8-r>мост".encode("cp1251"), "windows-1251", "<meta charset=koi8-r>мост"),
        # what the carrier names cannot be: the page's own word
        ("<meta charset=koi8-r>мост".encode("koi8-r"), "ascii-8bit", "<meta charset=koi8-r>мост"),
        ("мост".encode("cp1251"), "windows-1251", "мост"),
        (b"caf\xe9 \x81", "windows-1252", "café \ufffd"),
    ],
)
def test_who_is_believed(data: bytes, carrier: str, expected: str) -> None:
    assert charset.to_utf8(data, carrier).decode() == expected


@pytest.mark.parametrize(
    "data",
    [
        b"<meta charset=utf-8>caf\xe9",
        b"<meta charset=nonsense>caf\xe9",
        b"<meta charset=unicode-escape>\\u0041",
        b"<meta charset=hex>6869",
        b"<meta charset=utf-16>caf\xe9",
        b"\xef\xbb\xbf<meta charset=windows-1251>",
        b"caf\xe9",
        b"<\x00h\x00t\x00m\x00l\x00>\x00",
        b"",
        b" " * 5000 + b"<meta charset=windows-1251>\xef",
    ],
)
def test_what_names_no_other_set_is_left_alone(data: bytes) -> None:
    assert charset.to_utf8(data) == data


def test_a_page_in_another_set_is_read() -> None:
    page = (
        f"<html><head><meta charset=windows-1251><title>Мост</title></head><body><h1>Мост</h1><p>{RUSSIAN} "
    )
    page += f"Мэр назвал план безрассудным.</p><p>{RUSSIAN}</p></body></html>"
    source = load(page.encode("cp1251"), settings=Settings())
    assert RUSSIAN in source.text


def test_a_text_in_the_set_of_its_carrier_is_read() -> None:
    source = load(RUSSIAN.encode("koi8-r"), settings=Settings(), carrier=Carrier(charset="koi8-r"))
    assert source.text == RUSSIAN


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gb2312", "x", "shift_jis", "\x00", "utf-7"]))
def test_any_bytes_are_read_or_left_alone(data: bytes, carrier: str) -> None:
    found = charset.to_utf8(data, carrier)
    assert found == data or found.decode("utf-8") is not None
