from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from builders import make_report
from dateline import markup
from dateline.errors import DatelineError
from dateline.evaluate import gold
from dateline.evaluate.matching import Figure, compared
from dateline.evaluate.writing import written
from dateline.model import Count, Document, Published, Report, Span, Statement, Zone, document_id
from dateline.pipeline import Reader

HEAD = "register: agency\nregion: africa\npublished: 2025-10-21\n\n"
TEXT = (
    "# [Kenya]{a1} [rejects]{e2 same=e1} talks\n\n"
    "- Deck\n\n"
    "[Kenya]{a1 KEN GOV} on [Monday]{t1 2025-10-20} [rejected]{e1 REJECT meet occurred by=a1 to=a2 when=t1} talks with "
    "[Somalia]{a2 SOM GOV}.\n\n"
    "“[We will not go,]{s1 rejects by=a1 cue=c1}” [it]{a1} [said]{c1}.\n"
)


def test_a_file_is_read() -> None:
    found = gold.parse(HEAD + TEXT, "one.txt")
    document = found.document
    assert [zone.kind for zone in document.zones] == ["headline", "deck", "body", "body"]
    assert all(document.text[zone.span.start : zone.span.end] == zone.span.words for zone in document.zones)
    assert document.published == Published("2025-10-21", source="given")
    assert document.headline is not None
    assert document.headline.words == "Kenya rejects talks"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (TEXT, "E054"),
        (HEAD.replace("2025-10-21", "Tuesday") + TEXT, "E030"),
        (HEAD + "[Kenya{a1 KEN GOV}", "E054"),
        (HEAD + "[Kenya]{a1 Kenya}", "E054"),
        (HEAD + "[left]{e1 RETREAT withdraw occurred by=a7}", "E054"),
    ],
)
def test_faults_are_coded(source: str, code: str) -> None:
    with pytest.raises(DatelineError, match=code):
        gold.parse(source, "one.txt")


def test_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="E004"):
        gold.paths(tmp_path)
    with pytest.raises(DatelineError, match="E004"):
        gold.paths(tmp_path / "none.txt")
    for name in ("b.txt", "a.txt", "notes.md"):
        (tmp_path / name).write_text(HEAD + TEXT, encoding="utf-8")
    assert [path.name for path in gold.paths(tmp_path)] == ["a.txt", "b.txt"]
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DatelineError, match="E004"):
        gold.read(tmp_path / "bad.txt")


def test_a_report_is_written_with_its_records() -> None:
    found = gold.parse(written(make_report()).text, "one.txt")
    first = found.marked.first("e1")
    assert first is not None
    assert (first.span.words, first.values) == ("rejected", ("REJECT", "change", "occurred"))
    assert [mark.span.words for mark in found.marked.of("event")] == ["rejects", "rejected", "struck"]
    actor = found.marked.first(first.keys["by"][0])
    assert actor is not None
    assert actor.values == ("UKR", "GOV")
    statement = found.marked.first("s1")
    assert statement is not None
    assert statement.span.words == "its navy had mined a grain corridor"
    assert statement.values == ("denies",)
    assert "Advertisement" not in found.document.text
    assert "Mara Lindqvist" not in found.document.text


def report_of(text: str, *contents: tuple[int, int]) -> Report:
    span = Span(0, len(text), text)
    statements = tuple(
        Statement(id=f"s{start}", spans=(Span(start, end, text[start:end]),), type="direct", stance="asserts")
        for start, end in contents
    )
    document = Document(
        id=document_id(text),
        text=text,
        zones=(Zone("body", span, "test"),),
        published=Published("2025-10-21"),
    )
    return Report(version="0", document=document, statements=statements)


