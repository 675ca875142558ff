"""The body and what stands in it and behind it: paragraphs, subheads, link blocks, author notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from dateline.structure import byline, dateline
from dateline.structure.lines import is_bullet
from dateline.structure.parts import Part, is_signature
from dateline.structure.tables import furniture

_NOTE_VERB: Final = re.compile(
    r"(?:[A-Z][\w.’'-]*\s){1,4}(?:\([^()]{3,40}\)\s)?"
    r"(?:is|was|has been|has spent|writes|wrote|covers|reports|joined|works|contributed|graduated|began|has written)\b"
)
# A note whose name a scraper has left out, or put behind the work.
_NOTE_JOB: Final = re.compile(
    r"(?:[A-Z][\w-]+\s){0,3}(?:[Cc]orrespondent|[Rr]eporter|[Jj]ournalist|[Aa]uthor|[Ww]riter|[Ee]ditor|[Cc]olumnist)"
    r"\s(?:covering|based|for|of|at|with)\s"
)
_NOTE_WORK: Final = re.compile(
    r"\b(?:reporter|correspondent|editor|writer|journalist|columnist|author|producer|blogger|freelance"
    r"|contributor|newsroom|covers|covering|writes about|fellow|professor|podcast|staff (?:writer|reporter|member)"
    r"|analyst|lecturer|novelist|based in|book|work has appeared|has written for)\b"
)
_FOLLOW: Final = re.compile(
    r"\b(?:follow|reach|contact|email|e-mail)\b.{0,40}(?:@|\bat\b|\bon (?:twitter|x|facebook|instagram)\b)",
    re.IGNORECASE,
)
_RUN_IN: Final = re.compile(r"[A-Z][A-Z’' ]{2,40}:\s")
_QUESTION: Final = re.compile(
    r"(?:And |But |So )?(?:What|Why|How|Who|When|Where|Which|Is|Are|Was|Were|Will|Would|Can|Could"
    r"|Does|Do|Did|Has|Have|Should)\b[^.!]{4,90}\?$"
)
_CUE: Final = re.compile(
    r"\b(?:said|says|adds?|added|continu(?:ed|es)|reports?|reported|wrote|writes|tweeted|posted|asked|replied|told|follows"
    r"|following|reads?|concluded|stated|explained|noted|declared|answered|include[sd]?|are|is|was|were)\b[^:]*:$"
)
_ENDS_DATED: Final = re.compile(r"\b(?:19|20)\d\d\.?$")
_LABELLED: Final = re.compile(r"[A-Z][a-z]+:\s")
_CREDITED: Final = re.compile(
    r"\((?:[A-Z][^()]{0,60}(?:/|\bvia\b|\bPhoto|\bImages?\b)[^()]{0,60}|AP|AFP|Reuters|REUTERS)\)$"
)
_NOTED: Final = 260
"""Characters of a note on the author that tell the work; half of them where the note is long."""
_ENOUGH: Final = 300
"""Characters of body before which no closing phrase ends a report."""
_PLENTY: Final = 1500
"""Characters of body after which readers' comments may be longer than the report."""

# What each kind weighs when the end of the body is looked for: running text pulls it further down the page,
# rows of links and labels hold it back. Chosen by hand on scraped pages, to the nearest tenth.
_WEIGHTS: Final = {
    "furniture": -0.4,
    "subhead": -0.3,
    "date": -0.3,
    "byline": -0.3,
    "caption": -0.1,
    "headline": -0.3,
    "deck": -0.1,
    "dateline": 0.0,
}
# What a list within the report may stand below: its heading, which comes again in each section of a page of recipes, or
# the address that belongs to the item above.
_LIST_ABOVE: Final = frozenset({"label", "repeated", "mark"})
_TEASER: Final = 230
"""Characters of the longest paragraph that is a teaser below a title."""
_DROP: Final = 2.0


def settle(parts: list[Part], first: int) -> None:
    """Type the body and everything behind it.

    Args:
        parts: all parts; those from `first` on get their kinds. A paragraph that a dateline opens becomes
            two parts.
        first: index of the body's first part.
    """
    last = _walk(parts, first)
    last = _before_teasers(parts, first, min(last, _end(parts, first, last)))
    for part in parts[last:]:
        if part.kind in (None, "subhead", "body", "caption", "deck"):
            part.give("furniture", "after-body")


