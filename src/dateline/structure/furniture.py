"""What a line is by its own words: furniture, date, byline, caption, or not yet known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from dateline.model import ZoneKind
from dateline.structure import byline, dateline
from dateline.structure.dates import is_clock, is_date_line, stamps
from dateline.structure.tables import bare, calendar, fold, furniture, people

Verdict = tuple[ZoneKind, str]
"""Kind of a line and the name of the rule that says so."""

_TIME_BEFORE: Final = re.compile(
    r"(?<![\d:])\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?,?\s*(?:on\s)?$", re.IGNORECASE
)
# How long a recording is: alone in a line, or beside other things in one.
_LENGTH: Final = re.compile(r"\d:\d\d(?:\s?/\s?\d{1,2}:\d\d)?")
_PLAYED: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")
# A row of a table, as Markdown or a spreadsheet writes it: its cells are no sentence.
_TABLE_ROW: Final = re.compile(r"\|(?:[^|]*\|){2,}|[^\t.!?]*(?:\t[^\t.!?]*){2,}")
_FENCE_LEFT: Final = re.compile(r"(?:[|•·]|\s[–—-])\s*$")
_FENCE_RIGHT: Final = re.compile(r"\s*(?:[|•·]|[–—-]\s)")
_SEPARATOR: Final = re.compile(r"\s{2,}|\t|\s*[|•·¦]\s*|\s+[–—-]\s+|\s+[/>»›]\s+")
_CRUMBS: Final = re.compile(r"\s+[>»›/|]\s+|\s*[>»›]\s*")
_ADDRESS: Final = re.compile(
    r"\W*(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w{2,30}|(?:#\w+[\s,]*)+)\W*"
)
_INITIALS: Final = re.compile(r"\(?[A-Z]{2,6}(?:[-/][A-Za-z]{1,4}){1,4}\)?|\([A-Z]{2,6}\)")
_CHANGES: Final = re.compile(
    r"\(\(?(?:adds?|updates?|recasts?|refiles?|corrects?|rewrites|changes|fixes|removes|repeats|eds:|attn:?|desk\.|releads?)\b.*\)",
    re.IGNORECASE | re.DOTALL,
)
_SLUG: Final = re.compile(r"[A-Z0-9]{2,}(?:[-/]{1,3}[A-Z0-9]+)+/?(?:\s+\([A-Z0-9 -]+\))?")
_COUNT: Final = re.compile(
    r"\W*\d[\d.,]*\s?[kKmM]?\W*(?:shares?|comments?|views?|likes?|votes?|reads?|reactions?|retweets?|kommentare?"
    r"|min(?:ute)?s?(?:\.|\sread)?|minuten|followers?|replies|reply)?\W*",
    re.IGNORECASE,
)
_NUMBERING: Final = re.compile(
    r"\W*(?:image|photo|slide|page|picture|bild|foto)?\s*\d+\s*(?:of|von|/|de)\s*/?\s*\d+\W*", re.IGNORECASE
)
_LINK_END: Final = re.compile(r"(?:>>|»|›|→|&gt;&gt;|\[\s?\.\.\.\s?\]|\[…\])\s*$")
_SOURCE: Final = re.compile(r"(?:Sources?|SOURCES?|Via)\s?:\s[^|]{1,45}")
# A name or a section with a stamp run into it, as scrapers leave both that stood side by side.
_GLUED: Final = re.compile(
    r"[^.!?:]{3,60}[a-zà-ÿ](?:\d{1,3}\s?(?:min|minutes?|mins|hours?|hrs?|days?)\b(?:\s(?:ago|read))?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2},\s(?:19|20)\d\d[^.!?]{0,30})"
)
# What stood behind a name and a stroke: a desk, an agency, the next item of a menu.
_STROKE: Final = re.compile(r"/\s?[^\W\d_][^.!?]{0,30}")
_STARRED: Final = re.compile(r"\*{2,}\s.*\s\*{2,}")
_NOTICE: Final = re.compile(
    r"This (?:report|story|article|piece|post|content|text|interview|item)\b[^.]{0,60}\b"
    r"(?:was|is|has been|had been|will be|may be|first|originally)\b[^.]{0,40}\b(?:published|produced|written|edited"
    r"|translated|generated|updated|corrected|amended|reproduced|provided|automatically|copyright|sponsored|appeared)\b"
)
_PROSE_END: Final = re.compile(r"\s[a-z]{3,}\.$")
_AGO_LINK: Final = re.compile(r"\d{1,2}\s?(?:[smhd]|mins?|hrs?|hours?|minutes?)\.?\s?ago\b", re.IGNORECASE)
_CONTRIBUTED: Final = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|dispatch)|reporting)\b"
    r"|\breported from\b.*\band\b.*\bfrom\b|\bwith (?:inputs|input|additional reporting) from\b",
    re.IGNORECASE,
)
_QUOTING: Final = re.compile(r"[“\"«„]\s?\w[^”\"»“]{12,}[”\"»“]")
_LONG: Final = 420
"""Characters above which only beginning and end of a line are looked at."""
_LONGEST: Final = 1500
"""Characters above which a line can be nothing but prose; keeps every pattern cheap on hostile input."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line with its verdict; offsets into the line."""

    start: int
    end: int
    verdict: Verdict


