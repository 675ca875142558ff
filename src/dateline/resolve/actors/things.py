"""Names of what is no actor: aircraft and weapons, ships, storms, laws, prizes, buildings."""

from __future__ import annotations

import re
from typing import Final

from dateline.resolve.actors.line import Line
from dateline.resolve.actors.marks import Mark

_DESIGNATION: Final = re.compile(r"[A-Za-z]{1,6}-?\d+[\w-]*")
_MODELS: Final = re.compile(r"[A-Za-z]{1,6}-?\d+[A-Za-z]*s")
_NOT_DESIGNATED: Final = frozenset({"ORG", "NORP", "GPE"})
_HAPPENINGS: Final = frozenset({"EVENT", "LAW"})
_MADE: Final = frozenset({"PRODUCT", "WORK_OF_ART"})
_SUBJECTS: Final = frozenset({"nsubj", "agent"})
_ARTICLES: Final = frozenset({"the", "a", "an"})


def names_a_thing(line: Line, mark: Mark) -> bool:
    """Say whether a name that no table has is that of a thing, a law, a place or an event.

    What says something is somebody, whatever its name looks like.

    Args:
        line: the passage.
        mark: the name.
    """
    words = line.lower[mark.first : mark.last]
    last = line.text[mark.last - 1]
    if _MODELS.fullmatch(last):
        return True
    subject = line.dep[mark.last - 1] in _SUBJECTS
    if subject and line.passage.doc[mark.last - 1].head.lemma_ in line.knowledge.wording.speech:
        return False
    if _DESIGNATION.fullmatch(last) and (mark.label not in _NOT_DESIGNATED or len(words) > 1):
        return True
    if mark.label in _HAPPENINGS or (mark.label in _MADE and not subject):
        return True
    if len(words) < 2:
        return False
    wording = line.knowledge.wording
    return words[-1] in wording.unacting or words[0] in wording.unacting_first


def has_article(line: Line, mark: Mark) -> bool:
    """Say whether a name of several words follows an article at once, as the names of persons do not."""
    singular = mark.last - mark.first > 1 and line.tag[mark.last - 1] != "NNPS"
    return singular and mark.first > 0 and line.lower[mark.first - 1] in _ARTICLES
