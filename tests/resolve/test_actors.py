from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.knowledge.tables import load
from dateline.model import Actor, Place, Span
from dateline.resolve.actors.resolver import resolve_actors

Made = list[tuple[str, tuple[Actor, ...]]]


def resolved(parse_text: Any, marked: str, date: str | None = "2025-10-21") -> Made:
    """Resolve the words between square brackets; gives them with their actors, in the order of the text."""
    text, spans, opened = "", [], []
    for letter in marked:
        if letter == "[":
            opened.append(len(text))
        elif letter == "]":
            spans.append((opened.pop(), len(text)))
        else:
            text += letter
    document, passages = parse_text(text, date)
    asked = [Span(start, end, text[start:end]) for start, end in sorted(spans)]
    resolution = resolve_actors(document, passages, asked, load())
    actors = {actor.id: actor for actor in resolution.actors}
    for mention in resolution.mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.words
    return [(span.words, tuple(actors[key] for key in resolution.of(span))) for span in asked]


def only(parse_text: Any, marked: str, date: str | None = "2025-10-21") -> Actor:
    ((_, (actor,)),) = resolved(parse_text, marked, date)
    return actor


@pytest.mark.parametrize(
    ("marked", "country", "sector", "kind"),
    [
        ("[Tehran] rejected the offer.", ("IRN",), "GOV", "state"),
        ("[The Kremlin] rejected the offer.", ("RUS",), "GOV", "state"),
        ("[Israeli warplanes] struck the port.", ("ISR",), "MIL", "organisation"),
        ("[The Kenyan government] raised taxes.", ("KEN",), "GOV", "state"),
        ("[Three Frenchmen] were held.", ("FRA",), "CVL", "collective"),
        ("[A Norwegian police officer] was hurt.", ("NOR",), "COP", "unnamed"),
        ("[Scores of Eritrean refugees] crossed the border.", ("ERI",), "REF", "collective"),
        ("[Two Dutch officials who asked not to be named] confirmed it.", ("NLD",), "GOV", "unnamed"),
        ("[Peru’s health ministry] ordered vaccines.", ("PER",), "GOV", "organisation"),
        ("[Spain’s former prime minister] was questioned.", ("ESP",), "ELI", "office"),
        ("[Western powers] urged calm.", (), "GOV", "collective"),
        ("[The leader of Ghana’s teachers’ union] called a strike.", ("GHA",), "LAB", "office"),
    ],
)
def test_country_and_sector_from_the_words(
    parse_text: Any, marked: str, country: tuple[str, ...], sector: str, kind: str
) -> None:
    actor = only(parse_text, marked)
    assert (actor.country, actor.sector, actor.kind) == (country, sector, kind)
    assert {reason.field for reason in actor.why} >= {"name"}


def test_the_office_is_the_one_of_the_day(parse_text: Any) -> None:
    now = only(parse_text, "[US President Donald Trump] spoke.", "2025-10-21")
    before = only(parse_text, "[Donald Trump] spoke.", "2014-05-05")
    assert now.role == "President"
    assert now.sector == "GOV"
    assert before.role == ""
    assert now.id == before.id


def test_a_role_with_a_country_is_its_holder(parse_text: Any) -> None:
    marked = "[The German chancellor] flew to Oslo. [The chancellor] said [she] was glad."
    names = {actor.name for _, (actor,) in resolved(parse_text, marked, "2014-06-01")}
    assert names == {"Angela Merkel"}


def test_names_titles_and_pronouns_are_one_person(parse_text: Any) -> None:
    marked = (
        "Kenya’s [opposition leader, Martha Owino], said [her party] would not vote. “[I] will stay at home,” "
        "[Owino] told a rally. [The 61-year-old politician] blamed [the electoral commission]."
    )
    made = resolved(parse_text, marked)
    ids = [actors[0].id for _, actors in made]
    assert ids[0] == ids[2] == ids[3] == ids[4]
    assert len({ids[0], ids[1], ids[5]}) == 3
    owino = made[0][1][0]
    assert (owino.name, owino.country, owino.sector) == ("Martha Owino", ("KEN",), "PTY")
    assert made[5][1][0].country == ("KEN",)


