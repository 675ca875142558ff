from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from builders import TEXT, make_report
from dateline.model import Document, Mention, Report, Span, Zone
from dateline.render.html import marked

VOID = {"br"}


class Reader(HTMLParser):
    """Reads a fragment back: its text, its elements, and whether they nest."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.open: list[str] = []
        self.feed(fragment)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.words += data


ALLOWED = {"div", "p", "span", "details", "summary", "b", "ul", "li", "q", "code", "table", "tr", "td", "br"}


def test_a_notebook_shows_text_and_records() -> None:
    shown = Reader(make_report()._repr_html_())
    assert TEXT in shown.words
    assert "ASSAULT" in shown.words
    assert shown.tags <= ALLOWED
    assert shown.names <= {"style", "title"}


def test_nothing_in_a_report_is_run() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
    shown = Reader(make_report(TEXT + evil, suffix=evil)._repr_html_())
    assert evil in shown.words
    assert shown.tags <= ALLOWED
    assert shown.names <= {"style", "title"}


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), min_size=8), st.data()
)
def test_overlapping_findings_keep_the_text(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        return Span(start, end, text[start:end])

    report = Report(
        version="0",
        document=Document(id="d0", text=text, zones=(Zone("headline", span()),)),
        mentions=tuple(Mention(span(), "a") for _ in range(3)),
    )
    assert Reader(marked(report)).words == text


def test_the_name_of_a_report_is_one_line() -> None:
    shown = repr(make_report())
    assert shown.startswith("<Report d")
    assert shown.endswith("2 events, 2 statements, 1 claims>")