def verdict(words: str) -> Verdict | None:
    """Say what a line is by its own words, `None` if only its neighbours can tell."""
    if len(words) > _LONG:
        return _long_verdict(words)
    folded = fold(words)
    core = bare(folded)
    table = furniture()
    if not core:
        return "furniture", "symbols"
    if _LENGTH.fullmatch(words):
        return "furniture", "mark"
    if _TABLE_ROW.fullmatch(words):
        return "furniture", "table"
    if is_date_line(words):
        return "date", "clock" if is_clock(words) else "date-line"
    if core in table.whole:
        return "furniture", "phrase"
    if _is_hollow(folded):
        return "furniture", "hollow"
    if core in table.credit_alone:
        return "furniture", "credit"
    if core in table.links or core in table.stops:
        return "furniture", "links"
    if dateline.alone(words):
        return "dateline", "reporting-from"
    if byline.is_credit(words):
        return "byline", "credit-line"
    if byline.is_byline(words):
        return "byline", "by"
    if dateline.whole(words):
        return "dateline", "dateline"
    if _is_mark(words):
        return "furniture", "mark"
    if _AGO_LINK.match(words) and len(words) < 140:
        return "furniture", "stamped-link"
    caption = _caption(words, folded)
    if caption:
        return caption
    return _phrase(words, folded, core)


def _long_verdict(words: str) -> Verdict | None:
    """Say what a long line is: a notice or a caption, by its opening or its credit, else prose."""
    if len(words) > _LONGEST:
        return None
    if byline.is_credit(words):
        return "byline", "credit-line"
    opening = fold(words[:100])
    starts = furniture().long_starts
    if starts.match(opening) or starts.match(bare(opening)):
        return "furniture", "phrase-start"
    return _caption(words, opening + " " + fold(words[-100:])) if len(words) <= 700 else None


def _phrase(words: str, folded: str, core: str) -> Verdict | None:
    """Find the phrases of furniture that a line begins with or holds."""
    table = furniture()
    if table.long_starts.match(folded) or table.long_starts.match(core):
        return "furniture", "phrase-start"
    quoting = bool(_QUOTING.search(words))
    if len(words) <= 140 and not (quoting and len(words) > 90):
        start = table.starts.match(folded) or table.starts.match(core)
        if start:
            # One or two words may also open a sentence of the report: "Comments by the minister drew ..."
            sentence = len(core.split()) > 9 and words[-1] in ".”" and start[-1] != ":"
            if not sentence or start.count(" ") >= 2:
                return "furniture", "phrase-start"
        if is_menu(words):
            return "furniture", "menu"
    if len(words) <= 300 and not quoting and table.holds.find(folded):
        return "furniture", "phrase-inside"
    if len(words) <= 300 and _CONTRIBUTED.search(words) and not quoting:
        return "byline", "contributed"
    return None


