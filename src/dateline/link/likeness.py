"""Likeness: whether two mentions can tell one happening, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from dateline.link.tellings import Telling
from dateline.model import Actor, Count, EventStatus, EventType, Participant, Place, When

if TYPE_CHECKING:
    from spacy.tokens import Token

Cast = Mapping[str, Actor]
Sides = Literal["shared", "silent", "odds"]

# The statuses that two tellings of one happening may differ in: a headline's present tense against the
# body's past, a charge against its denial.
_SAME: Final = (
    frozenset({"occurred", "ongoing", "historical"}),
    frozenset({"alleged", "negated"}),
    frozenset({"alleged", "occurred"}),
    frozenset({"future", "hypothetical"}),
)
_MUTUAL: Final[frozenset[EventType]] = frozenset({"CONSULT", "COOPERATE"})
_OF_STATE: Final = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
_THROUGH: Final = frozenset({"in", "by", "during", "with", "at"})
_STEM: Final = 4
_NEAR: Final = 2


def clash(one: Telling, other: Telling, cast: Cast) -> bool:
    """Say whether two mentions cannot tell one happening.

    They cannot if they differ in type or status, if the participants of a side, the days, the places, the
    modes or the numbers of dead exclude each other, or if one voice tells the one and denies the other.
    """
    a, b = one.draft, other.draft
    if one.tellers & other.deniers or other.tellers & one.deniers:
        return True
    if a.type != b.type or not _statuses_agree(one.standing.status, other.standing.status):
        return True
    if a.modes and b.modes and not set(a.modes) & set(b.modes):
        return True
    if not _dates_agree(one.when, other.when) or not _places_agree(one.place, other.place):
        return True
    if not (_counts_agree(a.killed, b.killed) and _counts_agree(a.injured, b.injured)):
        return True
    return "odds" in sides(one, other, cast)


def alike(one: Telling, other: Telling, cast: Cast) -> bool:
    """Say whether the words speak for one happening, for two mentions that do not clash.

    Somebody must have a part in both, and one must retell the other: the running text a summary line, a
    definite noun, the same predicate, an answer to a charge.

    Args:
        one: the later mention.
        other: the earlier one.
        cast: the report's actors by id.
    """
    if "shared" not in sides(one, other, cast):
        return False
    same = _same_person(one, other)
    summed = (one.summary and (other.lead or other.summary)) or (other.summary and one.lead)
    if akin(one, other):
        # The same verb again, far from the first, is as often the next deed: all who are named must agree.
        close = same and (other.summary or near(one, other))
        agreed = one.definite or close or set(sides(one, other, cast)) == {"shared"}
        return summed or (agreed and _one_thing(one, other))
    if "historical" in (one.standing.status, other.standing.status):
        return False
    if summed or (one.definite and (other.summary or other.lead or (same and near(one, other)))):
        return True
    if one.owned and same and near(one, other):
        return True
    return bool(one.standing.denied_by) != bool(other.standing.denied_by) and near(one, other)


def _one_thing(one: Telling, other: Telling) -> bool:
    if one.things & other.things or not (one.object and other.object):
        return True
    return one.object == other.object


def _same_person(one: Telling, other: Telling) -> bool:
    ids = {p.actor for p in (*one.actors, *one.recipients)}
    return any(p.actor in ids for p in (*other.actors, *other.recipients))


def near(one: Telling, other: Telling) -> bool:
    """Say whether two mentions stand in the same or in neighbouring paragraphs."""
    return abs(one.draft.passage - other.draft.passage) < _NEAR


def akin(one: Telling, other: Telling) -> bool:
    """Say whether two triggers have one stem: "seized" and "seizure", "held talks" and "the talks".

    Where both triggers hold a thing, it is the things that count: "opened fire" is not "opened a case".
    """
    if one.things and other.things:
        return bool(one.things & other.things)
    own = (one.root.lemma_.lower(), *one.things)
    its = (other.root.lemma_.lower(), *other.things)
    return any(_one_stem(a, b) for a in own for b in its)


def _one_stem(one: str, other: str) -> bool:
    stem = min(len(one), len(other), _STEM + 1)
    return one == other or (stem >= _STEM and one[:stem] == other[:stem])


def tied(one: Telling, other: Telling) -> bool:
    """Say whether the grammar makes two triggers one deed: "charges brought by", "arrested in a raid"."""
    if one.draft.passage != other.draft.passage or one.sentence != other.sentence:
        return False
    return _hangs(one.root, other.root) or _hangs(other.root, one.root)


def _hangs(noun: Token, verb: Token) -> bool:
    if noun.pos_ != "NOUN" or verb.pos_ != "VERB":
        return False
    if verb.dep_ in ("acl", "relcl") and verb.head.i == noun.i:
        return True
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i == verb.i:
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in _THROUGH and noun.head.head.i == verb.i


def sides(one: Telling, other: Telling, cast: Cast) -> tuple[Sides, ...]:
    """Compare who acts and who is acted upon; in mutual deeds all sides at once."""
    if one.draft.type in _MUTUAL:
        return (_together((*one.actors, *one.recipients), (*other.actors, *other.recipients), cast),)
    return (_side(one.actors, other.actors, cast), _side(one.recipients, other.recipients, cast))


def _together(one: Sequence[Participant], other: Sequence[Participant], cast: Cast) -> Sides:
    """Compare all who meet: with two named on each side, a third party makes another meeting."""
    told = _side(one, other, cast)
    if told != "shared":
        return told
    people = [{p.actor for p in side if cast[p.actor].kind == "person"} for side in (one, other)]
    if all(people) and not people[0] & people[1]:
        return "odds"
    left = [a for a in one if all(_relation(cast[a.actor], cast[b.actor]) == "odds" for b in other)]
    right = [b for b in other if all(_relation(cast[a.actor], cast[b.actor]) == "odds" for a in one)]
    return "odds" if left and right and len(one) > 1 and len(other) > 1 else "shared"


def _side(one: Sequence[Participant], other: Sequence[Participant], cast: Cast) -> Sides:
    if not one or not other:
        return "silent"
    related = {_relation(cast[a.actor], cast[b.actor]) for a in one for b in other}
    return "shared" if "shared" in related else "silent" if "silent" in related else "odds"


def _relation(a: Actor, b: Actor) -> Sides:
    """Say whether two actors can be one: surely, perhaps (nothing is held against it), or not."""
    if a.id == b.id or _one_crowd(a, b):
        return "shared"
    # "Iran" in the headline may be "Khamenei" in the body: a state and somebody who acts for it.
    if a.country and a.country == b.country and (_acts_for(a, b) or _acts_for(b, a) or same_arm(a, b)):
        return "shared"
    if "person" in (a.kind, b.kind) and a.kind == b.kind:
        return "odds"
    vague = {"unnamed", "unknown", "collective", "office", "document"} & {a.kind, b.kind}
    countries = not a.country or not b.country or bool(set(a.country) & set(b.country))
    sectors = not a.sector or not b.sector or a.sector == b.sector
    return "silent" if vague and countries and sectors else "odds"


def _one_crowd(a: Actor, b: Actor) -> bool:
    """Say whether two crowds are as many of one sort: "14 prisoners" and "14 political prisoners"."""
    counted = a.number is not None and a.number > 1 and a.number == b.number
    return counted and a.name.split()[-1:] == b.name.split()[-1:]


def _acts_for(one: Actor, state: Actor) -> bool:
    return state.kind == "state" and (not one.sector or one.sector in _OF_STATE or one.kind == "organisation")


def same_arm(one: Actor, other: Actor) -> bool:
    """Say whether two bodies are one arm of a state: "troops" and "the army", "officers" and "police"."""
    return (
        one.sector == other.sector and one.sector in ("MIL", "COP") and "person" not in (one.kind, other.kind)
    )


def _statuses_agree(one: EventStatus, other: EventStatus) -> bool:
    return one == other or any(one in pair and other in pair for pair in _SAME)


def _dates_agree(one: When | None, other: When | None) -> bool:
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return True
    return one.start <= other.end and other.start <= one.end


def _places_agree(one: Place | None, other: Place | None) -> bool:
    return one is None or other is None or one.name == other.name or _inside(one, other)


def _inside(one: Place, other: Place) -> bool:
    wide = {"country", "region", "admin1"}
    return (one.precision in wide or other.precision in wide) and (
        not one.country or not other.country or one.country == other.country
    )


def _counts_agree(one: Count | None, other: Count | None) -> bool:
    if one is None or other is None:
        return True
    low, high = max(one.low or 0, other.low or 0), [n for n in (one.high, other.high) if n is not None]
    # Tolls rise, and four policemen and a tourist are five dead: only what is twice as many is at odds.
    return not high or low < 2 * min(high)
