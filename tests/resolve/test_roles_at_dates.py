"""The role of a person is the one of the report's day: public facts, one line each."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.knowledge.tables import load
from dateline.model import Actor, Span
from dateline.resolve.actors.resolver import resolve_actors

CASES = [
    ("Barack Obama", "2006-05-01", "USA", "Senator for Illinois"),
    ("Barack Obama", "2012-05-01", "USA", "President"),
    ("Barack Obama", "2019-05-01", "USA", ""),
    ("Joe Biden", "2012-05-01", "USA", "Vice President"),
    ("Joe Biden", "2022-05-01", "USA", "President"),
    ("Donald Trump", "2019-05-01", "USA", "President"),
    ("Donald Trump", "2023-05-01", "USA", ""),
    ("Hillary Clinton", "2010-05-01", "USA", "Secretary of State"),
    ("John Kerry", "2014-05-01", "USA", "Secretary of State"),
    ("Theresa May", "2013-05-01", "GBR", "Home Secretary"),
    ("Theresa May", "2018-05-01", "GBR", "Prime Minister"),
    ("Boris Johnson", "2017-05-01", "GBR", "Foreign Secretary"),
    ("Boris Johnson", "2020-05-01", "GBR", "Prime Minister"),
    ("David Cameron", "2012-05-01", "GBR", "Prime Minister"),
    ("David Cameron", "2024-03-01", "GBR", "Foreign Secretary"),
    ("Angela Merkel", "2015-05-01", "DEU", "Chancellor"),
    ("Angela Merkel", "2023-05-01", "DEU", ""),
    ("Olaf Scholz", "2020-05-01", "DEU", "Finance Minister"),
    ("Olaf Scholz", "2023-05-01", "DEU", "Chancellor"),
    ("Nicolas Sarkozy", "2009-05-01", "FRA", "President"),
    ("Emmanuel Macron", "2019-05-01", "FRA", "President"),
    ("Dmitry Medvedev", "2010-05-01", "RUS", "President"),
    ("Dmitry Medvedev", "2015-05-01", "RUS", "Prime Minister"),
    ("Vladimir Putin", "2009-05-01", "RUS", "Prime Minister"),
    ("Vladimir Putin", "2022-05-01", "RUS", "President"),
    ("Jens Stoltenberg", "2011-05-01", "NOR", "Prime Minister"),
    ("Jens Stoltenberg", "2022-05-01", "IGO", "NATO Secretary-General"),
    ("António Guterres", "2000-05-01", "PRT", "Prime Minister"),
    ("António Guterres", "2012-05-01", "UNO", "UN High Commissioner for Refugees"),
    ("António Guterres", "2023-05-01", "UNO", "UN Secretary-General"),
    ("Ban Ki-moon", "2010-05-01", "UNO", "UN Secretary-General"),
    ("Donald Tusk", "2010-05-01", "POL", "Prime Minister"),
    ("Donald Tusk", "2017-05-01", "EUR", "European Council President"),
    ("Donald Tusk", "2024-05-01", "POL", "Prime Minister"),
    ("Mark Carney", "2010-05-01", "CAN", "Bank of Canada Governor"),
    ("Mark Carney", "2016-05-01", "GBR", "Bank of England Governor"),
    ("Mark Carney", "2025-05-01", "CAN", "Prime Minister"),
    ("Mario Draghi", "2014-05-01", "EUR", "ECB President"),
    ("Mario Draghi", "2021-05-01", "ITA", "Prime Minister"),
    ("Mario Draghi", "2024-05-01", "ITA", ""),
    ("Narendra Modi", "2010-05-01", "IND", "Chief Minister of Gujarat"),
    ("Narendra Modi", "2018-05-01", "IND", "Prime Minister"),
    ("Christine Lagarde", "2009-05-01", "FRA", "Finance Minister"),
    ("Christine Lagarde", "2015-05-01", "UNO", "IMF Managing Director"),
    ("Hillary Clinton", "2004-05-01", "USA", "Senator for New York"),
    ("Christine Lagarde", "2022-05-01", "EUR", "ECB President"),
    ("Ursula von der Leyen", "2016-05-01", "DEU", "Defence Minister"),
    ("Ursula von der Leyen", "2022-05-01", "EUR", "European Commission President"),
    ("Shinzo Abe", "2014-05-01", "JPN", "Prime Minister"),
    ("Muhammadu Buhari", "2017-05-01", "NGA", "President"),
    ("William Ruto", "2018-05-01", "KEN", "Deputy President"),
    ("William Ruto", "2023-05-01", "KEN", "President"),
    ("Cyril Ramaphosa", "2016-05-01", "ZAF", "Deputy President"),
    ("Cyril Ramaphosa", "2020-05-01", "ZAF", "President"),
]


def read(parse_text: Any, name: str, date: str) -> Actor:
    text = f"{name} spoke to reporters on arrival."
    document, passages = parse_text(text, date)
    (actor,) = resolve_actors(document, passages, [Span(0, len(name), name)], load()).actors
    return actor


@pytest.mark.parametrize(("name", "date", "country", "role"), CASES)
def test_the_role_of_the_day(parse_text: Any, name: str, date: str, country: str, role: str) -> None:
    actor = read(parse_text, name, date)
    assert (actor.name, actor.country, actor.role) == (name, (country,), role)
