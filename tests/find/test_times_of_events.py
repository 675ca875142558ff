"""Which time an event is given, and how: from its words, its occasion, its telling, its paragraph or the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.find.drafts import EventDraft
from dateline.find.events.finder import find_events
from dateline.find.times.tagger import find_times
from dateline.ontology.plover import load

if TYPE_CHECKING:
    from support import ParseText

# read against publication on Tuesday 21 October 2025: trigger, value, rule
CASES = [
    (
        "Rebels attacked an army post in Sudan on Monday.",
        ("attacked", "2025-10-20", "date.words"),
    ),
    (
        "Kenya's president warned the Ethiopian prime minister at a summit in September.",
        ("warned", "2025-09", "date.clause"),
    ),
    (
        "In a statement released on Sunday, Chad's government accused Libyan officials of spying.",
        ("accused", "2025-10-19", "date.clause"),
    ),
    (
        "Peru's police said on Monday that they have arrested two opposition leaders.",
        ("arrested", "2025-10-20", "date.telling"),
    ),
    (
        "Rebels attacked an army post in Sudan on Monday. Soldiers arrested two opposition leaders.",
        ("arrested", "2025-10-20", "date.paragraph"),
    ),
    (
        "Rebels attacked an army post in Sudan on Monday.\n\nSoldiers arrested two opposition leaders.",
        ("arrested", "2025-10-20", "date.report"),
    ),
    (
        "Soldiers killed three rebels and wounded four herders at a market in Sudan on Monday.",
        ("killed", "2025-10-20", "date.clause"),
    ),
    (
        "The dispute in Chad goes back to June, when soldiers arrested two opposition leaders.",
        ("arrested", "2025-06", "date.clause"),
    ),
    (
        "Chad's government asked the French army last month to leave.",
        ("asked", "2025-09", "date.words"),
    ),
]
UNDATED = [
    ("Peru's police said on Monday that they arrested two opposition leaders.", "arrested"),
    ("Chad's army arrested two ministers on Monday, following an attack on police by rebels.", "attack"),
    (
        "Rebels attacked an army post in Sudan on Monday.\n\nSoldiers had arrested two opposition leaders.",
        "arrested",
    ),
    (
        "Rebels attacked an army post in Sudan on Monday.\n\nKenya condemned the Sudanese government.",
        "condemned",
    ),
    (
        "Rebels attacked Sudan's army on Monday.\n\nRain fell last year. Soldiers arrested two opposition leaders.",
        "arrested",
    ),
    (
        "Rebels attacked an army post in Sudan on Friday.\n\nSoldiers arrested two opposition leaders.",
        "arrested",
    ),
    (
        "Rebels attacked an army post in Sudan on Monday.\n\nSoldiers will arrest two opposition leaders.",
        "arrest",
    ),
    (
        "Rebels attacked Sudan's army on Monday.\n\nThe soldiers who arrested two opposition leaders were paid.",
        "arrested",
    ),
    (
        "Rebels have been attacking army posts in Sudan since Monday. Soldiers arrested two opposition leaders.",
        "arrested",
    ),
    ("Rebels will attack an army post on Friday. Soldiers arrested two opposition leaders.", "arrested"),
]


def found(parse_text: ParseText, text: str, trigger: str) -> EventDraft:
    document, passages = parse_text(text)
    times = find_times(passages, document.published)
    drafts = find_events(passages, (), times, (), document.published, load())
    return next(draft for draft in drafts if draft.trigger.words == trigger)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_dated(parse_text: ParseText, text: str, expected: tuple[str, str, str]) -> None:
    trigger, value, rule = expected
    draft = found(parse_text, text, trigger)
    document, passages = parse_text(text)
    times = {when.span: when for when in find_times(passages, document.published)}
    when = times[draft.time] if draft.time else draft.dated
    assert when is not None
    reasons = [reason.rule for reason in (*draft.why, *when.why) if reason.field == "when"]
    assert (when.value, reasons) == (value, [rule])


@pytest.mark.parametrize(("text", "trigger"), UNDATED)
def test_not_dated(parse_text: ParseText, text: str, trigger: str) -> None:
    draft = found(parse_text, text, trigger)
    assert (draft.time, draft.dated) == (None, None)


def test_an_inferred_time_has_no_words(parse_text: ParseText) -> None:
    draft = found(parse_text, CASES[4][0], "arrested")
    assert draft.time is None
    assert draft.dated is not None
    assert (draft.dated.span, draft.dated.anchor, draft.dated.precision) == (None, "text", "day")
    assert draft.dated.confidence < 1


@pytest.mark.parametrize("published", [None, "21.10.25", "2025-10-22"])
def test_the_day_of_publication_must_be_near(parse_text: ParseText, published: str | None) -> None:
    text = "Rebels attacked Sudan's army on October 20, 2025.\n\nSoldiers arrested two opposition leaders."
    document, passages = parse_text(text, published)
    times = find_times(passages, document.published)
    drafts = find_events(passages, (), times, (), document.published, load())
    assert [draft.dated for draft in drafts] == [None, None]
