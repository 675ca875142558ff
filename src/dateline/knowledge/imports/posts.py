"""The names of offices in other data sets: which office of `offices.tsv` they are, and the sector it has."""

from __future__ import annotations

import re
from typing import Final

from dateline.knowledge.imports.codes import country

_HEADS: Final = re.compile(
    r"(?:president|emperor|empress|king|queen|sultan|emir|grand duke|prince|monarch|pope) of (?:the )?(?P<where>.+)"
)
_GOVERNMENT: Final = re.compile(
    r"(?:prime minister|premier|head of (?:the )?government|taoiseach|chancellor)(?: of (?:the )?(?P<where>.+))?"
)
_MINISTERS: Final = (
    ("foreign minister", r"foreign (?:affairs )?(?:minister|secretary)|(?:foreign|external) affairs"),
    (
        "defence minister",
        r"(?:minister|secretary|ministry)\b.*\bdefen[cs]e|defen[cs]e (?:minister|secretary)",
    ),
    (
        "interior minister",
        r"minister\b.*\binterior|interior minister|home (?:affairs )?(?:minister|secretary)|home affairs",
    ),
)
_ACTING: Final = re.compile(r"\b(?:acting|interim|caretaker)\b")
_BELOW: Final = re.compile(
    r"\b(?:deputy|vice|vice-|assistant|shadow|under-?secretary|junior|state secretary|parliamentary)\b"
)
_SECTORS: Final = (
    ("COP", r"\bpolice|gendarmerie"),
    ("SPY", r"\bintelligence|secret service|security service"),
    ("MIL", r"\bchief of .*staff|\bcommander|\b(?:army|navy|air force|armed forces)\b"),
    ("JUD", r"\bjudge|chief justice|\bjustice of|\bsupreme court|constitutional court|prosecutor|ombudsman"),
    ("PTY", r"\bparty\b"),
    (
        "LEG",
        r"\bmember of\b.*\b(?:parliament|assembly|congress|house|council|senate|duma|knesset|diet|chamber)",
    ),
    (
        "LEG",
        r"\bsenator|\blegislator|\bspeaker|\bdeputy\b.*\bassembly|\brepresentative\b|\bmp\b|\bparliament\b",
    ),
    ("LEG", r"\bpresident of the (?:senate|national assembly|chamber)"),
    ("REL", r"\b(?:arch)?bishop|patriarch|\bcardinal|\bimam|ayatollah|\bmufti|rabbi"),
    (
        "GOV",
        r"\bminister|\bsecretary|president|governor|mayor|ambassador|consul|commissioner|premier|chancellor",
    ),
    (
        "GOV",
        r"cabinet|government|head of state|\bking|\bqueen|monarch|emir|sultan|supreme leader|central bank",
    ),
)


def office_of(label: str) -> tuple[str, str, str]:
    """Return office, title and sector for the name of an office ("Minister for Foreign Affairs of Norway").

    The office is one of those under which the tables look for a holder where it surely is; else it is the name in
    lower case. The sector is empty where the words do not tell.
    """
    plain = " ".join(label.replace("_", " ").split())
    lower = plain.lower()
    before, _, last = plain.rpartition(" of ")
    title = before if before and country(last.removeprefix("the ")) else plain
    sector = next((code for code, pattern in _SECTORS if re.search(pattern, lower)), "")
    found = _GOVERNMENT.fullmatch(_ACTING.sub("", lower).strip())
    if found and (not found["where"] or country(found["where"])):
        return "head of government", title, "GOV"
    found = _HEADS.fullmatch(_ACTING.sub("", lower).strip())
    if (found and country(found["where"])) or lower == "head of state":
        return "head of state", title, "GOV"
    if not _BELOW.search(lower):
        for office, pattern in _MINISTERS:
            if re.search(pattern, lower):
                return office, title, "GOV"
    return lower, title, sector
