"""A report as a fragment of HTML for notebooks: no script, no style sheet, every word escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from dateline.model import Claim, Event, Report, Statement
from dateline.render.marks import marks
from dateline.render.pieces import Piece, pieces
from dateline.render.safe import line
from dateline.render.view import NOBODY, Holding, View, dates, words

# Colours that keep their contrast on white and on black: text stays the notebook's own.
_STYLES: Final[dict[str, str]] = {
    "statement": "border-bottom:2px solid #2e7d32",
    "cue": "text-decoration:underline dotted",
    "event": "font-weight:bold;border-bottom:2px solid #c62828",
    "actor": "background:rgba(0,150,200,.18)",
    "time": "background:rgba(220,170,0,.25)",
    "place": "background:rgba(170,60,190,.18)",
    "agreement": "font-weight:bold;border-bottom:2px solid #1565c0",
}
_ZONES: Final[dict[str, str]] = {
    "headline": "font-weight:bold;font-size:1.2em",
    "deck": "font-weight:bold",
    "subhead": "font-weight:bold",
    "byline": "opacity:.65",
    "date": "opacity:.65",
    "caption": "font-style:italic",
    "furniture": "opacity:.45",
}


def fragment(report: Report) -> str:
    """Return the record as HTML: header, marked text, then a fold each for events, statements, claims."""
    view = View.of(report)
    folds = (
        ("Events", [_event(view, event) for event in report.events]),
        ("Statements", [_statement(view, item) for item in report.statements]),
        ("Claims", [_claim(view, claim) for claim in report.claims]),
    )
    return (
        '<div style="max-width:60em">'
        + _legend()
        + f'<div style="white-space:pre-wrap">{marked(report)}</div>'
        + "".join(_fold(title, items) for title, items in folds)
        + "".join(f"<p><b>{_e(note.code)}</b> {_e(note.text)}</p>" for note in report.notes)
        + f"<p style='opacity:.65'>{_e(report.document.id)} · dateline {_e(report.version)}</p></div>"
    )


def marked(report: Report) -> str:
    """Return the text with its zones and findings marked: each piece has the styles of all that lie over it."""
    return "".join(map(_piece, pieces(report.document, marks(report))))


def _piece(piece: Piece) -> str:
    kinds: list[str] = [piece.zone.kind] if piece.zone else []
    styles = [_ZONES.get(kind, "") for kind in kinds]
    kinds += [mark.kind for mark in piece.marks]
    styles += [_STYLES[mark.kind] for mark in piece.marks]
    style = ";".join(dict.fromkeys(filter(None, styles)))
    if not style:
        return escape(piece.text)
    return f'<span style="{style}" title="{", ".join(dict.fromkeys(kinds))}">{escape(piece.text)}</span>'


def _legend() -> str:
    kinds = " ".join(f'<span style="{style}">{kind}</span>' for kind, style in _STYLES.items())
    return f"<p>{kinds}</p>"


def _fold(title: str, items: list[str]) -> str:
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<details><summary><b>{title} ({len(items)})</b></summary><ul>{rows}</ul></details>"


def _event(view: View, event: Event) -> str:
    what = " ".join((event.type, *event.modes))
    who = " → ".join(filter(None, (view.labels(event.actors) or NOBODY, view.labels(event.recipients))))
    place = line(event.place.name) if event.place else ""
    facts = " · ".join(filter(None, (event.status, dates(event.when), place)))
    return f"<b>{_e(what)}</b> {_e(facts)}<br>{_e(who)}: <q>{_e(event.trigger.words)}</q> {_key(event.id)}"


def _statement(view: View, statement: Statement) -> str:
    when = f" · {_e(dates(statement.when))}" if statement.when else ""
    return (
        f"{_e(view.speakers(statement))} <b>{statement.stance}</b>{when}<br>"
        f"<q>{_e(words(statement.spans))}</q> {_key(statement.id)}"
    )


def _claim(view: View, claim: Claim) -> str:
    sides = (view.side(claim, against=against) for against in (False, True))
    cells = "".join(
        f'<td style="vertical-align:top;text-align:left;width:50%">{_side(side)}</td>' for side in sides
    )
    return (
        f"<b>{claim.status.replace('_', ' ')}</b> · {claim.kind}: <q>{_e(claim.proposition)}</q> {_key(claim.id)}"
        f'<table style="width:100%"><tr>{cells}</tr></table>'
    )


def _side(holdings: Iterable[Holding]) -> str:
    return "<br>".join(
        f"{_e(', '.join(holding.names))} <b>{holding.stance}</b>"
        + (f" (as told by {_e(holding.source)})" if holding.source else "")
        + "".join(f" <q>{_e(said)}</q>" for said in holding.words)
        for holding in holdings
    )


def _key(key: str) -> str:
    return f"<code>{_e(key)}</code>"


def _e(text: str) -> str:
    return escape(line(text))
