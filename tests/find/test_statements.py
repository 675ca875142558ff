"""Statements: content, speaker, type, stance, nesting, reference."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.find.drafts import StatementDraft
from dateline.find.statements.finder import find_statements
from dateline.model import ZoneKind
from support import ParseText


def contents(draft: StatementDraft) -> str:
    return " … ".join(span.words for span in draft.spans)


# text, content, speaker, type, stance of the first statement
DIRECT = [
    (
        "“The dam will hold,” said Maria Lopez, the chief engineer.",
        "The dam will hold,",
        "Maria Lopez, the chief engineer",
    ),
    ("“The dam will hold,” the engineer said.", "The dam will hold,", "the engineer"),
    ("The engineer said: “The dam will hold.”", "The dam will hold.", "The engineer"),
    ('The engineer told reporters, "The dam will hold."', "The dam will hold.", "The engineer"),
    (
        "“The dam will hold,” she said, “but the road is gone.”",
        "The dam will hold, … but the road is gone.",
        "she",
    ),
    (
        "“The dam will hold,” Lopez said. “The road is gone.”",
        "The dam will hold, … The road is gone.",
        "Lopez",
    ),
    ("“Will it hold?” a farmer asked.", "Will it hold?", "a farmer"),
]

INDIRECT = [
    (
        "The minister said that the port would reopen.",
        "that the port would reopen",
        "The minister",
        "asserts",
    ),
    ("The minister said the port would reopen.", "the port would reopen", "The minister", "asserts"),
    (
        "The port would reopen on Friday, the minister said.",
        "The port would reopen on Friday",
        "the minister",
        "asserts",
    ),
    ("According to the army, the bridge was empty.", "the bridge was empty", "the army", "asserts"),
    ("The bridge was empty, according to the army.", "The bridge was empty", "the army", "asserts"),
    ("Oslo rejected an offer for new talks.", "an offer for new talks", "Oslo", "rejects"),
    ("The company denied dumping waste in the river.", "dumping waste in the river", "The company", "denies"),
    ("The union promised to end the strike.", "to end the strike", "The union", "promises"),
    (
        "The bishop urged the rebels to lay down their arms.",
        "to lay down their arms",
        "The bishop",
        "demands",
    ),
    ("The bishop called for an end to the fighting.", "an end to the fighting", "The bishop", "demands"),
    ("Kenya accused Somalia of arming the rebels.", "of arming the rebels", "Kenya", "accuses"),
    ("The mayor described the vote as a sham.", "the vote as a sham", "The mayor", "asserts"),
    ("The general doubted that the truce would last.", "that the truce would last", "The general", "doubts"),
    ("The rebels threatened to attack the capital.", "to attack the capital", "The rebels", "threatens"),
    ("The spokesman declined to name the victims.", "to name the victims", "The spokesman", "declines"),
    ("The reporter asked whether the road was open.", "whether the road was open", "The reporter", "asks"),
]


@pytest.mark.parametrize(("text", "content", "speaker"), DIRECT)
def test_direct(parse_text: ParseText, text: str, content: str, speaker: str) -> None:
    _, passages = parse_text(text)
    (draft,) = [d for d in find_statements(passages) if d.nested_in is None]
    assert draft.type == "direct"
    assert contents(draft) == content
    assert draft.speaker is not None
    assert draft.speaker.words == speaker


@pytest.mark.parametrize(("text", "content", "speaker", "stance"), INDIRECT)
def test_indirect(parse_text: ParseText, text: str, content: str, speaker: str, stance: str) -> None:
    _, passages = parse_text(text)
    draft = find_statements(passages)[0]
    assert draft.type == "indirect"
    assert contents(draft) == content
    assert draft.speaker is not None
    assert draft.speaker.words == speaker
    assert draft.stance == stance


SILENT = [
    "The road was closed after the storm.",
    "The “Big Dig” cost more than planned.",
    "The picture shows the minister speaking at a ceremony.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_statement(parse_text: ParseText, text: str) -> None:
    _, passages = parse_text(text)
    assert find_statements(passages) == ()


def test_quoted_words_in_indirect_content(parse_text: ParseText) -> None:
    _, passages = parse_text("The governor said the plan was “dead on arrival” in the senate.")
    (draft,) = find_statements(passages)
    assert draft.type == "mixed"
    assert [span.words for span in draft.quoted] == ["dead on arrival"]


def test_paragraphs_of_one_quotation_are_one_statement(parse_text: ParseText) -> None:
    _, passages = parse_text("“The bridge fell at noon.\n\n“Nobody was on it,” the mayor said.")
    (draft,) = find_statements(passages)
    assert contents(draft) == "The bridge fell at noon. … Nobody was on it,"
    assert draft.speaker is not None
    assert draft.speaker.words == "the mayor"


def test_next_quotation_keeps_the_speaker(parse_text: ParseText) -> None:
    _, passages = parse_text("“The bridge fell at noon,” the mayor said.\n\n“Nobody was on it.”")
    first, second = find_statements(passages)
    assert second.cue is None
    assert second.speaker is None
    assert second.speaker_from == first.speaker


def test_noun_cues_are_nested(parse_text: ParseText) -> None:
    _, passages = parse_text("Paris denied London’s claims that the treaty had been broken.")
    outer, inner = find_statements(passages)
    assert outer.stance == "denies"
    assert contents(outer) == "London’s claims that the treaty had been broken"
    assert inner.nested_in == 0
    assert contents(inner) == "that the treaty had been broken"
    assert inner.speaker is not None
    assert inner.speaker.words == "London"


def test_pointing_content_refers_to_the_accusation(parse_text: ParseText) -> None:
    _, passages = parse_text("Kenya accused Somalia of arming the rebels, a charge Mogadishu denies.")
    drafts = find_statements(passages)
    denial = next(d for d in drafts if d.stance == "denies")
    assert contents(denial) == "a charge"
    assert [drafts[n].stance for n in denial.refers_to] == ["accuses"]


def test_relays_refer_to_what_they_carry(parse_text: ParseText) -> None:
    _, passages = parse_text(
        "The minister confirmed that the reactor had been shut down. The agency made the statement, which "
        "was carried by state television."
    )
    drafts = find_statements(passages)
    relay = next(d for d in drafts if d.stance == "relays")
    assert relay.speaker is not None
    assert relay.speaker.words == "state television"
    assert 0 in relay.refers_to


def test_deck_takes_its_speaker_from_the_headline(parse_text: ParseText) -> None:
    kinds: tuple[ZoneKind, ...] = ("headline", "deck")
    _, passages = parse_text("Morales rejects talks with rivals\n\nTells rivals to ‘go home’", kinds=kinds)
    first, second = find_statements(passages)
    assert second.speaker is None
    assert second.speaker_from == first.speaker
    assert second.addressee is not None
    assert second.addressee.words == "rivals"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Minister: the port will stay closed", 1), ("Harbour crisis: the port will stay closed", 0)],
)
def test_names_before_a_colon(parse_text: ParseText, text: str, expected: int) -> None:
    _, passages = parse_text(text, kinds=("headline",))
    assert len(find_statements(passages)) == expected


def test_time_addressee_and_medium(parse_text: ParseText) -> None:
    _, passages = parse_text("Berlin told its allies on Tuesday in a statement that the border was closed.")
    draft = find_statements(passages)[0]
    assert draft.time is not None
    assert draft.time.words == "Tuesday"
    assert draft.addressee is not None
    assert draft.addressee.words == "its allies"


def test_scorn_denies(parse_text: ParseText) -> None:
    _, passages = parse_text("The bank called the report baseless.")
    assert find_statements(passages)[0].stance == "denies"


def test_further_cue_keeps_the_speaker(parse_text: ParseText) -> None:
    _, passages = parse_text("The minister said the port was safe, adding that the ships would return.")
    drafts = [d for d in find_statements(passages) if d.nested_in is None]
    assert [contents(d) for d in drafts] == ["the port was safe", "that the ships would return"]
    assert {d.speaker.words for d in drafts if d.speaker} == {"The minister"}


def test_state_of_mind(parse_text: ParseText) -> None:
    _, passages = parse_text("The envoys were doubtful that the truce would hold.")
    (draft,) = find_statements(passages)
    assert draft.stance == "doubts"
    assert contents(draft) == "that the truce would hold"


def test_pull_quote(parse_text: ParseText) -> None:
    _, passages = parse_text("“We were never asked.” — Ana Ruiz, a teacher")
    (draft,) = find_statements(passages)
    assert draft.speaker is not None
    assert draft.speaker.words == "Ana Ruiz, a teacher"


def test_transcript(parse_text: ParseText) -> None:
    text = "RUIZ: We were never asked.\n\nHOST: By whom?\n\nRUIZ: By the council, of course."
    _, passages = parse_text(text)
    speakers = [
        d.speaker.words for d in find_statements(passages) if d.speaker and d.cue and d.cue.words == ":"
    ]
    assert speakers == ["RUIZ", "HOST", "RUIZ"]


def test_attitudes_only_when_asked(parse_text: ParseText) -> None:
    _, passages = parse_text("The senator admires the judge.")
    assert find_statements(passages) == ()
    (draft,) = find_statements(passages, attitudes=True)
    assert contents(draft) == "the judge"


def test_silence_is_no_statement(parse_text: ParseText) -> None:
    _, passages = parse_text("The mayor did not criticise the governor.")
    assert find_statements(passages) == ()


def test_performed_in_the_quotation(parse_text: ParseText) -> None:
    _, passages = parse_text("“We urge both armies to stop,” the bishop said.")
    (draft,) = find_statements(passages)
    assert draft.stance == "demands"


def test_judged_in_a_relative_clause(parse_text: ParseText) -> None:
    _, passages = parse_text(
        "Kenya accused Somalia of arming the rebels, an accusation Mogadishu called baseless."
    )
    denial = find_statements(passages)[-1]
    assert contents(denial) == "an accusation … baseless"
    assert denial.stance == "denies"
    assert denial.refers_to == (0,)


COMMENTED = [
    ("France accused Mali of hiring guards, a charge Mali denies.", "of hiring guards"),
    ("Rome accuses Tunis of hiding the files, which Tunis denies.", "of hiding the files"),
    (
        "Oslo said the ship had spied on its cables, an allegation that Riga dismissed as fantasy.",
        "the ship had spied on its cables",
    ),
    (
        "Mali on Monday accused Algeria of shooting down a drone, a charge Algiers denies.",
        "of shooting down a drone",
    ),
]


@pytest.mark.parametrize(("text", "content"), COMMENTED)
def test_comment_on_a_charge_is_no_part_of_it(parse_text: ParseText, text: str, content: str) -> None:
    charge, answer = find_statements(parse_text(text)[1])
    assert contents(charge) == content
    assert answer.stance == "denies"
    assert answer.nested_in is None
    assert answer.refers_to == (0,)


@pytest.mark.parametrize("pointing", ["it", "that", "this", "the claim"])
def test_pointing_words_refer_to_another_speaker(parse_text: ParseText, pointing: str) -> None:
    _, passages = parse_text(f"Peru said that its navy had sunk two boats. Chile denied {pointing}.")
    said, denied = find_statements(passages)
    assert contents(denied) == pointing
    assert denied.refers_to == (0,)
    assert said.refers_to == ()


@pytest.mark.parametrize(
    "text",
    [
        "The army shot down a drone over the bay.",
        "Helpers registered those who wished to go home.",
        "The army decided to leave the base.",
        "The union shut down the mine.",
        "Rebels who call themselves the Lions took the town.",
    ],
)
def test_deeds_are_no_statements(parse_text: ParseText, text: str) -> None:
    assert find_statements(parse_text(text)[1]) == ()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The mayor on Tuesday rejected the offer.", "Tuesday"),
        ("The mayor said on Thursday evening that the road was shut.", "Thursday evening"),
        ("Speaking on Tuesday, the mayor said that the road was shut.", "Tuesday"),
        ("The road was shut, the mayor said on Sunday.", "Sunday"),
    ],
)
def test_time_of_saying(parse_text: ParseText, text: str, time: str) -> None:
    (draft,) = find_statements(parse_text(text)[1])
    assert draft.time is not None
    assert draft.time.words == time
    assert draft.speaker is not None
    assert draft.speaker.words.lower() == "the mayor"


def test_run_in_head_is_no_speaker(parse_text: ParseText) -> None:
    _, passages = parse_text("CHORUS OF CONDEMNATION The foreign minister said the raid was a crime.")
    (draft,) = find_statements(passages)
    assert draft.speaker is not None
    assert draft.speaker.words == "The foreign minister"


def test_any_verb_after_a_quotation(parse_text: ParseText) -> None:
    _, passages = parse_text("“I have no shoes left to wear,” the baker wailed.")
    (draft,) = find_statements(passages)
    assert (contents(draft), draft.type) == ("I have no shoes left to wear,", "direct")


def test_quotation_ends_an_indirect_content(parse_text: ParseText) -> None:
    _, passages = parse_text(
        "The treaty will be signed next year, the president told students, “and not one day before”."
    )
    (draft,) = find_statements(passages)
    assert contents(draft) == "The treaty will be signed next year … and not one day before"
    assert draft.type == "mixed"


def test_medium_of_what_is_relayed(parse_text: ParseText) -> None:
    _, passages = parse_text("The court was wrong, the leader said in remarks carried by state television.")
    said = find_statements(passages)[0]
    assert said.medium is not None
    assert said.medium.words == "state television"


def test_warning_of_an_own_deed_threatens(parse_text: ParseText) -> None:
    _, passages = parse_text("Ankara warned that its guns would answer every rocket.")
    assert find_statements(passages)[0].stance == "threatens"


def test_own_aside_of_the_report_stays_out(parse_text: ParseText) -> None:
    _, passages = parse_text("The firm denied the report, which appeared on Sunday.")
    draft = find_statements(passages)[0]
    assert contents(draft) == "the report"


WORDS = [
    "said",
    "the",
    "mayor",
    "“",
    "”",
    "that",
    ",",
    ".",
    "denied",
    "claims",
    "she",
    "\n\n",
    "‘",
    "’",
    ":",
    "told",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_every_span_is_the_text(parse_text: ParseText, words: list[str]) -> None:
    text = " ".join(words)
    _, passages = parse_text(text)
    drafts = find_statements(passages)
    for number, draft in enumerate(drafts):
        spans = [
            *draft.spans,
            draft.speaker,
            draft.cue,
            draft.addressee,
            draft.medium,
            draft.time,
            draft.speaker_from,
        ]
        for span in (*spans, *draft.quoted):
            if span is not None:
                assert text[span.start : span.end] == span.words
        assert draft.spans
        assert draft.nested_in != number
        assert number not in draft.refers_to
