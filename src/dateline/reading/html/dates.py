"""When a page was published: what it prints, its meta elements, its linked data and its address have a vote each."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dateline.reading.html.landmarks import Mark, is_quoted, pieces
from dateline.reading.moments import moment
from dateline.structure import dates
from dateline.structure.tables import calendar

_EPOCH: Final = re.compile(r"(\d{10})(?:\d{3})?\Z")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SIGNED: Final = re.compile(r"\s*[\u2014\u2013-]\s?[^()]{1,80}\(@\w{1,40}\)")
"""How networks sign a message that is shown elsewhere: a dash, a name, a handle in brackets."""
_LONGEST: Final = 160
"""Characters of an element that may be a line with a date."""
_WEST, _EAST = dt.timedelta(hours=-10), dt.timedelta(hours=13)
"""How far the clocks of those who publish are from UTC."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, with the time of day and offset that stand beside it.

    Attributes:
        iso: ISO 8601: `2025-06-03T14:05:00+02:00`, or as much of it as is printed; empty where there is none.
        voter: who gives it: `json-ld`, the name of a meta element, `printed`, `time`, `url`, `htmldate`.
        later: it is labelled as the date of a change.
        first: it is labelled as the date of publication.
    """

    iso: str = ""
    voter: str = ""
    later: bool = False
    first: bool = False

    @property
    def day(self) -> str:
        """The calendar day."""
        return self.iso[:10]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a page.

    Attributes:
        published: when it was published, by the publisher's calendar. Of a page that prints nothing but the date
            of its last change that date, since that is the text that was read.
        modified: when it was last changed.
    """

    published: Dated
    modified: Dated


def choose(
    published: Iterable[tuple[str, str]],
    modified: Iterable[tuple[str, str]],
    around: Sequence[Mark],
    url: str,
) -> Dates:
    """Choose the dates of a page.

    Args:
        published: publication dates of linked data and meta elements with the names of their voters, the surest
            first.
        modified: dates of the last change, likewise.
        around: landmarks around the headline.
        url: address of the page.

    Returns:
        The dates; empty where the page gives none. `by_htmldate` can be asked then.
    """
    given = [found for words, voter in published if (found := _read(words, voter)).iso]
    changed = [found for words, voter in modified if (found := _read(words, voter)).iso]
    seen = list(_printed(around, [*given, *changed]))
    last = changed[0] if changed else next((each for each in seen if each.later), Dated())
    day = dates.from_url(url)
    found = _of_given(given, changed, seen, day) if given else _of_printed(seen, day)
    # The time of a change is no part of a day of publication.
    fuller = (
        [*seen, *given, *changed]
        if "T" in found.iso
        else [*(each for each in seen if not each.later), *given]
    )
    return Dates(_fullest(found, fuller), last)


def _of_given(given: Sequence[Dated], changed: Sequence[Dated], seen: Sequence[Dated], address: str) -> Dated:
    """Choose the date of a page whose metadata give one, by what it prints."""
    first = given[0]
    local = _localised(first, [*seen, *given], address)
    if not seen or any(_close(each, first) or each.day == local.day for each in seen):
        return local
    labelled = [each for each in seen if each.first]
    if labelled:
        return labelled[0]
    # The page prints another date than that of its first publication: the date of the text as it stands.
    for each in seen:
        match = next(
            (other for other in [*given, *changed] if _close(each, other)), each if each.later else None
        )
        if match is not None:
            return Dated(_localised(match, seen, "").iso, "printed")
    return local


def _of_printed(seen: Sequence[Dated], address: str) -> Dated:
    """Choose the date of a page whose metadata give none."""
    plain = [each for each in seen if not each.later]
    known = [each for each in seen if each.first]
    if address:
        # A page shows the dates of other reports too; the address is of this one.
        known += [
            each for each in plain if abs(_days(each.day, address)) <= (1 if each.voter == "printed" else 0)
        ]
        known.append(Dated(address, "url"))
    known += [*plain, *seen]
    return _localised(known[0], seen, "") if known else Dated()


def _fullest(found: Dated, others: Sequence[Dated]) -> Dated:
    """Add the offset to a date, or time and offset to a day, where another voter gives them for the same minute."""
    if len(found.iso) > len("2025-06-03T14:05:00"):
        return found
    for other in others:
        if other.iso.startswith(found.iso) and len(other.iso) > len("2025-06-03T14:05:00"):
            return Dated(other.iso, found.voter, found.later, found.first)
    return found


