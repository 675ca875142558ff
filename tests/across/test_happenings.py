from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from dateline.across.happenings.anniversaries import implied_days
from dateline.across.happenings.details import happening
from dateline.across.happenings.merging import joined, merge
from dateline.across.happenings.parties import relation
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
        # a raid on a camp is attacked by one reader and seized by another
        {"type": "COERCE", "modes": ()},
        # no day, but the paper is of the next one and tells the same of the same side
        {"start": None, "end": None, "recipients": (), "place": None, "killed": (None, None)},
        # a bare toll is that of the only assault of its day
        {"actors": (), "recipients": (), "place": None, "words": "were killed", "modes": ()},
    ],
)
def test_one_happening(changes: dict[str, Any]) -> None:
    assert len(merge([telling(), telling("d2", **changes)])) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "COERCE", "words": "besieged"},
        {"type": "PROTEST"},
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
        {"start": None, "end": None, "recipients": (), "place": None, "killed": (None, None), "modes": ()},
    ],
)
def test_two_happenings(changes: dict[str, Any]) -> None:
    assert len(merge([telling(), telling("d2", **changes)])) == 2


def test_a_denial_points_to_the_deed_unless_it_is_an_assault() -> None:
    bare: dict[str, Any] = {"modes": (), "place": None, "killed": (None, None)}
    denied = {"start": None, "end": None, "recipients": (), "status": "alleged", "deniers": (DENIAL,)}
    late = {"published": date(2025, 3, 8)}
    for kind, number in (("COERCE", 1), ("ASSAULT", 2)):
        told = [telling(**bare, type=kind), telling("d2", **bare, **denied, **late, type=kind)]
        assert len(merge(told)) == number


def test_a_meeting_of_one_month_is_not_that_of_another_paper() -> None:
    met: dict[str, Any] = {
        "type": "CONSULT",
        "modes": (),
        "place": None,
        "killed": (None, None),
        "recipients": (),
    }
    month: dict[str, Any] = {"start": date(2025, 3, 1), "end": date(2025, 3, 31), "words": "mediated"}
    undated: dict[str, Any] = {"start": None, "end": None, "words": "talks"}
    both: dict[str, Any] = {"actors": (KENYA, SOMALIA)}
    assert len(merge([telling(**met, **both, **month), telling("d2", **met, **both, **undated)])) == 2
    # of a meeting on one day one party is enough only with the words
    assert len(merge([telling(**met, **both, words="met"), telling("d2", **met, words="met")])) == 1
    assert len(merge([telling(**met, **both, words="met"), telling("d2", **met, words="sat down")])) == 2


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


ELSEWHERE: dict[str, Any] = {"story": "y2", "published": date(2026, 3, 4)}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"actors": (), "recipients": (), "modes": (), "words": "the attack"},
        # the anniversary, marked on the day, on its eve or on the morrow
        {"start": date(2025, 3, 3), "end": date(2025, 3, 5)},
    ],
)
def test_one_happening_in_two_stories(changes: dict[str, Any]) -> None:
    assert len(joined([[telling()], [telling("d2", **{**ELSEWHERE, **changes})]])) == 1


@pytest.mark.parametrize(
    "changes",
    [
        # another day, or none
        {"start": date(2025, 3, 6), "end": date(2025, 3, 6)},
        {"start": None, "end": None},
        {"start": date(2025, 3, 1), "end": date(2025, 3, 31)},
        {"place": KISMAYO},
        {"killed": (40, 40)},
        {"actors": (), "recipients": (), "killed": (None, None)},
        {"status": "hypothetical"},
        # of assaults one side and the words are not enough
        {"recipients": (), "place": None, "words": "the bombing"},
    ],
)
def test_two_happenings_in_two_stories(changes: dict[str, Any]) -> None:
    assert len(joined([[telling()], [telling("d2", **{**ELSEWHERE, **changes})]])) == 2


def test_what_a_story_tells_apart_stays_apart() -> None:
    parts = [[telling("d1")], [telling("d2")], [telling("d3", **ELSEWHERE)]]
    assert sorted(len(group) for group in joined(parts)) == [1, 2]


def test_the_order_of_stories_does_not_matter() -> None:
    parts = [[telling("d1")], [telling("d2", **ELSEWHERE)], [telling("d3", story="y3", killed=(13, 13))]]
    assert all(joined(order) == joined(parts) for order in permutations(parts))


