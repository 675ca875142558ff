"""Questions that a stranger comes with, each answered in at most four clicks from the front page.

The record is that of the demonstration reports, and of one more that tells of a protest in its last month.
"""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ui.watching import Watched
from web.running import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

EXAMPLES = Path(__file__).parents[2] / "examples" / "nuclear-file"
MOST = 4
PROTEST = """\
---
title: Students protest at the Austrian university over fees
publisher: Danube Courier
published: 2025-11-27
url: https://danube-courier.example/fees
---

Students protest at the Austrian university over fees

GRAZ, Austria (Nov. 27) - Hundreds of students protested in Graz on Wednesday against higher fees.

They marched from the main hall to the town square, the police said. The rector said that the fees would stay.
"""


@dataclass
class Stranger:
    """Somebody at the front page who reads what is on the screen, and counts clicks.

    Attributes:
        page: the page in front of them.
        clicks: what they clicked or typed so far; typing with the key that sends it is one.
    """

    page: Page
    clicks: int = 0

    def click(self, what: Locator) -> None:
        """Click what there is one of."""
        self.clicks += 1
        what.click()
        self.page.wait_for_load_state("networkidle")

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        self.click(self.page.get_by_role("link", name=words, exact=True))

    def type(self, where: Locator, words: str, *, send: bool = False) -> None:
        """Write into a field, and send it or not."""
        self.clicks += 1
        where.fill(words)
        if send:
            where.press("Enter")
            self.page.wait_for_load_state("networkidle")

    def row(self, *words: str) -> Locator:
        """Return the rows or entries on the screen that have all these words."""
        found = self.page.get_by_role("main").get_by_role("row")
        found = found.or_(self.page.get_by_role("main").get_by_role("listitem"))
        for one in words:
            found = found.filter(has_text=one)
        return found


@pytest.fixture(scope="module")
def demonstration(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the demonstration record; read only where there is a browser to show it."""
    del browser
    folder = tmp_path_factory.mktemp("questions")
    (folder / "protest.txt").write_text(PROTEST, encoding="utf-8")
    store = folder / "news.duckdb"
    command = [sys.executable, "-m", "dateline", "add", str(EXAMPLES), str(folder), "--db", str(store)]
    subprocess.run(command, check=True, capture_output=True)
    with served(store) as address:
        yield address


@pytest.fixture
def stranger(browser: Browser, demonstration: str) -> Iterator[Stranger]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    seen = Watched(demonstration)
    page = context.new_page()
    seen.watch(page)
    page.goto(demonstration + "/")
    one = Stranger(page)
    yield one
    context.close()
    assert 0 < one.clicks <= MOST
    assert not seen.faults


def test_what_did_khamenei_say_about_the_offer(stranger: Stranger) -> None:
    field = stranger.page.get_by_role("searchbox", name="Words to look for")
    stranger.type(field, "What did Khamenei say about Trump's offer?", send=True)
    answer = stranger.row("Ali Khamenei", "He turned down Donald Trump’s offer of a deal")
    assert answer.first.is_visible()
    assert "2025-10-21" in answer.first.inner_text()


def test_who_denies_that_the_facilities_were_destroyed(stranger: Stranger) -> None:
    stranger.follow("Who denies what?")
    dispute = stranger.page.get_by_role("article").filter(has_text="obliterated")
    denied = dispute.get_by_role("heading", name="Denied by").locator("..")
    assert "Ali Khamenei" in denied.inner_text()
    assert "American bombs had destroyed Iran’s nuclear sites" in denied.inner_text()


def test_what_happened_between_two_sides_in_a_year(stranger: Stranger) -> None:
    page = stranger.page
    stranger.type(page.get_by_label("one side", exact=True), "Iran")
    stranger.type(page.get_by_label("the other side", exact=True), "IAEA", send=True)
    assert page.get_by_role("heading", level=1).inner_text() == "Iran and IAEA"
    stranger.type(page.get_by_label("Since"), "2025")
    stranger.type(page.get_by_label("Until"), "2025", send=True)
    days = page.get_by_role("main").locator("td.when").all_inner_texts()
    assert days
    assert all("2025" in day for day in days)
    assert page.get_by_role("main").locator("td q").first.is_visible()


def test_which_events_rest_on_one_source(stranger: Stranger) -> None:
    stranger.follow("What rests on one source?")
    assert "rest on one source" in stranger.page.get_by_role("main").inner_text()
    rows = stranger.page.get_by_role("main").locator("tbody tr")
    assert rows.count() > 10
    first = rows.first
    assert first.locator("q mark").inner_text()
    assert first.locator("td.quoted small").inner_text()


def test_export_last_months_protests_with_their_words(stranger: Stranger) -> None:
    page = stranger.page
    stranger.follow("What happened in November 2025?")
    stranger.click(page.locator("summary", has_text="Type"))
    with page.expect_response(lambda response: "type=PROTEST" in response.url):
        stranger.click(page.get_by_label("PROTEST"))
    with page.expect_download() as download:
        stranger.click(page.get_by_role("button", name="CSV", exact=True))
    with download.value.path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["type"] for row in rows} == {"PROTEST"}
    assert {row["date_start"][:7] for row in rows} == {"2025-11"}
    assert "protested" in {row["words"] for row in rows}
    assert {row["publisher"] for row in rows} == {"Danube Courier"}
