"""Hearing: which statement an event stands in, whether the report vouches for it, and who denies it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dateline.find.drafts import StatementDraft
from dateline.find.events.folding import Found
from dateline.find.events.lexicon import may_be_accused
from dateline.model import EventStatus, Reason, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEDS: Final = frozenset({"ASSAULT", "COERCE"})
_TOLD: Final = frozenset({"occurred", "ongoing", "historical"})
_OF_WHAT_HAPPENED: Final = frozenset({"supports", "accuses", "demands", "rejects", "doubts"})
_BY_RULE: Final = frozenset({"restrict", "martial-law", "curfew", "censor"})
_MEANWHILE: Final = frozenset({"as", "while", "amid"})
_CLIMB: Final = 6
_THE: Final = frozenset({"the", "this", "that", "these", "those"})
_SUSPECTED: Final = ("claim", "alleg", "assert", "insinuat", "imply", "impli")
_CHARGES: Final = ("accus", "alleg", "charge", "claim", "report", "rumo", "suggest")
_MANY: Final = 60
"""A statement is looked for among this many contents that begin before the trigger."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How an event stands among the statements.

    Attributes:
        statement: index of the innermost statement that holds it.
        status: its status.
        vouched: the report itself takes it for a fact, although it stands in a statement.
        denied_by: indices of the statements that deny it.
        why: the reason for a status that the statements give.
    """

    statement: int | None
    status: EventStatus
    vouched: bool = False
    denied_by: tuple[int, ...] = ()
    why: tuple[Reason, ...] = ()


class Contents:
    """The contents of a report's statements, by where they stand."""

    def __init__(self, statements: Sequence[StatementDraft]) -> None:
        self._rows = sorted(
            (span.start, span.end, index)
            for index, statement in enumerate(statements)
            for span in statement.spans
        )
        self._starts = [row[0] for row in self._rows]
        self.statements = statements
        self._denials: dict[int, list[int]] = {}
        for index, statement in enumerate(statements):
            if statement.stance == "denies":
                for one in statement.refers_to:
                    self._denials.setdefault(one, []).append(index)

    def at(self, trigger: Span) -> int | None:
        """Return the index of the innermost statement whose content holds the trigger."""
        best: tuple[int, int] | None = None
        last = bisect_right(self._starts, trigger.start)
        for start, end, index in self._rows[max(0, last - _MANY) : last]:
            inside = self.statements[index].nested_in
            deeper = best is not None and inside == best[1] and end - start == best[0]
            if trigger.end <= end and (best is None or deeper or end - start < best[0]):
                best = (end - start, index)
        return None if best is None else best[1]

    def denials(self, index: int | None) -> tuple[int, ...]:
        """Return the statements that deny what stands in a statement, from the innermost outwards."""
        found: list[int] = []
        for _ in range(len(self.statements)):
            if index is None:
                break
            found += self._denials.get(index, ())
            if self.statements[index].stance == "denies":
                found.append(index)
            index = self.statements[index].nested_in
        return tuple(dict.fromkeys(found))


def hear(one: Found, trigger: Span, status: EventStatus, contents: Contents) -> Heard:
    """Say how an event stands among the statements.

    By the codebook a deed that one party charges another with is `alleged` as long as the report does not
    vouch for it. What is praised, condemned or demanded to stop is taken for a fact when it is a noun with
    "the" ("condemned the attack") or what somebody is praised for.

    Args:
        one: the coded event.
        trigger: its words.
        status: its status by its own clause.
        contents: the contents of the statements.
    """
    index = contents.at(trigger)
    denied = contents.denials(index)
    if index is None:
        return Heard(None, status)
    statement = contents.statements[index]
    if not denied and _taken_for_granted(one, statement):
        return Heard(index, status, vouched=True)
    if _beside(one.candidate.clause) and statement.type == "indirect":
        return Heard(None, status)
    if status == "alleged" and statement.stance == "denies" and not _charged_by_anyone(statement, contents):
        return Heard(index, "negated", denied_by=denied)
    charged = _charged(one, statement) and (_disputed(contents) or not _trailing(statement))
    if _chargeable(one) and status in _TOLD and charged:
        words = statement.cue or statement.spans[0]
        reason = Reason("status", "charged-by-a-party", words, "the report does not vouch for it")
        return Heard(index, "alleged", denied_by=denied, why=(reason,))
    return Heard(index, status, denied_by=denied)


def _trailing(statement: StatementDraft) -> bool:
    """Say whether the source is only named afterwards ("Rebels shelled the camp, aid workers said")."""
    if statement.stance == "accuses" or statement.type == "direct" or statement.cue is None:
        return False
    return statement.cue.start >= statement.spans[-1].end


def _disputed(contents: Contents) -> bool:
    """Say whether anybody in the report denies anything; then what a source says is one side's account."""
    return any(one.stance == "denies" for one in contents.statements)


def _charged_by_anyone(denial: StatementDraft, contents: Contents) -> bool:
    """Say whether the text gives the charge that somebody denies, and so leaves it open."""
    if denial.refers_to or any(
        one.stance == "accuses"
        or (one.stance == "asserts" and one.speaker is not None and one.speaker != denial.speaker)
        for one in contents.statements
    ):
        return True
    words = " ".join(span.words.lower() for span in denial.spans)
    return any(sign in words for sign in _CHARGES)


def _chargeable(one: Found) -> bool:
    """Say whether an event is a deed that one is charged with: violence, or coercion other than by rule."""
    return one.coding.type in _DEEDS and not _BY_RULE.intersection(one.coding.modes)


def _beside(verb: Token) -> bool:
    """Say whether a clause only stands beside what is said ("X accused Y, as a jet bombed Z")."""
    for _ in range(_CLIMB):
        if verb.dep_ == "advcl":
            return any(child.dep_ == "mark" and child.lower_ in _MEANWHILE for child in verb.children)
        if verb.dep_ in ("ccomp", "ROOT"):
            return False
        verb = verb.head
    return False


def _taken_for_granted(one: Found, statement: StatementDraft) -> bool:
    if statement.stance not in _OF_WHAT_HAPPENED or statement.type == "direct":
        return False
    trigger = one.candidate.trigger
    if statement.stance == "supports" and trigger.dep_ == "pcomp":
        return True
    if not one.candidate.match.entry.noun or statement.stance == "accuses":
        return False
    return any(child.lower_ in _THE or child.dep_ == "poss" for child in trigger.children)


def _charged(one: Found, statement: StatementDraft) -> bool:
    """Say whether the speaker charges another, named party with the deed."""
    if statement.stance == "accuses":
        return True
    if statement.stance != "asserts" or statement.speaker is None:
        return False
    if statement.cue is not None and statement.cue.words.lower().startswith(_SUSPECTED):
        return not any(_same(head, statement.speaker) for head in one.actors)
    if statement.cue is not None and statement.cue.words.lower().startswith("report"):
        return False
    return any(may_be_accused(head) and not _same(head, statement.speaker) for head in one.actors)


def _same(head: Token, speaker: Span) -> bool:
    """Say whether speaker and actor share a name ("a US official", "US forces"): no charge against another."""
    near = {head.lower_, head.lemma_.lower()}
    near |= {child.lower_ for child in head.children if child.dep_ in ("amod", "compound", "nmod", "poss")}
    words = {
        word.strip(".,’'").removesuffix("'s").removesuffix("’s") for word in speaker.words.lower().split()
    }
    return bool(
        {word for word in near if len(word) > 1} & words - {"the", "of", "his", "her", "their", "its"}
    )
