"""Which column holds what, and what is made of its cells."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.errors import DatelineError
from dateline.reading.tables import cells
from dateline.reading.tables.columns import Columns, choose, columns_of


@pytest.mark.parametrize(
    ("present", "chosen"),
    [
        (["text"], {"text": "text"}),
        (["Body", "Headline"], {"text": "Body", "title": "Headline"}),
        (["content", "text"], {"text": "text"}),
        (
            ["maintext", "date_publish", "source_domain"],
            {"text": "maintext", "published": "date_publish", "publisher": "source_domain"},
        ),
        (
            ["article", "pubDate", "lang", "id"],
            {"text": "article", "published": "pubDate", "language": "lang", "id": "id"},
        ),
        (["Article Text", "Publication-Date"], {"text": "Article Text", "published": "Publication-Date"}),
        (
            ["Überschrift", "Volltext", "Veröffentlicht"],
            {"title": "Überschrift", "text": "Volltext", "published": "Veröffentlicht"},
        ),
        (["source", "source.name", "content"], {"text": "content", "publisher": "source.name"}),
        (["doc", "doc.body", "doc.title"], {"text": "doc.body", "title": "doc.title"}),
        (["html", "url"], {"html": "html", "url": "url"}),
        (["text", "raw_html"], {"text": "text", "html": "raw_html"}),
        (["text", "source_url", "link"], {"text": "text", "url": "link"}),
    ],
)
def test_columns_are_known_by_common_names(present: list[str], chosen: dict[str, str]) -> None:
    assert choose(Columns(), present, "t.csv") == chosen


def test_the_user_wins() -> None:
    columns = columns_of(["text=Körper", "Title=", "id=nr"])
    present = ["text", "Körper", "title", "Nr"]
    assert choose(columns, present, "t.csv") == {"text": "Körper", "id": "Nr"}
    assert choose(columns_of(["html=page"]), ["text", "page"], "t.csv") == {"html": "page"}


@pytest.mark.parametrize("given", ["text", "words=a", "=a"])
def test_only_fields_can_be_named(given: str) -> None:
    with pytest.raises(DatelineError, match="E031"):
        columns_of([given])


@pytest.mark.parametrize(
    ("columns", "present"),
    [
        (Columns(), ["a", "b c"]),
        (Columns(text="c"), ["a", "b c"]),
        (Columns(text="a", url="c"), ["a", "b c"]),
    ],
)
def test_a_missing_column_lists_those_there_are(columns: Columns, present: list[str]) -> None:
    with pytest.raises(DatelineError, match=r"E009.*'a', 'b c'"):
        choose(columns, present, "t.csv")


def test_very_many_columns_are_not_all_listed() -> None:
    with pytest.raises(DatelineError, match=r"'c29' and 970 more"):
        choose(Columns(), [f"c{number}" for number in range(1000)], "t.csv")


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, ()),
        ("", ()),
        ("nan", ()),
        (float("nan"), ()),
        ("Ann Bell", ("Ann Bell",)),
        ("By Ann Bell and Carl Dee", ("Ann Bell", "Carl Dee")),
        ("Ann Bell; Carl Dee", ("Ann Bell", "Carl Dee")),
        ("['Ann Bell', \"Carl O'Dee\"]", ("Ann Bell", "Carl O'Dee")),
        ("[]", ()),
        (["Ann Bell", "Carl Dee", "Ann Bell"], ("Ann Bell", "Carl Dee")),
        ([{"name": "Ann Bell"}, {"role": "x"}], ("Ann Bell",)),
        ({"name": "Ann Bell"}, ("Ann Bell",)),
    ],
)
def test_authors(value: object, names: tuple[str, ...]) -> None:
    assert cells.authors(value) == names


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2021-04-03", "2021-04-03"),
        ("2021-04-03 10:05:00+02:00", "2021-04-03T10:05:00+02:00"),
        ("Sat, 03 Apr 2021 10:05:00 +0200", "2021-04-03T10:05:00+02:00"),
        ("20210403", "2021-04-03"),
        ("03/04/2021", "03/04/2021"),
        ("4 April", "4 April"),
        ("soon", "soon"),
        (1617436800, "2021-04-03T08:00:00+00:00"),
        ("1617436800000", "2021-04-03T08:00:00+00:00"),
        (1617436800.5, "2021-04-03T08:00:00+00:00"),
        ("2021040308", "2021040308"),
        (dt.date(2021, 4, 3), "2021-04-03"),
        ("", ""),
        (None, ""),
        ("NaT", ""),
    ],
)
def test_dates_mean_one_day_or_stay_as_they_are(value: object, published: str) -> None:
    assert cells.published(value) == published


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("DE_at", "de"),
        ("eng", "en"),
        ("German", "de"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_languages(words: str, code: str) -> None:
    assert cells.language(words) == code


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("words\r\n of it ", "words\r\n of it "),
        (["one", None, "two"], "one\n\ntwo"),
        (b"b\xc3\xb6se", "böse"),
        ("half \ud83d of it", "half ? of it"),
        ("NaN", ""),
        (" ", ""),
        (12, ""),
        ({"a": 1}, ""),
    ],
)
def test_texts_stay_as_they_are(value: object, text: str) -> None:
    assert cells.text(value) == text