@pytest.mark.parametrize(
    ("around", "days"),
    [
        ("A year after Kenya bombed Dhobley, families", ("2025-03-04", "2025-03-06")),
        ("the first anniversary of the raid", ("2025-03-04", "2025-03-06")),
        ("Ten years ago today jets bombed", ("2016-03-04", "2016-03-06")),
        ("bombed the camp 2 years ago today", ("2024-03-04", "2024-03-06")),
        ("He has led the camp for a year", None),
        ("two years ago jets bombed the camp", None),
        ("a year-long siege", None),
    ],
)
def test_an_anniversary_dates_what_it_marks(around: str, days: tuple[str, str] | None) -> None:
    found = implied_days(around, date(2026, 3, 5))
    assert (found and (str(found[0]), str(found[1]))) == days


def test_a_leap_day_has_anniversaries() -> None:
    assert implied_days("a year after the fire", date(2024, 2, 29)) == (date(2023, 2, 27), date(2023, 3, 1))


TROOPS = Who(id="a-usa-armed-forces", name="U.S. forces", kind="organisation", country=("USA",), sector="MIL")
AMERICA = Who(id="a-usa", name="United States", kind="state", country=("USA",), sector="GOV")
COMMAND = Who(id="a-centcom", name="US Central Command", kind="organisation", country=("USA",), sector="MIL")
TRUMP = Who(
    id="a-trump", name="Donald Trump", kind="person", country=("USA",), sector="GOV", role="President"
)
PRESIDENT = Who(
    id="a0000000001", name="the president", kind="unnamed", country=("USA",), sector="GOV", role="president"
)
SPOKESMAN = Who(id="a0000000002", name="al-Shabaab spokesman", kind="unnamed", country=("SOM",), sector="REB")
NAVY = Who(id="a-irn-navy", name="Iranian navy", kind="organisation", country=("IRN",), sector="MIL")
GUARDS = Who(id="a-irgc", name="Revolutionary Guards", kind="organisation", country=("IRN",), sector="MIL")
MARKET = Who(id="a0000000003", name="market of Kadugli", kind="organisation", country=("SDN",), sector="CVL")
STALLS = Who(id="a0000000004", name="Sudan's market", kind="organisation", country=("SDN",), sector="CVL")
HOSPITAL = Who(id="a0000000005", name="main hospital", kind="organisation", country=("SDN",), sector="CVL")
PEOPLE = Who(id="a0000000006", name="12 people", kind="collective", country=(), sector="CVL")
OTHERS = Who(id="a0000000007", name="15 people", kind="collective", country=(), sector="CVL")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (TROOPS, AMERICA, "part"),
        (COMMAND, AMERICA, "part"),
        (COMMAND, TROOPS, "part"),
        (TRUMP, AMERICA, "part"),
        (TRUMP, PRESIDENT, "part"),
        (TRUMP, TROOPS, "open"),
        (NAVY, GUARDS, "arm"),
        (SHABAAB, SPOKESMAN, "part"),
        (MARKET, STALLS, "same"),
        (MARKET, HOSPITAL, "open"),
        (PEOPLE, OTHERS, "open"),
        # who fights a state is no part of it
        (SHABAAB, SOMALIA, "odds"),
        (AMERICA, KENYA, "odds"),
        (TROOPS, NAVY, "odds"),
    ],
)
def test_how_parties_stand_to_each_other(one: Who, other: Who, expected: str) -> None:
    assert relation(one, other) == relation(other, one) == expected


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


def shown(*tellings: Telling) -> dict[str, str]:
    return {detail.field: detail.value for detail in happening(tellings).details if detail.chosen}


def differing(*tellings: Telling) -> set[str]:
    return {detail.field for detail in happening(tellings).details if not detail.agrees}


@pytest.mark.parametrize(
    ("field", "told", "expected"),
    [
        ("killed", [(12, None), (12, 12)], "12"),
        # "at least 12" backs 15 and outvotes 11
        ("killed", [(11, 11), (12, None), (15, 15)], "15"),
        ("actors", [(AMERICA,), (TROOPS,)], "U.S. forces"),
        ("actors", [(AMERICA,), (TROOPS,), (KENYA,)], "U.S. forces"),
        ("place", [SOMALI, SOMALI, DHOBLEY], "Dhobley"),
    ],
)
def test_values_that_agree_back_the_finest(field: str, told: list[Any], expected: str) -> None:
    tellings = [telling(f"d{number}", **{field: value}) for number, value in enumerate(told)]
    assert shown(*tellings)[field] == expected


