"""The borders of the codebook (`docs/codebook.md`), from both sides."""

from __future__ import annotations

import pytest

from dateline.find.events.finder import find_events
from dateline.ontology.plover import load
from support import ParseText


@pytest.mark.parametrize(
    ("text", "type_", "modes"),
    [
        ("Kenya promised Somalia a loan.", "AGREE", ()),
        ("Kenya gave Somalia a loan.", "AID", ()),
        ("Kenya and Uganda will sign a pact in May.", "AGREE", ()),
        ("Kenya and Uganda reached an agreement.", "SUPPORT", ()),
        ("Kenya and Uganda signed a pact.", "SUPPORT", ()),
        ("Kenya breached the accord with Uganda.", "REJECT", None),
        ("Kenya reneged on a pact with Uganda.", "REJECT", None),
        ("Kenya tore up its pact with Uganda.", "SANCTION", ("discontinue",)),
        ("Kenya suspended the truce with the rebels.", "SANCTION", ("discontinue",)),
        ("Rebels broke the ceasefire with the army.", "ASSAULT", None),
        ("Russia and Ukraine agreed a ceasefire.", "CONCEDE", ()),
        ("The government bowed to the union's demand.", "CONCEDE", ()),
        ("The Russian minister offered an apology to Poland.", "CONCEDE", ()),
        ("Bus drivers called off a strike against the city government.", "CONCEDE", ()),
        ("Burundi reopened its border with Rwanda.", "CONCEDE", ()),
        ("Burundi closed its border with Rwanda.", "COERCE", ("restrict",)),
        ("Kenya reopened the port to Tanzanian ships.", "CONCEDE", ()),
        ("Armenia returned four villages to Azerbaijan.", "RETREAT", ("withdraw",)),
        ("The president stepped aside.", "RETREAT", ("resign",)),
        ("The militants freed nine hostages.", "RETREAT", ("release",)),
        ("Commandos freed nine hostages from the militants.", "AID", ()),
        ("The bishop demanded that the minister resign.", "REQUEST", ("change",)),
        ("The bishop demanded that the army release the priest.", "REQUEST", ("yield",)),
        ("The Lithuanian prime minister refused to resign.", "REJECT", ("change",)),
        ("The opposition called for a march against the president.", "REQUEST", None),
        ("Prosecutors charged the former minister with fraud.", "ACCUSE", ("allege",)),
        ("Three ministers went on trial in Tunis.", "ACCUSE", ("allege",)),
        ("Prosecutors opened an investigation into the minister.", "ACCUSE", ("investigate",)),
        ("Police raided the home of the editor.", "COERCE", ("seize",)),
        ("Washington broke off talks with Tehran.", "REJECT", ("meet",)),
        ("Tehran halted talks with Washington.", "REJECT", ("meet",)),
        ("Peru broke off relations with Ecuador.", "SANCTION", ("discontinue",)),
        ("Peru recalled its ambassador from Ecuador.", "SANCTION", ("withdraw",)),
        ("Peru expelled three Ecuadorean diplomats.", "SANCTION", ("expel",)),
        ("Peru deported three Ecuadorean teachers.", "COERCE", ("deport",)),
        ("Poland pushed back migrants to Belarus.", "COERCE", ("deport",)),
        ("Turkey boycotted the summit in Cairo.", "PROTEST", ("boycott",)),
        ("Washington threatened to impose sanctions on Russia.", "THREATEN", ("restrict",)),
        ("Poland threatened to recall its ambassador from Minsk.", "THREATEN", ("relations",)),
        ("Kenyan police pushed back protesters in Nairobi.", "COERCE", ("restrict",)),
        ("Kenyan police fired tear gas at protesters in Nairobi.", "ASSAULT", ("crowd-control",)),
        ("The election commission disqualified three opposition candidates.", "COERCE", ("restrict",)),
        ("The army seized power from the president.", "COERCE", ("seize",)),
        ("The rebels seized the town from the army.", "ASSAULT", ()),
        ("Russia annexed the island by decree.", "COERCE", ("seize",)),
        ("The rebels captured twelve soldiers.", "ASSAULT", ("abduct",)),
        ("Iran executed three dissidents.", "ASSAULT", ("targeted",)),
        ("The high court upheld the sentence of the mayor.", "SANCTION", ("convict",)),
        ("Norway sent 400 peacekeepers to Mali.", "AID", ()),
        ("Norway held joint naval exercises with Denmark.", "COOPERATE", ()),
        ("Norway held naval exercises near the Russian border.", "MOBILIZE", None),
        ("A judge issued an arrest warrant for the exiled general.", "THREATEN", ("arrest",)),
        ("Georgia barred the Russian reporters from entering the country.", "REJECT", None),
        ("The coalition partner quit the government.", "SANCTION", ("withdraw",)),
        ("The army lifted the siege of the city.", "RETREAT", ("withdraw",)),
        ("The editor applied for asylum in Brazil.", "REQUEST", ("assist",)),
        ("The town council asked Kyiv for ambulances.", "REQUEST", ("assist",)),
        ("The army demolished the home of the suspect.", "ASSAULT", ("destroy",)),
        ("Poland summoned the Russian ambassador over the drone.", "ACCUSE", ("disapprove",)),
    ],
)  # fmt: skip
def test_a_border_is_drawn_as_the_codebook_draws_it(
    parse_text: ParseText, text: str, type_: str, modes: tuple[str, ...] | None
) -> None:
    _, passages = parse_text(text)
    found = find_events(passages, (), (), (), None, load())
    assert [event.type for event in found][:1] == [type_]
    if modes is not None:
        assert found[0].modes == modes
