"""Every kind of words for an actor, in a table: sentences of our own, the day, and who is meant."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from dateline.knowledge.tables import load
from dateline.model import Actor, Document, Span
from dateline.resolve.actors.resolver import resolve_actors

Row = tuple[str, str, str, str, str, str]
"""Marked text, day of publication, then name, countries, sectors (the primary first) and kind of the marked actor."""


def read(parse_text: Any, marked: str, day: str, datelined: str = "") -> list[tuple[Actor, ...]]:
    """Return the actors of each bracketed mention, in the order of the text."""
    text, spans, opened = "", [], []
    for letter in marked:
        if letter == "[":
            opened.append(len(text))
        elif letter == "]":
            start = opened.pop()
            spans.append(Span(start, len(text), text[start:]))
        else:
            text += letter
    document: Document
    document, passages = parse_text(text, day)
    if datelined:
        document = replace(document, dateline=Span(0, len(datelined), text[: len(datelined)]))
    spans.sort(key=lambda span: (span.start, -span.end))
    resolution = resolve_actors(document, passages, spans, load())
    actors = {actor.id: actor for actor in resolution.actors}
    return [tuple(actors[key] for key in resolution.of(span)) for span in spans]


def told(actor: Actor) -> tuple[str, str, str, str]:
    sectors = " ".join(filter(None, (actor.sector, *actor.sectors)))
    return actor.name.replace("’", "'"), " ".join(actor.country), sectors, actor.kind


def check(parse_text: Any, row: Row, datelined: str = "") -> None:
    marked, day, *expected = row
    ((actor,),) = read(parse_text, marked, day, datelined)
    assert told(actor) == tuple(expected)


IN_FULL = [
    ("[Sanna Marin] thanked the firemen.", "2021-07-01", "Sanna Marin", "FIN", "GOV", "person"),
    ("Late that night [Alpha Condé] was led away.", "2021-08-30", "Alpha Condé", "GIN", "GOV", "person"),
    (
        "A wreath was laid by [Ellen Johnson Sirleaf].",
        "2010-03-02",
        "Ellen Johnson Sirleaf",
        "LBR",
        "GOV",
        "person",
    ),
    ("No reply came from [Angela Merkel].", "2023-02-01", "Angela Merkel", "DEU", "ELI GOV", "person"),
    (
        "[Oddvar Bratlie], a welder from Moss in Norway, won.",
        "2020-05-05",
        "Oddvar Bratlie",
        "NOR",
        "CVL",
        "person",
    ),
]
BY_SURNAME = [
    ("[Erdogan] cut the ribbon himself.", "2019-04-04", "Recep Tayyip Erdoğan", "TUR", "GOV", "person"),
    ("In Argentina the bishops met [Milei] twice.", "2024-06-06", "Javier Milei", "ARG", "GOV", "person"),
    ("Mervyn King came early. [King] sat at the back.", "2008-01-15", "Mervyn King", "GBR", "GOV", "person"),
    ("Jaques Wagner came late. [Wagner] stood.", "2015-05-24", "Jaques Wagner", "BRA", "GOV", "person"),
    (
        "Aides to Mustafa Tlass were calm. [Tlass] was not.",
        "1990-04-04",
        "Mustafa Tlass",
        "SYR",
        "GOV",
        "person",
    ),
]
BY_TITLE = [
    ("[President Ruto] flew home.", "2023-05-01", "William Ruto", "KEN", "GOV", "person"),
    ("[Prime Minister Frederiksen] flew home.", "2022-05-01", "Mette Frederiksen", "DNK", "GOV", "person"),
    (
        "Australia waits. [Foreign Minister Wong] flew home.",
        "2024-05-01",
        "Penny Wong",
        "AUS",
        "GOV",
        "person",
    ),
    ("[Chancellor Olaf Scholz] flew home.", "2022-05-01", "Olaf Scholz", "DEU", "GOV", "person"),
    ("[Pope Francis] flew home.", "2019-05-01", "Pope Francis", "VAT", "REL", "person"),
]
ROLE_WITH_COUNTRY = [
    ("[The Danish prime minister] cycled in.", "2022-05-01", "Mette Frederiksen", "DNK", "GOV", "person"),
    ("The film bored [Ghana’s president].", "2019-05-01", "Nana Akufo-Addo", "GHA", "GOV", "person"),
    ("[The foreign minister of Japan] bowed.", "2015-05-01", "Fumio Kishida", "JPN", "GOV", "person"),
    ("[The French leader] shrugged.", "2010-05-01", "Nicolas Sarkozy", "FRA", "GOV", "person"),
    (
        "[The Zambian minister for fish] resigned.",
        "2010-05-01",
        "Zambian minister for fish",
        "ZMB",
        "GOV",
        "office",
    ),
    (
        "[Peru’s former president] is ill.",
        "2010-05-01",
        "Peru's former president",
        "PER",
        "ELI GOV",
        "office",
    ),
]
ROLE_IN_CONTEXT = [
    (
        "Khartoum - [The army] sealed both bridges.",
        "2012-05-01",
        "Sudan's army",
        "SDN",
        "MIL",
        "organisation",
    ),
    ("Khartoum - [The president] stayed away.", "2012-05-01", "Omar al-Bashir", "SDN", "GOV", "person"),
    ("Lisbon - [The prime minister] stayed away.", "2017-05-01", "António Costa", "PRT", "GOV", "person"),
    ("Kampala - By noon [the police] had left.", "2017-05-01", "Uganda's police", "UGA", "COP", "collective"),
    (
        "Quito - By noon [parliament] had risen.",
        "2017-05-01",
        "Ecuador's parliament",
        "ECU",
        "LEG",
        "organisation",
    ),
    (
        "Hanoi - By noon [the foreign ministry] had protested.",
        "2017-05-01",
        "Vietnam's foreign ministry",
        "VNM",
        "GOV",
        "organisation",
    ),
    ("Oslo - [The government] fell by one vote.", "2017-05-01", "Norway", "NOR", "GOV", "state"),
    (
        "Accra - [The 27-nation bloc] sent observers.",
        "2022-05-01",
        "European Union",
        "EUR",
        "",
        "organisation",
    ),
]
ORGANISATIONS = [
    (
        "[The International Monetary Fund] lent more.",
        "2017-05-01",
        "International Monetary Fund",
        "UNO",
        "",
        "organisation",
    ),
    ("[The IMF] lent more.", "2017-05-01", "International Monetary Fund", "UNO", "", "organisation"),
    (
        "[NATO] moved two frigates.",
        "2017-05-01",
        "North Atlantic Treaty Organization",
        "IGO",
        "MIL",
        "organisation",
    ),
    (
        "[Amnesty International] counted forty.",
        "2017-05-01",
        "Amnesty International",
        "NGO",
        "SOC",
        "organisation",
    ),
    ("[Boko Haram] burned the mill.", "2017-05-01", "Boko Haram", "NGA NER CMR TCD", "REB", "armed_group"),
    (
        "[The BBC] ran it at six.",
        "2017-05-01",
        "British Broadcasting Corporation",
        "GBR",
        "JRN",
        "organisation",
    ),
]
DEMONYMS = [
    ("[Syrians] queued for bread.", "2017-05-01", "Syrians", "SYR", "CVL", "collective"),
    ("[Three Frenchmen] drowned off Crete.", "2017-05-01", "three Frenchmen", "FRA", "CVL", "collective"),
    (
        "Smugglers left [dozens of Eritreans] in the desert.",
        "2017-05-01",
        "dozens of Eritreans",
        "ERI",
        "CVL",
        "collective",
    ),
    ("The court freed [two Filipinos].", "2017-05-01", "two Filipinos", "PHL", "CVL", "collective"),
    ("[A Nepali woman] gave evidence.", "2017-05-01", "Nepali woman", "NPL", "CVL", "unnamed"),
]
WEAPONS = [
    (
        "[Saudi warplanes] hit a silo.",
        "2017-05-01",
        "Saudi Arabia's armed forces",
        "SAU",
        "MIL",
        "organisation",
    ),
    (
        "[A Turkish frigate] blocked the strait.",
        "2017-05-01",
        "Turkey's armed forces",
        "TUR",
        "MIL",
        "organisation",
    ),
    (
        "[Israel’s artillery] fell silent.",
        "2017-05-01",
        "Israel's armed forces",
        "ISR",
        "MIL",
        "organisation",
    ),
    ("[Hezbollah rockets] hit a school.", "2017-05-01", "Hezbollah", "LBN", "REB PTY", "armed_group"),
]
METONYMS = [
    ("[Washington] said it would wait.", "2017-05-01", "United States", "USA", "GOV", "state"),
    ("[The Kremlin] shrugged.", "2017-05-01", "Russia", "RUS", "GOV", "state"),
    ("[Downing Street] called it a slip.", "2017-05-01", "United Kingdom", "GBR", "GOV", "state"),
    ("Talks between [Ankara] and Athens stalled.", "2017-05-01", "Turkey", "TUR", "GOV", "state"),
    ("[Brussels] fined the firm.", "2017-05-01", "European Union", "EUR", "GOV", "organisation"),
]
SECONDARY = [
    ("[Hamas] agreed.", "2017-05-01", "Hamas", "PSE", "REB PTY", "armed_group"),
    (
        "[Ukraine’s former defence minister] agreed.",
        "2017-05-01",
        "Ukraine's former defence minister",
        "UKR",
        "ELI GOV",
        "office",
    ),
    ("[Abkhazia] agreed.", "2017-05-01", "Abkhazia", "GEO", "GOV PRE", "state"),
    ("[Tony Blair] agreed.", "2018-05-01", "Tony Blair", "GBR", "ELI GOV", "person"),
]
TABLES = {
    "in full": IN_FULL,
    "by surname": BY_SURNAME,
    "by title": BY_TITLE,
    "role with its country": ROLE_WITH_COUNTRY,
    "organisations and acronyms": ORGANISATIONS,
    "peoples": DEMONYMS,
    "weapons and units": WEAPONS,
    "seats of power": METONYMS,
    "secondary sectors": SECONDARY,
}


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{kind}: {row[0]}") for kind, rows in TABLES.items() for row in rows]
)
def test_who_is_meant(parse_text: Any, row: Row) -> None:
    check(parse_text, row)


@pytest.mark.parametrize(
    "name", ["Mineworkers' Union of Zambia", "Nurses' Union of Fiji", "Railway Union of Peru"]
)
def test_unions_of_a_trade_are_labour(parse_text: Any, name: str) -> None:
    ((actor,),) = read(parse_text, f"The [{name}] called a strike.", "2024-05-02")
    assert (actor.kind, actor.sector) == ("organisation", "LAB")


@pytest.mark.parametrize("words", ["Nineteen more countries", "Thirty-seven states", "Foreign governments"])
def test_other_states_are_not_that_of_the_dateline(parse_text: Any, words: str) -> None:
    row = (f"Nice - [{words}] signed it.", "2025-06-10", words, "", "GOV", "collective")
    check(parse_text, row, "Nice")


@pytest.mark.parametrize("row", ROLE_IN_CONTEXT, ids=lambda row: row[0])
def test_a_role_without_a_country_is_that_of_the_dateline(parse_text: Any, row: Row) -> None:
    check(parse_text, row, row[0].partition(" ")[0])


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Mali, Niger and Burkina Faso] left.", ["Mali", "Niger", "Burkina Faso"]),
        ("[The French and German foreign ministers] met.", ["DEU FRA"]),
        ("[US-Israeli forces] landed.", ["ISR USA"]),
        ("[Emmanuel Macron and Olaf Scholz] met.", ["Emmanuel Macron", "Olaf Scholz"]),
        ("[Oxfam and the World Bank] disagreed.", ["Oxfam", "World Bank"]),
        ("[Kenya’s police and army] disagreed.", ["KEN", "KEN"]),
        ("[Turkish and Syrian troops] traded fire.", ["SYR TUR"]),
    ],
)
def test_compounds_are_lists(parse_text: Any, marked: str, names: list[str]) -> None:
    (actors,) = read(parse_text, marked, "2022-05-01")
    found = [name if (name := actor.name) in names else " ".join(sorted(actor.country)) for actor in actors]
    assert found == names


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Washington said on Monday that the tariffs would stay.", "Washington", True),
        ("A crowd gathered in Washington on Monday.", "Washington", False),
        ("Relations between Moscow and Kyiv are at their worst.", "Moscow", True),
        ("He flew to Moscow with his sister.", "Moscow", False),
        ("Beijing has accused the sailors of spying.", "Beijing", True),
        ("The fair near Beijing drew a million visitors.", "Beijing", False),
    ],
)
def test_governments_and_their_seats_are_told_apart(text: str, name: str, metonym: bool) -> None:
    import dateline

    actors = {m.span.words for found in dateline.actors(text) for m in found.mentions}
    places = {place.span.words for place in dateline.places(text) if not place.metonym}
    assert (name in actors, name in places) == (metonym, not metonym)


@pytest.mark.parametrize(
    ("marked", "same"),
    [
        ("[Amina Bello], a trader, sued. [Bello] lost.", True),
        ("[Amina Bello], a trader, sued. [Her] brother did not.", True),
        ("[Amina Bello] sued in Kano. [The 40-year-old woman] lost.", True),
        ("[Amina Bello] sued in Kano. [A woman] lost.", False),
        ("[Médecins Sans Frontières] left. [The charity] gave no reason.", True),
        ("[The Red Sea Company] paid. [The company] gave no reason.", True),
        ("[Norway] paid. [Its] neighbours did not.", True),
        ("[The strikers] marched. [They] sang.", True),
        ("[The nurse] told the mayor, Karl Boe, that [she] was ill.", True),
        ("The nurse told [the mayor], Karl Boe, that [she] was ill.", False),
        ("“[I] am ill,” said [Karl Boe].", True),
        ("[Senator Tim Scott] spoke. [Senator Rick Scott] did not.", False),
        ("[Ghana’s army] left. [Togo’s army] did not.", False),
        ("[Ghana’s army] left. [The army] gave no reason.", True),
        ("The [African Union] met. [The bloc] gave no reason.", True),
        ("[NATO] met. [The alliance] gave no reason.", True),
        ("[The first gunman] fled. [The second gunman] did not.", False),
        ("Poland met [the European Union]. [The bloc] gave no reason.", True),
    ],
)
def test_mentions_of_one_actor(parse_text: Any, marked: str, same: bool) -> None:
    one, other = read(parse_text, marked, "2022-05-01")
    assert (one == other) is same
    assert not same or one


def test_two_namesakes_stay_two(parse_text: Any) -> None:
    marked = (
        "[Senator Tim Scott] backed the bill. [Senator Rick Scott] opposed it. [Rick Scott] called it a trick, and "
        "[Tim Scott] laughed."
    )
    (tim,), (rick,), (again,), (last,) = read(parse_text, marked, "2022-05-01")
    assert tim != rick
    assert (again, last) == (rick, tim)
