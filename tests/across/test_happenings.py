from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from dateline.across.happenings.details import happening
from dateline.across.happenings.merging import merge
from dateline.across.happenings.tellings import Telling, Voice, Where, Who

KENYA = Who(id="a-kenya", name="Kenya", kind="state", country=("KEN",), sector="GOV")
SOMALIA = Who(id="a-somalia", name="Somalia", kind="state", country=("SOM",), sector="GOV")
ARMY = Who(id="a-ken-army", name="Kenya's army", kind="organisation", country=("KEN",), sector="MIL")
SHABAAB = Who(id="a-shabaab", name="al-Shabaab", kind="armed_group", country=("SOM",), sector="REB")
SOMEBODY = Who(id="a0123456789", name="gunmen", kind="unnamed", country=())
DENIAL = Voice(who=KENYA, stance="denies", words="it had bombed anybody")
DHOBLEY = Where(name="Dhobley", latitude=0.4, longitude=41.0, geonameid=1, country="SOM", wide=False)
KISMAYO = Where(name="Kismayo", latitude=-0.36, longitude=42.54, geonameid=2, country="SOM", wide=False)
SOMALI = Where(name="Somalia", latitude=6.0, longitude=48.0, geonameid=3, country="SOM", wide=True)


def telling(document: str = "d1", **changes: Any) -> Telling:
    """Make a telling: Kenya bombs al-Shabaab at Dhobley on 4 March."""
    given: dict[str, Any] = {
        "event": "e1",
        "number": 0,
        "source": document,
        "story": "y1",
        "published": date(2025, 3, 5),
        "type": "ASSAULT",
        "modes": ("aerial",),
        "contexts": (),
        "status": "occurred",
        "start": date(2025, 3, 4),
        "end": date(2025, 3, 4),
        "actors": (KENYA,),
        "recipients": (SHABAAB,),
        "place": DHOBLEY,
        "killed": (12, 12),
        "injured": (None, None),
        "words": "bombed",
        "deniers": (),
        "intensity": -9.0,
        "confidence": 0.8,
    }
    return Telling(document=document, **{**given, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"killed": (15, 15)},
        {"actors": (ARMY,)},
        {"actors": ()},
        {"place": SOMALI},
        {"start": None, "end": None},
        {"start": date(2025, 3, 5), "end": date(2025, 3, 5)},
        {"status": "alleged"},
        {"status": "negated", "deniers": (DENIAL,)},
        {"status": "historical", "published": date(2025, 9, 1)},
        {"status": "future", "published": date(2025, 3, 3)},
        {"modes": (), "words": "the bombing"},
        {"modes": ("drone",), "words": "struck"},
        {"actors": (SOMALIA,)},
        {"start": date(2025, 3, 5), "end": date(2025, 3, 5), "words": "shelled"},
    ],
)
def test_one_happening(changes: dict[str, Any]) -> None:
    assert len(merge([telling(), telling("d2", **changes)])) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "COERCE"},
        {"modes": ("firearms",)},
        {"place": KISMAYO},
        {"killed": (40, 40)},
        {"start": date(2025, 3, 8), "end": date(2025, 3, 8)},
        # a day apart is a conflict of two tellings only if all else agrees
        {"start": date(2025, 3, 5), "end": date(2025, 3, 5), "words": "shelled", "killed": (13, 13)},
        # who did it is in dispute only where the target or the number of dead is the same
        {"actors": (SOMALIA,), "recipients": (), "killed": (None, None)},
        # each says that the other did it: two deeds
        {"actors": (SHABAAB,), "recipients": (KENYA,)},
        {"status": "hypothetical"},
        {"status": "negated", "start": None, "end": None},
        # what is still to come has not been told as past before
        {"status": "future", "start": None, "end": None, "published": date(2025, 3, 9)},
        # nobody and no place is in both
        {"actors": (), "recipients": (), "place": None, "killed": (None, None)},
        # only the type and one party speak for it
        {"start": None, "end": None, "recipients": (), "place": None, "killed": (None, None)},
    ],
)
def test_two_happenings(changes: dict[str, Any]) -> None:
    assert len(merge([telling(), telling("d2", **changes)])) == 2


def test_what_is_done_by_saying_needs_the_words() -> None:
    said: dict[str, Any] = {"type": "ACCUSE", "modes": (), "place": None, "killed": (None, None)}
    one = telling(**said, words="accused")
    assert len(merge([one, telling("d2", **said, words="blamed")])) == 2
    assert len(merge([one, telling("d2", **said, words="the accusation")])) == 1


def test_every_pair_of_a_happening_can_be_one() -> None:
    vague = telling("d2", place=SOMALI)
    found = merge([telling("d1"), vague, telling("d3", place=KISMAYO)])
    assert sorted(len(group) for group in found) == [1, 2]


def test_the_order_does_not_matter() -> None:
    told = [
        telling("d1"),
        telling("d2", killed=(15, 15)),
        telling("d3", place=KISMAYO),
        telling("d4", actors=()),
    ]
    assert all(merge(order) == merge(told) for order in permutations(told))


def values(*tellings: Telling) -> dict[str, dict[str, tuple[int, bool]]]:
    found: dict[str, dict[str, tuple[int, bool]]] = {}
    for detail in happening(tellings).details:
        found.setdefault(detail.field, {})[detail.value] = (detail.witnesses, detail.chosen)
    return found


def test_most_witnesses_decide() -> None:
    found = values(telling("d1"), telling("d2"), telling("d3", killed=(15, 15), published=date(2025, 3, 7)))
    assert found["killed"] == {"12": (2, True), "15": (1, False)}


def test_copies_are_one_witness_and_the_latest_report_decides() -> None:
    copies = [telling("d1"), telling("d2", source="d1")]
    found = values(*copies, telling("d3", killed=(15, 15), published=date(2025, 3, 7)))
    assert found["killed"] == {"12": (1, False), "15": (1, True)}


def test_what_was_to_come_gives_way_to_what_came() -> None:
    plans = [telling(key, status="future", published=date(2025, 3, 3)) for key in ("d1", "d2")]
    assert values(*plans, telling("d3"))["status"] == {"future": (2, False), "occurred": (1, True)}


def test_who_did_it_stands_side_by_side() -> None:
    found = happening([telling("d1"), telling("d2", status="negated", deniers=(DENIAL,), actors=(SOMEBODY,))])
    assert found.denied_by == ("a-kenya",)
    assert {(one.value, one.chosen) for one in found.details if one.field == "actors"} == {
        ("Kenya", True),
        ("gunmen", False),
    }


def test_witnesses_make_it_surer() -> None:
    assert happening([telling("d1")]).confidence == pytest.approx(0.8)
    assert happening([telling("d1"), telling("d2", source="d1")]).confidence == pytest.approx(0.8)
    assert happening([telling("d1"), telling("d2")]).confidence == pytest.approx(0.96)
