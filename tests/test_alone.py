"""Times, places and actors alone: on their own words, loading no more than they need."""

from __future__ import annotations

import doctest
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline import DatelineError, Reader, Settings
from dateline.model import Appearance, spans_of

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))
ENGLISH = [path for path in EXAMPLES if path.stem != "german-daily"]
FINDERS: tuple[Callable[..., tuple[Any, ...]], ...] = (dateline.times, dateline.places, dateline.actors)
WORDS = (
    *("Kenya", "on Monday", "President Ruto", "in Lyon", "the army", "he said", "its", "troops from Mali"),
    *(
        "last year",
        "&amp;",
        "Cam-\nbodia",
        "“we”",
        "\n\n",
        "\u2028",
        "\x00",
        "İstanbul",
        "😀",
        "5 p.m.",
        ".",
        "<p>",
    ),
    *("---\ntitle: x\n---\n", "UPDATED: May 3, 2020", "PARIS (AP) -", "Subscribe now"),
)


@pytest.mark.parametrize("finder", FINDERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_offsets_are_those_of_the_text_as_given(finder: Callable[..., Any], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = finder(text)
    assert found
    assert all(text[span.start : span.end] == span.words for span in spans_of(found))


@pytest.mark.parametrize("finder", FINDERS, ids=lambda one: one.__name__)
@given(parts=st.lists(st.sampled_from(WORDS), max_size=12), blank=st.sampled_from([" ", "\n", "\r\n", ", "]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_offsets_hold_in_any_text(finder: Callable[..., Any], parts: list[str], blank: str) -> None:
    text = blank.join(parts)
    found = finder(text, settings=Settings(language="en"))
    assert all(text[span.start : span.end] == span.words for span in spans_of(found))


@pytest.mark.parametrize("path", ENGLISH[:4], ids=lambda path: path.stem)
def test_times_and_places_are_those_of_the_record(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    report = dateline.read(text)
    assert dateline.times(text) == report.times
    assert dateline.places(text) == report.places


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("They will vote on Monday.", "2025-10-21", [("Monday", "2025-10-27")]),
        ("They will vote on Monday.", None, [("Monday", "XXXX-WXX-1")]),
        ("Oct 21, 2025", None, [("Oct 21, 2025", "2025-10-21")]),
        (
            "Rome on 3 May 2020\n\nParis on 4 May 2020",
            None,
            [("3 May 2020", "2020-05-03"), ("4 May 2020", "2020-05-04")],
        ),
        ("Nothing happens here.", "2025-10-21", []),
    ],
)
def test_times(text: str, published: str | None, expected: list[tuple[str, str]]) -> None:
    found = [(when.span.words, when.value) for when in dateline.times(text, published) if when.span]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "publisher", "country"),
    [
        ("A barn burned down in Hamilton on Friday.", "", "CAN"),
        ("A barn burned down in Hamilton on Friday.", "stuff.co.nz", "NZL"),
        ("A barn burned down in Hamilton on Friday.", "https://www.stuff.co.nz/news", "NZL"),
    ],
)
def test_a_publisher_speaks_for_its_places(text: str, publisher: str, country: str) -> None:
    (place,) = dateline.places(text, publisher=publisher)
    assert place.country == country


def told(found: tuple[Appearance, ...]) -> dict[str, list[str]]:
    return {one.actor.name: [mention.span.words for mention in one.mentions] for one in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Emmanuel Macron flew to Mali. He met its army chief.",
            {"Emmanuel Macron": ["President Emmanuel Macron", "He"], "Mali's army chief": ["its army chief"]},
        ),
        ("Russia attacked Ukraine.", {"Russia": ["Russia"], "Ukraine": ["Ukraine"]}),
        ("Kenya’s army left Somalia on Friday.", {"Kenya’s army": ["Kenya’s army"]}),
        ("Drones hit Hezbollah positions.", {"Hezbollah": ["Hezbollah"]}),
        ("The river rose in Poland.", {}),
    ],
)
def test_actors_with_their_mentions(text: str, expected: dict[str, list[str]]) -> None:
    assert told(dateline.actors(text, "2019-05-02")) == expected


