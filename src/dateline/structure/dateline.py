"""The dateline: the words for place, date and agency that open a report's first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.structure.byline import is_agency, is_name
from dateline.structure.dates import Stamp, stamps
from dateline.structure.tables import people

_CAPS: Final = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž’'.-]*[A-ZÀ-ÖØ-ÞĀ-Ž.]|[A-ZÀ-ÖØ-Þ]\.)"
_TITLE: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*"
_SMALL: Final = r"(?:de|del|da|do|dos|du|la|le|el|al|los|las|of|the|on|upon|am|an|der|y|e|and|à|sur)"
_CAPS_PLACE: Final = (
    rf"{_CAPS}(?:[ \u00a0](?:{_CAPS}|{_SMALL.upper()}|{_SMALL})(?=[\s,/(:\u00a0—–-]|\Z)){{0,4}}"
)
_TITLE_PLACE: Final = rf"{_TITLE}(?:[ \u00a0](?:{_TITLE}|{_SMALL})){{0,3}}"
_REGION: Final = rf"(?:,\s*{_TITLE_PLACE})"
_WEEKDAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}"
_DAY: Final = (
    rf"(?:(?:{_WEEKDAY},?\s+)?(?:[A-Z][a-zA-Zé]{{2,8}}\.?\s\d{{1,2}}(?:,?\s\d{{4}})?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-zé]{2,8}\.?(?:,?\s\d{4})?|\d{1,2}[./]\d{1,2}[./]\d{4})"
    rf"|{_WEEKDAY})"
)
_AGENCY: Final = (
    r"(?:[,\s]*[(\[/](?P<agency>(?:[A-Z]|dpa)[\w .&/-]{0,28}?)[)\]/](?=\s*[.—–:_-]|\s\d)"
    r"|\s*[,/|]\s*(?P<agency2>[A-Z]{2,5}|Reuters|Xinhua|Bloomberg)(?=\s*[—–:-]))"
)
_BREAK: Final = (
    r"(?:\s*(?P<sep>\.?\s*(?:—|–|--|―)|\.-|\s-(?=\s)|-(?=\s)|:(?=\s)|\.(?=—)|(?<=[)\]/])\.(?=\s)"
    r"|\s_(?=\s)|\s//(?=\s))\s*)"
)


def _pattern(place: str) -> re.Pattern[str]:
    """Make the pattern of a dateline: place, date and agency in any order after it, and its closing sign."""
    region = rf"(?:,\s*(?!{_WEEKDAY}\b){_TITLE_PLACE})"
    dates = [rf"(?:[,;.]?\s*(?:[–—]\s)?\(?(?P<{name}>{_DAY})\)?\.?)" for name in ("date", "date2")]
    return re.compile(
        rf"(?P<place>{place}(?:\s?/\s?{_TITLE_PLACE}){{0,3}}{region}?){dates[0]}?{_AGENCY}?{dates[1]}?{_BREAK}"
    )


_STRICT: Final = _pattern(_CAPS_PLACE)
_LOOSE: Final = _pattern(_TITLE_PLACE)
_AGENCY_FIRST: Final = re.compile(
    rf"[(\[]?(?P<agency>[A-Z][A-Za-z]{{1,14}})[)\]]?\s*[,/|–—-]\s*(?P<place>{_CAPS_PLACE}{_REGION}?)"
    rf"(?:[,;]?\s*(?P<date>{_DAY}))?{_BREAK}"
)
# Interfax and its kin: "Kyiv. March 12. INTERFAX -".
_STOPPED: Final = re.compile(
    rf"(?P<place>{_TITLE_PLACE})\.\s(?P<date>{_DAY})\.\s(?P<agency>[A-Z][A-Za-z-]{{2,20}})(?P<sep>\s?[–—-])\s"
)
# Papers that close it with a stop: "VIENNA. The talks ...". A shorter word in capitals may be an acronym or a shout.
_BIG: Final = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_CLOSED: Final = re.compile(
    rf"(?P<place>{_BIG}{{4,}}|{_BIG}{{2,}}(?:[ -]{_BIG}{{3,}}){{1,2}})(?P<sep>\.)\s+"
    r"(?=[“‘\"]?[A-Z][\w’']*\s.{60,})",
    re.DOTALL,
)
_PLACE_AGENCY: Final = re.compile(
    rf"(?P<place>{_TITLE_PLACE}){_REGION}?\s\((?:[A-Z]{{2,6}}|Reuters|Xinhua|Bloomberg)\)"
)
_FROM: Final = re.compile(
    r"(?:Reporting|Reports|Report|Live|Dispatch)\s+(?:live\s+)?from\s+(?P<place>[A-ZÀ-Þ][^.:;!?\d]{1,50})\Z"
)
_PLACE_LINE: Final = re.compile(rf"(?P<place>{_CAPS_PLACE}{_REGION}?)\Z")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, in offsets of the paragraph it opens.

    Attributes:
        end: past its last character, the dash or colon included.
        place: start and end of the place words.
        agency: start and end of the agency's name, or `None`.
        stamp: its date, often without a year, or `None`.
        strong: an agency, a date or a dash shows that it is one; a bare "DUBAI:" might be a run-in head.
    """

    end: int
    place: tuple[int, int]
    agency: tuple[int, int] | None = None
    stamp: Stamp | None = None
    strong: bool = True


