"""A report as a readable record in a terminal.

Everything is printed as `rich` text, never as markup, and every word of the report passes through
`dateline.render.safe` first: a report cannot colour, move or rewrite the terminal that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.model import Actor, Agreement, Claim, Event, Report, Span, Statement
from dateline.render.safe import line
from dateline.render.view import CONTESTED, NOBODY, Holding, View, counts, dates, excerpt, words

SEPARATOR: Final = " · "
WIDEST: Final = 120
"""Lines longer than this are hard to read: a wider terminal stays empty at the right."""


def record(report: Report) -> RenderableType:
    """Lay out the whole record of a report, what matters most first.

    Header, counts, notes; then events, claims (those that somebody disputes or rejects before the others),
    agreements, statements and actors. What there is none of is said in one line.
    """
    view = View.of(report)
    parts: list[RenderableType] = [*header(report), *_overview(report)]
    # sorted keeps the order of the text among claims of the same rank
    claims = sorted(report.claims, key=lambda claim: claim.status not in CONTESTED)
    sections: tuple[tuple[str, tuple[RenderableType, ...]], ...] = (
        ("Events", tuple(event_lines(view, event) for event in report.events)),
        ("Claims", tuple(claim_lines(view, claim) for claim in claims)),
        ("Agreements", tuple(agreement_lines(view, item) for item in report.agreements)),
        ("Statements", tuple(statement_lines(view, item) for item in report.statements)),
        ("Actors", tuple(actor_line(view, actor) for actor in report.actors)),
    )
    for title, items in sections:
        if items:
            parts.extend(("", Text(f"{title} ({len(items)})", style="bold underline")))
            parts.extend(Padding(item, (0, 0, 0, 2), expand=False) for item in items)
    return Constrain(Group(*parts), WIDEST)


def _overview(report: Report) -> Iterator[RenderableType]:
    """Lay out how much is on record, and the remarks on the whole report."""
    present, absent = counts(report)
    if present:
        yield Text(SEPARATOR.join(present))
    if absent:
        yield Text(f"no {', no '.join(absent)} found", style="dim")
    for note in report.notes:
        yield Text.assemble((f"[{line(note.code)}] ", "bold"), line(note.text))


def header(report: Report) -> Iterator[RenderableType]:
    """Lay out what is known of the report itself."""
    document = report.document
    yield Text(line(document.headline.words) if document.headline else "(no headline)", style="bold")
    known = [line(document.publisher)] if document.publisher else []
    if document.published:
        stamp = " ".join(filter(None, (document.published.date, document.published.time)))
        known.append(f"published {line(stamp + document.published.offset)} ({document.published.source})")
    else:
        known.append("publication date unknown")
    if document.dateline:
        known.append(line(document.dateline.words))
    if document.bylines:
        known.append("by " + ", ".join(line(span.words) for span in document.bylines))
    if document.agency:
        known.append(line(document.agency.words))
    yield Text(SEPARATOR.join(known))
    yield Text(SEPARATOR.join(filter(None, (document.id, line(document.url)))), style="dim")


def event_lines(view: View, event: Event) -> RenderableType:
    """Lay out one event."""
    title = Text.assemble((event.type, "bold red"))
    if event.modes:
        title.append(" " + ", ".join(event.modes))
    style = "bold italic" if event.status in ("negated", "hypothetical", "alleged", "future") else ""
    title.append(SEPARATOR + event.status, style=style)
    if event.when:
        title.append(SEPARATOR + dates(event.when), style="magenta")
    if event.place:
        title.append(SEPARATOR + line(event.place.name), style="magenta")
    who = Text(view.labels(event.actors) or NOBODY, style="cyan")
    if event.recipients:
        who.append(" → ", style="default").append(view.labels(event.recipients))
    details = [
        f"{count.span.words} {what}" if what not in count.span.words else count.span.words
        for count, what in ((event.killed, "killed"), (event.injured, "injured"))
        if count
    ]
    details.extend(
        f"{text} by {', '.join(_voices(view, keys))}"
        for text, keys in (
            ("said", event.said_by),
            ("affirmed", () if event.said_by else event.affirmed_by),
            ("denied", event.denied_by),
        )
        if keys
    )
    lines: list[RenderableType] = [title, who, _Words(view.report, event.trigger, "bold red")]
    if details:
        lines.append(Text(SEPARATOR.join(line(text) for text in details)))
    return _item(event.id, lines)


def _voices(view: View, keys: Sequence[str]) -> tuple[str, ...]:
    """Name those who tell or deny, each once; somebody unnamed only where nobody is named."""
    voices = dict.fromkeys(view.speakers(view.statements[key]) for key in keys if key in view.statements)
    return tuple(name for name in voices if name != NOBODY) or tuple(voices)


def statement_lines(view: View, statement: Statement) -> RenderableType:
    """Lay out one statement."""
    title = Text.assemble((view.speakers(statement), "cyan"))
    if statement.speaks_for_actors:
        title.append(", for ").append(", ".join(map(view.name, statement.speaks_for_actors)), style="cyan")
    title.append(" ").append(statement.stance, style="bold green")
    for actors, span in ((statement.addressee_actors, statement.addressee),):
        if actors or span:
            names = ", ".join(view.label(actor) for actor in actors) or line(span.words if span else "")
            title.append(" to ").append(names, style="cyan")
    title.append(SEPARATOR + statement.type)
    if statement.when:
        title.append(SEPARATOR + dates(statement.when), style="magenta")
    lines = [title, Text(f"“{words(statement.spans)}”", style="green")]
    sources = [
        f"{what} “{line(span.words)}”"
        for what, span in (("cue", statement.cue), ("speaker", statement.speaker), ("via", statement.medium))
        if span
    ]
    if statement.via:
        sources.append(f"known through {', '.join(map(view.name, statement.via))}")
    if statement.nested_in:
        does = f", which {statement.treatment} it" if statement.treatment not in ("", "relays") else ""
        sources.append(f"inside {statement.nested_in}{does}")
    if statement.refers_to:
        sources.append(f"stands for {', '.join(statement.refers_to)}")
    if sources:
        lines.append(Text(SEPARATOR.join(sources), style="dim"))
    return _item(statement.id, lines)


def claim_lines(view: View, claim: Claim) -> RenderableType:
    """Lay out one claim: the proposition, and its parties on two sides, in their words."""
    style = "bold red" if claim.status in CONTESTED else "bold"
    title = Text.assemble((claim.status.replace("_", " "), style), SEPARATOR, claim.kind)
    lines: list[RenderableType] = [title, Text(f"“{line(claim.proposition)}”", style="green")]
    left, right = (_side(view.side(claim, against=against)) for against in (False, True))
    if right:
        lines.append(_Sides(left or Text("nobody is named who holds it", style="dim"), right))
    else:
        lines.append(left or Text("no party is named", style="dim"))
    links = [f"about event {claim.event}{_told(view, claim.event)}"] if claim.event else []
    links += [f"contradicts {', '.join(claim.contradicts)}{_reason(claim)}"] if claim.contradicts else []
    if links:
        lines.append(Text(SEPARATOR.join(links), style="dim"))
    return _item(claim.id, lines)


def _told(view: View, key: str) -> str:
    """Say in short what an event is: ": ASSAULT, alleged"."""
    event = view.events.get(key)
    return f": {event.type}, {event.status}" if event else ""


def _reason(claim: Claim) -> str:
    """Say why a claim cannot hold together with another, where that is what makes it contested."""
    notes = [reason.note for reason in claim.why if reason.rule == "contradicted" and reason.note]
    return f" ({notes[0]})" if notes else ""


def agreement_lines(view: View, agreement: Agreement) -> RenderableType:
    """Lay out one agreement and the steps of its life."""
    lines: list[RenderableType] = [Text(line(agreement.name), style="bold")]
    if agreement.parties:
        lines.append(Text(", ".join(view.label(actor) for actor in agreement.parties), style="cyan"))
    for step in agreement.steps:
        text = Text.assemble((step.kind.replace("_", " "), "bold"), f" “{line(step.span.words)}”")
        if step.when:
            text.append(SEPARATOR + dates(step.when), style="magenta")
        if step.event:
            text.append(SEPARATOR + step.event, style="dim")
        lines.append(text)
    return _item(agreement.id, lines)


def actor_line(view: View, actor: Actor) -> Text:
    """Lay out one actor."""
    text = Text.assemble((line(actor.id), "dim"), "  ", (view.label(actor.id), "cyan"))
    number = "" if actor.number is None else "one person" if actor.number == 1 else f"{actor.number} people"
    parts = (actor.kind.replace("_", " "), number, actor.role, actor.wikidata)
    return text.append("".join(SEPARATOR + line(part) for part in parts if part))


def quoted(report: Report, span: Span, style: str, width: int = 90) -> Text:
    """Return the words of a record, and the words around them with the record's own highlighted."""
    shown, start = excerpt(report, span, width)
    around = Text(shown, style="dim")
    around.stylize(f"not dim {style}", start, start + len(span))
    return Text.assemble(f"“{line(span.words)}” in: ", around)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a record in as much of their paragraph as one line of the terminal holds."""

    report: Report
    span: Span
    style: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the words out for the width there is."""
        del console
        # What stands before the excerpt, and the ellipses at its ends.
        taken = len(self.span) + len("“” in: ") + 4
        yield quoted(self.report, self.span, self.style, max(40, options.max_width - taken))


