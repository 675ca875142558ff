"""Two sides: what stands between them, summed over time, with the words of those who tell it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace
from starlette.applications import Starlette

from dateline.render.plots.series import series
from dateline.render.plots.svg import MOST
from dateline.store.record import Record
from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from linking_reports import raid
from web.asking import get
from web.parsed import of_class, texts, tree
from web.stores import make_store, raid_on

RAIDS = [
    raid("2025-03-05", "The Standard", 12),
    raid("2025-03-05", "The Nation", 15),
    raid("2025-03-06", "The Star", 15),
]
SVG = "{http://www.w3.org/2000/svg}"


def asked(app: Starlette, query: str) -> Any:
    answer = get(app, f"/between.json?{query}")
    assert answer.status == 200
    return answer.json


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("one=KEN&other=SOM", 1),
        ("one=SOM&other=KEN", 1),
        ("one=a-kenya&other=a-shabaab", 1),
        ("one=Kenya&other=Shabaab", 1),
        ("one=KEN", 1),
        ("other=KEN", 1),
        ("one=KEN&other=UKR", 0),
        ("one=nobody", 0),
        ("one=KEN&other=SOM&since=2025-03-04", 1),
        ("one=KEN&other=SOM&since=2025-03-05", 0),
        ("one=KEN&other=SOM&until=2025-03-03", 0),
        ("one=KEN&other=SOM&until=2025", 1),
        ("", 0),
    ],
)
def test_what_stands_between_sides(app: Starlette, query: str, total: int) -> None:
    answer = asked(app, query)
    assert answer["about"]["total"] == total
    assert len(answer["rows"]) == total


def test_each_report_that_tells_it_is_named_with_its_words(app: Starlette) -> None:
    (row,) = asked(app, "one=KEN&other=SOM")["rows"]
    assert {one["document"] for one in row["told"]} == {report.document.id for report in RAIDS}
    assert (row["reports"], row["witnesses"]) == (3, 3)
    assert row["quoted"] == "bombed"
    first = next(report for report in RAIDS if report.document.id == row["told"][0]["document"])
    around = (row["before"] + row["quoted"] + row["after"]).removeprefix("… ").removesuffix(" …")
    assert around in first.document.text


def test_the_page_quotes_links_and_says_who_differs(app: Starlette) -> None:
    page = tree(get(app, "/between?one=KEN&other=SOM"))
    (row,) = of_class(page, "told-list")[0].xpath(".//tbody/tr")
    (quoted,) = of_class(row, "words", "a")
    assert [mark.text_content() for mark in quoted.xpath(".//q/mark")] == ["bombed"]
    assert quoted.get("href").startswith("/d/")
    assert "#c" in quoted.get("href")
    (apart,) = of_class(row, "apart")
    (told,) = texts(apart.xpath("./li"))
    assert told.startswith("killed: 15")
    assert "The Nation" in told.partition("12")[0]
    assert "The Standard" in told.partition("12")[2]
    links = {link.get("href") for link in row.xpath(".//a")}
    assert {f"/e/{report.events[0].id}" for report in RAIDS} <= links


def test_pairs_are_suggested_where_nothing_is_asked(app: Starlette) -> None:
    page = tree(get(app, "/between"))
    links = {link.get("href"): link.text_content() for link in of_class(page, "pairs")[0].xpath(".//a")}
    assert links["/between?one=a-kenya&other=a-shabaab"] == "Kenya and al-Shabaab"
    for address in links:
        assert asked(app, address.partition("?")[2])["about"]["total"] > 0


def test_the_series_is_that_of_the_command_line(app: Starlette, store: Path) -> None:
    with Record(store, read_only=True) as record:
        for side in ("KEN", "RUS", "state:UKR", "ETH"):
            expected = series(record.timeline(side), most=MOST)
            about = asked(app, f"one={side}")["about"]
            found = about["intensity"]
            assert found["step"] == expected.step.name
            assert [
                (one["since"], one["cooperation"], one["conflict"], one["happenings"])
                for one in found["stretches"]
            ] == [
                (str(point.start), point.cooperation, point.conflict, point.happenings)
                for point in expected.points
            ]
            assert about["total"] == expected.happenings + expected.left_out


@pytest.fixture(scope="module")
def war(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    """A store of raids on several days."""
    found = [
        raid_on(day, paper, killed)
        for day, paper, killed in (
            ("2025-03-05", "The Standard", 12),
            ("2025-03-05", "The Nation", 12),
            ("2025-05-07", "The Week", 40),
            ("2025-06-09", "The Star", 90),
        )
    ]
    with closing(Desk(make_store(tmp_path_factory.mktemp("war") / "war.duckdb", found))) as desk:
        yield application(desk, Rules(hosts(LOCAL, 8017)))


def test_each_stretch_leads_to_what_is_in_it(war: Starlette) -> None:
    whole = asked(war, "one=KEN&other=SOM")
    stretches = whole["about"]["intensity"]["stretches"]
    assert sum(one["happenings"] for one in stretches) > 1
    for one in stretches:
        inside = asked(war, f"one=KEN&other=SOM&since={one['since']}&until={one['until']}")
        counted = inside["about"]["intensity"]["stretches"]
        assert sum(part["happenings"] for part in counted) == one["happenings"]
        assert sum(part["conflict"] for part in counted) == one["conflict"]


def test_rows_come_in_either_order_and_page_by_page(war: Starlette) -> None:
    newest = [row["id"] for row in asked(war, "one=KEN")["rows"]]
    oldest = [row["id"] for row in asked(war, "one=KEN&sort=date")["rows"]]
    assert newest == oldest[::-1]
    address, paged = "/between.json?one=KEN&limit=1", []
    while address:
        answer = get(war, address).json
        paged += [row["id"] for row in answer["rows"]]
        address = answer["next_url"]
    assert paged == newest


def test_the_picture_shows_the_same_bars(war: Starlette) -> None:
    answer = get(war, "/between.svg?one=KEN&other=SOM")
    assert answer.header("content-type") == "image/svg+xml"
    drawn = etree.fromstring(answer.body)
    stretches = asked(war, "one=KEN&other=SOM")["about"]["intensity"]["stretches"]
    bars = [bar for bar in drawn.iter(f"{SVG}rect") if bar.get("class") == "conflict"][1:]
    assert len(bars) == sum(one["conflict"] < 0 for one in stretches)
    # the policy allows its one style sheet, and nothing else
    (style,) = drawn.iter(f"{SVG}style")
    known = b64encode(sha256((style.text or "").encode()).digest()).decode()
    assert answer.header("content-security-policy") == f"default-src 'none'; style-src 'sha256-{known}'"


def test_the_picture_is_offered_and_stands_in_the_page_without_scripts(war: Starlette) -> None:
    page = tree(get(war, "/between?one=KEN&other=SOM"))
    offered = {link.text_content().strip(): link.get("href") for link in page.xpath("//footer//a")}
    for form, kind in (("SVG", "image/svg+xml"), ("PNG", "image/png")):
        answer = get(war, offered[form])
        assert (answer.status, answer.header("content-type")) == (200, kind)
    (picture,) = page.xpath("//figure//noscript//img")
    assert get(war, picture.get("src")).header("content-type") == "image/svg+xml"
    assert picture.get("alt")


def test_a_happening_has_a_page(app: Starlette) -> None:
    (row,) = asked(app, "one=KEN&other=SOM")["rows"]
    found = get(app, f"/h/{row['id']}.json").json
    assert found["about"]["id"] == row["id"]
    assert {one["event"] for one in found["rows"]} == {report.events[0].id for report in RAIDS}
    page = tree(get(app, f"/h/{row['id']}"))
    differ = page.xpath('//*[@id="differ"]/following::table[1]')[0]
    told = [texts(line.xpath("./th|./td"))[:3] for line in differ.xpath(".//tbody/tr")]
    assert told == [["killed", "15 shown above", "2"], ["killed", "12", "1"]]
    quoted = {mark.text_content() for mark in page.xpath("//table//q/mark")}
    assert "bombed" in quoted


def test_there_is_no_page_of_what_did_not_happen(app: Starlette) -> None:
    answer = get(app, "/h/nothing.json")
    assert (answer.status, answer.json["error"]["code"]) == (404, "E050")


def test_an_event_that_one_report_tells_twice_names_the_report_once(tmp_path: Path) -> None:
    report = raid("2025-03-05", "The Standard", 12)
    (event,) = report.events
    again = replace(event, id="e-again")
    path = make_store(tmp_path / "n.duckdb", [replace(report, events=(event, again))])
    with closing(Desk(path)) as desk:
        (row,) = asked(application(desk, Rules(hosts(LOCAL, 8017))), "one=KEN")["rows"]
    assert [one["document"] for one in row["told"]] == [report.document.id]
