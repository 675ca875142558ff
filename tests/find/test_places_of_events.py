"""Which of the places that a report names is an event's."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.pipeline import Reader

READER = Reader(Settings(language="en", model=False, imports=False))


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        (
            "Police detained the pastor in the coastal town of Mersin, where he had lived.",
            "detained",
            "Mersin",
        ),
        ("The shelling of Kharkiv by the Russian army went on.", "shelling", "Kharkiv"),
        ("Kenya sent 300 soldiers to Goma on Monday.", "sent 300 soldiers", "Goma"),
        ("The Polish president visited the Georgian capital of Tbilisi in May.", "visited", "Tbilisi"),
        ("Leaders of the two states held talks in Kazakhstan's capital, Astana.", "held talks", "Astana"),
        ("The governor condemned Russia's strikes in Syria.", "condemned", ""),
        ("The governor condemned Russia's strikes in Syria.", "strikes", "Syria"),
    ],
)
def test_the_place_of_an_event(text: str, trigger: str, place: str) -> None:
    found = {
        event.trigger.words: event.place.name if event.place else "" for event in READER.read(text).events
    }
    assert found[trigger] == place