def opening(paragraph: str) -> Dateline | None:
    """Find the dateline that opens a paragraph.

    Args:
        paragraph: the paragraph, without blanks before it.

    Returns:
        The dateline, or `None`. Place names in small letters are taken for one only beside an agency or
        a date.
    """
    head = paragraph[:140]
    match = _AGENCY_FIRST.match(head)
    if match is not None and not is_agency(match["agency"]):
        match = None
    match = match or _STRICT.match(head) or _STOPPED.match(head)
    match = match or _CLOSED.match(paragraph)
    loose = match is None
    match = match or _LOOSE.match(head)
    if match is None:
        return None
    groups = match.groupdict()
    words = match["place"].replace("/", " ").replace(",", " ").split()
    if any(word.strip(".") in people().no_places for word in words) or not paragraph[match.end() :].strip():
        return None
    found = None
    for name in ("agency", "agency2"):
        if groups.get(name):
            found = match.span(name)
    dated = next((groups[name] for name in ("date", "date2") if groups.get(name)), None)
    stamp = None
    if dated:
        inside = [s for s in stamps(head[: match.end()]) if s.start >= match.end("place")]
        stamp = inside[0] if inside else None
    if loose and found is None and dated is None:
        return None
    dash = (groups.get("sep") or "").strip() not in (":", "")
    strong = found is not None or dated is not None or dash
    return Dateline(match.end(), match.span("place"), found, stamp, strong)


def whole(line: str) -> bool:
    """Say whether a line is a dateline and nothing else ("NAIROBI, Kenya (AP) --")."""
    if not 6 <= len(line) <= 90:
        return False
    placed = _PLACE_AGENCY.fullmatch(line)
    if placed and not is_name(placed["place"]):
        return True
    found = opening(line + " X.")
    return found is not None and found.strong and found.end > len(line)


def alone(line: str) -> tuple[int, int] | None:
    """Find the place in a line that is nothing but a dateline ("Reporting from Belgrade")."""
    match = _FROM.match(line.strip())
    if match is None:
        return None
    lead = len(line) - len(line.lstrip())
    start, end = match.span("place")
    return start + lead, end + lead


def place_line(line: str) -> tuple[int, int] | None:
    """Find the place in a short line of capitals ("BAAR, SWITZERLAND", "NEW DELHI")."""
    match = _PLACE_LINE.fullmatch(line)
    if line.casefold() in people().cities:
        return 0, len(line)
    if match is None or not 4 <= len(line) <= 40:
        return None
    if any(word.strip(".") in people().no_places for word in line.replace(",", " ").split()):
        return None
    return match.span("place")
