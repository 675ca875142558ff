"""Who wrote it: byline lines, job titles, credits, and the names in them."""

from __future__ import annotations

import re
from typing import Final

from dateline.structure.tables import bare, fold, people

_SPLIT: Final = re.compile(
    r"\s*(?:,|;|\||•|·|\+|/|\band\b|&amp;|&|\bund\b|\by\b|\bet\b|\bund\b|\swith\s(?=[A-Z]))\s*", re.IGNORECASE
)
_TOKEN: Final = re.compile(r"[^\s]+")
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w’'.‐-]*\Z")
_IN_PLACE: Final = re.compile(
    r"\s+in\s+[A-ZÀ-Þ][\w’'-]+(?:\s(?!and\b)[A-ZÀ-Þ][\w’'-]+){0,2}(?=\s+and\s|\s*[,&;]|\s*$)"
)
_PAPER_DESK: Final = frozenset({"desk", "correspondent", "report", "bureau"})
_NO_DESK: Final = frozenset(
    {"the", "annual", "special", "situation", "full", "final", "interim", "press", "watch"}
)
_HANDLE: Final = re.compile(r"\s+@\w{2,30}\s*$")
_DASH: Final = re.compile(r"[–—|•-]\s+")
_PARENTHESIS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_ENDS_NAME: Final = re.compile(
    r"\s+(?:in|at|for|from|of|reports?|is|writes|[-–—])\s|\s[-–—|]\s?|[<@#]|\s+(?:published|updated|posted|last)\b|\s*\d",
    re.IGNORECASE,
)
_LONGEST_BYLINE: Final = 200
_LONGEST_NAMES: Final = 120


def opener(line: str) -> int:
    """Return the length of the words that open a byline ("By", "Words by"), 0 if none do.

    Args:
        line: a line without blanks at its ends.
    """
    dash = _DASH.match(line)
    end = dash.end() if dash else 0
    found = people().openers.match(fold(line[end : end + 60]))
    if not found:
        return 0
    for _ in found.split():
        match = _TOKEN.match(line, end)
        if match is None:
            return 0
        end = match.end()
        while end < len(line) and (line[end].isspace() or line[end] in ":\u200b"):
            end += 1
    return end


def is_byline(line: str) -> bool:
    """Say whether a line opens like a byline and goes on with a name or the name of a desk."""
    if len(line) > _LONGEST_BYLINE:
        return False
    start = opener(line)
    return bool(start) and (bool(_names(line, start)) or is_agency(line[start:]))


def is_credit(line: str) -> bool:
    """Say whether a line credits reporters and editors ("Reporting by", "With inputs from")."""
    return len(line) <= 600 and bool(people().credits.match(fold(line[:60])))


def is_name(words: str) -> bool:
    """Say whether words look like a person's name: two to four words, capitals, none of a heading's."""
    tokens = words.split()
    table = people()
    if not 2 <= len(tokens) <= 5 or len(words) > 45 or words.casefold() in table.cities:
        return False
    capitals = 0
    for token in tokens:
        low = token.casefold().strip(".")
        if low in table.particles and token is not tokens[0] and token.islower():
            continue
        if not _NAME_WORD.match(token) or not _capital(token) or low in table.not_names:
            return False
        if low in table.jobs or low.endswith(("'s", "’s")):
            return False
        capitals += 1
    return 2 <= capitals <= 4


def _capital(token: str) -> bool:
    """Say whether a word of a name has its capital, behind an article if need be ("al-Said")."""
    article, hyphen, rest = token.partition("-")
    return token[0].isupper() or bool(hyphen and article in people().particles and rest[:1].isupper())


def is_desk(words: str) -> bool:
    """Say whether words name a desk instead of a person ("NewsDesk", "Special Correspondent")."""
    table = people()
    folded = bare(fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)))
    tokens = folded.split()
    if not 1 <= len(tokens) <= 4:
        return False
    if tokens[-1] in _PAPER_DESK and len(tokens) > 1 and tokens[0] not in _NO_DESK and "," not in words:
        # "Star Digital Report": the paper's own name stands before the desk. Behind a comma stands somebody's job.
        return all(word[0].isupper() for word in words.split())
    whole = folded.replace(" ", "")
    if tokens[-1] in table.desks and all(
        t in table.desks or t in table.desk_words or (n == 0 and words[:3].strip().isupper() and len(t) <= 4)
        for n, t in enumerate(tokens)
    ):
        return len(tokens) > 1 or tokens[0] in ("newsdesk", "webdesk", "newsroom", "agencies")
    return whole in ("newsdesk", "webdesk", "newsroom", "staffreporter", "staffwriter", "staffcorrespondent")


def is_agency(words: str) -> bool:
    """Say whether words are the name of a news agency."""
    return bool(agency(words))


def agency(words: str) -> str:
    """Return the name that the news agency is called by which words name ("AFP"), empty if they name none."""
    name = words.strip(" .,()/|-–—").casefold()
    known = people().agencies
    return known.get(name) or known.get(name.removeprefix("the "), "")


