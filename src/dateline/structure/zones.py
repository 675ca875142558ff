"""Zones: every line of a report typed by its words, its place and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.model import Span, Zone, ZoneKind
from dateline.structure import byline, dateline, furniture
from dateline.structure.lines import Line, is_bullet, paragraphs
from dateline.structure.tables import bare, fold
from dateline.structure.tables import furniture as words_of_furniture

_ENDS: Final = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[.!?,][\"”’»]$")
_PREFIX: Final = re.compile(
    r"(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|EXCLUSIVE|FACTBOX|NEWSMAKER|ANALYSIS|INSIGHT|FOCUS|BREAKING|URGENT|LEAD)"
    r"(?:\s?\d{1,2})?\s?(?:-|:|/|\|)\s?(?=\S)"
)
_BIOGRAPHY: Final = re.compile(
    r"^(?:[A-Z][\w.’'-]+\s){1,4}(?:is|was|has been|writes|covers|reports|joined|works|contributed|graduated|began)\b.{0,160}"
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|author|producer|blogger|freelance|contributor|newsroom"
    r"|covers|covering|writes about|fellow|professor|podcast|twitter|staff)\b",
)
_FOLLOW: Final = re.compile(
    r"\b(?:follow|reach|contact|email|e-mail)\b.{0,40}(?:@|\bat\b|\bon (?:twitter|x|facebook|instagram)\b)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Part:
    """A line while its kind is being found."""

    start: int
    end: int
    words: str
    gap: int
    kind: ZoneKind | None = None
    rule: str = ""

    def give(self, kind: ZoneKind, rule: str) -> None:
        """Settle the kind."""
        self.kind = kind
        self.rule = rule

    @property
    def prose(self) -> bool:
        """Long enough, or closed like a sentence: running text rather than a title or label."""
        words = self.words.count(" ") + 1
        if len(self.words) >= 140 and words >= 15:
            return True
        return (
            (words >= 5
            and bool(_ENDS.search(self.words)))
            or (words >= 3 and self.words[-1] in ".”" and len(self.words) > 14)
        )

    @property
    def solid(self) -> bool:
        """A paragraph that no title, deck or caption is likely to be."""
        return len(self.words) >= 80 and self.prose and self.words[0] not in "•*▪"


def find(text: str, title: str = "") -> tuple[Zone, ...]:
    """Type the lines of a text.

    Args:
        text: the whole text of a report, as scraped, saved or received.
        title: the title, where metadata give one.

    Returns:
        Zones that do not overlap and together hold every character that is not blank.
    """
    parts = _parts(text)
    _prefixes(parts)
    first = _header(parts, title)
    last = _body(parts, first)
    _tail(parts, last)
    return tuple(_zones(text, parts))


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    for line in paragraphs(text):
        found = furniture.verdict(line.words)
        pieces = (
            ()
            if found and found[1] in ("date-line", "mark", "menu", "phrase", "credit-line")
            else furniture.split(line.words)
        )
        if pieces:
            parts.extend(_pieces(line, pieces))
        elif found:
            parts.append(Part(line.start, line.end, line.words, line.gap, *found))
        else:
            parts.append(Part(line.start, line.end, line.words, line.gap))
    return parts


def _pieces(line: Line, pieces: Sequence[furniture.Piece]) -> Iterator[Part]:
    for number, piece in enumerate(pieces):
        words = line.words[piece.start : piece.end]
        gap = line.gap if number == 0 else 0
        yield Part(line.start + piece.start, line.start + piece.end, words, gap, *piece.verdict)


def _prefixes(parts: list[Part]) -> None:
    """Cut a feed's mark ("UPDATE 4-") off the headline."""
    for number, part in enumerate(parts[:12]):
        match = _PREFIX.match(part.words)
        if match and part.kind is None and not part.prose:
            end = part.start + match.end()
            rest = part.words[match.end() :]
            parts[number] = Part(
                part.start,
                end - (match.end() - len(match.group().rstrip())),
                match.group().rstrip(),
                part.gap,
                "furniture",
                "feed-mark",
            )
            parts.insert(number + 1, Part(end, part.end, rest, 0))
            return


def _header(parts: list[Part], title: str) -> int:
    """Type what stands before the body; returns the index of the body's first part."""
    lead = _lead(parts)
    head = parts[:lead]
    headline = _headline(head, title)
    if headline is not None:
        key = _key(parts[headline].words)
        for part in parts:
            if (part.kind is None or part.kind == "furniture") and _same(_key(part.words), key):
                part.give("headline", "headline" if part is parts[headline] else "headline-repeat")
        for part in head[:headline]:
            if part.kind is None:
                part.give("furniture", "above-headline")
    after = 0 if headline is None else headline + 1
    signed = any(part.kind in ("byline", "date") for part in head[after:])
    seen = False
    for number in range(after, lead):
        part = parts[number]
        if part.kind in ("byline", "date"):
            seen = True
        if part.kind is None:
            following = parts[number + 1] if number + 1 < len(parts) else None
            _below_headline(part, following, before_byline=signed and not seen, near=number - after)
    return lead