def test_the_office_is_that_of_the_day() -> None:
    text = "The French president spoke."
    names = [dateline.actors(text, day)[0].actor.name for day in ("2010-03-01", "2014-03-01")]
    assert names == ["Nicolas Sarkozy", "François Hollande"]
    assert dateline.actors(text)[0].actor.name not in names


def test_each_actor_is_listed_once_with_mentions_in_order() -> None:
    for path in ENGLISH:
        found = dateline.actors(path.read_text(encoding="utf-8"))
        assert len({one.actor.id for one in found}) == len(found)
        firsts = [one.mentions[0].span for one in found]
        assert firsts == sorted(firsts, key=lambda span: (span.start, -span.end))
        for one in found:
            assert list(one.mentions) == sorted(one.mentions, key=lambda mention: mention.span.start)
            assert {mention.actor for mention in one.mentions} == {one.actor.id}


@pytest.mark.parametrize("finder", FINDERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff"])
def test_nothing_is_found_in_nothing(finder: Callable[..., Any], text: str) -> None:
    assert finder(text) == ()


@pytest.mark.parametrize("finder", FINDERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("text", [b"Monday in Rome", None, 3])
def test_what_is_no_text_is_a_type_error(finder: Callable[..., Any], text: object) -> None:
    with pytest.raises(TypeError, match="a str or a Document"):
        finder(text)


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: dateline.times("On Monday.", "soon"), "E030"),
        (lambda: dateline.actors("", "2025-02-30"), "E030"),
        (lambda: dateline.times("word " * 100, settings=Settings(max_chars=100)), "E003"),
        (lambda: dateline.places("In Rome.", settings=Settings(pipeline="no_such_pipeline")), "E020"),
        (
            lambda: dateline.times("Der Minister kam am Montag nach Berlin und sprach mit der Presse."),
            "E010",
        ),
    ],
)
def test_errors_have_a_code(call: Callable[[], object], code: str) -> None:
    with pytest.raises(DatelineError) as caught:
        call()
    assert caught.value.code == code


def test_a_page_is_read_through_its_document() -> None:
    page = (
        "<html><body><article><h1>Minister visits port</h1><p>The Norwegian minister came to Bergen on Monday "
        "and spoke with the dock workers, who had been on strike for three weeks.</p></article></body></html>"
    )
    reader = Reader()
    document = reader.document(page.encode(), published="2025-10-21")
    (place,) = (one for one in reader.places(document) if one.name == "Bergen")
    assert document.text[place.span.start : place.span.end] == "Bergen"
    assert "2025-10-20" in {when.value for when in reader.times(document)}
    assert "NOR" in {code for one in reader.actors(document) for code in one.actor.country}


PROGRAM = """
import sys, dateline
assert not any(name.startswith(("spacy", "msgspec", "dateline.")) for name in sys.modules)
dateline.{name}("The minister met Russia's envoy in Rome on Monday.")
print(*(name for name in sys.modules if name.startswith("dateline.") or name == "onnxruntime"))
"""
GAZETTEER = "dateline.resolve.places.gazetteer"
CODER = ("onnxruntime", "dateline.find.learned.scorer", "dateline.find.events.finder", "dateline.link.events")


@pytest.mark.parametrize(
    ("name", "not_loaded"),
    [
        ("times", (GAZETTEER, "dateline.resolve.actors.resolver", *CODER)),
        ("places", ("dateline.resolve.actors.resolver", "dateline.find.times.tagger", *CODER)),
        ("actors", ("dateline.find.times.tagger", *CODER)),
    ],
)
def test_only_what_is_needed_is_loaded(name: str, not_loaded: tuple[str, ...]) -> None:
    program = PROGRAM.format(name=name)
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not set(result.stdout.split()) & set(not_loaded)


def test_the_examples_in_the_docstrings_hold() -> None:
    outcome = doctest.testmod(dateline)
    assert outcome.attempted >= 10
    assert outcome.failed == 0
