"""Reading noun phrases: titles, roles, peoples, bodies, and the states and bodies they belong to.

English noun phrases end in their head, so a phrase is read from its last mark; what stands before it
(adjectives, bodies, possessors) and after a preposition gives country and sector.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from dateline.find.syntax import Passage
from dateline.knowledge.phrases import fold
from dateline.resolve.actors.ages import by_age
from dateline.resolve.actors.heads import Heads
from dateline.resolve.actors.line import Line, trimmed
from dateline.resolve.actors.marks import PRONOUNS, Mark
from dateline.resolve.actors.reading import (
    FEMALE,
    MALE,
    Gender,
    Reading,
    gender_of,
    joined,
    members,
)

_RELATIVE: Final = frozenset({"who", "whom", "which", "whose", "where", "when"})
_PLACING: Final = frozenset({"of", "in", "from"})
_LINKS: Final = frozenset({"identified", "named", "called", "known"})
_QUANTIFIERS: Final = frozenset({"several", "many", "some", "others", "few", "most"})
"""Words that stand for people when they stand alone."""
_QUOTES: Final = frozenset("\"“”‘’'«»`")
_AT_LEAST: Final = frozenset({"least", "most", "a", "half"})
_CLOSING_QUOTES: Final = _QUOTES - {"'", "’"}
_PLURAL: Final = frozenset(
    ["we", "us", "our", "ours", "they", "them", "their", "theirs", "themselves", "ourselves"]
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads mentions of one passage.

    Attributes:
        line: the passage, as columns.
    """

    line: Line

    @property
    def passage(self) -> Passage:
        """The passage that is read."""
        return self.line.passage

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the passage."""
        return self.line.marks

    def read(self, first: int, last: int) -> tuple[Reading, ...]:
        """Read the tokens `first` to `last` (exclusive): one reading for each side of a compound."""
        line = self.line
        first, last = trimmed(line, first, last)
        if first >= last:
            return ()
        if last - first == 1:
            if line.lower[first] in PRONOUNS and line.text[first] != "US":
                return (self._pronoun(first),)
            if line.lower[first] in _QUANTIFIERS:
                return (replace(self._pronoun(first), head="several", plural=True),)
        aged = by_age(line, first, last)
        if aged is not None:
            return (aged,)
        found: list[Reading] = []
        for start, end, coordinate in self._parts(first, last):
            reading = self._phrase(start, end)
            if reading is None:
                continue
            together = joined(found[-1], reading) if found and not coordinate else None
            if together is not None:
                found[-1] = together
            elif not found or coordinate or self._listed(last, reading):
                found.append(reading)
        return tuple(found)

    def _pronoun(self, token: int) -> Reading:
        word = self.line.lower[token]
        gender: Gender = "m" if word in MALE else "f" if word in FEMALE else ""
        return Reading(
            kind="pronoun",
            head=word,
            plural=word in _PLURAL,
            gender=gender,
            token=token,
            first=token,
            last=token + 1,
        )

    def _listed(self, last: int, reading: Reading) -> bool:
        """Say whether a part after a comma belongs to a list that ends in "and"."""
        if reading.kind == "person" and not reading.named:
            return False
        return (
            reading.kind in ("state", "organisation", "person")
            and "and" in self.line.lower[reading.last : last]
        )

    def _parts(self, first: int, last: int) -> list[tuple[int, int, bool]]:
        """Cut at commas, dashes and "identified as", and at coordinations of whole actors."""
        line = self.line
        cuts: list[tuple[int, int, bool]] = []
        start, coordinate = first, False
        index = first
        while index < last:
            word = line.lower[index]
            if line.at[index] >= 0 and word not in ("-", "–"):
                index += 1
                continue
            if word in _RELATIVE and index > first:
                break
            if word == "(" and ")" in line.lower[index:last]:
                # "Ana Diaz (D-Ohio)", "the fund (IMF)": no apposition
                if index > start:
                    cuts.append((start, index, coordinate))
                start, coordinate = line.lower.index(")", index) + 1, False
                index = start
                continue
            if word in (",", "(", ")", "—", "–", ";", ":", "--"):
                if index > start:
                    cuts.append((start, index, coordinate))
                start, coordinate = index + 1, False
            elif word in _LINKS and index > start:
                cuts.append((start, index, coordinate))
                start = index + 2 if index + 1 < last and line.lower[index + 1] == "as" else index + 1
                coordinate = False
            elif word in ("and", "&", "or", "nor") and self._splits(start, index, last):
                if index > start:
                    cuts.append((start, index, coordinate))
                start, coordinate = index + 1, True
            elif (
                line.tag[index] in ("VBD", "VBZ", "MD", "VBP")
                and index > start
                and line.dep[index] in ("relcl", "ROOT", "aux")
            ):
                break
            index += 1
        if index > start:
            cuts.append((start, index, coordinate))
        return [cut for cut in cuts if cut[1] > cut[0]]

    def _splits(self, start: int, index: int, last: int) -> bool:
        """Say whether an "and" joins two actors rather than two adjectives or two complements."""
        if index == start:
            return True
        left = self.line.within(start, index)
        right = self.line.within(index + 1, last)
        if not left or not right:
            return bool(left or right) and self.line.tag[index - 1] in ("NNS", "NNPS", "NN", "NNP")
        before, after = left[-1], right[0]
        inner = before.last < index and "of" in self.line.lower[before.last : index]
        topic = after.first > index + 1 or (after.last < last and self.line.pos[after.last] == "NOUN")
        if inner and topic and self.line.pos[index + 1] in ("NOUN", "ADJ"):
            return False  # "a professor of law and public affairs at Princeton"
        if before.term is not None and before.term.kind == "adjective" and before.last == index:
            return False
        words = self.line.lower[start:index]
        places = {"state", "region", "seat", "city", "adjective"}
        if before.term is not None and before.term.kind in places and not _PLACING.isdisjoint(words):
            several = left[0].role is not None and self.line.tag[left[0].last - 1] in ("NNS", "NNPS")
            if several and len(right) == 1 and after.kind == "name" and after.first == index + 1:
                return False  # "the mayors of Oslo and Bergen"
            return after.term is None or after.term.kind not in places
        return True

    def _phrase(self, first: int, last: int) -> Reading | None:
        """Read one noun phrase without commas or coordinated actors."""
        line = self.line
        first, last = trimmed(line, first, last)
        locative = attached = False
        if first < last and self._leads(first, last):
            locative = line.lower[first] in self.line.knowledge.wording.locative
            attached = True
            first += 1
        if first >= last:
            return None
        start = first
        owner, owner_pronoun, first, last = self._owner(first, last)
        if first >= last:
            return None if owner is None else replace(owner, locative=locative)
        end, last = last, self._before_participle(first, last)
        split = self._preposition(first, last)
        if (
            split is not None
            and line.lower[split] == "in"
            and line.lower[last - 1] in line.knowledge.wording.papers
        ):
            last = split
            split = None  # "the ministry in its statement"
        core_end = last if split is None else split
        complement = None if split is None else self._complement(split, last)
        if split is None and last + 2 < end and line.lower[last + 1] == "from":
            # "a woman visiting from Canada"
            split, complement = last + 1, self._phrase(last + 2, end)
        head_words = line.lower[core_end - 1]
        if (
            split is not None
            and line.lower[split] == "of"
            and complement is not None
            and (head_words in self.line.knowledge.wording.quantities or line.pos[core_end - 1] == "NUM")
        ):
            single = head_words in ("one", "member") and not complement.named
            return replace(
                complement,
                plural=not single,
                indefinite=True,
                definite=False,
                first=start,
                kind=members(complement, head_words),
                name="" if "member" in head_words else complement.name,
            )
        core = self.line.within(first, core_end)
        if split is not None and line.lower[split] == "of" and complement is not None:
            remains = head_words in self.line.knowledge.wording.remains
            if remains and complement.kind in ("person", "people"):
                # "the body of Ana Ruiz": a name, but she does nothing
                return replace(complement, locative=True, first=start)
        base = self._core(first, core_end, core)
        if (base is None or base.kind == "other") and not (base is not None and base.head == "capital"):
            # "Colombia's actions", "the Chinese government's assistance package": the owner acts.
            if owner is not None:
                return replace(owner, locative=locative, borrowed=True)
            if base is None and complement is None:
                return None
            if (base is None or not base.countries) and complement is not None:
                return replace(complement, locative=True)
        if base is None:
            return None
        if owner_pronoun is not None and base.kind == "person":
            # "Its ambassador in London" is not Britain's.
            complement = None
        reading = self._placed(base, owner, complement, line.lower[split] if split is not None else "")
        return replace(
            reading,
            owner=reading.owner or owner,
            owner_pronoun=owner_pronoun,
            definite=base.definite or owner is not None or owner_pronoun is not None,
            locative=locative,
            attached=attached,
            first=start,
            last=last,
        )

    def _leads(self, first: int, last: int) -> bool:
        """Say whether a phrase begins with a preposition, and not with "at least" or "around 500"."""
        line = self.line
        if line.lower[first] not in self.line.knowledge.wording.prepositions:
            return False
        following = first + 1
        counted = following < last and (line.pos[following] == "NUM" or line.lower[following] in _AT_LEAST)
        return not counted

    def _before_participle(self, first: int, last: int) -> int:
        """Cut a participle clause off the end ("people buying grain", "groups backed by Ankara")."""
        line = self.line
        for index in range(first + 1, last):
            if (
                line.dep[index] in ("acl", "relcl")
                and line.tag[index] in ("VBG", "VBN", "VBD")
                and line.pos[index - 1] != "DET"
            ):
                return index
        return last

    def _owner(self, first: int, last: int) -> tuple[Reading | None, int | None, int, int]:
        """Take a possessor off the front of a phrase."""
        line = self.line
        if line.tag[first] in ("PRP$", "WP$") and last - first > 1:
            return None, first, first + 1, last
        found = -1
        for index in range(first, last):
            if line.at[index] >= 0 and line.marks[line.at[index]].last > index + 1:
                continue
            if line.tag[index] == "POS" and line.text[index] not in _CLOSING_QUOTES:
                found = index
            elif line.text[index] == "´" and index + 1 < last and line.text[index + 1] == "s":
                found = index + 1
            elif (
                line.at[index] < 0
                and index > first
                and line.lower[index] in self.line.knowledge.wording.prepositions
            ):
                break
        if found < 0:
            return None, None, first, last
        if found == last - 1:
            return None, None, first, found
        owner = self._phrase(first, found if line.text[found - 1] != "´" else found - 1)
        return owner, None, found + 1, last

    def _preposition(self, first: int, last: int) -> int | None:
        """Return the first preposition that no mark covers."""
        line = self.line
        for index in range(first + 1, last - 1):
            if line.at[index] < 0 and line.lower[index] in self.line.knowledge.wording.prepositions:
                return index
        return None

    def _complement(self, split: int, last: int) -> Reading | None:
        """Read what follows a preposition; a coordination of places gives both countries."""
        places = [
            m
            for m in self.line.within(split + 1, last)
            if m.term is not None and m.term.kind in ("state", "region")
        ]
        reading = self._phrase(split + 1, last)
        if (
            reading is not None
            and len(places) > 1
            and self.line.lower[places[0].last : places[1].first] == ["and"]
        ):
            codes = dict.fromkeys(c for m in places if m.term is not None for c in m.term.countries)
            return replace(reading, countries=tuple(codes))
        return reading

    def _core(self, first: int, last: int, marks: tuple[Mark, ...]) -> Reading | None:
        """Read the words up to and including the head."""
        if not marks:
            return None
        line = self.line
        words = tuple(line.lower[first:last])
        if words[0] == "no":
            return None
        definite = words[0] in self.line.knowledge.wording.definite
        numbered = "NUM" in line.pos[first:last]
        indefinite = words[0] in self.line.knowledge.wording.indefinite or (numbered and not definite)
        former = not self.line.knowledge.wording.past.isdisjoint(words) or any(
            word.startswith("ex-") for word in words
        )
        head = marks[-1]
        nouns = [t for t in range(head.last, last) if line.pos[t] in ("NOUN", "PROPN")]
        tail = [t for t in nouns if line.text[t] not in _QUOTES]
        before = marks[:-1]
        heads = Heads(line)
        base: Reading | None
        if tail and head.kind != "name":
            base = heads.unknown_noun(marks, tail[-1])
        elif head.kind == "role":
            base = heads.role(head, before)
        elif head.kind == "organisation":
            base = heads.organisation(head, before)
        elif head.kind == "term" and head.term is not None:
            base = heads.term(head, head.term, before)
        else:
            base = heads.name(head, before, words)
            if base is not None and tail:
                base = replace(base, borrowed=True)
        if base is None:
            return None
        return replace(
            base,
            definite=definite,
            indefinite=indefinite or base.indefinite,
            former=base.former or former,
            gender=base.gender
            or (
                gender_of(words, self.line.knowledge.names, fold(base.name).partition(" ")[0])
                if base.kind == "person"
                else ""
            ),
        )

    def _placed(
        self, base: Reading, owner: Reading | None, complement: Reading | None, preposition: str
    ) -> Reading:
        """Take country and sector from a possessor and from what follows a preposition."""
        countries, sector, why, owned = base.countries, base.sector, base.why, base.owner
        generic = not sector or base.head.rsplit(" ", 1)[-1] in self.line.knowledge.wording.generic
        for other, close in ((owner, True), (complement, preposition in ("of", "for", "from", "with", "at"))):
            if other is None or (base.named and base.kind != "person"):
                continue
            if (
                not countries
                and other.countries
                and (close or preposition in self.line.knowledge.wording.locative)
            ):
                countries, why = other.countries, (*why, *other.why)
            bodily = other.kind in ("organisation", "armed_group", "body", "people") or (
                other.kind == "person" and close
            )
            if close and generic and bodily and other.sector and base.kind != "body":
                sector = other.sector
            if close and owned is None and other.kind != "place":
                owned = other
            if not sector and base.kind == "person" and other.kind == "state" and close:
                sector = "GOV"
        return replace(base, countries=countries, sector=sector, owner=owned, why=why)