def by_htmldate(tree: Any, url: str) -> Dated:
    """Ask htmldate, which also looks for dates in the running text, when a page was published.

    Args:
        tree: root of the parsed page; a copy of it is handed on.
        url: address of the page.
    """
    from htmldate import find_date

    page = copy.deepcopy(tree)
    for element in list(page.iter("blockquote", "div", "figure", "section")):
        if element.getparent() is not None and is_quoted(element):
            element.drop_tree()
    try:
        found = find_date(page, original_date=True, extensive_search=False, url=url or None)
    except (ValueError, TypeError, AttributeError):
        # A voter that fails on a page has no vote.
        return Dated()
    return Dated(found, "htmldate") if found else Dated()


def iso(words: str) -> str:
    """Read a date as metadata print it, and return it in ISO 8601; empty where it is none."""
    return _read(words, "").iso


def _read(words: str, voter: str, *, later: bool = False, first: bool = False) -> Dated:
    """Read a date as metadata print it: ISO 8601, a mail's date, seconds of an epoch, or in words."""
    epoch = _EPOCH.match(words.strip())
    if epoch:
        when = dt.datetime.fromtimestamp(int(epoch[1]), tz=dt.UTC)
        return Dated(when.strftime("%Y-%m-%dT%H:%M:%SZ"), voter, later, first)
    found = moment(words[:_LONGEST]).iso
    # Systems that know of no date give the first day of their calendar.
    return Dated() if found < "1700" or found.startswith("1970-01-01") else Dated(found, voter, later, first)


def _printed(around: Sequence[Mark], known: Sequence[Dated]) -> Iterator[Dated]:
    """Yield the dates that elements around the headline print, the labelled ones marked."""
    others = [stamp for each in known for stamp in dates.stamps(each.day)]
    for mark in around:
        if not mark.date:
            continue
        line = " ".join(pieces(mark.element, _LONGEST))
        if len(line) > _LONGEST or _SIGNED.match(line):
            continue
        machine = _read(mark.element.get("datetime") or mark.element.get("content") or "", "time")
        stamps = [dates.settle(stamp, others) for stamp in dates.stamps(line)]
        stamps = [stamp for stamp in stamps if stamp.iso]
        for stamp in stamps:
            labels = [
                word
                for word in map(str.casefold, _WORD.findall(line[: stamp.start]))
                if word in calendar().labels
            ]
            later = bool(labels) and labels[-1] in calendar().later
            first = bool(labels) and labels[-1] in calendar().first
            seen = f"{stamp.iso}T{stamp.time}{stamp.offset}" if stamp.time else stamp.iso
            if machine.day == stamp.iso and len(stamps) == 1:
                seen = machine.iso
            yield Dated(seen, "printed", later, first)
        if machine.iso and not stamps:
            # "2 hours ago", or a time without its day.
            yield Dated(
                machine.iso,
                "time",
                mark.element.get("itemprop") == "dateModified" or _labelled(line, calendar().later),
                mark.element.get("itemprop") == "datePublished" or _labelled(line, calendar().first),
            )


def _labelled(line: str, labels: frozenset[str]) -> bool:
    return any(word in labels for word in map(str.casefold, _WORD.findall(line)))


def _localised(found: Dated, others: Sequence[Dated], address: str) -> Dated:
    """Give a time in UTC as the publisher's calendar has it, where another voter tells.

    Args:
        found: the date.
        others: dates that may be the same moment with another offset, or the same day as printed.
        address: the day in the page's address, or empty.
    """
    when = _instant(found.iso)
    if when is None or when.utcoffset():
        return found
    days = [Dated(address, "url")] if address else []
    for other in [*others, *days]:
        theirs = _instant(other.iso)
        if theirs is not None and theirs == when and theirs.utcoffset():
            return Dated(other.iso, found.voter, found.later, found.first)
    if any(other.voter == "printed" and other.day == found.day and not other.later for other in others):
        return found
    for other in [*others, *days]:
        if (
            other.voter in ("printed", "url")
            and other.day != found.day
            and not other.later
            and _may_be(when, other.day)
        ):
            return Dated(other.iso, other.voter, found.later, found.first)
    return found


def _may_be(when: dt.datetime, day: str) -> bool:
    """Say whether a moment lies on a day somewhere on earth."""
    return day in ((when + _WEST).date().isoformat(), (when + _EAST).date().isoformat())


def _close(one: Dated, other: Dated) -> bool:
    """Say whether two dates may mean the same moment: the same day, or a neighbouring one in another zone."""
    if one.day == other.day:
        return True
    times = [each for each in (_instant(one.iso), _instant(other.iso)) if each is not None]
    if len(times) == 2:
        return times[0].date() == times[1].date() or times[0] == times[1]
    if len(times) == 1 and not times[0].utcoffset():
        return _may_be(times[0], one.day if _instant(one.iso) is None else other.day)
    return False


def _instant(iso: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(iso)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _days(one: str, other: str) -> int:
    return (dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days
