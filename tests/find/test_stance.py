"""Stance: over cue, frame, negation and the words of the content."""

from __future__ import annotations

import pytest

from dateline.find.statements.given import stance_given
from dateline.find.statements.stance import calls_absurd, calls_untrue, stance_of
from dateline.model import Span, Stance
from dateline.ontology.cues import load_cues, read_cues
from support import ParseText


@pytest.mark.parametrize(
    ("base", "options", "expected"),
    [
        ("asserts", {"frame": "clause"}, "asserts"),
        ("asserts", {"frame": "clause", "negated": True}, "declines"),
        ("denies", {"frame": "clause", "negated": True}, "concedes"),
        ("rejects", {"frame": "np", "head": "offer"}, "rejects"),
        ("rejects", {"frame": "np", "head": "allegation"}, "denies"),
        ("denies", {"frame": "np", "head": "visa"}, "declines"),
        ("asserts", {"frame": "small", "content": "the report a lie"}, "denies"),
        ("asserts", {"frame": "small", "content": "the report a relief"}, "asserts"),
    ],
)
def test_stance_of(base: Stance, options: dict[str, str], expected: Stance) -> None:
    assert stance_of(base, **options) == expected  # type: ignore[arg-type]


GIVEN = [
    ("The mayor refused to release the tapes.", "refused", "to release the tapes", "declines"),
    ("The mayor asked, “Who paid?”", "asked", "“Who paid?”", "asks"),
    ("The mayor asked for help.", "asked", "help", "demands"),
    ("The mayor never promised to resign.", "promised", "to resign", "declines"),
    ("The mayor’s threat to resign worked.", "threat", "to resign", "threatens"),
]


@pytest.mark.parametrize(("text", "cue", "content", "expected"), GIVEN)
def test_stance_given(parse_text: ParseText, text: str, cue: str, content: str, expected: Stance) -> None:
    _, (passage,) = parse_text(text)
    at, of = text.index(cue), text.index(content)
    stance, _ = stance_given(passage, Span(at, at + len(cue), cue), Span(of, of + len(content), content))
    assert stance == expected


def test_scorn() -> None:
    assert calls_untrue("It is Fake News, he said")
    assert not calls_untrue("The lieutenant relies on it")
    assert calls_absurd("the vote null and void")


def test_table_is_whole() -> None:
    table = load_cues()
    assert table.verbs["rule"][0].particle == "out"
    assert table.verbs["ask"][0].frames["quote"] == "asks"
    assert table.verbs["ask"][0].frames["objto"] == "demands"
    assert table.nouns["offer"] == "proposes"


def test_first_group_of_a_word_wins() -> None:
    head = '[light]\nverbs = "make"\n'
    rest = "".join(
        f'[{name}]\nwords = "a"\n'
        for name in ("claims", "favours", "carriers", "sources", "surveys", "comments", "labels")
    )
    rest += '[deeds]\nverbs = "shove"\nmatters = "plan"\n'
    rest += '[scorn]\nuntrue = "a"\nabsurd = "b"\n'
    groups = (
        '[[verbs]]\nstance = "asserts"\nframes = ["clause"]\nwords = "say"\n'
        '[[verbs]]\nstance = "denies"\nframes = ["clause", "np"]\nwords = "say"\n'
        '[[nouns]]\nstance = "asserts"\ntakes = []\nwords = "word"\n'
        '[[attitudes]]\nstance = "asserts"\nframes = ["np"]\nwords = "love"\n'
        '[[attitude_nouns]]\nstance = "asserts"\ntakes = ["on"]\nwords = "view"\n'
        '[[adjectives]]\nstance = "asserts"\nwords = "sure"\n'
    )
    (cue,) = read_cues(head + rest + groups).verbs["say"]
    assert dict(cue.frames) == {"clause": "asserts", "np": "denies"}
