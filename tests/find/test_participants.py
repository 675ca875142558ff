"""Who takes part: noun phrases, control, relatives, and political relevance."""

from __future__ import annotations

import pytest

from dateline.find.events.finder import find_events
from dateline.find.events.relevance import Weight, judge_of
from dateline.ontology.plover import load
from support import ParseText


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        # relative clauses and participles
        ("The soldiers who shelled the rebels left.", ["The soldiers"], ["the rebels"]),
        ("Rebels attacked by the army fled.", ["the army"], ["Rebels"]),
        # control: the subject of the verb above
        ("Police tried to arrest the protesters.", ["Police"], ["the protesters"]),
        # a possessive and a noun of the doer before the event's noun
        ("Ethiopia's attack on Eritrea failed.", ["Ethiopia"], ["Eritrea"]),
        # the noun phrase goes with "of", not with its apposition
        (
            "The president of Ghana, a former general, criticised Togo.",
            ["The president of Ghana"],
            ["Togo"],
        ),
        # nobody takes part
        ("Police arrested nobody in Togo on Monday.", ["Police"], []),
        # coordination inside a noun phrase
        ("Polish and Czech diplomats condemned Russia.", ["Polish", "Czech diplomats"], ["Russia"]),
    ],
)
def test_participants(parse_text: ParseText, text: str, actors: list[str], recipients: list[str]) -> None:
    _, passages = parse_text(text)
    event = find_events(passages, (), (), (), None, load())[0]
    assert [span.words for span in event.actors] == actors
    assert [span.words for span in event.recipients] == recipients


@pytest.mark.parametrize(
    ("text", "word", "weight"),
    [
        ("The government fell.", "government", Weight.CERTAIN),
        ("Norway voted.", "Norway", Weight.CERTAIN),
        ("The singer sang.", "singer", Weight.PRIVATE),
        ("The weather changed.", "weather", Weight.THING),
        ("They left.", "They", Weight.POSSIBLE),
    ],
)
def test_relevance(parse_text: ParseText, text: str, word: str, weight: Weight) -> None:
    _, passages = parse_text(text)
    head = next(token for token in passages[0].doc if token.text == word)
    assert judge_of(passages)(passages[0], head) == weight


def test_an_office_told_once_counts_everywhere(parse_text: ParseText) -> None:
    _, passages = parse_text("President Anna Kowalska spoke on Monday.\n\nLater Kowalska left.")
    head = next(token for token in passages[1].doc if token.text == "Kowalska")
    assert judge_of(passages)(passages[1], head) == Weight.CERTAIN
