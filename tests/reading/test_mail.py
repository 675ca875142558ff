"""Newsletters and forwarded articles."""

from __future__ import annotations

from email.message import EmailMessage, Message

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.mail import items, sniff
from dateline.reading.source import Source
from dateline.structure.document import build

BODY = (
    "NORTHMOOR (AP) — The council voted on Monday to reopen the bridge.\n\n"
    "The mayor, who has called the plan reckless, said that she would not sign it.\n"
)
PAGE = "<p>The council voted on Monday to reopen the bridge.</p><p>The mayor called it “reckless”, a clerk said.</p>"


def message(subject: str = "Bridge reopens", body: str = BODY, page: str = "", **fields: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "The Ledger <news@ledger.example>"
    made["To"] = "reader@example.org"
    made["Subject"] = subject
    made["Date"] = "Tue, 03 Jun 2025 00:30:00 +0200"
    made["Message-ID"] = "<1@ledger.example>"
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    if body:
        made.set_content(body)
    if page:
        made.add_alternative(page, subtype="html") if body else made.set_content(page, subtype="html")
    return made


def found(made: Message | bytes) -> list[Item | DatelineError]:
    return list(items(made if isinstance(made, bytes) else made.as_bytes(), "letter.eml", Settings()))


def one(made: Message | bytes) -> tuple[Item, Source]:
    item = found(made)[0]
    assert isinstance(item, Item)
    assert isinstance(item.content, Source)
    return item, item.content


def test_a_newsletter() -> None:
    item, source = one(message(List_Id="<news.ledger.example>"))
    assert (source.title, source.publisher, source.authors) == ("Bridge reopens", "The Ledger", ())
    assert source.published == "2025-06-03T00:30:00+02:00"
    assert (item.name, item.carrier.id) == ("letter.eml", "1@ledger.example")
    read = build(source, Settings(language="en"))
    assert read.headline is not None
    assert read.headline.words == "Bridge reopens"
    assert read.dateline is not None
    assert read.dateline.words == "NORTHMOOR"
    assert read.published is not None
    assert (read.published.date, read.published.offset) == ("2025-06-03", "+02:00")
    assert len(read.zones_of("body")) == 2


def test_a_letter_is_by_whoever_sends_it() -> None:
    _, source = one(message())
    assert (source.publisher, source.authors) == ("", ("The Ledger",))


@pytest.mark.parametrize("body", [BODY, ""])
def test_html_is_what_is_shown(body: str) -> None:
    hidden = "<div style='display:none;max-height:0'>Preview</div><style>p{}</style>"
    laid_out = f"<html><body>{hidden}<table><tr><td>{PAGE}</td></tr></table></body></html>"
    _, source = one(message(body=body, page=laid_out))
    assert source.text == (
        "Bridge reopens\n\nThe council voted on Monday to reopen the bridge.\n\n"
        "The mayor called it “reckless”, a clerk said."
    )


def test_html_without_words_leaves_the_plain_part() -> None:
    assert "The council voted" in one(message(page="<img src='a.png'>"))[1].text


def test_line_breaks_of_html_stay() -> None:
    assert (
        one(message(body="", page="One<br>two<br><br>three"))[1].text == "Bridge reopens\n\nOne\ntwo\n\nthree"
    )


FORWARDS = [
    """---------- Forwarded message ---------
From: North Agency <desk@agency.example>
Date: Mon, Jun 2, 2025 at 9:15 AM
Subject: Ferry stops
To: <reader@example.org>


""",
    """Begin forwarded message:

From: North Agency <desk@agency.example>
Subject: Ferry stops
Date: 2 June 2025 at 09:15:00 CEST
To: reader@example.org

""",
    """-----Original Message-----
From: North Agency <desk@agency.example>
Sent: Monday, June 2, 2025 9:15 AM
To: Reader
Subject: FW: Ferry stops

""",
    """-------- Weitergeleitete Nachricht --------
Betreff: \tFerry stops
Datum: \tMon, 2 Jun 2025 09:15:00 +0200
Von: \tNorth Agency <desk@agency.example>
An: \treader@example.org

""",
    """*Forwarded message*
*From:* North Agency <desk@agency.example>
*Sent:* Monday, June 2, 2025 9:15 AM
*Subject:* Ferry stops

""",
]


@pytest.mark.parametrize("head", FORWARDS, ids=range(5))
@pytest.mark.parametrize("note", ["", "Have you seen this?\n\n"])
def test_a_forwarded_article_keeps_its_own_head(head: str, note: str) -> None:
    _, source = one(message("Fwd: Ferry stops", note + head + "The ferry stopped on Sunday.\n"))
    assert (source.title, source.authors) == ("Ferry stops", ("North Agency",))
    assert source.published.startswith("2025-06-02T09:15")
    assert source.text == "Ferry stops\n\nThe ferry stopped on Sunday."


def test_a_forwarded_article_in_html() -> None:
    page = (
        "<div>Seen?</div><div class='gmail_quote'><div>---------- Forwarded message ---------<br>"
        "From: <b>North Agency</b> &lt;desk@agency.example&gt;<br>Date: Mon, Jun 2, 2025 at 9:15 AM<br>"
        "Subject: Ferry stops<br>To: x<br></div>"
        "<br><br><p>The ferry stopped on Sunday.</p></div>"
    )
    _, source = one(message("Fwd: Ferry stops", "", page))
    assert source.text == "Ferry stops\n\nThe ferry stopped on Sunday."
    assert source.authors == ("North Agency",)


def test_a_quoted_article_loses_its_marks() -> None:
    quoted = "".join(f"> {line}\n" for line in FORWARDS[0].splitlines()) + "> The ferry stopped on Sunday.\n"
    assert one(message("Fwd: Ferry stops", quoted))[1].text == "Ferry stops\n\nThe ferry stopped on Sunday."


def test_a_message_attached_to_a_message() -> None:
    outer = message("Two articles", "See below.")
    outer.add_attachment(message("Ferry stops", "The ferry stopped on Sunday.", List_Id="<x>"))
    outer.add_attachment(message("Bus stops", "The bus stopped on Sunday."))
    got = found(outer)
    assert [item.name for item in got if isinstance(item, Item)] == [
        "letter.eml",
        "letter.eml!1",
        "letter.eml!2",
    ]
    assert [item.content.title for item in got if isinstance(item, Item) and isinstance(item.content, Source)] == [
        "Two articles", "Ferry stops", "Bus stops"]  # fmt: skip


def test_pages_and_texts_that_are_attached() -> None:
    made = message()
    made.add_attachment(b"<html><p>x</p></html>", maintype="text", subtype="html", filename="../../page.html")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    got = found(made)
    assert [item.name for item in got if isinstance(item, Item)] == [
        "letter.eml",
        "letter.eml!attached-1.html",
    ]
    attached = got[1]
    assert isinstance(attached, Item)
    assert attached.content == b"<html><p>x</p></html>"


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("=?utf-8?q?Br=C3=BCcke?=", "Brücke"),
        ("=?utf-8?b?QnLDvGNrZQ==?=", "Brücke"),
        ("=?iso-8859-1?q?Br=FCcke?= am =?iso-8859-1?q?S=FCdtor?=", "Brücke am Südtor"),
        ("=?nonsense?q?Br=C3=BCcke?=", "Brücke"),
        ("=?utf-8?b?!!!?= Bridge", "Bridge"),
        ("Brücke", "Brücke"),
        ("Re: Fwd: AW: Bridge", "Bridge"),
        ("Bridge\n reopens", "Bridge reopens"),
        ("", ""),
    ],
)
def test_subjects(raw: str, title: str) -> None:
    data = f"From: a@b.example\nSubject: {raw}\nDate: nonsense\n\nText of the message.\n".encode()
    item, source = one(data)
    assert (source.title, item.carrier.title, source.published) == (title, title, "")


@pytest.mark.parametrize(
    ("head", "name", "known"),
    [
        (message().as_bytes(), "", True),
        (b"From: a@b.example\nSubject: x\nDate: y\n\nText", "", True),
        (b"Subject: x\n\nText", "a.eml", True),
        (b"Subject: x\n\nText", "a.txt", False),
        (b"Title: x\nBy: y\n\nText", "", False),
        (b"From: here\nthe road leads on\n\nSubject: x", "", False),
        (b"<html>", "a.eml", False),
        (b"", "a.eml", False),
    ],
)
def test_what_looks_like_mail(head: bytes, name: str, known: bool) -> None:
    assert sniff(head, name) is known


def test_a_message_without_text() -> None:
    (error,) = found(b"From: a@b.example\nSubject: x\n\n")
    assert isinstance(error, DatelineError)
    assert error.code == "E001"


def test_wrong_charsets() -> None:
    head = "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset={}\n\nBrücke"
    assert one(head.format("utf-8").encode("cp1252"))[1].text.endswith("Brücke")
    assert one(head.format("us-ascii").encode())[1].text.endswith("Brücke")
    assert one(head.format("none-such").encode())[1].text.endswith("Brücke")