def _lead(parts: Sequence[Part]) -> int:
    """Find the body's first paragraph."""
    solid = [n for n, part in enumerate(parts) if part.kind is None and (part.solid or _opens(part))]
    if not solid:
        prose = [n for n, part in enumerate(parts) if part.kind is None and part.prose]
        return prose[0] if prose else len(parts)
    for order, number in enumerate(solid[:4]):
        part = parts[number]
        if _opens(part):
            return number
        behind = solid[order + 1] if order + 1 < len(solid) else None
        if behind is None or order == 3:
            break
        between = parts[number + 1 : behind]
        deck = any(p.kind == "byline" and p.rule not in ("credit-line", "contributed") for p in between)
        deck = deck or any(p.kind == "date" and p.rule == "date-line" for p in between)
        if number < 12 and len(part.words) < 400 and (deck or _opens(parts[behind])):
            continue
        return _earlier(parts, number)
    return _earlier(parts, solid[min(3, len(solid) - 1)])


def _earlier(parts: Sequence[Part], number: int) -> int:
    """Step back over short sentences that already belong to the body."""
    while number > 0:
        before = parts[number - 1]
        if (
            before.kind is None
            and before.prose
            and any(p.kind in ("byline", "date") for p in parts[: number - 1])
            and not is_bullet(before.words)
        ):
            number -= 1
        else:
            break
    return number


def _opens(part: Part) -> bool:
    found = dateline.opening(part.words)
    return found is not None and (found.strong or len(part.words) > 100)


def _key(words: str) -> str:
    return re.sub(r"\W+", " ", fold(words)).strip()


