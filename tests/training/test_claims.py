from __future__ import annotations

import claims
import pytest

from dateline import markup


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            (
                "[Chad]{a1 TCD GOV} [said]{c1} [rebels had [shelled]{e1 ASSAULT - alleged said=s1} Ati]"
                "{s1 accuses by=a1 cue=c1}."
            ),
            [("e1", "s1", "affirms")],
        ),
        (
            (
                "[Chad]{a1 TCD GOV} [denied]{c1} [that it had [shelled]{e1 ASSAULT - negated by=a1} Ati]"
                "{s1 denies by=a1 cue=c1}."
            ),
            [("e1", "s1", "denies")],
        ),
        (
            (
                "[Chad]{a1 TCD GOV} [said]{c1} [it had never [shelled]{e1 ASSAULT - negated by=a1} Ati]"
                "{s1 asserts by=a1 cue=c1}."
            ),
            [("e1", "s1", "denies")],
        ),
        # a demand says neither, and the report's own words stand in nobody's statement
        (
            (
                "[Chad]{a1 TCD GOV} [demanded]{c1} [that rebels stop [shelling]{e1 ASSAULT - ongoing} Ati]"
                "{s1 demands by=a1 cue=c1}."
            ),
            [],
        ),
        ("Rebels [shelled]{e1 ASSAULT - occurred} Ati.", []),
    ],
)
def test_sides_by_the_marks(source: str, expected: list[tuple[str, str, str]]) -> None:
    marked = markup.parse(source)
    assert [(own, mark.id, side) for own, mark, side in claims.marked_sides(marked)] == expected
