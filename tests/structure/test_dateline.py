from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.structure.dateline import alone, opening, place_line

OPENINGS = [
    ("DUBAI: The ruler", "DUBAI", "", "DUBAI:"),
    ("GUSAU, Nigeria — The army", "GUSAU, Nigeria", "", "GUSAU, Nigeria —"),
    ("OSLO/LA PAZ, July 24 (MNA) - Norway", "OSLO/LA PAZ", "MNA", "OSLO/LA PAZ, July 24 (MNA) -"),
    ("Caracas, Sep 4 (ABI).- The state", "Caracas", "ABI", "Caracas, Sep 4 (ABI).-"),
    ("LONDON (Reuters) - A court", "LONDON", "Reuters", "LONDON (Reuters) -"),
    ("LA CROSSE, Wis. (AP) — After a", "LA CROSSE, Wis.", "AP", "LA CROSSE, Wis. (AP) —"),
    ("MOSCOW, February 11. /TASS/. The Kremlin", "MOSCOW", "TASS", "MOSCOW, February 11. /TASS/."),
    ("BEIJING, Oct. 21 (Xinhua) -- China", "BEIJING", "Xinhua", "BEIJING, Oct. 21 (Xinhua) --"),
    ("Kyiv. March 12. INTERFAX - The", "Kyiv", "INTERFAX", "Kyiv. March 12. INTERFAX -"),
    ("WASHINGTON, D.C. – The", "WASHINGTON, D.C.", "", "WASHINGTON, D.C. –"),
    ("Nairobi, Thursday - The", "Nairobi", "", "Nairobi, Thursday -"),
    ("Geneva, 8 November 2023 – The", "Geneva", "", "Geneva, 8 November 2023 –"),
    ("AFP, PARIS — The", "PARIS", "AFP", "AFP, PARIS —"),
    ("AMMAN // The ministry", "AMMAN", "", "AMMAN //"),
    ("KHARTOUM, Sudan // The", "KHARTOUM, Sudan", "", "KHARTOUM, Sudan //"),
    (
        "BERN. The two chambers of parliament voted on Tuesday for a pact with its neighbours.",
        "BERN",
        "",
        "BERN.",
    ),
    (
        "NOVI SAD. Thousands of students marched on Monday from the station to the bridge.",
        "NOVI SAD",
        "",
        "NOVI SAD.",
    ),
]


@pytest.mark.parametrize(("paragraph", "place", "agency", "whole"), OPENINGS)
def test_opening(paragraph: str, place: str, agency: str, whole: str) -> None:
    found = opening(paragraph)
    assert found is not None
    assert paragraph[slice(*found.place)] == place
    assert (paragraph[slice(*found.agency)] if found.agency else "") == agency
    assert paragraph[: found.end].rstrip() == whole


@pytest.mark.parametrize(
    "paragraph",
    [
        "CZECHIA V CHINA: Prague on Wednesday",
        "WHAT NEXT: The council meets",
        "The minister - who resigned - said",
        "U.N. officials said",
        "Islamabad: a city of two million",
        "NATO said on Monday",
        "DUBAI:",
        "",
        "NATO. The alliance was founded in 1949.",
        "The court ruled on Monday // the minister left.",
        "ENOUGH. It stops here.",
    ],
)
def test_no_opening(paragraph: str) -> None:
    assert opening(paragraph) is None


def test_lines_of_their_own() -> None:
    line = "Reporting from Belgrade"
    assert alone(line) == (15, 23)
    assert alone("Reporting on Belgrade") is None
    assert place_line("BAAR, SWITZERLAND") == (0, 17)
    assert place_line("NEW") is None
    assert place_line("Baar") is None


@given(st.text(max_size=200))
def test_any_paragraph_is_survived(paragraph: str) -> None:
    found = opening(paragraph)
    if found is not None:
        assert 0 <= found.place[0] < found.place[1] <= found.end <= len(paragraph)
