"""The text of a report with its findings marked in place."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from dateline.model import Report
from dateline.render.marks import marks
from dateline.render.safe import plain

KINDS: Final[dict[str, tuple[str, str, str]]] = {
    "statement": ("s", "italic green", "words of a statement"),
    "event": ("e", "bold red", "words that name an event"),
    "actor": ("a", "cyan", "an actor"),
    "time": ("t", "black on yellow", "a time"),
    "place": ("p", "magenta", "a place"),
    "agreement": ("g", "bold blue", "an agreement"),
    "cue": ("c", "underline", "the cue of a statement"),
}
"""What is marked: letter of the plain mark, style of the coloured one, meaning. Later ones lie on top."""

ZONES: Final[dict[str, str]] = {
    "headline": "bold",
    "deck": "bold",
    "subhead": "bold",
    "byline": "dim",
    "dateline": "",
    "date": "dim",
    "caption": "italic",
    "furniture": "dim strike",
}


def coloured(report: Report) -> Text:
    """Return the text with zones and findings in colour."""
    shown = Text(plain(report.document.text))
    for zone in report.document.zones:
        shown.stylize(ZONES.get(zone.kind, ""), zone.span.start, zone.span.end)
    order = list(KINDS)
    for mark in sorted(marks(report), key=lambda mark: order.index(mark.kind)):
        shown.stylize(KINDS[mark.kind][1], mark.span.start, mark.span.end)
    return shown


def bracketed(report: Report) -> Text:
    """Return the text with findings in brackets, for output without colour: `[e|struck]`."""
    text = plain(report.document.text)
    seen = {(mark.kind, mark.span) for mark in marks(report)}
    found = sorted(seen, key=lambda mark: (mark[1].start, -mark[1].end, mark[0]))
    inserts: list[tuple[int, int, int, str]] = []
    for number, (kind, span) in enumerate(found):
        # At one place the brackets of words that end there close first, the innermost before the others,
        # and those of the longest words open first.
        inserts.append((span.start, 1, number, f"[{KINDS[kind][0]}|"))
        inserts.append((span.end, 0, -number, "]"))
    pieces: list[str] = []
    position = 0
    for offset, _, _, mark in sorted(inserts):
        pieces.extend((text[position:offset], mark))
        position = offset
    pieces.append(text[position:])
    return Text("".join(pieces))


def legend(*, colour: bool) -> Text:
    """Return what the marks mean."""
    shown = Text()
    for letter, style, meaning in KINDS.values():
        if colour:
            shown.append(meaning, style=style).append("   ")
        else:
            shown.append(f"[{letter}|{meaning}] ")
    if colour:
        shown.append("furniture of the page", style=ZONES["furniture"])
    return shown
