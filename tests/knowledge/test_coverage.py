"""The hand-written tables cover what the news needs: states, offices by year, bodies, armed groups and media."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

import pytest

from dateline.knowledge.tables import listed, rows

Row = dict[str, str]

FIRST, LAST = 1990, 2025
BODIES: Final = frozenset({"UNO", "EUR", "IGO", "NGO"})
YEARS: Final = range(FIRST, LAST + 1)
IN_THE_NEWS: Final = frozenset(
    re.findall(
        r"[A-Z]{3}",
        """
    USA CHN RUS UKR GBR FRA DEU ITA ESP POL GRC TUR SRB BLR GEO ARM AZE ISR PSE LBN SYR JOR IRQ IRN
    SAU ARE QAT YEM EGY LBY DZA SDN SSD ETH SOM KEN NGA COD ZAF ZWE MLI IND PAK AFG BGD LKA MMR THA
    IDN PHL JPN KOR PRK TWN CAN AUS MEX BRA COL VEN
    """,
    )
)
MEMBERS: Final = frozenset(
    re.findall(
        r"[A-Z]{3}",
        """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA
    BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK
    DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY
    HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO
    LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
    MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
    QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD
    TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB
    ZWE
    """,
    )
)
OBSERVERS: Final = frozenset({"PSE", "VAT"})
BEGAN: Final = {
    "AND": 1993, "ARM": 1991, "AZE": 1991, "BIH": 1992, "BLR": 1991, "CZE": 1993, "ERI": 1993, "EST": 1991,
    "GEO": 1991, "HRV": 1991, "KAZ": 1991, "KGZ": 1991, "LTU": 1990, "LVA": 1991, "MDA": 1991, "MKD": 1991,
    "MNE": 2006, "NAM": 1990, "PLW": 1994, "PSE": 1994, "RUS": 1991, "SRB": 1991, "SSD": 2011, "SVK": 1993,
    "SVN": 1991, "TJK": 1991, "TKM": 1991, "TLS": 2002, "UKR": 1991, "UZB": 1991, "YEM": 1990,
}  # fmt: skip
"""Year from which a state that is younger than the tables counts."""
REALMS: Final = frozenset(
    re.findall(
        r"[A-Z]{3}",
        """
    ATG AUS BHS BLZ BRB CAN GRD JAM KNA LCA MUS NZL PNG SLB TUV VCT
    """,
    )
)
"""States whose monarch is the British one, whose row stands under Britain (Barbados and Mauritius in part)."""
WITHOUT_A_LEADER: Final = {
    "HTI": {2022, 2023},  # no president, and an acting prime minister
    "LBY": {2015},  # two parliaments, no head of state
    "SMR": set(YEARS),  # two captains regent for six months at a time
    "SOM": {1998, 1999},
}
LEADERS: Final = frozenset({"head of state", "head of government", "supreme leader", "presidency member"})


def span(row: Row) -> range:
    """Return the years that a row reaches into."""
    return range(int(row["start"][:4]), int((row["end"] or str(LAST))[:4]) + 1)


def years_held(offices: frozenset[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows("offices.tsv"):
        if row["office"] in offices:
            found[row["country"]].update(span(row))
    return found


def test_the_lists_have_the_size_they_should() -> None:
    assert len(IN_THE_NEWS) == 60
    assert len(MEMBERS) == 193


def test_every_un_member_and_observer_has_a_leader_in_every_year() -> None:
    held = years_held(LEADERS)
    missing = {
        state: sorted(gone)
        for state in MEMBERS | OBSERVERS
        if (
            gone := set(range(BEGAN.get(state, FIRST), LAST + 1))
            - held[state]
            - WITHOUT_A_LEADER.get(state, set())
        )
    }
    assert missing == {}


def test_heads_of_state_have_no_gap_but_where_the_monarch_lives_abroad_or_the_post_was_vacant() -> None:
    held = years_held(frozenset({"head of state", "supreme leader", "presidency member"}))
    vacant = WITHOUT_A_LEADER | {"LBN": {2015, 2023, 2024}}
    missing = {
        state: sorted(gone)
        for state in (MEMBERS | OBSERVERS) - REALMS
        if (gone := set(range(BEGAN.get(state, FIRST), LAST + 1)) - held[state] - vacant.get(state, set()))
    }
    assert missing == {}


@pytest.mark.parametrize(
    ("office", "floor"),
    [
        ("foreign minister", 0.98),
        ("defence minister", 0.94),
        ("interior minister", 0.865),
        ("military chief", 0.862),
    ],
)
def test_offices_by_year_of_the_states_most_in_the_news(office: str, floor: float) -> None:
    held = years_held(frozenset({office}))
    wanted = {(state, year) for state in IN_THE_NEWS for year in range(BEGAN.get(state, FIRST), LAST + 1)}
    covered = sum(year in held[state] for state, year in wanted)
    assert covered / len(wanted) >= floor


def test_religious_and_party_leaders_of_the_states_most_in_the_news() -> None:
    religious = {row["country"] for row in rows("offices.tsv") if row["sector"] == "REL"}
    parties = {row["country"] for row in rows("offices.tsv") if row["sector"] == "PTY"}
    assert len(religious & IN_THE_NEWS) >= 45
    assert len(parties & IN_THE_NEWS) >= 47


def test_heads_of_eighty_international_organisations() -> None:
    heads = {
        (row["country"], row["office"])
        for row in rows("offices.tsv")
        if row["country"] in BODIES and "poke" not in row["office"] and " envoy" not in row["office"]
    }
    assert len(heads) >= 100


def test_international_organisations_courts_and_alliances() -> None:
    bodies = [row for row in rows("organisations.tsv") if row["code"] in ("UNO", "EUR", "IGO")]
    assert len(bodies) >= 340
    assert sum(bool(row["acronym"]) for row in bodies) >= 230


def test_armed_groups_with_country_and_years() -> None:
    groups = list(rows("armed_groups.tsv"))
    assert all(row["country"] for row in groups)
    assert sum(bool(row["start"] or row["end"]) for row in groups) >= 300
    assert sum(bool(row["aliases"]) for row in groups) >= 300


def test_media() -> None:
    media = [row for row in rows("organisations.tsv") if row["kind"] == "media"]
    assert len(media) >= 450
    assert {row["code"] for row in media} >= IN_THE_NEWS


@pytest.mark.parametrize(
    ("what", "allowed"),
    [
        ("parliament", set[str]()),
        ("court", set[str]()),
        ("police", set[str]()),
        ("spies", set[str]()),
        ("bank", {"MLI"}),  # it has the bank of the West African states
        ("military", set[str]()),
        ("party", {"SAU", "ARE", "QAT"}),  # parties are not allowed
    ],
)
def test_institutions_of_the_states_most_in_the_news(what: str, allowed: set[str]) -> None:
    have: set[str] = set()
    for row in rows("organisations.tsv"):
        names = "|".join([row["name"], row["aliases"]]).lower()
        fits = {
            "spies": row["sector"] == "SPY",
            "bank": row["kind"] == "agency"
            and ("bank" in names or "federal reserve" in names or "monetary authority" in names),
        }.get(what, row["kind"] == what)
        if fits:
            have.update(listed(row["code"]))
    assert IN_THE_NEWS - have - allowed == set()


def test_states_have_names_capitals_adjectives_and_plurals() -> None:
    states = {row["code"]: row for row in rows("states.tsv") if not row["part_of"]}
    peoples = {row["code"]: row for row in rows("demonyms.tsv")}
    assert states.keys() >= MEMBERS | OBSERVERS
    assert {code for code in MEMBERS | OBSERVERS | {"KOS", "TWN"} if not states[code]["capital"]} == set()
    assert peoples.keys() >= MEMBERS
    assert not [row for row in peoples.values() if not row["adjectives"]]
    lists = [(listed(row["one"]), listed(row["many"])) for row in peoples.values()]
    assert all(len(one) == len(many) for one, many in lists)


def test_historic_and_partly_recognised_states_and_seats_of_power() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in rows("states.tsv"):
        kinds[row["kind"]].add(row["name"])
    assert {"Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany", "Zaire"} <= kinds["historic"]
    assert {"Kosovo", "Taiwan", "Abkhazia", "Somaliland", "Transnistria"} <= kinds["partial"]
    stands_for = [row["stands_for"] for row in rows("metonyms.tsv")]
    assert len(stands_for) >= 230
