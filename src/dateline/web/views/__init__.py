"""The views, in the order of the menu: the one place that lists them."""

from __future__ import annotations

from typing import Final

from dateline.web.view import View
from dateline.web.views import event, events, front, report, reports

VIEWS: Final[tuple[View, ...]] = (
    front.VIEW,
    events.VIEW,
    event.VIEW,
    reports.VIEW,
    report.VIEW,
)
"""Every page of the site."""
