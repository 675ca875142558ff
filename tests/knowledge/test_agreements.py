from __future__ import annotations

import re

import pytest

from dateline.knowledge.agreements import by_mechanism, described, load, named
from dateline.knowledge.tables import load as load_tables


def test_rows_are_whole() -> None:
    rows = load()
    assert len(rows) > 100
    codes = load_tables().states.keys() | {"EUR", "UNO"}
    for known in rows:
        assert not known.signed or re.fullmatch(r"\d{4}(-\d\d){0,2}", known.signed), known
        assert not known.end or known.end >= known.signed, known
        assert all(party in codes for party in known.parties if re.fullmatch("[A-Z]{3}", party)), known


def test_no_name_is_anothers() -> None:
    names = [name.casefold() for known in load() for name in (known.name, *known.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The JCPOA and Minsk II", ["Joint Comprehensive Plan of Action", "Minsk II"]),
        ("Iran Nuclear Deal in peril", ["Joint Comprehensive Plan of Action"]),
        ("the Black Sea grain deal", ["Black Sea Grain Initiative"]),
        ("the interim nuclear deal of 2013", ["Joint Plan of Action"]),
        ("a great deal of time", []),
    ],
)  # fmt: skip
def test_names_in_a_text(text: str, expected: list[str]) -> None:
    assert [found.agreement.name for found in named(text)] == expected


@pytest.mark.parametrize(
    ("words", "parties", "year", "day", "place", "expected"),
    [
        ({"nuclear"}, {"IRN"}, "", "2018-05-08", "", "Joint Comprehensive Plan of Action"),
        ({"nuclear"}, {"IRN"}, "", "2014-05-08", "", "Joint Plan of Action"),
        ({"nuclear"}, {"IRN"}, "2013", "2018-05-08", "", "Joint Plan of Action"),
        ({"nuclear"}, {"IRN", "PAK"}, "", "2018-05-08", "", None),
        ({"nuclear"}, {"IRN"}, "2011", "2018-05-08", "", None),
        (set(), set(), "", "2025-10-01", "Cairo", "Cairo agreement on inspections"),
        (set(), {"USA"}, "", "2025-10-01", "Cairo", None),
        ({"ceasefire"}, {"ISR", "IRN"}, "", "2025-06-25", "", "Iran and Israel ceasefire of June 2025"),
        ({"ceasefire"}, {"ISR", "SYR"}, "", "2025-06-25", "", None),
    ],
)  # fmt: skip
def test_descriptions(
    words: set[str], parties: set[str], year: str, day: str, place: str, expected: str | None
) -> None:
    found = described(words, frozenset(parties), year, day, place)
    assert (found.name if found else None) == expected


def test_mechanisms_only_while_there_is_the_deal() -> None:
    assert by_mechanism("snapback", "2014-01-01") is None
    found = by_mechanism("snapback", "2025-09-01")
    assert found is not None
    assert found.name == "Joint Comprehensive Plan of Action"
