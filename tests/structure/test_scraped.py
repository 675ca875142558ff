"""Kinds of lines around scraped reports: each in a page made for it."""

from __future__ import annotations

import pytest

from dateline.structure.zones import find

BODY = (
    "The council said on Monday that it would reopen the bridge, a plan the mayor has called reckless and rushed.",
    "Engineers who looked at the piers in March found rust in four of them, and asked for another winter of repairs.",
    "Shopkeepers on the left bank say that they have lost a third of their customers since the barriers went up.",
    "A vote on the money is due next week, and nobody in the town hall would say on Monday how it would end.",
)


def kinds(*lines: str) -> list[str]:
    """Return the kind of the zone that each line begins."""
    text = "\n".join(lines)
    found = {zone.span.start: zone.kind for zone in find(text)}
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    return [found[start] for start in starts]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Subscriber Only", "Town hall wants its bridge back before the summer"),
        ("The Friday Page", "Town hall wants its bridge back before the summer"),
        ("Our Town", "Why the bridge came to stand for everything"),
        ("-24.16 (-0.48%)", "Town hall wants its bridge back before the summer"),
        ("+3.10 (+1.05%)", "Bridge shut"),
    ],
)
def test_the_title_below_a_label(above: str, title: str) -> None:
    found = kinds(above, title, "By Ann Lo", *BODY)
    assert found[:3] == ["furniture", "headline", "byline"]


def test_a_short_title_above_its_deck() -> None:
    found = kinds("Riverton's long wait", "A bridge, a mayor and a winter of repairs", "By Ann Lo", *BODY)
    assert found[:2] == ["headline", "deck"]


@pytest.mark.parametrize(
    "note",
    [
        "Ann Lo is a reporter for the Riverton Post who covers bridges, ferries and the people that run them. "
        + "She came to the paper after ten years on the coast. " * 5,
        "Ann Lo (born 1961) is a novelist. She lives by the river.",
        "Ann Lo writes about the river for the Post. " + "She has walked it from its spring to the sea. " * 7,
        "Ann Lo is an analyst at the Institute for Bridges.",
        "Riverton-based correspondent covering bridges, ferries and the council. Before that she was in Eastport.",
        "Author of two books on rivers, Ann Lo has walked most of them and fallen into some.",
    ],
)
def test_a_note_on_the_author_below_the_report(note: str) -> None:
    assert kinds("Bridge to reopen after a winter", "By Ann Lo", *BODY, note)[-1] == "furniture"


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ann Lo is the engineer who found the rust, and she is not surprised that nobody wants to pay for it now.",
        "Ann Lo was asked in March to look at the piers. " + "She looked at each of them for a day. " * 6,
    ],
)
def test_somebody_in_the_report_is_no_author(paragraph: str) -> None:
    assert kinds("Bridge to reopen after a winter", "By Jo Ek", *BODY, paragraph)[-1] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "These cookies let us count visits, so that we can see which pages are read and make them better for you.",
        "Targeting cookies may be set by the companies that advertise here. They may build a profile of you from them.",
        "Your browser is too old for this page.",
        "Dieser Browser ist zu alt für unsere Seite.",
        "Zum Inhalt springen",
        "Thank you for signing up!",
        "Get alerts on this story",
        "This post contains affiliate links: we get a share of what you spend.",
    ],
)
def test_words_of_the_machine(line: str) -> None:
    assert kinds("Bridge to reopen after a winter", "By Ann Lo", *BODY, line)[-1] == "furniture"
    assert kinds(line, "Bridge to reopen after a winter", "By Ann Lo", *BODY)[0] == "furniture"


@pytest.mark.parametrize(
    "line", ["By and on", "by | Published on", "Von und", "Publié le , mis à jour", "Updated: | Published:"]
)
def test_a_byline_without_its_links(line: str) -> None:
    assert kinds("Bridge to reopen after a winter", line, *BODY)[1] == "furniture"


@pytest.mark.parametrize(
    "line", ["Photograph by Ida Holm", "Illustration by Tom Berg", "Illustrations by Max Rau"]
)
def test_a_credit_alone(line: str) -> None:
    assert kinds("Bridge to reopen after a winter", line, *BODY)[1] == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lo12 minutes ago",
        "Ann LoMay 3, 2024",
        "Local News3 mins read",
        "/ Riverton Wire",
        "/new",
        "Next: Who pays?",
    ],
)
def test_what_was_run_together_or_cut_apart(line: str) -> None:
    assert kinds("Bridge to reopen after a winter", line, *BODY)[1] == "furniture"


def test_lists_below_a_heading_that_comes_again() -> None:
    items = ("• 200 g flour", "• two eggs"), ("• 300 g plums", "• sugar")
    page = (BODY[0], "You need", *items[0], BODY[1], "You need", *items[1], BODY[2])
    found = kinds("What bakers eat at the bridge", "By Ann Lo", *page)
    assert [kind for line, kind in zip(page, found[2:], strict=True) if line.startswith("•")] == ["body"] * 4
