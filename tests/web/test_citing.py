"""How answers are cited: what every form names, what nothing of a report can break, and when the version changes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette

from builders import make_report
from dateline.store.record import Record
from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from dateline.web.view import View
from dateline.web.views import VIEWS
from web.asking import get
from web.crawling import Found, crawl
from web.hostility import FILE_NAME, hostile
from web.parsed import of_class, texts, tree
from web.stores import make_store, reports

REPORT = make_report()
STRUCK = REPORT.events[1]


@pytest.fixture(scope="module")
def crawled(app: Starlette) -> Found:
    return crawl(app, each=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    path = tmp_path_factory.mktemp("hostile") / FILE_NAME
    desk = Desk(make_store(path, [hostile(report, number) for number, report in enumerate(reports())]))
    yield application(desk, Rules(hosts(LOCAL, 8017)))
    desk.close()


def of_address(address: str, form: str) -> str:
    """Return the address of a further form of a page."""
    path, mark, query = address.partition("?")
    return f"{'/index' if path == '/' else path}.{form}{mark}{query}"


@pytest.mark.parametrize("view", [view for view in VIEWS if view.name != "read"], ids=lambda view: view.name)
def test_every_view_says_how_it_is_cited(app: Starlette, crawled: Found, view: View) -> None:
    (address,) = crawled.pages[view.name]
    page = get(app, address)
    links = [link.get("href") for link in tree(page).xpath('//a[normalize-space()="Cite"]')]
    assert links == [of_address(address, "cite")]
    version = get(app, of_address(address, "json")).json["version"]
    told = " ".join(texts(tree(get(app, links[0])).xpath("//main")))
    for words in (f"Data version {version}", f"Query {address}", f"Accessed {datetime.now(UTC).date()}"):
        assert words in told


@pytest.mark.parametrize("form", ["html", "json", "csv"])
def test_every_form_tells_the_version_and_where_it_is_cited(app: Starlette, form: str) -> None:
    path = "/events" if form == "html" else f"/events.{form}"
    answer = get(app, f"{path}?type=ASSAULT&limit=1")
    assert answer.header("x-dateline-version") == get(app, "/events.json").json["version"]
    assert '</events.cite?limit=1&type=ASSAULT>; rel="cite-as"' in answer.header("link")
    assert '; rel="next"' in answer.header("link")


def test_sources_are_the_reports_that_are_shown(app: Starlette) -> None:
    rows = get(app, "/events.json?limit=100").json["rows"]
    page = tree(get(app, "/events.cite?limit=100"))
    (listed,) = of_class(page, "sources")
    shown = {link.get("href") for link in listed.xpath('.//a[starts-with(@href, "/d/")]')}
    assert shown == {f"/d/{row['document']}" for row in rows}
    for row in rows:
        assert get(app, f"/d/{row['document']}").status == 200


def test_sources_of_all_rows_can_be_had(app: Starlette) -> None:
    (whole,) = tree(get(app, "/reports.cite?limit=2")).xpath('//a[normalize-space()="cite all rows"]/@href')
    assert whole == "/reports.cite?limit=10000"
    page = tree(get(app, whole))
    assert len(of_class(page, "sources")[0].xpath("./li")) == len(
        get(app, "/reports.json?limit=100").json["rows"]
    )
    assert "cite all rows" not in page.text_content()


def test_where_a_text_was_carried_stands_with_its_source(tmp_path: Path) -> None:
    desk = Desk(make_store(tmp_path / "carried.duckdb", [REPORT]))
    with Record(desk.path) as record:
        elsewhere = REPORT.document.__class__(
            **{
                **{name: getattr(REPORT.document, name) for name in REPORT.document.__struct_fields__},
                "publisher": "The Other Paper",
                "url": "https://other.example/1",
            }
        )
        assert record.carry(elsewhere) == "carried"
    app = application(desk, Rules(hosts(LOCAL, 8017)))
    (listed,) = of_class(tree(get(app, "/reports.cite")), "sources")
    assert "the same text: The Other Paper" in " ".join(texts([listed]))
    assert "https://other.example/1" in listed.xpath(".//a/@href")
    desk.close()


def test_a_record_is_cited_with_its_words_and_their_place(app: Starlette) -> None:
    page = tree(get(app, f"/e/{STRUCK.id}.cite"))
    told = " ".join(texts(of_class(page, "citation")))
    assert "“struck”." in told
    assert f"Characters {STRUCK.trigger.start} to {STRUCK.trigger.end}." in told
    assert f"Read as event {STRUCK.id}" in told
    assert "The Example Courier, 2025-09-17" in told
    assert f"/d/{REPORT.document.id}#c265-271" in page.xpath("//main//a/@href")


def test_without_single_reports_it_leads_to_all(app: Starlette) -> None:
    page = tree(get(app, "/actors.cite"))
    assert of_class(page, "sources") == []
    assert "/reports" in page.xpath("//main//a/@href")


def test_csl_names_the_answer_and_its_sources(app: Starlette) -> None:
    answer = get(app, f"/e/{STRUCK.id}.csl")
    assert answer.header("content-type") == "application/vnd.citationstyles.csl+json"
    whole, source = json.loads(answer.body)
    assert whole["type"] == "dataset"
    assert whole["version"] == answer.header("x-dateline-version")
    assert f"/e/{STRUCK.id}" in whole["note"]
    assert source == {
        "id": REPORT.document.id,
        "type": "article-newspaper",
        "title": "Ukraine rejects Russian offer of Black Sea truce",
        "container-title": "The Example Courier",
        "issued": {"date-parts": [[2025, 9, 17]]},
        "language": "en",
        **({"URL": REPORT.document.url} if REPORT.document.url else {}),
    }


def entries_of(bibtex: str) -> list[dict[str, str]]:
    """Read BibTeX, strictly: braces must match, and each field stands on a line."""
    found = []
    for entry in re.split(r"\n(?=@)", bibtex.strip()):
        head, *lines = entry.strip().splitlines()
        kind = re.fullmatch(r"@(misc|article)\{([A-Za-z0-9.-]+),", head)
        assert kind, head
        assert lines.pop() == "}"
        fields = {"key": kind[2]}
        for one in lines:
            field = re.fullmatch(r"  ([a-z]+) = \{(.*)\},", one)
            assert field, one
            bare = re.sub(r"\\[{}%&#_$]|\\text\w+\{\}", "", field[2])
            depth = 0
            for sign in bare:
                depth += {"{": 1, "}": -1}.get(sign, 0)
                assert depth >= 0, one
            assert depth == 0, one
            assert not re.search(r"\\[^\w]", bare), one
            fields[field[1]] = field[2]
        found.append(fields)
    return found


def test_bibtex_reads(app: Starlette) -> None:
    answer = get(app, "/events.bib?type=ASSAULT")
    whole, *sources = entries_of(answer.text)
    assert whole["version"] == answer.header("x-dateline-version")
    assert whole["note"].endswith("query /events?type=ASSAULT")
    assert sources
    assert len({one["key"] for one in (whole, *sources)}) == len(sources) + 1


@pytest.mark.parametrize("path", ["/events", "/reports", "/search"])
def test_nothing_of_a_report_breaks_a_file(made: Starlette, path: str) -> None:
    entries_of(get(made, f"{path}.bib?limit=100").text)
    for row in get(made, f"{path}.ris?limit=100").text.split("\r\n"):
        assert not row or re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", row)
    for one in ("bib", "ris", "csl"):
        answer = get(made, f"{path}.{one}")
        assert re.fullmatch(r'attachment; filename="[A-Za-z0-9.-]+"', answer.header("content-disposition"))
        assert answer.header("x-content-type-options") == "nosniff"
    assert json.loads(get(made, f"{path}.csl").body)


def version(desk: Desk) -> str:
    with desk.questions() as questions:
        found = questions.version
    # else it is held for a moment, and nobody could write
    desk.close()
    return found


def test_the_version_is_that_of_the_data(tmp_path: Path) -> None:
    found = reports()[:4]
    one, other = tmp_path / "one.duckdb", tmp_path / "other.duckdb"
    for path, order in ((one, found[:3]), (other, found[2::-1])):
        with Record(path) as record:
            for report in order:
                record.add(report, pipeline="by-hand")
    first, second = Desk(one), Desk(other)
    start = version(first)
    # whatever the order in which reports came
    assert version(second) == start
    with Record(one) as record:
        assert record.add(found[0], pipeline="by-hand") == "unchanged"
    assert version(first) == start
    with Record(one) as record:
        record.add(found[3], pipeline="by-hand")
    more = version(first)
    assert more != start
    with Record(one) as record:
        record.correct(found[0].events[0].id, "wrong", why="a try")
    assert version(first) not in (start, more)