def _walk(parts: list[Part], first: int) -> int:
    """Type parts from the body's first on; returns the index behind the last paragraph."""
    table = furniture()
    run_in = sum(bool(_RUN_IN.match(part.words)) for part in parts[first:] if part.kind is None)
    last, amount, number, opened = first, 0, first, False
    links: Part | None = None
    captions = {part.words for part in parts if part.kind == "caption"}
    counts = Counter(part.words for part in parts[first:] if part.kind is None and not part.prose)
    while number < len(parts):
        part = parts[number]
        if part.kind == "furniture":
            core = part.core
            if (
                core in table.stops
                and core not in table.links
                and amount >= _ENOUGH
                and _ending(parts, number, amount, core)
            ):
                break
            links = part if core in table.links else links
        elif part.kind is not None:
            links = None if part.kind == "date" else links
        elif part.words in captions:
            part.give("caption", "caption-repeat")
        elif _is_dated_caption(parts, number):
            part.give("caption", "above-credit")
        elif not part.prose and counts[part.words] > 1 and not is_bullet(part.words):
            part.give("furniture", "repeated")
        elif _is_teaser(parts, number):
            part.give("furniture", "teaser")
            if parts[number + 1].kind is None:
                parts[number + 1].give("furniture", "teaser")
        elif links is None and _is_question_head(parts, number):
            part.give("subhead", "question")
        elif part.prose and not (links and _is_question_link(part)):
            links = None
            if _is_author_note(parts, number):
                part.give("furniture", "author-note")
            else:
                if not opened and split_dateline(parts, number, bare=run_in < 2):
                    number += 1
                    part = parts[number]
                opened = True
                part.give("body", "paragraph")
                amount += len(part.words)
                last = number + 1
        elif links is not None and _in_block(parts, number, links):
            part.give("furniture", "link")
        else:
            links = None
            _between(parts, number)
            last = number + 1 if part.kind == "body" else last
        number += 1
    return last


def _ending(parts: Sequence[Part], number: int, amount: int, core: str) -> bool:
    """Say whether a closing phrase really ends the report: less prose follows than went before."""
    rest = sum(len(part.words) for part in parts[number + 1 :] if part.kind is None and part.solid)
    comments = "comment" in core or "reply" in core
    return rest < amount or (comments and amount > _PLENTY and rest < 3 * amount)


def _is_question_link(part: Part) -> bool:
    """Say whether a closed sentence among links is one of them: a short question or exclamation."""
    return part.words[-1] in "?!" and len(part.words) < 110 and part.gap == 0


def _is_dated_caption(parts: Sequence[Part], number: int) -> bool:
    """Say whether a sentence above a credit is a caption: it ends with the day of the picture."""
    words = parts[number].words
    if number + 1 >= len(parts) or len(words) > 200 or not _ENDS_DATED.search(words):
        return False
    below = parts[number + 1]
    return below.rule == "credit" and below.gap == 0


def _is_question_head(parts: Sequence[Part], number: int) -> bool:
    """Say whether a short question between paragraphs is a subhead ("What did the court say?")."""
    part = parts[number]
    if not _QUESTION.match(part.words) or part.count > 12 or number + 1 >= len(parts) or number == 0:
        return False
    above, below = parts[number - 1], parts[number + 1]
    return below.kind is None and below.solid and above.kind != "subhead"


def _in_block(parts: Sequence[Part], number: int, links: Part) -> bool:
    """Say whether a label still belongs to a block of links: a blank line ends a block that had none."""
    before = parts[number - 1]
    return parts[number].gap == 0 or before is links or before.gap > 0


