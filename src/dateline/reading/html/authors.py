"""Who wrote a page: linked data, meta elements and the byline below the headline have a vote each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.reading.html import voices
from dateline.reading.html.jsonld import Credit
from dateline.reading.html.landmarks import Mark
from dateline.reading.html.voices import Voice, key_of
from dateline.structure import byline


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors of a page.

    Attributes:
        names: persons in the order given; where nobody is named, the organisation or desk that signs.
        voter: who names them.
        agency: the news agency credited, or empty.
        credited: who credits it.
    """

    names: tuple[str, ...] = ()
    voter: str = ""
    agency: str = ""
    credited: str = ""


def choose(
    linked: Sequence[Credit],
    metas: Iterable[tuple[str, str]],
    around: Sequence[Mark],
    loose: Sequence[str],
    site: Iterable[str],
) -> Authors:
    """Choose the authors.

    Linked data are complete more often than not, but a printed byline that holds more, or that calls some of
    them contributors, is right. Persons come before organisations, whoever names them.

    Args:
        linked: whom linked data credit.
        metas: author values of meta elements with their names, the surest first.
        around: landmarks around the headline.
        loose: texts that stand beside the headline outside of any element.
        site: names of the site and the publisher, which are no persons.
    """
    names = frozenset(filter(None, map(key_of, site)))
    data = voices.of_linked(linked, names)
    tags = voices.of_metas(metas, names)
    known = data.keys.union(*(voice.keys for voice in tags))
    line = voices.of_bylines(around, names, known)
    if not line.persons:
        line = next(
            (voice for text in loose if (voice := voices.of_texts([text], names, known)).labelled), line
        )
    heard = [data, *tags, line]
    credit = next((voice for voice in heard if voice.agency), Voice())
    chosen = _persons(data, tags, line)
    if chosen.persons:
        return Authors(chosen.persons, chosen.voter, credit.agency, credit.voter)
    for voice in heard:
        if voice.others:
            return Authors(voice.others[:1], voice.voter, credit.agency, credit.voter)
    return Authors(agency=credit.agency, credited=credit.voter)


def _persons(data: Voice, tags: Sequence[Voice], line: Voice) -> Voice:
    """Choose the voter that is believed."""
    tagged = next((voice for voice in tags if voice.persons), Voice())
    ours, theirs = data.keys, line.keys
    if not ours:
        if theirs and (line.labelled or not tagged.keys or theirs >= tagged.keys or theirs & tagged.keys):
            return line
        return tagged if tagged.persons else line
    if not theirs:
        return tagged if tagged.keys > ours else data
    if theirs > ours:
        return line
    if theirs < ours:
        told = line.cut or any(voice.keys == theirs for voice in tags)
        return line if told and not any((ours - theirs) & voice.keys for voice in tags) else data
    if not theirs & ours and line.labelled and tagged.keys != ours and all(map(byline.is_name, line.persons)):
        return line
    return data
