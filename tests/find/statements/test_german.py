"""German statements: content, speaker, type and stance, found without a parse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.find.drafts import StatementDraft
from dateline.find.statements.languages import finder_of
from dateline.find.syntax import load_blank, split
from dateline.model import Document, Span, Zone, document_id

Told = list[tuple[str, str, str, str]]


def drafts(text: str) -> tuple[StatementDraft, ...]:
    zones = []
    position = 0
    for paragraph in text.split("\n\n"):
        start = text.index(paragraph, position)
        position = start + len(paragraph)
        zones.append(Zone("body", Span(start, position, paragraph), "test"))
    document = Document(id=document_id(text), text=text, zones=tuple(zones), language="de")
    return finder_of("de")(split(document, load_blank("de")))


def told(text: str) -> Told:
    """Return content, speaker, type and stance of the statements that stand in no other."""
    return [
        (
            " … ".join(span.words for span in draft.spans),
            (draft.speaker or draft.speaker_from or Span(0, 0, "")).words,
            draft.type,
            draft.stance,
        )
        for draft in drafts(text)
        if draft.nested_in is None
    ]


QUOTED = [
    ("„Der Damm hält“, sagte die Ingenieurin Eva Holm.", "Der Damm hält", "die Ingenieurin Eva Holm"),
    ("»Der Damm hält«, erklärte der Landrat.", "Der Damm hält", "der Landrat"),
    ('"Der Damm hält", betonte sie.', "Der Damm hält", "sie"),
    ("Die Ingenieurin sagte: „Der Damm wird halten.“", "Der Damm wird halten.", "Die Ingenieurin"),
    ("Am Freitag sagte Eva Holm: „Der Damm wird halten.“", "Der Damm wird halten.", "Eva Holm"),
    ("„Der Damm hält bis zum Mai“, so die Ingenieurin.", "Der Damm hält bis zum Mai", "die Ingenieurin"),
    (
        "„Der Damm“, sagte Eva Holm, „hält bis zum Sommer.“",
        "Der Damm … hält bis zum Sommer.",
        "Eva Holm",
    ),
    ("„Hält der Damm das Wasser?“, fragte ein Bauer.", "Hält der Damm das Wasser?", "ein Bauer"),
    (
        "„Sie nannte ihn ‚unseren besten Mann‘ im Hafen“, sagte der Lotse.",
        "Sie nannte ihn ‚unseren besten Mann‘ im Hafen",
        "der Lotse",
    ),
    (
        "Der Bürgermeister wird mit den Worten zitiert: „Wir bauen die Brücke neu.“",
        "Wir bauen die Brücke neu.",
        "Der Bürgermeister",
    ),
]

CUED = [
    (
        "Die Ministerin sagte, der Hafen werde im Mai öffnen.",
        "der Hafen werde im Mai öffnen",
        "Die Ministerin",
        "asserts",
    ),
    ("Die Ministerin sagte, dass der Hafen öffnet.", "dass der Hafen öffnet", "Die Ministerin", "asserts"),
    (
        "Am Montag erklärte der Sprecher, er habe nichts gewusst.",
        "er habe nichts gewusst",
        "der Sprecher",
        "asserts",
    ),
    (
        "Der Hafen werde im Mai öffnen, sagte die Ministerin.",
        "Der Hafen werde im Mai öffnen",
        "die Ministerin",
        "asserts",
    ),
    (
        "Der Lotse Jan Behr, Chef des Verbands, sagte, man sei bereit.",
        "man sei bereit",
        "Der Lotse Jan Behr, Chef des Verbands",
        "asserts",
    ),
    (
        "Die Reederei teilte am Freitag mit, die Fähre sei seetüchtig.",
        "die Fähre sei seetüchtig",
        "Die Reederei",
        "asserts",
    ),
    (
        "Die Reederei hat angekündigt, 300 Stellen zu streichen.",
        "300 Stellen zu streichen",
        "Die Reederei",
        "promises",
    ),
    (
        "Die Reederei kündigte am Freitag an, 300 Stellen zu streichen.",
        "300 Stellen zu streichen",
        "Die Reederei",
        "promises",
    ),
    (
        "Der Verband forderte die Stadt auf, die Schleuse zu reparieren.",
        "die Schleuse zu reparieren",
        "Der Verband",
        "demands",
    ),
    ("Der Verband forderte einen Umbau der Schleuse.", "einen Umbau der Schleuse", "Der Verband", "demands"),
    ("Der Kapitän bestritt, getrunken zu haben.", "getrunken zu haben", "Der Kapitän", "denies"),
    ("Der Kapitän wies die Vorwürfe zurück.", "die Vorwürfe", "Der Kapitän", "denies"),
    ("Der Stadtrat lehnte den Umbau der Schleuse ab.", "den Umbau der Schleuse", "Der Stadtrat", "rejects"),
    (
        "Die Opposition warf dem Senat vor, das Gutachten verschwiegen zu haben.",
        "das Gutachten verschwiegen zu haben",
        "Die Opposition",
        "accuses",
    ),
    (
        "Der Senator räumte ein, dass das Gutachten fehlt.",
        "dass das Gutachten fehlt",
        "Der Senator",
        "concedes",
    ),
    ("Der Reeder drohte, die Linie einzustellen.", "die Linie einzustellen", "Der Reeder", "threatens"),
    ("Der Senator versprach, die Lotsen zu bezahlen.", "die Lotsen zu bezahlen", "Der Senator", "promises"),
    ("Die Lotsen bezeichneten den Plan als Zumutung.", "den Plan als Zumutung", "Die Lotsen", "asserts"),
    ("Die Kammer begrüßte den Beschluss des Senats.", "den Beschluss des Senats", "Die Kammer", "supports"),
    (
        "Der Gutachter bezweifelte, dass die Pfeiler halten.",
        "dass die Pfeiler halten",
        "Der Gutachter",
        "doubts",
    ),
    ("Der Reporter fragte, ob die Straße frei sei.", "ob die Straße frei sei", "Der Reporter", "asks"),
    ("Der Senator sagte nicht, wann der Bau beginnt.", "wann der Bau beginnt", "Der Senator", "declines"),
    (
        "Wie das Hafenamt mitteilte, ist der Pegel gesunken.",
        "ist der Pegel gesunken",
        "das Hafenamt",
        "asserts",
    ),
    (
        "Wie der Leiter des Amtes, Jan Behr, mitteilte, ist der Pegel gesunken.",
        "ist der Pegel gesunken",
        "der Leiter des Amtes, Jan Behr",
        "asserts",
    ),
    (
        "Die Behauptung der Reederei, die Fähre sei seetüchtig, machte die Runde.",
        "die Fähre sei seetüchtig",
        "der Reederei",
        "asserts",
    ),
    (
        "Der in Oslo lebende Autor forderte Reformen.",
        "Reformen",
        "Der in Oslo lebende Autor",
        "demands",
    ),
]

SOURCES = [
    (
        "Nach Angaben der Polizei wurden zwei Menschen verletzt.",
        "wurden zwei Menschen verletzt",
        "der Polizei",
    ),
    ("Laut Hafenamt ist der Pegel gesunken.", "ist der Pegel gesunken", "Hafenamt"),
    ("Medienberichten zufolge ist der Pegel gesunken.", "ist der Pegel gesunken", "Medienberichten"),
    ("Der Pegel ist laut dem Hafenamt gesunken.", "Der Pegel ist … gesunken", "dem Hafenamt"),
    (
        "Das Werk soll, so der Betriebsrat, im Herbst schließen.",
        "Das Werk soll … im Herbst schließen",
        "der Betriebsrat",
    ),
    ("Der Pegel ist gesunken, so das Hafenamt.", "Der Pegel ist gesunken", "das Hafenamt"),
]

NOTHING = [
    "Nach dem Sturm liefen die Fähren wieder aus.",
    "Die Fähre „Nordlicht“ lief am Abend aus.",
    "Der Sturm forderte zwölf Todesopfer.",
    "Der Rat tagte drei Stunden, dann gingen alle nach Hause.",
    "Er war so müde, dass er im Zug einschlief.",
    "Die am Sonntag vermuteten Schäden waren gering.",
]


@pytest.mark.parametrize(("text", "content", "speaker"), QUOTED)
def test_quotations(text: str, content: str, speaker: str) -> None:
    ((words, who, kind, _),) = told(text)
    assert (words, who, kind) == (content, speaker, "direct")


@pytest.mark.parametrize(("text", "content", "speaker", "stance"), CUED)
def test_indirect_speech(text: str, content: str, speaker: str, stance: str) -> None:
    assert told(text) == [(content, speaker, "indirect", stance)]


@pytest.mark.parametrize(("text", "content", "speaker"), SOURCES)
def test_sources_beside_the_clause(text: str, content: str, speaker: str) -> None:
    assert told(text) == [(content, speaker, "indirect", "asserts")]


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement_where_nobody_speaks(text: str) -> None:
    assert told(text) == []


def test_speech_goes_on_in_the_subjunctive() -> None:
    text = (
        "Die Ministerin sagte, der Hafen werde im Mai öffnen. Man habe genug Lotsen. Die Lage bleibe freilich "
        "ernst. Am Abend legte eine Fähre an. Sie sei leer gewesen."
    )
    assert [(words, who) for words, who, _, _ in told(text)] == [
        ("der Hafen werde im Mai öffnen", "Die Ministerin"),
        ("Man habe genug Lotsen", "Die Ministerin"),
        ("Die Lage bleibe freilich ernst", "Die Ministerin"),
    ]


def test_a_quotation_goes_on_in_the_next_sentence() -> None:
    text = "„Der Damm hält“, sagte Eva Holm. „Das Wasser steht noch tief.“"
    assert [(words, who) for words, who, _, _ in told(text)] == [
        ("Der Damm hält", "Eva Holm"),
        ("Das Wasser steht noch tief.", "Eva Holm"),
    ]


def test_a_verb_may_share_its_subject() -> None:
    text = "Der Verband sprach von einer Zumutung und forderte, die Schleuse zu reparieren."
    assert [(words, who, stance) for words, who, _, stance in told(text)] == [
        ("von einer Zumutung", "Der Verband", "asserts"),
        ("die Schleuse zu reparieren", "Der Verband", "demands"),
    ]


def test_quoted_words_within_indirect_speech_make_it_mixed() -> None:
    ((words, _, kind, _),) = told("Der Senator sagte, der Plan sei „nicht zu bezahlen“.")
    assert (words, kind) == ("der Plan sei „nicht zu bezahlen“", "mixed")


def test_speech_within_speech_is_nested() -> None:
    outer, inner = drafts("Die Zeitung schrieb, der Minister habe erklärt, die Bank sei sicher.")
    assert (outer.nested_in, inner.nested_in) == (None, 0)
    assert inner.spans[0].words == "die Bank sei sicher"


def test_a_full_stop_after_an_ordinal_or_an_abbreviation_ends_nothing() -> None:
    text = "Dr. Eva Holm sagte am 14. Mai, der Damm halte ca. 40 Jahre."
    assert told(text) == [("der Damm halte ca. 40 Jahre", "Dr. Eva Holm", "indirect", "asserts")]


PIECES = [
    "sagte", "so", "nach Angaben", "laut", "zufolge", "„", "“", ",", ":", ".", "und", "wies", "zurück", "die Stadt",
    "Eva Holm", "dass", "der", "habe", "wird", "zitiert", "wie", "das", "kündigte", "an", "bekannt", "gab", "von",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_order_of_words_breaks_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for draft in drafts(text):
        for span in (*draft.spans, draft.cue, draft.speaker):
            assert span is None or text[span.start : span.end] == span.words
