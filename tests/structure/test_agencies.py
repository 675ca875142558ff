from __future__ import annotations

import pytest

from dateline.structure import agencies

CREDITS = [
    ("AFP", "Agence France-Presse"),
    ("By AFP", "Agence France-Presse"),
    ("Ann Lo, AFP", "Agence France-Presse"),
    ("Le Courrier et AFP", "Agence France-Presse"),
    ("Reuters Staff", "Reuters"),
    ("Bo Ek, Associated Press Writers", "Associated Press"),
    ("By Ann Lo | The Associated Press", "Associated Press"),
    ("(Reporting by The Associated Press.)", "Associated Press"),
    ("With inputs from PTI", "Press Trust of India"),
    ("Ann Lo, AP Ports Writer", "Associated Press"),
    ("Quelle: dpa", "dpa"),
    ("with agencies", "agencies"),
    ("Agencies", "agencies"),
    ("By Ann Lo and agencies", "agencies"),
    ("Mit Agenturen", "agencies"),
    ("By Ann Lo", ""),
    ("The Daily Ledger", ""),
    ("Housing agencies reporter", ""),
    ("", ""),
    ("," * 5000, ""),
]


@pytest.mark.parametrize(("line", "expected"), CREDITS)
def test_credited(line: str, expected: str) -> None:
    assert agencies.credited(line) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["NAIROBI (AFP) — The ferry sank on Tuesday, the harbour office said."], "Agence France-Presse"),
        (["Photo of a ferry.", "OSLO, May 3 (Reuters) - The ferry sank on Tuesday."], "Reuters"),
        (["OSLO — The ferry sank on Tuesday, the harbour office said."], ""),
        (["The ferry sank on Tuesday, Reuters reported."], ""),
        ([], ""),
    ],
)
def test_opened(paragraphs: list[str], expected: str) -> None:
    assert agencies.opened(paragraphs) == expected


@pytest.mark.parametrize(
    ("name", "publisher", "url", "expected"),
    [
        ("Reuters", "Reuters", "", True),
        ("Associated Press", "AP News", "", True),
        ("Associated Press", "", "https://apnews.com/article/ferry", True),
        ("Agence France-Presse", "Faktencheck", "https://checks.afp.com/doc/1", True),
        ("Anadolu", "Anadolu Ajansı", "", True),
        ("Agence France-Presse", "The Daily Ledger", "https://ledger.example/ferry", False),
        ("agencies", "The Daily Ledger", "", False),
        ("Reuters", "Apple", "", False),
        ("PA Media", "Papa", "", False),
        ("Reuters", "", "https://[broken", False),
    ],
)
def test_is_own(name: str, publisher: str, url: str, *, expected: bool) -> None:
    assert agencies.is_own(name, publisher, url) is expected
