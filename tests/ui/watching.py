"""Watches what a page does in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

# Notes what the policy forbids; runs before anything of the page.
_WATCH: Final = """
document.addEventListener('securitypolicyviolation', (event) => {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
});
"""


@dataclass
class Watched:
    """What a page did that no page of ours does.

    Attributes:
        origin: where the site is.
        faults: what was seen, in its order.
        expected: statuses of answers that a test asks for on purpose; the browser notes each as an error.
    """

    origin: str
    faults: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        """Note what a page does from now on."""
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda message: self._console(message.type, message.text, message.location["url"]))
        page.on("request", lambda request: self._request(request.url))
        page.on("dialog", self._dialog)
        page.on("popup", lambda popup: self.faults.append(f"window: {popup.url}"))
        page.add_init_script(_WATCH)

    def _console(self, kind: str, text: str, where: str) -> None:
        if kind == "error" and not any(f"status of {status}" in text for status in self.expected):
            self.faults.append(f"console: {text} ({where})")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str) -> None:
        if not url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.faults.append(f"request: {url}")
