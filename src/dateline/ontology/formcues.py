"""Cue tables for languages that are read without a parse: every form of a cue is spelled out.

The English table (`dateline.ontology.cues`) has lemmas, since the parse gives them. A language for which no parse is
at hand has its verbs by their principal parts, and the closed classes that a clause is read by.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, Literal

from dateline.model import Stance

Form = Literal["finite", "joined", "participle"]


@dataclass(frozen=True, slots=True)
class FormCue:
    """A verb of saying.

    Attributes:
        infinitive: its infinitive, without the particle.
        particle: the particle that splits off ("an" of "kündigte ... an"), or an empty string.
        company: a word that must stand in the clause too ("davon" of "geht davon aus"), or an empty string.
        frames: stance by frame; see `cues/de.toml` for the frames.
    """

    infinitive: str
    particle: str
    company: str
    frames: Mapping[str, Stance]


@dataclass(frozen=True, slots=True)
class FormCueTable:
    """Every cue of a language by its forms.

    Attributes:
        forms: cues by form in lower case: what the form is, and the verb.
        nouns: stance by noun.
        claims: nouns of claims of fact; who rejects one denies it.
        sources: nouns that make a phrase the source of its sentence, in lower case.
        labels: words before a colon that are no speaker.
        strong: subjunctives that are no other form.
        weak: subjunctives that may be another form, or another mood.
        words: closed classes of words by name, in lower case.
        abbreviations: words after which a full stop ends no sentence.
        starters: words that a sentence begins with.
    """

    forms: Mapping[str, tuple[tuple[Form, FormCue], ...]]
    nouns: Mapping[str, Stance]
    claims: frozenset[str]
    sources: frozenset[str]
    labels: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    words: Mapping[str, frozenset[str]]
    abbreviations: frozenset[str]
    starters: frozenset[str]


@cache
def load_form_cues(language: str) -> FormCueTable:
    """Return the packaged table of a language (`cues/<language>.toml`), read once a process.

    Args:
        language: ISO 639-1 code.
    """
    path = files("dateline.ontology").joinpath("cues", f"{language}.toml")
    return read_form_cues(path.read_text(encoding="utf-8"))


def read_form_cues(source: str) -> FormCueTable:
    """Read a table of cues.

    Args:
        source: TOML as in `cues/de.toml`.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML.
        ValueError: a verb has not its four principal parts.
    """
    table: dict[str, Any] = tomllib.loads(source)
    return FormCueTable(
        forms=_forms(table["verbs"]),
        nouns=MappingProxyType(
            {word: group["stance"] for group in reversed(table["nouns"]) for word in group["words"].split()}
        ),
        claims=frozenset(table["claims"]["words"].split()),
        sources=frozenset(table["sources"]["words"].lower().split()),
        labels=frozenset(table["labels"]["words"].split()),
        strong=frozenset(table["subjunctive"]["strong"].split()),
        weak=frozenset(table["subjunctive"]["weak"].split()),
        words=MappingProxyType(
            {
                name: frozenset(words.split())
                for name, words in (*table["words"].items(), *_phrase_words(table["sources"]))
            }
        ),
        abbreviations=frozenset(table["abbreviations"]["words"].split()),
        starters=frozenset(table["abbreviations"]["starters"].split()),
    )


def _phrase_words(sources: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return (("source_" + name, words) for name, words in sources.items() if name != "words")


def _forms(groups: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[tuple[Form, FormCue], ...]]:
    """Spell out the forms of every verb; the first group of a verb and frame gives its stance."""
    entries: dict[tuple[str, str], tuple[tuple[str, ...], dict[str, Stance]]] = {}
    for group in groups:
        for word in group["words"].split():
            parts, _, company = word.partition("&")
            _, frames = entries.setdefault((parts, company), (tuple(parts.split("/")), {}))
            for frame in group["frames"]:
                frames.setdefault(frame, group["stance"])
    found: dict[str, list[tuple[Form, FormCue]]] = {}
    for (parts, company), (principal, frames) in entries.items():
        if len(principal) != 4:
            message = f"not four principal parts: {parts}"
            raise ValueError(message)
        first, present, past, participle = principal
        particle, _, infinitive = first.rpartition("+")
        cue = FormCue(infinitive, particle, company, MappingProxyType(frames))
        finite = (present, past, _plural(past), infinitive, _subjunctive(infinitive))
        for form in dict.fromkeys(finite):
            found.setdefault(form, []).append(("finite", cue))
            if particle:
                found.setdefault(particle + form, []).append(("joined", cue))
        found.setdefault(participle, []).append(("participle", cue))
    # A verb that needs a particle or a company is more telling than the bare one, and is asked first.
    ordered = {
        form: tuple(sorted(kin, key=lambda item: (not item[1].particle, not item[1].company)))
        for form, kin in found.items()
    }
    return MappingProxyType(ordered)


def _plural(past: str) -> str:
    if past.endswith("e"):
        return past + "n"
    return past + ("n" if past.endswith("ie") else "en")


_ENDING: Final = "n"


def _subjunctive(infinitive: str) -> str:
    """Return the subjunctive of the present: "erkläre" of "erklären"."""
    return infinitive.removesuffix(_ENDING)
