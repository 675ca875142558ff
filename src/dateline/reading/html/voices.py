"""Whom credits and bylines name: persons, organisations and agencies, taken out of the words beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.reading.html.jsonld import Credit
from dateline.reading.html.landmarks import Mark, pieces
from dateline.reading.html.words import words
from dateline.structure import agencies, byline, dates
from dateline.structure.parts import title_key
from dateline.structure.tables import bare, fold, people

_LONGEST: Final = 300
_MOST: Final = 40
"""Authors of one page, and elements that are asked for them."""
_ADDRESS: Final = re.compile(r"https?://|www\.|^[@/#(\[]|^\S+@\S+$")
_CUT: Final = re.compile(r"\s*[|<@(\[].*$|\s+-\s.*$", re.DOTALL)
_JOINED: Final = re.compile(r"[,;|/&@<>()\[\]]|\s(?:and|und|et|y)\s|\d", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"[,;&/]|(?:and|und|et|y|e|og|och|with)\b", re.IGNORECASE)
_HANGS: Final = re.compile(r"(?:[,;&/:]|\b(?:and|und|et|y|e|og|och|with))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom one voter names.

    Attributes:
        voter: `json-ld`, the name of a meta element, `byline`.
        persons: persons, in the order given.
        others: organisations, desks and names that may be either.
        agency: the news agency that it credits, or empty.
        labelled: the words begin as a byline does ("By").
        cut: it goes on to name others than the authors ("Contributions from").
    """

    voter: str = ""
    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    agency: str = ""
    labelled: bool = False
    cut: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """The persons without case, accents and points."""
        return frozenset(map(key_of, self.persons))


def of_linked(credited: Sequence[Credit], site: frozenset[str]) -> Voice:
    """Read the credits of linked data.

    Args:
        credited: whom they credit.
        site: folded names of site and publisher, which are no persons.
    """
    persons: list[str] = []
    others: list[str] = []
    for credit in credited[:_MOST]:
        found, rest = split(credit.name, site, kind=credit.kind)
        persons += found
        others += rest
    names = [name for credit in credited[:_MOST] if (name := agencies.credited(credit.name))]
    return Voice("json-ld", _once(persons), _once(others), next(iter(names), ""))


def of_metas(metas: Iterable[tuple[str, str]], site: frozenset[str]) -> list[Voice]:
    """Read the authors of meta elements, one voter a name of elements.

    Args:
        metas: values and the names of their elements.
        site: folded names of site and publisher.
    """
    grouped: dict[str, list[str]] = {}
    for value, name in metas:
        if not _ADDRESS.search(value) and len(grouped) < _MOST:
            grouped.setdefault(name, []).append(value)
    found: list[Voice] = []
    for name, values in grouped.items():
        persons: list[str] = []
        others: list[str] = []
        for value in values[:_MOST]:
            named, rest = split(value, site)
            persons += named
            others += rest
        names = [each for value in values[:_MOST] if (each := agencies.credited(value))]
        found.append(Voice(name, _once(persons), _once(others), next(iter(names), "")))
    return found


def of_bylines(around: Sequence[Mark], site: frozenset[str], known: frozenset[str]) -> Voice:
    """Read the byline around the headline.

    An element that names somebody whom other voters name too is the byline; else the first that begins as one
    does, else the first that names a person. Elements like it carry the names of the others.

    Args:
        around: landmarks around the headline.
        site: folded names of site and publisher.
        known: folded names that other voters give.
    """
    read = [
        (mark, _of_byline(mark, site, known)) for mark in [mark for mark in around if mark.byline][:_MOST]
    ]
    named = [(mark, voice) for mark, voice in read if voice.persons]
    plain = [(mark, voice) for mark, voice in named if all(byline.is_name(name) for name in voice.persons)]
    best = next(
        iter(
            [each for each in named if each[1].keys & known]
            or [each for each in plain if each[1].labelled]
            or plain
            or named
        ),
        None,
    )
    if best is None:
        return next(
            (voice for _, voice in read if voice.others), next((v for _, v in read if v.agency), Voice())
        )
    mark, chosen = best
    persons = list(chosen.persons)
    if not chosen.labelled and not known:
        kind = (mark.element.tag, mark.element.get("class"))
        for other, voice in plain:
            if (other.element.tag, other.element.get("class")) == kind:
                persons += voice.persons
    return replace(chosen, persons=_once(persons))


def _of_byline(mark: Mark, site: frozenset[str], known: frozenset[str]) -> Voice:
    parts = pieces(mark.element, _LONGEST)
    if len(parts) == 1 and byline.opener(parts[0]) == len(parts[0]) and mark.element.getparent() is not None:
        # "By" as an element of its own: the names stand beside it
        parts = pieces(mark.element.getparent(), _LONGEST)
        at = next((number for number, part in enumerate(parts) if byline.opener(part) == len(part)), 0)
        parts = parts[at:]
    return of_texts(parts, site, known)


