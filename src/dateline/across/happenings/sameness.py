"""Sameness: whether two tellings can tell one happening, and how much speaks for it.

A wrong merge is worse than two happenings: what clashes stays apart, and what does not needs something that speaks
for it in both, beyond the type.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from dateline.across.happenings.parties import Side, family, side, target, words
from dateline.across.happenings.tellings import Telling, Where, Who

ENOUGH: Final = 5
"""Points that make two tellings one happening."""
WITHIN: Final = 7
"""Points that make two events of one report one happening: its own reading has kept them apart."""

_WIDE_DAYS: Final = 7
_DAY_APART: Final = 1
_ABOUT: Final = 2
_NEAR_KM: Final = 30.0
_STEM: Final = 4
_AHEAD: Final = frozenset({"future", "hypothetical"})
_NEWS: Final = frozenset({"occurred", "alleged", "ongoing"})
_STRONG: Final = 2
_SEVERAL: Final = 2
_SAID: Final = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_MUTUAL: Final = frozenset({"CONSULT", "COOPERATE", "AGREE"})


def clash(one: Telling, other: Telling) -> bool:
    """Say whether two tellings cannot tell one happening: type, modes, status, days, places, people or numbers."""
    if one.type != other.type and not (family(one.type) == family(other.type) and akin(one, other)):
        return True
    if not means_agree(one.modes, other.modes):
        return True
    if "hypothetical" in (one.status, other.status) and not {one.status, other.status} <= _AHEAD:
        return True
    if _called_off(one, other) or _called_off(other, one):
        return True
    if _ahead_of_its_time(one, other) or _ahead_of_its_time(other, one):
        return True
    if not _days_agree(one, other) or not places_agree(one.place, other.place):
        return True
    if not (_counts_agree(one.killed, other.killed) and _counts_agree(one.injured, other.injured)):
        return True
    return "odds" in sides(one, other) and not _contested(one, other)


def means_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two lists of modes can be of one deed: what fell on a market was a bomb, a drone or a shell."""
    if not one or not other or set(one) & set(other):
        return True
    return any(row & set(one) and row & set(other) for row in words().means)


def _contested(one: Telling, other: Telling) -> bool:
    """Say whether two tellings differ only in who did it: one place and day, the same target or number of dead."""
    actors, recipients = sides(one, other)
    if one.document == other.document or recipients == "odds" or actors != "odds" or one.type in _MUTUAL:
        return False
    if side(one.actors, other.recipients) == "shared" or side(one.recipients, other.actors) == "shared":
        # each side says that the other began: two deeds
        return False
    return (
        _one_day(one, other)
        and _same_spot(one.place, other.place)
        and (recipients == "shared" or _same_number(one, other))
    )


def _called_off(one: Telling, other: Telling) -> bool:
    """Say whether one says that something did not happen, without denying the other: talks that fell through."""
    if one.status != "negated" or other.status in ("negated", "alleged"):
        return False
    return not one.denied_by and not (_single(one) and one.start == other.start == other.end)


def _ahead_of_its_time(plan: Telling, deed: Telling) -> bool:
    """Say whether one foretells what the other told as past before it: that will be the next one."""
    if plan.status not in _AHEAD or deed.status in (*_AHEAD, "negated"):
        return False
    return plan.published is not None and deed.published is not None and deed.published < plan.published


def _days_agree(one: Telling, other: Telling) -> bool:
    """Say whether the days overlap; single days may differ by one, where nearly all else is the same.

    That is the verb and both parties, or the narrow place and the number of dead.
    """
    if one.start is None or other.start is None:
        return _undated_agree(one, other)
    last = date.max
    if one.start <= (other.end or last) and other.start <= (one.end or last):
        return True
    if not (_single(one) and _single(other)):
        return False
    if abs((one.start - other.start).days) > _DAY_APART or one.document == other.document:
        return False
    shared = sides(one, other)
    if akin(one, other) and shared == ("shared", "shared"):
        return True
    return "odds" not in shared and _same_spot(one.place, other.place) and _same_number(one, other)


