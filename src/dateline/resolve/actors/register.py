"""The register of a report: full names, titles and acronyms, gathered before its mentions are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.knowledge.phrases import fold
from dateline.knowledge.tables import surname
from dateline.resolve.actors.reading import Reading

_CAPITALS = re.compile(r"\b[A-Z\u00c0-\u00de]\w*")


class Register:
    """Who is named in full, and how.

    Attributes:
        full: full names of persons, by folded name.
        by_word: folded full names by each of their folded words and surnames.
        organisations: names of organisations, by folded acronym and first word.
        described: readings that give a named person a role, by folded full name.
        titled: folded full names by role words.
    """

    def __init__(
        self, readings: Iterable[tuple[int, Reading]], names: Iterable[str], known: frozenset[str]
    ) -> None:
        """Gather names.

        Args:
            readings: every reading of the report, with its passage.
            names: names of two and more words that stand anywhere, also inside longer mentions.
            known: folded names among them that the tables know.
        """
        self._known = known
        self.full: dict[str, str] = {}
        self.by_word: dict[str, list[str]] = {}
        self.organisations: dict[str, str] = {}
        self.described: dict[str, list[tuple[int, Reading]]] = {}
        self.titled: dict[str, dict[str, tuple[str, ...]]] = {}
        for name in names:
            self._person(name)
        for passage, reading in readings:
            self._introduce(passage, reading)
        for found in [*self.described]:
            key = self.key(found)
            for passage, reading in self.described.get(found, ()):
                if key != found:
                    self.described.setdefault(key, []).append((passage, reading))
                for head in filter(None, (reading.head, reading.title)):
                    where = self.titled.setdefault(head, {})
                    where[key] = where.get(key) or reading.countries

    def _introduce(self, passage: int, reading: Reading) -> None:
        if reading.owner is not None:
            self._introduce(passage, reading.owner)
        if reading.kind == "person" and reading.name:
            if len(reading.name.split()) > 1:
                self._person(reading.name)
            if reading.head:
                self.described.setdefault(fold(reading.name), []).append((passage, reading))
                words = reading.role.split()
                if len(words) > 2 and all(word[:1].isupper() for word in words):
                    # "Chief Election Commissioner X" may be "CEC" in the headline.
                    acronym = "".join(word[0] for word in words).lower()
                    self.by_word.setdefault(acronym, []).append(fold(reading.name))
        elif reading.kind in ("organisation", "armed_group") and reading.name:
            words = _CAPITALS.findall(reading.name)
            if len(words) > 1:
                self.organisations.setdefault("".join(word[0] for word in words).lower(), reading.name)
                self.organisations.setdefault(fold(words[0]), reading.name)

    def _person(self, name: str) -> None:
        key = fold(name)
        if key in self.full:
            return
        self.full[key] = name
        for word in dict.fromkeys((surname(name), *key.split())):
            self.by_word.setdefault(word, []).append(key)

    def key(self, name: str) -> str:
        """Return the folded full name that a name, surname or given name of the report stands for."""
        key = fold(name)
        words = key.split()
        last = surname(name)
        fuller = [full for full in self.by_word.get(last, ()) if full != key]
        if len(words) > 1:
            fuller = [full for full in fuller if set(words) < set(full.split())]
        elif fuller:
            # A bare word is a surname rather than somebody's given name.
            fuller = [full for full in fuller if surname(full) == last or full.split()[-1] == last] or fuller
        return next((full for full in fuller if full in self._known), fuller[0]) if fuller else key

    def namesakes(self, name: str) -> list[str]:
        """Return the folded full names that a bare surname may stand for."""
        word = fold(name)
        return [full for full in self.by_word.get(word, ()) if " " in full and surname(full) == word]

    def holders(self, head: str, countries: tuple[str, ...]) -> list[str]:
        """Return the folded names of those whom the report gives a role, in one of some countries if given."""
        return [
            key
            for key, where in self.titled.get(head, {}).items()
            if not countries or not where or set(where) & set(countries)
        ]
