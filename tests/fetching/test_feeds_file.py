from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.fetching.feeds_file import read

WHOLE = """
contact = "https://example.org/reader"
every = "1h"

[[feed]]
url = "https://news.example/feed.xml"

[[feed]]
url = "https://reader:secret@other.example/world.atom#top"
name = "Other,  world"
publisher = "The Other"
language = "de"
every = "15 m"
most = 20
same_host = true
"""


def feeds(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_of_feeds_is_read(tmp_path: Path) -> None:
    plans = read(feeds(tmp_path, WHOLE))
    one, other = plans.feeds
    assert plans.contact == "https://example.org/reader"
    assert (one.url, one.name, one.every) == (
        "https://news.example/feed.xml",
        "news.example",
        timedelta(hours=1),
    )
    assert (one.source.most, one.source.same_host) == (100, False)
    assert (other.url, other.name) == ("https://other.example/world.atom", "Other, world")
    assert other.every == timedelta(minutes=15)
    assert other.source.address.user == "reader:secret"
    assert (other.source.publisher, other.source.language) == ("The Other", "de")
    assert (other.source.most, other.source.same_host) == (20, True)


def test_windows_editors_are_no_fault(tmp_path: Path) -> None:
    assert len(read(feeds(tmp_path, b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())).feeds) == 2


FEED = '[[feed]]\nurl = "https://news.example/feed"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no feed"),
        ("feed = 1", "names no feed"),
        ("feed = [1]", "names no feed"),
        ("[[feed]", "no TOML"),
        (b"\xff\xfe[\x00", "no TOML"),
        ("a = " + "[" * 5000, "no TOML"),
        ("#" * 6_000_000, "more than"),
        ("feeds = []\n" + FEED, "'feeds' means nothing"),
        ("contact = 1\n" + FEED, "contact is no text"),
        ("[[feed]]\nname = 'a'", "feed 1: it has no url"),
        ("[[feed]]\nurl = 'news.example'", "feed 1: 'news.example' is no web address"),
        (FEED + "[[feed]]\nurl = 'file:///etc/passwd'", "feed 2: .*no web address"),
        (FEED + "evry = '15m'", "'evry' means nothing"),
        (FEED + "every = 15", "every is no text"),
        (FEED + "every = '15'", "every is no length"),
        (FEED + "every = '1m'", "shorter than 5 minutes"),
        (FEED + "every = '8d'", "longer than 7 days"),
        (FEED + "language = 'english'", "no code of two letters"),
        (FEED + "most = 0", "most is no number"),
        (FEED + "most = true", "most is no number"),
        (FEED + "same_host = 'yes'", "neither true nor false"),
        (FEED + FEED.replace("news", "NEWS"), "feed 2: it is feed 1 again"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(DatelineError, match=rf"E088.*feeds\.toml.*{said}"):
        read(feeds(tmp_path, text))


def test_a_password_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as raised:
        read(feeds(tmp_path, "[[feed]]\nurl = 'https://me:secret@news..example/'"))
    assert "secret" not in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="E004"):
        read(tmp_path / "feeds.toml")