def _is_author_note(parts: Sequence[Part], number: int) -> bool:
    """Say whether a paragraph near the end is a note on the author."""
    words = parts[number].words
    if len(words) > 700 or "“" in words or '"' in words:
        return False
    follow = bool(_FOLLOW.search(words))
    near = words[: _NOTED if len(words) < 350 else _NOTED // 2]
    noted = bool(_NOTE_JOB.match(words) or (_NOTE_VERB.match(words) and _NOTE_WORK.search(near)))
    if not (follow and len(words) < 220) and not noted:
        return False
    return sum(part.kind is None and part.solid for part in parts[number + 1 :]) <= 2


def split_dateline(parts: list[Part], number: int, *, bare: bool) -> bool:
    """Cut the dateline off a paragraph.

    Args:
        parts: all parts; the paragraph's becomes two.
        number: index of the paragraph.
        bare: whether capitals and a colon alone ("DUBAI:") may be a dateline, as they may not where
            several paragraphs open so.

    Returns:
        Whether there was a dateline.
    """
    part = parts[number]
    found = dateline.opening(part.words)
    if found is None or not (found.strong or bare):
        return False
    end = len(part.words[: found.end].rstrip())
    rest = part.words[found.end :]
    lead = found.end + len(rest) - len(rest.lstrip())
    parts.insert(
        number, Part(part.start, part.start + end, part.words[:end], part.gap, "dateline", "dateline")
    )
    parts[number + 1] = Part(part.start + lead, part.end, part.words[lead:], 0)
    return True


def _is_teaser(parts: Sequence[Part], number: int) -> bool:
    """Say whether a part begins a teaser of another report: a title and a line or two among furniture.

    A paragraph that breaks off ("…") below a title is one as well.
    """
    part = parts[number]
    if part.prose or number == 0 or number + 1 >= len(parts) or not _is_title(part):
        return False
    before, text = parts[number - 1], parts[number + 1]
    if text.kind is not None or not text.prose or len(text.words) > 300:
        return False
    if before.rule == "date-line" and any(c.isdigit() for c in before.words):
        return True
    closed = parts[number + 2] if number + 2 < len(parts) else None
    broken = text.words.endswith(("…", "..."))
    between_labels = before.rule in ("teaser", "stamped-link") and (
        closed is None or closed.kind in ("furniture", "date", "byline")
    )
    return broken or between_labels


def _between(parts: Sequence[Part], number: int) -> None:
    """Type a part that is no running text and no furniture by its words."""
    part = parts[number]
    following = parts[number + 1] if number + 1 < len(parts) else None
    before = parts[number - 1] if number else None
    if following is not None and following.rule == "credit" and following.gap == 0:
        part.give("caption", "above-credit")
        return
    if part.words.isupper() and part.count >= 5 and len(part.words) > 30:
        # Some sites set their links in capitals; a subhead in capitals is shorter.
        part.give("furniture", "capitals")
        return
    if before is not None and before.kind == "caption" and part.gap == 0 and is_signature(part.words):
        part.give("furniture", "credit")
        return
    if part.words[-1] == ":" and _CUE.search(part.words):
        part.give("body", "leads-in")
        return
    if part.words[-1] == ":" or _CREDITED.search(part.words):
        part.give(*(("furniture", "label") if part.words[-1] == ":" else ("caption", "caption-credit")))
        return
    if is_bullet(part.words):
        listed = before is None or before.kind != "furniture" or before.rule in _LIST_ABOVE
        part.give(*(("body", "list-item") if listed else ("furniture", "link")))
        return
    ahead = (p for p in parts[number + 1 : number + 4] if p.kind not in ("furniture", "caption", "date"))
    upcoming = next(ahead, None)
    count = part.count
    if byline.is_job(part.words) and before is not None and before.kind in ("byline", "furniture"):
        part.give("byline", "job-title")
    elif _LABELLED.match(part.words) and count >= 8:
        part.give("body", "fragment")
    elif following is not None and following.kind == "furniture" and not following.core.startswith("ad"):
        # A label above furniture (a form, a link) belongs to it.
        part.give("furniture", "label")
    elif upcoming is not None and upcoming.kind is None and upcoming.prose and _is_title(part):
        if byline.is_names(part.words) and part.gap == 0 and following is upcoming and following.gap == 0:
            part.give("furniture", "label")
        else:
            part.give("subhead", "above-paragraph")
    elif (
        before is not None
        and before.rule == "list-item"
        and following is not None
        and is_bullet(following.words)
    ):
        part.give("body", "list-text")
    elif count >= 8 and before is not None and before.kind == "body":
        part.give("body", "fragment")
    else:
        part.give("furniture", "label")


def _is_title(part: Part) -> bool:
    return part.count <= 16 and len(part.words) <= 110


def _weight(part: Part) -> float:
    if part.kind == "body":
        if part.rule == "list-item":
            return 0.2
        if part.words[-1] == "…" or part.words.endswith("..."):
            return -0.3
        return max(0.5, min(len(part.words), 400) / 100)
    return _WEIGHTS.get(part.kind or "furniture", 0.0)


def _end(parts: Sequence[Part], first: int, last: int) -> int:
    """Find where running text gives way to teasers: the best end by summed weights.

    Returns:
        Index behind the last part of the body; `last` unless a clearly thinner stretch follows the best end.
    """
    total = best = 0.0
    end = last
    for number in range(first, last):
        total += _weight(parts[number])
        if total >= best:
            best, end = total, number + 1
    return end if best - total >= _DROP else last


def _before_teasers(parts: Sequence[Part], first: int, last: int) -> int:
    """Find where a run of teasers begins: titles with one short paragraph each, three or more at the end.

    Returns:
        Index of the first title of the run, or `last`.
    """
    pairs, number, start = 0, last - 1, last
    while number > first:
        if parts[number].kind not in ("body", "subhead"):
            number -= 1
            continue
        above = parts[number - 1]
        short = parts[number].rule == "paragraph" and len(parts[number].words) <= _TEASER
        if not short or above.rule != "above-paragraph":
            break
        pairs, start = pairs + 1, number - 1
        number -= 2
    report = sum(part.rule == "paragraph" for part in parts[first:start])
    return start if pairs >= 3 and report >= 4 else last
