"""Which words of a passage may be place names, before anything is resolved.

The gazetteer proposes runs of capitalised words, the parser's entity recogniser and the words around them
dispose: the recogniser alone overlooks two names in five, the gazetteer alone takes every Jackson for a town.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dateline.find.places.cues import Cues
from dateline.find.places.gazetteer_matches import Match, matches
from dateline.find.places.sorts import sort_by_nouns
from dateline.find.syntax import Passage
from dateline.model import Span
from dateline.resolve.places.gazetteer import Entry
from dateline.resolve.places.placenames import key

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_SURE: Final = frozenset({"recognised", "locative", "container", "dateline", "local_noun"})
_DASHES: Final = frozenset({"-", "--", "—", "–", "("})
_BELONGS: Final = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words that the gazetteer, a table or the recogniser holds for a place name.

    Attributes:
        passage: index of the passage.
        first: index of the first token.
        last: index of the last token.
        span: the words.
        name: what to look up.
        how: `name`, `abbreviation`, `adjective`, `embedded`, `feature` (a street, a river, a building that
            the gazetteer lacks), `part` (the same, named for a place) or `unknown` (a place name that it lacks).
        entries: candidates, where a table gives them.
        within: the words for what it lies in, or empty.
        confidence: probability that the words are a place name here.
        rule: what decided it.
    """

    passage: int
    first: int
    last: int
    span: Span
    name: str
    how: str
    entries: tuple[Entry, ...]
    within: str
    confidence: float
    rule: str


def candidates(passages: Sequence[Passage], cues: Cues) -> list[Candidate]:
    """Find the words that may be place names.

    Args:
        passages: the report's prose.
        cues: the words that tell places from other names.

    Returns:
        Candidates in the order of the text; they do not overlap. Those whose rule is `open` stand in nothing
        that speaks for a place or against it.
    """
    people, placed = _people(passages, cues)
    words = frozenset(word for passage in passages for word in passage.columns.words if word.islower())
    kept: list[Candidate] = []
    for passage in passages:
        taken: set[int] = set()
        raws = matches(passage.columns, cues)
        sort_by_nouns(passage.doc, raws, cues)
        for raw in raws:
            confidence, rule = _verdict(passage.doc, raw, people, placed, words, cues)
            if confidence > 0:
                kept.append(_candidate(passage, raw, confidence, rule))
                taken.update(range(raw.first, raw.last + 1))
        kept += _unlisted(passage, taken, people, cues)
    sure = {key(c.name) for c in kept if c.how == "name" and c.rule in _SURE}
    # What is a place in one sentence is one in the next, however bare it stands there.
    kept = [
        replace(c, rule="named_elsewhere", confidence=0.6) if c.rule == "open" and key(c.name) in sure else c
        for c in kept
    ]
    kept.sort(key=lambda c: (c.span.start, c.span.end))
    return kept


def _candidate(passage: Passage, raw: Match, confidence: float, rule: str) -> Candidate:
    how = "embedded" if rule == "part_of_name" else raw.how
    begin = passage.doc[raw.first].idx
    span = (
        passage.span(begin, begin + len(raw.name))
        if raw.how == "abbreviation"
        else passage.between(passage.doc[raw.first], passage.doc[raw.last])
    )
    return Candidate(
        passage.index, raw.first, raw.last, span, raw.name, how, raw.entries, raw.within, confidence, rule
    )


