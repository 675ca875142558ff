from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.config import Settings
from dateline.reading.source import Source
from dateline.structure import byline
from dateline.structure.document import build

NAMED = [
    ("By Ngozi Eze and Karl Lund | September 12, 2025 7:41 am", ["Ngozi Eze", "Karl Lund"]),
    ("Claire Obi (now) and Tom Reyes (earlier)", ["Claire Obi", "Tom Reyes"]),
    ("By ELENA KRAUSE", ["ELENA KRAUSE"]),
    ("with help from Piet de Wit", ["Piet de Wit"]),
    ("By Andrea Boscolo, Chief Technology Officer and Head of Labs", ["Andrea Boscolo"]),
    ("NewsDesk", ["NewsDesk"]),
    ("By Our Correspondent", ["Our Correspondent"]),
    ("By  ANN PEEBLES, THOMAS BUI and AMELIA TOM-DEVLIN", ["ANN PEEBLES", "THOMAS BUI", "AMELIA TOM-DEVLIN"]),
    ("By Jane Dorr in Kyiv and John Ruiz in Moscow", ["Jane Dorr", "John Ruiz"]),
    ("By Maria de la Cruz, Reuters", ["Maria de la Cruz"]),
    ("By Reuters", []),
    ("Words by Ana Sá; photographs by Rui Melo", ["Ana Sá"]),
    ("By Abu Bakr al-Said", ["Abu Bakr al-Said"]),
    ("By Tom Reyes, Senior Contributing Writer", ["Tom Reyes"]),
    ("Autor: Jan Holm und Ida Berg", ["Jan Holm", "Ida Berg"]),
]


@pytest.mark.parametrize(("line", "expected"), NAMED)
def test_names(line: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end in byline.names(line)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("AFP", "Agence France-Presse"),
        ("(Agence France-Presse)", "Agence France-Presse"),
        ("the Associated Press", "Associated Press"),
        ("AP", "Associated Press"),
        ("The Ledger", ""),
        ("", ""),
    ],
)
def test_agency(words: str, expected: str) -> None:
    assert byline.agency(words) == expected
    assert byline.is_agency(words) == bool(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Reporting by Ann Lo in Oslo and Bo Ek in Bergen; Editing by Cy Dahl)", ["Ann Lo", "Bo Ek"]),
        ("Reporting by Ann Lo; additional reporting by Bo Ek", ["Ann Lo"]),
        ("Editing by Cy Dahl", []),
    ],
)
def test_credited(line: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end in byline.credited(line)] == expected


@pytest.mark.parametrize("line", ["By Ann Lo", "by Lana Vrzic", "By The Ledger", "By: Ana Sá"])
def test_is_byline(line: str) -> None:
    assert byline.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By clicking on this you agree",
        "By nightfall, though, the harbour master admitted that both cranes had been idle.",
        "By the time the troops came the square was empty.",
        "Bypass planned for Ashwater",
    ],
)
def test_is_no_byline(line: str) -> None:
    assert not byline.is_byline(line)


@pytest.mark.parametrize(
    "line", ["Balkans correspondent", "Sports Editor", "Staff Writer", "Chief Foreign Affairs Correspondent"]
)
def test_is_job(line: str) -> None:
    assert byline.is_job(line)


@pytest.mark.parametrize("line", ["Editor quits over row", "A writer is free.", "Ann Lo", "March in Bihar"])
def test_is_no_job(line: str) -> None:
    assert not byline.is_job(line)


@pytest.mark.parametrize("line", ["World News", "Middle East", "Ann", "Share This Story", "the president"])
def test_is_no_name(line: str) -> None:
    assert not byline.is_name(line)


@given(st.text(max_size=120))
def test_any_line_is_survived(line: str) -> None:
    for start, end in [*byline.names(line), *byline.credited(line)]:
        assert 0 <= start < end <= len(line)
    byline.is_byline(line)
    byline.is_names(line)
    byline.is_job(line)


HEAD = "Council to reopen bridge after year of repairs\n"
BODY = (
    "\n\nThe council said on Monday that it would reopen the bridge, a plan the mayor has called reckless.\n\n"
    "The mayor denied it. He accused the council of acting behind his back in a letter.\n"
)


@pytest.mark.parametrize(
    ("line", "names", "agency", "day"),
    [
        ("Story by Amina Yusuf • 3h", ["Amina Yusuf"], "", ""),
        ("Reporter: Amina Yusuf", ["Amina Yusuf"], "", ""),
        ("By Amina Yusuf BBC News, Nairobi", ["Amina Yusuf"], "", ""),
        ("Amina Yusuf, Nairobi", ["Amina Yusuf"], "", ""),
        ("— By Amina Yusuf", ["Amina Yusuf"], "", ""),
        ("Amina Yusuf | Reuters", ["Amina Yusuf"], "Reuters", ""),
        ("Agence France-Presse", [], "Agence France-Presse", ""),
        ("By the Associated Press", [], "the Associated Press", ""),
        (
            "AP | By Amina Yusuf | Updated : 12 Mar 2024, 10:12 AM IST",
            ["Amina Yusuf"],
            "AP",
            "2024-03-12 10:12",
        ),
        ("Amina Yusuf Staff Reporter", ["Amina Yusuf"], "", ""),
        ("Amina Yusuf and agencies", ["Amina Yusuf"], "", ""),
        ("March 3, 2024 by Amina Yusuf", ["Amina Yusuf"], "", "2024-03-03 "),
        ("Posted by Amina Yusuf on March 3, 2024", ["Amina Yusuf"], "", "2024-03-03 "),
        ("Published 7:32 PM EDT, Tue October 21, 2025", [], "", "2025-10-21 19:32"),
        ("New Delhi | Updated: March 3, 2024 10:20 IST", [], "", "2024-03-03 10:20"),
        (
            "By Ibn Sina al-Masri and Ana José de los Ríos",
            ["Ibn Sina al-Masri", "Ana José de los Ríos"],
            "",
            "",
        ),
        ("HT Correspondent", ["HT Correspondent"], "", ""),
        ("By Amina Yusuf (Reuters)", ["Amina Yusuf"], "Reuters", ""),
    ],
)
def test_the_line_below_a_headline(line: str, names: list[str], agency: str, day: str) -> None:
    document = build(Source(text=HEAD + line + BODY), Settings())
    assert [name.words for name in document.bylines] == names
    assert (document.agency.words if document.agency else "") == agency
    found = document.published
    assert (f"{found.date} {found.time}" if found else "") == day
    assert document.headline is not None
    assert document.headline.words == HEAD.strip()