def is_job(line: str) -> bool:
    """Say whether a line is a job title ("Balkans correspondent", "Sports Editor, The Courier")."""
    if len(line) > 70 or line[-1:] in ".?!":
        return False
    table = people()
    tokens = re.findall(r"[\w&’']+", re.split(r"[,|@]|\s[-–—]\s", line)[0].casefold())
    if not 1 <= len(tokens) <= 7:
        return False
    jobs = [number for number, token in enumerate(tokens) if token in table.jobs]
    if not jobs:
        return False
    known = sum(token in table.jobs or token in table.job_words for token in tokens)
    # "Balkans correspondent", "Chief Political Writer": one unknown word, a beat or a paper, may stand in it.
    return known >= len(tokens) - 1 and (jobs[-1] == len(tokens) - 1 or known == len(tokens))


def is_names(line: str) -> bool:
    """Say whether a line holds nothing but names ("Jane Doe and Juan Pérez", "Ann Lee (now)")."""
    if len(line) > _LONGEST_NAMES:
        return False
    plain = _IN_PLACE.sub("", _PARENTHESIS.sub("", _HANDLE.sub("", line))).strip(" ,|•·-–—")
    parts = [part for part in _SPLIT.split(plain) if part]
    if not parts:
        return False
    named = [part for part in parts if is_name(part) or (is_job(_behind_name(part)) and _before_outlet(part))]
    rest = [
        part
        for part in parts
        if part not in named and not is_job(part) and not is_agency(part) and not is_desk(part)
    ]
    # "Ann Lo, Nairobi": one place behind a name.
    placed = len(rest) == 1 and rest[0] is parts[-1] and len(parts) > 1 and _is_place_like(rest[0])
    return bool(named) and (not rest or placed) and parts[0] in named


def _behind_name(words: str) -> str:
    return " ".join(words.split()[2:])


def _is_place_like(words: str) -> bool:
    tokens = words.split()
    known = people().not_names
    return len(tokens) <= 2 and all(t[0].isupper() and t.casefold() not in known for t in tokens)


def names(line: str) -> list[tuple[int, int]]:
    """Find the names of the authors in a byline line.

    Args:
        line: the line, with or without "By".

    Returns:
        Start and end of each name, as offsets into the line, in its order. Job titles, places, agencies,
        dates and the words between names are left out. The name of a desk counts as a name.
    """
    return _names(line, opener(line))


def credited(line: str) -> list[tuple[int, int]]:
    """Find the reporters' names in a credit line ("(Reporting by A in B; Editing by C)")."""
    start = 1 if line.startswith("(") else 0
    match = re.compile(r"\s*(?:additional\s+)?(?:reporting|writing)\s+by\s+", re.IGNORECASE).match(
        line, start
    )
    if match is None:
        return []
    ends = [at for phrase in people().not_authors if (at := line.casefold().find(phrase, match.end())) >= 0]
    end = min(ends, default=len(line))
    return _names(line[:end], match.end())


def _names(line: str, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    whole = line[start:].strip(" .,|-–—:")
    if is_desk(whole):
        begin = line.index(whole, start)
        return [(begin, begin + len(whole))]
    hidden = _PARENTHESIS.sub(lambda match: " " * (match.end() - match.start()), line)
    position = start
    pieces: list[tuple[int, int]] = []
    for match in _SPLIT.finditer(hidden, start):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, len(hidden)))
    for begin, end in pieces:
        words = hidden[begin:end]
        cut = _ENDS_NAME.search(words)
        if cut:
            words = words[: cut.start()]
        inner = people().openers.match(fold(words.strip()))
        lead = len(words) - len(words.lstrip(" .,|-–—:*"))
        if inner:
            lead += opener(words.strip())
        name = words[lead:].rstrip(" .,|-–—:)*")
        if not name:
            continue
        if name[0].islower() and found and is_desk(name):
            continue
        if not is_name(name) and not is_desk(name):
            cut_name = _before_outlet(name)
            if not cut_name and not _is_author(name, first=not found and begin == start):
                continue
            name = cut_name or name
        if not is_agency(name):
            found.append((begin + lead, begin + lead + len(name)))
    return found


def _before_outlet(name: str) -> str:
    """Cut a job or an outlet off a name that has no comma before it ("Ann Lo BBC News", "Ann Lo Staff Writer")."""
    tokens = name.split(" ")
    table = people()
    for count in (2, 3):
        if len(tokens) <= count:
            break
        following = tokens[count]
        low = following.casefold()
        outlet = following.isupper() and len(following) <= 4 and not name.isupper()
        person = " ".join(tokens[:count])
        job = all(token.casefold() in table.job_words for token in tokens[:count])
        behind = outlet or low in table.jobs or low in table.job_words or low in table.not_names
        if behind and not job and is_name(person):
            return person
    return ""


def _is_author(name: str, *, first: bool) -> bool:
    """Say whether a piece of a byline is an author; behind "By" a single capitalised word may be one."""
    if is_agency(name):
        return False
    if is_desk(name) or is_name(name):
        return True
    if is_job(name):
        return False
    tokens = name.split()
    table = people()
    if not tokens or len(tokens) > 5 or any(token.casefold() in table.not_names for token in tokens):
        return first and len(tokens) in (2, 3) and tokens[0] == "The" and tokens[-1][:1].isupper()
    return (
        first
        and all(
            _NAME_WORD.match(token) and (token[0].isupper() or token.casefold() in table.particles)
            for token in tokens
        )
        and len(tokens) <= 4
    )
