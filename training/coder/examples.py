"""Examples: the corpus as sentences with their candidate tokens and what each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zlib import crc32

from check import Item
from check import read as read_corpus

from coder.tenses import participles, retold
from dateline.find.events.coder import Coding
from dateline.find.events.finder import Finder, coded, setting_of, told
from dateline.find.events.folding import Found
from dateline.find.events.hearing import Heard
from dateline.find.events.learned.revision import wording
from dateline.find.events.learned.statuses import sign_of
from dateline.find.events.proposals import general
from dateline.find.events.relevance import Judge, judge_of
from dateline.find.events.setting import dates, nearest
from dateline.find.learned.candidates import may_take_part, may_trigger
from dateline.find.learned.paths import content_words, features, nearby, scene
from dateline.find.learned.scorer import lexicon_type
from dateline.find.statements.finder import find_statements
from dateline.find.syntax import Passage
from dateline.find.times.tagger import find_times
from dateline.markup import Mark, Marked
from dateline.model import EventType, Published, Span, Zone
from dateline.ontology.plover import Ontology
from dateline.pipeline import Reader

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

FOLDS = 3


@dataclass(frozen=True, slots=True)
class Deed:
    """A marked event in a sentence; tokens are counted from the sentence's first.

    Attributes:
        token: the head of the trigger.
        type: PLOVER type.
        modes: PLOVER modes.
        status: its status.
        actors: for each actor that the sentence names, its mentions' heads, nearest first.
        recipients: likewise.
    """

    token: int
    type: str
    modes: tuple[str, ...]
    status: str
    actors: tuple[tuple[int, ...], ...]
    recipients: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the rules made of a token; of a deed that they did not find, what they make of it once told of it.

    Attributes:
        token: the trigger, counted from the sentence's first token like the others.
        tokens: the tokens of the wording.
        type: PLOVER type.
        modes: PLOVER modes.
        status: its status.
        sign: name of the rule that settled the status.
        actors: heads of the words for sources.
        recipients: heads of the words for targets.
        found: the rules found it; otherwise the type is the marked one.
    """

    token: int
    tokens: frozenset[int]
    type: str
    modes: tuple[str, ...]
    status: str
    sign: str
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    found: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the corpus as the learned coder sees it.

    Attributes:
        text: its words.
        spans: of each token, in characters of `text`.
        triggers: tokens that may name an event.
        parties: tokens that may head the words for a party.
        features: of each trigger, for the linear model.
        scene: features that they share.
        lexicon: of each trigger the type that the lexicon gives it, if any.
        rules: what the rules make of it.
        deeds: the marked events.
        said: heads of the cues of statements, with the stance of what they govern and the rules' stance.
        pair: heads of source and target and the pair's type, where only that is marked.
        fold: which fold it belongs to; a report stays whole.
        report: it stands in a report.
        made: it was made from another by changing its tense (see `coder.tenses`).
        names: spans of tokens of names (first, past the last, kind), for swapping.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    triggers: tuple[int, ...]
    parties: tuple[int, ...]
    features: dict[int, tuple[str, ...]]
    scene: tuple[str, ...]
    lexicon: dict[int, str]
    rules: tuple[Rule, ...]
    deeds: tuple[Deed, ...] = ()
    said: tuple[tuple[int, str, str], ...] = ()
    pair: tuple[int, int, str] | None = None
    fold: int = 0
    report: bool = False
    made: bool = False
    names: tuple[tuple[int, int, str], ...] = ()


def fold_of(key: str) -> int:
    """Return the fold of a text: fixed, whatever is added to the corpus."""
    return crc32(key.encode()) % FOLDS


def examples(corpus: Path, reader: Reader | None = None) -> list[Sentence]:
    """Read the whole corpus as examples: sentences, reports, pairs, and sentences told in another tense."""
    reader = reader or Reader()
    reading = read_corpus(corpus)
    found: list[Sentence] = []
    single = [item for item in reading.items if not item.report]
    docs = list(reader.nlp.pipe(item.marked.text for item in single))
    for item, doc in zip(single, docs, strict=True):
        passage = whole(item.marked.text, doc)
        published = Published(item.published, "given") if item.published else None
        found += _sentences(item, (passage,), published, reader.ontology)
    for item in reading.items:
        if item.report:
            document = reader.document(item.marked.text, published=item.published)
            passages = reader.passages(document)
            found += _sentences(item, passages, document.published, reader.ontology)
    found += pairs(corpus / "pairs.tsv", reader)
    known = participles(docs)
    for item, doc in zip(single, docs, strict=True):
        for again in retold(item.marked, doc, known):
            passage = whole(again.text, reader.nlp(again.text))
            own = replace(item, marked=again)
            for sentence in _sentences(own, (passage,), None, reader.ontology):
                # it goes where the sentence is that it was made from
                found.append(replace(sentence, fold=fold_of(item.marked.text), made=True))
    return found


