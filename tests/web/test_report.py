from __future__ import annotations

import gzip
import json

import pytest
from starlette.applications import Starlette

from builders import TEXT, make_report
from dateline.model import Report, from_json
from dateline.render.sheet import place
from dateline.render.view import Item
from web.asking import get
from web.parsed import of_class, texts, tree


@pytest.fixture(scope="module")
def report() -> Report:
    return make_report()


def test_the_text_is_shown_as_it_is(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    zones = of_class(page, "text")[0].xpath(".//*[@data-start]")
    assert len(zones) == len(report.document.zones)
    for zone in zones:
        words = zone.text_content()
        start = int(zone.get("data-start"))
        assert report.document.text[start : start + len(words)] == words


def test_zones_are_told_apart_and_furniture_stays(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    (headline,) = page.xpath("//h1")
    assert headline.get("class") == "zone headline"
    assert headline.text_content() == "Ukraine rejects Russian offer of Black Sea truce"
    assert texts(of_class(page, "furniture", "p")) == ["Advertisement"]
    assert texts(of_class(page, "byline", "p")) == ["By Mara Lindqvist"]


def test_a_mark_leads_to_its_record(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    leads = {
        mark.text_content(): mark.get("href") for mark in of_class(of_class(page, "text")[0], "mark", "a")
    }
    event = report.events[1]
    assert leads["struck"] == f"#{event.id}"
    assert leads["Odesa"] == f"#{event.id}"
    assert leads["Turkey"] == "#state:TUR"
    ids = [element.get("id") for element in page.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in leads.values()} <= set(ids)


def test_every_record_leads_to_places_of_the_text(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    ids = {element.get("id") for element in of_class(page, "text")[0].xpath(".//*[@id]")}
    links = {link.get("href").removeprefix("#") for link in of_class(page, "to", "a")}
    # words that only a reason rests on have no mark of their own: the script marks them
    own = {place(span.start, span.end) for event in report.events for span in event.mentions}
    assert own <= ids
    assert own <= links


def test_every_record_has_a_card_with_its_why(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    cards = {card.get("id"): card for card in of_class(page, "card")}
    records: tuple[Item, ...] = (
        *report.events,
        *report.claims,
        *report.agreements,
        *report.statements,
        *report.actors,
    )
    assert set(cards) == {record.id for record in records}
    why = " ".join(of_class(cards[report.events[0].id], "why")[0].text_content().split())
    assert "type by verb:reject from rejected" in why
    assert "the Tuesday before 2025-09-17" in why
    assert "confidence 0.90" in why


def test_the_sides_of_a_claim_stand_side_by_side(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    (card,) = of_class(page, "claim", "article")
    holds, against = (" ".join(texts([side])) for side in of_class(card, "side"))
    assert "Russia (RUS) asserts" in holds
    assert "as told by Danylo Hrynko" in holds
    assert "Danylo Hrynko (UKR GOV) denies" in against


def test_what_a_user_said_stands_with_the_record(app: Starlette, report: Report) -> None:
    page = tree(get(app, f"/d/{report.document.id}"))
    (said,) = of_class(page, "correction")
    assert said.xpath("ancestor::article/@id") == [report.events[0].id]
    assert "the words say so" in said.text_content()


def test_reports_are_turned_in_the_order_of_their_days(app: Starlette) -> None:
    listed = get(app, "/reports.json?limit=100").json["rows"]
    page = f"/d/{listed[-1]['id']}"
    seen = [listed[-1]["id"]]
    while (links := tree(get(app, page)).xpath('//a[@rel="next"]')) and len(seen) <= len(listed):
        page = links[0].get("href")
        seen.append(page.removeprefix("/d/"))
    assert sorted(seen) == sorted(row["id"] for row in listed)
    days = {row["id"]: row["published"] for row in listed}
    dated = [days[key] for key in seen if days[key]]
    assert dated == sorted(dated)
    back = tree(get(app, page)).xpath('//a[@rel="prev"]')[0].get("href")
    assert back == f"/d/{seen[-2]}"


def test_json_is_the_report(app: Starlette, report: Report) -> None:
    answer = get(app, f"/d/{report.document.id}.json").json["about"]
    assert from_json(json.dumps(answer["report"])) == report
    assert set(answer["surroundings"]) >= {"before", "after", "carriers", "copies", "story"}


def test_an_unknown_report_is_not_found(app: Starlette) -> None:
    answer = get(app, "/d/nothing.json")
    assert answer.status == 404
    assert answer.json["error"]["code"] == "E050"


def test_a_page_is_light(app: Starlette, report: Report) -> None:
    assert len(gzip.compress(get(app, f"/d/{report.document.id}").body)) < 100_000


def test_a_copy_names_the_other(app: Starlette) -> None:
    twin = make_report(TEXT + "\nA line that was added later.\n")
    page = tree(get(app, f"/d/{twin.document.id}"))
    links = {link.get("href") for link in of_class(page, "source")[0].xpath(".//a")}
    assert f"/d/{make_report().document.id}" in links
