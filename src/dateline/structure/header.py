"""What stands above the body: headline, deck, bylines, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.structure import byline, dateline
from dateline.structure.lines import is_bullet
from dateline.structure.parts import Part, ends_sentence, is_signature, title_key

# What a title may begin with although a line of links may, too: "Opinion: ..." and the like, six words or more.
_KICKER: Final = re.compile(
    r"(?:Opinion|Explainer|Explained|Analysis|In pictures|Live updates|Video|Watch|Podcast)\s?[:|]\s?(?:\S+\s){5}",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"(?i:\bno\.?|\bissue|\bvol\.?|#)\s?\d+$")
_PIPED: Final = re.compile(r"\s[|>»]\s")
_SIGNED: Final = re.compile(r"[(\[]([^()\[\]]{2,30})[)\]]$")
_JOINT: Final = re.compile(r"(?:,\s?)?(?:and|&|,)\s*$|,\s[A-Z][\w ,.-]{1,40}$|in [A-Z][\w -]{1,30}$")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_LONGEST_TITLE: Final = 250
_DEEPEST: Final = 40
"""Parts below which no body begins, if anything above looks like one."""


def settle(parts: list[Part], title: str) -> int:
    """Type what stands above the body.

    Args:
        parts: all parts; those above the body get their kinds.
        title: the title, where metadata give one.

    Returns:
        Index of the body's first part.
    """
    lead = _lead(parts)
    head = parts[:lead]
    chosen = _headline(head, title)
    if chosen is not None:
        key = head[chosen].key
        for part in parts:
            if part.kind in (None, "furniture") and _same(part.key, key):
                part.give("headline", "headline" if part is parts[chosen] else "headline-repeat")
        for part in head[:chosen]:
            if part.kind is None or part.rule == "credit-in-line":
                part.give("furniture", "above-headline")
    after = 0 if chosen is None else chosen + 1
    signed = any(part.kind in ("byline", "date") for part in head[after:])
    seen = False
    for number in range(after, lead):
        part = parts[number]
        if part.rule == "credit" and _signs(part, parts[number - 1]):
            part.give("byline", "agency-line")
        if part.kind in ("byline", "date"):
            seen = True
        elif part.kind is None:
            following = parts[number + 1] if number + 1 < len(parts) else None
            _below(
                part,
                parts[number - 1],
                following,
                before_byline=signed and not seen,
                seen=seen,
                near=number - after,
            )
            seen = seen or part.kind == "byline"
    return lead


def _signs(part: Part, above: Part) -> bool:
    """Say whether an agency's name stands where the author's would, and not below a picture."""
    return above.kind in ("headline", "deck", "date", "byline") and byline.is_agency(part.words)


def _lead(parts: Sequence[Part]) -> int:
    """Find the body's first paragraph, past a deck that reads like one."""
    solid = [n for n, part in enumerate(parts) if part.kind is None and (part.solid or _opens(part))]
    if not solid:
        prose = [n for n, part in enumerate(parts) if part.kind is None and part.prose and n > 0]
        return prose[0] if prose else len(parts)
    for order, number in enumerate(solid[:4]):
        part = parts[number]
        behind = solid[order + 1] if order + 1 < len(solid) else None
        if _opens(part) or behind is None or order == 3:
            return _earlier(parts, number)
        if not (number < 12 and len(part.words) < 400 and _is_deck(parts, number, behind)):
            return _earlier(parts, number)
    return _earlier(parts, solid[0])


def _is_deck(parts: Sequence[Part], number: int, behind: int) -> bool:
    """Say whether a first paragraph is a deck: author or date stand below it, or a dateline opens the next."""
    between = parts[number + 1 : behind]
    if any(part.kind == "byline" and part.rule not in ("credit-line", "contributed") for part in between):
        return True
    if any(part.kind is None and byline.is_names(part.words) for part in between[:3]):
        return True
    if any(part.kind == "date" and part.rule == "date-line" for part in between):
        return True
    return _opens(parts[behind])


def _earlier(parts: Sequence[Part], number: int) -> int:
    """Step back over short sentences that already belong to the body.

    Below author or date every closed sentence does; else only full stops count, since a headline may be
    a question.
    """
    if _opens(parts[number]):
        return number
    while number > 0:
        before = parts[number - 1]
        if before.kind is not None or not before.prose or is_bullet(before.words):
            break
        signed = any(part.kind in ("byline", "date") for part in parts[: number - 1])
        if not signed and before.words[-1] not in '.”"':
            break
        number -= 1
    return number


