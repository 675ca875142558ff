"""The hand-written tables of offices, organisations and armed groups: well-formed, consistent, wide enough."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from importlib import resources
from itertools import combinations

import pytest

Row = dict[str, str]

COLUMNS = {
    "offices.tsv": "person aliases wikidata country office title start end sector note",
    "organisations.tsv": "name aliases acronym code sector kind wikidata note",
    "armed_groups.tsv": "name aliases country sector start end note",
}
# ISO 3166 alpha-3 codes of the states and areas in use, KOS, and those of ISO 3166-3 for states that are gone.
STATES = frozenset(
    re.findall(
        r"[A-Z]{3}",
        """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN
    BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY
    ERI ESH ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HKG HND HRV HTI HUN
    IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KOS KWT LAO LBN LBR LBY LCA LIE
    LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA
    NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP
    SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV
    TWN TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
    CSK DDR SUN YUG
    """,
    )
)
BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG"})
SECTORS = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK",
    )
)
KINDS = {"igo", "ngo", "agency", "media", "court", "party", "company", "military", "police", "parliament"}
# Offices that several people hold side by side.
HELD_TOGETHER = frozenset({"spokesperson", "presidency member", "opposition leader"})
# What a note says where two people stood in one office at a time.
TOGETHER = re.compile(r"\b(acting|rival|disputed|shared)\b")
A_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
LAST_YEAR = "2026"


def table(name: str) -> list[Row]:
    text = resources.files("dateline.knowledge").joinpath(name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert lines[0].split("\t") == COLUMNS[name].split()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def first_day(words: str) -> str:
    return words + "-01-01"[len(words) - 4 :] if words else "9999-12-31"


def last_day(words: str) -> str:
    return words + "-12-31"[len(words) - 4 :] if words else "9999-12-31"


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_hold_no_stray_space_and_lists_no_empty_or_double_part(name: str) -> None:
    for row in table(name):
        for column, cell in row.items():
            assert cell == cell.strip(), row
            assert "  " not in cell, row
            if column != "note":
                parts = cell.split("|") if cell else []
                assert all(part and part == part.strip() for part in parts), (column, row)
                assert len(parts) == len(set(parts)), (column, row)


@pytest.mark.parametrize("name", COLUMNS)
def test_the_name_is_not_among_its_own_aliases(name: str) -> None:
    for row in table(name):
        assert next(iter(row.values())) not in listed(row["aliases"]), row


@pytest.mark.parametrize(
    ("name", "column"),
    [("offices.tsv", "country"), ("organisations.tsv", "code"), ("armed_groups.tsv", "country")],
)
def test_country_slots_are_codes(name: str, column: str) -> None:
    for row in table(name):
        codes = listed(row[column])
        assert codes, row
        assert set(codes) <= STATES | BODIES, row


@pytest.mark.parametrize("name", COLUMNS)
def test_sectors_are_plover_sectors(name: str) -> None:
    for row in table(name):
        assert set(listed(row["sector"])) <= SECTORS, row


@pytest.mark.parametrize("name", ["offices.tsv", "organisations.tsv"])
def test_wikidata_ids_are_ids_and_belong_to_one_name(name: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in table(name):
        if row["wikidata"]:
            assert re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), row
            owners[row["wikidata"]].add(next(iter(row.values())))
    assert not {key: names for key, names in owners.items() if len(names) > 1}


@pytest.mark.parametrize("name", ["offices.tsv", "armed_groups.tsv"])
def test_dates_are_dates_in_order(name: str) -> None:
    for row in table(name):
        for cell in (row["start"], row["end"]):
            assert not cell or A_DATE.fullmatch(cell) or (name == "armed_groups.tsv" and cell.isdigit()), row
            if len(cell) == 10:
                date.fromisoformat(cell)
            assert cell[:4] <= LAST_YEAR, row
        if row["start"] and row["end"]:
            assert first_day(row["start"]) <= last_day(row["end"]), row


def test_every_term_of_office_has_a_beginning() -> None:
    assert not [row for row in table("offices.tsv") if not row["start"]]


def test_no_two_people_hold_one_office_at_a_time_unless_the_note_says_so() -> None:
    holders: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table("offices.tsv"):
        if row["office"] not in HELD_TOGETHER:
            holders[row["country"], row["office"]].append(row)
    for terms in holders.values():
        for one, other in combinations(terms, 2):
            if TOGETHER.search(one["note"]) or TOGETHER.search(other["note"]):
                continue
            # Only what is certain counts: from the last day the beginning may fall on to the first day of the end.
            start = max(last_day(one["start"]), last_day(other["start"]))
            end = min(first_day(one["end"]), first_day(other["end"]))
            assert start >= end, (one, other)


def test_aliases_and_id_stand_on_the_first_row_of_a_person_only() -> None:
    seen: set[str] = set()
    for row in table("offices.tsv"):
        if row["person"] in seen:
            assert (row["aliases"], row["wikidata"]) == ("", ""), row
        seen.add(row["person"])


@pytest.mark.parametrize("name", ["organisations.tsv", "armed_groups.tsv"])
def test_names_are_unique(name: str) -> None:
    names = [row["name"] for row in table(name)]
    assert len(names) == len(set(names))


def test_no_phrase_names_two_things() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for name in COLUMNS:
        for row in table(name):
            owner = next(iter(row.values()))
            for phrase in (owner, *listed(row["aliases"]), *listed(row.get("acronym", ""))):
                owners[phrase.removeprefix("the ").casefold()].add(owner)
    assert not {phrase: names for phrase, names in owners.items() if len(names) > 1}


def test_kinds_of_organisation() -> None:
    assert {row["kind"] for row in table("organisations.tsv")} == KINDS


def test_coverage_of_offices() -> None:
    rows = table("offices.tsv")
    leaders = {row["country"] for row in rows if row["office"] in ("head of state", "head of government")}
    diplomats = {row["country"] for row in rows if row["office"] == "foreign minister"}
    defence = {row["country"] for row in rows if row["office"] == "defence minister"}
    assert len(leaders & STATES) >= 150
    assert len(diplomats & STATES) >= 60
    assert len(defence & STATES) >= 30
    eighties = {row["country"] for row in rows if row["country"] in leaders and row["start"] < "1990"}
    assert len(eighties) >= 30


def test_coverage_of_organisations() -> None:
    kinds: dict[str, int] = defaultdict(int)
    for row in table("organisations.tsv"):
        kinds[row["kind"]] += 1
        kinds["international"] += row["code"] in ("UNO", "EUR", "IGO")
        kinds["national"] += row["kind"] in ("agency", "parliament", "police", "military", "court") and (
            row["code"][:3] in STATES
        )
    floors = {"international": 120, "national": 100, "media": 100, "ngo": 60, "party": 60, "company": 30}
    assert {kind: kinds[kind] for kind in floors if kinds[kind] < floors[kind]} == {}


def test_coverage_of_armed_groups() -> None:
    rows = table("armed_groups.tsv")
    assert len(rows) >= 120
    assert len({code for row in rows for code in listed(row["country"])}) >= 60


@pytest.mark.parametrize(
    ("country", "office", "day", "person"),
    [
        ("USA", "head of state", "2015-06-30", "Barack Obama"),
        ("USA", "foreign minister", "2010-03-01", "Hillary Clinton"),
        ("GBR", "head of government", "2022-10-01", "Liz Truss"),
        ("GBR", "foreign minister", "2024-01-15", "David Cameron"),
        ("RUS", "head of government", "2010-01-01", "Vladimir Putin"),
        ("ISR", "defence minister", "2023-10-07", "Yoav Gallant"),
        ("IRN", "foreign minister", "2015-07-14", "Mohammad Javad Zarif"),
        ("IRN", "supreme leader", "2025-10-20", "Ali Khamenei"),
        ("EGY", "head of state", "2013-01-25", "Mohamed Morsi"),
        ("IND", "head of government", "2019-08-05", "Narendra Modi"),
        ("JPN", "head of government", "2011-03-11", "Naoto Kan"),
        ("UKR", "foreign minister", "2023-05-05", "Dmytro Kuleba"),
        ("EUR", "foreign minister", "2014-06-01", "Catherine Ashton"),
        ("UNO", "IAEA Director General", "2003-02-14", "Mohamed ElBaradei"),
        ("IGO", "NATO Secretary-General", "2011-03-31", "Anders Fogh Rasmussen"),
    ],
)
def test_who_was_it(country: str, office: str, day: str, person: str) -> None:
    found = [
        row["person"]
        for row in table("offices.tsv")
        if (row["country"], row["office"]) == (country, office)
        and last_day(row["start"]) <= day <= first_day(row["end"])
    ]
    assert found == [person]
