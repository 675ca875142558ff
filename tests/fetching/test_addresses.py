from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.fetching.addresses import MAX_LENGTH, join, parse

READ = [
    ("https://news.example", "https://news.example/"),
    ("  https://news.example/a  ", "https://news.example/a"),
    ("HTTPS://News.Example/Path", "https://news.example/Path"),
    ("http://news.example:80/", "http://news.example/"),
    ("https://news.example:443/", "https://news.example/"),
    ("https://news.example:80/", "https://news.example:80/"),
    ("http://news.example:/", "http://news.example/"),
    ("http://news.example:8080/a", "http://news.example:8080/a"),
    ("http://news.example./a", "http://news.example/a"),
    ("http://news.example/a#part", "http://news.example/a"),
    ("http://news.example?q=1", "http://news.example/?q=1"),
    ("http://news.example/a b", "http://news.example/a%20b"),
    ("http://news.example/a%20b", "http://news.example/a%20b"),
    ("http://news.example/ä?ö=ü", "http://news.example/%C3%A4?%C3%B6=%C3%BC"),
    ("http://news.example/a/./b/../c", "http://news.example/a/c"),
    ("http://news.example/a/%2e%2E/b", "http://news.example/b"),
    ("http://news.example/../../etc", "http://news.example/etc"),
    ("http://news.example/a/..", "http://news.example/"),
    ("http://news.example//a", "http://news.example//a"),
    ("http://news.example/a\\b", "http://news.example/a%5Cb"),
    ("http://news.example/a@b", "http://news.example/a@b"),
    ("http://news.example?@other.example/", "http://news.example/?@other.example/"),
    ("http://news.example#@other.example/", "http://news.example/"),
    ("http://a_b.example/", "http://a_b.example/"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://straße.example/", "http://xn--strae-oqa.example/"),
    ("http://8.8.8.8/", "http://8.8.8.8/"),
    ("http://8.8.8.8./", "http://8.8.8.8/"),
    ("http://[2001:4860:0:0::8888]/", "http://[2001:4860::8888]/"),
    ("http://[2001:4860::8888]:8080/", "http://[2001:4860::8888]:8080/"),
    # what looks different and is a number all the same is one before it is checked
    ("http://127。0。0。1/", "http://127.0.0.1/"),
    ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
    ("http://１２７.0.0.1/", "http://127.0.0.1/"),
]
FAULTS = [
    "",
    "news.example/a",
    "//news.example/a",
    "/a",
    "ftp://news.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,a",
    "gopher://news.example/",
    "unix:///run/docker.sock",
    "http://",
    "http:///a",
    "http://.",
    "http://./",
    "http://:80/",
    "http://user@/",
    "http://a..example/",
    "http://-a.example/",
    "http://a-.example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 130 + "example/",
    "http://news.example:0/",
    "http://news.example:65536/",
    "http://news.example:-1/",
    "http://news.example:+80/",
    "http://news.example:8o/",
    "http://news.example:80:80/",
    "http://exa mple/",
    "http://exa%6dple/",
    "http://%31%32%37.0.0.1/",
    "http://news.example\\@127.0.0.1/",
    "http://127.0.0.1\\.news.example/",
    "http://news.example\t/",
    "http://127.0.\n0.1/",
    "http://news.exam\x00ple/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://127.0.0.0x1/",
    "http://0177.0.0.1/",
    "http://0177.0.0.01/",
    "http://127.0.0.01/",
    "http://256.0.0.1/",
    "http://1.1.1.1.1/",
    "http://a.b.1/",
    "http://0/",
    "http://0x/",
    "http://[::1/",
    "http://::1]/",
    "http://[::1]a/",
    "http://[::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[127.0.0.1]/",
    "http://[::ffff:127.0.0.1.]/",
    "http://[v1.a]/",
    "http://[]/",
    "http://a" + "b" * MAX_LENGTH,
    "http://xn--\u0661.example\u2488/",
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_an_address_is_read(text: str, expected: str) -> None:
    assert parse(text).url == expected
    assert parse(expected).url == expected


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(DatelineError, match="E080"):
        parse(text)


@given(
    st.text(max_size=60),
    st.sampled_from(["http://", "https://", "http://news.example/", "http://a:b@c.example"]),
)
def test_an_address_means_the_same_read_again(text: str, before: str) -> None:
    try:
        found = parse(before + text)
    except DatelineError as error:
        assert error.code == "E080"  # noqa: PT017 - most texts are no addresses
        return
    assert parse(found.url).url == found.url
    assert found.url.isascii()
    assert not set(found.url) & set(" \r\n\t\\")


def test_a_password_is_kept_apart_and_never_shown() -> None:
    found = parse("https://reader:secret@news.example/a")
    assert (found.user, found.url) == ("reader:secret", "https://news.example/a")
    assert "secret" not in repr(found)
    with pytest.raises(DatelineError) as raised:
        parse("https://reader:secret@news..example/a")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("link", "expected", "user"),
    [
        ("/b", "http://news.example/b", "me:pw"),
        ("b", "http://news.example/a/b", "me:pw"),
        ("?q", "http://news.example/a/?q", "me:pw"),
        ("//news.example/b", "http://news.example/b", "me:pw"),
        ("http://news.example/b", "http://news.example/b", "me:pw"),
        ("https://news.example/b", "https://news.example/b", "me:pw"),
        ("http://other:one@news.example/b", "http://news.example/b", "me:pw"),
        ("http://news.example:8080/b", "http://news.example:8080/b", ""),
        ("https://news.example:8443/b", "https://news.example:8443/b", ""),
        ("http://www.news.example/b", "http://www.news.example/b", ""),
        ("http://other.example/b", "http://other.example/b", ""),
        ("http://me:pw@other.example/b", "http://other.example/b", ""),
        ("//other.example/b", "http://other.example/b", ""),
    ],
)
def test_a_link_takes_no_password_elsewhere(link: str, expected: str, user: str) -> None:
    found = join(parse("http://me:pw@news.example/a/"), link)
    assert (found.url, found.user) == (expected, user)


def test_a_link_from_https_to_http_takes_no_password() -> None:
    assert join(parse("https://me:pw@news.example/"), "http://news.example/").user == ""


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "ftp://a.example/", "http://[::1", "http://2130706433/"]
)
def test_a_link_leads_to_the_web_alone(link: str) -> None:
    with pytest.raises(DatelineError, match="E080"):
        join(parse("http://news.example/"), link)