def _undated_agree(one: Telling, other: Telling) -> bool:
    """Say whether a telling without a day can be that of another: told about the time when that happened."""
    if one.published is None or other.published is None:
        return True
    dated, plain = (one, other) if one.start is not None else (other, one)
    if dated.start is None or plain.published is None:
        return abs((one.published - other.published).days) <= _WIDE_DAYS
    if plain.status == "historical":
        return dated.start <= plain.published
    first, last = dated.start, dated.end or dated.start
    early, late = (first - plain.published).days, (plain.published - last).days
    return early <= (_WIDE_DAYS if plain.status in _AHEAD else 0) and late <= _WIDE_DAYS


def _single(telling: Telling) -> bool:
    return telling.start is not None and telling.start == telling.end


def places_agree(one: Where | None, other: Where | None) -> bool:
    """Say whether two places can be one: the same, near each other, or one in the other."""
    if one is None or other is None or one.name == other.name:
        return True
    if one.wide or other.wide:
        return not one.country or not other.country or one.country == other.country
    return _kilometres(one, other) <= _NEAR_KM


def _kilometres(one: Where, other: Where) -> float:
    """Return the distance on a sphere, infinite where a place is not resolved."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    a, b, c, d = (
        math.radians(x or 0.0) for x in (one.latitude, other.latitude, one.longitude, other.longitude)
    )
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin((d - c) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _counts_agree(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Say whether two numbers can be one: tolls rise, so that only twice as many is at odds."""
    low = max(one[0] or 0, other[0] or 0)
    high = [number for number in (one[1], other[1]) if number is not None]
    return not high or low <= 2 * max(min(high), 1)


def sides(one: Telling, other: Telling) -> tuple[Side, Side]:
    """Compare who acts and who is acted upon: `shared`, `silent` (nothing told or no name) or `odds`."""
    if one.type in _MUTUAL and not (one.recipients and other.recipients):
        both = _together((*one.actors, *one.recipients), (*other.actors, *other.recipients))
        return (both, both)
    return (side(one.actors, other.actors), target(one.recipients, other.recipients))


def _together(one: tuple[Who, ...], other: tuple[Who, ...]) -> Side:
    """Compare all who meet: where several are named on each side, a third party makes another meeting."""
    told = side(one, other)
    if told != "shared" or len(one) < _SEVERAL or len(other) < _SEVERAL:
        return told
    left = any(side((who,), other) == "odds" for who in one)
    right = any(side((who,), one) == "odds" for who in other)
    return "odds" if left and right else "shared"


def akin(one: Telling, other: Telling) -> bool:
    """Say whether the words for two events have a stem in common, "seized" and "the seizure", or are of one deed."""
    mine, its = one.words.lower().split(), other.words.lower().split()
    if any(not row.isdisjoint(mine) and not row.isdisjoint(its) for row in words().akin):
        return True
    return any(_one_stem(a, b) for a in mine for b in its if len(a) >= _STEM)


def _one_stem(one: str, other: str) -> bool:
    width = min(len(one), len(other), _STEM + 1)
    return one == other or (width >= _STEM and one[:width] == other[:width])


def points(one: Telling, other: Telling) -> int:
    """Count what speaks for two tellings that do not clash: people, day, place, number, words.

    Two of the first four have to be the same, a participant or a narrow place among them; of what is done by
    saying, which the same people do to each other daily, also the words. In place of one of the two may stand, in one
    story, that a deed of these words is denied; or told without a day by a paper of that day or the next, of the same
    parties, place or mode.
    """
    people = _people(one, other)
    spot = _same_spot(one.place, other.place)
    strong = people + spot + _one_day(one, other) + _same_number(one, other)
    words_alike = akin(one, other)
    told_more = people == _STRONG or spot or _same_means(one, other)
    weak = (
        one.story == other.story
        and words_alike
        and (_answers(one, other) or (told_more and _fresh(one, other)))
    )
    if strong + weak < _STRONG or not (people or spot) or (one.type in _SAID and not words_alike):
        return 0
    close = one.story == other.story and any(
        a.start is None and (b.start is None or _single(b)) for a, b in ((one, other), (other, one))
    )
    return 2 * strong + weak + close + words_alike + _same_means(one, other)


