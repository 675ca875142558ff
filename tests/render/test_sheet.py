from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import TEXT, at, make_report
from dateline.model import Document, Event, Mention, Report, Span, Zone
from dateline.render.marks import Mark, marks
from dateline.render.pieces import blocks, pieces
from dateline.render.sheet import Sheet


@given(st.text(min_size=2), st.data())
def test_pieces_are_the_text_and_each_has_what_lies_over_it(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start, len(text)))
        return Span(start, end, text[start:end])

    document = Document(id="d0", text=text, zones=(Zone("headline", span()),))
    found = [Mark("actor", span(), "a"), Mark("event", span(), "e")]
    words = [("e", span())]
    cut = tuple(pieces(document, found, words))
    assert sum(len(piece.text) for piece in cut) == len(text)
    assert [piece.start for piece in cut][1:] == [piece.end for piece in cut][:-1]
    for offset in range(len(text)):
        piece = next(one for one in cut if one.start <= offset < one.end)
        over = {mark.kind for mark in found if mark.span.start <= offset < mark.span.end}
        assert {mark.kind for mark in piece.marks} == over
        assert piece.words_of == (("e",) if words[0][1].start <= offset < words[0][1].end else ())
    assert tuple(piece for block in blocks(cut) for piece in block.pieces) == cut


def test_the_innermost_mark_lies_on_top() -> None:
    statement, actor, event = Span(0, 9, "abcdefghi"), Span(3, 6, "def"), Span(3, 6, "def")
    document = Document(id="d0", text="abcdefghi")
    over = [Mark("event", event, "e"), Mark("statement", statement, "s"), Mark("actor", actor, "a")]
    cut = tuple(pieces(document, over))
    assert [[mark.kind for mark in piece.marks] for piece in cut] == [
        ["statement"],
        ["statement", "actor", "event"],
        ["statement"],
    ]


def test_a_time_leads_to_what_it_dates() -> None:
    report = make_report()
    found = {(mark.kind, mark.span.words): mark.record for mark in marks(report)}
    assert found["time", "August"] == report.events[1].id
    assert found["place", "Odesa"] == report.events[1].id


def test_each_part_is_its_zone_of_the_text() -> None:
    sheet = Sheet.of(make_report())
    for part in sheet.parts:
        words = "".join(run.text for run in part.runs)
        assert TEXT[part.start : part.start + len(words)] == words
    assert [part.kind for part in sheet.parts] == [
        *("date", "headline", "byline", "body", "body", "body", "body", "furniture")
    ]
    assert sheet.headed == TEXT.index("Ukraine rejects")


def test_text_between_zones_is_shown() -> None:
    text = "Before. Headline. After."
    report = Report(
        version="0",
        document=Document(id="d0", text=text, zones=(Zone("headline", Span(8, 17, "Headline.")),)),
    )
    assert [(part.kind, part.runs[0].text) for part in Sheet.of(report).parts] == [
        ("", "Before. "),
        ("headline", "Headline."),
        ("", " After."),
    ]


def test_a_record_lights_all_its_words_and_no_others() -> None:
    report = make_report()
    sheet = Sheet.of(report)
    number = sheet.numbers[report.events[1].id]
    lit = "".join(run.text if number in run.numbers else "|" for part in sheet.parts for run in part.runs)
    assert [words for words in lit.split("|") if words] == [
        *("Russian forces", "struck", "Odesa", "August", "four dock workers")
    ]


def test_where_several_records_meet_the_innermost_is_led_to_first() -> None:
    report = make_report()
    sheet = Sheet.of(report)
    (run,) = (run for part in sheet.parts for run in part.runs if run.text == "denied")
    assert run.record == report.statements[0].id
    assert run.numbers[0] == sheet.numbers[run.record]


def test_a_record_that_no_words_mark_has_its_card_all_the_same() -> None:
    report = make_report()
    assert set(Sheet.of(report).numbers) >= {actor.id for actor in report.actors}


def test_a_mark_of_a_record_that_is_not_there_leads_nowhere() -> None:
    span = at("Turkey")
    report = Report(version="0", document=Document(id="d0", text=TEXT), mentions=(Mention(span, "a-nobody"),))
    (run,) = (run for part in Sheet.of(report).parts for run in part.runs if run.kinds)
    assert (run.text, run.record, run.numbers) == ("Turkey", "", ())


def test_the_context_of_a_record_is_the_paragraphs_of_its_words() -> None:
    report = make_report()
    event: Event = report.events[0]
    around = Sheet.of(report).around(event)
    assert [part.kind for part in around] == ["headline", "body"]
