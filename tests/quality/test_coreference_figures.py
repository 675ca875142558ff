"""The measures of coreference, on clusters whose figures are worked out by hand, and the reading of CoNLL-U."""

from __future__ import annotations

from pathlib import Path

import pytest

from coreference import Clusters, b_cubed, ceaf, gold, muc, read
from dateline.model import Span


def clusters(*groups: str) -> Clusters:
    return [frozenset(Span(ord(letter), ord(letter) + 1, letter) for letter in group) for group in groups]


@pytest.mark.parametrize(
    ("key", "answer", "links", "mentions", "aligned"),
    [
        (("abc", "de"), ("abc", "de"), (3, 3), (5, 5), 2),
        (("abc", "de"), ("ab", "cde"), (2, 3), (11 / 3, 5), 1.6),
        (("abc", "de"), ("a", "b", "c", "d", "e"), (0, 3), (2, 5), 0.5 + 2 / 3),
        (("abc", "de"), ("abcde",), (3, 3), (5, 5), 0.75),
        (("abcd", "ef"), ("abef", "cd"), (3, 4), (4, 6), 2 / 3 + 2 / 3),
    ],
)
def test_measures(
    key: tuple[str, ...],
    answer: tuple[str, ...],
    links: tuple[float, float],
    mentions: tuple[float, float],
    aligned: float,
) -> None:
    one, other = clusters(*key), clusters(*answer)
    assert muc(one, other) == pytest.approx(links)
    assert b_cubed(one, other) == pytest.approx(mentions)
    assert ceaf(one, other) == pytest.approx(aligned)
    assert ceaf(other, one) == pytest.approx(aligned)


CONLLU = """\
# newdoc id = made_up
# meta::dateCreated = 2019-02-03
# newpar
# newpar_block = head (1 s)
1	Ports	port	NOUN	NNS	_	0	root	_	Entity=(7-place-new-coref)

# newpar
1	Ana	Ana	PROPN	NNP	_	0	root	_	Entity=(3-person-new-coref
2	Diaz	Diaz	PROPN	NNP	_	1	flat	_	Entity=3)|SpaceAfter=No
3	,	,	PUNCT	,	_	1	punct	_	_
4	her	she	PRON	PRP$	_	5	det	_	Entity=(9-person-new-coref(3-person-giv-coref)
5	dad	dad	NOUN	NN	_	1	list	_	Entity=9)
6	won	win	VERB	VBD	_	1	list	_	Entity=(4-event-new-sgl)|SpaceAfter=No
7	.	.	PUNCT	.	_	1	punct	_	_
"""


def test_reading(tmp_path: Path) -> None:
    path = tmp_path / "made_up.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    text = read(path)
    assert text.text == "Ports\n\nAna Diaz, her dad won."
    assert text.published == "2019-02-03"
    assert [zone.kind for zone in text.zones] == ["headline", "body"]
    assert {(m.span.words, m.entity, m.form) for m in text.mentions} == {
        ("Ports", "7", "nominal"),
        ("Ana Diaz", "3", "name"),
        ("her", "3", "pronoun"),
        ("her dad", "9", "nominal"),
    }
    assert sorted(len(cluster) for cluster in gold(text)) == [1, 1, 2]
    assert all(text.text[m.span.start : m.span.end] == m.span.words for m in text.mentions)
