"""Who German speakers are, told by their names alone."""

from __future__ import annotations

import pytest

from dateline.config import Settings
from dateline.pipeline import Reader

# text, names of the speakers of its statements
TEXTS = [
    (
        "„Das Wasser steigt wieder“, sagte Bausenatorin Anna Kern. Kern wies die Vorwürfe zurück.",
        ["Anna Kern"] * 2,
    ),
    ("Anna Kern sagte, der Damm halte. Sie erklärte, dass er alt ist.", ["Anna Kern"] * 2),
    ("Der Sprecher des Verbands, Jan Behrens, erklärte, man habe gewarnt.", ["Jan Behrens"]),
    ("Nach Angaben des Hafenamts sank der Pegel. Das Hafenamt erklärte, dass er steigt.", ["Hafenamt"] * 2),
    ("Anna Kern sagte, der Damm halte. Er erklärte, dass sie irrt.", ["Anna Kern", "-"]),
]


@pytest.mark.parametrize(("text", "names"), TEXTS)
def test_speakers(text: str, names: list[str]) -> None:
    report = Reader(Settings(language="de")).read(text)
    actors = {actor.id: actor.name for actor in report.actors}
    said = [", ".join(actors[one] for one in s.speaker_actors) or "-" for s in report.statements]
    assert said == names
    assert [note.code for note in report.notes][:1] == ["N004"]
    assert (report.events, report.claims, report.times, report.places) == ((), (), (), ())
