from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.find.places.finder import find_places, place_spans
from dateline.find.syntax import Passage
from dateline.model import Document, Place, Span, document_id, spans_of
from dateline.resolve.places.gazetteer import load

ParseText = Callable[..., tuple[Document, tuple[Passage, ...]]]


def places(parse_text: ParseText, text: str) -> tuple[Place, ...]:
    document, passages = parse_text(text)
    return find_places(passages, document, load())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the outskirts of Goma on Friday.", [("Goma", "COD", False)]),
        ("The minister flew from Ankara to Doha.", [("Ankara", "TUR", False), ("Doha", "QAT", False)]),
        ("A court in Paris, Texas, freed the farmer.", [("Paris", "USA", False), ("Texas", "USA", False)]),
        ("Floods hit Lancaster, Pa., overnight.", [("Lancaster", "USA", False), ("Pa.", "USA", False)]),
        ("Tehran denied that it had sent the drones.", [("Tehran", "IRN", True)]),
        ("Iranian engineers left the site.", [("Iranian", "IRN", True)]),
        ("Iranians voted on Friday.", [("Iranians", "IRN", True)]),
        ("Sir Elton Houston sang.", []),
        ("Michael Jordan signed the shirt.", []),
        ("Talks between Moscow and Beijing stalled.", [("Moscow", "RUS", True), ("Beijing", "CHN", True)]),
        ("They met in Moscow on Monday.", [("Moscow", "RUS", False)]),
        ("KYIV, Oct 3 - Nobody was hurt.", [("KYIV", "UKR", False)]),
        (
            "Monitors left the Zaporizhzhia nuclear plant for Crimea.",
            [("Zaporizhzhia nuclear plant", "UKR", False), ("Crimea", "UKR", False)],
        ),
        ("Guards closed the al-Hol camp.", [("al-Hol camp", "SYR", False)]),
        ("The White House declined to comment.", [("White House", "USA", True)]),
        ("Tourists gathered outside the White House.", [("White House", "USA", False)]),
        (
            "Votes were counted in Barrow and Jackson counties, Georgia.",
            [("Barrow", "USA", False), ("Jackson", "USA", False), ("Georgia", "USA", False)],
        ),
        ("He drove to Seattle, Washington.", [("Seattle", "USA", False), ("Washington", "USA", False)]),
        ("She speaks fluent French.", []),
        (
            "Michael Jordan sang. Turkey and Jordan signed the treaty in Aqaba.",
            [("Turkey", "TUR", True), ("Jordan", "JOR", True), ("Aqaba", "JOR", False)],
        ),
    ],
)
def test_places_of_a_sentence(
    parse_text: ParseText, text: str, expected: list[tuple[str, str, bool]]
) -> None:
    found = [(p.span.words, p.country, p.metonym) for p in places(parse_text, text)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "words", "precision"),
    [
        ("Shells fell on villages in Aleppo province.", "Aleppo", "admin1"),
        ("The army entered Aleppo city.", "Aleppo", "city"),
        ("Troops moved into the Kherson region on Friday.", "Kherson", "admin1"),
        ("The governor of Enugu State resigned.", "Enugu State", "admin1"),
        ("Voters in the state of New York stayed home.", "New York", "admin1"),
        ("The city of New York paid for it.", "New York", "city"),
        ("Floods hit the province of Groningen.", "Groningen", "admin1"),
        ("She studied at Ohio State University in Columbus.", "Ohio", "admin1"),
        ("It was told by Iran state media in Paris.", "Iran", "country"),
    ],
)
def test_the_noun_beside_a_name_says_what_sort_of_place_it_is(
    parse_text: ParseText, text: str, words: str, precision: str
) -> None:
    found = {place.span.words: place.precision for place in places(parse_text, text)}
    assert found[words] == precision


def test_every_place_says_why_and_keeps_its_words(parse_text: ParseText) -> None:
    text = "KYIV — Shells fell on Kharkiv, Ukraine.\n\nThe Ukrainian city of Odesa was spared."
    found = places(parse_text, text)
    assert [place.span.words for place in found] == ["KYIV", "Kharkiv", "Ukraine", "Ukrainian", "Odesa"]
    for place in found:
        assert place.why
        assert place.lat is not None
        assert 0 < place.confidence <= 1
        for span in spans_of(place):
            assert text[span.start : span.end] == span.words


def test_a_dateline_of_its_own_zone_is_a_place(parse_text: ParseText) -> None:
    document, passages = parse_text("AMMAN, Jordan\n\nThe king spoke.", kinds=("dateline",))
    dateline = Document(
        id=document_id(document.text),
        text=document.text,
        zones=document.zones,
        dateline=Span(0, 13, "AMMAN, Jordan"),
    )
    found = find_places(passages, dateline, load())
    assert [(place.span.words, place.country) for place in found] == [("AMMAN", "JOR")]


def test_given_words_are_resolved_even_where_none_is_found(parse_text: ParseText) -> None:
    text = "Crews from Springfield and Champaign fought the fire near Qwertyville in Illinois."
    document, passages = parse_text(text)
    words = ["Springfield", "Qwertyville"]
    spans = [Span(text.index(w), text.index(w) + len(w), w) for w in words]
    springfield, unknown = place_spans(spans, passages, document, load())
    assert (springfield.country, springfield.admin1) == ("USA", "Illinois")
    assert unknown.geonameid is None


@pytest.mark.parametrize(
    ("text", "words", "country", "precision"),
    [
        # named for a place elsewhere: it lies where the report is
        ("Pupils of Hubbard Middle School in Nakuru marched.", "Hubbard Middle School", "KEN", "city"),
        ("They met in Leeds. Guests left the Percy Hotel at noon.", "Percy Hotel", "GBR", "city"),
        (
            "The museum in Springfield, Illinois, lent it to the Illinois Armory.",
            "Illinois Armory",
            "USA",
            "city",
        ),
        # it may well lie where its name says
        ("Doctors at Nairobi Hospital in Kisumu went on strike.", "Nairobi Hospital", "KEN", "city"),
        ("A fire closed the Windsor Castle grounds near London.", "Windsor Castle", "GBR", "city"),
        ("Voters in Enugu stayed away in Enugu State.", "Enugu State", "NGA", "admin1"),
    ],
)
def test_given_words_that_are_named_for_a_place_lie_where_they_may(
    parse_text: ParseText, text: str, words: str, country: str, precision: str
) -> None:
    document, passages = parse_text(text)
    start = text.index(words)
    (found,) = place_spans([Span(start, start + len(words), words)], passages, document, load())
    assert (found.country, found.precision) == (country, precision)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("AaGgPp .,'’-\n“”éÉ\u00a0USparisgeorgia"), max_size=80))
def test_no_text_breaks_it(parse_text: ParseText, text: str) -> None:
    for place in places(parse_text, text):
        for span in spans_of(place):
            assert text[span.start : span.end] == span.words
