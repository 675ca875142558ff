"""Why a record says what it says: its words, the rules that read them, what was inferred from what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

import msgspec
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dateline.errors import DatelineError
from dateline.model import Actor, Agreement, Claim, Event, Reason, Report, Span, Statement, When, spans_of
from dateline.render.safe import line
from dateline.render.terminal import (
    SEPARATOR,
    actor_line,
    agreement_lines,
    claim_lines,
    event_lines,
    quoted,
    statement_lines,
)
from dateline.render.view import Item, View


@dataclass(frozen=True, slots=True)
class Explanation:
    """One record and what it rests on.

    Attributes:
        id: id of the record.
        kind: `event`, `statement`, `claim`, `agreement` or `actor`.
        record: the record itself.
        words: each field that words of the text say, with the words; offsets in characters.
        reasons: each inference: field, rule, words, note; then those of the statements that a claim or an
            event rests on, and those of the actors of an event or a statement.
    """

    id: str
    kind: str
    record: Item
    words: tuple[tuple[str, Span], ...]
    reasons: tuple[Reason, ...]


def explain(report: Report, key: str) -> Explanation:
    """Find a record of a report and what it rests on.

    Args:
        report: the report.
        key: id of an event, statement, claim, agreement or actor.

    Raises:
        DatelineError: E050, the report has no record with that id.
    """
    view = View.of(report)
    items = view.items()
    found = items.get(key)
    if found is None:
        raise unknown(key, items)
    return explained(view, found)


def explained(view: View, found: Item) -> Explanation:
    """Return what a record rests on.

    Args:
        view: the report.
        found: one of its records.
    """
    words = list(words_of(view, found))
    reasons = list(_reasons(found))
    for what, statement in _statements_behind(view, found):
        words.extend((what, span) for span in statement.spans)
        parts = (("cue", statement.cue), ("speaker", statement.speaker))
        words.extend((f"{what} {name}", span) for name, span in parts if span)
        reasons.extend(msgspec.structs.replace(r, field=f"{what}: {r.field}") for r in _reasons(statement))
    for what, actor in _actors_behind(view, found):
        reasons.extend(msgspec.structs.replace(r, field=f"{what}: {r.field}") for r in actor.why)
    return Explanation(found.id, type(found).__name__.lower(), found, tuple(words), tuple(reasons))


def words_of(view: View, found: Item) -> Iterator[tuple[str, Span]]:
    """Yield the words of a record's own fields: of an actor its mentions, with how they name it."""
    if isinstance(found, Actor):
        mentions = (mention for mention in view.report.mentions if mention.actor == found.id)
        yield from ((mention.how, mention.span) for mention in mentions)
    else:
        yield from _words(found)


def unknown(key: str, known: dict[str, Item] | list[str]) -> DatelineError:
    """Make the error for an id that is not there; it names ids that come close."""
    near = [other for other in known if other.startswith(key)][:3] or get_close_matches(
        key, known, n=3, cutoff=0.5
    )
    remedy = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "ids stand before each record that `dateline read` prints"
    )
    return DatelineError("E050", f"there is no record with the id {key!r}", remedy)


def _words(item: Item) -> Iterator[tuple[str, Span]]:
    """Yield the words of each field but `why`."""
    for name in item.__struct_fields__:
        if name != "why":
            value = getattr(item, name)
            if isinstance(value, When):
                value = value.span
            seen = list(_without_reasons(value))
            yield from ((name, span) for span in dict.fromkeys(seen))


def _statements_behind(view: View, item: Item) -> Iterator[tuple[str, Statement]]:
    """Yield the statements that a claim or an event rests on, with what they are to it."""
    keys: list[tuple[str, str]] = []
    if isinstance(item, Claim):
        keys = [(party.stance, key) for party in item.parties for key in party.statements]
    elif isinstance(item, Event):
        keys = [("said by", key) for key in item.said_by] + [("denied by", key) for key in item.denied_by]
    for what, key in dict.fromkeys(keys):
        if key in view.statements:
            yield f"{what} {key}", view.statements[key]


def _actors_behind(view: View, item: Item) -> Iterator[tuple[str, Actor]]:
    """Yield the actors of an event or a statement, with what they are to it: "actor Iran"."""
    keys: list[tuple[str, str]] = []
    if isinstance(item, Event):
        keys = [("actor", one.actor) for one in item.actors]
        keys += [("recipient", one.actor) for one in item.recipients]
    elif isinstance(item, Statement):
        keys = [("speaker", key) for key in item.speaker_actors]
        keys += [("addressee", key) for key in item.addressee_actors]
    for what, key in dict.fromkeys(keys):
        if key in view.actors:
            yield f"{what} {view.name(key)}", view.actors[key]


def _without_reasons(value: object) -> Iterator[Span]:
    """Yield the spans inside a field, but for those of its own reasons."""
    if isinstance(value, msgspec.Struct) and hasattr(value, "why"):
        value = msgspec.structs.replace(value, why=())
    yield from spans_of(value)


def _reasons(item: Item) -> Iterator[Reason]:
    """Yield the reasons of a record, then those of its time and place."""
    yield from item.why
    for name in ("when", "place"):
        inner = getattr(item, name, None)
        for reason in getattr(inner, "why", ()):
            yield Reason(f"{name}.{reason.field}", reason.rule, reason.words, reason.note)


def shown(report: Report, explanation: Explanation) -> RenderableType:
    """Lay out an explanation for a terminal."""
    parts: list[RenderableType] = [
        _record(View.of(report), explanation.record),
        "",
        Text("Words", style="bold"),
    ]
    for field, span in explanation.words:
        head = Text.assemble((field, "bold"), (f" {span.start}-{span.end} ", "dim"))
        parts.append(
            Padding(head.append_text(quoted(report, span, "bold green", 70)), (0, 0, 0, 2), expand=False)
        )
    parts.extend(("", Text("Derivation", style="bold")))
    if not explanation.reasons:
        parts.append(Padding(Text("the words above say it outright"), (0, 0, 0, 2), expand=False))
    for reason in explanation.reasons:
        text = Text.assemble((line(reason.field), "bold"), " by ", (line(reason.rule), "magenta"))
        if reason.words:
            text.append(f" from “{line(reason.words.words)}” ({reason.words.start}-{reason.words.end})")
        if reason.note:
            text.append(f": {line(reason.note)}")
        parts.append(Padding(text, (0, 0, 0, 2), expand=False))
    sure = getattr(explanation.record, "confidence", None)
    known = [*codes(explanation.record)]
    known += [f"confidence {sure:.2f}"] if sure is not None else []
    known += [f"dateline {line(report.version)}", f"document {report.document.id}"]
    parts.extend(("", Text(SEPARATOR.join(known), style="dim")))
    return Group(*parts)


def codes(item: Item) -> Iterator[str]:
    """Yield what an event is counted as, beside its type."""
    if isinstance(item, Event):
        if item.contexts:
            yield "contexts " + ", ".join(item.contexts)
        yield f"factuality {item.factuality:+g}"
        if item.intensity is not None:
            yield f"intensity {item.intensity:+g}"
        if item.cameo:
            yield f"CAMEO {line(item.cameo)}"


def _record(view: View, item: Item) -> RenderableType:
    """Lay out the record itself, as `dateline read` does."""
    match item:
        case Event():
            return event_lines(view, item)
        case Statement():
            return statement_lines(view, item)
        case Claim():
            return claim_lines(view, item)
        case Agreement():
            return agreement_lines(view, item)
        case Actor():
            return actor_line(view, item)
