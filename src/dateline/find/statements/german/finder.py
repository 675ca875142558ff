"""German statements: cue verbs, source phrases, nouns of saying, quotations, and speech that goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from dateline.find.drafts import StatementDraft
from dateline.find.statements.found import Found
from dateline.find.statements.german.clauses import Clause, clause_at
from dateline.find.statements.german.contents import content_after, sentence_end, subjunctive_at
from dateline.find.statements.german.phrases import phrase_end
from dateline.find.statements.german.sources import sources
from dateline.find.statements.german.words import Word, sentences, words_of
from dateline.find.statements.layout import Layout, lay_out
from dateline.find.statements.nesting import arrange
from dateline.find.statements.quotemarks import find_quotations
from dateline.find.statements.stance import NEGATED
from dateline.find.syntax import Passage
from dateline.model import Stance
from dateline.ontology.formcues import FormCueTable, load_form_cues

_SPEECH: Final = 4
"""Words from which a quotation may be speech rather than a name or a single term."""

Range = tuple[int, int]


@dataclass(slots=True)
class _Sentence:
    """One sentence and what was found in it; local to one call of `find_german`."""

    layout: Layout
    words: Sequence[Word]
    first: int
    stop: int
    before: Range | None = None
    found: list[Found] = field(default_factory=list)

    @property
    def end(self) -> int:
        return sentence_end(self.words, self.first, self.stop)

    @property
    def index(self) -> int:
        return self.layout.passage.index


def find_german(passages: Sequence[Passage], *, attitudes: bool = False) -> tuple[StatementDraft, ...]:
    """Find the statements of a German report.

    Args:
        passages: the report's passages; they need no parse.
        attitudes: has no effect: the rules know words of saying only.

    Returns:
        Drafts in the order of the text.
    """
    del attitudes
    texts = [passage.doc.text for passage in passages]
    quotations = find_quotations(passages, texts)
    layouts = [lay_out(*each) for each in zip(passages, texts, quotations, strict=True)]
    found: list[Found] = []
    last: Found | None = None
    before: Range | None = None
    for layout in layouts:
        words = words_of(layout.text, layout.quotations)
        fresh = True
        before = None
        for first, stop in sentences(words):
            sentence = _Sentence(layout, words, first, stop, before=before)
            _read(sentence)
            before = first, stop
            if not sentence.found and last is not None:
                sentence.found.extend(_continued(sentence, last, fresh=fresh))
            if sentence.found:
                found.extend(sentence.found)
                last = _leading(sentence.found)
            elif not fresh or last is None or last.rule != "cue before a colon":
                last = None
            fresh = False
    return arrange(found, layouts)


def _leading(found: Sequence[Found]) -> Found:
    """Return the statement of a sentence that the next sentence may go on with: the widest."""
    return max(found, key=lambda f: sum(b - a for _, a, b in f.pieces))


def _read(sentence: _Sentence) -> None:
    words = sentence.words
    for i in range(sentence.first, sentence.stop):
        if words[i].quote >= 0:
            continue
        clause = clause_at(words, i, sentence.first, sentence.stop)
        if clause is not None:
            _from_clause(sentence, clause)
    for source in sources(words, sentence.first, sentence.stop):
        quoted = _only_quoted(words, source.pieces)
        sentence.found.append(
            _make(
                sentence,
                source.pieces,
                "asserts",
                ("quote" if quoted else "clause", "source phrase"),
                (source.cue, source.cue + 1),
                source.speaker,
            )
        )
    _from_nouns(sentence)
    _from_colon(sentence)
    _drop_repeats(sentence)


def _make(
    sentence: _Sentence,
    pieces: Sequence[Range],
    stance: Stance,
    how: tuple[str, str],
    cue: Range | None,
    speaker: Range | None,
    *,
    negated: bool = False,
    confidence: float = 0.7,
) -> Found:
    words, index = sentence.words, sentence.index
    frame, rule = how
    return Found(
        passage=index,
        pieces=[(index, *_characters(sentence, piece)) for piece in pieces],
        stance=stance,
        frame=frame,
        rule=rule,
        verb=cue[0] if cue else None,
        cue=(words[cue[0]].start, words[cue[1] - 1].end) if cue else None,
        speaker=(index, words[speaker[0]].start, words[speaker[1] - 1].end) if speaker else None,
        negated=negated,
        confidence=confidence,
    )


def _characters(sentence: _Sentence, piece: Range) -> Range:
    """Return the characters of a stretch, without the marks around a quotation that fills it."""
    words = sentence.words
    first, last = words[piece[0]], words[piece[1] - 1]
    start, end = first.start, last.end
    if first.quote >= 0 and first.quote == last.quote:
        q = sentence.layout.quotations[first.quote]
        if start == q.outer_start and end == q.outer_end and q.end > q.start:
            return q.start, q.end
    return start, end


def _only_quoted(words: Sequence[Word], pieces: Sequence[Range]) -> bool:
    return all(words[k].quote >= 0 for a, b in pieces for k in range(a, b) if words[k].alphabetic)


def _stance(clause: Clause, frame: str, words: Sequence[Word], piece: Range | None, table: FormCueTable) -> Stance:
    stance = clause.verb.frames[frame]
    if clause.negated and clause.verb.infinitive != "schließen":
        return NEGATED[stance]
    if stance == "rejects" and piece is not None:
        claims = any(words[k].text in table.claims for k in range(piece[0], min(piece[1], piece[0] + 6)))
        if claims or frame == "clause":
            return "denies"
    return stance


def _from_clause(sentence: _Sentence, clause: Clause) -> None:
    """Make the statement of a cue verb, if its frames give it a content."""
    words, table = sentence.words, load_form_cues("de")
    frames = clause.verb.frames
    speaks = "quote" in frames or "clause" in frames
    if clause.shared >= 0:
        _cut(sentence, clause.shared)
    clause = replace(clause, speaker=_speaker(words, clause, sentence))
    if clause.final and clause.opener == "wie" and speaks:
        _from_wie(sentence, clause)
        return
    if _pointing(sentence, clause):
        return
    right = content_after(words, clause.after, sentence.stop, plain="quote" in frames)
    follows = clause.follows and speaks
    if clause.follows and right is not None and right[0] in ("clause", "to") and words[clause.finite - 2].quote < 0:
        # "..., sagte X, die Bank sei": what stands before is content only if it is indirect speech itself
        follows = follows and subjunctive_at(words, clause.begins, clause.finite, weak=True) is not None
        follows = follows or (speaks and subjunctive_at(words, sentence.first, clause.finite, weak=False) is not None)
    if follows and _postposed(sentence, clause):
        return
    if right is not None:
        frame, first = right
        wanted = {"quote": "quote", "colon": "clause"}.get(frame, frame)
        if frame == "colon" and "clause" not in frames:
            wanted = "quote"
        if frame == "quote" and wanted not in frames:
            wanted = "clause"
        if wanted == "clause" and wanted not in frames and "to" in frames:
            wanted = "to"
        if wanted == "to" and "to" not in frames and "clause" in frames:
            wanted = "clause"
        if wanted in frames:
            piece = _content(sentence, first, frame)
            if piece is not None and clause.final and clause.begins == sentence.first:
                piece = _until_main(words, piece)
            if piece is not None:
                rule = "cue before a colon" if words[first - 1].text == ":" else "cue before its content"
                sentence.found.append(
                    _make(
                        sentence,
                        [piece],
                        _stance(clause, wanted, words, piece, table),
                        (wanted, rule),
                        _cue(clause),
                        clause.speaker,
                        negated=clause.negated,
                    )
                )
                return
    _from_object(sentence, clause)


def _speaker(words: Sequence[Word], clause: Clause, sentence: _Sentence) -> Range | None:
    """Return who speaks, where that is not the subject: "zitiert X mit den Worten", "in dem Papier heißt es"."""
    if clause.verb.infinitive == "zitieren":
        if clause.passive:
            return clause.subject
        after = (clause.speaker[1] if clause.speaker and clause.inverted else clause.finite) + 1
        for k in range(after, min(after + 3, sentence.stop)):
            end = phrase_end(words, k, sentence.stop)
            if end > k:
                return k, end
        return clause.speaker
    if clause.verb.infinitive in ("heißen", "verlauten") and not clause.final:
        first = sentence.first
        if words[first].low in ("in", "im", "aus"):
            end = phrase_end(words, first + 1, clause.finite)
            return (first + 1, end) if end > first + 1 else None
    return clause.speaker


def _until_main(words: Sequence[Word], piece: Range) -> Range:
    """End a content before the main clause: "Nachdem X gesagt hatte, dass ..., | wurde ..."."""
    table = load_form_cues("de")
    for k in range(piece[0] + 2, piece[1] - 1):
        follows = words[k + 1]
        if words[k].text == "," and words[k].quote < 0 and (
            follows.low in table.words["auxiliaries"] or follows.low in table.forms
        ):
            return piece[0], k
    return piece


def _pointing(sentence: _Sentence, clause: Clause) -> bool:
    """Make the statement of "Das meldet die Zeitung": what the sentence before says."""
    words, table = sentence.words, load_form_cues("de")
    if sentence.before is None or clause.finite != sentence.first + 1 or not clause.inverted or not clause.speaker:
        return False
    if words[sentence.first].low not in table.words["pronounced"] or sentence.stop - clause.after > 6:
        return False
    frame = "clause" if "clause" in clause.verb.frames else "quote"
    if frame not in clause.verb.frames:
        return False
    first, stop = sentence.before
    sentence.found.append(
        _make(
            sentence,
            [(first, sentence_end(words, first, stop))],
            _stance(clause, frame, words, None, table),
            (frame, "pronoun for the sentence before"),
            _cue(clause),
            clause.speaker,
            negated=clause.negated,
        )
    )
    return True


def _cue(clause: Clause) -> Range:
    return clause.at, clause.at + 1


def _content(sentence: _Sentence, first: int, frame: str) -> Range | None:
    """Return the stretch of a content that begins at a word: the rest of the sentence, or its quotation."""
    words = sentence.words
    end = sentence.end
    if frame == "quote" and words[first].quote >= 0:
        last = first
        while last < sentence.stop and words[last].quote >= 0:
            last += 1
        if last < sentence.stop and any(w.alphabetic for w in words[last:end]):
            # „A“ und „B“, or a quotation that the clause goes on after
            return first, end if words[last].text not in ",;–" else last
        return first, last
    return (first, end) if end > first else None


def _postposed(sentence: _Sentence, clause: Clause) -> bool:
    """Make the statement of "..., sagte X": the content stands before the cue."""
    words, table = sentence.words, load_form_cues("de")
    frame = "quote" if words[clause.finite - 1].quote >= 0 or words[clause.finite - 2].quote >= 0 else "clause"
    if frame not in clause.verb.frames:
        frame = "clause" if "clause" in clause.verb.frames else "quote"
    stop = clause.finite
    while stop > sentence.first and words[stop - 1].text in ",–" and words[stop - 1].quote < 0:
        stop -= 1
    first = sentence.first
    if words[stop - 1].quote >= 0:
        # the quotation, with words before it that belong to its sentence
        k = stop
        while k > first and words[k - 1].quote >= 0:
            k -= 1
        head = words[k - 1].text if k > first else ""
        if head in (":", ",") or (head and stop - k > _SPEECH * 3):
            first = k
    for f in sentence.found:
        # a cue before it in the sentence has its own content
        if f.cue is not None and f.pieces[-1][2] <= words[stop - 1].end and f.rule != "cue after its content":
            if f.pieces[0][1] <= words[first].start:
                return False
    if stop <= first:
        return False
    pieces = [(first, stop)]
    after = clause.after
    if after < sentence.stop and words[after].text in ",:" and after + 1 < sentence.stop:
        if words[after + 1].quote >= 0:
            rest = _content(sentence, after + 1, "quote")
            if rest is not None:
                pieces.append(rest)
        elif subjunctive_at(words, after + 1, after + 2, weak=True) is not None:
            pieces.append((after + 1, sentence.end))
    elif after < sentence.stop and words[after].quote >= 0:
        rest = _content(sentence, after, "quote")
        if rest is not None:
            pieces.append(rest)
    sentence.found.append(
        _make(
            sentence,
            pieces,
            _stance(clause, frame, words, pieces[0], table),
            (frame, "cue after its content"),
            _cue(clause),
            clause.speaker,
            negated=clause.negated,
        )
    )
    return True


def _from_wie(sentence: _Sentence, clause: Clause) -> None:
    """Make the statement of "Wie X mitteilte, ..." and "..., wie X mitteilte"."""
    words = sentence.words
    frame = "clause" if "clause" in clause.verb.frames else "quote"
    last = clause.after
    pieces = []
    if clause.begins > sentence.first:
        stop = clause.begins
        while stop > sentence.first and words[stop - 1].text in ",–" and words[stop - 1].quote < 0:
            stop -= 1
        pieces.append((sentence.first, stop))
    if last < sentence.stop and words[last].text in ",–" and last + 1 < sentence.end:
        pieces.append((last + 1, sentence.end))
    pieces = [piece for piece in pieces if piece[1] > piece[0]]
    if pieces:
        sentence.found.append(
            _make(
                sentence,
                pieces,
                clause.verb.frames[frame],
                (frame, "comparison with a cue"),
                _cue(clause),
                clause.speaker,
            )
        )


_OBJECT: Final = frozenset({"np", "as"})


def _from_object(sentence: _Sentence, clause: Clause) -> None:
    """Make the statement of a verb with an object: "forderte ein Ende der Kämpfe", "nannte die Wahl eine Farce"."""
    words, table = sentence.words, load_form_cues("de")
    frames = clause.verb.frames
    if clause.passive or clause.speaker is None or clause.final or not _OBJECT & frames.keys():
        return
    assert clause.speaker is not None
    low = max(clause.finite + 1, clause.speaker[1] if clause.inverted else 0)
    if clause.at > clause.finite:
        high = clause.at
    else:
        high = clause.after - 1 if clause.verb.particle and clause.after - 1 > low else sentence.end
        for k in range(low, high):
            if words[k].text in ";:–" and words[k].quote < 0:
                high = k
                break
    if clause.inverted:
        low = min(low, high)
    marked = any(words[k].low == "als" for k in range(low, high))
    frame = "as" if "as" in frames and (marked or "np" not in frames) else "np"
    if frame not in frames or (frame == "as" and not marked):
        return
    while low < high and not words[low].alphabetic and words[low].quote < 0:
        low += 1
    while high > low and words[high - 1].text in ",–":
        high -= 1
    if high <= low or not any(w.capital for w in words[low:high]):
        return
    sentence.found.append(
        _make(
            sentence,
            [(low, high)],
            _stance(clause, frame, words, (low, high), table),
            (frame, "object of a cue"),
            _cue(clause),
            clause.speaker,
            negated=clause.negated,
            confidence=0.5,
        )
    )


def _cut(sentence: _Sentence, joint: int) -> None:
    """End contents before an "und" at which the sentence goes on with another cue of the same subject."""
    words = sentence.words
    for f in sentence.found:
        index, start, end = f.pieces[-1]
        if start < words[joint].start < end and joint > sentence.first:
            f.pieces[-1] = (index, start, words[joint - 1].end)


def _from_nouns(sentence: _Sentence) -> None:
    """Make the statements of nouns with a clause: "die Behauptung, dass ...", "mit den Worten: „...“"."""
    words, table = sentence.words, load_form_cues("de")
    for i in range(sentence.first, sentence.end - 2):
        word = words[i]
        if word.quote >= 0 or word.text not in table.nouns:
            continue
        after = phrase_end(words, i, sentence.end)
        after = i + 1 if words[i + 1].text in ",:" or words[i + 1].quote >= 0 else after
        if after >= sentence.end or not (words[after].text in ",:" or words[after].quote >= 0):
            continue
        right = content_after(words, after, sentence.stop, plain=False)
        if right is None or right[1] > after + 1:
            continue
        frame, first = right
        if any(f.pieces[0][1] <= words[first].start < f.pieces[0][2] and _close(f, words[first]) for f in sentence.found):
            continue
        piece = _content(sentence, first, frame)
        if piece is None:
            continue
        speaker = (i + 1, after) if after > i + 1 else None
        if speaker is not None and words[speaker[0]].low in ("von", "vom"):
            speaker = (speaker[0] + 1, speaker[1])
        if speaker is None:
            speaker = _subject_of_sentence(sentence, i)
        sentence.found.append(
            _make(
                sentence,
                [piece],
                table.nouns[word.text],
                ("quote" if frame == "quote" else "clause", "noun of saying"),
                (i, i + 1),
                speaker,
                confidence=0.6,
            )
        )


def _close(f: Found, word: Word) -> bool:
    """Say whether a statement begins right at a word."""
    return abs(f.pieces[0][1] - word.start) <= 2


def _subject_of_sentence(sentence: _Sentence, noun: int) -> Range | None:
    """Return the noun phrase that opens the sentence, if a verb follows it."""
    words = sentence.words
    table = load_form_cues("de").words
    first = sentence.first
    while first < noun and words[first].low in table["conjunctions"]:
        first += 1
    if words[first].low in table["oblique"] | table["prepositions"] | table["subordinators"]:
        return None
    end = phrase_end(words, first, noun, loose=True)
    return (first, end) if first < end < noun and words[end].text[0].islower() else None


def _from_colon(sentence: _Sentence) -> None:
    """Make the statement of "Der Minister: „...“" and of a colon after words without a cue."""
    words, table = sentence.words, load_form_cues("de")
    for i in range(sentence.first + 1, sentence.stop - 1):
        if words[i].text != ":" or words[i].quote >= 0 or words[i + 1].quote < 0:
            continue
        q = words[i + 1].quote
        size = sum(w.alphabetic for w in words[i + 1 : sentence.stop] if w.quote == q)
        at = words[i + 1]
        if size < _SPEECH or any(_close(f, at) for f in sentence.found):
            continue
        end = phrase_end(words, sentence.first, i)
        named = end == i and words[sentence.first].text not in table.labels
        speaker = (sentence.first, i) if named else _subject_of_sentence(sentence, i)
        piece = _content(sentence, i + 1, "quote")
        if piece is not None:
            how = ("quote", "name before a colon" if named else "words before a colon")
            sentence.found.append(_make(sentence, [piece], "asserts", how, None, speaker, confidence=0.6))


def _drop_repeats(sentence: _Sentence) -> None:
    """Keep one statement for each content: the first, which has the verb."""
    kept: list[Found] = []
    for f in sentence.found:
        if any(g.pieces == f.pieces for g in kept):
            continue
        kept.append(f)
    sentence.found[:] = kept


def _continued(sentence: _Sentence, last: Found, *, fresh: bool) -> list[Found]:
    """Go on with the speech of the sentence before: a quotation of its own, or indirect speech without a cue."""
    words, end = sentence.words, sentence.end
    body = [k for k in range(sentence.first, sentence.stop) if words[k].alphabetic]
    if not body:
        return []
    speaker = last.speaker or last.elsewhere
    if all(words[k].quote >= 0 for k in body):
        if len(body) < _SPEECH:
            return []
        made = _make(
            sentence, [(sentence.first, sentence.stop)], last.stance, ("quote", "quotation goes on"), None, None
        )
        made.elsewhere = speaker
        return [made]
    if fresh and last.rule == "object of a cue":
        return []
    at = subjunctive_at(words, sentence.first, end, weak=not fresh)
    if at is None:
        at = _regular_subjunctive(sentence)
    rule = "indirect speech goes on"
    if at is None or not _main(sentence, at):
        at = _hearsay(sentence)
        rule = "hearsay"
    if at is None:
        return []
    made = _make(
        sentence, [(sentence.first, end)], "asserts", ("clause", rule), None, None, confidence=0.5
    )
    made.elsewhere = speaker
    return [made]


def _regular_subjunctive(sentence: _Sentence) -> int | None:
    """Return the verb of "Die Lage bleibe ernst", whichever it is: a form in -e after a subject of one person."""
    words, table = sentence.words, load_form_cues("de").words
    first = sentence.first
    if words[first].low not in ("der", "die", "das", "ein", "eine", "er", "sie", "es", "man", "dies"):
        return None
    k = phrase_end(words, first, sentence.end, loose=True)
    if not first < k < sentence.end or words[k].quote >= 0 or words[k].low in table["auxiliaries"]:
        return None
    low = words[k].low
    return k if low.endswith("e") and not low.endswith(("te", "de", "se", "ie", "ige")) and words[k].text.islower() else None


def _main(sentence: _Sentence, at: int) -> bool:
    """Say whether a finite verb stands in a main clause: no subordinating word opens its stretch."""
    words, table = sentence.words, load_form_cues("de").words
    for k in range(at - 1, sentence.first - 1, -1):
        if words[k].text == "," and words[k].quote < 0:
            low = words[k + 1].low
            return low not in table["subordinators"] | table["openers"]
    return words[sentence.first].low not in table["subordinators"] or at > sentence.first + 1


def _hearsay(sentence: _Sentence) -> int | None:
    """Return the "soll" of "soll gesagt haben"."""
    words, table = sentence.words, load_form_cues("de").words
    for k in range(sentence.first, sentence.end):
        if words[k].low in table["hearsay"] and words[k].quote < 0:
            tail = [w.low for w in words[k + 1 : sentence.end]]
            if any(low in ("haben", "sein") for low in tail[-12:]):
                return k
    return None
