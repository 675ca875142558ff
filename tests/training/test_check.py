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