def of_texts(parts: Sequence[str], site: frozenset[str], known: frozenset[str]) -> Voice:
    """Read a byline that is cut into pieces as its elements are.

    Args:
        parts: the pieces, in their order.
        site: folded names of site and publisher.
        known: folded names that other voters give.
    """
    segments = _segments(parts)
    persons: list[str] = []
    others: list[str] = []
    credit: list[str] = []
    labelled = cut = False
    for number, whole in enumerate(segments):
        segment = _undated(whole)
        folded = fold(segment)
        helpers, end = words().helpers.find(folded), words().ends.find(folded)
        if helpers or end:
            at = min(found[0] for found in (helpers, end) if found)
            cut = helpers is not None and helpers[0] == at
            segment = _until(segment, at).strip(" |")
        opened = byline.opener(segment)
        labelled = labelled or (opened > 0 and not persons)
        found = [segment[start:end] for start, end in byline.names(segment)]
        found = [name for name in found if _is_person(name, site, labelled=opened > 0)]
        # What stands in another element, without a comma or a conjunction, is more often a job or a link.
        persons += [name for name in found if not persons or not number or key_of(name) in known]
        credit.append(agencies.credited(segment))
        rest = segment[opened:].strip(" |–—-:,·")
        if rest and not found and not _is_filler(rest) and len(rest.split()) <= 5 and (opened or credit[-1]):
            others.append(rest)
        if helpers or end:
            break
    return Voice("byline", _once(persons), _once(others)[:1], next(filter(None, credit), ""), labelled, cut)


def _segments(parts: Sequence[str]) -> list[str]:
    """Join the pieces of a byline that hang together: a label and its name, names with a conjunction between."""
    joined: list[str] = []
    hanging = False
    for part in (piece.strip() for each in parts for piece in each.split("|") if piece.strip()):
        if joined and (hanging or _GOES_ON.match(part)):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
        hanging = (
            bool(_HANGS.search(part)) or byline.opener(part) == len(part) or not any(map(str.isalnum, part))
        )
    return joined


def _undated(line: str) -> str:
    """Put a bar where a line holds a date: a name goes on neither before nor behind it."""
    for stamp in reversed(dates.stamps(line)):
        line = f"{line[: stamp.start]} | {line[stamp.end :]}"
    return line


def _until(line: str, folded: int) -> str:
    """Cut a line where a phrase begins in its folded form; folding may have shortened what stands before."""
    low = fold(line)[:folded]
    cut = folded
    while cut < len(line) and len(fold(line[:cut])) < len(low.rstrip()):
        cut += 1
    return line[:cut]


def split(value: str, site: frozenset[str], *, kind: str = "") -> tuple[list[str], list[str]]:
    """Take the names out of a credit.

    Args:
        value: "By Ann Lo and Bo Ek, Staff Writer", "Ann Lo | ann@ledger.example", "The Ledger".
        site: folded names of site and publisher.
        kind: `person` or `organisation` where the carrier says so.

    Returns:
        Persons, and names of others, in the order given.
    """
    value = value[:_LONGEST].strip(" ,;|")
    bare_value = value[byline.opener(value) :].strip(" |–—:")
    if not bare_value or _ADDRESS.search(bare_value) or _is_filler(bare_value):
        return [], []
    if kind == "organisation" or key_of(bare_value) in site or byline.is_agency(bare_value):
        return [], [bare_value]
    if kind == "person" and not _JOINED.search(bare_value) and not byline.is_desk(bare_value):
        # a name of any script and length, since it is said to be one
        return ([], [bare_value]) if agencies.credited(bare_value) else ([bare_value], [])
    # "Ann Lo | The Ledger": what is said to be one person has an outlet behind the bar, a list of names has names.
    line = value.partition("|")[0].strip() or value if kind == "person" else value
    persons = [
        line[start:end]
        for start, end in byline.names(line)
        if _is_person(line[start:end], site, labelled=kind == "person")
    ]
    if persons:
        return persons, []
    short = _CUT.sub("", bare_value).strip(" ,;")
    if kind == "person" and short and not agencies.credited(short) and not byline.is_desk(short):
        return [short], []
    return [], [short] if short and len(short.split()) <= 8 else []


def _is_person(name: str, site: frozenset[str], *, labelled: bool) -> bool:
    if key_of(name) in site or byline.is_desk(name) or byline.is_job(name) or agencies.credited(name):
        return False
    parts = name.split()
    first, last = parts[0], parts[-1].casefold()
    if _is_filler(name) or last in people().desks or last.endswith("admin"):
        return False
    if first.isupper() and not name.isupper() and byline.is_agency(first):
        # "AP Auto Writer"
        return False
    return byline.is_name(name) or labelled


def _is_filler(name: str) -> bool:
    return bare(fold(name)) in words().bylines["no_names"]


def key_of(name: str) -> str:
    """Fold a name for comparison: no case, accents, points, doubled blanks."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return title_key(plain)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(key_of(name), " ".join(name.split()))
    return tuple(kept.values())[:_MOST]
