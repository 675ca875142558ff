"""Reading noun phrases: titles, roles, peoples, bodies, and the states and bodies they belong to.

English noun phrases end in their head, so a phrase is read from its last mark; what stands before it
(adjectives, bodies, possessors) and after a preposition gives country and sector.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.find.syntax import Passage
from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Knowledge, Term
from dateline.model import Reason
from dateline.resolve.marks import PRONOUNS, Mark, within
from dateline.resolve.reading import PLURAL_QUANTITIES, Reading, ReadingKind, gender_of, joined

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PREPOSITIONS: Final = frozenset(
    "of for in from at to with by on near against inside outside within across under over between among around "
    "toward towards during after before about into via behind off including like without through".split(" ")
)
LOCATIVE: Final = frozenset(
    "in at from near inside across within around on outside into to through off".split(" ")
)
_RELATIVE: Final = frozenset({"who", "whom", "which", "whose", "where", "when"})
_DEFINITE: Final = frozenset("the this that these those both such said".split(" "))
_INDEFINITE: Final = frozenset(
    "a an some several many few two three four five six seven eight nine ten dozens another other more most any "
    "no one hundreds thousands scores all every each unidentified unnamed anonymous various numerous".split(
        " "
    )
)
_FORMER: Final = frozenset(
    "former ex late deposed ousted outgoing erstwhile onetime retired exiled jailed".split(" ")
)
_PAST: Final = _FORMER - {"outgoing", "late", "exiled", "jailed"}
_GENERIC: Final = frozenset(
    "official leader chief head source commander member officer adviser advisor aide worker delegation negotiator "
    "representative supporter follower fighter figure force forces position target secretary commission agency "
    "committee office candidate lawmaker spokesman spokeswoman spokesperson president chairman chairwoman director "
    "deputy leaders officials authorities leadership boss governor envoy delegate department minister jet aircraft "
    "fighters base convoy patrol vehicle drone activist councillor mp senator politician lawyer economist "
    "analyst expert government administration attacker attackers state coalition group agent guard".split(" ")
)
"""Heads whose sector gives way to that of the body they belong to."""
_PARTISAN: Final = frozenset(
    "leader leaders secretary candidate lawmaker mp chief spokesman spokeswoman worker".split(" ")
)
_LINKS: Final = frozenset({"identified", "named", "called", "known"})
_QUANTIFIERS: Final = frozenset({"several", "many", "some", "others", "few", "most"})
"""Words that stand for people when they stand alone."""
_QUOTES: Final = frozenset("\"“”‘’'«»`")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads mentions of one passage.

    Attributes:
        passage: the passage.
        marks: its marks.
        knowledge: the tables.
    """

    passage: Passage
    marks: tuple[Mark, ...]
    knowledge: Knowledge

    def read(self, first: int, last: int) -> tuple[Reading, ...]:
        """Read the tokens `first` to `last` (exclusive): one reading for each side of a compound."""
        doc = self.passage.doc
        first, last = _trimmed(doc, first, last)
        if first >= last:
            return ()
        if last - first == 1:
            token = doc[first]
            if token.lower_ in PRONOUNS and token.text != "US":
                return (self._pronoun(token),)
            if token.lower_ in _QUANTIFIERS:
                return (replace(self._pronoun(token), head="several", plural=True),)
        found: list[Reading] = []
        for start, end, coordinate in self._parts(first, last):
            reading = self._phrase(start, end)
            if reading is None:
                continue
            together = joined(found[-1], reading) if found and not coordinate else None
            if together is not None:
                found[-1] = together
            elif not found or coordinate or self._listed(first, last, reading):
                found.append(reading)
        return tuple(found)

    def _pronoun(self, token: Token) -> Reading:
        word = token.lower_
        plural = word in {
            "we",
            "us",
            "our",
            "ours",
            "they",
            "them",
            "their",
            "theirs",
            "themselves",
            "ourselves",
        }
        gender = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f"}
        kind: ReadingKind = "pronoun"
        return Reading(
            kind=kind,
            head=word,
            plural=plural,
            gender="m" if gender.get(word) == "m" else "f" if gender.get(word) or word == "herself" else "",
            token=token.i,
            first=token.i,
            last=token.i + 1,
        )

    def _listed(self, first: int, last: int, reading: Reading) -> bool:
        """Say whether a part after a comma belongs to a list that ends in "and"."""
        tail = self.passage.doc[reading.last : last]
        return reading.kind in ("state", "organisation") and any(token.lower_ == "and" for token in tail)

    def _inside_mark(self, token: int) -> bool:
        return any(mark.first < token < mark.last - 1 for mark in within(self.marks, token - 8, token + 8))

    def _parts(self, first: int, last: int) -> list[tuple[int, int, bool]]:
        """Cut at commas, dashes and "identified as", and at coordinations of whole actors."""
        doc = self.passage.doc
        cuts: list[tuple[int, int, bool]] = []
        start, coordinate = first, False
        index = first
        inner = {t for m in within(self.marks, first, last) for t in range(m.first, m.last)}
        while index < last:
            token = doc[index]
            word = token.lower_
            if index in inner and word not in ("-", "–"):
                index += 1
                continue
            if word in _RELATIVE and index > first:
                break
            if word in (",", "(", ")", "—", "–", ";", ":", "--"):
                if index > start:
                    cuts.append((start, index, coordinate))
                start, coordinate = index + 1, False
            elif word in _LINKS and index > start:
                cuts.append((start, index, coordinate))
                start = index + 2 if index + 1 < last and doc[index + 1].lower_ == "as" else index + 1
                coordinate = False
            elif word in ("and", "&", "or") and self._splits(first, start, index, last):
                if index > start:
                    cuts.append((start, index, coordinate))
                start, coordinate = index + 1, True
            elif (
                token.tag_ in ("VBD", "VBZ", "MD", "VBP")
                and index > start
                and token.dep_ in ("relcl", "ROOT", "aux")
            ):
                break
            index += 1
        if index > start:
            cuts.append((start, index, coordinate))
        return [cut for cut in cuts if cut[1] > cut[0]]

    def _splits(self, first: int, start: int, index: int, last: int) -> bool:
        """Say whether an "and" joins two actors rather than two adjectives or two complements."""
        if index == start:
            return True
        left = within(self.marks, start, index)
        right = within(self.marks, index + 1, last)
        if not left or not right:
            return bool(left or right) and self.passage.doc[index - 1].tag_ in ("NNS", "NNPS", "NN", "NNP")
        before, after = left[-1], right[0]
        if before.term is not None and before.term.kind == "adjective" and before.last == index:
            return False
        words = [token.lower_ for token in self.passage.doc[start:index]]
        places = {"state", "region", "seat", "city", "adjective"}
        if before.term is not None and before.term.kind in places and ("of" in words or "in" in words):
            return after.term is None or after.term.kind not in places
        return True

    def _phrase(self, first: int, last: int) -> Reading | None:
        """Read one noun phrase without commas or coordinated actors."""
        doc = self.passage.doc
        first, last = _trimmed(doc, first, last)
        locative = attached = False
        if first < last and doc[first].lower_ in PREPOSITIONS:
            locative = doc[first].lower_ in LOCATIVE
            attached = True
            first += 1
        if first >= last:
            return None
        start = first
        owner, owner_pronoun, first, last = self._owner(first, last)
        if first >= last:
            return None if owner is None else replace(owner, locative=locative)
        last = self._before_participle(first, last)
        split = self._preposition(first, last)
        core_end = last if split is None else split
        complement = None if split is None else self._complement(split, last)
        head_words = doc[core_end - 1].lower_
        if (
            split is not None
            and doc[split].lower_ == "of"
            and complement is not None
            and (head_words in PLURAL_QUANTITIES or doc[core_end - 1].pos_ == "NUM")
        ):
            single = head_words in ("one", "member") and not complement.named
            return replace(
                complement, plural=not single, indefinite=True, definite=False, first=start,
                kind=_members(complement, head_words), name="" if "member" in head_words else complement.name,
            )  # fmt: skip
        core = within(self.marks, first, core_end)
        base = self._core(first, core_end, core)
        if (base is None or base.kind == "other") and not (base is not None and base.head == "capital"):
            # "Colombia's actions", "the Chinese government's assistance package": the owner acts.
            if owner is not None:
                return replace(owner, locative=locative, why=owner.why)
            if base is None and complement is None:
                return None
            if (base is None or not base.countries) and complement is not None:
                return replace(complement, locative=True)
        if base is None:
            return None
        reading = self._placed(base, owner, complement, doc[split].lower_ if split is not None else "")
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

    def _before_participle(self, first: int, last: int) -> int:
        """Cut a participle clause off the end ("people buying grain", "groups backed by Ankara")."""
        doc = self.passage.doc
        for index in range(first + 1, last):
            token = doc[index]
            if (
                token.tag_ in ("VBG", "VBN", "VBD")
                and token.dep_ in ("acl", "relcl")
                and doc[index - 1].pos_ != "DET"
            ):
                return index
        return last

    def _owner(self, first: int, last: int) -> tuple[Reading | None, int | None, int, int]:
        """Take a possessor off the front of a phrase."""
        doc = self.passage.doc
        if doc[first].tag_ in ("PRP$", "WP$") and last - first > 1:
            return None, first, first + 1, last
        found = -1
        for index in range(first, last):
            if doc[index].tag_ == "POS" and doc[index].text not in _QUOTES - {"'", "’"}:
                found = index
            elif doc[index].text == "´" and index + 1 < last and doc[index + 1].text == "s":
                found = index + 1
            elif doc[index].lower_ in PREPOSITIONS and found >= 0:
                break
        if found < 0:
            return None, None, first, last
        if found == last - 1:
            return None, None, first, found
        owner = self._phrase(first, found if doc[found - 1].text != "´" else found - 1)
        return owner, None, found + 1, last

    def _preposition(self, first: int, last: int) -> int | None:
        covered = {t for m in within(self.marks, first, last) for t in range(m.first, m.last)}
        doc = self.passage.doc
        for index in range(first + 1, last - 1):
            if index not in covered and doc[index].lower_ in PREPOSITIONS:
                return index
        return None

    def _complement(self, split: int, last: int) -> Reading | None:
        """Read what follows a preposition; a coordination of places gives both countries."""
        doc = self.passage.doc
        places = [
            m
            for m in within(self.marks, split + 1, last)
            if m.term is not None and m.term.kind in ("state", "region")
        ]
        reading = self._phrase(split + 1, last)
        if reading is not None and len(places) > 1 and doc[places[0].last : places[1].first].text == "and":
            codes = dict.fromkeys(c for m in places if m.term is not None for c in m.term.countries)
            return replace(reading, countries=tuple(codes))
        return reading

    def _core(self, first: int, last: int, marks: tuple[Mark, ...]) -> Reading | None:
        """Read the words up to and including the head."""
        doc = self.passage.doc
        words = tuple(token.lower_ for token in doc[first:last])
        definite = bool(words) and words[0] in _DEFINITE
        numbered = any(token.pos_ == "NUM" or token.like_num for token in doc[first:last])
        indefinite = bool(words) and (words[0] in _INDEFINITE or (numbered and not definite))
        former = any(word in _PAST or word.startswith("ex-") for word in words) or "ex" in words
        if not marks:
            return None
        head = marks[-1]
        tail = [t for t in doc[head.last : last] if t.pos_ in ("NOUN", "PROPN") and t.text not in _QUOTES]
        before = marks[:-1]
        base: Reading | None
        if tail and head.kind != "name":
            base = self._unknown_noun(marks, tail[-1])
        elif head.kind == "role":
            base = self._role(head, before)
        elif head.kind == "organisation":
            base = self._organisation(head, before)
        elif head.kind == "term" and head.term is not None:
            base = self._term(head, head.term, before)
        else:
            base = self._name(head, before, words)
        if base is None:
            return None
        return replace(
            base,
            definite=definite,
            indefinite=indefinite or base.indefinite,
            former=base.former or former,
            gender=base.gender or (gender_of(words, self.knowledge.names) if base.kind == "person" else ""),
        )

    def _unknown_noun(self, marks: tuple[Mark, ...], noun: Token) -> Reading:
        """Read a head that no table knows ("the North Korean standoff") by what stands before it."""
        countries, sector, why = self._before(marks)
        owner = marks[-1]
        if owner.kind == "role" and owner.role is not None and owner.role.sector and not sector:
            sector = owner.role.sector
        kind: ReadingKind = "people" if noun.ent_type_ == "" and noun.tag_ == "NNS" and sector else "other"
        term = next(
            (m.term for m in reversed(marks) if m.term is not None and m.term.kind != "adjective"), None
        )
        name = term.name if term is not None and kind == "other" else ""
        if term is not None and kind == "other":
            kind = _kind_of(term)
        return Reading(
            kind=kind, head=fold(noun.lemma_), name=name, term=term if name else None, countries=countries,
            sector=sector, plural=noun.tag_ in ("NNS", "NNPS"), token=noun.i, first=marks[0].first,
            last=noun.i + 1, why=why,
        )  # fmt: skip

    def _role(self, head: Mark, before: tuple[Mark, ...]) -> Reading:
        role = head.role
        if role is None:
            raise ValueError(head)
        countries, sector_before, why = self._before(before)
        words = self.words(head)
        token = self.passage.doc[head.last - 1]
        sector = role.sector
        last_word = role.words.rsplit(" ", 1)[-1]
        if sector_before and (not sector or last_word in _GENERIC or role.kind == "thing"):
            sector = sector_before
        unknown = before and before[-1].kind == "name" and before[-1].last == head.first
        if unknown and last_word in _PARTISAN and sector in ("GOV", "LEG", ""):
            # "RJD leader", "ODM lawmaker": of the organisations that no table has, parties are the most.
            acronym = self.words(before[-1])
            if acronym.isupper() and acronym.isalpha():
                sector = "PTY"
        kind: ReadingKind = role.kind
        group = next(
            (m.term for m in reversed(before) if m.term is not None and m.term.kind == "armed_group"), None
        )
        return Reading(
            kind=kind, head=fold(role.words), role=self._role_words(head, before), countries=countries, sector=sector,
            term=group if kind in ("people", "thing") else None,
            plural=role.plural or token.tag_ in ("NNS", "NNPS"), token=head.last - 1,
            first=head.first, last=head.last,
            gender=gender_of(tuple(role.words.split(" ")), self.knowledge.names) if kind == "person" else "",
            why=(*why, Reason("sector", "roles.toml", self._span(head), f"{words} -> {sector or 'none'}")),
        )  # fmt: skip

    def _role_words(self, head: Mark, before: tuple[Mark, ...]) -> str:
        """Give role words with what qualifies them inside the phrase, but not states' adjectives."""
        first = head.first
        for mark in reversed(before):
            qualifies = mark.kind in ("role", "organisation", "name") or (
                mark.term is not None
                and mark.term.kind in ("organisation", "armed_group", "body", "region", "city")
            )
            if not qualifies or mark.last != first:
                break
            first = mark.first
        return " ".join(self.passage.doc[first : head.last].text.split())

    def _organisation(self, head: Mark, before: tuple[Mark, ...]) -> Reading:
        countries, _, why = self._before((*before, *self._terms_inside(head)))
        role = head.role
        sector = role.sector if role is not None else ""
        return Reading(
            kind="organisation", name=self.words(head), head=fold(role.words) if role else "", countries=countries,
            sector=sector, token=head.last - 1, first=head.first, last=head.last,
            why=(*why, Reason("sector", "roles.toml", self._span(head), f"{head.role and head.role.words} -> {sector}")),
        )  # fmt: skip

    def _terms_inside(self, mark: Mark) -> tuple[Mark, ...]:
        text = self.passage.doc[mark.first : mark.last].text
        found = []
        for hit in self.knowledge.terms.scan(fold(text)):
            if (
                hit.value.kind in ("state", "adjective", "region", "city", "seat")
                and text[hit.start].isupper()
            ):
                found.append(Mark("term", mark.first, mark.last, term=hit.value))
        return tuple(found)

    def _term(self, head: Mark, term: Term, before: tuple[Mark, ...]) -> Reading:
        countries, _, why = self._before(before)
        role = next((m for m in reversed(before) if m.role is not None), None)
        if term.kind == "person":
            words = tuple(fold(term.name).split())
            base = Reading(
                kind="person", name=term.name, term=term, countries=term.countries,
                gender=gender_of(words, self.knowledge.names), token=head.last - 1, first=head.first, last=head.last,
                why=(Reason("name", term.table, self._span(head), term.name), *why),
            )  # fmt: skip
            return self._titled(base, role, before)
        source = Reason(
            "country", term.table, self._span(head), f"{term.surface} -> {' '.join(term.countries)}"
        )
        sector = term.sectors[0] if term.sectors else ""
        if term.kind == "people":
            return Reading(
                kind="people", head=fold(term.surface), countries=term.countries, sector="CVL", plural=True,
                token=head.last - 1, first=head.first, last=head.last, why=(source,),
            )  # fmt: skip
        kind = _kind_of(term)
        if term.kind == "adjective":
            kind, sector = "state", "GOV"
        return Reading(
            kind=kind, name=term.name, term=term, countries=term.countries, sector=sector,
            sectors=term.sectors[1:], token=head.last - 1, first=head.first, last=head.last, why=(source,),
        )  # fmt: skip

    def _name(self, head: Mark, before: tuple[Mark, ...], words: tuple[str, ...]) -> Reading | None:
        """Read a capitalised name that no table has."""
        role = next((m for m in reversed(before) if m.role is not None), None)
        name = self.words(head)
        titled = bool(role) or any(
            w in self.knowledge.names.titles_male | self.knowledge.names.titles_female for w in words[:1]
        )
        parts = fold(name).split()
        given = parts[0] in self.knowledge.names.male or parts[0] in self.knowledge.names.female
        person = titled or given or head.label == "PERSON"
        if not person and head.label in ("ORG", "NORP", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"):
            kind: ReadingKind = "organisation"
        elif not person and head.label in ("GPE", "LOC", "FAC"):
            kind = "place"
        elif not person and len(parts) == 1 and not head.label:
            kind = "other"
        else:
            kind = "person"
        countries, sector, why = self._before(before)
        if kind == "person":
            base = Reading(
                kind="person", name=name, countries=countries, token=head.last - 1, first=head.first, last=head.last,
                sector=sector if not role else "", why=(*why, Reason("name", "capitals", self._span(head), name)),
            )  # fmt: skip
            return self._titled(base, role, before)
        return Reading(
            kind=kind, name=name, countries=countries, sector=sector, token=head.last - 1, first=head.first,
            last=head.last, why=why,
        )  # fmt: skip

    def _titled(self, base: Reading, role: Mark | None, before: tuple[Mark, ...]) -> Reading:
        """Give a named person the role that stands before the name."""
        if role is None or role.role is None:
            countries, sector, _ = self._before(before)
            organised = any(m.term is not None and m.term.kind != "adjective" for m in before)
            return replace(
                base, countries=countries or base.countries, sector=sector if organised else base.sector
            )
        position = before.index(role)
        nominal = self._role(role, before[:position])
        return replace(
            base,
            head=nominal.head,
            role=nominal.role,
            countries=nominal.countries or base.countries,
            sector=nominal.sector,
            gender=base.gender or nominal.gender,
            first=role.first,
            why=(*base.why, *nominal.why),
        )

    def _before(self, marks: tuple[Mark, ...]) -> tuple[tuple[str, ...], str, tuple[Reason, ...]]:
        """Take country and sector from the modifiers of a head, the nearest first."""
        countries: dict[str, None] = {}
        sector = ""
        why: list[Reason] = []
        for mark in reversed(marks):
            term = mark.term
            if term is not None and term.kind != "person":
                institution = term.kind in ("organisation", "armed_group", "body")
                # An intergovernmental body lends its country slot, not a sector.
                if (
                    institution
                    and not sector
                    and term.sectors
                    and term.countries[:1] not in (("UNO",), ("IGO",))
                ):
                    sector = term.sectors[0]
                if not countries or term.kind == "adjective":
                    countries.update(dict.fromkeys(term.countries))
                    note = f"{term.surface} -> {' '.join(term.countries)}"
                    why.append(Reason("country", term.table, self._span(mark), note))
            elif mark.role is not None and not sector:
                sector = mark.role.sector
        return tuple(countries), sector, tuple(why)

    def _placed(
        self, base: Reading, owner: Reading | None, complement: Reading | None, preposition: str
    ) -> Reading:
        """Take country and sector from a possessor and from what follows a preposition."""
        countries, sector, why, owned = base.countries, base.sector, base.why, base.owner
        generic = not sector or base.head.rsplit(" ", 1)[-1] in _GENERIC
        for other, close in ((owner, True), (complement, preposition in ("of", "for", "from", "with", "at"))):
            if other is None or base.named and base.kind != "person":
                continue
            if not countries and other.countries and (close or preposition in LOCATIVE):
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

    def words(self, mark: Mark) -> str:
        """Return the words of a mark, blanks tidied."""
        words = self.passage.doc[mark.first : mark.last].text
        return " ".join(words.strip("'’\"“” ").split())

    def _span(self, mark: Mark):  # type: ignore[no-untyped-def]
        return self.passage.between(self.passage.doc[mark.first], self.passage.doc[mark.last - 1])


def _members(reading: Reading, word: str) -> ReadingKind:
    if "member" in word and reading.kind in ("organisation", "armed_group", "body", "state"):
        return "people" if word == "members" else "person"
    return reading.kind


def _kind_of(term: Term) -> ReadingKind:
    if term.kind in ("state", "region", "seat", "adjective"):
        return "state"
    if term.kind == "armed_group":
        return "armed_group"
    if term.kind == "city":
        return "place"
    if term.kind == "person":
        return "person"
    return "organisation"


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Cut punctuation and conjunctions off both ends."""
    while first < last and (
        doc[first].is_punct or doc[first].is_space or doc[first].lower_ in ("and", "but")
    ):
        first += 1
    while last > first and (
        (doc[last - 1].is_punct and not doc[last - 1].text.endswith(".") and doc[last - 1].tag_ != "POS")
        or doc[last - 1].is_space
        or doc[last - 1].lower_ == "and"
    ):
        last -= 1
    return first, last
