"""Plots and the map in a real browser: drawn by scripts, read by keys, leading to words, there without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ui.conftest import NARROW
from web.running import served
from web.stores import make_store, raid_on, reports

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAIR = "/between?one=KEN&other=SOM"
PAGES = (PAIR, "/between", "/map", "/actor/a-kenya")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose store has raids on several days, too."""
    raids = [raid_on("2025-05-07", "The Week", 40), raid_on("2025-06-09", "The Week", 90)]
    path = make_store(tmp_path_factory.mktemp("plots") / "news.duckdb", [*reports(), *raids])
    with served(path) as address:
        yield address


def bars(page: Page) -> list[str]:
    """Return what the bars of the plot say, once it is drawn."""
    page.wait_for_selector(".drawn .hits a")
    return [one.get_attribute("aria-label") or "" for one in page.locator(".drawn .hits a").all()]


def test_a_bar_tells_its_time_and_leads_to_it(page: Page, site: str) -> None:
    page.goto(site + PAIR)
    told = bars(page)[0]
    assert told == "2025-03-04: 1 happening, cooperation 0, conflict -9"
    page.locator(".hits a").first.hover()
    assert page.locator(".intensity .told").inner_text() == told
    page.locator(".hits a").first.click()
    page.wait_for_url(re.compile(r"since=2025-03-04&until=2025-03-04"))
    assert len(bars(page)) == 1
    page.locator(".told-list .words mark").first.click()
    page.wait_for_url(re.compile(r"/d/[^/]+#c\d+-\d+"))


def test_nothing_of_a_plot_is_styled_but_by_files(page: Page, site: str) -> None:
    page.goto(site + PAIR)
    bars(page)
    assert page.locator("style").count() == 0
    colours = page.evaluate(
        "[...document.querySelectorAll('.drawn g rect')].map((bar) => getComputedStyle(bar).fill)"
    )
    assert "rgb(194, 79, 0)" in colours


def test_arrows_go_from_bar_to_bar(page: Page, site: str) -> None:
    page.goto(site + PAIR)
    told = bars(page)
    assert len(told) > 1
    stops = page.locator(".hits a[tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    line = page.locator(".intensity .told")
    assert line.inner_text() == told[-1]
    page.keyboard.press("ArrowLeft")
    assert line.inner_text() == told[-2]
    page.keyboard.press("Home")
    assert line.inner_text() == told[0]
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("since="))


def test_the_page_of_an_actor_has_its_plot(page: Page, site: str) -> None:
    page.goto(f"{site}/actor/a-kenya")
    assert bars(page)
    page.locator(".hits a").first.click()
    page.wait_for_url(re.compile(r"/between\?one=a-kenya&since="))


def test_the_map_has_a_sign_for_each_place(page: Page, site: str) -> None:
    page.goto(f"{site}/map")
    page.wait_for_selector(".sign")
    rows = page.locator(".places tr[data-n]")
    assert page.locator(".sign").count() == rows.count() > 1
    assert page.locator(".land").count() > 150
    rows.first.hover()
    told = page.locator(".world .told").inner_text()
    assert rows.first.locator("th a").inner_text() in told
    assert page.locator(".sign.lit").get_attribute("aria-label") == told
    page.locator(".sign").last.click()
    page.wait_for_url(re.compile(r"/events\?.*place="))


def test_the_map_goes_closer_by_buttons_and_keys(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/map")
    page.wait_for_selector(".sign")

    def closeness() -> float:
        return float(page.evaluate("d3.zoomTransform(document.querySelector('.chart')).k"))

    page.get_by_role("button", name="World").click()
    assert closeness() == 1
    page.get_by_role("button", name="Closer").click()
    near = closeness()
    assert near > 1
    page.locator(".chart").focus()
    page.keyboard.press("+")
    assert closeness() > near
    page.keyboard.press("-")
    assert closeness() == pytest.approx(near)
    page.get_by_role("combobox", name="Region").select_option(label="Africa")
    assert closeness() > 1


def test_a_sign_known_to_a_country_looks_like_no_town(page: Page, site: str) -> None:
    page.goto(f"{site}/map")
    page.wait_for_selector(".legend li")
    seen = {
        kind: page.locator(f".legend .{kind}").first.evaluate(
            "(sign) => [sign.tagName, getComputedStyle(sign).strokeDasharray, sign.getAttribute('d')]"
        )
        for kind in ("town", "part", "state", "wide")
    }
    assert len({str(one) for one in seen.values()}) == 4
    assert seen["town"][1] == "none"
    assert seen["state"][1] != "none"


def test_without_scripts_the_picture_and_the_tables_are_there(plain_page: Page, site: str) -> None:
    plain_page.goto(site + PAIR)
    picture = plain_page.locator("figure img")
    assert picture.is_visible()
    assert picture.evaluate("(one) => one.complete && one.naturalWidth > 0")
    assert plain_page.locator(".told-list q").count() > 0
    plain_page.goto(f"{site}/map")
    assert not plain_page.locator(".world").is_visible()
    assert plain_page.locator(".places tbody tr").count() > 1
    plain_page.locator(".places th a").first.click()
    assert "/events?" in plain_page.url


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_shows_them_without_moving_sideways(page: Page, site: str, address: str) -> None:
    width, height = NARROW
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site + address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
