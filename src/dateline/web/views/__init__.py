"""The views, in the order of the menu: the one place that lists them."""

from __future__ import annotations

from typing import Final

from dateline.web.view import View
from dateline.web.views import (
    about,
    actor,
    actors,
    agreement,
    agreements,
    between,
    changes,
    claim,
    dispute,
    disputes,
    event,
    events,
    front,
    happening,
    read,
    report,
    reports,
    search,
    sql,
    statement,
    stories,
    story,
    worldmap,
)

VIEWS: Final[tuple[View, ...]] = (
    front.VIEW,
    events.VIEW,
    event.VIEW,
    worldmap.VIEW,
    between.VIEW,
    happening.VIEW,
    disputes.VIEW,
    dispute.VIEW,
    agreements.VIEW,
    agreement.VIEW,
    actors.VIEW,
    actor.VIEW,
    stories.VIEW,
    story.VIEW,
    reports.VIEW,
    report.VIEW,
    statement.VIEW,
    claim.VIEW,
    search.VIEW,
    changes.VIEW,
    sql.VIEW,
    read.VIEW,
    about.VIEW,
)
"""Every page of the site."""
