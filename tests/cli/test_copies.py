from __future__ import annotations

import json
from pathlib import Path

from builders import TEXT
from hand_reader import Run


def test_copies_are_listed(run: Run) -> None:
    for number, words in enumerate(("Nothing else was said.", "The port stayed shut.")):
        Path(f"{number}.txt").write_text(TEXT + words * 3 + "\n", encoding="utf-8")
    run("add", "0.txt", "1.txt", "--db", "news.duckdb")
    for options, header in (((), "id,publisher,published,headline"), (("--pairs",), "id,publisher,agency,")):
        listed = run("copies", "--db", "news.duckdb", "--json", *options)
        assert listed.exit_code == 0
        (row,) = [json.loads(line) for line in listed.output.splitlines()]
        (other,) = row["carriers"] if not options else [row]
        assert other["kept"] >= 0.4
        table = run("copies", "--db", "news.duckdb", *options).output
        assert "carried by" in table
        assert row["copy" if options else "id"] in table
        assert run("copies", "--db", "news.duckdb", "--csv", *options).output.startswith(header)
    assert "nothing on record fits" in run("copies", "--db", "news.duckdb", "--since", "2030-01-01").stderr
