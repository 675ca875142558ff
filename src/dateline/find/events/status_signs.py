"""Signs of an event's status: what the words around its trigger say, read off the parse."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dateline.model import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB: Final = 8
_CLAUSES: Final = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "oprd"})
_WILL: Final = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WOULD: Final = frozenset({"would", "'d", "’d"})
PAST: Final = frozenset({"was", "were", "had", "did"})
HAVE: Final = frozenset({"has", "have", "'ve", "’ve"})
_PERHAPS: Final = frozenset({"could", "might", "may", "should", "must", "ought", "can"})
BE: Final = frozenset({"am", "is", "are", "'s", "’s", "'re", "’re", "'m", "’m"})
_CONDITIONS: Final = frozenset({"if", "unless", "lest", "whether", "should"})
_NOBODY: Final = frozenset({"nobody", "none", "no-one", "nothing", "neither"})
_NO: Final = frozenset({"no", "neither"})


@dataclass(frozen=True, slots=True)
class Table:
    """`ontology/status.toml`: each word with the status it gives, by the place it stands in."""

    infinitive: Mapping[str, EventStatus]
    gerund: Mapping[str, EventStatus]
    finite: Mapping[str, EventStatus]
    preposition: Mapping[str, EventStatus]
    object: Mapping[str, EventStatus]
    adjective: Mapping[str, EventStatus]
    adverb: Mapping[str, EventStatus]
    determiner: Mapping[str, EventStatus]
    subject: Mapping[str, EventStatus]
    predicate: Mapping[str, EventStatus]
    carriers: frozenset[str]
    transparent: frozenset[str]
    states: frozenset[str]
    standing: frozenset[str]
    word_acts: frozenset[str]
    proofs: frozenset[str]
    lasting: frozenset[str]
    spoken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that says something of an event's status."""

    status: EventStatus
    rule: str
    token: Token


@cache
def load_table() -> Table:
    """Load `ontology/status.toml`."""
    data = tomllib.loads(files("dateline.ontology").joinpath("status.toml").read_text(encoding="utf-8"))

    def turned(name: str) -> dict[str, EventStatus]:
        return {word: status for status, words in data[name].items() for word in words}

    lists = {name: frozenset(words) for name, words in data["lists"].items()}
    return Table(
        infinitive=turned("infinitive"),
        gerund=turned("gerund"),
        finite=turned("finite"),
        preposition=turned("preposition"),
        object=turned("object"),
        adjective=turned("adjective"),
        adverb=turned("adverb"),
        determiner=turned("determiner"),
        subject=turned("subject"),
        predicate=turned("predicate"),
        carriers=lists["carriers"],
        transparent=lists["transparent"],
        states=lists["states"],
        standing=lists["standing"],
        word_acts=lists["word_acts"],
        proofs=lists["proofs"],
        lasting=lists["lasting"],
        spoken=lists["spoken"],
    )


def signs_of(trigger: Token, *, headline: bool, dated: bool) -> Iterator[Sign]:
    """Yield what the words say of the trigger, the nearest words first."""
    table = load_table()
    token, own = trigger, True
    for _ in range(_CLIMB):
        is_verb = token.pos_ in ("VERB", "AUX")
        finite = False
        if own:
            yield from _modifiers(token, table, is_verb=is_verb)
            if is_verb:
                form = _verb_form(token, table, headline=headline)
                yield from form.signs
                finite = form.finite
        elif is_verb:
            finite = True
        step = _clause_governor(token, table, finite=finite) if is_verb else _noun_governor(token, table)
        if step.sign is not None:
            yield step.sign
        if step.to is None:
            break
        token, own = step.to, step.own
    lemma = trigger.lemma_.lower()
    if not dated and trigger.pos_ == "NOUN" and lemma in table.standing and trigger.head.tag_ != "VBD":
        yield Sign("ongoing", "status.standing", trigger)


