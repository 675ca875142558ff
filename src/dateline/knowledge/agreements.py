"""The agreements that the press names, as typed rows, and where a text names one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from dateline.knowledge.packaged import listed, rows

# A deal told by its topic alone is the known one only while that is still talked of as "the deal".
_LASTS: Final = 20


@dataclass(frozen=True, slots=True)
class KnownAgreement:
    """An agreement with a row in `agreements.tsv`.

    Attributes:
        name: its usual name.
        aliases: its other names.
        places: where it was made, if it is called by that ("the Cairo accord").
        topics: lower-case words that tell it together with its parties ("the nuclear deal with Iran").
        parties: ISO 3166 codes of states, names of others; empty where they are many.
        signed: day, month or year of it (`2015-07-14`), or empty.
        end: when it ended, or empty.
        mechanisms: lower-case words for what it provides for ("snapback").
    """

    name: str
    aliases: tuple[str, ...]
    places: tuple[str, ...]
    topics: frozenset[str]
    parties: frozenset[str]
    signed: str
    end: str
    mechanisms: frozenset[str]


class Named(NamedTuple):
    """Where a text names a known agreement."""

    start: int
    end: int
    agreement: KnownAgreement


@cache
def load() -> tuple[KnownAgreement, ...]:
    """Read the table, once a process."""
    return tuple(
        KnownAgreement(
            row["name"],
            listed(row["aliases"]),
            listed(row["places"]),
            frozenset(listed(row["topics"])),
            frozenset(listed(row["parties"])),
            row["signed"],
            row["end"],
            frozenset(listed(row["mechanisms"])),
        )
        for row in rows("agreements.tsv")
    )


@cache
def _by_name() -> dict[str, KnownAgreement]:
    return {_folded(name): known for known in load() for name in (known.name, *known.aliases)}


def _folded(name: str) -> str:
    return " ".join(name.replace("-", " ").split()).casefold()


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(
        {name for known in load() for name in (known.name, *known.aliases)},
        key=lambda name: (-len(name), name),
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_worded, names))})(?!\w)")


def _worded(name: str) -> str:
    """Make the pattern of a name: its small words also with capitals, as headlines have them."""
    parts = []
    for word in re.split(r"([\s-]+)", name):
        if not word.strip(" -"):
            parts.append(r"[\s-]+")
        elif word[0].islower():
            parts.append(f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}")
        else:
            parts.append(re.escape(word))
    return "".join(parts)


def named(text: str) -> Iterator[Named]:
    """Yield where a text names a known agreement, the longest name at each place."""
    for match in _pattern().finditer(text):
        known = _by_name().get(_folded(match.group()))
        if known is not None:
            yield Named(match.start(), match.end(), known)


def by_name(name: str) -> KnownAgreement | None:
    """Return the agreement that has a name, whatever its case; `None` if there is none."""
    return _by_name().get(_folded(name))


def by_mechanism(word: str, day: str) -> KnownAgreement | None:
    """Return the agreement in being on a day that provides for something ("snapback"), if only one does."""
    fitting = [known for known in load() if word in known.mechanisms and known.signed[: len(day)] <= day]
    return fitting[0] if len(fitting) == 1 else None


def described(
    words: Iterable[str], parties: frozenset[str], year: str, day: str, place: str = ""
) -> KnownAgreement | None:
    """Return the known agreement that a description means.

    By the place before its noun ("the Cairo accord"), or by a topic and its parties ("the nuclear deal with Iran").
    Of several that fit equally the last one made before the day is meant.

    Args:
        words: lower-case words of the description.
        parties: states by code and others by name that the description names; empty where it names none.
        year: the year in the description, or empty.
        day: day of the report, ISO 8601, or empty.
        place: the name before the noun, or empty.

    Returns:
        The row, or `None` where none fits, or several with different parties fit equally.
    """
    told = frozenset(words)
    fitting = []
    for known in load():
        if not known.signed or (day and known.signed > day[: len(known.signed)]):
            continue
        if (year and not known.signed.startswith(year)) or not _may_bind(parties, known):
            continue
        topics = known.topics & told
        current = _recent(known, day) or bool(topics & _only_topics())
        by_topic = topics and parties & known.parties and not place and current
        if place in known.places or by_topic:
            fitting.append(known)
    if not fitting:
        return None
    most = max(len(parties & known.parties) for known in fitting)
    best = [known for known in fitting if len(parties & known.parties) == most]
    if len({known.parties for known in best}) > 1:
        return None
    return max(best, key=lambda known: (known.signed, known.name))


@cache
def _only_topics() -> frozenset[str]:
    """Return the topics that tell one agreement alone, however old it is ("the water treaty with Pakistan")."""
    told = Counter(topic for known in load() for topic in known.topics)
    return frozenset(topic for topic, times in told.items() if times == 1)


def _may_bind(parties: frozenset[str], known: KnownAgreement) -> bool:
    """Say whether the parties named do not speak against an agreement."""
    return not parties or not known.parties or parties <= known.parties


def _recent(known: KnownAgreement, day: str) -> bool:
    return not day or int(day[:4]) - int((known.end or known.signed)[:4]) <= _LASTS
