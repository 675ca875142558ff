"""Compressed bytes: whole ones come out, damaged ones and bombs are refused before they are held."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.reading import bounded

LIMIT = 400_000
TEXT = b"The harbour was closed on Monday, the mayor said.\n" * 40


def written(data: bytes, kind: type[BrotliWriter | ZstdWriter]) -> bytes:
    target = io.BytesIO()
    writer = kind(target)
    writer.write(data)
    writer.finish()
    writer.close()
    return target.getvalue()


def br(data: bytes) -> bytes:
    return written(data, BrotliWriter)


def zstd(data: bytes) -> bytes:
    return written(data, ZstdWriter)


NOISE = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(160))


def bare(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": bare,
    "br": br,
    "zstd": zstd,
}


@pytest.mark.parametrize("coding", CODERS)
@pytest.mark.parametrize(
    "data", [TEXT, b"", b"x", bytes(range(256)) * 1000], ids=["text", "none", "one", "all"]
)
def test_every_coding_is_undone(coding: str, data: bytes) -> None:
    assert bounded.decoded(CODERS[coding](data), coding, LIMIT) == data


def test_several_codings_are_undone_from_the_last() -> None:
    assert bounded.decoded(br(gzip.compress(TEXT)), "gzip, br", LIMIT) == TEXT
    assert bounded.decoded(gzip.compress(TEXT), "identity, GZIP", LIMIT) == TEXT
    assert bounded.decoded(TEXT, "", LIMIT) == TEXT


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip, gzip, gzip", "gzip;q=1"])
def test_other_codings_are_refused(coding: str) -> None:
    with pytest.raises(DatelineError, match="E006"):
        bounded.decoded(gzip.compress(TEXT), coding, LIMIT)


@pytest.mark.parametrize("coding", CODERS)
def test_cut_off_is_damaged(coding: str) -> None:
    packed = CODERS[coding](NOISE)
    for cut in (1, 7, 2000):
        with pytest.raises(DatelineError, match="E006"):
            bounded.decoded(packed[:-cut], coding, LIMIT)


@pytest.mark.parametrize("coding", CODERS)
def test_noise_is_damaged(coding: str) -> None:
    with pytest.raises(DatelineError, match="E006"):
        bounded.decoded(b"\xff\x13\x00\xfe" * 300, coding, LIMIT)


@pytest.mark.parametrize("coding", CODERS)
def test_bombs_are_refused_and_never_held(coding: str) -> None:
    bomb = CODERS[coding](bytes(40 * LIMIT))
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        with pytest.raises(DatelineError, match="E003"):
            bounded.decoded(bomb, coding, LIMIT)
        assert tracemalloc.get_traced_memory()[1] < 3 * LIMIT
    finally:
        tracemalloc.stop()


def test_a_bomb_within_a_bomb_is_refused_at_its_first_step() -> None:
    inner = gzip.compress(bytes(60 * LIMIT))
    with pytest.raises(DatelineError, match="E003"):
        bounded.decoded(gzip.compress(inner), "gzip, gzip", LIMIT)
    with pytest.raises(DatelineError, match="E003"):
        bounded.decoded(gzip.compress(inner * 200), "gzip, gzip", LIMIT)


def test_many_members_are_one_stream_and_one_bomb() -> None:
    members = [gzip.compress(TEXT[k : k + 100]) for k in range(0, len(TEXT), 100)]
    assert bounded.gunzipped(io.BytesIO(b"".join(members))).read() == TEXT
    bomb = gzip.compress(bytes(LIMIT // 4)) * 5
    with pytest.raises(DatelineError, match="E003"):
        bounded.read_whole(bounded.gunzipped(io.BytesIO(bomb)), LIMIT)
    with pytest.raises(DatelineError, match="E003"):
        bounded.decoded(bomb, "gzip", LIMIT)


@pytest.mark.parametrize(
    ("tail", "of_file", "of_http"),
    [
        (b"", True, True),
        (bytes(512), True, True),
        (b"<!-- cached -->", False, True),
        (b"\x00\x00tail", False, True),
        (b"\x1f\x8b\x08broken", False, False),
        (b"\x1f", False, False),
    ],
)
def test_what_follows_a_gzip_stream(tail: bytes, of_file: bool, of_http: bool) -> None:
    packed = gzip.compress(TEXT) + tail

    def file() -> bytes:
        return bounded.gunzipped(io.BytesIO(packed)).read()

    def http() -> bytes:
        return bounded.decoded(packed, "gzip", LIMIT)

    for read, whole in ((file, of_file), (http, of_http)):
        if whole:
            assert read() == TEXT
        else:
            with pytest.raises(DatelineError, match="E006"):
                read()


def test_an_empty_gzip_file_is_damaged() -> None:
    with pytest.raises(DatelineError, match="E006"):
        bounded.gunzipped(io.BytesIO(b"")).read()


def test_a_wrong_checksum_is_damaged() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[-8] ^= 1
    with pytest.raises(DatelineError, match="E006"):
        bounded.gunzipped(io.BytesIO(bytes(packed))).read()


def test_a_zstd_frame_may_not_ask_for_a_huge_window() -> None:
    frame = b"\x28\xb5\x2f\xfd\x00" + bytes([20 << 3]) + b"\x01\x00\x00"  # a window of 1 GiB, one empty block
    with pytest.raises(DatelineError, match="window"):
        bounded.decoded(frame, "zstd", LIMIT)


@settings(deadline=None)
@given(st.binary(max_size=400), st.lists(st.integers(1, 50), max_size=6), st.integers(1, 90))
def test_streams_are_the_same_in_whatever_pieces(data: bytes, cuts: list[int], size: int) -> None:
    packed = gzip.compress(data)
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(packed[at : at + cut])
        at += cut
    stream = bounded.stream_of(bounded.inflated_members([*pieces, packed[at:]]))
    read = bytearray()
    while piece := stream.read(size):
        read += piece
        assert stream.tell() == len(read)
    assert bytes(read) == data


@settings(deadline=None)
@given(st.binary(max_size=600), st.sampled_from(sorted(CODERS)))
def test_noise_gives_bytes_or_a_coded_error(data: bytes, coding: str) -> None:
    with contextlib.suppress(DatelineError):
        assert len(bounded.decoded(data, coding, 1000)) <= 1000
