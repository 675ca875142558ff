from __future__ import annotations

from pathlib import Path

import check
import pytest


def test_the_corpus_has_no_fault() -> None:
    assert check.read().faults == []


def test_faults_have_a_place(tmp_path: Path) -> None:
    for name in ("sentences", "reports"):
        (tmp_path / name).mkdir()
    lines = ["@register agency", "[Kenya]{a1 KEN GOV} waits.", "[Chad]{a1} waits.", "@mood sad", "[open"]
    (tmp_path / "sentences" / "one.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "reports" / "two.txt").write_text("register: agency\n\nText.", encoding="utf-8")
    reading = check.read(tmp_path)
    assert len(reading.items) == 2
    assert {fault.split(" ")[0] for fault in reading.faults} == {
        "one.txt:4:",
        "one.txt:5:",
        "one.txt:3:",
        "two.txt:",
    }


def test_the_statistics_count_what_there_is(tmp_path: Path) -> None:
    for name in ("sentences", "reports"):
        (tmp_path / name).mkdir()
    line = "[Kenya]{a1 KEN GOV} [bombed]{e1 ASSAULT aerial occurred by=a1} a camp."
    (tmp_path / "sentences" / "one.txt").write_text(
        f"@register agency\n{line}\nNothing happened.", encoding="utf-8"
    )
    reading = check.read(tmp_path)
    assert reading.faults == []
    printed = "\n".join(check.statistics(reading.items))
    assert "sentences 2, without event 50%" in printed
    assert "ASSAULT.aerial 1" in printed


@pytest.mark.parametrize("text", ["same sentence."])
def test_the_same_text_twice_is_a_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "one.txt").write_text(f"{text}\n{text}", encoding="utf-8")
    assert any("the same text" in fault for fault in check.read(tmp_path).faults)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("AID\t<s>Chad</s> fed <t>herders</t>.", ""),
        ("AID\t<t>Herders</t> were fed by <s>Chad</s>.", ""),
        ("YIELD\t<s>Chad</s> freed <t>herders</t>.", "no such type: YIELD"),
        ("AID\t<s>Chad</s> fed herders.", "not one"),
        ("AID\t<s>Chad</s> and <s>Niger</s> fed <t>herders</t>.", "not one"),
        ("AID\t<s>Chad fed <t>herders</t></s>.", "not one"),
        ("AID\t<s>Chad</s> fed <t>herders</t>, <b>twice</b>.", "not one"),
        ("AID\t<s>Chad</s> fed <t> </t>.", "without words"),
        ("AID\tlong\t<s>Chad</s> fed <t>herders</t>.", "not two columns"),
        ("AID", "not two columns"),
    ],
)
def test_a_pair_has_a_type_a_source_and_a_target(tmp_path: Path, row: str, fault: str) -> None:
    (tmp_path / "pairs.tsv").write_text(f"type\tsentence\n{row}\n", encoding="utf-8")
    reading = check.read(tmp_path)
    if fault:
        assert [fault in found and found.startswith("pairs.tsv:2: ") for found in reading.faults] == [True]
        assert reading.pairs == []
    else:
        assert reading.faults == []
        assert [pair.type for pair in reading.pairs] == ["AID"]


def test_pairs_need_a_header(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("AID\t<s>Chad</s> fed <t>herders</t>.\n", encoding="utf-8")
    assert [fault.split(" ")[0] for fault in check.read(tmp_path).faults] == ["pairs.tsv:1:"]


def test_a_pair_repeats_no_sentence(tmp_path: Path) -> None:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "one.txt").write_text("Chad fed herders.", encoding="utf-8")
    rows = "type\tsentence\nAID\t<s>Chad</s> fed <t>herders</t>.\n"
    (tmp_path / "pairs.tsv").write_text(rows, encoding="utf-8")
    assert check.read(tmp_path).faults == ["pairs.tsv:2: the same text as one.txt:1"]


def test_the_statistics_count_pairs_by_type(tmp_path: Path) -> None:
    rows = [
        "type\tsentence",
        "AID\t<s>Chad</s> fed <t>herders</t>.",
        "ASSAULT\t<s>Chad</s> shot at <t>herders</t>.",
        "AID\t<s>Chad</s> armed <t>herders</t>.",
    ]
    (tmp_path / "pairs.tsv").write_text("\n".join(rows), encoding="utf-8")
    reading = check.read(tmp_path)
    printed = list(check.statistics(reading.items, reading.pairs))
    assert printed[-2:] == ["pairs 3", "  type: AID 2, ASSAULT 1"]
