"""Wire copy in plain text: the agency is credited, and the publisher is somebody else."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.reading.source import Source
from dateline.structure.document import build

BODY = (
    "The ferry sank in shallow water on Tuesday, the harbour office said, and all of its passengers were saved.\n\n"
    "Divers are to look at the hull on Wednesday, said the harbour master, who had closed the port overnight.\n"
)
PLAIN = f"Ferry sinks off Oslo\n\nBy Ann Lo\n\n{BODY}"
BYLINE = f"Ferry sinks off Oslo\n\nBy AFP\n\n{BODY}"
DATELINE = f"Ferry sinks off Oslo\n\nBy Ann Lo\n\nOSLO (Reuters) - {BODY}"
FOOT = f"Ferry sinks off Oslo\n\nBy Ann Lo\n\n{BODY}\n(With inputs from AFP)\n"
AGENCIES = f"Ferry sinks off Oslo\n\nAnn Lo and agencies\n\n{BODY}"


@pytest.mark.parametrize(
    ("text", "publisher", "url", "expected"),
    [
        (BYLINE, "The Daily Ledger", "", True),
        (BYLINE, "", "https://ledger.example/ferry", True),
        (DATELINE, "The Daily Ledger", "", True),
        (FOOT, "The Daily Ledger", "", True),
        (AGENCIES, "The Daily Ledger", "", True),
        (PLAIN, "The Daily Ledger", "", False),
        (BYLINE, "", "", False),
        (DATELINE, "Reuters", "", False),
        (DATELINE, "", "https://www.reuters.com/world/ferry", False),
    ],
)
def test_wire(text: str, publisher: str, url: str, *, expected: bool) -> None:
    document = build(Source(text=text, publisher=publisher, url=url), Settings())
    assert document.wire is expected


def test_what_metadata_say_counts() -> None:
    credited = Source(text=PLAIN, publisher="The Daily Ledger", agency="Agence France-Presse")
    assert build(credited, Settings()).wire
    assert build(Source(text=PLAIN, wire=True), Settings()).wire
    assert not build(Source(text=PLAIN, publisher="AFP", agency="Agence France-Presse"), Settings()).wire
