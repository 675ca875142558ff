"""Answer one task of the project's measuring sheets: `predict.py TASK INPUT.jsonl OUTPUT.jsonl`.

Each task lives in a module of its own under `tasks`, which offers
`predict(rows: list[dict]) -> Iterable[dict]`; rows and answers are JSON objects, one a line.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Final

TASKS: Final = {
    "events-pair": "events_pair",
    "events-open": "events_open",
    "statements": "statements",
    "times": "times",
    "places": "places",
    "places-given": "places_given",
    "actors": "actors",
    "lines": "lines",
    "news": "news",
    "reports": "reports",
    "factuality": "factuality",
    "stance": "stance",
    "claim-match": "claim_match",
    "neardup": "neardup",
    "stories": "stories",
    "seed": "seed",
    "pages": "pages",
}
NOT_YET: Final[tuple[str, ...]] = ()


def main(arguments: list[str]) -> int:
    """Run one task; returns the exit status."""
    if len(arguments) != 3 or arguments[0] not in (*TASKS, *NOT_YET):
        print(__doc__, "tasks: " + " ".join((*TASKS, *NOT_YET)), sep="\n\n", file=sys.stderr)
        return 2
    task, source, target = arguments
    if task in NOT_YET:
        print(f"{task}: dateline cannot do this yet", file=sys.stderr)
        return 3
    sys.path.insert(0, str(Path(__file__).parent))
    module = importlib.import_module(f"tasks.{TASKS[task]}")
    with Path(source).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    answers = [json.dumps(answer, ensure_ascii=False) + "\n" for answer in module.predict(rows)]
    Path(target).write_text("".join(answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
