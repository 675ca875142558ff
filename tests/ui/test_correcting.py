"""Corrections in a real browser, with scripts and without: what is sent, and what stands there afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from builders import make_report
from ui.watching import Watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REPORT = make_report()
STRUCK = REPORT.events[1]


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def editing(browser: Browser, editable_site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a site that takes corrections, which does nothing that no page of ours does."""
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    watched = Watched("{0.scheme}://{0.netloc}".format(urlsplit(editable_site)))
    watched.expected = {400}
    watched.watch(page)
    page.goto(editable_site)
    yield page
    context.close()
    assert not watched.faults


def rows(page: Page) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts()[:3] for row in page.locator("tr.correction").all()]


def test_a_field_is_changed_and_taken_back(editing: Page, editable_site: str) -> None:
    editing.goto(f"{editable_site}/e/{STRUCK.id}")
    editing.locator("summary", has_text="Correct this").click()
    # the fields come with the choice that needs them
    assert not editing.get_by_label("Status").is_visible()
    editing.get_by_label("right but for a field").check()
    editing.get_by_label("Status").select_option("alleged")
    editing.locator("summary", has_text="Recipients").click()
    editing.get_by_role("group", name="recipients").get_by_label("Turkey").check()
    editing.get_by_label("Date start").fill("")
    editing.get_by_label("Date end").fill("")
    editing.get_by_label("Reason").fill("only one side says so")
    editing.get_by_label("Your name").fill("Ana")
    editing.get_by_role("button", name="Correct", exact=True).click()
    assert urlsplit(editing.url).path == f"/e/{STRUCK.id}"
    fields = {row[0]: row[1:] for row in rows(editing)}
    assert fields["status"] == [STRUCK.status, "alleged"]
    assert fields["recipients"] == ["Ukraine", "Ukraine, Turkey"]
    assert fields["date start"][1] == "none"
    assert fields.keys() == {"status", "recipients", "date start", "date end"}
    # what the machine read still stands above
    assert editing.locator("article.card h3 .status").inner_text() == STRUCK.status
    editing.locator("tr.correction", has_text="status").get_by_role("button", name="Take back").click()
    assert rows(editing)[-1] == ["status", STRUCK.status, STRUCK.status]


def test_beside_the_text_a_record_is_wrong_and_right_after_all(editing: Page, editable_site: str) -> None:
    editing.goto(f"{editable_site}/d/{REPORT.document.id}")
    card = editing.locator(f"#{STRUCK.id}")
    card.locator("summary", has_text="Correct this").click()
    card.get_by_label("wrong").check()
    card.get_by_label("Reason").fill("no such words")
    card.get_by_role("button", name="Correct", exact=True).click()
    assert editing.url.endswith(f"/d/{REPORT.document.id}#{STRUCK.id}")
    assert card.locator("tr.correction strong").all_inner_texts() == ["wrong"]
    card.get_by_role("button", name="It is right after all").click()
    assert card.locator("tr.correction strong").all_inner_texts() == ["wrong", "right"]


def test_what_is_refused_is_said_and_kept(editing: Page, editable_site: str) -> None:
    editing.goto(f"{editable_site}/correct/{STRUCK.id}")
    editing.get_by_label("right but for a field").check()
    editing.get_by_label("Date start").fill("2025-08-31")
    editing.get_by_label("Date end").fill("2025-08-01")
    editing.get_by_label("Reason").fill("the words of the port")
    editing.get_by_role("button", name="Correct", exact=True).click()
    assert "E051" in editing.get_by_role("alert").inner_text()
    assert editing.get_by_label("Reason").input_value() == "the words of the port"
    assert editing.get_by_label("Date start").input_value() == "2025-08-31"
    editing.get_by_label("Date end").fill("2025-08-31")
    editing.get_by_role("button", name="Correct", exact=True).click()
    # the last day was that before
    assert {row[0]: row[2] for row in rows(editing)} == {"date start": "2025-08-31"}


def test_without_leave_there_is_no_form(page: Page, site: str) -> None:
    page.goto(f"{site}/e/{STRUCK.id}")
    assert page.locator("form.correct, .correcting").count() == 0