def _is_hollow(folded: str) -> bool:
    """Say whether a line is a byline or a stamp without its names and days: scrapers leave out links."""
    if len(folded) > 60:
        return False
    tokens = [bare(token) for token in folded.split()]
    tokens = [token for token in tokens if token]
    return len(tokens) >= 2 and all(token in furniture().hollow for token in tokens)


def _is_mark(words: str) -> bool:
    """Say whether a line is an address, a slug, initials, a counter or an editor's remark."""
    return bool(
        _ADDRESS.fullmatch(words)
        or _INITIALS.fullmatch(words)
        or _SLUG.fullmatch(words)
        or _CHANGES.fullmatch(words)
        or _SOURCE.fullmatch(words)
        or _STARRED.fullmatch(words)
        or _GLUED.fullmatch(words)
        or _STROKE.fullmatch(words)
        or _NOTICE.match(words)
        or (words.startswith("((") and words.endswith("))"))
        or _COUNT.fullmatch(words)
        or _NUMBERING.fullmatch(words)
        or (len(words) < 120 and _LINK_END.search(words) and "«" not in words)
    )


def _caption(words: str, folded: str) -> Verdict | None:
    """Say whether a line is a caption, by its opening words or by its credit."""
    table = furniture()
    if table.captions.match(folded) and not _QUOTING.search(words[:60]):
        return "caption", "caption-opening"
    # A credit stands at the line's end; at its beginning the line is nothing else.
    found = table.credits.find(folded, max(0, len(folded) - 90))
    if found is None:
        opening = table.credit_starts.match(folded)
        found = (0, len(opening)) if opening else None
    if found is None:
        return None
    start, end = found
    behind = folded[end:]
    if start > 0 and (behind.count(" ") > 8 or (folded[start].isalpha() and _PROSE_END.search(behind))):
        return None
    if len(folded[:start].split()) >= 4:
        return "caption", "caption-credit"
    return ("furniture", "credit") if len(words) <= 120 else None


def is_menu(words: str) -> bool:
    """Say whether a line is a row of links: a breadcrumb, a menu, buttons, a list of topics."""
    crumbs = [bare(fold(piece)) for piece in _CRUMBS.split(words)]
    crumbs = [piece for piece in crumbs if piece]
    table = furniture()
    if len(crumbs) >= 2 and all(len(piece.split()) <= 5 for piece in crumbs):
        known = sum(piece in table.menu or piece in table.whole for piece in crumbs)
        marked = ">" in words or "»" in words or ("/" in words and all(" " not in piece for piece in crumbs))
        if known and (len(crumbs) >= 3 or known == len(crumbs) or marked):
            return True
    pieces = [bare(fold(piece)) for piece in re.split(r"\s{2,}|\t|\s*[|•·¦]\s*|&nbsp;", words)]
    pieces = [piece for piece in pieces if piece and piece != "0"]
    if len(pieces) >= 2:
        known = sum(piece in table.menu or piece in table.whole for piece in pieces)
        if known * 2 >= len(pieces):
            return True
    tokens = fold(words).split()
    return 2 <= len(tokens) <= 12 and all(bare(token) in table.menu or not bare(token) for token in tokens)


def split(words: str) -> list[Piece]:
    """Take apart a line that holds several things, such as a byline, a date and a button.

    Returns:
        Two pieces or more, in order and together the whole line but for blanks; or an empty list if the
        line is not made of known pieces alone.
    """
    if len(words) > 220:
        return []
    return _by_separators(words) or _around_stamp(words)


