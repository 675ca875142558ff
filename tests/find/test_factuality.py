from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.find.factuality.table import load_table, read_table
from dateline.find.factuality.value import act_of_saying, factuality
from dateline.find.factuality.weights import Weights, load
from dateline.model import EventStatus, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from support import ParseText

MOST, LEAST = 3.0, -3.0

# (sentence with the word in brackets, at least, at most), from what the words say, not from what was measured
CASES = [
    # told plainly
    ("Gunmen [killed] three nurses.", 2.0, MOST),
    ("They [signed] the accord in Muscat on Friday.", 2.0, MOST),
    ("Gunmen have [abducted] three nurses.", 2.0, MOST),
    ("Troops are [shelling] the suburbs.", 1.5, MOST),
    ("The sides held [talks] in Muscat.", 2.0, MOST),
    ("The [attack] on the village killed two shepherds.", 2.0, MOST),
    # negated
    ("The army did not [shell] the town.", LEAST, -2.0),
    ("The two leaders never [met].", LEAST, -2.0),
    ("Nobody was [arrested].", LEAST, -2.0),
    ("The police have [arrested] nobody over the fire.", LEAST, -2.0),
    ("At no time did the colonel [shell] the harbour.", LEAST, -2.0),
    ("There were no [talks] between the sides.", LEAST, -2.0),
    ("They left without [meeting] the king.", LEAST, -1.0),
    ("Not one barrel has [flowed] through the port.", LEAST, -2.0),
    ("The prefect has not once [visited] the camp.", LEAST, -2.0),
    ("Samoa stopped short of [recalling] its envoy.", LEAST, -1.5),
    ("The mayor [resigned] on Friday; his aides deny it.", 1.5, MOST),
    ("A militia claimed responsibility for the [bombing].", 1.5, MOST),
    ("The dockers have yet to [accept] the offer.", LEAST, -2.0),
    # two-way implicatives
    ("The clerk managed to [open] the vault.", 2.0, MOST),
    ("The clerk did not manage to [open] the vault.", LEAST, -2.0),
    ("Guards failed to [lock] the gate.", LEAST, -1.5),
    ("Guards did not fail to [lock] the gate.", 1.5, MOST),
    ("The regime refused to [free] the monks.", LEAST, -2.0),
    ("Rebels were prevented from [crossing] the river.", LEAST, -2.0),
    ("Mediators averted a [strike].", LEAST, -2.0),
    ("The minister rejected an [offer] of aid.", 2.0, MOST),
    # factives hold either way
    ("The minister knew that police had [fired] on the crowd.", 2.0, MOST),
    ("The minister did not know that police had [fired] on the crowd.", 1.5, MOST),
    ("The minister admitted that police [fired] on the crowd.", 2.0, MOST),
    ("The mayor condemned the [strike].", 2.0, MOST),
    # claimed, doubted, denied
    ("The minister claimed that police had [fired] on the crowd.", 0.0, 1.8),
    ("The minister doubts that police [fired] on the crowd.", LEAST, 0.0),
    ("The minister denied that police had [fired] on the crowd.", LEAST, -1.0),
    ("It is false that soldiers [burned] the village.", LEAST, -1.0),
    ("He was arrested over the alleged [assault].", 0.0, 1.8),
    ("The army allegedly [tortured] prisoners.", 0.0, 1.8),
    ("Perhaps the rebels [left] the valley.", -1.0, 1.5),
    ("The rebels nearly [took] the capital.", LEAST, 0.0),
    # to come, wanted, asked for: not yet
    ("The troops will [withdraw] in spring.", LEAST, -0.5),
    ("The government plans to [expel] the envoy.", LEAST, 0.0),
    ("The union wants to [strike].", LEAST, 0.0),
    ("The envoy urged Kyiv to [release] the sailors.", LEAST, 0.0),
    ("He called for a [ceasefire].", LEAST, 0.0),
    ("The planned [strike] has unsettled shops.", LEAST, 0.0),
    ("The attempt to [blow] up the bridge failed.", LEAST, 0.0),
    ("Please [send] help.", LEAST, 0.0),
    # open or unreal
    ("The army could [attack] the town.", LEAST, 0.5),
    ("If rebels [attack], the truce is over.", LEAST, 0.5),
    ("Did the rebels [leave] the valley?", -2.0, 0.5),
    ("The army would have [bombed] the dam.", LEAST, 0.0),
    # how deep it stands
    ("The bishop said the mayor claimed that troops had [shot] the priest.", 0.0, 1.8),
]


def word_in(marked: str, parse_text: ParseText) -> Token:
    """Parse a sentence and return its word in brackets."""
    start = marked.index("[")
    _, (passage,) = parse_text(marked.replace("[", "").replace("]", ""))
    found = passage.doc.char_span(start, marked.index("]") - 1, alignment_mode="expand")
    assert found is not None
    token: Token = found.root
    return token


