"""NewsML-G2 and NITF, alone, in messages and in packages."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Document
from dateline.reading.agency import newsml, nitf
from dateline.reading.agency.model import AgencyItem
from dateline.reading.items import Item
from dateline.reading.source import Source
from dateline.structure.document import build

NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>Bridge</title>
<docdata management-status="usable"><doc-id id-string="north-1" regsrc="North"/>
<date.issue norm="20250603T003000+0200"/>
<doc.copyright holder="North Agency" year="2025"/></docdata></head><body>
<body.head><hedline><hl1>Bridge reopens after row</hl1><hl2>Mayor calls the plan reckless</hl2></hedline>
<byline>By <person>Ann Lo</person><byttl>Transport Correspondent</byttl></byline><distributor>AFP</distributor>
<dateline><location>Northmoor</location><story.date>June 3</story.date></dateline></body.head>
<body.content><block><p>The council voted on Monday to reopen the bridge.</p><hl2>What next</hl2>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>The bridge in May.</media-caption></media>
<p>The mayor, who has called the plan reckless, said that she would not sign it.</p>
<table><tr><td>17</td></tr></table></block></body.content></body></nitf>"""
PAGE = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Bridge</title></head><body>
<p>NORTHMOOR (AFP) — The council voted on Monday to reopen the bridge.</p>
<p>The mayor, who has called the plan reckless, said that she would not sign it.</p></body></html>"""
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency.example:20250603:1" version="3"
 standard="NewsML-G2" standardversion="2.35" xml:lang="en-GB">
<rightsInfo><copyrightHolder><name>North Agency</name></copyrightHolder>
<usageTerms>Not for archives</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider literal="agency.example"/>
<versionCreated>2025-06-04T09:00:00Z</versionCreated><firstCreated>2025-06-02T22:30:00Z</firstCreated>
<pubStatus qcode="stat:usable"/><title>BRIDGE</title><edNote>Adds quote</edNote></itemMeta>
<contentMeta><contentCreated>2025-06-03T00:30:00+02:00</contentCreated>
<located qcode="city:1"><name xml:lang="fr">Lande du Nord</name><name xml:lang="en">Northmoor</name></located>
<headline role="hld:subHeadline">Mayor calls the plan reckless</headline><headline>Bridge reopens after row</headline>
<by>By Ann Lo</by><creditline>AFP</creditline><slugline>bridge-row</slugline><language tag="en"/>
<subject qcode="medtop:1"><name>transport</name></subject></contentMeta>
<contentSet>CONTENT</contentSet></newsItem>"""
INLINE_NITF = f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>'
INLINE_PAGE = f'<inlineXML contenttype="application/xhtml+xml">{PAGE}</inlineXML>'
MESSAGE = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2025-06-03</sent>
</header><itemSet>{}</itemSet></newsMessage>"""
PACKAGE = """<packageItem guid="urn:p" version="1"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta>
<contentMeta><headline>Today</headline></contentMeta><groupSet root="g"><group id="g"><itemRef residref="{}"/></group>
</groupSet></packageItem>"""


def found(text: str, module: object = newsml) -> list[Item | DatelineError]:
    assert module in (newsml, nitf)
    read = newsml.items if module is newsml else nitf.items
    return list(read(text.encode(), "wire.xml", Settings()))


def document(text: str, module: object = newsml) -> Document:
    (item,) = found(text, module)
    assert isinstance(item, Item)
    assert isinstance(item.content, Source)
    return build(item.content, Settings(language="en"))


def zones(of: Document) -> list[tuple[str, str]]:
    return [(zone.kind, zone.span.words) for zone in of.zones]


def with_content(content: str) -> str:
    return ITEM.replace("CONTENT", content)


HEAD = [
    ("headline", "Bridge reopens after row"),
    ("deck", "Mayor calls the plan reckless"),
    ("byline", "By Ann Lo"),
]
FIRST = ("body", "The council voted on Monday to reopen the bridge.")
LAST = ("body", "The mayor, who has called the plan reckless, said that she would not sign it.")


def test_a_news_item_with_nitf() -> None:
    of = document(with_content(INLINE_NITF))
    assert zones(of) == [
        *HEAD,
        ("byline", "AFP"),
        ("dateline", "Northmoor"),
        FIRST,
        ("subhead", "What next"),
        ("caption", "The bridge in May."),
        LAST,
        ("furniture", "17"),
    ]
    assert of.published is not None
    assert (of.published.date, of.published.offset) == ("2025-06-03", "+02:00")
    assert of.agency is not None
    assert of.agency.words == "AFP"
    assert (of.publisher, of.language) == ("agency.example", "en")


def test_a_news_item_with_xhtml() -> None:
    of = document(with_content(INLINE_PAGE))
    assert zones(of) == [*HEAD, ("dateline", "NORTHMOOR (AFP) —"), FIRST, LAST]
    assert of.dateline is not None
    assert of.dateline.words == "NORTHMOOR"


@pytest.mark.parametrize(
    "content",
    [
        '<inlineData contenttype="text/plain">{}\n\n{}</inlineData>',
        '<inlineData contenttype="text/html">&lt;p>{}&lt;/p>&lt;p>{}</inlineData>',
        '<inlineData contenttype="text/plain"><![CDATA[<p>{}</p><p>{}</p>]]></inlineData>',
        '<remoteContent href="a.jpg"/><inlineData>Short.</inlineData><inlineData>{}\n{}</inlineData>',
    ],
    ids=range(4),
)
def test_a_news_item_with_data(content: str) -> None:
    assert zones(document(with_content(content.format(FIRST[1], LAST[1]))))[-2:] == [FIRST, LAST]


def test_what_no_zone_holds_is_kept_in_the_item() -> None:
    item = newsml.read(nitf.rooted(with_content(INLINE_PAGE).encode(), "", Settings()), Settings())
    assert isinstance(item, AgencyItem)
    assert (item.rights.holder, item.rights.terms) == ("North Agency", "Not for archives")
    assert (item.subjects, item.slugline, item.note) == (("transport",), "bridge-row", "Adds quote")
    assert (item.id, item.version) == ("urn:newsml:agency.example:20250603:1", "3")
    assert item.version_created.iso == "2025-06-04T09:00:00Z"


@pytest.mark.parametrize(
    ("line", "kinds", "place"),
    [
        ("MOSCOW, Monday (AFP)", [("byline", "By Ann Lo"), ("dateline", "MOSCOW, Monday (AFP)")], "MOSCOW"),
        ("Northmoor", [("byline", "By Ann Lo"), ("byline", "AFP"), ("dateline", "Northmoor")], "Northmoor"),
        (
            "2025-06-03 00:24:11",
            [("byline", "By Ann Lo"), ("byline", "AFP"), ("dateline", "Northmoor")],
            "Northmoor",
        ),
    ],
)
def test_datelines_of_their_own(line: str, kinds: list[tuple[str, str]], place: str) -> None:
    content = f"<inlineData>{FIRST[1]}\n{LAST[1]}</inlineData>"
    of = document(with_content(content).replace("<by>", f"<dateline>{line}</dateline><by>"))
    assert zones(of)[2:] == [*kinds, FIRST, LAST]
    assert of.dateline is not None
    assert of.dateline.words == place


def test_a_message_with_a_package_of_its_items() -> None:
    one = with_content(INLINE_PAGE)
    two = one.replace("20250603:1", "20250603:2")
    got = found(MESSAGE.format(one + two + PACKAGE.format("urn:newsml:agency.example:20250603:1")))
    assert [item.name for item in got if isinstance(item, Item)] == ["wire.xml#1", "wire.xml#2"]
    assert len(got) == 2


def test_a_package_of_items_that_are_elsewhere_is_named() -> None:
    for text in (PACKAGE.format("urn:x"), MESSAGE.format(PACKAGE.format("urn:x"))):
        (error,) = found(text)
        assert isinstance(error, DatelineError)
        assert error.code == "E005"
        assert "1 other" in error.detail


@pytest.mark.parametrize("status", ["stat:canceled", "stat:withheld", "canceled"])
def test_what_is_withdrawn_is_named(status: str) -> None:
    one = with_content(INLINE_PAGE)
    got = found(MESSAGE.format(one.replace("stat:usable", status) + one))
    assert isinstance(got[0], DatelineError)
    assert got[0].code == "E014"
    assert "urn:newsml:agency.example" in got[0].detail
    assert isinstance(got[1], Item)


def test_an_embargo_tells_the_day_of_publication() -> None:
    later = "<embargoed>2025-06-10T00:01:00+02:00</embargoed><pubStatus"
    of = document(with_content(INLINE_PAGE).replace("<pubStatus", later))
    assert of.published is not None
    assert of.published.date == "2025-06-10"


def test_a_picture_has_its_caption_alone() -> None:
    text = with_content('<remoteContent href="a.jpg"/>').replace("ninat:text", "ninat:picture")
    of = document(text.replace("<by>", "<description>The bridge in May.</description><by>"))
    assert zones(of)[-1] == ("caption", "The bridge in May.")
    assert not of.zones_of("body")


def test_a_caption_is_no_deck() -> None:
    told = """<description role="drol:caption">BRIDGE: a caption</description>
