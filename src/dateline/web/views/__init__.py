"""The views, in the order of the menu: the one place that lists them."""

from __future__ import annotations

from typing import Final

from dateline.web.view import View
from dateline.web.views import claim, event, events, front, report, reports, statement

VIEWS: Final[tuple[View, ...]] = (
    front.VIEW,
    events.VIEW,
    event.VIEW,
    reports.VIEW,
    report.VIEW,
    statement.VIEW,
    claim.VIEW,
)
"""Every page of the site."""
