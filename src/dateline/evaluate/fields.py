"""Which fields of a record a user can correct, and a report with its corrections applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar, get_args

import msgspec

from dateline.errors import DatelineError
from dateline.model import (
    Agreement,
    Claim,
    Count,
    Event,
    Participant,
    Report,
    Span,
    Statement,
    When,
)
from dateline.model.claims import ClaimKind, ClaimStatus
from dateline.model.events import EventStatus, EventType
from dateline.model.statements import Stance, StatementType

Record = Event | Statement | Claim | Agreement
Value = str | int | list[str] | None
"""A corrected value, as it stands in the store."""
R = TypeVar("R", Event, Statement, Claim, Agreement)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user said of one record.

    Attributes:
        target: id of the record, or of a document for all its records.
        verdict: `wrong`, `right` or `changed`.
        field: the field that is changed, empty for the whole record.
        value: its right value.
    """

    target: str
    verdict: str
    field: str = ""
    value: Value = None


def record_of(report: Report, key: str) -> Record | None:
    """Return the event, statement, claim or agreement with an id, `None` if the report has none."""
    groups = (report.events, report.statements, report.claims, report.agreements)
    return next((item for group in groups for item in group if item.id == key), None)


def known_fields() -> dict[str, tuple[str, ...]]:
    """Return for each kind of record the fields that can be corrected."""
    return {kind.__name__.lower(): tuple(fields) for kind, fields in _FIELDS.items()}


def value_of(report: Report, record: Record, field: str, words: str) -> Value:
    """Return the value that a user wrote for a field.

    Args:
        report: the report that holds the record.
        record: the record.
        field: the field.
        words: the value as written; lists are joined by commas.

    Raises:
        DatelineError: E051, the record has no such field, or the value is none that it can have.
    """
    known = _FIELDS[type(record)]
    if field not in known:
        kind = type(record).__name__.lower()
        raise DatelineError("E051", f"{kind} {record.id} has no field {field!r} to correct", ", ".join(known))
    return known[field](report, field, words.strip())


def checked(record: Record, values: Mapping[str, Value]) -> None:
    """Check that the values of a record go together.

    Raises:
        DatelineError: E051, modes that the type does not have, or a last day before the first.
    """
    from dateline.ontology import plover

    after = {**_present(record), **values}
    if isinstance(record, Event) and values.get("modes"):
        known = plover.load().types[after["type"]].modes  # type: ignore[index]
        if strange := sorted(set(values["modes"]) - set(known)):  # type: ignore[arg-type]
            raise DatelineError(
                "E051", f"{after['type']} has no mode {', '.join(strange)}", ", ".join(known) or "it has none"
            )
    for low, high in (
        ("date_start", "date_end"),
        ("killed_low", "killed_high"),
        ("injured_low", "injured_high"),
    ):
        first, last = after.get(low), after.get(high)
        if {low, high} & values.keys() and first and last and first > last:  # type: ignore[operator]
            raise DatelineError("E051", f"{low} {first} is past {high} {last}", f"correct {high} as well")


