"""When pages say that their articles were published: each row of a table is one kind of page."""

from __future__ import annotations

import pytest

from html_heads import H1, PROSE, TIME, linked, meta, read

DATES = [
    # metadata, as printed
    (linked(datePublished=TIME), "", TIME, "json-ld"),
    (meta(article__published_time=TIME), "", TIME, "article:published_time"),
    ('<meta itemprop="datePublished" content="2024-05-03">', "", "2024-05-03", "datepublished"),
    (linked(datePublished="2024-05-03T10:00:00.123Z"), "", "2024-05-03T10:00:00Z", "json-ld"),
    (linked(datePublished="Fri, 03 May 2024 10:00:00 +0200"), "", TIME, "json-ld"),
    (linked(datePublished="05/13/2024 10:00:00"), "", "2024-05-13T10:00:00", "json-ld"),
    (linked(datePublished="1714730400000"), "", "2024-05-03T10:00:00Z", "json-ld"),
    (linked(datePublished="0001-01-01T00:00:00Z") + meta(pubdate="2024-05-03"), "", "2024-05-03", "pubdate"),
    (linked(datePublished="1970-01-01") + meta(date="3 May 2024"), "", "2024-05-03", "date"),
    # what the page prints
    ("", H1 + "<time datetime='2024-05-03T10:00:00+02:00'>3 May 2024</time>", TIME, "printed"),
    ("", H1 + "<time datetime='2024-05-03T10:00:00+02:00'>2 hours ago</time>", TIME, "time"),
    (
        "",
        H1 + "<p class='date'>Friday, May 3, 2024 at 10:00 a.m. EDT</p>",
        "2024-05-03T10:00-04:00",
        "printed",
    ),
    ("", H1 + "<div>Published 3. Mai 2024, 10:00 Uhr</div>", "2024-05-03T10:00", "printed"),
    (
        "",
        H1 + "<p class='date'>Updated May 4, 2024</p><p class='date'>Published May 3, 2024</p>",
        "2024-05-03",
        "printed",
    ),
    # the publisher's calendar day, where UTC has another one
    (
        linked(datePublished="2024-05-04T01:00:00Z"),
        H1 + "<div class='timestamp'>Published 9:00 PM EDT, Fri May 3, 2024</div>",
        "2024-05-03T21:00-04:00",
        "json-ld",
    ),
    (
        linked(datePublished="2024-05-02T22:30:00Z"),
        H1 + "<time datetime='2024-05-03T00:30:00+02:00'>03.05.2024</time>",
        "2024-05-03T00:30:00+02:00",
        "json-ld",
    ),
    (
        linked(datePublished="2024-05-03T10:00:00Z"),
        "<div class='date'>May 9, 2024</div>" + H1 + "<div class='date'>May 3, 2024</div>",
        "2024-05-03T10:00:00Z",
        "json-ld",
    ),
    # a page that prints the date of its last change alone
    (
        linked(datePublished="2021-02-01T08:00:00Z", dateModified=TIME),
        H1 + "<div class='date'>Last updated 3 May 2024</div>",
        TIME,
        "printed",
    ),
    (linked(datePublished=TIME, dateModified="2024-06-01"), H1, TIME, "json-ld"),
    # teasers have dates too
    (linked(datePublished=TIME), H1 + PROSE * 3 + "<time>9 May 2024</time>", TIME, "json-ld"),
    # numbers whose order the other dates tell
    (
        linked(dateModified="2024-05-03T11:00:00Z"),
        H1 + "<div class='date'>03/05/2024</div>",
        "2024-05-03",
        "printed",
    ),
    # the address
    ("", H1, "2024-05-03", "url"),
]


@pytest.mark.parametrize(("head", "body", "expected", "voter"), DATES)
def test_published(head: str, body: str, expected: str, voter: str) -> None:
    found = read(head, body)
    assert (found.published, found.voters.get("published")) == (expected, voter)


@pytest.mark.parametrize("own", ["<p class='date'>3 May 2024</p>", ""])
@pytest.mark.parametrize(
    "shown",
    [
        "<blockquote class='twitter-tweet'><p>Not us.</p>&mdash; Port <a href='#'>March 1, 2023</a></blockquote>",
        "<div class='instagram-embed'><p>Not us.</p><time datetime='2023-03-01'>March 1, 2023</time></div>",
        "<blockquote><p>We shall not yield.</p><p>March 1, 2023</p></blockquote>",
    ],
)
def test_what_a_page_quotes_has_a_date_of_its_own(shown: str, own: str) -> None:
    found = read("", H1 + shown + own + PROSE * 3, url="https://www.ledger.example/ferry")
    assert found.published == ("2024-05-03" if own else "")


def test_a_signed_message_without_a_frame_has_a_date_of_its_own() -> None:
    signed = "<p class='date'>&mdash; Port (@port) March 1, 2023</p><p class='date'>3 May 2024</p>"
    found = read("", H1 + signed + PROSE, url="https://www.ledger.example/ferry")
    assert found.published == "2024-05-03"


def test_a_report_set_in_as_a_quotation_keeps_its_date() -> None:
    page = f"<blockquote>{H1}<p>March 1, 2023</p>{PROSE}</blockquote>"
    assert read("", page, url="https://www.ledger.example/ferry").published == "2023-03-01"


def test_no_date_is_made_up() -> None:
    found = read("", H1 + PROSE, url="https://www.ledger.example/ferry")
    assert (found.published, found.modified) == ("", "")


def test_modified() -> None:
    found = read(linked(datePublished=TIME, dateModified="2024-05-04T08:00:00+02:00"), H1)
    assert (found.published, found.modified) == (TIME, "2024-05-04T08:00:00+02:00")
