from __future__ import annotations

import json
from typing import Any

import pytest

from hand_reader import Run

DB = ("--db", "news.duckdb")


@pytest.fixture(autouse=True)
def _stored(run: Run) -> None:
    run("add", "report.txt", *DB)


def found(run: Run, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in run("search", *arguments, *DB, "--json").stdout.splitlines()]


@pytest.mark.parametrize(
    ("words", "kind", "passage"),
    [
        ("trick", "statement", "An offer that is made while missiles fall is a trick"),
        ("missile falls", "statement", "An offer that is made while missiles fall is a trick"),
        ('"missiles fall"', "statement", "An offer that is made while missiles fall is a trick"),
        ("hrynko trick", "statement", "An offer that is made while missiles fall is a trick"),
        ("mining corridors", "claim", "its navy had mined a grain corridor"),
        ("struck odesa", "event", "struck"),
        ("dock worker", "document", "Russian forces struck the port of Odesa in August"),
    ],
)
def test_what_fits_best(run: Run, words: str, kind: str, passage: str) -> None:
    first = found(run, words, "--kind", kind)[0]
    assert first["kind"] == kind
    assert passage in first["words"]
    assert first["matched"]
    assert all(word in first["words"] for word in first["matched"])


@pytest.mark.parametrize(
    "arguments",
    [
        ("zebra",),
        ('"fall missiles"',),
        ("?",),
        ("'; DROP TABLE events; --",),
        ("trick", "--since", "2026-01-01"),
        ("trick", "--until", "2025-01-01"),
        ("trick", "--doc", "d0"),
        ("trick", "--kind", "statement", "--actor", "RUS"),
    ],
)
def test_nothing_fits(run: Run, arguments: tuple[str, ...]) -> None:
    assert found(run, *arguments) == []


@pytest.mark.parametrize("kind", ["statement", "claim", "event", "document"])
def test_filters_keep_what_fits(run: Run, kind: str) -> None:
    words = {"statement": "trick", "claim": "mined", "event": "struck", "document": "dock"}[kind]
    actor = "RUS" if kind == "event" else "Hrynko"
    days = ("--since", "2025-07-01", "--until", "2025-12-31")
    assert found(run, words, "--kind", kind, "--actor", actor, *days)


def test_forms(run: Run) -> None:
    shown = run("search", "trick", *DB, "--kind", "statement").stdout
    assert "Danylo Hrynko" in shown
    assert "is a trick" in shown
    table = run("search", "trick", *DB, "--csv", "--limit", "1").stdout.splitlines()
    assert table[0] == "kind,id,document,day,publisher,headline,who,words,start,end,matched,why,score"
    assert len(table) == 2