@pytest.mark.parametrize(("marked", "least", "most"), CASES)
def test_a_value_lies_where_the_words_put_it(
    parse_text: ParseText, marked: str, least: float, most: float
) -> None:
    weights = load()
    assert weights is not None
    assert least <= factuality(word_in(marked, parse_text), weights) <= most


@pytest.mark.parametrize(("marked", "least", "most"), CASES)
def test_the_rules_alone_are_on_the_same_side(
    parse_text: ParseText, marked: str, least: float, most: float
) -> None:
    value = factuality(word_in(marked, parse_text), None)
    assert least - 0.5 <= value <= most + 0.5


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("Police said rebels [burned] the mill.", "Police claimed rebels [burned] the mill."),
        ("Rebels [burned] the mill.", "Rebels probably [burned] the mill."),
        ("Rebels probably [burned] the mill.", "Rebels did not [burn] the mill."),
        ("Police suspect that rebels [burned] the mill.", "Police deny that rebels [burned] the mill."),
        ("The army [attacked].", "The army may [attack]."),
        ("Why did they [flee]?", "Did they [flee]?"),
    ],
)
def test_one_wording_is_surer_than_another(parse_text: ParseText, surer: str, less_sure: str) -> None:
    weights = load()
    more, less = (factuality(word_in(marked, parse_text), weights) for marked in (surer, less_sure))
    assert more > less + 0.3


@pytest.mark.parametrize(
    "marked", ["President to [visit] Ankara", "Court to [hear] poet", "Minister to [meet] dockers"]
)
def test_a_bare_infinitive_in_a_headline_is_to_come(parse_text: ParseText, marked: str) -> None:
    assert factuality(word_in(marked, parse_text), load(), headline=True) < 0


@pytest.mark.parametrize(
    "marked", ["Rebels [shell] border town", "Markets [rally]", "Dockers [reject] pay offer"]
)
def test_the_present_of_a_headline_tells_what_has_happened(parse_text: ParseText, marked: str) -> None:
    assert factuality(word_in(marked, parse_text), None, headline=True) > 2


def test_an_act_done_by_saying_it_is_worth_what_says_it(parse_text: ParseText) -> None:
    promised = word_in("The minister said the state would [repay] the loan.", parse_text)
    assert factuality(promised, load()) < 0 < act_of_saying(promised, load())
    alone = word_in("The state will [repay] the loan.", parse_text)
    assert factuality(alone, load()) < 0 < act_of_saying(alone, load())


@pytest.mark.parametrize("bias", [-50.0, 0.0, 50.0])
def test_no_value_leaves_the_scale(bias: float) -> None:
    weights = Weights(bias, {"a": 40.0, "b": -40.0})
    for names in ((), ("a",), ("b",), ("a", "b", "unknown")):
        assert LEAST <= weights.value(names) <= MOST


@given(
    words=st.lists(
        st.sampled_from(
            [
                "not",
                "one",
                "if",
                "to",
                "the",
                "army",
                "did",
                "fled",
                "deny",
                "that",
                ";",
                "?",
                "no",
                "without",
                "yet",
                "of",
                "plans",
                "had",
                "short",
                "would",
                "is",
                ".",
                ",",
                "“",
            ]
        ),
        min_size=1,
        max_size=14,
    ).map(" ".join)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_have_a_value(parse_text: ParseText, words: str) -> None:
    _, passages = parse_text(words)
    for passage in passages:
        for token in passage.doc:
            for headline in (False, True):
                assert LEAST <= factuality(token, load(), headline=headline) <= MOST
                assert LEAST <= factuality(token, None, headline=headline) <= MOST


def test_every_number_of_the_table_is_on_its_scale() -> None:
    table = load_table()
    for signature in table.governors.values():
        assert -1 <= signature.so <= 1
        assert -1 <= signature.denied <= 1
        assert -1 <= signature.worth(0.5) <= 1
    assert all(-1 <= worth <= 1 for worth in (*table.modifiers.values(), *table.sources.values()))


def test_the_table_bounds_every_status_and_hears_every_stance() -> None:
    table = load_table()
    assert set(table.status) == set(get_args(EventStatus))
    assert set(get_args(Stance)) <= set(table.sources)


def test_a_word_goes_by_the_first_group_that_has_it_with_the_form() -> None:
    table = read_table(
        """
        modals.will = "will"
        words.nobody = "nobody"
        modifiers.alleged = 0.3
        sources.asserts = 0.9
        status.occurred = [0.0, 3.0]
        [[governors]]
        name = "first"
        so = 1.0
        not = -1.0
        forms = ["infinitive"]
        words = "try"
        [[governors]]
        name = "second"
        so = 0.0
        not = 0.0
        forms = ["infinitive", "object"]
        words = "try try_n"
        """
    )
    found = {
        form: table.signature("try", form, noun=noun)
        for form, noun in (("infinitive", False), ("object", False), ("clause", False))
    }
    assert [signature and signature.name for signature in found.values()] == ["first", "second", None]
    as_noun = table.signature("try", "infinitive", noun=True)
    assert as_noun is not None
    assert as_noun.name == "second"
