"""Actor and agent dictionaries of PETRARCH and TABARI (`Phoenix.*.actors.txt`, `*.agents.txt`).

An entry is a name, other names below it with a plus sign, and codes of CAMEO in square brackets, each with or without
a range of dates; `#` begins a comment. Agents are words for roles, their codes begin with `~`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from dateline.knowledge.imports.codes import cameo
from dateline.knowledge.imports.files import Step, quiet, text_of
from dateline.knowledge.imports.model import Harvest, Kind, Row
from dateline.knowledge.packaged import SLOTS, rows
from dateline.knowledge.phrases import fold

LICENCE: Final = "as the dictionary's first lines say (those of the Open Event Data Alliance: MIT)"

_CODE: Final = re.compile(r"\[([^\[\]]*)\]")
_FORMS: Final = re.compile(r"\{([^{}]*)\}")
_CLASS: Final = re.compile(r"!\w+!")
_WORDS: Final = re.compile(r"[\s_]+")
_ALIAS_IN_BRACKETS: Final = re.compile(r"[\s_]*\(([^()]*)\)")
_SMALL: Final = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "al", "el", "e", "ul", "i"}
)
_CAPITALS: Final = frozenset({"un", "eu", "us", "uk", "usa", "ii", "iii", "iv", "viii", "xiv", "xvi"})
_OLD: Final = 30
"""Years of two digits below it are of this century, as in PETRARCH."""
_GROUPS: Final = frozenset({"REB", "UAF", "PRM"})
_HEADS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        agency alliance army assembly association authority bank battalion board brigade brigades bureau centre center
        chamber church coalition college command commission committee company confederation congress corporation corps
        council court department directorate division embassy faction federation force forces foundation front fund gang
        government group guard hospital institute league legion media ministry mission movement network news office
        organisation organization parliament party police senate service services society soldiers squad state tribunal
        union university workers press inc ltd corp
        """,
    )
)
"""Words that make a name that of a body, beside the words for bodies in `roles.tsv`."""


@dataclass(slots=True)
class _Entry:
    """An entry while it is read."""

    name: str
    aliases: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def read(path: Path, step: Step = quiet) -> Harvest:
    """Read a dictionary.

    Raises:
        DatelineError: E004, E071.
    """
    harvest = Harvest()
    sets: dict[str, tuple[str, ...]] = {}
    for entry in _entries(text_of(path, step), sets):
        # dates are given for persons, and for one code of an entry at least
        dated = any(" " in code.strip() for code in entry.codes)
        if not entry.codes:
            harvest.skip("no code")
        for code in entry.codes:
            if code.strip().startswith("~"):
                _agent(harvest, entry, code.strip(), sets)
            else:
                _actor(harvest, entry, code.strip(), dated=dated)
    return harvest


def _entries(text: str, sets: dict[str, tuple[str, ...]]) -> Iterator[_Entry]:
    """Yield the entries; sets of words (`!PERSON! = MAN, MEN`) are put into `sets`."""
    entry: _Entry | None = None
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if not line or line.startswith("<"):
            continue
        if line.startswith("!") and "=" in line:
            name, _, words = line.partition("=")
            sets[name.strip()] = tuple(word.strip(" _{}") for word in words.split(",") if word.strip(" _{}"))
            continue
        words = _CODE.sub(" ", line)
        codes = _CODE.findall(line)
        if words.strip().startswith("+") and entry is not None:
            entry.aliases.append(words.strip()[1:])
        elif words.strip(" _+"):
            if entry is not None:
                yield entry
            entry = _Entry(words.strip())
        if entry is not None:
            entry.codes.extend(codes)
    if entry is not None:
        yield entry


def _actor(harvest: Harvest, entry: _Entry, code: str, *, dated: bool) -> None:
    """Take one code of an actor's entry."""
    symbol, _, limits = code.partition(" ")
    if symbol.startswith("---"):
        harvest.skip("the dictionary takes the code back ([---])")
        return
    where, sectors = cameo(symbol)
    if where and not sectors and len(symbol) == 3 and where[0] not in SLOTS:
        harvest.skip("a state and its towns: these come from dateline's own tables")
        return
    if limits.strip() and _limits(limits) is None:
        harvest.skip("its dates are not those of a dictionary")
        return
    start, end = _limits(limits) or ("", "")
    found = [entry.name, *entry.aliases]
    shown = [name for words in found for name in _names(words)]
    if not shown:
        harvest.skip("no name")
        return
    kind = _kind(shown[0], sectors, dated=dated, firm=where[:1] in (("MNC",), ("NGO",)))
    if kind == "person":
        several = [name for name in shown[1:] if " " in name and not _titled(name)]
    else:
        # dictionaries list the leaders of a group among its names
        several = [name for name in shown[1:] if _kind(name, ()) != "person"]
    if kind == "person" and " " not in shown[0]:
        harvest.skip("a surname alone")
        return
    row = Row(kind, shown[0], "", start, end, where, sectors, aliases=tuple(several))
    harvest.take(row if kind == "person" else _undated(row))


def _undated(row: Row) -> Row:
    """Return an organisation's row without dates: they say when the code held, not when the body existed."""
    note = f"coded so {row.start or '...'} to {row.end or '...'}" if row.start or row.end else ""
    return Row(row.kind, row.name, country=row.country, sector=row.sector, aliases=row.aliases, note=note)


