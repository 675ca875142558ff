"""axe-core finds no serious fault of accessibility on any view, in light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import Rules, hosts
from dateline.web.serving import LOCAL
from dateline.web.view import View
from dateline.web.views import VIEWS
from web.crawling import Found, crawl

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE: Final = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SIZES: Final = ((1280, 900), (390, 844))
GRAVE: Final = ("serious", "critical")

_FAULTS: Final = """
async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map((one) => ({
    rule: one.id, impact: one.impact, help: one.help,
    where: one.nodes.slice(0, 5).map((node) => node.target.join(' ') + ' | ' + node.failureSummary),
  }));
}
"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm install --prefix tests/ui, see .ci/run")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(store: Path) -> Found:
    """A page of every view."""
    desk = Desk(store)
    try:
        return crawl(application(desk, Rules(hosts(LOCAL, 8017))), each=1)
    finally:
        desk.close()


def faults(page: Page, axe: str) -> str:
    """Return the grave faults that axe-core finds in what a page shows, a line each."""
    # what the page's policy allows is no matter to a debugger
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(_FAULTS)
    grave = [fault for fault in found if fault["impact"] in GRAVE]
    return "\n".join(
        f"{fault['rule']}: {fault['help']}: {where}" for fault in grave for where in fault["where"]
    )


def test_axe_finds_what_is_wrong(page: Page, site: str, axe: str) -> None:
    page.goto(site + "/")
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert "label: " in faults(page, axe)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_view_has_a_grave_fault(
    page: Page, site: str, axe: str, found: Found, view: View, colours: Any
) -> None:
    page.emulate_media(color_scheme=colours, reduced_motion="reduce")
    for address in found.pages[view.name]:
        page.goto(site + address, wait_until="networkidle")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            assert faults(page, axe) == "", (address, width)
            across = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert across <= 0, (address, width, across)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", ["/nothing", "/events?limit=x", "/sql?q=SELEC"])
def test_no_page_of_an_error_has_one(
    page: Page, site: str, axe: str, watched: Any, address: str, colours: Any
) -> None:
    watched.expected |= {400, 404}
    page.emulate_media(color_scheme=colours)
    page.goto(site + address)
    assert faults(page, axe) == ""
