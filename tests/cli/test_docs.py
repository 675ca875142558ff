"""The generated parts of the documentation are current."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from builders import make_report
from dateline.cli.docs import generated
from dateline.errors import CODES, NOTES
from dateline.model import to_json

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", ["cli.md", "errors.md", "exports.md", "schema.json", "store.md"])
def test_the_page_is_what_the_code_generates(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == generated(DOCS)[name], "run: dateline docs"


def test_the_schema_accepts_a_report() -> None:
    schema = json.loads((DOCS / "schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(to_json(make_report())), schema)


@pytest.mark.parametrize("code", CODES)
def test_every_error_says_what_to_do(code: str) -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    advice = page[page.index("## What to do") : page.index("## Notes")]
    assert re.search(rf"^\*\*[^*]*{code}[^*]*\*\*", advice, re.MULTILINE)


def test_codes_in_the_source_are_documented() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r'"(E\d{3})"', source)) <= set(CODES)
    assert set(re.findall(r'"(N\d{3})"', source)) <= set(NOTES)


def test_examples_in_the_help_name_files_that_exist() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    for name in re.findall(r"examples/[\w.-]+", text):
        assert (ROOT / name).exists(), name
