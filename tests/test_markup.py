from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import markup
from dateline.markup import MarkupError

_MODES = {"REJECT": frozenset({"meet"}), "ASSAULT": frozenset({"aerial"})}
_SOURCE = (
    "[Kenya]{a1 KEN GOV} [rejected]{e1 REJECT meet occurred by=a1 to=a2 when=t1} "
    "[an [offer]{c2} of talks from [Somalia]{a2 SOM GOV}]{s1 rejects by=a1 cue=e1} [on Monday]{t1}."
)


def test_marks_nest_and_the_text_is_plain() -> None:
    marked = markup.parse(_SOURCE)
    assert marked.text == "Kenya rejected an offer of talks from Somalia on Monday."
    assert [mark.id for mark in marked.marks] == ["a1", "e1", "s1", "c2", "a2", "t1"]
    assert all(marked.text[m.span.start : m.span.end] == m.span.words for m in marked.marks)
    event = marked.first("e1")
    assert event is not None
    assert (event.values, event.keys["to"]) == (("REJECT", "meet", "occurred"), ("a2",))
    assert list(markup.faults(marked, _MODES, frozenset())) == []


@pytest.mark.parametrize("source", ["[a", "a]", "[a]", "{a1}", "[a]{x1}", "[]{a1 KEN GOV}", "a}"])
def test_what_is_no_markup_is_refused(source: str) -> None:
    with pytest.raises(MarkupError):
        markup.parse(source)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("[Kenya]{a1}", "needs COUNTRY SECTOR"),
        ("[Kenya]{a1 Kenya GOV}", "needs COUNTRY SECTOR"),
        ("[hit]{e1 REJECT}", "needs TYPE MODES STATUS"),
        ("[hit]{e1 REJECT aerial occurred}", "no mode aerial"),
        ("[hit]{e1 REJECT - occurred by=a9}", "leads nowhere"),
        ("[hit]{e1 REJECT - occurred of=a9}", "has no of="),
        ("[hit]{e1 REJECT - occurred ctx=weather}", "no context weather"),
        ("[no]{s1 mutters by=-}", "needs its stance"),
        ("[no]{s1 denies}", "needs by="),
        ("[Oslo]{p1}", "needs its country"),
        ("[Oslo ]{p1 NOR}", "blanks at the edge"),
    ],
)
def test_faults_are_named(source: str, fault: str) -> None:
    found = list(markup.faults(markup.parse(source), _MODES, frozenset({"military"})))
    assert any(fault in one for one in found), found


def test_a_later_mention_needs_no_more_than_its_id() -> None:
    marked = markup.parse(
        "[Chad]{a1 TCD GOV} said [it]{a1} [bombed]{e1 ASSAULT aerial occurred} … [raid]{e2 same=e1}"
    )
    assert list(markup.faults(marked, _MODES, frozenset())) == []


@given(st.text(alphabet=st.characters(exclude_characters="[]{}", exclude_categories=["Cs"])))
def test_text_without_brackets_is_itself(text: str) -> None:
    assert markup.parse(text) == markup.Marked(text, ())
