"""The demonstration record: its reports are whole, and its key says of them only what stands in them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from dateline.config import Settings
from dateline.model import EventType, Stance, StepKind
from dateline.reading.source import Source
from dateline.reading.text import read_text

FOLDER = Path(__file__).parent.parent / "examples" / "nuclear-file"
PATHS = sorted(FOLDER.glob("*.txt"))
KEY: dict[str, Any] = tomllib.loads((FOLDER / "key.toml").read_text(encoding="utf-8"))
REPORTS: dict[str, Source] = {
    path.name[:2]: read_text(path.read_text(encoding="utf-8"), path.name, Settings()) for path in PATHS
}
KINDS = ("agreement", "dispute", "change", "happening")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class Wording(NamedTuple):
    """Words that the key quotes, the report that it quotes, and what they are said to show."""

    where: str
    report: str
    words: str


def wordings(value: object, where: str) -> Iterator[Wording]:
    """Yield every wording in a part of the key: `report` with `words`, or a table of words by report."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            name = item.get("id", number) if isinstance(item, Mapping) else number
            yield from wordings(item, f"{where}.{name}")
    elif isinstance(value, Mapping):
        if "report" in value:
            yield Wording(where, value["report"], value["words"])
        elif value and all(re.fullmatch(r"\d\d", key) for key in value):
            yield from (Wording(where, report, words) for report, words in value.items())
        else:
            for key, item in value.items():
                yield from wordings(item, f"{where}.{key}")


ALL = tuple(wordings(KEY, "key"))


def sides(dispute: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*dispute["asserts"], *dispute["denies"], *dispute.get("doubts", [])]


def days() -> Iterator[tuple[str, str, str]]:
    """Yield what the key dates: its name, the day, and the report that tells it."""
    for agreement in KEY["agreement"]:
        for step in agreement["step"]:
            yield from ((f"{agreement['id']} {step['kind']}", step["day"], told) for told in step["told"])
    for happening in KEY["happening"]:
        yield from ((happening["id"], happening["day"], told) for told in happening["told"])
    for dispute in KEY["dispute"]:
        yield from ((dispute["id"], side["day"], side["report"]) for side in sides(dispute))
    for change in KEY["change"]:
        yield from ((change["id"], change[end]["day"], change[end]["report"]) for end in ("from", "to"))


def test_the_reports_are_numbered_by_the_day_they_appeared() -> None:
    assert [path.name[:2] for path in PATHS] == [f"{number:02}" for number in range(1, 41)]
    published = [report.published for report in REPORTS.values()]
    assert published == sorted(published)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_report_has_its_front_matter_and_its_length(name: str) -> None:
    report = REPORTS[name]
    assert report.title
    assert report.title in report.text.splitlines()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", report.published)
    assert report.publisher
    assert re.match(r"https://[a-z-]+\.example/", report.url)
    assert report.language == "en"
    assert 90 <= len(report.text.split()) <= 260


def test_outlets_of_many_views_report() -> None:
    assert len({report.publisher for report in REPORTS.values()}) >= 12


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_what_the_key_quotes_stands_in_the_report_once(name: str) -> None:
    text = REPORTS[name].text
    quoted = [wording for wording in ALL if wording.report == name]
    assert quoted
    assert [wording for wording in quoted if text.count(wording.words) != 1] == []


def test_the_key_quotes_no_other_report() -> None:
    assert {wording.report for wording in ALL} <= set(REPORTS)


def test_nothing_is_told_before_it_happened() -> None:
    told = list(days())
    assert [one for one in told if one[1] and not DAY.fullmatch(one[1])] == []
    assert [one for one in told if one[1] > REPORTS[one[2]].published[: len(one[1])]] == []


def test_ids_are_given_once() -> None:
    for kind in KINDS:
        counted = Counter(item["id"] for item in KEY[kind])
        assert max(counted.values()) == 1, counted.most_common(1)


def test_the_key_speaks_the_language_of_the_records() -> None:
    types = {one for happening in KEY["happening"] for one in happening["type"]}
    assert types <= set(get_args(EventType))
    kinds = {step["kind"] for agreement in KEY["agreement"] for step in agreement["step"]}
    assert kinds <= set(get_args(StepKind))
    stances = {change[end]["stance"] for change in KEY["change"] for end in ("from", "to")}
    assert stances <= set(get_args(Stance))
    codes = {code for kind in KINDS for item in KEY[kind] for code in item.get("code", [])}
    codes |= {code for agreement in KEY["agreement"] for code in agreement["parties"]}
    codes |= {code for dispute in KEY["dispute"] for side in sides(dispute) for code in side["code"]}
    for happening in KEY["happening"]:
        codes.update(happening["actors"], happening.get("recipients", []))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


@pytest.mark.parametrize("agreement", KEY["agreement"], ids=lambda one: str(one["id"]))
def test_an_agreement_is_called_so_and_lives_in_order(agreement: Mapping[str, Any]) -> None:
    for alias in agreement["aliases"]:
        assert any(alias in report.text for report in REPORTS.values()), alias
    steps = [step["day"] for step in agreement["step"]]
    assert steps == sorted(steps)
    assert agreement["status"]["day"] >= max(steps, default="")


@pytest.mark.parametrize("dispute", KEY["dispute"], ids=lambda one: str(one["id"]))
def test_a_dispute_has_two_sides_and_its_days(dispute: Mapping[str, Any]) -> None:
    assert dispute["asserts"]
    assert dispute["denies"]
    said = [side["day"] for side in sides(dispute)]
    assert (dispute["first"], dispute["last"]) == (min(said), max(said))
    assert {*dispute.get("near", [])} <= {other["id"] for other in KEY["dispute"] if other is not dispute}


@pytest.mark.parametrize("change", KEY["change"], ids=lambda one: str(one["id"]))
def test_a_change_goes_from_one_stance_to_another(change: Mapping[str, Any]) -> None:
    assert change["from"]["day"] <= change["to"]["day"]
    assert change["from"]["stance"] != change["to"]["stance"]


def test_conflicting_details_conflict() -> None:
    for happening in KEY["happening"]:
        values: dict[str, set[str]] = {}
        for detail in happening.get("conflicts", []):
            values.setdefault(detail["field"], set()).add(detail["value"])
        assert all(len(given) > 1 for given in values.values()), happening["id"]


@pytest.mark.parametrize("copy", KEY["copy"], ids=lambda one: f"{one['by']} of {one['of']}")
def test_a_copy_carries_the_text_of_another_outlet(copy: Mapping[str, str]) -> None:
    original, carrier = REPORTS[copy["of"]], REPORTS[copy["by"]]
    assert original.publisher != carrier.publisher
    assert original.published <= carrier.published
    # The original's first paragraph stands behind its dateline.
    shared = [line for line in carrier.text.splitlines() if line and line in original.text]
    assert sum(map(len, shared)) > 0.7 * len(carrier.text)
    assert copy["credit"] in carrier.text
    assert copy["own"] in carrier.text
    assert copy["own"] not in original.text
