from __future__ import annotations

import io
import re
import unicodedata

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from builders import TEXT, make_report
from dateline.model import Document, Report
from dateline.render import terminal, text, why
from dateline.render.view import View, excerpt

HOSTILE = TEXT.replace("Ukraine rejects", "\x1b[2J\u202eUkraine\x9b31m rejects").replace(
    "Mara Lindqvist", "Mara [bold]Lind\x07qvist[/bold] :smile:"
)


def printed(what: RenderableType, *, width: int = 100, colour: bool = False) -> str:
    """Return what a console prints."""
    out = io.StringIO()
    Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    ).print(what)
    return out.getvalue()


def hostile_report() -> Report:
    """Return a report whose text and names try to steer the terminal."""
    report = make_report(HOSTILE.replace("[bold]Lind\x07qvist[/bold] :smile:", "Lindqvist"))
    names = {"publisher": "\x1b]8;;http://x\x1b\\[red]Courier", "url": "\x1b[31mhttp://x"}
    document = {name: getattr(report.document, name) for name in report.document.__struct_fields__}
    parts = {name: getattr(report, name) for name in report.__struct_fields__}
    return Report(**{**parts, "document": Document(**{**document, **names})})


@pytest.mark.parametrize("colour", [False, True])
def test_no_word_of_a_report_steers_the_terminal(colour: bool) -> None:
    report = hostile_report()
    shown = [terminal.record(report), text.coloured(report), text.bracketed(report)]
    shown += [why.shown(report, why.explain(report, key)) for key in View.of(report).items()]
    for what in shown:
        # What rich writes itself are colours alone.
        rest = re.sub(r"\x1b\[[0-9;]*m", "", printed(what, colour=colour))
        assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in rest if c != "\n")
        assert "[red]" in rest or what is not shown[0]


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("name", ["", " 外務大臣" * 12, " é" * 40])
def test_lines_fit_the_width(width: int, name: str) -> None:
    report = make_report(suffix=name)
    for what in (terminal.record(report), why.shown(report, why.explain(report, "per:hrynko"))):
        assert max(cell_len(shown) for shown in printed(what, width=width).splitlines()) <= width


def test_an_empty_report_is_shown() -> None:
    report = Report(version="0", document=Document(id="d0", text=""))
    shown = printed(terminal.record(report))
    assert "(no headline)" in shown
    assert "publication date unknown" in shown
    assert "Events (0)" in shown
    assert text.bracketed(report).plain == ""


def test_brackets_come_off_again() -> None:
    report = make_report()
    marked = text.bracketed(report).plain
    assert re.sub(r"\[[a-z]\||\]", "", marked) == TEXT


def test_colours_leave_the_text_as_it_is() -> None:
    assert text.coloured(make_report()).plain == TEXT


@pytest.mark.parametrize("width", [0, 10, 40, 500])
def test_an_excerpt_holds_the_words_at_its_offset(width: int) -> None:
    report = make_report()
    for event in report.events:
        shown, start = excerpt(report, event.trigger, width)
        assert shown[start : start + len(event.trigger)] == event.trigger.words
        assert "\n" not in shown


def test_every_word_of_a_record_is_explained() -> None:
    report = make_report()
    event = report.events[1]
    found = dict(why.explain(report, event.id).words)
    assert event.place is not None
    assert found["trigger"] == event.trigger
    assert found["place"] == event.place.span
    assert {reason.field for reason in why.explain(report, event.id).reasons} == {"type", "recipients"}


def test_a_claim_is_explained_by_the_statements_of_its_parties() -> None:
    report = make_report()
    found = why.explain(report, report.claims[0].id)
    denied = report.statements[0]
    assert ("denies " + denied.id, denied.spans[0]) in found.words
    assert [reason.rule for reason in found.reasons] == ["assertion-denied", "cue:deny"]