@dataclass(frozen=True, slots=True)
class Form:
    """What a verb's own form says."""

    signs: tuple[Sign, ...] = ()
    finite: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step from a word to its governor.

    Attributes:
        sign: what the governor says.
        to: the word whose status is shared, or `None` to stop.
        own: its own modifiers and tense are shared too, not only its governors.
    """

    sign: Sign | None = None
    to: Token | None = None
    own: bool = True


def _modifiers(token: Token, table: Table, *, is_verb: bool) -> Iterator[Sign]:
    for child in token.children:
        word, dep = child.lower_, child.dep_
        status: EventStatus | None = None
        if dep == "neg" or (dep in ("advmod", "preconj", "cc") and word in table.adverb):
            status = "negated" if dep == "neg" else table.adverb[word]
        elif dep == "det" and word in table.determiner and not is_verb:
            status = table.determiner[word]
        elif dep in ("amod", "compound") and not is_verb:
            status = table.adjective.get(word)
        elif is_verb and empties(child):
            status = "negated"
        elif dep == "mark" and word in _CONDITIONS and (word != "whether" or token.dep_ == "csubj"):
            status = "hypothetical"
        if status == "ongoing" and is_verb and token.lemma_.lower() in table.spoken:
            status = None
        if status is not None:
            yield Sign(status, "status.modifier", child)


def empties(child: Token) -> bool:
    """Say whether a part of the clause undoes its verb ("arrested nobody", "at no time", "no longer")."""
    if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return child.lower_ in _NOBODY or any(
            c.lower_ in _NO and c.dep_ in ("det", "preconj", "cc") for c in child.children
        )
    if child.dep_ == "prep" and child.lower_ in ("in", "at", "under"):
        return any(
            c.dep_ == "pobj" and (c.lower_ == "none" or any(d.lower_ == "no" for d in c.children))
            for c in child.children
        )
    return child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)


def _conditional(verb: Token) -> bool:
    """Say whether what will or would be done hangs on a condition ("only if", "as a last resort only").

    What comes "unless" somebody acts is announced all the same.
    """
    return any(
        (
            child.dep_ == "advcl"
            and _is_condition(child)
            and not any(c.lower_ == "unless" for c in child.children)
        )
        or (child.dep_ == "advmod" and child.lower_ == "only")
        for child in (
            *verb.children,
            *(c for prep in verb.children if prep.dep_ == "prep" for c in prep.children),
        )
    )


def _verb_form(verb: Token, table: Table, *, headline: bool) -> Form:
    """Say what mood, tense and aspect tell of the status."""
    aux = auxiliaries_of(verb)
    for word, token in aux.items():
        if word in _WILL | _WOULD and _conditional(verb):
            return Form((Sign("hypothetical", "status.condition", token),), finite=True)
        if word in _WILL:
            return Form((Sign("future", "status.will", token),), finite=True)
        if word in _WOULD:
            return Form(
                (Sign("hypothetical" if "have" in aux else "future", "status.would", token),), finite=True
            )
        if word in _PERHAPS:
            return Form((Sign("hypothetical", "status.modal", token),), finite=True)
    if "to" in aux:
        # "President to visit Ankara" is read as a sentence or as a noun with its clause
        alone = verb.dep_ == "ROOT" or (
            headline and verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "ROOT"
        )
        return Form((Sign("future", "status.infinitive", aux["to"]),) if alone else ())
    present = aux.keys() & BE
    perfect = bool(aux.keys() & HAVE)
    if verb.tag_ == "VBG" and aux:
        reported = verb.dep_ == "ccomp" and bool(aux.keys() & {"was", "were"})
        said = verb.lemma_.lower() in table.spoken and not perfect
        if (present or reported or (perfect and "been" in aux)) and not said:
            return Form((Sign("ongoing", "status.progressive", verb),), finite=True)
        return Form(finite=True)
    if verb.tag_ == "VBN" and perfect and (since := _since(verb, table)) is not None:
        return Form((Sign("ongoing", "status.since", since),), finite=True)
    if verb.tag_ == "VBN" and perfect and "been" not in aux and verb.lemma_.lower() in table.lasting:
        return Form((Sign("ongoing", "status.lasting", verb),), finite=True)
    if verb.tag_ == "VBN" and "had" in aux and any(c.lower_ == "previously" for c in verb.children):
        return Form((Sign("historical", "status.perfect", aux["had"]),), finite=True)
    if headline:
        return Form(finite=bool(aux) or verb.tag_ in ("VBZ", "VBP", "VBD"))
    if verb.tag_ == "VBN" and present and verb.lemma_.lower() in table.states:
        return Form((Sign("ongoing", "status.state", verb),), finite=True)
    lasting = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and verb.dep_ == "acl")
    if lasting and verb.lemma_.lower() in table.states and not any(c.dep_ == "prt" for c in verb.children):
        return Form((Sign("ongoing", "status.present", verb),), finite=True)
    return Form(finite=bool(aux) or verb.tag_ in ("VBZ", "VBP", "VBD"))


def auxiliaries_of(verb: Token) -> dict[str, Token]:
    """Return a verb's auxiliaries; a second verb without its own shares those of the first."""
    aux = {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if aux or verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN", "VBG"):
        return aux
    if any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return aux
    return {child.lower_: child for child in verb.head.children if child.dep_ in ("aux", "auxpass")}


def _since(verb: Token, table: Table) -> Token | None:
    """Return the word that makes a perfect last until now ("has been held since May", "has long accused").

    What is counted up since then was done each time ("has taken in 400 families since May").
    """
    counted = any(
        inner.dep_ == "nummod"
        for child in verb.children
        if child.dep_ in ("dobj", "nsubjpass")
        for inner in child.children
    )
    if counted and verb.lemma_.lower() not in table.states:
        return None
    for child in verb.children:
        if (child.lower_, child.dep_) in (("since", "prep"), ("long", "advmod")):
            return child
        if child.dep_ == "advcl" and any(c.lower_ == "since" and c.dep_ == "mark" for c in child.children):
            return child
    return None


def _clause_governor(verb: Token, table: Table, *, finite: bool) -> Step:
    """Say what the governor of a clause tells of it, and whether the clause shares its status."""
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return Step()
    if dep == "conj":
        if head.pos_ not in ("VERB", "AUX"):
            return Step()
        bare = not any(child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for child in verb.children)
        alike = bare and verb.tag_ == head.tag_ and verb.tag_ in ("VB", "VBN", "VBG")
        opposed = any(child.dep_ == "cc" and child.lower_ == "but" for child in head.children)
        return Step(to=head, own=(alike or (not finite and verb.tag_ == head.tag_)) and not opposed)
    if dep == "pcomp" or (dep == "pobj" and head.dep_ in ("prep", "agent")):
        return _after_preposition(head, table)
    if dep not in _CLAUSES:
        return Step()
    if _is_condition(verb):
        return Step(Sign("hypothetical", "status.condition", verb))
    if dep == "xcomp" and (
        yet := next((c for c in (*head.children, *verb.children) if c.lower_ == "yet"), None)
    ):
        return Step(Sign("negated", "status.modifier", yet))  # "has yet to sign"
    if verb.i > head.i and (status := _governed(verb, head, table)) is not None:
        undone = status == "future" and head.pos_ == "VERB" and any(c.dep_ == "neg" for c in head.children)
        # A plan may itself be supposed or denied: "if they were to sign", "has no plans to sign".
        further = head if status == "future" and not undone else None
        return Step(Sign("negated" if undone else status, "status.governor", head), to=further)
    if finite or dep == "ccomp":
        return Step()
    if dep == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        return Step(Sign("future", "status.infinitive", verb))
    return Step(to=head) if head.pos_ in ("VERB", "AUX") else Step()


def _is_condition(verb: Token) -> bool:
    """Say whether a clause only supposes ("if he fled", "whether to flee", "had he fled")."""
    if verb.dep_ not in ("advcl", "ccomp", "xcomp"):
        return False
    if any(child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS for child in verb.children):
        return True
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    return verb.dep_ == "advcl" and any(
        child.lower_ in ("had", "should", "were") and subject is not None and child.i < subject.i
        for child in verb.children
        if child.dep_ in ("aux", "auxpass")
    )


def _after_preposition(preposition: Token, table: Table) -> Step:
    if status := table.gerund.get(preposition.lower_):
        return Step(Sign(status, "status.governor", preposition))
    governor = preposition.head
    if status := table.preposition.get(f"{governor.lemma_.lower()}_{preposition.lower_}"):
        if any(child.dep_ == "det" and child.lower_ == "no" for child in governor.children):
            status = "alleged" if status == "alleged" else "negated"
        return Step(Sign(status, "status.governor", governor))
    shares = preposition.lower_ in ("by", "in") and governor.pos_ == "VERB"
    return Step(to=governor) if shares else Step()


def _governed(verb: Token, head: Token, table: Table) -> EventStatus | None:
    """Look a clause's governor up by the form of the clause."""
    if verb.dep_ == "advcl":
        return None
    lemma = head.lemma_.lower()
    if any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        place = table.infinitive
    elif verb.tag_ == "VBG" and not auxiliaries_of(verb) and verb.dep_ in ("xcomp", "ccomp", "pcomp"):
        place = table.gerund
    elif verb.dep_ in ("ccomp", "acl", "xcomp"):
        place = table.finite
    else:
        return None
    names = [lemma]
    if place is table.gerund and (particle := next((c.lower_ for c in head.children if c.dep_ == "prt"), "")):
        names = [f"{lemma}_{particle}"]
    if place is table.finite and lemma in table.proofs and any(c.lower_ == "no" for c in head.children):
        return "alleged"
    if head.pos_ == "NOUN":
        names.insert(0, lemma + "_n")
    elif any(child.dep_ == "auxpass" for child in head.children):
        names.insert(0, lemma + "_passive")
    return next((place[name] for name in names if name in place), None)


def _noun_governor(noun: Token, table: Table) -> Step:
    """Say what governs an event noun, and whether the noun shares its status."""
    head, dep = noun.head, noun.dep_
    if head.i == noun.i:
        return Step()
    if dep == "conj":
        return Step(to=head, own=False) if head.pos_ in ("NOUN", "PROPN") else Step()
    word_act = noun.lemma_.lower() in table.word_acts
    if dep == "pobj":
        return _noun_after_preposition(head, table) if not word_act else Step()
    if dep not in ("dobj", "nsubj", "nsubjpass", "attr") or head.pos_ not in ("VERB", "AUX"):
        return Step()
    lemma = head.lemma_.lower()
    if dep in ("dobj", "nsubjpass") and not word_act:
        particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
        status = table.object.get(f"{lemma}_{particle}" if particle else lemma)
        if status is not None:
            return Step(Sign(status, "status.governor", head))
    if dep == "nsubj" and (status := table.subject.get(lemma) or _predicated(head, table)):
        return Step(Sign(status, "status.governor", head))
    # "The raid would be the first" says nothing of whether there was a raid; "there will be a raid" does.
    shares = lemma in table.carriers and not (dep == "nsubj" and lemma == "be")
    return Step(to=head) if shares else Step()


def _predicated(verb: Token, table: Table) -> EventStatus | None:
    """Return what a predicate says of its subject ("the talks are under way", "the drill is due")."""
    if verb.lemma_.lower() != "be":
        return None
    for child in verb.children:
        if child.dep_ in ("acomp", "advmod", "attr") and (status := table.predicate.get(child.lower_)):
            return status
        for inner in child.children if child.dep_ == "prep" else ():
            if status := table.predicate.get(f"{child.lower_}_{inner.lower_}"):
                return status
    return None


def _noun_after_preposition(preposition: Token, table: Table) -> Step:
    governor = preposition.head
    for name, token in (
        (f"{governor.lemma_.lower()}_{preposition.lower_}", governor),
        (preposition.lower_, preposition),
    ):
        if status := table.object.get(name):
            if status != "alleged" and any(c.dep_ == "det" and c.lower_ == "no" for c in governor.children):
                status = "negated"  # "there is no question of a loan"
            return Step(Sign(status, "status.governor", token))
    if preposition.lower_ == "of" and governor.lemma_.lower() in table.transparent:
        return Step(to=governor)
    return Step()
