"""Events of single sentences and small reports (all sentences written for these tests)."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.find.drafts import EventDraft, StatementDraft
from dateline.find.events.coder import Candidate, Coding
from dateline.find.events.finder import Finder, find_events, search
from dateline.model import Place, Span, When, spans_of
from dateline.ontology.plover import load
from support import ParseText


def events(parse_text: ParseText, text: str) -> tuple[EventDraft, ...]:
    _, passages = parse_text(text)
    return find_events(passages, (), (), (), None, load())


def said(event: EventDraft) -> tuple[str, list[str], list[str]]:
    return event.type, [span.words for span in event.actors], [span.words for span in event.recipients]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs, passives, coordination
        ("Norwegian police arrested two opposition leaders.",
         ("COERCE", ["Norwegian police"], ["two opposition leaders"])),
        ("Two opposition leaders were arrested by the police.",
         ("COERCE", ["the police"], ["Two opposition leaders"])),
        ("Chadian and French troops bombed rebel camps.",
         ("ASSAULT", ["Chadian", "French troops"], ["rebel camps"])),
        ("Latvia and Estonia condemned Belarus.", ("ACCUSE", ["Latvia", "Estonia"], ["Belarus"])),
        # words between: objects that decide, light verbs, particles
        ("Canada imposed sanctions on Belarus.", ("SANCTION", ["Canada"], ["Belarus"])),
        ("The army carried out an attack on the rebels.", ("ASSAULT", ["The army"], ["the rebels"])),
        ("Peru broke off relations with Ecuador.", ("SANCTION", ["Peru"], ["Ecuador"])),
        ("The foreign minister held talks with his Danish counterpart.",
         ("CONSULT", ["The foreign minister", "his Danish counterpart"], [])),
        ("Kenya sent food aid to Somalia.", ("AID", ["Kenya"], ["Somalia"])),
        # nouns
        ("Turkish strikes on Syria alarmed diplomats.", ("ASSAULT", ["Turkish"], ["Syria"])),
        ("Talks between Serbia and Kosovo went on.", ("CONSULT", ["Serbia", "Kosovo"], [])),
        # what a demand or refusal is about
        ("Ghana urged Togo to release the journalists.", ("REQUEST", ["Ghana"], ["Togo"])),
        ("The junta rejected the president's demand.", ("REJECT", ["The junta"], ["the president"])),
        # a noun of somebody's: the recipient is the party
        ("Warsaw criticised Hungary's decision.", ("ACCUSE", ["Warsaw"], ["Hungary"])),
        # clauses of saying
        ("The opposition said the government must resign.", ("REQUEST", ["The opposition"], ["the government"])),
    ],
)  # fmt: skip
def test_who_did_what_to_whom(
    parse_text: ParseText, text: str, expected: tuple[str, list[str], list[str]]
) -> None:
    assert said(events(parse_text, text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The rebels rejected talks with the government.", "meet"),
        ("The minister demanded the withdrawal of the troops.", "yield"),
        ("Georgia's president asked Sweden for help.", "assist"),
        ("A suicide bomber attacked the police station.", "suicide-attack"),
        ("The army shelled the rebels.", "heavy-weapons"),
        ("Police fired tear gas at the protesters.", "crowd-control"),
        ("Portugal expelled two Russian diplomats.", "expel"),
        ("The government declared a state of emergency.", "martial-law"),
        ("The prime minister resigned.", "resign"),
        ("The president telephoned the French president.", "phone"),
        ("The army threatened to attack the rebels.", "violence"),
    ],
)
def test_modes(parse_text: ParseText, text: str, mode: str) -> None:
    assert mode in events(parse_text, text)[0].modes


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The president will visit Norway.", "AGREE"),
        ("The government has agreed to withdraw its troops.", "AGREE"),
        ("The army will withdraw its troops from the town.", "CONCEDE"),
        ("The army withdrew its troops from the town.", "RETREAT"),
        ("Parliament ratified the treaty with Chile.", "SUPPORT"),
        ("The government pardoned the rebels.", "CONCEDE"),
        ("The government refused to meet the rebels.", "REJECT"),
        ("The rebels will not release the prisoners.", "REJECT"),
    ],
)
def test_borders_between_types(parse_text: ParseText, text: str, type_: str) -> None:
    assert events(parse_text, text)[0].type == type_


@pytest.mark.parametrize(
    "text",
    [
        "The striker hit the post before half time.",
        "The company met its target for the year.",
        "Heavy rain hit the coast on Monday.",
        "The minister denied taking money.",
        "She attended a concert and bought a record.",
        "",
    ],
)
def test_no_event(parse_text: ParseText, text: str) -> None:
    assert events(parse_text, text or "Nothing.") == ()


def test_what_is_demanded_is_no_event_of_its_own(parse_text: ParseText) -> None:
    found = events(parse_text, "The senator called for the arrest of the general.")
    assert [event.type for event in found] == ["REQUEST"]


def test_the_dead_belong_to_the_attack(parse_text: ParseText) -> None:
    (event,) = events(parse_text, "An army air strike killed 12 rebels near the border.")
    assert (event.type, [span.words for span in event.actors]) == ("ASSAULT", ["army"])
    assert event.killed is not None
    assert (event.killed.low, event.killed.high) == (12, 12)


def test_contexts_come_from_the_sentence(parse_text: ParseText) -> None:
    (event,) = events(parse_text, "A court convicted the minister of bribery.")
    assert event.contexts == ("legal", "corruption")


@pytest.mark.parametrize(
    "text",
    [
        "The goalkeeper attacked the striker in the second half of the match in Spain.",
        "A Danish shoe maker rejected a takeover bid.",
        "A spokesman for the Norwegian government declined to comment on the report.",
        "The senator faces a tough reelection battle in Ohio.",
    ],
)
def test_play_trade_and_silence_are_no_events(parse_text: ParseText, text: str) -> None:
    assert events(parse_text, text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a date fills no place of a frame; a compound is one with its head
        ("Canada imposed sanctions on two Belarusian ministers on Monday.",
         ("SANCTION", ["Canada"], ["two Belarusian ministers"])),
        ("Chad cancels cooperation deal with Niger.", ("SANCTION", ["Chad"], ["Niger"])),
    ],
)  # fmt: skip
def test_places_of_a_frame(
    parse_text: ParseText, text: str, expected: tuple[str, list[str], list[str]]
) -> None:
    (event,) = events(parse_text, text)
    assert said(event) == expected


def test_time_and_place(parse_text: ParseText) -> None:
    text = "On Monday, the minister denied that the army shelled the town of Sarn on Friday."
    document, passages = parse_text(text)
    times = tuple(
        When(span=Span(start, start + len(words), words), start="2025-10-17", end="2025-10-17")
        for words in ("Monday", "Friday")
        for start in [text.index(words)]
    )
    start = text.index("Sarn")
    places = (Place(span=Span(start, start + 4, "Sarn"), name="Sarn"),)
    found = find_events(passages, (), times, places, document.published, load())
    (attack,) = [event for event in found if event.type == "ASSAULT"]
    assert attack.time is not None
    assert attack.time.words == "Friday"


def test_a_prison_sentence_is_an_arrest_too(parse_text: ParseText) -> None:
    found = events(parse_text, "A court sentenced the editor to six years in prison.")
    assert [(event.type, event.modes) for event in found] == [
        ("SANCTION", ("convict",)),
        ("COERCE", ("arrest",)),
    ]


def test_an_event_knows_its_statement(parse_text: ParseText) -> None:
    text = "Rwanda accused Burundi of attacking a village."
    _, passages = parse_text(text)
    start = text.index("attacking")
    statement = StatementDraft(
        passage=0,
        spans=(Span(start, len(text) - 1, text[start:-1]),),
        type="indirect",
        stance="accuses",
        cue=Span(7, 14, "accused"),
        speaker=Span(0, 6, "Rwanda"),
    )
    accusation, deed = find_events(passages, (statement,), (), (), None, load())
    assert (accusation.type, accusation.statement) == ("ACCUSE", None)
    assert (deed.type, deed.status, deed.statement) == ("ASSAULT", "alleged", 0)


class _OnlyAttacks:
    """A coder that codes nothing but attacks."""

    def code(self, candidate: Candidate) -> Coding | None:
        if candidate.match.entry.type != "ASSAULT":
            return None
        return Coding("ASSAULT", ("drone",), "test", 1.0)


def test_another_coder_may_decide(parse_text: ParseText) -> None:
    _, passages = parse_text("Latvia condemned Belarus. Rebels attacked the army.")
    (event,) = search(passages, (), (), (), None, Finder(load(), coder=_OnlyAttacks()))
    assert event.modes == ("drone",)
    assert event.why[0].rule == "test"


_WORDS = [
    "Police",
    "army",
    "the rebels",
    "Iran",
    "and",
    "Israel",
    "will",
    "not",
    "condemned",
    "talks",
    "with",
    "attack",
    "on",
    "said",
    "that",
    "must",
    "agreed",
    "to",
    "withdraw",
    "from",
    "a deal",
    "sanctions",
    "of",
    "by",
    ",",
    ".",
    "’s",
    "“",
    "”",
    "killed",
    "12",
    "people",
    "in",
    "Gaza",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25))
def test_spans_are_the_words_they_say(parse_text: ParseText, words: list[str]) -> None:
    text = " ".join(words)
    for event in events(parse_text, text):
        for value in (event.trigger, event.actors, event.recipients, event.killed, event.why):
            for span in spans_of(value):
                assert text[span.start : span.end] == span.words
