"""The README shows what the program prints, word for word."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from dateline.cli import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_program_prints() -> None:
    block = re.search(
        r"<!-- example -->\n```console\n\$ (echo .+?) \| dateline (.+?)\n(.*?)```", README, re.DOTALL
    )
    assert block is not None
    echo, arguments, shown = block.groups()
    sentence = shlex.split(echo)[1]
    result = CliRunner().invoke(main, shlex.split(arguments), input=sentence, env={"COLUMNS": "110"})
    assert result.exit_code == 0
    assert result.output.strip() == shown.strip()


def test_the_commands_are_one_line_each() -> None:
    for name in ("read", "test"):
        block = re.search(rf"<!-- {name} -->\n```sh\n(.+?)\n```", README, re.DOTALL)
        assert block is not None
        assert "\n" not in block.group(1)