def whole(text: str, doc: Doc) -> Passage:
    """Wrap a parsed text as one passage."""
    zone = Zone("body", Span(0, len(text), text), "corpus")
    return Passage(0, zone, text, doc, range(len(text) + 1), range(1, len(text) + 2))


def _sentences(
    item: Item, passages: tuple[Passage, ...], published: Published | None, ontology: Ontology
) -> Iterator[Sentence]:
    judge = judge_of(passages)
    finder = Finder(ontology)
    times = find_times(passages, published)
    statements = find_statements(passages)
    setting = setting_of(statements, times, published)
    cues = {draft.cue: draft.stance for draft in statements if draft.cue is not None}
    for passage in passages:
        found = coded(passage, finder, judge)
        known = {one.candidate.trigger.i for one in found}
        deeds = {s.start: tuple(_deeds(item.marked, passage, s)) for s in passage.doc.sents}
        missed = [
            _told_of(passage.doc[first + deed.token], deed, passage, ontology, judge)
            for first, own in deeds.items()
            for deed in own
            if first + deed.token not in known
        ]
        acts = frozenset(one.candidate.trigger.i for one in (*found, *missed))
        when = nearest(passage, dates(passage, times), acts)
        for sentence in passage.doc.sents:
            rules = [
                _rule(one, told(passage, one, when(one), setting), sentence.start, one in found)
                for one in (*found, *missed)
                if sentence.start <= one.candidate.trigger.i < sentence.end
            ]
            yield replace(
                example(sentence, ontology, tuple(rules)),
                deeds=deeds[sentence.start],
                said=tuple(_said(item.marked, passage, sentence, cues)),
                fold=fold_of(item.where if item.report else item.marked.text),
                report=item.report,
            )


def _told_of(token: Token, deed: Deed, passage: Passage, ontology: Ontology, judge: Judge) -> Found:
    """Return what the rules make of a deed that they did not find."""
    proposal = general(token, passage, ontology, judge)
    coding = Coding(cast("EventType", deed.type), (), "marked", 1.0)
    return Found(proposal.candidate, coding, proposal.actors, proposal.recipients)


def _rule(one: Found, heard: Heard, first: int, found: bool) -> Rule:
    return Rule(
        one.candidate.trigger.i - first,
        frozenset(token - first for token in wording([one])),
        one.coding.type,
        one.coding.modes,
        heard.status,
        sign_of(heard),
        tuple(head.i - first for head in one.actors),
        tuple(head.i - first for head in one.recipients),
        found,
    )


def example(sentence: Tokens, ontology: Ontology, rules: tuple[Rule, ...] = ()) -> Sentence:
    """Make an example of a parsed sentence."""
    first = sentence.start
    triggers = [token for token in sentence if may_trigger(token)]
    lexicon = {token.i - first: lexicon_type(token, ontology) for token in triggers}
    content = content_words(sentence)
    return Sentence(
        text=sentence.text,
        spans=tuple((t.idx - sentence.start_char, t.idx - sentence.start_char + len(t)) for t in sentence),
        triggers=tuple(token.i - first for token in triggers),
        parties=tuple(token.i - first for token in sentence if may_take_part(token)),
        features={
            place: tuple(features(token, lexicon[place], nearby(content, place)))
            for place, token in zip(lexicon, triggers, strict=True)
        },
        scene=tuple(scene(content)),
        lexicon=lexicon,
        rules=rules,
        names=tuple((e.start - first, e.end - first, e.label_) for e in sentence.ents),
    )