def _opens(part: Part) -> bool:
    if len(part.words) < 60:
        return False
    found = dateline.opening(part.words)
    return found is not None and (found.strong or len(part.words) > 100)


def _same(one: str, other: str) -> bool:
    """Say whether two folded lines are the same headline, whole or cut."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    return len(short) >= 25 and long.startswith(short) and len(short) >= 0.6 * len(long)


def _headline(head: Sequence[Part], title: str) -> int | None:
    """Choose the headline among the parts above the body."""
    if title:
        key = title_key(title)
        for number, part in enumerate(head):
            if part.kind in (None, "furniture") and _same(part.key, key):
                return number
    best, score = None, 0.0
    keys = [part.key for part in head]
    passed = 0.0
    signed = False
    for number, part in enumerate(head[:_DEEPEST]):
        if part.kind == "byline":
            signed = True
        kicker = passed == 0 and part.rule == "phrase-start" and bool(_KICKER.match(part.words))
        if (part.kind is not None and not kicker) or is_bullet(part.words):
            continue
        if len(part.words) > _LONGEST_TITLE or not _LETTERS.search(part.words):
            continue
        own = _points(part)
        points = own - passed - 2 * signed
        if keys.count(keys[number]) > 1:
            points += 3
        below = [p for p in head[number + 1 : number + 9] if p.kind != "furniture"][:2]
        if any(p.kind in ("byline", "date") or byline.is_names(p.words) for p in below):
            points += 0.75
        if points > score:
            best, score = number, points
        # The name of a site or a section is short and capitalised: it holds back a title below it less.
        passed += 0.0 if own < 2 else 0.5 if part.count < 5 and _is_named(part.words) else 1.0
    return best


def _is_named(words: str) -> bool:
    """Say whether every word but the smallest begins with a capital."""
    return all(word[0].isupper() for word in words.split() if len(word) > 3)


def _points(part: Part) -> float:
    """Say how much a part looks like a headline."""
    count = part.count
    points = 1.0
    if 6 <= count <= 24:
        points += 2.25
    elif 3 <= count <= 5:
        points += 1.5
    if _NUMBERED.search(part.words):
        points -= 1.5
    if ends_sentence(part.words) and part.words[-1] not in "?!’'”\"»":
        points -= 1.5 if count < 10 else 2.5
    if _PIPED.search(part.words):
        # A section beside a title ("BUDGET | Tax office to hire ...") is a title; two short names are none.
        longest = max(len(piece.split()) for piece in _PIPED.split(part.words))
        points -= 0.5 if longest >= 6 else 2
    if byline.is_names(part.words) or byline.is_job(part.words) or byline.is_desk(part.words):
        points -= 2
    return points


def _below(
    part: Part, above: Part, following: Part | None, *, before_byline: bool, seen: bool, near: int
) -> None:
    """Type a part between headline and body."""
    words = part.words
    upcoming = following is not None and following.kind is None and following.prose
    if above.kind == "byline" and _JOINT.match(words):
        part.give("byline", "joint")
    elif is_bullet(words):
        part.give("deck", "bullet") if part.count >= 4 else part.give("furniture", "label")
    elif above.kind == "caption" and part.gap == 0 and is_signature(words):
        part.give("furniture", "credit")
    elif byline.is_names(words) or byline.is_desk(words) or byline.is_agency(words):
        part.give("byline", "name-line")
    elif byline.is_job(words):
        part.give("byline", "job-title")
    elif dateline.place_line(words):
        part.give("dateline", "place-line") if upcoming else part.give("furniture", "label")
    elif (signed := _SIGNED.search(words)) and byline.is_agency(signed[1]):
        part.give("caption", "agency-in-brackets")
    elif following is not None and following.rule == "credit" and following.gap == 0 and part.count >= 4:
        part.give("caption", "above-credit")
    elif (part.prose and near <= 2) or (
        (part.prose or (part.count >= 5 and words[-1] != ":"))
        and (near <= 3 and (before_byline or (near <= 1 and not seen)))
    ):
        part.give("deck", "standfirst")
    elif part.count >= 7:
        part.give("caption", "above-body")
    elif upcoming and part.count >= 2:
        part.give("subhead", "above-body")
    else:
        part.give("furniture", "label")
