"""The table of cues: words of saying with their frames and stances."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from dateline.model import Stance, Treatment


@dataclass(frozen=True, slots=True)
class VerbCue:
    """A verb of saying.

    Attributes:
        lemma: its lemma.
        particle: the particle that belongs to it ("out" in "rule out"), or an empty string.
        frames: stance by frame, in the order of the table; see `cues/en.toml` for the frames.
    """

    lemma: str
    particle: str
    frames: Mapping[str, Stance]


@dataclass(frozen=True, slots=True)
class CueTable:
    """Every cue, by the lemma that it begins with.

    Attributes:
        verbs: verb cues by lemma, those with a particle first.
        attitudes: the same with the verbs of attitude and act, which report no words.
        nouns: stance by noun lemma.
        takes: prepositions that give a noun's content.
        attitude_nouns: stance of the nouns of attitude.
        attitude_takes: prepositions that give their content.
        adjectives: stance by adjective ("is doubtful that").
        light: verbs that carry a noun cue ("made the announcement").
        untrue: words by which a speaker calls a claim untrue.
        absurd: words by which a speaker calls it not worth an answer.
        claims: nouns of claims of fact; who rejects one denies it.
        carriers: where things are said ("statement", "television").
        sources: nouns that may stand for a speaker before a colon.
        surveys: nouns of what speaks by showing.
        favours: nouns of what is refused, not called untrue, as the object of "deny".
        comments: nouns with which the report comments on what was said before.
        labels: words that stand before a headline's colon without speaking.
        deeds: verbs (particles after a "+") that make a statement only with a matter as their object.
        matters: nouns of what can be talked about, rejected or supported.
        spokes: nouns of who speaks for another.
        advocates: nouns of who speaks for another where "for" follows.
        ranks: words before a spokesman that do not say for whom.
        anonymity: phrases by which a source asks not to be named.
        relaying: verbs that name the source of what is told.
        treatments: what a verb does with another's statement in its content, by lemma.
        answers: words after another's statement that begin the answer to it.
    """

    verbs: Mapping[str, tuple[VerbCue, ...]]
    attitudes: Mapping[str, tuple[VerbCue, ...]]
    nouns: Mapping[str, Stance]
    takes: Mapping[str, frozenset[str]]
    attitude_nouns: Mapping[str, Stance]
    attitude_takes: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, Stance]
    light: frozenset[str]
    untrue: frozenset[str]
    absurd: frozenset[str]
    claims: frozenset[str]
    favours: frozenset[str]
    carriers: frozenset[str]
    sources: frozenset[str]
    surveys: frozenset[str]
    comments: frozenset[str]
    labels: frozenset[str]
    deeds: frozenset[str]
    matters: frozenset[str]
    spokes: frozenset[str]
    advocates: frozenset[str]
    ranks: frozenset[str]
    anonymity: frozenset[str]
    relaying: frozenset[str]
    treatments: Mapping[str, Treatment]
    answers: frozenset[str]


@cache
def load_cues() -> CueTable:
    """Return the packaged table of cues (`cues/en.toml`), read once a process."""
    return read_cues(files("dateline.ontology").joinpath("cues", "en.toml").read_text(encoding="utf-8"))


def read_cues(source: str) -> CueTable:
    """Read a table of cues.

    Args:
        source: TOML as in `cues/en.toml`.

    Raises:
        tomllib.TOMLDecodeError: it is not TOML.
    """
    table: dict[str, Any] = tomllib.loads(source)
    verbs = _verbs(table["verbs"])
    attitudes = _verbs([*table["verbs"], *table["attitudes"]])
    return CueTable(
        verbs=verbs,
        attitudes=attitudes,
        nouns=_stances(table["nouns"]),
        takes=_takes(table["nouns"]),
        attitude_nouns=_stances([*table["nouns"], *table["attitude_nouns"]]),
        attitude_takes=_takes([*table["nouns"], *table["attitude_nouns"]]),
        adjectives=_stances(table["adjectives"]),
        light=frozenset(table["light"]["verbs"].split()),
        claims=frozenset(table["claims"]["words"].split()),
        carriers=frozenset(table["carriers"]["words"].split()),
        sources=frozenset(table["sources"]["words"].split()),
        surveys=frozenset(table["surveys"]["words"].split()),
        favours=frozenset(table["favours"]["words"].split()),
        comments=frozenset(table["comments"]["words"].split()),
        labels=frozenset(table["labels"]["words"].split()),
        deeds=frozenset(table["deeds"]["verbs"].split()),
        matters=frozenset(table["deeds"]["matters"].split()),
        spokes=_words(table, "spokes", "words"),
        advocates=_words(table, "spokes", "advocates"),
        ranks=_words(table, "spokes", "ranks"),
        anonymity=_words(table, "anonymity", "phrases"),
        relaying=_words(table, "relaying", "verbs"),
        treatments=_treatments(table.get("treatments", {})),
        answers=_words(table, "treatments", "answers"),
        untrue=frozenset(shlex.split(table["scorn"]["untrue"])),
        absurd=frozenset(shlex.split(table["scorn"]["absurd"])),
    )


def _treatments(table: Mapping[str, str]) -> Mapping[str, Treatment]:
    kinds: tuple[Treatment, ...] = ("repeats", "mocks", "confirms")
    return MappingProxyType({word: kind for kind in kinds for word in table.get(kind, "").split()})


def _words(table: Mapping[str, Any], name: str, key: str) -> frozenset[str]:
    """Return the words or quoted phrases of a group that a table may leave out."""
    return frozenset(shlex.split(table.get(name, {}).get(key, "")))


def _verbs(groups: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[VerbCue, ...]]:
    """Bring the groups of verbs together by lemma; the first group of a verb and frame gives its stance."""
    entries: dict[tuple[str, str], dict[str, Stance]] = {}
    for group in groups:
        for word in group["words"].split():
            lemma, _, particle = word.partition("+")
            frames = entries.setdefault((lemma, particle), {})
            for frame in group["frames"]:
                frames.setdefault(frame, group["stance"])
    by_lemma: dict[str, list[VerbCue]] = {}
    for (lemma, particle), frames in entries.items():
        kin = by_lemma.setdefault(lemma, [])
        kin.insert(0 if particle else len(kin), VerbCue(lemma, particle, MappingProxyType(frames)))
    return MappingProxyType({lemma: tuple(kin) for lemma, kin in by_lemma.items()})


def _stances(groups: Iterable[Mapping[str, Any]]) -> Mapping[str, Stance]:
    found: dict[str, Stance] = {}
    for group in groups:
        for word in group["words"].split():
            found.setdefault(word, group["stance"])
    return MappingProxyType(found)


def _takes(groups: Iterable[Mapping[str, Any]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in groups:
        for word in group["words"].split():
            found[word] = found.get(word, frozenset()) | frozenset(group["takes"])
    return MappingProxyType(found)
