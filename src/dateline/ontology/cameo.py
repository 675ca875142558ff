"""CAMEO codes: the mapping CAMEO2PLOVER read backwards, for those who compare with CAMEO data.

The mapping leads from 300 codes to 16 types, so few types and modes have one code. What is given is the longest
code that all codes of a type and mode begin with: RETREAT release 0841, REQUEST yield 105, COERCE 17. Where they
do not even share a category (two digits), nothing is given. The tables are in `ontology/cameo.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from dateline.model import EventStatus, EventType

_CATEGORY: Final = 2
"""Digits of a CAMEO category; what is shorter says nothing."""
_NOT_DONE: Final[frozenset[EventStatus]] = frozenset({"negated", "hypothetical"})

Codes = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cameo:
    """The tables, by type and mode; a type without a mode has an empty one.

    Attributes:
        done: the codes of deeds.
        intended: the codes of deeds still to come.
    """

    done: Codes
    intended: Codes

    def code(self, type_: EventType, modes: Sequence[str] = (), status: EventStatus = "occurred") -> str:
        """Return the CAMEO code of an event, two to four digits, or an empty string.

        Args:
            type_: the event's type.
            modes: its modes. Those without codes of their own do not count; if none has any, the type's counts.
            status: CAMEO codes what happened, what is charged, and cooperation that is intended. So what is
                negated or hypothetical has no code, nor has conflict still to come.
        """
        if status in _NOT_DONE:
            return ""
        codes = self.intended if status == "future" else self.done
        found = [code for mode in modes for code in codes.get((type_, mode), ())]
        return _shared(found or codes.get((type_, ""), ()))


def _shared(codes: Sequence[str]) -> str:
    """Return the longest code that all begin with, an empty string if that is less than a category."""
    first = min(codes, default="")
    heads = (first[:length] for length in range(len(first), _CATEGORY - 1, -1))
    return next((head for head in heads if all(code.startswith(head) for code in codes)), "")


@cache
def load() -> Cameo:
    """Load `ontology/cameo.toml`, once a process."""
    data = tomllib.loads(files("dateline.ontology").joinpath("cameo.toml").read_text(encoding="utf-8"))
    moded = {code: names for code, names in {**data["mapping"], **data["ours"]}.items() if " " in names}
    return Cameo(done=_by_name({**data["categories"], **moded}), intended=_by_name(data["intents"]))


def _by_name(rows: Mapping[str, str]) -> Codes:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for code, names in rows.items():
        for name in names.split(", "):
            type_, _, mode = name.partition(" ")
            found[type_, mode] = (*found.get((type_, mode), ()), code)
    return found
