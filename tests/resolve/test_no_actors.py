"""What the finder of actors leaves out: things, places, laws and events with names; and what it keeps beside them."""

from __future__ import annotations

import pytest

import dateline


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The body of Ana Ruiz was found near the lake.", ["Ana Ruiz"]),
        ("The army bought 12 F-18s and three MiG-31s.", ["The army"]),
        ("Hurricane Otis hit the coast.", []),
        ("Lawmakers passed the Fair Tenancies Act.", ["Lawmakers"]),
        ("The minister opened the Vidin bridge.", ["The minister"]),
        ("Engineers closed Runway 27 at the airport.", ["Engineers"]),
        ("The spy was held in a prison near the border.", ["The spy"]),
        ("The prison denied the charge.", ["The prison"]),
        ("The embassy said it had no comment.", ["The embassy", "it"]),
        ("Protesters marched from the station to Umoja.", ["Protesters"]),
        ("Rain fell over northern Mali.", []),
        ("The Paris summit ended without a deal.", []),
        (
            "Reporters met the Nordic Centre for Disease Control in Lima. Nothing is known of the missing men.",
            ["Reporters", "the Nordic Centre for Disease Control", "the missing men"],
        ),
        ("The Kenyan won the race.", ["The Kenyan"]),
        ("Troops entered the village of Tine.", ["Troops"]),
        ("Zenvo will recall the Galaxy S26.", ["Zenvo"]),
        ("Governor Sanwo-Olu took office in May.", ["Sanwo-Olu"]),
        ("Her lawyer Rosa Prado will appeal.", ["Her lawyer Rosa Prado"]),
        ("Carmaker Zenvo said it would hire 200 engineers.", ["Carmaker Zenvo", "it", "200 engineers"]),
    ],
)
def test_who_is_found(text: str, actors: list[str]) -> None:
    found = sorted({mention.span for one in dateline.actors(text) for mention in one.mentions})
    assert [span.words for span in found] == actors


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Vantor Aerospace Industries said it would cut jobs.",
            "Vantor Aerospace Industries",
            "organisation",
        ),
        ("Grid operator Elnor said power was back.", "Elnor", "organisation"),
        ("A rebel group attacked the town.", "rebel group", "armed_group"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert (name, kind) in {(one.actor.name, one.actor.kind) for one in dateline.actors(text)}
