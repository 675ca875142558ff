from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from dateline.errors import DatelineError
from dateline.model import EventType
from dateline.web.asking import address, asked, changed, toggled
from dateline.web.paging import offset_of, page, token
from dateline.web.view import Listing
from web.asking import get


class Things(Listing, frozen=True, kw_only=True):
    """A query with a field of each kind."""

    key: str = ""
    words: str = ""
    type: tuple[EventType, ...] = ()
    least: Annotated[int, msgspec.Meta(ge=0)] = 0
    exact: bool = False
    since: str | None = None


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], Things()),
        ([("words", ""), ("type", ""), ("since", "")], Things()),
        ([("words", "a"), ("words", "b")], Things(words="b")),
        ([("type", "AID"), ("type", ""), ("type", "ASSAULT")], Things(type=("AID", "ASSAULT"))),
        ([("least", "3"), ("exact", "true"), ("limit", "10000")], Things(least=3, exact=True, limit=10_000)),
    ],
)
def test_an_address_is_a_query(pairs: list[tuple[str, str]], expected: Things) -> None:
    assert asked(Things, pairs, {}) == expected


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ([("word", "a")], "word"),
        ([("limit", "0")], "limit"),
        ([("limit", "10001")], "limit"),
        ([("limit", "９")], "limit"),
        ([("limit", "9" * 400)], "limit"),
        ([("type", "aid")], "type"),
        ([("least", "-1")], "least"),
        ([("exact", "perhaps")], "exact"),
        ([("next", "x" * 201)], "next"),
        ([("__class__", "x")], "__class__"),
    ],
)
def test_what_a_view_does_not_take_is_named(pairs: list[tuple[str, str]], named: str) -> None:
    with pytest.raises(DatelineError, match="E102") as raised:
        asked(Things, pairs, {})
    assert named in raised.value.detail


def test_the_path_says_which_record_and_no_parameter_does() -> None:
    assert asked(Things, [("key", "other")], {"key": "this"}).key == "this"


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    WORDS,
    WORDS,
    st.lists(st.sampled_from(["AID", "ASSAULT"]), unique=True),
    st.integers(0, 99),
    st.booleans(),
)
def test_every_query_has_an_address_that_is_it_again(
    key: str, words: str, types: list[EventType], least: int, exact: bool
) -> None:
    from urllib.parse import parse_qsl, unquote

    query = Things(key=key, words=words, type=tuple(types), least=least, exact=exact)
    path, _, rest = address("/t/{key}/x", query).partition("?")
    assert path.count("/") == 3
    again = asked(Things, parse_qsl(rest, keep_blank_values=True), {"key": unquote(path.split("/")[2])})
    assert again == query


def test_a_filter_that_changes_begins_anew() -> None:
    query = Things(words="a", next="x", type=("AID",))
    assert changed(query, words="b") == Things(words="b", type=("AID",))
    assert changed(query, next="y").next == "y"
    assert toggled(query, "type", "AID") == Things(words="a")
    assert toggled(query, "type", "ASSAULT").type == ("AID", "ASSAULT")


@given(st.text(max_size=200))
def test_a_word_that_is_no_token_is_refused(given_words: str) -> None:
    with pytest.raises(DatelineError, match="E102") if given_words else nullcontext():
        assert offset_of(given_words) == 0


@given(st.integers(0, 100_000))
def test_a_token_leads_back(offset: int) -> None:
    assert offset_of(token(offset)) == offset
    assert token(offset).isascii()


@pytest.mark.parametrize("limit", [1, 3, 7, 8])
def test_pages_hold_every_row_once(limit: int) -> None:
    rows = list(range(7))
    asked_for: list[int] = []

    def ask(*, limit: int) -> list[int]:
        asked_for.append(limit)
        return rows[:limit]

    seen: list[int] = []
    following = ""
    while True:
        found, following = page(ask, Things(limit=limit, next=following))
        assert len(found) <= limit
        seen += found
        if not following:
            break
    assert seen == rows
    assert max(asked_for) <= len(rows) + limit


def test_the_pages_of_a_list_are_the_list(app: Starlette) -> None:
    whole = get(app, "/events.json").json["rows"]
    assert len(whole) > 4
    to, rows = "/events.json?limit=2", []
    while to:
        answer = get(app, to)
        rows += answer.json["rows"]
        to = answer.json["next_url"]
        assert (f'<{to}>; rel="next"' in answer.header("link")) == bool(to)
    assert rows == whole


def test_json_csv_and_page_hold_the_same_rows(app: Starlette) -> None:
    rows = get(app, "/events.json?type=ASSAULT").json["rows"]
    table = list(csv.DictReader(io.StringIO(get(app, "/events.csv?type=ASSAULT").text)))
    page_of_rows = get(app, "/events?type=ASSAULT").text
    assert [row["id"] for row in rows] == [row["id"] for row in table]
    assert rows
    assert all(row["id"] in page_of_rows for row in rows)
    assert get(app, "/events.json?type=ASSAULT").json["query"]["type"] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/events.json?limit=x", 400, "E102"),
        ("/events.json?since=2025-13", 400, "E"),
        ("/e/e0000000000.json", 404, "E050"),
        ("/nothing.json", 404, "E100"),
    ],
)
def test_every_error_has_one_shape(app: Starlette, path: str, status: int, code: str) -> None:
    answer = get(app, path)
    assert answer.status == status
    error = answer.json["error"]
    assert set(error) == {"code", "detail", "remedy"}
    assert error["code"].startswith(code)
    for ending in ("", ".csv"):
        told = get(app, path.replace(".json", ending))
        assert told.status == status
        assert error["code"] in told.text
