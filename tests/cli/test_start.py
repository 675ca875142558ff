"""The command starts quickly: nothing heavy is imported before a command is called."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest


def imported(*arguments: str) -> set[str]:
    """Return the modules that a fresh interpreter imports."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments], capture_output=True, text=True, check=True
    )
    return {found.strip() for found in re.findall(r"^import time:.*\|\s*(\S+)$", result.stderr, re.MULTILINE)}


HEAVY = {"rich", "msgspec", "spacy", "duckdb", "importlib.metadata", "dateline.model", "dateline.errors"}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",)])
def test_the_group_imports_click_alone(arguments: tuple[str, ...]) -> None:
    modules = imported("-m", "dateline", *arguments)
    assert {name for name in modules if name.startswith("dateline")} <= {"dateline", "dateline.cli"}
    assert not modules & HEAVY


def test_the_version_needs_nothing() -> None:
    modules = imported("-c", "from dateline import __version__")
    assert {name for name in modules if name.startswith("dateline")} == {"dateline"}
    assert not modules & (HEAVY | {"click"})


@pytest.mark.parametrize(
    "command",
    ["read", "find", "find actors", "add", "fetch", "watch", "events", "claims", "show", "actors"],
)
def test_the_help_of_a_command_needs_no_language_pipeline(command: str) -> None:
    assert not imported("-m", "dateline", *command.split(), "--help") & {"rich", "spacy", "numpy"}


def test_a_closed_pipe_ends_quietly() -> None:
    command = f"{sys.executable} -m dateline schema | head -c 1"
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    assert (result.stdout, result.stderr) == ("{", "")


def test_ascii_output_does_not_end_the_command() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(
        [sys.executable, "-m", "dateline", "doctor"], capture_output=True, env=environment, check=False
    )
    assert b"Traceback" not in result.stderr
