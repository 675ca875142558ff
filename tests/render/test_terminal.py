from __future__ import annotations

import io
import re
import unicodedata

import msgspec
import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from builders import TEXT, make_report
from dateline.model import Claim, Document, Party, Report
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
    assert "no events, no claims, no agreements, no statements, no actors found" in shown
    assert "(0)" not in shown
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


def test_what_is_contested_comes_first() -> None:
    report = make_report()
    plain = msgspec.structs.replace(report.claims[0], id="c0", status="one_sided")
    shown = printed(terminal.record(msgspec.structs.replace(report, claims=(plain, *report.claims))))
    assert "2 events · 2 claims (1 contested) · 1 agreement · 2 statements · 4 actors" in shown
    assert shown.index(report.claims[0].id) < shown.index("c0  one sided")


def test_the_sides_of_a_claim_stand_left_and_right() -> None:
    report = make_report()
    shown = printed(terminal.record(report)).splitlines()
    row = next(line for line in shown if "│" in line)
    left, right = row.split("│")
    assert left.strip().startswith("Russia (RUS) asserts")
    assert right.strip() == "Danylo Hrynko (UKR GOV) denies"


def test_a_claim_that_nobody_is_named_for_says_so() -> None:
    report = make_report()
    claim = msgspec.structs.replace(report.claims[0], parties=report.claims[0].parties[1:])
    shown = printed(terminal.record(msgspec.structs.replace(report, claims=(claim,))))
    assert re.search(r"nobody is named who holds it +│ Danylo Hrynko", shown)


def test_who_holds_a_claim_that_contradicts_it_is_against_it() -> None:
    report = make_report()
    claim = msgspec.structs.replace(
        report.claims[0], parties=report.claims[0].parties[:1], contradicts=("c0",)
    )
    other = Claim(
        id="c0",
        proposition="the corridor is safe",
        spans=(),
        kind="factual",
        status="disputed",
        parties=(Party(actor="state:TUR", stance="asserts"),),
    )
    view = View.of(msgspec.structs.replace(report, claims=(claim, other)))
    (holding,) = view.side(claim, against=True)
    assert (holding.names, holding.words) == (("Turkey (TUR)",), ("the corridor is safe",))


def test_a_wide_terminal_is_not_filled() -> None:
    shown = printed(terminal.record(make_report(suffix=" of the coast" * 30)), width=300)
    assert max(cell_len(line) for line in shown.splitlines()) <= terminal.WIDEST


def test_an_event_is_explained_by_its_actors() -> None:
    report = make_report()
    found = why.explain(report, report.events[0].id)
    fields = {reason.field for reason in found.reasons}
    assert "actor Danylo Hrynko: role" in fields
    spoken = why.explain(report, report.statements[1].id)
    assert "speaker Danylo Hrynko: role" in {reason.field for reason in spoken.reasons}
