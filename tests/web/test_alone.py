"""One report as a page that stands alone: the same page always, nothing from anywhere, nothing runs but its script."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_report
from dateline.model import Document, Mention, Report, Span, Zone
from dateline.render.safe import plain
from dateline.web.alone import alone
from web.hostility import ADDRESSES, PROBE, hostile
from web.parsed import of_class, tree

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


@pytest.fixture(scope="module")
def page() -> str:
    return alone(make_report())


def test_the_page_is_the_golden_one(page: str, snapshot: SnapshotAssertion) -> None:
    head, _, body = page.partition("</style>")
    assert body.partition("<script>")[0] == snapshot
    # styles and script change oftener than what is shown
    assert re.sub(r"sha256-[^']+", "sha256", head.partition("<style>")[0]) == snapshot(name="head")


def test_nothing_is_asked_of_anybody(page: str) -> None:
    for element in tree(page).iter():
        assert element.tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert not {"src", "srcset", "background", "action", "ping"} & set(element.attrib)
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_names_its_own_style_and_script_alone(page: str) -> None:
    root = tree(page)
    (policy,) = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == "'none'"
    for name in ("style", "script"):
        (element,) = root.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert directives[f"{name}-src"] == f"'sha256-{digest}'"


def test_all_links_stay_on_the_page_but_the_one_to_the_original(page: str) -> None:
    root = tree(page)
    ids = set(root.xpath("//@id"))
    links = root.xpath("//a/@href")
    assert all(link.startswith("#") for link in links)
    targets = {link[1:] for link in links if not re.match(r"#c\d+-\d+$", link)}
    assert targets <= ids


@pytest.mark.parametrize("number", range(len(ADDRESSES)))
def test_no_word_of_a_report_becomes_markup(number: int) -> None:
    evil = hostile(make_report(), number)
    page = alone(evil)
    root = tree(page)
    assert not root.xpath(f"//{PROBE} | //*[@{PROBE}]")
    assert len(root.xpath("//script")) == 1
    assert len(root.xpath("//style")) == 1
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
    assert all(link.startswith(("#", "https://")) for link in root.xpath("//a/@href"))
    shown = "".join(zone.text_content() for zone in of_class(root, "text")[0].xpath(".//*[@data-start]"))
    assert "<script>" in shown


class Zones(HTMLParser):
    """Reads what each zone of a page shows, as a browser counts its characters."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.zones: dict[int, str] = {}
        self._open: list[int | None] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a zone, or an element in one."""
        del tag
        start = dict(attrs).get("data-start")
        if start is not None:
            self._open = [int(start)]
            self.zones[int(start)] = ""
        elif self._open:
            self._open.append(None)

    def handle_endtag(self, tag: str) -> None:
        """End an element."""
        del tag
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._open:
            assert self._open[0] is not None
            self.zones[self._open[0]] += data


@settings(deadline=None)
@given(st.text(min_size=4), st.data())
def test_any_text_keeps_its_characters_in_their_places(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        return Span(start, end, text[start:end])

    report = Report(
        version="0",
        document=Document(id="d0", text=text, zones=(Zone("body", span()), Zone("furniture", span()))),
        mentions=tuple(Mention(span(), "a") for _ in range(3)),
    )
    shown = Zones(alone(report)).zones
    safe = plain(text)
    covered = set()
    for start, words in shown.items():
        assert safe[start : start + len(words)] == words
        covered |= set(range(start, start + len(words)))
    assert not "".join(safe[at] for at in range(len(text)) if at not in covered).strip()
