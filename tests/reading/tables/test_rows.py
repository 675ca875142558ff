"""From a row to a report: title and authors above the text, metadata beside it, pages and parts of pages."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.errors import DatelineError
from dateline.reading.items import Item
from dateline.reading.load import load
from dateline.reading.tables import rows
from dateline.structure.document import build
from table_files import source

BODY = (
    "The mayor closed the old bridge on Monday after divers found cracks in two of its pillars.\n\n"
    "“We cannot wait any longer,” she said. Repairs would take until spring, the council added."
)


def read(row: dict[str, object], **limits: int) -> Item | DatelineError:
    found = list(rows.items(iter([(7, row)]), rows.Plan("t.csv", None, Settings(**limits))))  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def test_a_row_is_a_report() -> None:
    item = read(
        {
            "text": BODY,
            "title": "Bridge closed",
            "authors": "Ann Bell",
            "date": "2021-04-03",
            "outlet": "The Courier",
            "url": "https://courier.example/1",
            "lang": "en",
            "id": 99,
        }
    )
    assert isinstance(item, Item)
    assert (item.name, item.position, item.carrier.id) == ("t.csv:7", 7, "99")
    document = build(source(item), Settings())
    assert document.headline is not None
    assert document.headline.words == "Bridge closed"
    assert [span.words for span in document.bylines] == ["Ann Bell"]
    assert document.publisher == "The Courier"
    assert document.published is not None
    assert document.published.date == "2021-04-03"
    assert document.text.endswith(BODY)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"text": BODY}, BODY),
        ({"text": f"Bridge closed\n\n{BODY}", "title": "Bridge  Closed"}, f"Bridge closed\n\n{BODY}"),
        ({"text": f"NEWS\nBridge closed | Courier\n{BODY}", "title": "Bridge closed"}, None),
        ({"text": f"By Ann Bell\n\n{BODY}", "author": "Ann Bell"}, None),
        ({"text": BODY, "author": "Ann Bell"}, f"By Ann Bell\n\n{BODY}"),
        ({"text": BODY, "author": "Reuters"}, f"By Reuters\n\n{BODY}"),
        ({"text": BODY, "author": "https://social.example/ann"}, BODY),
        ({"text": "---\ntitle: x\n---\n" + BODY}, None),
        ({"text": f"  {BODY}\r\n"}, None),
    ],
)
def test_nothing_is_said_twice_and_the_text_stays_as_it_is(row: dict[str, object], text: str | None) -> None:
    assert source(read(row)).text == (row["text"] if text is None else text)


def test_dates_that_mean_two_days_stay_open() -> None:
    document = build(source(read({"text": BODY, "date": "03/04/2021"})), Settings())
    assert document.published is None


def test_a_page_is_read_as_a_page() -> None:
    page = (
        "<!DOCTYPE html><html><head><meta charset='iso-8859-1'><title>Brücke zu</title></head><body><article>"
        f"<h1>Brücke zu</h1><p>{BODY} {BODY}</p><p>{BODY}</p></article></body></html>"
    )
    item = read({"html": page, "url": "https://courier.example/1"})
    assert isinstance(item, Item)
    assert isinstance(item.content, bytes)
    found = load(item.content, name=item.name, settings=Settings(), carrier=item.carrier)
    assert found.format == "html"
    assert "Brücke zu" in found.text
    assert found.url == "https://courier.example/1"


@pytest.mark.parametrize("column", ["text", "content_html"])
def test_a_part_of_a_page_is_paragraphs(column: str) -> None:
    first, second = BODY.split("\n\n")
    found = source(
        read({column: f"<p>{first}</p>\n<p>{second}</p>", "title": "Bridge closed", "author": "Ann Bell"})
    )
    assert found.text == f"Bridge closed\n\nBy Ann Bell\n\n{BODY}"
    assert found.zones is not None
    assert [zone.kind for zone in found.zones] == ["headline", "byline", "body", "body"]


def test_text_is_taken_before_markup() -> None:
    assert source(read({"html": "<p>other</p>", "text": BODY})).text == BODY
    assert source(read({"html": f"<p>{BODY}</p>", "text": ""})).text == BODY.replace("\n\n", " ")


@pytest.mark.parametrize(
    ("row", "limits", "code"),
    [
        ({"text": ""}, {}, "E001"),
        ({"text": "null"}, {}, "E001"),
        ({"text": None}, {}, "E001"),
        ({"text": 5}, {}, "E001"),
        ({"text": "<p> </p>"}, {}, "E001"),
        ({"text": BODY + "\x00"}, {}, "E002"),
        ({"text": "\x01\x02ab"}, {}, "E002"),
        ({"text": BODY}, {"max_chars": 100}, "E003"),
        ({"text": "<div>" * 600 + BODY}, {}, "E007"),
    ],
)
def test_rows_without_a_text_say_why(row: dict[str, object], limits: dict[str, int], code: str) -> None:
    error = read(row, **limits)
    assert isinstance(error, DatelineError)
    assert error.code == code
    assert error.detail.startswith("t.csv:7")


def test_the_number_of_rows_is_limited() -> None:
    many = rows.items(
        ((n, {"text": BODY}) for n in range(1, 9)), rows.Plan("t.csv", None, Settings(max_items=3))
    )
    assert [next(many) for _ in range(3)]
    with pytest.raises(DatelineError, match="E003"):
        next(many)


def test_no_rows_are_an_error() -> None:
    with pytest.raises(DatelineError, match="E001"):
        list(rows.items(iter([]), rows.Plan("t.csv", None, Settings())))