def test_a_span_of_days_backs_a_day_in_it() -> None:
    march = telling("d2", start=date(2025, 3, 1), end=date(2025, 3, 31))
    tuesday = telling("d3", start=date(2025, 3, 5), end=date(2025, 3, 5), published=date(2025, 3, 4))
    assert shown(march, telling("d1"), tuesday)["date"] == "2025-03-04"
    assert differing(march, telling("d1")) == set()
    assert differing(telling("d1"), tuesday) == {"date"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"actors": (ARMY,)}, set()),
        ({"actors": (SOMEBODY,)}, set()),
        ({"actors": (SOMALIA,)}, {"actors"}),
        ({"place": SOMALI}, set()),
        ({"place": KISMAYO}, {"place"}),
        ({"killed": (12, None)}, set()),
        ({"killed": (13, None)}, {"killed"}),
        ({"status": "alleged"}, set()),
        ({"status": "negated"}, {"status"}),
    ],
)
def test_only_what_contradicts_differs(changes: dict[str, Any], expected: set[str]) -> None:
    assert differing(telling("d1"), telling("d2", **changes)) == expected


def turned(*tellings: Telling) -> list[tuple[str, str, str, str]]:
    return [(turn.what, turn.document, turn.actor, turn.value) for turn in happening(tellings).turns]


ALLEGED: dict[str, Any] = {"status": "alleged", "alone": True}
GRANTED = Voice(who=KENYA, stance="asserts", words="it had bombed the camp")
MONITOR = Who(id="a-monitor", name="Dhobley Monitor", kind="organisation", country=("SOM",), sector="NGO")
FOUND = Voice(who=MONITOR, stance="asserts", words="Kenyan jets had bombed the camp")
BLAMED = Voice(who=MONITOR, stance="accuses", words="Kenya bombed the camp")


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"deniers": (DENIAL,)}, [("denies", "d2", "a-kenya", "")]),
        (
            {"status": "negated"},
            [
                ("denies", "d2", "", ""),
            ],
        ),
        ({"affirmers": (GRANTED,)}, [("confirms", "d2", "a-kenya", "")]),
        ({"affirmers": (FOUND,)}, []),
        ({"killed": (15, 15)}, []),
        ({"killed": (15, 15), "publisher": "The Star"}, [("corrects", "d2", "", "12 > 15")]),
        ({"killed": (12, None), "publisher": "The Star"}, []),
    ],
)
def test_later_reports_confirm_correct_and_deny(
    later: dict[str, Any], expected: list[tuple[str, str, str, str]]
) -> None:
    assert turned(telling("d1", publisher="The Star"), telling("d2", **later)) == expected


def test_what_was_alleged_is_confirmed_by_others_than_accusers() -> None:
    first = telling("d1", **ALLEGED, deniers=(DENIAL,))
    denial = ("denies", "d1", "a-kenya", "")
    assert turned(first, telling("d2", **ALLEGED, affirmers=(BLAMED,))) == [denial]
    assert turned(first, telling("d2", **ALLEGED, affirmers=(FOUND,))) == [
        denial,
        ("confirms", "d2", "a-monitor", ""),
    ]
    assert turned(first, telling("d2", **ALLEGED, affirmers=(GRANTED,))) == [
        denial,
        ("confirms", "d2", "a-kenya", ""),
    ]
    assert turned(first, telling("d2")) == [denial, ("confirms", "d2", "", "")]


def test_a_speaker_corrects_his_figure_and_copies_turn_once() -> None:
    said = Voice(who=SHABAAB, stance="asserts", words="twelve had died")
    more = Voice(who=SPOKESMAN, stance="asserts", words="fifteen had died")
    first, second = telling("d1", affirmers=(said,)), telling("d2", affirmers=(more,), killed=(15, 15))
    copy = telling("d3", source="d2", affirmers=(more,), killed=(15, 15))
    assert turned(first, second, copy) == [("corrects", "d2", "a0000000002", "12 > 15")]


def test_who_tells_it_alone_confirms_nothing() -> None:
    assert turned(telling("d1", affirmers=(GRANTED,)), telling("d2", source="d1", affirmers=(GRANTED,))) == []


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
