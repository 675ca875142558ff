"""One report as a page that stands alone: one file, no network, nothing beside it."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Final

import jinja2
from markupsafe import Markup

from dateline import __version__
from dateline.model import Report
from dateline.render.safe import line
from dateline.render.sheet import Sheet
from dateline.web.rendering import templates

_STYLES: Final = ("alone.css", "dateline.css", "report.css")
_SCRIPT: Final = "report.js"


def alone(report: Report) -> str:
    """Return a report as a whole page of HTML.

    Styles and the script stand in the page, which allows nothing else by its own policy: what a report smuggles in does
    not run, and nothing is loaded from anywhere.

    Args:
        report: the report.
    """
    headline = report.document.headline
    return _page().render(
        sheet=Sheet.of(report), title=line(headline.words) if headline else report.document.id
    )


@cache
def _page() -> jinja2.Template:
    """Return the page with all but the report in it: the same for every report."""
    style = "\n".join(_static(name) for name in _STYLES)
    script = _static(_SCRIPT)
    return templates().get_template(
        "alone.html",
        globals={
            "policy": policy(style, script),
            # our own files, as they are: their hashes stand in the policy
            "style": Markup(style),  # noqa: S704
            "script": Markup(script),  # noqa: S704
            "program": __version__,
        },
    )


def policy(style: str, script: str) -> str:
    """Return the Content Security Policy under which only this style and this script count."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _static(name: str) -> str:
    return (files("dateline.web") / "static" / name).read_text(encoding="utf-8")
