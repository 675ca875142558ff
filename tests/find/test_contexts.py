"""What an event was about: (sentence, trigger, type and modes, contexts)."""

from __future__ import annotations

import pytest

from dateline.find.events.contexts import contexts
from dateline.ontology import plover

ONTOLOGY = plover.load()

CASES = [
    # one of each
    ("The two navies will hold a drill off Djibouti.", "drill", "COOPERATE", "military"),
    ("Gabon expelled two Belgians for spying.", "expelled", "COERCE", "intelligence"),
    ("The premier announced a reshuffle after the walkout.", "announced", "CONCEDE", "executive"),
    ("Lawmakers in Accra rejected the new anthem.", "rejected", "REJECT", "legislative"),
    ("Observers accused both sides of buying ballots.", "accused", "ACCUSE", "election"),
    ("Crowds jeered the plan to scrap term limits.", "jeered", "ACCUSE", "political_institutions"),
    ("Thousands called for civilian rule.", "called", "REQUEST", "pro_democracy"),
    ("The bloc condemned the putsch.", "condemned", "ACCUSE", "pro_autocracy"),
    ("Brazil cut its tariffs on Paraguay.", "cut", "CONCEDE", "economic"),
    ("The tribunal summoned the colonel.", "summoned", "REQUEST", "legal"),
    ("Lisbon offered restitution to the islanders.", "offered", "AGREE", "reparations"),
    ("The envoys of twelve towns deplored the massacre.", "deplored", "ACCUSE", "human_rights diplomatic"),
    ("The regulator fined a newspaper in Dili.", "fined", "SANCTION", "rights_freedoms"),
    ("The council deplored the crackdown.", "deplored", "ACCUSE", "repression"),
    ("Oslo sent clean water and blankets to Tigray.", "sent", "AID", "human_security"),
    ("The mayor thanked the feminists of the town.", "thanked", "SUPPORT", "gender"),
    ("The governor banned a same-sex wedding fair.", "banned", "COERCE", "lgbt"),
    ("Hindus and Sikhs marched side by side.", "marched", "PROTEST", "religion_ethnicity"),
    ("The rector denounced racial segregation at the school.", "denounced", "ACCUSE", "inequality"),
    ("Chad withdrew its ambassador from Bangui.", "withdrew", "SANCTION", "diplomatic"),
    ("Separatists seized a bridge near Luhansk.", "seized", "ASSAULT", "territory"),
    ("Nepal promised a further 200 peacekeepers.", "promised", "AGREE", "peacekeeping"),
    ("Cuba sent forty doctors to Honduras.", "sent", "AID", "health"),
    ("Canada granted the poet asylum.", "granted", "AID", "asylum"),
    ("Greece moved three hundred migrants to the mainland.", "moved", "COERCE", "migration"),
    ("Fiji asked for help after the cyclone.", "asked", "REQUEST", "disasters"),
    ("Villagers blocked the road to the cobalt quarry.", "blocked", "PROTEST", "natural_resource"),
    ("The bishop's brother sued over the pollution.", "sued", "ACCUSE", "religion_ethnicity legal environment"),
    ("Japan and India launched two satellites together.", "launched", "COOPERATE", "technology"),
    ("Niger blamed jihadists for the raid.", "blamed", "ACCUSE", "terrorism"),
    ("Syria let inspectors look for sarin.", "let", "RETREAT", "cbrn"),
    ("Albania blamed Tehran for the cyber-attack.", "blamed", "ACCUSE", "cyber"),
    ("Vilnius protested against the disinformation.", "protested", "ACCUSE", "misinformation"),
    ("Police freed a trader from kidnappers after the robbery.", "freed", "AID", "crime"),
    ("The auditors accused the governor of embezzling.", "accused", "ACCUSE", "corruption"),
    ("Peru asked for help against the cocaine trade.", "asked", "REQUEST", "illegal_drugs economic"),
    ("Both coastguards vowed to stop the smugglers.", "vowed", "AGREE", "trafficking"),
    # none
    ("Zambia praised Botswana.", "praised", "SUPPORT", ""),
    ("The president met the king.", "met", "CONSULT", ""),
    # the words must stand together
    ("Secret ballots were lost, and the services of two clerks with them.", "lost", "REJECT", "election"),
    ("The secret services lost two clerks.", "lost", "REJECT", "intelligence"),
    # also across a hyphen, before an apostrophe and in capitals
    ("ANTI-CORRUPTION OFFICERS RAID A VILLA", "RAID", "COERCE seize", "corruption"),
    ("Honduras thanked the senate\u2019s staff.", "thanked", "SUPPORT", "legislative"),
    # part of another word is no cue
    ("Armyworm was blamed on the ministry by growers.", "blamed", "ACCUSE", ""),
    # types and modes that bring a context
    ("Somebody broke into the ministry's mail.", "broke", "COERCE cyber", "cyber"),
    ("They planted a letter about the candidate.", "planted", "COERCE misinformation", "election misinformation"),
    ("The minister stepped down.", "stepped", "RETREAT resign", "executive"),
    ("Two brigades were moved north.", "moved", "MOBILIZE troops", "military"),
    ("Rail workers walked out.", "walked", "PROTEST strike", "economic"),
    ("Guards violated two women.", "violated", "ASSAULT sexual", "human_rights gender"),
    ("They cut off two stations and read their mail.", "cut", "COERCE censor+cyber", "rights_freedoms cyber"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "trigger", "kind", "expected"), CASES)
def test_contexts(sentence: str, trigger: str, kind: str, expected: str) -> None:
    type_, _, modes = kind.partition(" ")
    found = contexts(sentence, sentence.index(trigger), (type_, *filter(None, modes.split("+"))), ONTOLOGY)
    assert set(found) == set(expected.split())
    assert sorted(found, key=ONTOLOGY.contexts.index) == list(found)


def test_every_context_has_a_case() -> None:
    assert {name for *_, expected in CASES for name in expected.split()} == set(ONTOLOGY.contexts)


def test_far_words_are_about_another_deed() -> None:
    far = "They agreed, " + "and the band played on and on and on, " * 3 + "while elsewhere hackers slept."
    assert contexts(far, far.index("agreed"), ("AGREE",), ONTOLOGY) == ()
    assert contexts(far, far.index("slept"), ("AGREE",), ONTOLOGY) == ("cyber",)


def test_the_table_names_contexts_types_and_modes_that_there_are() -> None:
    types = {str(name): facts.modes for name, facts in ONTOLOGY.types.items()}
    for key, names in ONTOLOGY.context_of.items():
        type_, _, mode = key.partition(" ")
        assert not mode or mode in types[type_]
        assert set(names) <= set(ONTOLOGY.contexts)
    for cue, names in ONTOLOGY.context_words.items():
        assert set(names) <= set(ONTOLOGY.contexts), cue
        assert cue == cue.lower()
        assert 1 <= len(cue.split()) <= 5