def _agent(harvest: Harvest, entry: _Entry, code: str, sets: dict[str, tuple[str, ...]]) -> None:
    """Take a word for a role, with its irregular plural and the words of its set."""
    _, sectors = cameo(code)
    if not sectors:
        harvest.skip("a code that PLOVER has no sector for")
        return
    forms = [form for cell in _FORMS.findall(entry.name) for form in cell.split(",")]
    base = _FORMS.sub(" ", entry.name)
    mark = _CLASS.search(base)
    if mark is None:
        words = [base, *forms]
    else:
        # "POLICE!PERSON!" is policeman, policemen, policewoman ...; set words that are no ending stand apart
        words = [
            base.replace(mark.group(), ("" if word in _JOINED else "_") + word)
            for word in sets.get(mark.group(), ())
        ]
    plain = tuple(dict.fromkeys(name for word in words if (name := _WORDS.sub(" ", word).strip().lower())))
    if not plain:
        harvest.skip("a set of words that the dictionary does not give")
        return
    harvest.take(Row("role", plain[0], sector=sectors[:1], aliases=plain[1:]))


_LONG: Final = 9
"""Words of the longest name of a person."""
_JOINED: Final = frozenset({"MAN", "MEN", "WOMAN", "WOMEN", "PERSON", "PERSONS"})


def _limits(text: str) -> tuple[str, str] | None:
    """Read a range of dates (`>070101`, `<20011231`, `920101-961231`) as beginning and end; `None` if it is none."""
    plain = text.replace(" ", "")
    if plain[:1] in ("<", ">"):
        day = _date(plain[1:])
        if day is None:
            return None
        return (day, "") if plain[0] == ">" else ("", day)
    first, dash, last = plain.partition("-")
    begin, end = _date(first), _date(last)
    if not dash:
        return None if begin is None else (begin, begin)
    return None if begin is None or end is None or end < begin else (begin, end)


def _date(digits: str) -> str | None:
    """Read YYMMDD, YYYYMMDD, YYDDD or YYYYDDD."""
    if not digits.isascii() or not digits.isdecimal() or not 5 <= len(digits) <= 8:
        return None
    cut = 2 if len(digits) < 7 else 4
    year, rest = int(digits[:cut]), digits[cut:]
    if cut == 2:
        year += 2000 if year < _OLD else 1900
    try:
        if len(rest) == 3:
            return (date(year, 1, 1) + timedelta(days=int(rest) - 1)).isoformat()
        return date(year, int(rest[:2]), int(rest[2:])).isoformat()
    except (ValueError, OverflowError):
        return None


def _names(words: str) -> Iterator[str]:
    """Yield the name of a dictionary's line, and what it has in brackets: "PARTY_OF_X_(PX)_"."""
    plain = _WORDS.sub(" ", _ALIAS_IN_BRACKETS.sub(" ", _FORMS.sub(" ", words))).strip(" ,")
    if plain:
        yield _cased(plain)
        for inside in _ALIAS_IN_BRACKETS.findall(words):
            if inside.isalpha() and inside.isupper() and 2 < len(inside) < 8:
                yield inside


def _cased(words: str) -> str:
    """Write a name in capitals as names are written; short single words are taken for acronyms."""
    if not words.isupper() or (" " not in words and len(words.replace(".", "")) <= 4):
        return words
    parts = words.lower().split(" ")
    return " ".join(
        part if index and part in _SMALL else "-".join(_capital(piece) for piece in part.split("-"))
        for index, part in enumerate(parts)
    )


def _capital(word: str) -> str:
    if word in ("al", "el", "ul", "e"):
        return word
    if word in _CAPITALS or word[1:2] == ".":
        return word.upper()
    return word[:1].upper() + word[1:]


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return given names, words for bodies, and titles."""
    lists = {row["list"]: frozenset(row["words"].split("|")) for row in rows("persons.tsv")}
    bodies = {
        fold(words).rpartition(" ")[2]
        for row in rows("roles.tsv")
        if row["kind"] == "body"
        for words in row["words"].split("|")
    }
    titles = lists["titles"] | lists["titles_male"] | lists["titles_female"]
    return lists["male"] | lists["female"], frozenset(bodies | _HEADS), titles


def _titled(name: str) -> bool:
    """Say whether a name begins with a title: titles are read by themselves."""
    return fold(name).split()[0] in _known()[2] or fold(name).startswith(("foreign ", "defense ", "defence "))


def _kind(name: str, sectors: tuple[str, ...], *, dated: bool = False, firm: bool = False) -> Kind:
    """Tell a person from a body: dictionaries do not say which a name is.

    Args:
        name: the name.
        sectors: its sectors.
        dated: a code of its entry holds for some days only.
        firm: it is coded as a company or a non-governmental organisation, which bear the names of founders.
    """
    given, bodies, titles = _known()
    words = fold(name).split()
    body = any(word in bodies or word.removesuffix("s") in bodies for word in words)
    named = 2 <= len(words) <= _LONG and words[0] in given | titles and not firm
    if not body and (named or (dated and len(words) <= _LONG and "of" not in words)):
        return "person"
    return "armed_group" if sectors[:1] and sectors[0] in _GROUPS else "organisation"