def completed(record: Record, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return values with what follows from them.

    Modes that a new type does not have fall away; a first day given alone is the last day too, unless the record lasts
    longer.

    Args:
        record: the record as it stands.
        values: its new values.
    """
    from dateline.ontology import plover

    found = dict(values)
    if isinstance(record, Event) and "type" in values and "modes" not in values:
        known = plover.load().types[values["type"]].modes  # type: ignore[index]
        if modes := [mode for mode in record.modes if mode not in known]:
            found["modes"] = [mode for mode in record.modes if mode not in modes]
    if isinstance(record, Event | Statement) and "date_start" in values and "date_end" not in values:
        when, first = record.when, values["date_start"]
        if not when or not first or when.end in ("", when.start) or when.end < str(first):
            found["date_end"] = first
    return found


def _present(record: Record) -> dict[str, Value]:
    if isinstance(record, Event):
        counts = {"killed": record.killed, "injured": record.injured}
        own: dict[str, Value] = {"type": record.type}
        for name, count in counts.items():
            own |= {
                f"{name}_low": count.low if count else None,
                f"{name}_high": count.high if count else None,
            }
    else:
        own = {}
    when = record.when if isinstance(record, Event | Statement) else None
    return own | {
        "date_start": (when.start if when else "") or None,
        "date_end": (when.end if when else "") or None,
    }


def applied(report: Report, corrections: Iterable[Correction]) -> Report:
    """Return a report as its corrections have it.

    Of a field the last correction counts. A record whose last verdict is `wrong` is left out; where nothing is said of
    it, the verdict on its document counts.

    Args:
        report: the report.
        corrections: what was said of its records, in that order; those of other reports' records are passed over.
    """
    verdicts: dict[str, str] = {}
    values: dict[str, dict[str, Value]] = {}
    for one in corrections:
        verdicts[one.target] = one.verdict
        if one.field:
            values.setdefault(one.target, {})[one.field] = one.value
    whole = verdicts.get(report.document.id)

    def kept(items: tuple[R, ...], change: Callable[[Report, R, Mapping[str, Value]], R]) -> tuple[R, ...]:
        return tuple(
            change(report, item, values[item.id]) if item.id in values else item
            for item in items
            if verdicts.get(item.id, whole) != "wrong"
        )

    return msgspec.structs.replace(
        report,
        events=kept(report.events, _event),
        statements=kept(report.statements, _statement),
        claims=kept(report.claims, lambda _, item, new: msgspec.structs.replace(item, **new)),
        agreements=kept(report.agreements, _agreement),
    )


def _event(report: Report, event: Event, new: Mapping[str, Value]) -> Event:
    simple = {name: new[name] for name in ("type", "status") if name in new}
    return msgspec.structs.replace(
        event,
        **simple,
        modes=_texts(new, "modes", event.modes),
        contexts=_texts(new, "contexts", event.contexts),
        actors=_participants(report, event.actors, new.get("actors", ...)),
        recipients=_participants(report, event.recipients, new.get("recipients", ...)),
        when=_when(event.when, new),
        killed=_count(event.killed, new, "killed", event.trigger),
        injured=_count(event.injured, new, "injured", event.trigger),
    )


def _statement(_: Report, statement: Statement, new: Mapping[str, Value]) -> Statement:
    simple = {name: new[name] for name in ("type", "stance") if name in new}
    speakers = _texts(new, "speakers", statement.speaker_actors)
    # the words for a speaker that is none no longer stand for anybody
    speaker = statement.speaker if speakers == statement.speaker_actors else None
    return msgspec.structs.replace(
        statement,
        **simple,
        speaker=speaker,
        speaker_actors=speakers,
        addressee_actors=_texts(new, "addressees", statement.addressee_actors),
        when=_when(statement.when, new),
    )


def _agreement(_: Report, agreement: Agreement, new: Mapping[str, Value]) -> Agreement:
    return msgspec.structs.replace(agreement, parties=_texts(new, "parties", agreement.parties))


def _texts(new: Mapping[str, Value], field: str, old: tuple[str, ...]) -> tuple[str, ...]:
    value = new.get(field, ...)
    return old if value is ... else tuple(value) if isinstance(value, list) else ()


def _participants(report: Report, old: tuple[Participant, ...], new: object) -> tuple[Participant, ...]:
    """Return the participants of a role; one that was not among them stands on its first mention."""
    if new is ...:
        return old
    known = {participant.actor: participant for participant in old}
    first = {mention.actor: mention.span for mention in reversed(report.mentions) if mention.how != "implied"}
    names = new if isinstance(new, list) else []
    return tuple(known.get(name, Participant(name, first.get(name))) for name in names)


def _when(old: When | None, new: Mapping[str, Value]) -> When | None:
    """Return the corrected time; none where both days are taken away."""
    if not new.keys() & {"date_start", "date_end"}:
        return old
    start = str(new.get("date_start", old.start if old else "") or "")
    end = str(new.get("date_end", old.end if old else "") or "")
    if not start and not end:
        return None
    value = start if start == end else f"{start}/{end}"
    return When(span=old.span if old else None, value=value, start=start, end=end)


def _count(old: Count | None, new: Mapping[str, Value], name: str, words: Span) -> Count | None:
    keys = (f"{name}_low", f"{name}_high")
    if not new.keys() & set(keys):
        return old
    low, high = (new.get(key, getattr(old, key.rpartition("_")[2], None)) for key in keys)
    if low is None and high is None:
        return None
    return Count(low, high, old.span if old else words)  # type: ignore[arg-type]


Parse = Callable[[Report, str, str], Value]


def _choice(values: object) -> Parse:
    known = get_args(values)

    def parse(_: Report, field: str, words: str) -> Value:
        found = next((value for value in known if value.casefold() == words.casefold()), None)
        if found is None:
            raise DatelineError("E051", f"{field} cannot be {words!r}", f"one of {', '.join(known)}")
        return str(found)

    return parse


def _names(known: Callable[[], Iterable[str]]) -> Parse:
    def parse(_: Report, field: str, words: str) -> Value:
        given, names = _split(words), sorted(known())
        if strange := [name for name in given if name not in names]:
            raise DatelineError("E051", f"{field} cannot be {', '.join(strange)!r}", f"of {', '.join(names)}")
        return given

    return parse


def _actors(report: Report, field: str, words: str) -> Value:
    return [_actor(report, field, name) for name in _split(words)]


def _actor(report: Report, field: str, words: str) -> str:
    """Return the id of the one actor of a report whom a user means: by id, name or words of the name."""
    wanted = words.casefold()
    exact = [one.id for one in report.actors if words == one.id or wanted == one.name.casefold()]
    near = [one.id for one in report.actors if wanted in one.name.casefold()]
    found = exact or near
    if len(found) != 1:
        there = ", ".join(f"{one.name} ({one.id})" for one in report.actors) or "it names none"
        what = "several actors" if found else "no actor"
        raise DatelineError("E051", f"{field}: {what} of the report fit {words!r}", f"the report has {there}")
    return found[0]


def _day(_: Report, field: str, words: str) -> Value:
    if not words:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise DatelineError("E051", f"{field} cannot be {words!r}", "write it as 2025-10-21") from error


def _number(_: Report, field: str, words: str) -> Value:
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and len(words) < 16):
        raise DatelineError("E051", f"{field} cannot be {words!r}", "write a whole number")
    return int(words)


def _split(words: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in words.split(",") if part.strip()))


def _all_modes() -> Iterable[str]:
    from dateline.ontology import plover

    return {mode for facts in plover.load().types.values() for mode in facts.modes}


def _all_contexts() -> Iterable[str]:
    from dateline.ontology import plover

    return plover.load().contexts


_FIELDS: Final[Mapping[type, Mapping[str, Parse]]] = {
    Event: {
        "type": _choice(EventType),
        "modes": _names(_all_modes),
        "contexts": _names(_all_contexts),
        "status": _choice(EventStatus),
        "actors": _actors,
        "recipients": _actors,
        "date_start": _day,
        "date_end": _day,
        "killed_low": _number,
        "killed_high": _number,
        "injured_low": _number,
        "injured_high": _number,
    },
    Statement: {
        "type": _choice(StatementType),
        "stance": _choice(Stance),
        "speakers": _actors,
        "addressees": _actors,
        "date_start": _day,
        "date_end": _day,
    },
    Claim: {"kind": _choice(ClaimKind), "status": _choice(ClaimStatus)},
    Agreement: {"parties": _actors},
}
