from __future__ import annotations

from playwright.sync_api import Page


def test_the_front_page_opens(page: Page, site: str) -> None:
    answer = page.goto(site + "/")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1


def test_it_reads_without_scripts(plain_page: Page, site: str) -> None:
    plain_page.goto(site + "/events")
    assert plain_page.locator("tbody tr").count() > 3
