"""Where a publisher is at home, from its address and name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.ranker import Home

_HOST: Final = re.compile(r"^(?:[a-z]+://)?(?:[^/@]*@)?([a-z0-9.-]+)", re.IGNORECASE)
_PLAIN: Final = "com org net info co ac gov edu www news int eu tv me io ly fm am cc ws"
_GENERIC: Final = frozenset(_PLAIN.split())
"""Parts of an address that say nothing of a country, though some are a state's code."""
_CODES: Final = {
    "uk": "GBR", "ie": "IRL", "ca": "CAN", "au": "AUS", "nz": "NZL", "in": "IND", "pk": "PAK", "za": "ZAF",
    "ng": "NGA", "ke": "KEN", "gh": "GHA", "ug": "UGA", "tz": "TZA", "zw": "ZWE", "zm": "ZMB", "us": "USA",
    "il": "ISR", "ps": "PSE", "lb": "LBN", "sy": "SYR", "iq": "IRQ", "ir": "IRN", "tr": "TUR", "eg": "EGY",
    "ae": "ARE", "sa": "SAU", "qa": "QAT", "jo": "JOR", "ru": "RUS", "ua": "UKR", "pl": "POL", "de": "DEU",
    "fr": "FRA", "es": "ESP", "it": "ITA", "cn": "CHN", "jp": "JPN", "kr": "KOR", "hk": "HKG", "tw": "TWN",
    "sg": "SGP", "my": "MYS", "ph": "PHL", "th": "THA", "id": "IDN", "vn": "VNM", "bd": "BGD", "lk": "LKA",
    "np": "NPL", "mm": "MMR", "af": "AFG", "ge": "GEO", "az": "AZE", "md": "MDA", "ro": "ROU", "rs": "SRB",
    "gr": "GRC", "cy": "CYP", "mt": "MLT", "jm": "JAM", "tt": "TTO", "bs": "BHS", "gy": "GUY",
}  # fmt: skip


@lru_cache(maxsize=256)
def home_of(url: str, publisher: str, gazetteer: Gazetteer) -> Home:
    """Find the home of a publisher.

    Args:
        url: address of the report, or a bare host name.
        publisher: the publisher's name.
        gazetteer: where to look up the places its name holds.
    """
    match = _HOST.match(url.strip())
    host = match.group(1).lower() if match and "." in match.group(1) else ""
    known = _known(host, gazetteer)
    if known is not None:
        return Home(known.country, (known,))
    labels = host.split(".")
    country = _CODES.get(labels[-1], "") if len(labels) > 1 else ""
    entries: tuple[Entry, ...] = ()
    for label in labels[:-1]:
        entries += () if label in _GENERIC else _inside(label, gazetteer)
    for words in _runs(publisher):
        entries += tuple(e for e in gazetteer.named(words)[:1] if e.population > 20_000)
    if country:
        entries = tuple(e for e in entries if e.country == country)
    return Home(country, entries)


def _known(host: str, gazetteer: Gazetteer) -> Entry | None:
    """Look a host up among the listed publishers, with and without its first labels."""
    labels = host.split(".")
    for first in range(len(labels) - 1):
        listed = _publishers().get(".".join(labels[first:]))
        if listed is not None:
            name, country, admin1 = listed
            towns = (
                e for e in gazetteer.named(name) if e.country == country and e.kind in ("city", "capital")
            )
            return next((e for e in towns if not admin1 or e.admin1 == admin1), None)
    return None


@cache
def _publishers() -> dict[str, tuple[str, str, str]]:
    text = (files("dateline.knowledge") / "gazetteer" / "publishers.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {host: (place, country, admin1) for host, place, country, admin1 in rows}


def _runs(publisher: str) -> list[str]:
    words = publisher.split()
    return [" ".join(words[i:j]) for j in range(len(words), 0, -1) for i in range(j) if j - i < 4]


def _inside(stem: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Places whose name a host name begins with or holds ("norfolkdailynews", "thisisoxfordshire")."""
    stem = stem.replace("-", "")
    found: tuple[Entry, ...] = ()
    taken = 0
    for start in range(len(stem) - 4):
        if start < taken:
            continue
        for end in range(min(len(stem), start + 20), start + 4, -1):
            places = [e for e in gazetteer.named(stem[start:end]) if e.population > 3_000][:4]
            if places:
                found += tuple(places)
                taken = end
                break
    return found
