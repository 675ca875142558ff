"""CAMEO codes by type, mode and status."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from dateline.model import EventStatus, EventType
from dateline.ontology import cameo, plover

STATUSES: tuple[EventStatus, ...] = get_args(EventStatus)

# The codes are CAMEO's own, looked up by their meaning: "Return, release person(s)" is 0841.
CASES: list[tuple[EventType, tuple[str, ...], EventStatus, str]] = [
    ("AGREE", (), "occurred", "03"),
    ("CONSULT", (), "occurred", "04"),
    ("CONSULT", ("visit",), "occurred", "042"),
    ("CONSULT", ("phone",), "historical", "041"),
    ("CONSULT", ("third-party",), "ongoing", "04"),
    ("CONSULT", ("multilateral",), "occurred", "04"),
    ("SUPPORT", (), "occurred", "05"),
    ("CONCEDE", (), "occurred", "08"),
    ("COOPERATE", (), "ongoing", "06"),
    ("AID", (), "occurred", "07"),
    ("RETREAT", ("release",), "occurred", "0841"),
    ("RETREAT", ("ceasefire",), "occurred", "0871"),
    ("RETREAT", ("access",), "occurred", "086"),
    ("RETREAT", ("resign",), "occurred", "08"),
    ("REQUEST", ("yield",), "occurred", "105"),
    ("REQUEST", ("meet",), "occurred", "10"),
    ("ACCUSE", ("investigate",), "ongoing", "09"),
    ("ACCUSE", ("allege",), "occurred", "11"),
    ("REJECT", ("yield",), "occurred", "12"),
    ("THREATEN", ("territory",), "occurred", "1382"),
    ("THREATEN", ("violence",), "occurred", "13"),
    ("PROTEST", ("strike",), "occurred", "143"),
    ("PROTEST", ("vandalize",), "occurred", "14"),
    ("SANCTION", ("convict",), "occurred", "116"),
    ("SANCTION", ("discontinue",), "occurred", "16"),
    ("MOBILIZE", ("troops",), "occurred", "15"),
    ("COERCE", ("arrest",), "alleged", "173"),
    ("COERCE", ("cyber",), "occurred", "17"),
    ("ASSAULT", ("drone",), "alleged", "195"),
    ("ASSAULT", ("heavy-weapons",), "occurred", "194"),
    # several modes: what their codes share
    ("PROTEST", ("demo", "obstruct"), "occurred", "14"),
    ("ASSAULT", ("explosives", "suicide-attack"), "occurred", "183"),
    ("ASSAULT", ("beat", "primitive"), "occurred", "182"),
    ("COERCE", ("arrest", "deport"), "occurred", "17"),
    ("ASSAULT", ("firearms", "abduct"), "occurred", ""),
    # several categories: none
    ("ASSAULT", (), "occurred", ""),
    ("ACCUSE", (), "occurred", ""),
    ("COERCE", ("restrict",), "occurred", ""),
    ("REJECT", ("meet",), "occurred", ""),
    # cooperation to come is an intent; conflict to come has no code, nor what did not happen
    ("CONSULT", ("visit",), "future", "036"),
    ("AID", (), "future", "033"),
    ("RETREAT", (), "future", "035"),
    ("RETREAT", ("release",), "future", "0353"),
    ("PROTEST", ("strike",), "future", ""),
    ("COERCE", ("deport",), "future", ""),
    ("CONSULT", ("phone",), "negated", ""),
    ("SANCTION", ("expel",), "hypothetical", ""),
]


@pytest.mark.parametrize(("name", "modes", "status", "code"), CASES)
def test_code(name: EventType, modes: tuple[str, ...], status: EventStatus, code: str) -> None:
    assert cameo.load().code(name, modes, status) == code


@pytest.mark.parametrize("name", plover.NAMES)
def test_every_mode_has_a_code_of_cameo_or_none(name: EventType) -> None:
    codes = cameo.load()
    for mode in ("", *plover.load().types[name].modes):
        for status in STATUSES:
            assert re.fullmatch(
                r"|(0[3-9]|1\d|20)\d{0,2}", codes.code(name, (mode,) if mode else (), status)
            ), (mode, status)


def test_the_tables_name_types_and_modes_that_there_are() -> None:
    codes = cameo.load()
    types = plover.load().types
    for table in (codes.done, codes.intended):
        for type_, mode in table:
            assert type_ in types
            assert not mode or mode in types[type_].modes, (type_, mode)  # type: ignore[index]  # checked above
