"""Marks: the names, role words and pronouns of a passage, found in one reading of its tokens."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from dateline.find.syntax import Passage
from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import PARTICLES, Knowledge, Role, Term

if TYPE_CHECKING:
    from spacy.tokens import Doc

MarkKind = Literal["term", "role", "name", "organisation"]

PRONOUNS: Final = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "who",
        "whom",
        "whose",
    ]
)

_SHORT_WORDS: Final = frozenset(
    [
        "us",
        "who",
        "it",
        "is",
        "am",
        "as",
        "at",
        "an",
        "be",
        "do",
        "go",
        "he",
        "if",
        "in",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "so",
        "to",
        "up",
        "we",
        "ice",
        "can",
        "car",
    ]
)
"""Ordinary words that are also acronyms when they are written in capitals."""

_DEPARTMENTS: Final = frozenset({"minister", "ministers", "ministry", "secretary", "department", "office"})
"""Words that make "Labour" a department of government rather than a party."""
_COURTESY: Final = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "shri", "smt"})
_JOINERS: Final = frozenset({"of", "for", "on", "of the", "for the", "on the"})
_NOT_NAMES: Final = frozenset(
    [
        "i",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "the",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "dr",
        "covid",
        "internet",
        "christmas",
        "easter",
        "ramadan",
    ]
)


_OPENERS: Final = frozenset({"“", '"', "‘", "'", "``", "(", ":", "—", "–", "-", "...", "…", "•"})


class Mark(msgspec.Struct, frozen=True):
    """Tokens `first` to `last` (exclusive) of a passage and what they are.

    Attributes:
        kind: `term` (a name of the tables), `role` (a role word), `name` (a capitalised name that no table
            has), `organisation` (a name that ends or begins with a word for a body).
        first: index of the first token.
        last: index past the last token.
        term: the row, for terms.
        role: the role word, for roles and organisations.
        label: entity label of the parser over a name, or an empty string.
    """

    kind: MarkKind
    first: int
    last: int
    term: Term | None = None
    role: Role | None = None
    label: str = ""


def find_marks(passage: Passage, knowledge: Knowledge) -> tuple[Mark, ...]:
    """Find the marks of a passage, in the order of the text, without overlaps."""
    doc = passage.doc
    text, starts = passage.columns.text, passage.columns.start
    folded = fold(text)
    shouting = text.isupper()
    taken = bytearray(len(doc))
    marks: list[Mark] = []
    for hit in knowledge.terms.scan(folded):
        first = bisect_left(starts, hit.start)
        last = bisect_left(starts, hit.end)
        if first < len(starts) and starts[first] == hit.start:
            surface = text[hit.start : hit.end]
            department = (
                hit.value.sectors[:1] == ("PTY",) and last < len(doc) and doc[last].lower_ in _DEPARTMENTS
            )
            if department or not _well_written(surface, hit.phrase, shouting):
                continue
            if not _inside_name(doc, first, last, hit.value):
                marks.append(Mark("term", first, last, term=hit.value))
                taken[first:last] = b"\1" * (last - first)
    for found in knowledge.roles.scan(folded):
        first = bisect_left(starts, found.start)
        last = bisect_left(starts, found.end)
        if first >= len(starts) or starts[first] != found.start:
            continue
        role: Role | None = found.value
        while first < last and taken[first]:
            # "army positions" after "Congolese army": what the name leaves is read by itself.
            first += 1
            role = knowledge.roles.get(text[starts[first] : found.end]) if first < last else None
        if role is None or any(taken[first:last]):
            continue
        token = doc[last - 1]
        if last - first == 1 and (
            _surname_here(doc, first) or (token.tag_[:1] == "V" and token.dep_ != "compound")
        ):
            continue
        marks.append(Mark("role", first, last, role=role))
        taken[first:last] = b"\2" * (last - first)
    marks.extend(_names(doc, taken, shouting, knowledge.wording.portfolios))
    marks.sort(key=lambda mark: mark.first)
    return _organisations(doc, marks)


def _well_written(surface: str, table: str, shouting: bool) -> bool:
    """Say whether the capitals of a hit are those of the table's entry."""
    if not table[:1].isupper():
        return True
    if (table.isupper() and len(table.replace(".", "")) <= 3) or table.lower() in _SHORT_WORDS:
        if shouting and surface.lower() in _SHORT_WORDS - {"us"}:
            return False
        return surface.isupper()
    return surface[:1].isupper() or (" " in surface and surface.rpartition(" ")[2][:1].isupper())


def _inside_name(doc: Doc, first: int, last: int, term: Term) -> bool:
    """Say whether a hit is only a part of a longer name ("Security Council" in "National Security Council")."""
    if term.kind in ("organisation", "city", "body") and first and last - first > 1:
        before = doc[first - 1]
        return (
            before.text[:1].isupper() and before.tag_ in ("NNP", "NNPS") and before.ent_type_ in ("ORG", "")
        )
    if term.kind == "city" and first:
        before = doc[first - 1]
        return before.ent_type_ == "PERSON" and doc[first].ent_type_ == "PERSON"
    return False


