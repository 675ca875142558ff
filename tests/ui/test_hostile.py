"""Nothing of a hostile report, of its file or of an address runs in a browser, and the policy has nothing to stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest

from dateline.web.alone import alone
from dateline.web.app import application
from dateline.web.desk import Desk
from dateline.web.security import COOKIE, Rules, hosts
from dateline.web.serving import LOCAL
from dateline.web.view import View
from dateline.web.views import VIEWS
from ui.watching import Watched
from web.crawling import Found, crawl, filled, parameters
from web.hostility import CALL, FILE_NAME, PAYLOAD, PROBE, hostile
from web.running import running, served
from web.stores import make_store, reports

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

# What a payload would call notes that it ran.
_TRAP: Final = f"window.ran = []; window.{CALL} = (which) => window.ran.push(which);"

# Wakes what scripts of the page do when it is used.
_STIR: Final = """
() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  for (const element of document.querySelectorAll('body *'))
    for (const kind of ['pointerover', 'mouseover', 'mouseenter', 'focusin', 'focus'])
      element.dispatchEvent(new Event(kind, {bubbles: true}));
}
"""
_LOOK: Final = """
(probe) => ({
  ran: window.ran,
  probes: document.querySelectorAll(`${probe}, [${probe}]`).length,
  odd: [...document.querySelectorAll('iframe, object, embed, base, meta[http-equiv]')].map((one) => one.outerHTML),
  handlers: [...document.querySelectorAll('*')]
    .filter((one) => [...one.attributes].some((attribute) => attribute.name.startsWith('on')))
    .map((one) => one.outerHTML),
  links: [...document.querySelectorAll('[href], [src], [action]')]
    .map((one) => new URL(one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('action'),
                          document.baseURI).protocol),
  text: document.body ? document.body.innerText : '',
})
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A running server of a hostile store, and pages of it.

    Attributes:
        address: where it is.
        found: pages of every view.
    """

    address: str
    found: Found


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    path = tmp_path_factory.mktemp("hostile") / FILE_NAME
    make_store(path, [hostile(report, number) for number, report in enumerate(reports())])
    desk = Desk(path)
    found = crawl(application(desk, Rules(hosts(LOCAL, 8017)), edit=True), each=2)
    desk.close()
    with served(path, "--edit") as address:
        yield Shown(address, found)


@pytest.fixture
def trapped(context: BrowserContext, shown: Shown) -> Iterator[Page]:
    """A page that fails the test on whatever runs, on what the policy stops, on requests to elsewhere."""
    seen = Watched(shown.address, expected={400, 403, 404, 422})
    page = context.new_page()
    seen.watch(page)
    page.add_init_script(_TRAP)
    yield page
    assert seen.faults == []


def harmless(page: Page) -> dict[str, Any]:
    """Check that nothing of a payload is part of a page."""
    found: dict[str, Any] = page.evaluate(_LOOK, PROBE)
    assert (found["ran"], found["probes"], found["odd"], found["handlers"]) == ([], 0, [], [])
    assert set(found["links"]) <= {"http:", "https:"}
    assert str(191 * 7919) not in found["text"]
    return found


def test_the_trap_works(context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(_TRAP)
    page.route(
        "http://open.test/", lambda route: route.fulfill(body=f"<p>{PAYLOAD}", content_type="text/html")
    )
    page.goto("http://open.test/")
    found = page.evaluate(_LOOK, PROBE)
    assert {2, 3} <= set(found["ran"])
    assert found["probes"]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_word_of_a_report_runs(trapped: Page, shown: Shown, view: View) -> None:
    for address in shown.found.pages[view.name]:
        trapped.goto(shown.address + address, wait_until="networkidle")
        harmless(trapped)
        trapped.evaluate(_STIR)
        harmless(trapped)


def test_no_word_runs_on_a_page_that_is_no_view(trapped: Page, shown: Shown) -> None:
    for address in shown.found.others:
        trapped.goto(shown.address + address, wait_until="networkidle")
        harmless(trapped)


def test_no_word_runs_on_a_page_that_stands_alone(context: BrowserContext, tmp_path: Path) -> None:
    seen = Watched("file://")
    page = context.new_page()
    seen.watch(page)
    page.add_init_script(_TRAP)
    for number, report in enumerate(reports()[:2]):
        path = tmp_path / f"{number}.html"
        path.write_text(alone(hostile(report, number)), encoding="utf-8")
        page.goto(path.as_uri())
        page.evaluate(_STIR)
        found = page.evaluate(_LOOK, PROBE)
        assert (found["ran"], found["probes"], found["handlers"]) == ([], 0, [])
        assert set(found["links"]) <= {"http:", "https:", "file:"}
    assert seen.faults == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_word_of_an_address_runs(trapped: Page, shown: Shown, view: View) -> None:
    written = quote(PAYLOAD, safe="")
    for name in (*parameters(view), "none"):
        path = filled(view, lambda field, name=name: written if field == name else "x")  # type: ignore[misc]
        trapped.goto(f"{shown.address}{path}?{name}={written}#{written}")
        harmless(trapped)


def test_data_is_not_a_page(trapped: Page, shown: Shown) -> None:
    for address in (
        "/events.json",
        "/reports.json",
        f"/nothing/{quote(PAYLOAD, safe='')}.json",
        "/openapi.json",
    ):
        trapped.goto(shown.address + address)
        assert trapped.evaluate("document.contentType") == "application/json"
        assert trapped.evaluate("window.ran") == []


def test_words_are_shown_as_they_are(trapped: Page, shown: Shown) -> None:
    trapped.goto(shown.address + "/events")
    assert f"<img src=x onerror={CALL}(1) {PROBE}>" in harmless(trapped)["text"]


ATTACKS: Final = """
const tried = [];
const site = '%s';
const note = (name) => (value) => tried.push([name, String(value)]);
const asks = [
  fetch(site + '/events.json').then((answer) => answer.text()).then(note('read'), () => 0),
  fetch(site + '/events.json', {mode: 'no-cors'}).then((answer) => answer.type).then(() => 0, () => 0),
  fetch(site + '/events', {method: 'POST', mode: 'no-cors', body: 'a=b'}).then(() => 0, () => 0),
  fetch(site + '/api/read', {method: 'POST', body: '{"text": "a"}', headers: {'content-type': 'application/json'}})
    .then((answer) => answer.text()).then(note('posted'), () => 0),
];
for (const [name, address] of [['script', '/static/vendored/d3.min.js'], ['img', '/static/icon.svg'],
                               ['iframe', '/events'], ['img', '/sql.json?q=SELECT+1']]) {
  const element = document.createElement(name);
  asks.push(new Promise((done) => {
    element.onload = () => { if (name !== 'iframe') tried.push([name, 'loaded']); done(); };
    element.onerror = done;
  }));
  element.src = site + address;
  document.body.append(element);
}
window.tried = Promise.all(asks).then(() => tried);
"""


def test_a_page_of_another_origin_gets_nothing(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    statuses: list[int] = []
    page.on(
        "response", lambda answer: statuses.append(answer.status) if answer.url.startswith(site) else None
    )
    # Chromium asks the user before a page of the net may reach this machine: as if they had said yes
    context.grant_permissions(["local-network-access"], origin="https://evil.test")
    body = "<!doctype html><title>evil</title><body></body>"
    page.route("https://evil.test/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("https://evil.test/")
    page.evaluate(ATTACKS % site)
    assert page.evaluate("window.tried") == []
    assert set(statuses) == {403}


def test_a_form_of_another_origin_is_refused(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    body = f'<form method="post" action="{site}/api/read"><input name="text" value="a"><button>Go</button></form>'
    page.route("http://evil.test/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto("http://evil.test/")
    with page.expect_navigation() as led:
        page.get_by_role("button").click()
    assert led.value.status == 403


def test_a_link_from_elsewhere_is_followed_and_asks_nothing_of_its_own(
    context: BrowserContext, site: str
) -> None:
    page = context.new_page()
    body = f'<a href="{site}/events">Events</a> <a href="{site}/sql?q=SELECT+40%2B2+AS+n">Ask</a>'
    page.route("http://evil.test/", lambda route: route.fulfill(body=body, content_type="text/html"))
    for name, status in (("Events", 200), ("Ask", 403)):
        page.goto("http://evil.test/")
        with page.expect_navigation() as led:
            page.get_by_role("link", name=name).click()
        assert led.value.status == status
    with page.expect_navigation() as led:
        page.get_by_role("link", name="Go on").click()
    assert led.value.status == 200
    assert page.get_by_role("cell", name="42").count() == 1


def test_a_name_that_is_made_to_lead_here_is_not_served(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    answer = page.goto(site.replace("127.0.0.1", "rebound.test") + "/events")
    assert answer is not None
    assert answer.status == 400
    assert "Ukraine" not in page.content()


def test_a_token_is_shown_once_and_kept_from_scripts(context: BrowserContext, store: Path) -> None:
    word = "b3JhbmdlcyBhbmQgbGVtb25z"
    with running(store, DATELINE_TOKEN=word) as server:
        page = context.new_page()
        bare = server.address.split("?")[0]
        refused = page.goto(bare)
        assert refused is not None
        assert refused.status == 401
        page.goto(server.address)
        assert page.url == bare
        page.get_by_role("link", name="Events", exact=True).first.click()
        assert page.locator("tbody tr").count() > 3
        assert page.evaluate("document.cookie") == ""
        (cookie,) = context.cookies()
        assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == (COOKIE, True, "Lax")
        assert word not in page.content()