@dataclass(frozen=True, slots=True)
class _Sides:
    """Two sides beside each other, each on its half of the width."""

    left: Text
    right: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the two out for the width there is."""
        del console
        table = Table(
            box=box.MINIMAL, show_header=False, show_edge=False, pad_edge=False, width=options.max_width
        )
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        table.add_row(self.left, self.right)
        yield table

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for all the width there is."""
        del console
        return Measurement(min(20, options.max_width), options.max_width)


def _side(holdings: Iterable[Holding]) -> Text:
    """Lay out one side of a claim."""
    shown = Text()
    for holding in holdings:
        if shown:
            shown.append("\n")
        shown.append(", ".join(holding.names), style="cyan").append(f" {holding.stance}", style="bold")
        if holding.source:
            shown.append(f" (as told by {holding.source})", style="dim")
        for text in holding.words:
            shown.append(f"\n“{text}”", style="green")
    return shown


def _item(key: str, lines: Iterable[RenderableType]) -> RenderableType:
    """Put a record's id before its lines, which hang under the first."""
    first, *rest = lines
    head = Text.assemble((key, "dim"), "  ")
    if isinstance(first, Text):
        head.append_text(first)
    return Group(head, *(Padding(part, (0, 0, 0, 4), expand=False) for part in rest))
