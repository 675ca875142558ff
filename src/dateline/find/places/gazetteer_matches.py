"""Where the gazetteer's names, the abbreviations and the adjectives of places stand in a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from dateline.find.columns import Columns
from dateline.find.places.cues import Cues
from dateline.resolve.places.gazetteer import Entry, Gazetteer
from dateline.resolve.places.placenames import key

LONGEST: Final = 6
"""Words in the longest name that is looked up."""
_HEADS: Final = {"counties": "County", "townships": "Township", "provinces": "Province"}
_NATURAL: Final = frozenset({"country", "capital", "city", "admin1", "admin2"})
_CONTAINERS: Final = frozenset({"country", "admin1", "admin2"})
_ARTICLES: Final = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "ad", "az"})
_JOINTS: Final = frozenset({"-", "–", "'", "’"})


@dataclass(slots=True)
class Match:
    """A name in a passage, before anything is said of whether it is a place here.

    Attributes:
        first: index of the first token.
        last: index of the last token.
        name: what to look up.
        how: `name`, `abbreviation`, `code` (an abbreviation that only stands behind a name), `adjective`,
            `people` or `feature` ("Ohio River", "Washington Street").
        entries: candidates, where a table gives them.
        within: the name of what it lies in, where the words beside it say so.
        joined: it is what the name before it lies in.
    """

    first: int
    last: int
    name: str
    how: str
    entries: tuple[Entry, ...]
    within: str = ""
    joined: bool = False


def matches(columns: Columns, cues: Cues) -> list[Match]:
    """Match names from left to right, the longest first, and join them to what they lie in.

    Args:
        columns: of the parse.
        cues: the tables, and the gazetteer they belong to.
    """
    gazetteer = cues.gazetteer
    raws: list[Match] = []
    text, words, starts = columns.text, columns.words, columns.start
    number = 0
    while number < len(words):
        word = words[number]
        arabic = word in _ARTICLES and number + 1 < len(words) and words[number + 1] == "-"
        if not word[:1].isupper() and not arabic:
            number += 1
            continue
        raw = _longest(text, words, starts, number, cues)
        if raw is not None:
            raw = _grown(words, raw, cues)
            raws.append(raw)
            number = raw.last + 1
        else:
            number += 1
    _contain(words, raws, gazetteer, cues)
    _share_head(words, raws, gazetteer)
    return [raw for raw in raws if raw.how != "code" or raw.joined]


def _longest(text: str, words: Sequence[str], starts: Sequence[int], start: int, cues: Cues) -> Match | None:
    found: Match | None = None
    gazetteer = cues.gazetteer
    for last in range(start, min(start + LONGEST, len(words))):
        word = words[last]
        if last > start and not (word[0].isalnum() or word in _JOINTS or word == "&"):
            break
        written = text[starts[start] : starts[last] + len(word)]
        if last == start:
            short = _abbreviation(words, start, cues)
            if short is not None:
                found = short
                continue
        sought = key(written)
        if not gazetteer.begins(sought) and sought not in cues.adjective_starts:
            break
        if word in _JOINTS or (word.islower() and not _built(written, gazetteer)):
            continue
        if sought in cues.people and sought not in cues.adjectives:
            found = Match(start, last, written, "people", cues.people[sought])
        elif sought in cues.adjectives and word != word.upper():
            found = Match(start, last, written, "adjective", cues.adjectives[sought])
        elif gazetteer.named(written):
            found = Match(start, last, written, "name", ())
    return found


def _built(written: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name may end in a small letter: "the Zaporizhzhia nuclear plant", not "Bath in"."""
    return any(entry.kind not in _NATURAL for entry in gazetteer.named(written))


def _abbreviation(words: Sequence[str], start: int, cues: Cues) -> Match | None:
    word = words[start]
    last = start
    if word not in cues.abbreviations:
        if start + 1 < len(words) and words[start + 1] == "." and f"{word}." in cues.abbreviations:
            # the parser takes the dot of an abbreviation it does not know for a full stop
            word, last = f"{word}.", start + 1
        elif "-" in word and word.split("-")[0] in cues.abbreviations:
            word = word.split("-")[0]
        else:
            return None
    entries, alone = cues.abbreviations[word]
    return Match(start, last, word, "abbreviation" if alone else "code", entries)


def _grown(words: Sequence[str], raw: Match, cues: Cues) -> Match:
    """Take in the word that makes the name another thing: "Ohio River", "Washington Street"."""
    if raw.how != "name" or raw.last + 1 >= len(words):
        return raw
    after = words[raw.last + 1]
    if after[:1].isupper() and after.lower() in cues.features:
        return Match(raw.first, raw.last + 1, f"{raw.name} {after}", "feature", ())
    return raw


def _contain(words: Sequence[str], raws: Sequence[Match], gazetteer: Gazetteer, cues: Cues) -> None:
    """Note what each place lies in, where the words beside it say so."""
    for one, two in pairwise(raws):
        between = words[one.last + 1 : two.first]
        if between in ([","], ["("], [",", "("]) and two.how in ("name", "code", "abbreviation"):
            wide = _wide(two, gazetteer)
            if wide and (two.how == "code" or not _alike(one, two, gazetteer)):
                one.within = wide
                two.joined = True
                if two.how == "name":
                    # "Seattle, Washington" is about the state, whatever "Washington" is elsewhere
                    two.entries = tuple(e for e in gazetteer.named(two.name) if e.kind in _CONTAINERS)
        elif (
            len(between) in (2, 3)
            and between[-1] == "of"
            and between[-2].lower() in cues.settled
            and two.how == "name"
            and one.how in ("adjective", "name")
        ) or (between in (["'s"], ["’s"]) and two.how == "name"):
            two.within = _wide(one, gazetteer)


def _share_head(words: Sequence[str], raws: Sequence[Match], gazetteer: Gazetteer) -> None:
    """Read "Barrow and Jackson counties" as two counties of one state, and so on for longer lists."""
    head = ""
    around: set[tuple[str, str]] = set()
    for raw in reversed(raws):
        after = words[raw.last + 1].lower() if raw.last + 1 < len(words) else ""
        before = words[raw.first - 1].lower() if raw.first > 0 else ""
        if raw.how == "name" and after in _HEADS and before in ("and", "or", "&"):
            head = _HEADS[after]
            around = {(e.country, e.admin1) for e in gazetteer.named(f"{raw.name} {head}")}
        elif not head or after not in (",", "and", "or") or raw.how != "name":
            head = ""
            continue
        listed = {(e.country, e.admin1) for e in gazetteer.named(f"{raw.name} {head}")} & around
        if not listed:
            head = ""
            continue
        around = listed
        raw.name = f"{raw.name} {head}"


def _wide(raw: Match, gazetteer: Gazetteer) -> str:
    """Return the name under which a state or division is filed, or an empty string."""
    for entry in raw.entries or gazetteer.named(raw.name):
        if entry.kind in ("country", "admin1") or (entry.kind == "admin2" and " " in raw.name):
            return entry.name
    return ""


def _alike(one: Match, two: Match, gazetteer: Gazetteer) -> bool:
    """Say whether both are states, or both divisions: then they are listed, not nested."""
    kinds = []
    for raw in (one, two):
        entries = raw.entries or gazetteer.named(raw.name)
        kinds.append({entry.kind for entry in entries[:3]} & {"country", "admin1"})
    return bool(kinds[0] & kinds[1])
