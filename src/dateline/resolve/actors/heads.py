"""Reading the head of a noun phrase: a name or adjective of the tables, a role word, a name without a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import Term
from dateline.model import Reason
from dateline.resolve.actors.line import Line
from dateline.resolve.actors.marks import Mark
from dateline.resolve.actors.reading import NATIONAL, Reading, ReadingKind, gender_of
from dateline.resolve.actors.things import has_article, names_a_thing

_SHADOW: Final = "shadow"
"""Before a role: the opposition's member for it, who does not hold it."""
_OF_BODIES: Final = frozenset({"ORG", "NORP", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})
"""The parser's labels over the names of organisations, which it knows too little to tell from other names."""
_FOLK: Final = re.compile(
    r"(?:er|or|ist|an|ian|man|men|ee|ant|ent|ster|mate|folk|people|kin|recruit|cadet|ite)$"
)
"""Ends of nouns that may mean people: "party backers", but not "bank shares"."""
_NOT_PERSONAL: Final = re.compile(r"\d|\w\.\w\w")
"""Marks of a firm's or site's name: digits, a dot inside a word."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Reads heads together with the marks that stand before them in their phrase.

    Attributes:
        line: the passage.
    """

    line: Line

    def unknown_noun(self, marks: tuple[Mark, ...], noun: int) -> Reading:
        """Read a head that no table knows ("the North Korean standoff") by what stands before it."""
        countries, sector, why = self._before(marks)
        owner = marks[-1]
        if owner.kind == "role" and owner.role is not None and owner.role.sector and not sector:
            sector = owner.role.sector
        folk = self.line.tag[noun] == "NNS" and _FOLK.search(self.line.passage.doc[noun].lemma_.lower())
        kind: ReadingKind = "people" if folk and sector else "other"
        term = next(
            (
                m.term
                for m in reversed(marks)
                if m.term is not None and m.term.kind != "adjective" and not self._detached(m)
            ),
            None,
        )
        name = term.name if term is not None and kind == "other" else ""
        if term is not None and kind == "other":
            kind = _kind_of(term)
        return Reading(
            kind=kind,
            head=fold(self.line.passage.doc[noun].lemma_),
            name=name,
            term=term if name else None,
            countries=countries,
            sector=sector,
            plural=self.line.tag[noun] in ("NNS", "NNPS"),
            borrowed=bool(name),
            token=noun,
            first=marks[0].first,
            last=noun + 1,
            why=why,
        )

    def role(self, head: Mark, before: tuple[Mark, ...]) -> Reading:
        """Read a role word or a word for a body or group."""
        role = head.role
        if role is None:
            raise ValueError(head)
        countries, sector_before, why = self._before(before)
        words = self.line.words(head.first, head.last)
        sector = role.sector
        shadow = head.first > 0 and self.line.lower[head.first - 1] == _SHADOW and role.kind == "person"
        last_word = role.words.rsplit(" ", 1)[-1]
        if sector_before and (
            not sector or last_word in self.line.knowledge.wording.generic or role.kind == "thing"
        ):
            sector = sector_before
        unknown = before and before[-1].kind == "name" and before[-1].last == head.first
        if unknown and last_word in self.line.knowledge.wording.partisan and sector in ("GOV", "LEG", ""):
            # "RJD leader", "ODM lawmaker": of the organisations that no table has, parties are the most.
            acronym = self.line.words(before[-1].first, before[-1].last)
            if acronym.isupper() and acronym.isalpha():
                sector = "PTY"
        kind: ReadingKind = role.kind
        group = next(
            (m.term for m in reversed(before) if m.term is not None and m.term.kind == "armed_group"), None
        )
        return Reading(
            kind=kind,
            head=f"{_SHADOW} {fold(role.words)}" if shadow else fold(role.words),
            role=self._role_words(head, before),
            countries=countries,
            sector="LEG" if shadow and sector == "GOV" else sector,
            term=group if kind in ("people", "thing", "body") else None,
            plural=role.plural or self.line.tag[head.last - 1] in ("NNS", "NNPS"),
            token=head.last - 1,
            first=head.first,
            last=head.last,
            gender=gender_of(tuple(role.words.split(" ")), self.line.knowledge.names)
            if kind == "person"
            else "",
            why=(
                *why,
                Reason(
                    "sector",
                    role.table,
                    self.line.span(head.first, head.last),
                    f"{words} -> {sector or 'none'}",
                ),
            ),
        )

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
        return self.line.words(first, head.last)

    def organisation(self, head: Mark, before: tuple[Mark, ...]) -> Reading:
        """Read the name of an organisation that no table has by the word for a body in it."""
        countries, _, why = self._before((*before, *self._terms_inside(head)))
        role = head.role
        sector = role.sector if role is not None else ""
        return Reading(
            kind="organisation",
            name=self.line.words(head.first, head.last),
            head=fold(role.words) if role else "",
            countries=countries,
            sector=sector,
            token=head.last - 1,
            first=head.first,
            last=head.last,
            why=(
                *why,
                Reason(
                    "sector",
                    role.table if role is not None else "roles.tsv",
                    self.line.span(head.first, head.last),
                    f"{head.role and head.role.words} -> {sector}",
                ),
            ),
        )

    def _terms_inside(self, mark: Mark) -> tuple[Mark, ...]:
        text = self.line.passage.doc[mark.first : mark.last].text
        places = ("state", "adjective", "region", "city", "seat")
        hits = self.line.knowledge.terms.scan(fold(text))
        return tuple(
            Mark("term", mark.first, mark.last, term=hit.value)
            for hit in hits
            if hit.value.kind in places and text[hit.start].isupper()
        )

    def term(self, head: Mark, term: Term, before: tuple[Mark, ...]) -> Reading:
        """Read a name, adjective or metonym of the tables."""
        _countries, _, why = self._before(before)
        role = next((m for m in reversed(before) if m.role is not None), None)
        if term.kind == "person":
            words = tuple(fold(term.name).split())
            base = Reading(
                kind="person",
                name=term.name,
                term=term,
                countries=term.countries,
                gender=gender_of((), self.line.knowledge.names, words[0]),
                token=head.last - 1,
                first=head.first,
                last=head.last,
                why=(Reason("name", term.table, self.line.span(head.first, head.last), term.name), *why),
            )
            return self._titled(base, role, before)
        source = Reason(
            "country",
            term.table,
            self.line.span(head.first, head.last),
            _to(term),
        )
        sector = term.sectors[0] if term.sectors else ""
        if term.kind in ("people", "adjective") and self._somebody_of(head):
            return Reading(
                kind="person",
                head=NATIONAL,
                role=self.line.words(head.first, head.last),
                countries=term.countries,
                sector="CVL",
                token=head.last - 1,
                first=head.first,
                last=head.last,
                why=(source,),
            )
        if term.kind == "people":
            return Reading(
                kind="people",
                head=fold(self.line.words(head.first, head.last)),
                countries=term.countries,
                sector="CVL",
                plural=True,
                token=head.last - 1,
                first=head.first,
                last=head.last,
                why=(source,),
            )
        kind = _kind_of(term)
        if term.kind == "adjective":
            kind, sector = "state", "GOV"
        return Reading(
            kind=kind,
            name=term.name,
            term=term,
            countries=term.countries,
            sector=sector,
            sectors=term.sectors[1:],
            token=head.last - 1,
            first=head.first,
            last=head.last,
            why=(source,),
        )

    def _somebody_of(self, mark: Mark) -> bool:
        """Say whether an adjective of a state stands for one person ("the Kenyan", "a 34-year-old German")."""
        noun = self.line.passage.doc[mark.last - 1]
        if noun.dep_ in ("amod", "compound", "nmod") or noun.tag_ in ("NNS", "NNPS") or mark.first == 0:
            return False
        before = self.line.lower[mark.first - 1]
        return before in ("a", "an", "old") or (before == "the" and noun.lower_.endswith("an"))

    def name(self, head: Mark, before: tuple[Mark, ...], words: tuple[str, ...]) -> Reading | None:
        """Read a capitalised name that no table has."""
        role = next((m for m in reversed(before) if m.role is not None), None)
        name = self.line.words(head.first, head.last)
        titled = bool(role) or any(
            w in self.line.knowledge.names.titles_male | self.line.knowledge.names.titles_female
            for w in words[:1]
        )
        thing = not titled and names_a_thing(self.line, head)
        firm = not titled and self.line.lower[head.last - 1] in self.line.knowledge.wording.firms
        parts = fold(name).split()
        if not parts:
            return None  # marks of quotation that the parser tags as a name
        given = parts[0] in self.line.knowledge.names.male or parts[0] in self.line.knowledge.names.female
        person = titled or given or (head.label == "PERSON" and _NOT_PERSONAL.search(name) is None)
        if thing or (not titled and has_article(self.line, head) and (person or not head.label)):
            kind: ReadingKind = "other"
        elif (firm and len(parts) > 1 and not given) or (not person and head.label in _OF_BODIES):
            kind = "organisation"
        elif not person and head.label in ("GPE", "LOC", "FAC"):
            kind = "place"
        elif not person and len(parts) == 1 and not head.label:
            kind = "other"
        else:
            kind = "person"
        countries, sector, why = self._before(before)
        body = before[-1] if before and before[-1].last == head.first else None
        if (
            body is not None
            and body.role is not None
            and body.role.kind == "body"
            and (head.label != "PERSON" or (len(parts) == 1 and not given))
            and not body.role.plural
        ):
            # "the daily Bergens Tidende", "the firm NOI": a name after the word for its kind of body
            kind, titled = "organisation", False
            sector = body.role.sector or sector
        if kind == "person":
            base = Reading(
                kind="person",
                name=name,
                countries=countries,
                token=head.last - 1,
                first=head.first,
                last=head.last,
                sector=sector if not role else "",
                why=(*why, Reason("name", "capitals", self.line.span(head.first, head.last), name)),
            )
            return self._titled(base, role, before)
        return Reading(
            kind=kind,
            name=name,
            head=fold(body.role.words) if kind == "organisation" and body is not None and body.role else "",
            countries=countries,
            sector=sector,
            token=head.last - 1,
            first=head.first,
            last=head.last,
            why=why,
        )

    def _titled(self, base: Reading, role: Mark | None, before: tuple[Mark, ...]) -> Reading:
        """Give a named person the role that stands before the name."""
        if role is None or role.role is None:
            countries, sector, _ = self._before(before)
            organised = any(m.term is not None and m.term.kind != "adjective" for m in before)
            return replace(
                base, countries=countries or base.countries, sector=sector if organised else base.sector
            )
        position = before.index(role)
        nominal = self.role(role, before[:position])
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

    def _detached(self, mark: Mark) -> bool:
        """Say whether a place only tells where somebody is or who backs him ("New York-based", "Iran-backed")."""
        after = self.line.lower[mark.last : mark.last + 2]
        return len(after) == 2 and after[0] == "-" and after[1] in self.line.knowledge.wording.detached

    def _paired(self, mark: Mark) -> bool:
        """Say whether a state's name is the first half of a pair of adjectives ("US-Israeli")."""
        term = mark.term
        after = self.line.lower[mark.last : mark.last + 1]
        return term is not None and term.kind == "state" and after in (["-"], ["/"], ["and"])

    def _before(self, marks: tuple[Mark, ...]) -> tuple[tuple[str, ...], str, tuple[Reason, ...]]:
        """Take country and sector from the modifiers of a head, the nearest first."""
        countries: dict[str, None] = {}
        sector = ""
        why: list[Reason] = []
        for mark in reversed(marks):
            term = mark.term
            if term is not None and term.kind != "person" and self._detached(mark):
                continue
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
                if not countries or term.kind == "adjective" or self._paired(mark):
                    countries.update(dict.fromkeys(term.countries))
                    note = _to(term)
                    why.append(Reason("country", term.table, self.line.span(mark.first, mark.last), note))
            elif mark.role is not None and not sector:
                sector = mark.role.sector
        return tuple(countries), sector, tuple(why)


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


def _to(term: Term) -> str:
    return f"-> {' '.join(term.countries)} ({term.name})"
