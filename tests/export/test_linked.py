"""Linked data: nodes as schema.org and the Web Annotation Data Model name them, words where they stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from builders import TEXT, make_report
from dateline.export import jsonld
from dateline.model import Span
from dateline.store.record import Record

Store = Callable[..., Path]


def nodes(path: Path, **choice: Any) -> list[dict[str, Any]]:
    """Return the nodes of an export."""
    out = path.with_suffix(".jsonld")
    with Record(path, read_only=True) as record:
        record.export("jsonld", out, **choice)
    found: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return found


def of_type(found: list[dict[str, Any]], type_: str) -> list[dict[str, Any]]:
    """Return the nodes of a type."""
    return [node for node in found if node.get("@type", node.get("type")) == type_]


def test_the_nodes(store: Store) -> None:
    found = nodes(store())
    (article,) = of_type(found, "NewsArticle")
    (quotation,) = of_type(found, "Quotation")
    (claim,) = of_type(found, "Claim")
    assert article["headline"] == "Ukraine rejects Russian offer of Black Sea truce"
    assert (article["datePublished"], article["author"]) == (
        "2025-09-17",
        [{"@type": "Person", "name": "Mara Lindqvist"}],
    )
    assert quotation["text"].startswith("An offer that is made")
    assert [speaker["name"] for speaker in quotation["spokenByCharacter"]] == ["Danylo Hrynko"]
    assert quotation["isPartOf"] == claim["appearance"] == {"@id": article["@id"]}
    assert [author["name"] for author in claim["author"]] == ["Russia"]
    assert [party["dateline:stance"] for party in claim["dateline:party"]] == ["asserts", "denies"]
    assert all(node["@id"].startswith("urn:x-dateline:") for node in found if "@id" in node)
    assert "Advertisement" not in json.dumps(article)


def test_every_record_has_an_annotation_of_its_words(store: Store) -> None:
    found = nodes(store())
    annotations = of_type(found, "Annotation")
    bodies = {annotation["body"] for annotation in annotations}
    assert bodies == {node["@id"] for node in found if "@type" in node} - {
        of_type(found, "NewsArticle")[0]["@id"]
    }
    for annotation in annotations:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert annotation["target"]
        for target in annotation["target"]:
            assert target["source"] == f"urn:x-dateline:{make_report().document.id}"
            position, quote = target["selector"]
            assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == quote["exact"]
            assert TEXT[:start].endswith(quote["prefix"])
            assert TEXT[end:].startswith(quote["suffix"])


@given(st.text(min_size=1, max_size=90), st.data())
def test_selectors_hold_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    position, quote = jsonld.selectors(text, Span(start, end, text[start:end]))
    assert text[position["start"] : position["end"]] == quote["exact"] == text[start:end]
    around = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert around == text[max(0, start - 32) : end + 32]


@pytest.mark.parametrize(("key", "name"), [("per:hrynko", "per:hrynko"), ("a b", "a%20b"), ("é", "%C3%A9")])
def test_names_are_names(key: str, name: str) -> None:
    assert jsonld.uri(key) == f"urn:x-dateline:{name}"


def test_reports_are_chosen_by_day(store: Store) -> None:
    report = make_report()
    path = store(
        structs.replace(report, document=structs.replace(report.document, url="https://news.example/a"))
    )
    assert nodes(path, since="2025-09-18") == nodes(path, until="2025-09-16") == []
    (article,) = of_type(nodes(path, since="2025-09-17", doc=report.document.id), "NewsArticle")
    assert article["url"] == "https://news.example/a"
    assert {target["scope"] for node in of_type(nodes(path), "Annotation") for target in node["target"]} == {
        "https://news.example/a"
    }
