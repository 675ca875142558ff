"""Messages made to do harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as rounds
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.mail import items, sniff

HEAD = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"


def nested(levels: int, kind: str) -> bytes:
    text = HEAD
    for level in range(levels):
        text += f'Content-Type: {kind}; boundary="b{level}"\n\n--b{level}\n'.encode()
    return text + b"Content-Type: text/plain\n\nwords\n"


@pytest.mark.parametrize("levels", [50, 5_000])
def test_parts_inside_parts(levels: int) -> None:
    for data in (
        nested(levels, "multipart/mixed"),
        HEAD + b"Content-Type: message/rfc822\n\n" * levels + b"words",
    ):
        try:
            list(items(data, "a.eml", Settings()))
        except DatelineError as error:
            assert error.code == "E007"  # noqa: PT017 - read, or refused


def test_very_many_parts() -> None:
    part = b"--b\nContent-Type: text/html\nContent-Disposition: attachment\n\nwords\n"
    found = list(
        items(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + part * 5_000, "a.eml", Settings())
    )
    assert any(isinstance(error, DatelineError) and error.code == "E003" for error in found)
    assert len(found) <= 502


def test_size() -> None:
    with pytest.raises(DatelineError) as caught:
        list(items(HEAD + b"\n" + b"x" * 2_000, "a.eml", Settings(max_bytes=1_000)))
    assert caught.value.code == "E003"


@pytest.mark.parametrize(
    "unit",
    [
        "-",
        "- ",
        "> ",
        "From: ",
        "=?utf-8?q?",
        "=?",
        "a:",
        "\n",
        "*",
        "<br>",
        "--b\n",
        "Forwarded message\n",
        "Fwd: ",
    ],
)
def test_no_pattern_explodes(unit: str) -> None:
    many = (unit * (60_000 // len(unit))).encode()
    for data in (
        HEAD + b"\n" + many,
        b"From: a@b.example\nSubject: " + many.replace(b"\n", b"") + b"\n\nx",
        many,
    ):
        sniff(data[:4000], "a.eml")
        try:
            list(items(data, "a.eml", Settings()))
        except DatelineError:
            continue


@rounds(deadline=None, max_examples=150)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    for head in (
        b"",
        HEAD,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        b"Subject: =?",
        b"Content-Type: ",
    ):
        try:
            list(items(head + data, "a.eml", Settings()))
        except DatelineError:
            continue