def _by_separators(words: str) -> list[Piece]:
    cuts = list(_SEPARATOR.finditer(words))
    if not 1 <= len(cuts) <= 8:
        return []
    pieces: list[Piece] = []
    position = 0
    for start, end in [*((cut.start(), cut.end()) for cut in cuts), (len(words), len(words))]:
        segment = words[position:start]
        lead = len(segment) - len(segment.lstrip())
        if segment.strip():
            found = _segment(segment.strip())
            if pieces and pieces[-1].verdict[0] == "date" and dateline.place_line(segment.strip()):
                found = "dateline", "place-in-line"
            if pieces and pieces[-1].verdict[0] == "byline" and found == ("furniture", "mark"):
                found = "byline", "handle"
            if found is None:
                return []
            pieces.append(Piece(position + lead, position + len(segment.rstrip()), found))
        position = end
    return _merge(words, pieces)


def _around_stamp(words: str) -> list[Piece]:
    found = [stamp for stamp in stamps(words) if stamp.year]
    if not found:
        return []
    start, end = found[0].start, found[0].end
    beside = calendar().beside
    if match := _TIME_BEFORE.search(words[:start]):
        start = match.start()
    while match := re.search(r"([^\W\d_]+)[\s:,.]*$", words[:start]):
        if match[1].casefold() not in beside or match[1].casefold() == "by":
            break
        start = match.start()
    while match := re.match(r"[\s,|–—-]*([^\W\d_]{1,9})\b\.?", words[end:]):
        if match[1].casefold() not in beside or match[1].casefold() in ("by", "von"):
            break
        end += match.end()
    pieces = [Piece(start, end, ("date", "date-in-line"))]
    before, after = words[:start], words[end:]
    # Between strong separators a date is a stamp whatever stands beside it: a section, a paper's name.
    fenced = (
        len(words) <= 120
        and (not bare(before) or _FENCE_LEFT.search(before))
        and (not bare(after) or _FENCE_RIGHT.match(after))
    )
    # So is one with a time of day, in a short line that is no sentence.
    fenced = fenced or (bool(found[0].time) and len(words) <= 80 and words[-1] not in '.!?”"')
    other: Verdict | None = ("furniture", "beside-date") if fenced and (bare(before) or bare(after)) else None
    if bare(before):
        stripped = before.rstrip(" |•·–—-,/(")
        kind = _segment(stripped.strip()) or other
        if kind is None:
            return []
        pieces.insert(0, Piece(len(before) - len(before.lstrip()), len(stripped), kind))
    if bare(after):
        lead = len(after) - len(after.lstrip(" |•·–—-,/)"))
        kind = _segment(after[lead:].strip()) or other
        if kind is None:
            return []
        pieces.append(Piece(end + lead, len(words), kind))
    return _merge(words, pieces) if len(pieces) > 1 else []


def _segment(words: str) -> Verdict | None:
    """Type a piece of a line: as a line, or as a name, a job, a desk, an agency or a place."""
    found = verdict(words)
    if found is not None:
        if _PLAYED.fullmatch(words):
            return "furniture", "mark"
        if found[1] == "phrase" and fold(words).strip(": ") in calendar().labels:
            return "date", "date-label"
        return found
    if byline.is_desk(words) or byline.is_names(words):
        return "byline", "name-in-line"
    if byline.is_agency(words) or byline.is_job(words):
        return "byline", "credit-in-line"
    if dateline.place_line(words) or fold(words) in people().cities:
        return "dateline", "place-in-line"
    return None


def _merge(words: str, pieces: list[Piece]) -> list[Piece]:
    """Put neighbours of one kind together; a separator goes with the piece behind it."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].verdict[0] == piece.verdict[0]:
            merged[-1] = Piece(merged[-1].start, piece.end, merged[-1].verdict)
        else:
            merged.append(piece)
    if len(merged) < 2:
        return []
    closed: list[Piece] = []
    position = 0
    for number, piece in enumerate(merged):
        start = position + len(words[position:]) - len(words[position:].lstrip())
        last = number == len(merged) - 1
        end = len(words) if last else piece.end
        closed.append(Piece(start, end, piece.verdict))
        position = end
    return closed