def test_a_long_speaker_span(parse_text: Any) -> None:
    marked = "[The secretary of Peru’s Supreme Ports Council, identified as Ana Quiroga], resigned."
    actor = only(parse_text, marked)
    assert (actor.name, actor.country, actor.sector) == ("Ana Quiroga", ("PER",), "GOV")


def test_compounds_are_several_actors(parse_text: Any) -> None:
    marked = (
        "[Thailand and Cambodia] signed a truce. [Both sides] will withdraw. [Chad, Niger and Mali] did not."
    )
    made = [[actor.country[0] for actor in actors] for _, actors in resolved(parse_text, marked)]
    assert made == [["THA", "KHM"], ["THA", "KHM"], ["TCD", "NER", "MLI"]]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[The Nigerian Air Force] bombed a camp. [The air force] denied it.", ["Nigerian Air Force"]),
        ("[Cambodia’s defence ministry] spoke. [The ministry] denied it.", ["Cambodia’s defence ministry"]),
        ("[President Andry Rajoelina’s office] spoke.", ["President Andry Rajoelina’s office"]),
        ("[Israeli warplanes] struck.", ["Israel's armed forces"]),
        ("[Rwandan soldiers] withdrew.", ["Rwanda's armed forces"]),
        ("[The committee] met. [The Turkana herders’ committee] met.", ["Turkana herders’ committee"]),
        ("[Dozens of residents of Goma] fled.", ["dozens of residents of Goma"]),
        ("Kenya was calm. [The electoral commission] met.", ["Kenya's electoral commission"]),
        ("Congo was calm. [The army] spoke.", ["Congo's army"]),
        (
            "[US President Donald Trump] spoke. [His supporters] cheered.",
            ["Donald Trump", "Donald Trump's supporters"],
        ),
        ("[Five miners] died in Peru. [Several] were hurt.", ["five miners", "several people"]),
    ],
)
def test_names_are_the_fullest_words_of_the_report(parse_text: Any, marked: str, names: list[str]) -> None:
    made = resolved(parse_text, marked)
    assert list(dict.fromkeys(actor.name for _, actors in made for actor in actors)) == names


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Mali and Niger] left the bloc. [They] signed a pact.", ["Mali", "Niger", "Mali", "Niger"]),
        (
            "France and Spain began a campaign in May. In the campaign [they] bombed a port.",
            ["France", "Spain"],
        ),
        ("Medics in Darfur helped those [who] wished to leave.", []),
        ("[Kenya] recalled [its ambassador in London].", ["Kenya", "Kenya's ambassador in London"]),
        ("Peru’s navy said its boat had sunk. [It] promised an inquiry.", ["Peru's navy"]),
        ("[The finance minister] resigned in Ghana. [The defence minister] did not.", None),
    ],
)
def test_antecedents(parse_text: Any, marked: str, names: list[str] | None) -> None:
    made = resolved(parse_text, marked, None)
    found = [actor.name.replace("’", "'") for _, actors in made for actor in actors]
    if names is None:
        assert len(set(found)) == len(found)
    else:
        assert found == names


def test_a_town_is_not_a_state(parse_text: Any) -> None:
    for words in ("[Darfur] burned.", "[Fasher] in Sudan burned."):
        assert only(parse_text, words).kind == "unknown"


def test_possessors_that_ask_for_each_other_end(parse_text: Any) -> None:
    made = resolved(parse_text, "“My brother,” said [my sister Anna Kade], “is [my brother].”")
    assert len(made) == 2


def test_places_say_which_country_a_report_is_about(parse_text: Any) -> None:
    text = "Fighting went on in Kerbala. Police left."
    document, passages = parse_text(text)
    start = text.index("Police")
    span = Span(start, start + 6, "Police")
    where = Place(span=Span(20, 27, "Kerbala"), name="Karbala", country="IRQ")
    (actor,) = resolve_actors(document, passages, [span], load(), (where,)).actors
    assert actor.country == ("IRQ",)


