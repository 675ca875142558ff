"""The page of a report in a real browser: marks and records lead to each other, spans are marked, keys turn reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import TEXT, make_report
from dateline.model import Report
from dateline.web.alone import alone

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REPORT = make_report()
STRUCK = REPORT.events[1]
ADDRESS = f"/d/{REPORT.document.id}"


def lit(page: Page) -> list[str]:
    return page.locator(".text .lit").all_inner_texts()


def test_a_mark_leads_to_its_record(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    before = page.evaluate("scrollY")
    page.get_by_role("link", name="struck").first.click()
    card = page.locator(f"#{STRUCK.id}")
    assert "chosen" in (card.get_attribute("class") or "")
    box, window = card.bounding_box(), page.viewport_size
    assert box is not None
    assert window is not None
    assert 0 <= box["y"] < window["height"]
    assert page.evaluate("scrollY") == before
    assert page.url.endswith(f"#{STRUCK.id}")


def test_again_on_the_same_words_leads_to_the_next_record(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    denied = page.locator(".text a.mark", has_text="its navy had mined")
    chosen = []
    for _ in range(3):
        denied.click()
        chosen.append(page.locator(".card.chosen").get_attribute("id"))
    assert chosen == [REPORT.statements[0].id, REPORT.claims[0].id, REPORT.statements[0].id]


def test_a_record_lights_its_words(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    assert lit(page) == []
    page.locator(f"#{STRUCK.id} h3").hover()
    assert lit(page) == ["Russian forces", "struck", "Odesa", "August", "four dock workers"]
    page.locator("h1").hover()
    assert lit(page) == []


def test_the_keyboard_lights_words_too(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    page.locator(f"#{STRUCK.id} a.to").first.focus()
    assert "struck" in lit(page)


@pytest.mark.parametrize(("start", "end"), [(10, 40), (265, 271), (100, 420), (0, len(TEXT))])
def test_an_address_marks_exactly_its_span(page: Page, site: str, start: int, end: int) -> None:
    page.goto(f"{site}{ADDRESS}#c{start}-{end}")
    marked = "".join(page.locator("mark.asked").all_text_contents())
    # between the zones stands white space, which the page does not show
    zones = [zone.span for zone in REPORT.document.zones]
    assert marked == "".join(
        TEXT[max(start, zone.start) : max(min(end, zone.end), zone.start)] for zone in zones
    )
    assert page.locator("mark.asked").first.is_visible()


def test_words_of_a_record_lead_to_their_place(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    page.locator(f"#{STRUCK.id} .words a.to").click()
    page.wait_for_url("**#c265-271")
    assert page.locator("mark.asked").all_text_contents() == ["struck"]
    page.locator(".card.claim .words a.to").first.click()
    page.wait_for_url("**#c212-247")
    assert page.locator("mark.asked").all_text_contents() == ["its navy had mined a grain corridor"]
    assert page.locator(".text").inner_text().count("struck") == 1


def test_brackets_turn_reports(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    following = page.locator('a[rel="next"]').get_attribute("href")
    page.keyboard.press("]")
    page.wait_for_url(f"**{following}")
    page.keyboard.press("[")
    page.wait_for_url(f"**{ADDRESS}")


def test_brackets_that_are_typed_turn_nothing(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    field = page.locator('input[type="search"]').first
    field.fill("")
    field.press("]")
    page.wait_for_timeout(100)
    assert page.url == site + ADDRESS
    assert field.input_value() == "]"


def test_marks_can_be_put_away(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    mark = page.locator(".text .mark.event", has_text="struck")
    weight = "(element) => getComputedStyle(element).fontWeight"
    assert mark.evaluate(weight) == "700"
    page.get_by_role("checkbox", name="event").uncheck()
    assert mark.evaluate(weight) == "400"


def test_furniture_is_grey_and_there(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    furniture = page.locator(".zone.furniture")
    assert furniture.inner_text() == "Advertisement"
    colour = "(element) => getComputedStyle(element).color"
    assert furniture.evaluate(colour) != page.locator(".zone.body").first.evaluate(colour)


def test_it_reads_without_scripts(plain_page: Page, site: str) -> None:
    plain_page.goto(site + ADDRESS)
    plain_page.get_by_role("link", name="struck").first.click()
    outline = plain_page.locator(f"#{STRUCK.id}").evaluate("(card) => getComputedStyle(card).outlineStyle")
    assert outline == "solid"
    plain_page.locator(f"#{STRUCK.id} .words a.to").click()
    assert plain_page.url.endswith("#c265-271")
    assert plain_page.locator("#c265-271").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for path in (ADDRESS, "/reports", f"/e/{STRUCK.id}", f"/c/{REPORT.claims[0].id}", "/read"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_records_stand_below_the_text(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site + ADDRESS)
    text, records = page.locator(".text").bounding_box(), page.locator(".records").bounding_box()
    assert text is not None
    assert records is not None
    assert records["y"] >= text["y"] + text["height"]


def test_a_text_is_read_and_shown_without_scripts(plain_page: Page, site: str) -> None:
    plain_page.goto(site + "/read")
    plain_page.get_by_label("Text or HTML of the report").fill(
        "Minister rejects offer\n\nBERLIN - The minister rejected the offer on Monday, a spokesman said."
    )
    plain_page.get_by_label("Day of publication").fill("2025-10-21")
    # the models are loaded now
    plain_page.get_by_role("button", name="Read").click(timeout=240_000)
    plain_page.wait_for_selector(".card.event", timeout=240_000)
    assert "REJECT" in plain_page.locator(".card.event").first.inner_text()


@pytest.fixture
def lone_page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The stand-alone page of a report with characters that count as two in a browser, opened as a file."""
    text = TEXT.replace("Russian forces", "😀𝐑 Russian forces")
    report: Report = make_report(text)
    path = tmp_path / "report.html"
    path.write_text(alone(report), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(path.as_uri()) else faults.append(request.url),
    )
    page.goto(path.as_uri())
    yield page
    assert faults == []
    context.close()


def test_a_page_that_stands_alone_does_the_same(lone_page: Page) -> None:
    lone_page.get_by_role("link", name="struck").first.click()
    assert "chosen" in (lone_page.locator(".card.event").nth(1).get_attribute("class") or "")
    lone_page.locator(".card.event h3").nth(1).hover()
    assert "four dock workers" in lit(lone_page)
    lone_page.locator(".card.event .words a.to").nth(1).click()
    assert lone_page.locator("mark.asked").all_text_contents() == ["struck"]
    style = lone_page.locator(".card").first.evaluate("(card) => getComputedStyle(card).borderLeftWidth")
    assert style == "4px"
