"""Quotation marks that are hard to tell: apostrophes, nesting, mixtures of kinds, lost and stray marks."""

from __future__ import annotations

import pytest

from dateline.find.statements.quotemarks import pair_marks

# text, words between outer marks with depth 0, between inner ones with depth 1
HOSTILE = [
    ("The dockers' union and the teachers' league met the miners' bloc.", []),
    ("Rock 'n' roll is back, and 'tis the season.", []),
    ("The '68 revolt and the '90s boom.", []),
    ("The class of ’68 met the ’90s crowd.", []),
    ("He said 'the dockers' strike is over' on Monday.", [("the dockers' strike is over", 0)]),
    ("She said ‘the dockers’ strike is over’ on Monday.", [("the dockers’ strike is over", 0)]),
    ("'Don't,' she said, 'you daren't.'", [("Don't,", 0), ("you daren't.", 0)]),
    ("‘Don’t,’ she said, ‘you daren’t.’", [("Don’t,", 0), ("you daren’t.", 0)]),
    ("'’Tis late,' he said.", [("’Tis late,", 0)]),
    ("It's James' car and Ross' boat.", []),
    ("The mayor's 'no' and the council's 'yes'.", [("no", 0), ("yes", 0)]),
    ('The 6\' 2" goalkeeper said "no".', [("no", 0)]),
    ('A 12" pipe burst, "like a gun", he said.', [("like a gun", 0)]),
    ('At 5\'11", he "towers" over her.', [("towers", 0)]),
    ("\"He told me 'go home' and left,\" she said.", [("He told me 'go home' and left,", 0), ("go home", 1)]),
    ("“She said, ‘I can’t stay’,” he recalled.", [("She said, ‘I can’t stay’,", 0), ("I can’t stay", 1)]),
    ("‘She said, “I can’t stay”,’ he recalled.", [("She said, “I can’t stay”,", 0), ("I can’t stay", 1)]),
    ("“He called it ‘a lie’.”", [("He called it ‘a lie’.", 0), ("a lie", 1)]),
    ("\"He called it 'a lie'\", she said.", [("He called it 'a lie'", 0), ("a lie", 1)]),
    ("“‘Never,’ he told me,” she said.", [("‘Never,’ he told me,", 0), ("Never,", 1)]),
    ("“He told me: ‘Never.’”", [("He told me: ‘Never.’", 0), ("Never.", 1)]),
    ('“No," she said. "Never.”', [("No,", 0), ("Never.", 0)]),
    ("''No,'' she said.", [("No,", 0)]),
    ("``No,'' she said, ``not in the '90s.''", [("No,", 0), ("not in the '90s.", 0)]),
    ("`No,' she said.", [("No,", 0)]),
    ("``He said `no' to us,'' she added.", [("He said `no' to us,", 0), ("no", 1)]),
    ("«No», she said.", [("No", 0)]),
    ("« No », she said.", [(" No ", 0)]),
    ("»No«, she said.", [("No", 0)]),
    ("„No”, she said.", [("No", 0)]),
    ("‚No‘, she said.", [("No", 0)]),
    ("‹No›, she said.", [("No", 0)]),
    ("“No”—she paused—“never.”", [("No", 0), ("never.", 0)]),
    ('"No"--she paused--"never."', [("No", 0), ("never.", 0)]),
    ('("No," she said.)', [("No,", 0)]),
    ("She said (‘off the record’) nothing.", [("off the record", 0)]),
    ('["No," she said.]', [("No,", 0)]),
    ('"No.""Yes."', [("No.", 0), ("Yes.", 0)]),
    ('"No." "Yes."', [("No.", 0), ("Yes.", 0)]),
    ('She said:"No."', [("No.", 0)]),
    ("She said:“No.”Then she left.", [("No.", 0)]),
    ("“...and we won,” she said.", [("...and we won,", 0)]),
    ('"…and we won," she said.', [("…and we won,", 0)]),
    ("‘…and we won,’ she said.", [("…and we won,", 0)]),
    ("'20 people died,' he said.", [("20 people died,", 0)]),
    ("'£20m is gone,' he said.", [("£20m is gone,", 0)]),
    ("“No, she said. “We will stay.”", [("No, she said.", 0), ("We will stay.", 0)]),
    ('"We stay, she said. "We stay."', [("We stay, she said.", 0), ("We stay.", 0)]),
    ('We stay," she said.', []),
    ("We stay,” she said. “And fight.”", [("And fight.", 0)]),
    ("'No", []),
    ("The 'farmers' market' was shut.", [("farmers' market", 0)]),
    ("The ‘farmers’ market’ was shut.", [("farmers’ market", 0)]),
    ("The so-called 'doctors' of the camp fled.", [("doctors", 0)]),
    ("The so-called ‘doctors’ of the camp fled, and the nurses’ tent burnt.", [("doctors", 0)]),
    ("'Cause for alarm' over ministers' pay, says 'Le Soir'", [("Cause for alarm", 0), ("Le Soir", 0)]),
    ("Ministers' pay is 'cause for alarm', says union's chief", [("cause for alarm", 0)]),
    (
        "“We’re the workers’ party,” he said, “not the bosses’.”",
        [("We’re the workers’ party,", 0), ("not the bosses’.", 0)],
    ),
    (
        "'We're the workers' party,' he said, 'not the bosses'.'",
        [("We're the workers' party,", 0), ("not the bosses'.", 0)],
    ),
    ("The pilot known as \"O'Brien\" left O'Hare.", [("O'Brien", 0)]),
    ("The pilot known as 'O'Brien' left O'Hare.", [("O'Brien", 0)]),
    (
        "‘I’m the people’s choice,’ said O’Neil, ‘and that’s that.’",
        [("I’m the people’s choice,", 0), ("and that’s that.", 0)],
    ),
    ("Qur'an, Sana'a, Côte d'Ivoire and Ta'izz.", []),
    ("“Read the Qur‘an,” he said.", [("Read the Qur‘an,", 0)]),
    ("In Hawai‘i and Tonga‘eiki they waited.", []),
    ('"He\'s 6\'2"," she said.', [("He's 6'2\",", 0)]),
    ('""', []),
    ("“”", []),
    ('"No," said the "general" of the "army".', [("No,", 0), ("general", 0), ("army", 0)]),
]


@pytest.mark.parametrize(("text", "expected"), HOSTILE)
def test_pairs(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.start : q.end], q.depth) for q in pair_marks(text)] == expected
