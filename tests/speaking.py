"""Statements and their speakers in a report that was read."""

from __future__ import annotations

from dateline.model import Actor, Report, Statement


def said(report: Report, words: str) -> Statement:
    """Return the innermost statement with these words."""
    found = [one for one in report.statements if any(words in span.words for span in one.spans)]
    return min(found, key=lambda one: (sum(len(span) for span in one.spans), -len(one.via)))


def speakers(report: Report, words: str) -> list[Actor]:
    by_id = {actor.id: actor for actor in report.actors}
    return [by_id[actor] for actor in said(report, words).speaker_actors]