def _deeds(marked: Marked, passage: Passage, sentence: Tokens) -> Iterator[Deed]:
    for mark in marked.of("event"):
        if not passage.covers(mark.span):
            continue
        tokens = passage.tokens(mark.span)
        if not len(tokens) or not sentence.start <= tokens.start < sentence.end:
            continue
        facts = _facts(marked, mark)
        if facts is None:
            continue
        head = next((t for t in (tokens.root, *tokens) if may_trigger(t)), tokens.root)
        type_, modes, status = facts.values
        yield Deed(
            head.i - sentence.start,
            type_,
            () if modes == "-" else tuple(modes.split("+")),
            status,
            tuple(_mentions(marked, passage, sentence, head, facts.keys.get("by", ()))),
            tuple(_mentions(marked, passage, sentence, head, facts.keys.get("to", ()))),
        )


def _said(
    marked: Marked, passage: Passage, sentence: Tokens, cues: Mapping[Span, str]
) -> Iterator[tuple[int, str, str]]:
    """Yield the cues of the sentence's statements with their stances; a cue of two stances is left out.

    Args:
        marked: the text with its marks.
        passage: where the sentence stands.
        sentence: the sentence.
        cues: the cues that the rules find, with the stance by the rules.
    """
    stances: dict[int, set[str]] = {}
    ruled: dict[int, str] = {}
    for own in dict.fromkeys(mark.id for mark in marked.of("statement")):
        statement = marked.first(own)
        if statement is None or not statement.values or "cue" not in statement.keys:
            continue
        cue = next((mark for mark in marked.marks if mark.id == statement.keys["cue"][0]), None)
        if cue is None or not passage.covers(cue.span):
            continue
        tokens = passage.tokens(cue.span)
        if len(tokens) and sentence.start <= tokens.start < sentence.end:
            head = next((t for t in (tokens.root, *tokens) if may_trigger(t)), None)
            if head is not None:
                token = head.i - sentence.start
                stances.setdefault(token, set()).add(statement.values[0])
                ruled[token] = next((s for span, s in cues.items() if span.overlaps(cue.span)), "")
    for token, values in stances.items():
        if len(values) == 1:
            yield token, min(values), ruled[token]


def _facts(marked: Marked, mark: Mark) -> Mark | None:
    """Return the mark that says what an event is, also for a later mention of it."""
    for _ in range(5):
        if len(mark.values) == 3:
            return mark
        target = mark.keys.get("same", (mark.id,))[0]
        found = marked.first(target)
        if found is None or found is mark:
            return None
        mark = found
    return None


def _mentions(
    marked: Marked, passage: Passage, sentence: Tokens, head: Token, ids: Iterable[str]
) -> Iterator[tuple[int, ...]]:
    for own in ids:
        heads = []
        for mark in marked.of("actor"):
            if mark.id != own or not passage.covers(mark.span):
                continue
            tokens = passage.tokens(mark.span)
            if len(tokens) and sentence.start <= tokens.start < sentence.end:
                heads.append(tokens.root.i)
        if heads:
            yield tuple(i - sentence.start for i in sorted(heads, key=lambda i: abs(i - head.i)))


def pairs(path: Path, reader: Reader) -> Iterator[Sentence]:
    """Yield the sentences in which only a pair and its type are marked."""
    if not path.exists():
        return
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    plain = [_plain(row[1]) for row in rows]
    for (type_, *_), (text, source, target), doc in zip(
        rows, plain, reader.nlp.pipe(text for text, _, _ in plain), strict=True
    ):
        ends = [doc.char_span(*span, alignment_mode="expand") for span in (source, target)]
        if ends[0] is None or ends[1] is None:
            continue
        heads = (ends[0].root.i, ends[1].root.i)
        yield replace(example(doc[:], reader.ontology), pair=(*heads, type_), fold=fold_of(text))


def _plain(marked: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    """Return the text without the marks of source and target, and their spans."""
    spans: dict[str, list[int]] = {"s": [], "t": []}
    plain = ""
    rest = marked
    while rest:
        for tag in ("<s>", "</s>", "<t>", "</t>"):
            if rest.startswith(tag):
                spans[tag.strip("</>")].append(len(plain))
                rest = rest[len(tag) :]
                break
        else:
            plain += rest[0]
            rest = rest[1:]
    return plain, (spans["s"][0], spans["s"][1]), (spans["t"][0], spans["t"][1])
