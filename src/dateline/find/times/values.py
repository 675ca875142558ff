"""What a time expression means: TIMEX3 type and value, the days it covers, and what it counts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from dateline.find.times.clock import read_clocked
from dateline.find.times.dates import (
    read_century,
    read_decade,
    read_full_date,
    read_iso,
    read_month,
    read_month_day,
    read_overnight,
    read_part,
    read_part_alone,
    read_today,
    read_tonight,
    read_weekday,
    read_weekday_week,
    read_year,
    read_year_after,
)
from dateline.find.times.figures import (
    read_ended,
    read_latest,
    read_quarter,
    read_within_year,
    read_year_ago,
    read_year_end,
    read_year_quarter,
)
from dateline.find.times.lengths import (
    read_all_day,
    read_compound_length,
    read_duration,
    read_every,
    read_frequency,
    read_near_term,
    read_once_upon,
    read_rate,
    read_reference,
    read_stretch,
    read_the_past,
    read_these,
    read_weekdays,
)
from dateline.find.times.named import read_beside, read_from_day, read_holiday
from dateline.find.times.ordinals import (
    read_day_after,
    read_day_before,
    read_day_of_month,
    read_nth_weekday,
    read_one_beyond,
    read_quarter_pair,
)
from dateline.find.times.patterns import Match, load_table
from dateline.find.times.reading import Reading, Scene
from dateline.find.times.units import (
    read_ago,
    read_offset,
    read_season,
    read_the_unit,
    read_unit,
    read_week_of,
    read_within,
)


def read(match: Match, scene: Scene) -> Reading | None:
    """Read a match; `None` where it turns out to be no time expression."""
    reading = _READERS[match.rule.make](match, scene)
    if reading is None or not match.has("mod"):
        return reading
    table = load_table()
    letters = (table.letters["EARLY"], table.letters["EDGE"])
    for word in match.lower("mod").split():
        if word in ("earlier", "later"):
            return replace(reading, mod="before" if word == "earlier" else "after")
        letter, value = table.words.get(word, ("", ""))
        if letter in letters:
            return replace(reading, mod=str(value))
    return reading


_READERS: Final[Mapping[str, Callable[[Match, Scene], Reading | None]]] = {
    "ago": read_ago,
    "all_day": read_all_day,
    "beside": read_beside,
    "century": read_century,
    "clocked": read_clocked,
    "compound_length": read_compound_length,
    "day_after": read_day_after,
    "day_before": read_day_before,
    "day_of_month": read_day_of_month,
    "decade": read_decade,
    "duration": read_duration,
    "ended": read_ended,
    "every": read_every,
    "frequency": read_frequency,
    "from_day": read_from_day,
    "full_date": read_full_date,
    "holiday": read_holiday,
    "iso": read_iso,
    "latest": read_latest,
    "month": read_month,
    "month_day": read_month_day,
    "offset": read_offset,
    "nth_weekday": read_nth_weekday,
    "once_upon": read_once_upon,
    "one_beyond": read_one_beyond,
    "overnight": read_overnight,
    "part": read_part,
    "part_alone": read_part_alone,
    "quarter": read_quarter,
    "quarter_pair": read_quarter_pair,
    "rate": read_rate,
    "reference": read_reference,
    "season": read_season,
    "stretch": read_stretch,
    "the_unit": read_the_unit,
    "the_past": read_the_past,
    "these": read_these,
    "today": read_today,
    "tonight": read_tonight,
    "unit": read_unit,
    "near_term": read_near_term,
    "week_of": read_week_of,
    "weekday": read_weekday,
    "year_after": read_year_after,
    "weekday_week": read_weekday_week,
    "weekdays": read_weekdays,
    "within": read_within,
    "within_year": read_within_year,
    "year": read_year,
    "year_ago": read_year_ago,
    "year_end": read_year_end,
    "year_quarter": read_year_quarter,
}