def test_a_spokesman_is_a_person_of_whom_he_speaks_for(parse_text: Any) -> None:
    marked = "[A spokesman for the Chilean army] spoke."
    actor = only(parse_text, marked)
    assert (actor.kind, actor.country, actor.sector) == ("unnamed", ("CHL",), "MIL")


def test_the_body_behind_a_general_word(parse_text: Any) -> None:
    marked = "[The World Health Organization] warned of cholera. [The agency] said [its] stocks were low."
    names = [actor.name for _, (actor,) in resolved(parse_text, marked)]
    assert names == ["World Health Organization"] * 3


def test_country_from_context_is_said_to_be_so(parse_text: Any) -> None:
    marked = (
        "Uganda closed its border with Rwanda. Uganda gave no reason. [Police] were sent to the crossing."
    )
    actor = only(parse_text, marked)
    assert actor.country == ("UGA",)
    assert any(reason.field == "country" and reason.rule == "context" for reason in actor.why)


def test_unnamed_people_of_two_reports_are_not_the_same(parse_text: Any) -> None:
    one = only(parse_text, "[A Kenyan diplomat] resigned.")
    other = only(parse_text, "[A Kenyan diplomat] was recalled.")
    police = only(parse_text, "[Kenyan police] fired tear gas.")
    again = only(parse_text, "Rain fell. [Kenyan police] closed the road.")
    assert one.id != other.id
    assert police.id == again.id


def test_an_organisation_is_one_with_and_without_its_description(parse_text: Any) -> None:
    marked = (
        "In Kenya [Maji Watch] sued. [Maji Watch, a rights group], won. [The Houthis] and [the rebels] lost."
    )
    ids = [actors[0].id for _, actors in resolved(parse_text, marked)]
    assert ids[0] == ids[1]
    assert ids[2] == ids[3]


def test_a_namesake_of_an_office_holder_is_somebody_else(parse_text: Any) -> None:
    marked = "The team from Peru lost. Peru’s [swimming coach Angela Merkel] resigned."
    actor = only(parse_text, marked)
    assert actor.country == ("PER",)
    assert actor.id != only(parse_text, "[Angela Merkel] spoke.").id


@pytest.mark.parametrize(
    ("marked", "same"),
    [
        ("Minsk freed [14 prisoners]. It holds [the more than 1,100 prisoners] still.", False),
        ("Minsk freed [14 prisoners]. [The 14 prisoners] crossed the border.", True),
        ("Minsk freed [14 prisoners]. [The prisoners] crossed the border.", True),
    ],
)
def test_another_number_is_another_crowd(parse_text: Any, marked: str, same: bool) -> None:
    (_, one), (_, other) = resolved(parse_text, marked)
    assert (one == other) is same


def test_nobody_is_invented(parse_text: Any) -> None:
    ((_, actors),) = resolved(parse_text, "[It] rained all night.")
    assert actors == ()


NOUNS = ["Kenyan", "president", "Mr", "Odhiambo", "police", "Mali's", "12"]
OTHERS = ["the", ",", "said", "“", "”", "and", "of", "he", "they", "who", "'s", "(", ")", "-", "a"]
WORDS = st.sampled_from(NOUNS + OTHERS)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=14), st.data())
def test_any_span_is_resolved_without_error(parse_text: Any, words: list[str], data: Any) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document, passages = parse_text(text)
    span = Span(start, end, text[start:end])
    first = resolve_actors(document, passages, [span], load())
    again = resolve_actors(document, passages, [span], load())
    assert first == again
    known = {actor.id for actor in first.actors}
    assert set(first.of(span)) <= known
    for actor in first.actors:
        for reason in actor.why:
            if reason.words is not None:
                assert text[reason.words.start : reason.words.end] == reason.words.words