def _same(one: str, other: str) -> bool:
    """Say whether two folded lines are the same headline, whole or cut."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 25 and long.startswith(short) and len(short) >= 0.6 * len(long)


def _headline(head: Sequence[Part], title: str) -> int | None:
    """Choose the headline among the lines above the body."""
    if title:
        key = _key(title)
        for number, part in enumerate(head):
            if part.kind in (None, "furniture") and _same(_key(part.words), key):
                return number
    best, score = None, 0.0
    keys = [_key(part.words) for part in head]
    for number, part in enumerate(head):
        if part.kind is not None or is_bullet(part.words) or len(part.words) > 250:
            continue
        points = _title_points(part)
        if keys.count(keys[number]) > 1:
            points += 3
        following = next((p for p in head[number + 1 :] if p.kind != "furniture"), None)
        if following is not None and following.kind in ("byline", "date"):
            points += 1.5
        points -= 0.25 * sum(p.kind is None for p in head[:number])
        if any(p.kind == "byline" for p in head[:number]):
            points -= 2
        if points > score:
            best, score = number, points
    return best


def _title_points(part: Part) -> float:
    count = part.words.count(" ") + 1
    points = 1.0
    if 4 <= count <= 20:
        points += 2
    elif count == 3:
        points += 1
    if _ENDS.search(part.words) and part.words[-1] not in "?!’'”\"":
        points -= 1.5
    if re.search(r"\s[|>»]\s", part.words):
        points -= 1
    if byline.is_names(part.words) or byline.is_job(part.words):
        points -= 2
    return points


def _below_headline(part: Part, following: Part | None, *, before_byline: bool, near: int) -> None:
    """Type a line between headline and body."""
    words = part.words
    if is_bullet(words):
        part.give("deck", "bullet")
    elif byline.is_names(words) or byline.is_desk(words) or byline.is_agency(words):
        part.give("byline", "name-line")
    elif byline.is_job(words):
        part.give("byline", "job-title")
    elif dateline.place_line(words):
        part.give("dateline", "place-line") if following is not None and following.prose else part.give(
            "furniture", "label"
        )
    elif (
        following is not None
        and following.kind == "furniture"
        and following.rule == "credit"
        and following.gap == 0
        and len(words) > 20
    ):
        part.give("caption", "above-credit")
    elif (part.prose and (before_byline or near <= 2)) or (len(words.split()) >= 5 and (before_byline or near <= 2) and words[-1] != ":"):
        part.give("deck", "standfirst")
    elif len(words.split()) >= 7:
        part.give("caption", "above-body")
    elif following is not None and following.prose and following.kind is None and len(words.split()) >= 2:
        part.give("subhead", "above-body")
    else:
        part.give("furniture", "label")


def _body(parts: list[Part], first: int) -> int:
    """Type the body; returns the index behind its last paragraph."""
    table = words_of_furniture()
    heads = sum(bool(re.match(r"[A-Z][A-Z’' ]{2,40}:\s", p.words)) for p in parts[first:] if p.kind is None)
    last = first
    amount = 0
    links: Part | None = None
    number = first
    dated = False
    while number < len(parts):
        part = parts[number]
        core = bare(fold(part.words))
        if part.kind is not None:
            if (
                part.kind == "furniture"
                and core in table.stops
                and amount >= 600
                and _ending(parts, number, amount)
            ):
                break
            if part.kind == "furniture":
                links = part if core in table.links else links
            elif part.kind in ("body", "date"):
                links = None
        elif part.prose and not (links and _teaser(parts, number)):
            links = None
            if not _biography(parts, number):
                if not dated and _split_dateline(parts, number, alone=heads < 2):
                    number += 1
                    part = parts[number]
                dated = True
                part.give("body", "paragraph")
                amount += len(part.words)
                last = number + 1
            else:
                part.give("furniture", "author-note")
        elif links is not None and not (
            part.gap > 0 and parts[number - 1].gap == 0 and parts[number - 1] is not links
        ):
            part.give("furniture", "link")
        else:
            links = None
            _between(parts, number)
            if part.kind in ("body", "subhead"):
                last = number + 1 if part.kind == "body" else last
        number += 1
    return last


def _ending(parts: Sequence[Part], number: int, amount: int) -> bool:
    """Say whether a closing phrase really ends the report: less prose follows than went before."""
    rest = sum(len(part.words) for part in parts[number + 1 :] if part.kind is None and part.solid)
    core = bare(fold(parts[number].words))
    return rest < amount or "comment" in core or "reply" in core


def _teaser(parts: Sequence[Part], number: int) -> bool:
    """Say whether a closed sentence among links is a link too: short, and the next line is one as well."""
    part = parts[number]
    return part.words[-1] in "?!" and len(part.words) < 110 and part.gap == 0


def _biography(parts: Sequence[Part], number: int) -> bool:
    """Say whether a paragraph near the end is a note on the author."""
    behind = sum(p.kind is None and p.solid for p in parts[number + 1 :])
    words = parts[number].words
    if behind > 2 or len(words) > 700:
        return False
    return (
        (bool(_BIOGRAPHY.match(words))
        and (len(words) < 350 or bool(_FOLLOW.search(words))))
        or (bool(_FOLLOW.search(words)) and len(words) < 200 and '"' not in words and "“" not in words)
    )


def _split_dateline(parts: list[Part], number: int, *, alone: bool) -> bool:
    """Cut the dateline off a paragraph; says whether there was one."""
    part = parts[number]
    found = dateline.opening(part.words)
    if found is None or not (found.strong or alone):
        return False
    end = len(part.words[: found.end].rstrip())
    parts.insert(
        number, Part(part.start, part.start + end, part.words[:end], part.gap, "dateline", "dateline")
    )
    rest = part.words[found.end :]
    lead = found.end + len(rest) - len(rest.lstrip())
    parts[number + 1] = Part(part.start + lead, part.end, part.words[lead:], 0)
    return True


def _between(parts: Sequence[Part], number: int) -> None:
    """Type a short line between paragraphs."""
    part = parts[number]
    following = parts[number + 1] if number + 1 < len(parts) else None
    before = parts[number - 1] if number else None
    beside = [p for p in (following,) if p is not None]
    if any(p.rule == "credit" for p in beside) and following is not None and following.gap == 0:
        part.give("caption", "above-credit")
        return
    if is_bullet(part.words):
        part.give("body", "list-item")
        return
    upcoming = next(
        (p for p in parts[number + 1 : number + 4] if p.kind not in ("furniture", "caption", "date")), None
    )
    count = part.words.count(" ") + 1
    if byline.is_job(part.words) and before is not None and before.kind == "byline":
        part.give("byline", "job-title")
    elif (
        upcoming is not None
        and upcoming.kind is None
        and upcoming.prose
        and count <= 16
        and len(part.words) <= 110
    ):
        if byline.is_names(part.words) and following is not None and following.gap == 0 and part.gap == 0:
            part.give("furniture", "label")
        else:
            part.give("subhead", "above-paragraph")
    elif count >= 8 and before is not None and before.kind == "body":
        part.give("body", "fragment")
    else:
        part.give("furniture", "label")


def _tail(parts: Sequence[Part], last: int) -> None:
    """Type what stands behind the body."""
    for part in parts[last:]:
        if part.kind is None or part.kind in ("subhead", "body", "caption"):
            part.give("furniture", "after-body")


def _zones(text: str, parts: Sequence[Part]) -> Iterator[Zone]:
    for part in parts:
        words = text[part.start : part.end]
        yield Zone(part.kind or "furniture", Span(part.start, part.end, words), part.rule)
