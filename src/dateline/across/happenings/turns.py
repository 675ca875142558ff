"""Turns: who confirmed, corrected or denied a happening, report by report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dateline.across.happenings.fields import FIELDS
from dateline.across.happenings.parties import side
from dateline.across.happenings.tellings import Telling, Voice, Who

Kind = Literal["confirms", "corrects", "denies"]

_HAPPENED: Final = frozenset({"occurred", "ongoing", "historical"})
_CORRECTED: Final = ("date", "place", "killed", "injured")
_SAID: Final = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A report, or somebody in it, confirms, corrects or denies.

    Attributes:
        what: confirms, corrects or denies.
        document: id of the report.
        day: day of the report.
        actor: id of who does so, empty if it is the report itself.
        field: what is corrected, empty if nothing is.
        value: the old and the new value.
        words: what is said, empty if it is the report itself.
    """

    what: Kind
    document: str
    day: date | None
    actor: str = ""
    field: str = ""
    value: str = ""
    words: str = ""


def turns(tellings: Sequence[Telling]) -> tuple[Turn, ...]:
    """Find the turns of a happening.

    It is confirmed by whoever concedes it, by those who do it and say so, by those who denied it before, by others than
    accusers who say so after it was denied or only alleged, and by the first report that vouches for it after others
    had it only as alleged, planned or denied. It is corrected where the same paper, or the same speaker, later gives
    another value that does not agree.

    What one report alone tells is not confirmed by those who tell it there, unless somebody denies it.

    Args:
        tellings: the earliest report first.

    Returns:
        The turns in order of time; those of copies stand once, with the earliest.
    """
    told: list[Telling] = []
    found: dict[tuple[str, str, str, str], Turn] = {}
    several = len({telling.source for telling in tellings}) > 1
    for telling in tellings:
        confirmed = [turn for turn in _confirmed(telling, told) if several or telling.deniers]
        for turn in (*_denied(telling), *confirmed, *_corrected(telling, told)):
            found.setdefault((telling.source, turn.what, turn.actor, turn.field), turn)
        told.append(telling)
    return tuple(found.values())


def _turn(what: Kind, telling: Telling, voice: Voice | None = None, **more: str) -> Turn:
    return Turn(
        what=what,
        document=telling.document,
        day=telling.published,
        actor=voice.who.id if voice else "",
        words=voice.words if voice else "",
        **more,
    )


def _denied(telling: Telling) -> Iterator[Turn]:
    for voice in telling.deniers:
        yield _turn("denies", telling, voice)
    if telling.status == "negated" and not telling.deniers:
        yield _turn("denies", telling)


def _confirmed(telling: Telling, told: Sequence[Telling]) -> Iterator[Turn]:
    deed = telling.type not in _SAID
    doubtful = _doubtful(telling, told)
    before = [who for one in (*told, telling) for voice in one.deniers for who in _meant(voice)]
    for voice in telling.affirmers:
        meant = _meant(voice)
        turned = side(meant, before) == "shared"
        own = deed and side(meant, telling.actors) == "shared"
        if voice.stance == "concedes" or turned or own or (doubtful and _found_out(voice, told)):
            yield _turn("confirms", telling, voice)
    vouched = telling.status in _HAPPENED and not telling.alone
    others = [one for one in told if one.source != telling.source]
    if vouched and others and not any(one.status in _HAPPENED for one in others):
        yield _turn("confirms", telling)


def _doubtful(telling: Telling, told: Sequence[Telling]) -> bool:
    """Say whether independent reports had it as denied or as alleged alone before."""
    others = [one for one in told if one.source != telling.source]
    return any(one.deniers for one in others) or (
        bool(others) and all(one.status not in _HAPPENED for one in others)
    )


def _found_out(voice: Voice, told: Sequence[Telling]) -> bool:
    """Say whether somebody who neither accuses nor has said so before says that it is so."""
    before = [who for one in told for other in one.affirmers for who in _meant(other)]
    return voice.stance == "asserts" and side(_meant(voice), before) != "shared"


def _corrected(telling: Telling, told: Sequence[Telling]) -> Iterator[Turn]:
    for name in _CORRECTED:
        field = FIELDS[name]
        new = field.text(telling)
        if new is None:
            continue
        for one in reversed(told):
            old = field.text(one)
            if old is None or one.source == telling.source:
                continue
            voice = _same_voice(one, telling)
            if voice is None and (not telling.publisher or one.publisher != telling.publisher):
                continue
            if not field.agree(one, telling):
                yield _turn("corrects", telling, voice, field=name, value=f"{old} > {new}")
            break


def _same_voice(one: Telling, other: Telling) -> Voice | None:
    """Return who affirms both, where each has it from one side alone."""
    if not one.affirmers or not other.affirmers:
        return None
    shared = all(side(_meant(a), _meant(b)) == "shared" for a in one.affirmers for b in other.affirmers)
    return other.affirmers[0] if shared else None


def _meant(voice: Voice) -> tuple[Who, ...]:
    """Return who speaks and for whom."""
    return (voice.who, *voice.for_whom)
