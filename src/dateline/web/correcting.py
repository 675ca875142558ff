"""Corrections on the page: the fields of a form, what it sends, and the machine's values beside the user's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args
from urllib.parse import parse_qsl

import msgspec

from dateline.errors import DatelineError
from dateline.evaluate.fields import Record, Value, applied, known_fields, record_of
from dateline.model import Agreement, Claim, Event, Report, Statement
from dateline.model.claims import ClaimKind, ClaimStatus
from dateline.model.events import EventStatus, EventType
from dateline.model.statements import Stance, StatementType
from dateline.store.correcting import CorrectionRow

WAS: Final = "was."
"""What stands before a field's name for the value that the form was filled with."""

MOST_FIELDS: Final = 2_000
"""Values that a form may send; each actor of a report is one."""

_LITERALS: Final[Mapping[tuple[str, str], Any]] = {
    ("event", "type"): EventType,
    ("event", "status"): EventStatus,
    ("statement", "type"): StatementType,
    ("statement", "stance"): Stance,
    ("claim", "kind"): ClaimKind,
    ("claim", "status"): ClaimStatus,
}
_ACTORS: Final = frozenset({"actors", "recipients", "speakers", "addressees", "parties"})


class Sending(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of a record: the body of `POST /api/correct`.

    Attributes:
        id: id of the record, or of a document for all its records.
        said: `wrong` or `right` alone, or one or more of `FIELD=VALUE`.
        why: the reason.
        by: who says so.
    """

    id: str
    said: tuple[str, ...]
    why: str
    by: str = ""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: all corrections of the record, in their order."""

    corrections: tuple[CorrectionRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose: as it is sent, as it is shown, and whether it is chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record's form.

    Attributes:
        name: its name.
        was: its value as it stands, as users write it.
        value: what the form shows.
        choices: the values to choose from; none for a day or a number.
        several: several may be chosen.
    """

    name: str
    was: str
    value: str
    choices: tuple[Choice, ...] = ()
    several: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A correction beside what it corrects.

    Attributes:
        row: the correction.
        machine: the machine's value of the field, in words.
        user: the user's value, in words.
        back: what to send to have the machine's value again.
        now: what stands, as it is sent.
        last: nothing later was said of the field, or of the record as a whole.
    """

    row: CorrectionRow
    machine: str
    user: str
    back: str
    now: str
    last: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form sent.

    Attributes:
        verdict: `right`, `wrong` or `changed`; empty if none was chosen.
        why: the reason.
        by: who says so.
        back: `report` where the form stood beside a report's text.
        values: the values of fields as they were sent, lists joined by commas.
        was: the values that the form was filled with.
    """

    verdict: str = ""
    why: str = ""
    by: str = ""
    back: str = ""
    values: Mapping[str, str] | None = None
    was: Mapping[str, str] | None = None

    def said(self) -> tuple[str, ...]:
        """Return what is said of the record: of its fields those whose values were changed."""
        if self.verdict != "changed":
            return (self.verdict,) if self.verdict else ()
        values, was = self.values or {}, self.was or {}
        # browsers send nothing for an empty list of boxes
        names = dict.fromkeys((*was, *values))
        return tuple(
            f"{name}={values.get(name, '')}" for name in names if values.get(name, "") != was.get(name, "")
        )


def typed(body: bytes) -> Typed:
    """Return what a form sent.

    Raises:
        DatelineError: E102, it is no such form.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise DatelineError(
            "E102", "this is no form of the page", "send it from the record's page"
        ) from error
    own = {"verdict": "", "why": "", "by": "", "back": ""}
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in own:
            own[name] = value
        else:
            values.setdefault(name, []).append(value)
    joined = {name: ", ".join(several) for name, several in values.items()}
    return Typed(
        **own,
        values={name: value for name, value in joined.items() if not name.startswith(WAS)},
        was={name.removeprefix(WAS): value for name, value in joined.items() if name.startswith(WAS)},
    )


def sent(body: bytes) -> Sending:
    """Return what a program sent.

    Raises:
        DatelineError: E102, it does not fit.
    """
    try:
        return msgspec.json.decode(body, type=Sending)
    except msgspec.MsgspecError as error:
        raise DatelineError(
            "E102", f"the JSON does not fit: {error}", 'send {"id": ..., "said": ["wrong"], "why": ...}'
        ) from error


def kind_of(record: Record) -> str:
    """Return the kind of a record as pages call it."""
    return type(record).__name__.lower()


def values_of(record: Record) -> dict[str, Value]:
    """Return the values of the fields that can be corrected."""
    if isinstance(record, Claim):
        return {"kind": record.kind, "status": record.status}
    if isinstance(record, Agreement):
        return {"parties": list(record.parties)}
    when = record.when
    days: dict[str, Value] = {
        "date_start": (when.start if when else "") or None,
        "date_end": (when.end if when else "") or None,
    }
    if isinstance(record, Statement):
        return {
            "type": record.type,
            "stance": record.stance,
            "speakers": list(record.speaker_actors),
            "addressees": list(record.addressee_actors),
            **days,
        }
    return {
        "type": record.type,
        "modes": list(record.modes),
        "contexts": list(record.contexts),
        "status": record.status,
        "actors": [one.actor for one in record.actors],
        "recipients": [one.actor for one in record.recipients],
        **days,
        **_counts(record),
    }


def _counts(event: Event) -> dict[str, Value]:
    return {
        f"{name}_{end}": getattr(count, end) if count else None
        for name, count in (("killed", event.killed), ("injured", event.injured))
        for end in ("low", "high")
    }


def fields(
    report: Report, record: Record, corrections: Iterable[CorrectionRow] = (), given: Typed | None = None
) -> tuple[Field, ...]:
    """Return the fields of a record's form, filled with its values as users have corrected them.

    Args:
        report: the report that holds the record, as it was read.
        record: the record.
        corrections: what was said of it.
        given: what was typed before, which is shown in place of these values.
    """
    changed = [row.correction() for row in corrections if row.field and row.target == record.id]
    current = record_of(applied(report, changed), record.id) or record
    kind, values = kind_of(current), values_of(current)
    typed_values = given.values if given and given.verdict == "changed" else None
    return tuple(
        _field(report, current, name, written(values[name]), typed_values) for name in known_fields()[kind]
    )


def _field(report: Report, record: Record, name: str, was: str, given: Mapping[str, str] | None) -> Field:
    value = given.get(name, "") if given is not None else was
    literal = _LITERALS.get((kind_of(record), name))
    if literal is not None:
        return Field(
            name,
            was,
            value,
            tuple(Choice(one, one.replace("_", " "), one == value) for one in get_args(literal)),
        )
    known = _known(report, record, name)
    if known is None:
        return Field(name, was, value)
    chosen = [part for part in value.split(", ") if part]
    # those that are chosen first; what the list lacks must not get lost
    order = (*chosen, *(key for key in known if key not in chosen))
    choices = tuple(Choice(key, known.get(key, key), key in chosen) for key in order)
    return Field(name, was, value, choices, several=True)


def _known(report: Report, record: Record, name: str) -> dict[str, str] | None:
    """Return what a list may hold, with the words for it; `None` for a field that is no list."""
    from dateline.ontology import plover

    if name in _ACTORS:
        return {actor.id: actor.name for actor in report.actors}
    if name == "modes" and isinstance(record, Event):
        return {mode: mode for mode in plover.load().types[record.type].modes}
    return {one: one.replace("_", " ") for one in plover.load().contexts} if name == "contexts" else None


def written(value: Value) -> str:
    """Return a value as users write it; nothing where there is none."""
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def said(report: Report, key: str, corrections: Iterable[CorrectionRow]) -> tuple[Said, ...]:
    """Return what was said of a record, the machine's value beside each.

    Args:
        report: the report as it was read.
        key: id of the record, or of the document.
        corrections: the corrections of the report, in their order.
    """
    rows = [row for row in corrections if row.target == key]
    record = record_of(report, key)
    machine = values_of(record) if record else {}
    last = {row.field or "*": row.number for row in rows}
    return tuple(_said(report, row, machine.get(row.field), last[row.field or "*"]) for row in rows)


def _said(report: Report, row: CorrectionRow, machine: Value, last: int) -> Said:
    user = row.correction().value if row.field else None
    return Said(
        row=row,
        machine=_words(report, row.field, machine) if row.field else "",
        user=_words(report, row.field, user) if row.field else "",
        back=written(machine),
        now=written(user),
        last=row.number == last,
    )


def _words(report: Report, field: str, value: Value) -> str:
    """Return a value in words: actors by name, "none" where there is nothing."""
    if isinstance(value, list) and field in _ACTORS:
        names = {actor.id: actor.name for actor in report.actors}
        return ", ".join(names.get(key, key) for key in value) or "none"
    return written(value).replace("_", " ") or "none"
