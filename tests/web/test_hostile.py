from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import product
from urllib.parse import quote, urlsplit

import pytest
from starlette.applications import Starlette

from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.forms import as_csv
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from dateline.web.view import View
from dateline.web.views import VIEWS
from web.asking import get
from web.crawling import Found, crawl, filled, links, parameters, tags
from web.hostility import CALL, FILE_NAME, PAYLOAD, PROBE, hostile
from web.stores import make_store, reports

SUM = str(191 * 7919)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    path = tmp_path_factory.mktemp("hostile") / FILE_NAME
    desk = Desk(make_store(path, [hostile(report, number) for number, report in enumerate(reports())]))
    yield application(desk, Rules(hosts(LOCAL, 8017)), edit=True)
    desk.close()


@pytest.fixture(scope="module")
def found(made: Starlette) -> Found:
    return crawl(made)


def harmless(html: str) -> None:
    """Check that nothing in a page is a payload's, and nothing could run."""
    for tag in tags(html):
        names = {name for name, _ in tag.attributes}
        assert tag.name not in {PROBE, "base", "iframe", "object", "embed"}
        assert PROBE not in names
        assert not {name for name in names if name.startswith("on")}
        assert "style" not in names
        assert not (tag.name == "script" and "src" not in names)
    for link in links(html):
        where = urlsplit(link)
        assert where.scheme in ("", "http", "https"), link
        assert where.scheme or not where.netloc, link
    assert SUM not in html


def test_a_payload_that_is_not_escaped_is_found() -> None:
    for bad in (
        PAYLOAD,
        f"<q>{PAYLOAD}</q>",
        f'<input value="{PAYLOAD}">',
        f"<textarea>{PAYLOAD}</textarea>",
    ):
        with pytest.raises(AssertionError):
            harmless(bad)
    with pytest.raises(AssertionError):
        harmless('<a href="//evil.example">x</a>')


def test_every_view_is_reached_by_links(found: Found) -> None:
    assert {name for name, pages in found.pages.items() if not pages} == set()
    assert found.broken == []


def test_words_of_reports_stay_words(found: Found) -> None:
    for page in (page for pages in (*found.pages.values(), found.others) for page in pages.values()):
        harmless(page)
    # they were there to be escaped
    assert any(CALL in page for page in found.pages["events"].values())


def test_programs_get_the_words_as_they_are(made: Starlette, found: Found) -> None:
    for address in found.addresses:
        path, _, query = address.partition("?")
        answer = get(made, f"{'/index' if path == '/' else path}.json?{query}")
        assert answer.status == 200, address
        assert answer.header("content-type") == "application/json"
        assert answer.header("x-content-type-options") == "nosniff"
        json.loads(answer.body)
    assert PAYLOAD in json.dumps(get(made, "/events.json").json, ensure_ascii=False).replace('\\"', '"')


@pytest.mark.parametrize(
    "view", [view for view in VIEWS if view.row and "{" not in view.path], ids=lambda v: v.name
)
def test_no_cell_of_a_table_begins_a_formula(made: Starlette, view: View) -> None:
    answer = get(made, f"{view.path.rstrip('/') or '/index'}.csv")
    if answer.status != 200:
        pytest.skip("it has to be asked for something")
    assert answer.header("content-type").startswith("text/csv")
    for row in csv.reader(io.StringIO(answer.text)):
        assert not [cell for cell in row if begins_a_formula(cell)]


def begins_a_formula(cell: str) -> bool:
    """Say whether a spreadsheet would take a cell for a formula."""
    return cell.startswith(("=", "+", "@", "\t", "\r")) or (cell[:1] == "-" and not cell[1:2].isdigit())


def test_no_column_is_called_by_a_formula() -> None:
    rows = [{"=1+1": "=2", "@x": ("-cmd", "b"), "\t=3": -4.5, "a": None}]
    header, row = csv.reader(io.StringIO(as_csv(dict, rows)))
    assert not [cell for cell in (*header, *row) if begins_a_formula(cell)]
    assert row[2:] == ["-4.5", ""]


WRITTEN = (
    PAYLOAD,
    f"javascript:{CALL}(1)",
    "//evil.example",
    "\x00\x1b[31m\u202e=1+1",
    "a" * 5_000,
    "\udcff",
)
ASKED = [(view, value) for view, value in product(VIEWS, WRITTEN)]


@pytest.mark.parametrize(("view", "value"), ASKED, ids=lambda one: getattr(one, "name", ""))
def test_what_is_asked_comes_back_as_words(app: Starlette, view: View, value: str) -> None:
    written = quote(value, errors="surrogatepass")
    for name in (*parameters(view), "no-such-parameter"):
        path = filled(view, lambda field, name=name: written if field == name else "x")  # type: ignore[misc]
        query = "" if f"{{{name}}}" in view.path else f"?{quote(name)}={written}"
        answer = get(app, path + query)
        assert answer.status in (200, 400, 403, 404, 422), (path, query)
        assert answer.header("content-type") == "text/html; charset=utf-8"
        harmless(answer.text)
        stem = "/index" if path == "/" else path
        assert get(app, f"{stem}.json{query}").json


@pytest.mark.parametrize("where", ["/nothing/", "/nothing/x.json?q=", "/nothing/x.csv?q=", "/static/", "/e/"])
def test_a_page_that_is_not_there_says_so_harmlessly(made: Starlette, where: str) -> None:
    answer = get(made, where + quote(PAYLOAD))
    assert answer.status == 404
    kind = answer.header("content-type")
    assert kind in ("text/html; charset=utf-8", "application/json", "text/plain; charset=utf-8")
    if kind.startswith("text/html"):
        harmless(answer.text)


def test_a_file_name_with_markup_is_shown(made: Starlette) -> None:
    assert f"onerror={CALL}(11)" in get(made, "/").text
