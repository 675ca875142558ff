"""Revision: the rules' events and the model's scores come to one list."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from dateline.find.events.finder import Finder, coded, shares
from dateline.find.events.folding import Found
from dateline.find.events.learned.pairs import between
from dateline.find.events.learned.revision import revised
from dateline.find.events.relevance import judge_of
from dateline.find.learned import blend as mixing
from dateline.find.learned.blend import Blend
from dateline.find.learned.candidates import may_take_part, may_trigger
from dateline.find.learned.scorer import Scores
from dateline.find.syntax import Passage
from dateline.model import EventStatus, EventType
from dateline.ontology import plover
from support import ParseText

_TYPES = ("NONE", *get_args(EventType))
_STATUSES: tuple[str, ...] = get_args(EventStatus)
_MODES = ("ASSAULT.aerial", "ASSAULT.beat", "COERCE.arrest", "COERCE.seize")
_RULED = 2.0


@pytest.fixture(scope="module")
def blend() -> Blend:
    """Weigh the network fully, and a rule by 2."""
    size = len(_STATUSES)
    return Blend(
        types=_TYPES,
        statuses=_STATUSES,
        modes=_MODES,
        stances=("asserts", "denies"),
        network=1.0,
        linear=0.0,
        rules=(0.0, *[_RULED] * (len(_TYPES) - 1)),
        bias=(0.0,) * len(_TYPES),
        status_network=1.0,
        status_rules=tuple(tuple(1.0 * (a == b) for b in range(size)) for a in range(size)),
        status_signs={},
        stance_network=1.0,
        stance_rules=((1.0, 0.0), (0.0, 1.0)),
        event=(0.5, 0.5),
        mode=0.5,
        role_bias=(0.0, 0.0),
        role=(0.0, 0.0),
        veto=(-3.0, -3.0),
        encode=0.0,
        pieces=128,
    )


def _scores(
    passage: Passage,
    says: dict[str, tuple[str, float]],
    roles: dict[tuple[str, str], tuple[float, float]] | None = None,
    modes: dict[tuple[str, str], float] | None = None,
) -> Scores:
    """Make scores: for words a type with its probability, for (word, party) raw role scores."""
    triggers = [token for token in passage.doc if may_trigger(token)]
    parties = [token for token in passage.doc if may_take_part(token)]
    network = np.full((len(triggers), len(_TYPES)), 1e-4)
    network[:, 0] = 0.99
    raw = np.full((len(triggers), len(parties), 2), -9.0)
    chances = np.zeros((len(triggers), len(_MODES)))
    for row, trigger in enumerate(triggers):
        if trigger.text in says:
            type_, sure = says[trigger.text]
            network[row] = 1e-6
            network[row, 0] = 1 - sure
            network[row, _TYPES.index(type_)] = sure
        for column, party in enumerate(parties):
            raw[row, column] = (roles or {}).get(
                (trigger.text, party.text), (0.0, 0.0) if not roles else (-9, -9)
            )
        for index, name in enumerate(_MODES):
            chances[row, index] = (modes or {}).get((trigger.text, name), 0.0)
    logged = np.log(network / network.sum(1, keepdims=True))
    return Scores(
        row={token.i: row for row, token in enumerate(triggers)},
        network=logged,
        linear=logged,
        statuses=np.log(np.full((len(triggers), len(_STATUSES)), 1 / len(_STATUSES))),
        modes=chances,
        stances=np.log(np.full((len(triggers), 2), 0.5)),
        parties=tuple(token.i for token in parties),
        roles=raw,
    )


def _revised(passage: Passage, scores: Scores, blend: Blend) -> list[Found]:
    ontology = plover.load()
    judge = judge_of([passage])
    ruled = coded(passage, Finder(ontology), judge)
    return revised(passage, ruled, [scores], blend, ontology, judge)


def _told(found: list[Found]) -> list[tuple[str, str]]:
    return [(one.candidate.trigger.text, one.coding.type) for one in found]


_TEXT = "Kenyan police arrested an opposition leader and defanged the Somali militia."


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ({"arrested": ("COERCE", 0.9)}, [("arrested", "COERCE")]),
        ({"arrested": ("NONE", 0.999)}, []),
        ({"arrested": ("ASSAULT", 0.99)}, [("arrested", "ASSAULT")]),
        (
            {"arrested": ("COERCE", 0.9), "defanged": ("RETREAT", 0.8)},
            [("arrested", "COERCE"), ("defanged", "RETREAT")],
        ),
        ({"arrested": ("COERCE", 0.9), "defanged": ("RETREAT", 0.3)}, [("arrested", "COERCE")]),
    ],
    ids=["agreed", "dropped", "recoded", "joined", "unsure"],
)
def test_rules_and_model_come_to_one_list(
    parse_text: ParseText, blend: Blend, says: dict[str, tuple[str, float]], expected: list[tuple[str, str]]
) -> None:
    _, (passage,) = parse_text(_TEXT)
    assert _told(_revised(passage, _scores(passage, says), blend)) == expected


def test_confidence_is_the_probability_of_the_type(parse_text: ParseText, blend: Blend) -> None:
    _, (passage,) = parse_text(_TEXT)
    (one,) = _revised(passage, _scores(passage, {"arrested": ("COERCE", 0.5)}), blend)
    assert one.coding.confidence == pytest.approx(np.e**_RULED / (np.e**_RULED + 1), abs=1e-3)


def test_the_score_and_its_runner_up_are_shown(parse_text: ParseText, blend: Blend) -> None:
    _, (passage,) = parse_text(_TEXT)
    (one,) = _revised(passage, _scores(passage, {"arrested": ("COERCE", 0.9)}), blend)
    assert shares(one).startswith("model 0.9")
    assert ", next " in shares(one)


def test_modes_are_the_rules_or_else_the_models(parse_text: ParseText, blend: Blend) -> None:
    _, (passage,) = parse_text(_TEXT)
    scores = _scores(passage, {"arrested": ("ASSAULT", 0.99)}, modes={("arrested", "ASSAULT.beat"): 0.8})
    assert [one.coding.modes for one in _revised(passage, scores, blend)] == [("beat",)]
    scores = _scores(passage, {"arrested": ("COERCE", 0.9)}, modes={("arrested", "COERCE.seize"): 0.8})
    assert [one.coding.modes for one in _revised(passage, scores, blend)] == [("arrest",)]


def test_the_network_names_a_party_that_the_frame_misses(parse_text: ParseText, blend: Blend) -> None:
    _, (passage,) = parse_text("In the Somali capital, opposition leaders were arrested by the hundred.")
    roles = {("arrested", "leaders"): (-9.0, 4.0), ("arrested", "capital"): (2.0, -9.0)}
    (one,) = _revised(passage, _scores(passage, {"arrested": ("COERCE", 0.95)}, roles), blend)
    assert [span.words for span in one.candidate.recipients] == ["opposition leaders"]
    assert [head.text for head in one.actors] == ["capital"]


def test_the_network_rules_out_a_party_of_the_frame(parse_text: ParseText, blend: Blend) -> None:
    _, (passage,) = parse_text(_TEXT)
    roles = {("arrested", "police"): (3.0, -9.0), ("arrested", "leader"): (-9.0, -4.0)}
    (one,) = _revised(passage, _scores(passage, {"arrested": ("COERCE", 0.95)}, roles), blend)
    assert [head.text for head in one.actors] == ["police"]
    assert one.recipients == ()


def test_probabilities_of_the_types_sum_to_one(blend: Blend) -> None:
    network = mixing.logs(np.random.default_rng(3).normal(size=(5, len(_TYPES))))
    ruled = np.zeros((5, len(_TYPES)))
    ruled[:, 1] = 1
    chances = mixing.types(blend, network, network, ruled)
    assert chances.sum(1) == pytest.approx(np.ones(5))
    assert (chances[:, 1] > np.exp(network[:, 1])).all()


def test_a_pair_has_the_type_of_what_links_it(parse_text: ParseText, blend: Blend) -> None:
    _, (passage,) = parse_text("Kenya praised Uganda after Somalia bombed Ethiopia.")
    says = {"praised": ("SUPPORT", 0.9), "bombed": ("ASSAULT", 0.9)}
    roles = {
        ("praised", "Kenya"): (4.0, -4.0),
        ("praised", "Uganda"): (-4.0, 4.0),
        ("bombed", "Somalia"): (4.0, -4.0),
        ("bombed", "Ethiopia"): (-4.0, 4.0),
    }
    scores = _scores(passage, says, roles)
    heads = {token.text: token.i for token in passage.doc}
    for source, target, type_ in (("Kenya", "Uganda", "SUPPORT"), ("Somalia", "Ethiopia", "ASSAULT")):
        answer = between(scores, (), heads[source], heads[target], blend)
        assert sum(answer.types.values()) == pytest.approx(1.0)
        assert answer.type == type_
        assert passage.doc[answer.trigger].text == ("praised" if type_ == "SUPPORT" else "bombed")