def _people(one: Telling, other: Telling) -> int:
    """Count the sides that are the same: of a meeting the parties that are in both, at most two."""
    shared = sides(one, other).count("shared")
    if one.type not in _MUTUAL or (one.recipients and other.recipients):
        return shared
    those = (*other.actors, *other.recipients)
    met = sum(side((who,), those) == "shared" for who in (*one.actors, *one.recipients))
    return min(shared, met)


def _answers(one: Telling, other: Telling) -> bool:
    """Say whether one is denied and the other told: a denial points to a deed that is known.

    Assaults do not count: of many a day nobody knows which one is denied.
    """
    if one.document == other.document or one.type in _SAID or "ASSAULT" in (one.type, other.type):
        return False
    return bool(one.deniers) != bool(other.deniers) and "negated" not in (one.status, other.status)


def _fresh(one: Telling, other: Telling) -> bool:
    """Say whether one has no day and its paper is of the day of the other or the next, or both papers of one."""
    dated, plain = (one, other) if one.start is not None else (other, one)
    if one.type in _SAID or plain.start is not None or plain.published is None or plain.status not in _NEWS:
        return False
    if dated.start is not None:
        return _single(dated) and 0 <= (plain.published - dated.start).days <= _DAY_APART
    if dated.published is None or dated.status not in _NEWS or dated.document == plain.document:
        return False
    return abs((plain.published - dated.published).days) <= _DAY_APART


def certain(one: Telling, other: Telling) -> bool:
    """Say whether two tellings of different stories, which do not clash, must be of one happening.

    Both are of one explicit day, and two of these are the same: who acts, who is acted upon, the narrow place, the
    number of dead; or one party, where words and modes are the same as well. Of what is done by saying both parties and
    the words must be the same.
    """
    if not _one_day(one, other):
        return False
    people = _people(one, other)
    if one.type in _SAID:
        return people == _STRONG and akin(one, other)
    told = people + _same_spot(one.place, other.place) + _same_number(one, other)
    return told >= _STRONG or (people > 0 and akin(one, other) and _same_means(one, other))


def _one_day(one: Telling, other: Telling) -> bool:
    """Say whether both tell of one day; that of an anniversary is one of three."""
    if one.start is None or other.start is None or not (_single(one) or _single(other)):
        return False
    return (
        explicit(one)
        and explicit(other)
        and one.start <= (other.end or other.start)
        and other.start <= (one.end or one.start)
    )


def explicit(telling: Telling) -> bool:
    """Say whether a telling is of an explicit day, or of the three about an anniversary."""
    return (
        telling.start is not None and telling.end is not None and (telling.end - telling.start).days <= _ABOUT
    )


def _same_means(one: Telling, other: Telling) -> bool:
    return bool(set(one.modes) & set(other.modes))


def _same_number(one: Telling, other: Telling) -> bool:
    """Say whether both tell of dead, as many: "at least 15" may be 15."""
    (low, high), (least, most) = one.killed, other.killed
    if low is None or least is None:
        return False
    return low <= (least if most is None else most) and least <= (low if high is None else high)


def toll(telling: Telling) -> bool:
    """Say whether a telling is a bare toll: people were killed, and nothing is said of who did it or where."""
    return (
        telling.type == "ASSAULT"
        and telling.killed != (None, None)
        and not telling.actors
        and telling.place is None
    )


def _same_spot(one: Where | None, other: Where | None) -> bool:
    return (
        one is not None and other is not None and not one.wide and not other.wide and places_agree(one, other)
    )