<description>Bridge reopens after row, again</description>"""
    of = document(with_content(INLINE_PAGE).replace("<by>", told + "<by>"))
    assert [words for kind, words in zones(of) if kind == "deck"] == ["Mayor calls the plan reckless"]


def test_nitf_alone() -> None:
    of = document(NITF, nitf)
    assert zones(of) == [
        ("headline", "Bridge reopens after row"),
        ("deck", "Mayor calls the plan reckless"),
        ("byline", "By Ann Lo, Transport Correspondent"),
        ("byline", "AFP"),
        ("dateline", "Northmoor"),
        FIRST,
        ("subhead", "What next"),
        ("caption", "The bridge in May."),
        LAST,
        ("furniture", "17"),
    ]
    assert [name.words for name in of.bylines] == ["Ann Lo"]
    assert of.published is not None
    assert (of.published.date, of.published.time, of.published.offset) == ("2025-06-03", "00:30:00", "+02:00")


def test_nitf_that_was_killed() -> None:
    (error,) = found(NITF.replace('"usable"', '"canceled"'), nitf)
    assert isinstance(error, DatelineError)
    assert error.code == "E014"


@pytest.mark.parametrize(
    ("text", "module"),
    [
        (with_content(INLINE_PAGE).replace("AFP", "AFP & Co &nbsp;"), newsml),
        (NITF.replace("Ann Lo", "Ann & Lo&eacute;"), nitf),
        ('<!DOCTYPE nitf SYSTEM "http://www.nitf.org/nitf-3-4.dtd">' + NITF, nitf),
    ],
    ids=range(3),
)
def test_what_is_not_well_formed_is_mended(text: str, module: object) -> None:
    assert ("headline", "Bridge reopens after row") in zones(document(text, module))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "E001"),
        ("<newsItem><broken", "E006"),
        ("<rss/>", "E006"),
        ('<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]><newsItem>&x;</newsItem>', "E006"),
        ("<newsItem>" + "<a>" * 300 + "</a>" * 300 + "</newsItem>", "E007"),
    ],
)
def test_files_that_are_none(text: str, code: str) -> None:
    for read in (newsml.items, nitf.items):
        with pytest.raises(DatelineError) as caught:
            list(read(text.encode(), "wire.xml", Settings()))
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("head", "g2", "plain"),
    [
        (ITEM, True, False),
        (MESSAGE, True, False),
        (with_content(INLINE_NITF), True, False),
        (NITF, False, True),
        ("<rss><channel/></rss>", False, False),
        ("<html><body>nitf</body></html>", False, False),
    ],
)
def test_what_looks_like_agency_files(head: str, g2: bool, plain: bool) -> None:
    assert (newsml.sniff(head.encode()[:4000]), nitf.sniff(head.encode()[:4000])) == (g2, plain)
