"""Codes, dates and names of offices, as other data sets write them."""

from __future__ import annotations

import pytest

from dateline.knowledge.imports.codes import cameo, country
from dateline.knowledge.imports.model import day
from dateline.knowledge.imports.petrarch import _limits
from dateline.knowledge.imports.posts import office_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("NOR", "NOR"),
        ("no", "NOR"),
        ("Norway", "NOR"),
        ("Q20", "NOR"),
        ("http://www.wikidata.org/entity/Q20", "NOR"),
        ("Russia (Soviet Union)", "RUS"),
        ("Myanmar (Burma)", "MMR"),
        ("GRL", "DNK"),
        ("eu", "EUR"),
        ("UNO", "UNO"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_countries_are_found_as_data_sets_write_them(written: str, code: str) -> None:
    assert country(written) == code


@pytest.mark.parametrize(
    ("code", "where", "sectors"),
    [
        ("AFGGOVMIL", ("AFG",), ("GOV", "MIL")),
        ("IGOUNOHLH", ("UNO",), ("MED",)),
        ("IGOEUREEC", ("EUR",), ()),
        ("NGOHRI", ("NGO",), ("SOC",)),
        ("~MED", (), ("JRN",)),
        ("INTREB", ("IMG",), ("REB",)),
        ("SASREB", (), ("REB",)),
        ("GBRINSSEP", ("GBR",), ("REB",)),
    ],
)
def test_codes_of_cameo_become_those_of_plover(
    code: str, where: tuple[str, ...], sectors: tuple[str, ...]
) -> None:
    assert cameo(code) == (where, sectors)


@pytest.mark.parametrize(
    ("limits", "days"),
    [
        (">011222", ("2001-12-22", "")),
        ("<20051231", ("", "2005-12-31")),
        ("320101-331108", ("1932-01-01", "1933-11-08")),
        ("07070-08001", ("2007-03-11", "2008-01-01")),
        ("331108-320101", None),
        ("someday", None),
        ("20041317-20061201", None),
    ],
)
def test_dates_of_dictionaries(limits: str, days: tuple[str, str] | None) -> None:
    assert _limits(limits) == days


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014-06-08T00:00:00Z", "2014-06-08"),
        ("+2014-06-00T00:00:00Z", "2014-06"),
        ("+2014-00-00T00:00:00Z", "2014"),
        ("2014", "2014"),
        ("-0044-03-15T00:00:00Z", ""),
        ("t1234", ""),
        ("", ""),
    ],
)
def test_dates_of_wikidata(text: str, date: str) -> None:
    assert day(text) == date


@pytest.mark.parametrize(
    ("label", "office", "sector"),
    [
        ("President of France", "head of state", "GOV"),
        ("President of the Senate", "president of the senate", "LEG"),
        ("president of the University of Oslo", "president of the university of oslo", "GOV"),
        ("Prime Minister of Norway", "head of government", "GOV"),
        ("acting prime minister", "head of government", "GOV"),
        ("Deputy Prime Minister of Norway", "deputy prime minister of norway", "GOV"),
        ("Minister for Foreign Affairs", "foreign minister", "GOV"),
        ("Secretary of State for Defence", "defence minister", "GOV"),
        ("Shadow Home Secretary", "shadow home secretary", "GOV"),
        ("Home Secretary", "interior minister", "GOV"),
        ("member of the House of Representatives", "member of the house of representatives", "LEG"),
        ("Chief of the General Staff", "chief of the general staff", "MIL"),
        ("Archbishop of Nidaros", "archbishop of nidaros", "REL"),
        ("leader of the Farmers' Party", "leader of the farmers' party", "PTY"),
        ("footballer", "footballer", ""),
    ],
)
def test_names_of_offices(label: str, office: str, sector: str) -> None:
    found, _, code = office_of(label)
    assert (found, code) == (office, sector)