def _people(passages: Sequence[Passage], cues: Cues) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of persons' full names, and the words that stand after "in", "near" and the like.

    The recogniser takes a town before a title for a person ("Sochi Mayor Pakhomov"): a word that the report
    also has after a preposition of place is no surname.
    """
    full: set[str] = set()
    placed: set[str] = set()
    for passage in passages:
        for entity in passage.doc.ents:
            if entity.label_ == "PERSON" and len(entity) > 1:
                full.update(t.lower_ for t in entity if t.text[:1].isupper() and len(t) > 2)
            elif entity.label_ == "GPE" and len(entity) == 1:
                # "Turkey and Jordan" beside a Michael Jordan
                states = cues.gazetteer.named(entity.text)[:1]
                placed.update(entity.text.lower() for state in states if state.kind == "country")
        before = ""
        for word, lower in zip(passage.columns.words, passage.columns.lower, strict=True):
            if before in cues.strict_locative and word[:1].isupper():
                placed.add(lower)
            before = lower
    return frozenset(full - placed), frozenset(placed)


def _verdict(
    doc: Doc,
    raw: Match,
    people: Collection[str],
    placed: Collection[str],
    words: Collection[str],
    cues: Cues,
) -> tuple[float, str]:
    """Say how probable it is that a match is a place name here, and why.

    Args:
        doc: the parse.
        raw: the match.
        people: words of persons' full names.
        placed: words that the report has after a preposition of place.
        words: the report's words in small letters.
        cues: the words that tell.

    Returns:
        A probability and a rule: 0 where the words are something else, `open` where nothing tells.
    """
    first, last = doc[raw.first], doc[raw.last]
    before = doc[raw.first - 1] if raw.first > 0 else None
    after = doc[raw.last + 1] if raw.last + 1 < len(doc) else None
    label = last.ent_type_ or first.ent_type_
    if raw.how in ("abbreviation", "code"):
        return 0.95, raw.how
    if raw.how in ("adjective", "people"):
        if label == "LANGUAGE" or _language(before, after):
            return 0.0, "language"
        return (0.9, raw.how) if label != "PERSON" or raw.how == "people" else (0.0, "person")
    single = raw.first == raw.last
    lowered = first.text.lower()
    previous = before.text.lower() if before is not None else ""
    following = after.text.lower() if after is not None else ""
    locative = previous in cues.locative
    if single and (lowered in cues.months or (previous.rstrip(".") in cues.titles and previous != "chief")):
        return 0.0, "month_or_title"
    if raw.how == "feature":
        return (0.7, "feature") if label != "PERSON" or _whole(doc, raw) else (0.0, "person")
    if raw.within:
        return 0.95, "container"
    opens = following in _DASHES or (raw.first == 0 and following == ",")
    if opens and last.text.isupper() and len(last) > 3:
        return 0.95, "dateline"
    doubtful = single and (key(raw.name) in cues.doubtful or lowered in words)
    if following in cues.local and not doubtful:
        return 0.75, "local_noun"
    if label == "PERSON" and not _whole(doc, raw):
        # "Alexandria Commonwealth's Attorney Randy Sengel": a town that leads, if it is one elsewhere
        leads = first.ent_iob_ == "B" and lowered in placed
        return (0.05, "open") if leads else (0.0, "person")
    known = single and lowered in people
    strong = _strong(raw, cues)
    if label in PLACES:
        if known and not locative:
            return 0.0, "surname"
        return (0.8 if doubtful else 0.95), "recognised"
    if single and (last.pos_ != "PROPN" or (first.text.isupper() and len(first) < 5)):
        return (0.5, "population") if strong and not doubtful and label != "PERSON" else (0.0, "word")
    if known and (not locative or previous in ("of", "from", "to")):
        return 0.0, "surname"
    if label == "PERSON":
        if locative and previous not in ("of", "from", "to"):
            return 0.7, "locative"
        return (0.5, "population") if strong and not doubtful else (0.0, "person")
    if label and not _whole(doc, raw):
        # "Norfolk High School", "University of Lagos"; but not "Paris Hilton" taken for a firm
        leads = (following in cues.heads or previous == "of") and not doubtful
        return (0.6, "part_of_name") if leads or strong else (0.05, "open")
    if locative and previous != "of" and not (single and lowered in words):
        return 0.8, "locative"
    if strong and not doubtful:
        return 0.75, "population"
    if not single and not doubtful:
        return 0.6, "several_words"
    return (0.0, "word") if single and lowered in words else (0.05, "open")


def _language(before: Token | None, after: Token | None) -> bool:
    """Say whether an adjective is a language: "in Turkish", "speaks fluent French"."""
    bare = after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")
    return bare and before is not None and (before.lower_ in ("in", "fluent") or before.lemma_ == "speak")


def _strong(raw: Match, cues: Cues) -> bool:
    top = cues.gazetteer.named(raw.name)[0]
    return top.kind not in ("city", "admin2") or top.population > 100_000


def _whole(doc: Doc, raw: Match) -> bool:
    """Say whether the recogniser's entity is the match and nothing more than an article or a possessive."""
    low, high = raw.first, raw.last
    kind = doc[high].ent_type
    if low > 0 and doc[low].ent_iob_ == "I" and doc[low - 1].text.lower() != "the":
        return False
    after = doc[high + 1] if high + 1 < len(doc) else None
    return not (
        after is not None and after.ent_iob_ == "I" and after.ent_type == kind and after.text not in _BELONGS
    )


def _unlisted(
    passage: Passage, taken: Collection[int], people: Collection[str], cues: Cues
) -> Iterator[Candidate]:
    """Yield the place names that only the recogniser knows."""
    for entity in passage.doc.ents:
        if entity.label_ not in PLACES or any(n in taken for n in range(entity.start, entity.end)):
            continue
        first, last = entity.start, entity.end - 1
        while first < last and passage.doc[first].text.lower() in ("the", "a", "'s", "’s"):
            first += 1
        while last > first and passage.doc[last].text in _BELONGS:
            last -= 1
        tokens = passage.doc[first : last + 1]
        # The recogniser calls many a firm and person a place; alone it is believed where words agree.
        before = passage.doc[first - 1].lower_ if first else ""
        if entity.label_ == "GPE" and before not in cues.locative and before not in (",", "and"):
            continue
        if not tokens[-1].text[:1].isupper() or tokens[-1].text.lower() in people:
            continue
        how = "feature" if entity.label_ == "FAC" else "unknown"
        span = passage.of(tokens)
        yield Candidate(passage.index, first, last, span, tokens.text, how, (), "", 0.6, "recognised")
