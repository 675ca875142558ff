"""Ranking: what the fitted weights do with the rules' candidates."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.find.statements.finder import candidates, find_statements
from dateline.find.statements.ranking.features import features
from dateline.find.statements.ranking.weights import NAME, Ranker, load, read
from dateline.models.files import folder
from support import ParseText

_TEXT = (
    "The mayor said the mill had burned. Its owner, who has faith in the police, wrote a letter to the paper."
)


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    """Return the packaged weights."""
    found = load()
    assert found is not None
    return found


def test_features_name_cue_frame_speaker_and_content(parse_text: ParseText) -> None:
    _, passages = parse_text(_TEXT)
    found, layouts = candidates(passages)
    names = features(found[0], {layout.passage.index: layout for layout in layouts})
    assert {"cue=say", "frame=clause", "speaker word=mayor", "finite=True frame=clause"} <= set(names)


def test_what_is_unlikely_is_not_put_on_record(parse_text: ParseText) -> None:
    _, passages = parse_text(_TEXT)
    everything, nothing = Ranker(3.0, {}, 0.3), Ranker(-3.0, {}, 0.3)
    only_said = Ranker(-3.0, {"cue=say": 6.0}, 0.3)
    assert find_statements(passages, ranker=nothing) == ()
    assert len(find_statements(passages, ranker=everything)) == len(find_statements(passages))
    assert [draft.cue_lemma for draft in find_statements(passages, ranker=only_said)] == ["say"]


def test_confidence_is_the_fitted_probability(parse_text: ParseText) -> None:
    _, passages = parse_text(_TEXT)
    drafts = find_statements(passages, ranker=Ranker(0.0, {"cue=say": 1.3863}, 0.3))
    assert drafts[0].confidence == pytest.approx(0.8, abs=0.001)


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("The minister said that the road was closed.", "The driver knows the road."),
        ("According to the police, two men fled.", "The council approved the plan."),
        ("“The road is closed,” the minister said.", "Voters who said so were few."),
    ],
)
def test_plain_speech_is_surer_than_what_only_looks_like_it(
    parse_text: ParseText, ranker: Ranker, surer: str, less_sure: str
) -> None:
    sure = find_statements(parse_text(surer)[1], ranker=ranker)
    unsure = find_statements(parse_text(less_sure)[1], ranker=ranker)
    assert sure
    assert sure[0].confidence > 0.7
    assert all(draft.confidence < sure[0].confidence for draft in unsure)


def test_who_asks_for_attitudes_loses_nothing(parse_text: ParseText) -> None:
    _, passages = parse_text("Ruiz admires the judge. The mayor said the mill had burned.")
    nothing = Ranker(-3.0, {}, 0.3)
    drafts = find_statements(passages, attitudes=True, ranker=nothing)
    assert [draft.cue_lemma for draft in drafts] == ["admire", "say"]


def test_words_that_only_point_are_left_alone(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor said the mill had burned. She made the remarks on state television.")
    plain = find_statements(passages)
    kept = find_statements(passages, ranker=Ranker(-3.0, {}, 0.3))
    assert any(draft.refers_to for draft in plain)
    assert [draft.cue for draft in kept] == [draft.cue for draft in plain if draft.refers_to]


def test_changed_weights_are_refused(tmp_path: Path) -> None:
    place = folder(NAME)
    assert place is not None
    copy = tmp_path / NAME
    copy.mkdir()
    for file in place.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    assert read(copy / "weights.json") == load()
    (copy / "weights.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DatelineError) as caught:
        folder(NAME, tmp_path)
    assert caught.value.code == "E021"
