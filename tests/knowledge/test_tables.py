from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.phrases import PhraseIndex, fold
from dateline.knowledge.tables import FORMER, load, plural_of, rows, surname

SLOTS = {"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}


@pytest.mark.parametrize(
    ("words", "kind", "codes"),
    [
        ("Iran", "state", ("IRN",)),
        ("U.S.", "state", ("USA",)),
        ("Ivory Coast", "state", ("CIV",)),
        ("Kosovo", "state", ("KOS",)),
        ("Hong Kong", "state", ("HKG",)),
        ("Gaza Strip", "state", ("PSE",)),
        ("Greenland", "region", ("DNK",)),
        ("Tamil Nadu", "region", ("IND",)),
        ("Soviet Union", "state", ("RUS",)),
        ("Norwegian", "adjective", ("NOR",)),
        ("Spaniards", "people", ("ESP",)),
        ("Frenchwomen", "people", ("FRA",)),
        ("Kremlin", "seat", ("RUS",)),
        ("Pyongyang", "seat", ("PRK",)),
        ("Pentagon", "body", ("USA",)),
        ("Rashtrapati Bhavan", "body", ("IND",)),
    ],
)
def test_terms(words: str, kind: str, codes: tuple[str, ...]) -> None:
    term = load().terms.get(words)
    assert term is not None
    assert (term.kind, term.countries) == (kind, codes)


def test_every_member_state_has_an_adjective_and_a_people() -> None:
    knowledge = load()
    with_adjective = {row["code"] for row in rows("demonyms.tsv") if row["adjectives"]}
    states = {state.code for state in knowledge.states.values() if state.kind == "state"}
    without = states - with_adjective - {"ATA"}
    assert not without


def test_codes_are_codes() -> None:
    knowledge = load()
    for code in knowledge.states:
        assert re.fullmatch("[A-Z]{3}", code)
    for row in rows("organisations.tsv"):
        for code in row["code"].split("|"):
            assert code in SLOTS or FORMER.get(code, code) in knowledge.states, row
    for row in rows("offices.tsv"):
        code = row["country"]
        assert code in SLOTS or FORMER.get(code, code) in knowledge.states, row


@pytest.mark.parametrize(
    ("words", "sector", "kind", "plural"),
    [
        ("prime minister", "GOV", "person", False),
        ("police chiefs", "COP", "people", True),
        ("ministers of state", "GOV", "people", True),
        ("gunmen", "UAF", "people", True),
        ("warplanes", "MIL", "thing", True),
        ("refugees", "REF", "people", True),
        ("high court", "JUD", "body", False),
        ("spokeswoman", "", "person", False),
    ],
)
def test_roles(words: str, sector: str, kind: str, plural: bool) -> None:
    role = load().roles.get(words)
    assert role is not None
    assert (role.sector, role.kind, role.plural) == (sector, kind, plural)


@pytest.mark.parametrize(
    ("one", "many"), [("policeman", "policemen"), ("army", "armies"), ("boss", "bosses"), ("key", "keys")]
)
def test_plural(one: str, many: str) -> None:
    assert plural_of(one) == many


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Ursula von der Leyen", "von der leyen"),
        ("Nicolás Maduro", "maduro"),
        ("Bashar al-Assad", "al assad"),
    ],
)
def test_surname(name: str, last: str) -> None:
    assert surname(name) == last


def test_capitalised_holds_names_but_no_plain_words() -> None:
    words = load().capitalised
    assert {"Iran", "Norwegian", "Kremlin"} <= words
    assert not {"the", "and", "of"} & words


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="abé -’.A", max_size=40))
def test_found_phrases_lie_where_they_say(text: str) -> None:
    index = PhraseIndex([("a", 1), ("a b", 2), ("bé", 3)])
    folded = fold(text)
    past = 0
    for found in index.scan(folded):
        assert found.start >= past
        assert folded[found.start : found.end] == fold(found.phrase)
        past = found.end
