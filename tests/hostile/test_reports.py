"""Reports of every shape and things that are none, through the whole pipeline: never a traceback.

Also: never a record without its words, and no record from what is not prose.
"""

from __future__ import annotations

import gzip
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.model import Report, from_json, spans_of, to_json
from dateline.pipeline import Reader
from dateline.render import terminal, why
from dateline.render.html import fragment
from dateline.render.view import View

SHAPES = sorted((Path(__file__).parent / "shapes").iterdir())
FACT = "The minister of defence said on Monday that troops had shelled the village, killing 12 people. "
PAGE = "<html><body>{}<article><p>" + FACT * 3 + "</p></article></body></html>"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def check(report: Report) -> None:
    """Check what holds of every report, whatever was read."""
    text = report.document.text
    assert all(text[span.start : span.end] == span.words for span in spans_of(report))
    assert from_json(to_json(report)) == report
    prose = [zone.span for zone in report.document.zones if zone.kind not in ("furniture", "byline", "date")]
    words = [event.trigger for event in report.events]
    words += [span for statement in report.statements for span in statement.spans]
    assert all(any(zone.covers(span) for zone in prose) for span in words)
    known = View.of(report)
    actors = {
        participant.actor for event in report.events for participant in (*event.actors, *event.recipients)
    }
    actors |= {actor for statement in report.statements for actor in statement.speaker_actors}
    assert actors <= set(known.actors)
    for key in list(known.items())[:5]:
        assert why.explain(report, key).id == key
    assert terminal.record(report)
    HTMLParser().feed(fragment(report))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.name)
def test_every_shape_is_read(path: Path, reader: Reader) -> None:
    report = reader.read(path.read_bytes(), name=path.name)
    check(report)
    assert report.statements


@pytest.mark.parametrize(
    ("name", "published", "source"),
    [
        ("tabloid.txt", "2025-05-03", "header"),
        ("press.txt", "2025-09-12", "dateline"),
        ("liveblog.txt", "2025-08-18", "header"),
        ("newsletter.txt", "2025-10-21", "header"),
        ("wp.html", "2025-11-03", "header"),
        ("front.md", "2025-01-17", "front_matter"),
        ("crlf.txt", "2025-07-24", "dateline"),
        ("business.txt", "2025-10-30", "dateline"),
    ],
)
def test_the_day_of_publication_is_found(name: str, published: str, source: str, reader: Reader) -> None:
    found = reader.document((SHAPES[0].parent / name).read_bytes(), name=name).published
    assert found is not None
    assert (found.date, found.source) == (published, source)


def test_nothing_of_a_page_but_its_article_is_on_record(reader: Reader) -> None:
    report = reader.read((SHAPES[0].parent / "wp.html").read_bytes(), name="wp.html")
    said = to_json(report).decode()
    for stray in ("Nobody said this", "Eritrea attacked us", "Police arrest", "WordPress"):
        assert stray not in said
    # A teaser within the article stays in its text, as furniture, and nothing is read from it.
    teased = [zone for zone in report.document.zones if "Kenya sends" in zone.span.words]
    assert [zone.kind for zone in teased] == ["furniture"]
    told = spans_of((report.statements, report.events, report.claims))
    assert not any(span.overlaps(teased[0].span) for span in told)
    assert report.document.publisher == "Horn Daily"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ((FACT * 60_000)[:5_000_000], "E003"),
        ((FACT * 5_000)[:400_000], "E003"),
        ("a" * 400_000, "E003"),
        (bytes(range(256)) * 50, "E002"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "E002"),
        (gzip.compress(FACT.encode()), "E002"),
        (FACT.encode() + b"\x00" + FACT.encode(), "E002"),
        ("Le gouvernement a rejeté lundi une offre du groupe et le ministre est dans la ville.", "E010"),
        ("El gobierno suspendió el viernes las negociaciones con los rebeldes, dijo el presidente.", "E010"),
        ("أعلن الجيش يوم الثلاثاء أن قواته استعادت الجسر بعد ليلة من القصف العنيف.", "E010"),
        ("<html><body>" + "<div>" * 200_000 + "</div>" * 200_000 + "</body></html>", "E007"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) == 4 else "",
)
def test_what_is_no_report_is_refused(data: bytes | str, code: str, reader: Reader) -> None:
    with pytest.raises(DatelineError) as caught:
        reader.read(data)
    assert caught.value.code == code
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "Share\nFollow us\nSubscribe to our newsletter\nAdvertisement\nAll rights reserved\n",
        "Country\tKilled\tInjured\nSudan\t12\t40\nChad\t3\t9\n",
        "| Country | Killed |\n|---|---|\n| Sudan | 12 |\n| Chad | 3 |\n",
        "1,234.5 " * 500,
        "\U0001f600 " * 300,
        "“" * 500,
    ],
    ids=["word", "furniture", "tabs", "markdown", "numbers", "emoji", "quotes"],
)
def test_nothing_is_made_of_nothing(text: str, reader: Reader) -> None:
    report = reader.read(text)
    check(report)
    assert (report.events, report.statements, report.claims, report.agreements) == ((), (), (), ())
    assert report.notes


@pytest.mark.parametrize(
    "data",
    [
        "\ufeff" + FACT * 2,
        (FACT * 2).encode("utf-16"),
        (FACT * 2).encode("utf-16-be"),
        FACT.replace("Monday", "\u202eMonday\u202c"),
        FACT.replace("Monday", "Mon\u200fday"),
        FACT.replace("village", "vil\ud800lage"),
        FACT.replace(" ", "\u00a0"),
        (FACT * 3).replace(". ", ".\r"),
        FACT.upper() * 2,
        PAGE.format('<script>document.write("<p>France attacked Germany.</p>")</script>'),
        PAGE.format("<style>p{content:'France attacked Germany.'}</style>"),
        PAGE.format("<!-- France attacked Germany. -->"),
        "He said that " * 20 + "it fell.",
        "The army " + "which said the police " * 20 + "fled.",
        "the army and " * 60 + "the police said no.",
        "(the army " * 40 + "said.",
        FACT[:-2] + "; " + (FACT[:-2] + "; ") * 10,
    ],
    ids=range(17),
)
def test_odd_texts_are_read(data: bytes | str, reader: Reader) -> None:
    report = reader.read(data)
    check(report)
    assert "France" not in report.document.text


def test_a_long_paragraph_is_cut_after_a_sentence(reader: Reader) -> None:
    document = reader.document(FACT * 300)
    bodies = document.zones_of("body")
    assert len(bodies) > 2
    assert all(zone.span.words.endswith("people.") for zone in bodies)
    assert sum(len(zone.span.words.split()) for zone in bodies) == len((FACT * 300).split())


@pytest.mark.parametrize("text", ["word " * 5_000, "w" * 25_000, "w" * 9_999 + " " * 9_999 + "w" * 9_999])
def test_a_long_paragraph_without_sentences_is_cut(text: str) -> None:
    document = Reader(Settings(language="en")).document(text)
    assert max(len(zone.span) for zone in document.zones) <= 10_000
    assert "".join(zone.span.words for zone in document.zones).replace(" ", "") == text.replace(" ", "")