@pytest.mark.parametrize(
    ("text", "contents", "marked"),
    [
        ("one two three", ((0, 7), (4, 13)), ["one two"]),
        ("one two three", ((0, 13), (4, 7)), ["one two three", "two"]),
        ("one two three", ((0, 7), (0, 7)), ["one two", "one two"]),
        ("one [two] {three}", ((4, 9),), ["(two)"]),
        ("one two ", ((3, 8),), ["two"]),
        ("one   two", ((3, 5),), []),
    ],
)
def test_marks_nest_and_hold_words(
    text: str, contents: tuple[tuple[int, int], ...], marked: list[str]
) -> None:
    found = markup.parse(written(report_of(text, *contents)).text.partition("\n\n")[2].strip())
    assert [mark.span.words for mark in found.of("statement")] == marked
    assert found.text == text.translate(str.maketrans("[]{}", "()()")).strip()


@pytest.mark.parametrize(
    ("text", "contents", "lost"),
    [
        ("one two three", ((0, 7), (4, 13)), [("statement", "two three", "crosses")]),
        ("one two three", ((0, 13), (4, 7)), []),
        ("one   two", ((3, 5),), [("statement", "  ", "outside")]),
    ],
)
def test_what_cannot_be_marked_is_told(
    text: str, contents: tuple[tuple[int, int], ...], lost: list[tuple[str, str, str]]
) -> None:
    made = written(report_of(text, *contents))
    assert [(one.what, one.words, one.why) for one in made.unmarked] == lost
    named = gold.parse(made.text, "one.txt").unmarked
    assert [name.partition(" ")[0] for name in named] == [what for what, _, _ in lost]


def test_parts_and_kinds_that_cannot_be_marked_are_told() -> None:
    report = make_report()
    told = [(one.what, one.why) for one in written(report).unmarked]
    # a state that is only understood, and what the markup has no marks for
    assert told == [("actor", "outside"), ("claim", "no mark"), ("agreement", "no mark")]
    first = report.events[0]
    inferred = structs.replace(
        first,
        when=structs.replace(first.when, span=None) if first.when else None,
        killed=Count(None, 5, first.trigger),
    )
    worse = written(structs.replace(report, events=(inferred, *report.events[1:])))
    assert {("time", "outside"), ("killed", "no mark")} <= {(one.what, one.why) for one in worse.unmarked}
    # the event itself is there
    assert worse.records == ()


def test_a_report_without_a_day_is_not_written() -> None:
    report = make_report()
    undated = structs.replace(report, document=structs.replace(report.document, published=None))
    assert written(undated).text == ""


def test_what_a_report_says_is_what_its_own_gold_has() -> None:
    source = gold.parse(HEAD + TEXT, "one.txt")
    report = Reader().code(source.document)
    again = gold.parse(written(report).text, "two.txt")
    assert again.document.text == source.document.text
    assert len(report.events) > 0
    assert len(report.statements) > 0
    for figure in compared(again, report).values():
        assert figure.f1 == 1


def test_what_is_missing_false_or_different_counts() -> None:
    source = gold.parse(HEAD + TEXT, "one.txt")
    nothing = Report(version="0", document=source.document)
    figures = compared(source, nothing)
    assert figures["events", "found"] == Figure(0, 0, 1)
    assert figures["events", "date"] == Figure(0, 0, 1)
    assert figures["events", "actors"] == Figure(0, 0, 1)
    assert figures["statements", "speaker"] == Figure(0, 0, 1)
    assert figures["statements", "found"].f1 == 0
    for wrong, field in (
        ("ACCUSE - occurred", "type"),
        ("REJECT meet alleged", "status"),
        ("REJECT meet occurred by=a2", "actors"),
    ):
        other = gold.parse(
            HEAD + TEXT.replace("REJECT meet occurred", wrong, 1).replace("by=a2 by=a1", "by=a2"), "x.txt"
        )
        report = Reader().code(source.document)
        assert compared(source, report)["events", field].f1 == 1
        assert compared(other, report)["events", field].right == 0


def test_figures() -> None:
    figure = Figure(2, 4, 8) + Figure(1, 2, 4)
    assert (figure.precision, figure.recall) == (0.5, 0.25)
    assert figure.f1 == pytest.approx(1 / 3)
    assert Figure().f1 == 1