def _surname_here(doc: Doc, index: int) -> bool:
    """Say whether a capitalised role word is a surname where it stands ("Mr Shah", "Stephen King")."""
    token = doc[index]
    if index == 0 or not token.text[:1].isupper():
        return False
    before = doc[index - 1]
    if before.lower_.rstrip(".") in _COURTESY:
        return True
    follows = index + 1 < len(doc) and doc[index + 1].ent_type_ == "PERSON"
    return (
        before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and not follows
    )


def _names(doc: Doc, taken: bytearray, shouting: bool, portfolios: frozenset[str]) -> list[Mark]:
    """Find runs of capitalised words that neither a term nor a role covers."""
    found: list[Mark] = []
    index, size = 0, len(doc)
    while index < size:
        if not _name_like(doc, index, taken, shouting):
            index += 1
            continue
        end = index + 1
        while end < size:
            if _name_like(doc, end, taken, shouting):
                end += 1
            elif _hyphenated(doc, end) or (
                end + 1 < size
                and (doc[end].lower_ in PARTICLES or doc[end].text in ("-", "'", "’", "."))
                and _name_like(doc, end + 1, taken, shouting)
            ):
                end += 2
            else:
                break
        if index and doc[index - 1].lower_ in ("of", "and", "for"):
            # "Minister of Health Ana Quiroga"
            while index < end - 1 and doc[index].lower_ in portfolios:
                index += 1
        label = next((token.ent_type_ for token in reversed(doc[index:end]) if token.ent_type_), "")
        found.append(Mark("name", index, end, label=label))
        index = end
    return found


def _hyphenated(doc: Doc, hyphen: int) -> bool:
    """Say whether a hyphen joins the parts of a given name ("Won-shik")."""
    if (
        hyphen + 1 >= len(doc)
        or doc[hyphen].text != "-"
        or doc[hyphen - 1].whitespace_
        or doc[hyphen].whitespace_
    ):
        return False
    return doc[hyphen + 1].ent_type_ == "PERSON" and doc[hyphen - 1].ent_type_ == "PERSON"


def _name_like(doc: Doc, index: int, taken: bytearray, shouting: bool) -> bool:
    if taken[index]:
        return False
    token = doc[index]
    word = token.lower_.rstrip(".")
    if not token.text[:1].isupper() or word in _NOT_NAMES or (word in PRONOUNS and token.text != "US"):
        return False
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"):
        return False
    proper = token.tag_ in ("NNP", "NNPS")
    if shouting:
        return proper and token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    if token.is_sent_start or index == 0:
        return proper or token.ent_type_ in ("PERSON", "ORG")
    if proper or token.ent_type_ != "" or token.tag_ in ("NN", "NNS", "FW", "JJ"):
        return True
    # A rare surname may be tagged as anything; what begins a quotation or follows a colon may be any word.
    return not token.is_stop and doc[index - 1].text not in _OPENERS


def _organisations(doc: Doc, marks: list[Mark]) -> tuple[Mark, ...]:
    """Join capitalised words around a capitalised word for a body into the name of an organisation."""
    joined: list[Mark] = []
    index = 0
    while index < len(marks):
        mark = marks[index]
        role = mark.role
        if (
            mark.kind != "role"
            or role is None
            or role.kind != "body"
            or not doc[mark.last - 1].text[:1].isupper()
        ):
            joined.append(mark)
            index += 1
            continue
        first, last = mark.first, mark.last
        named = False
        # To the left: "Freedom and Justice Party", "Belgrade Centre"; a state's adjective alone is no name.
        while joined:
            before = joined[-1]
            gap = doc[before.last : first].text
            nameable = before.kind == "name" or (
                before.role is not None and doc[before.first].text[:1].isupper()
            )
            place = before.term is not None and before.term.kind in ("seat", "city", "region")
            if gap not in ("", "and", "&", ",") or not (nameable or place) or (gap == "," and not named):
                break
            first = before.first
            named = True
            joined.pop()
        # To the right: "Ministry of Foreign Affairs", "Centre for Security Policy".
        follow = index + 1
        while follow < len(marks):
            after = marks[follow]
            gap = doc[last : after.first].text.lower()
            inner = after.kind == "name" or doc[after.first].text[:1].isupper()
            joiner = gap in _JOINERS or (gap in ("and", "&", "") and last != mark.last and named)
            if (
                not inner
                or not joiner
                or (after.term is not None and after.term.kind in ("state", "adjective"))
            ):
                break
            last = after.last
            named = True
            follow += 1
        if named:
            joined.append(Mark("organisation", first, last, role=role))
        else:
            joined.append(mark)
        index = follow
    return tuple(joined)
