"""Readers of lengths, of what comes round, and of vague times."""

from __future__ import annotations

from typing import cast

from dateline.find.times.patterns import Match, load_table
from dateline.find.times.reading import Reading, Scene, amount_of, period, unit_of
from dateline.model import Precision
from dateline.resolve.calendar import PRECISIONS, Unit, shift


def read_stretch(match: Match, scene: Scene) -> Reading | None:
    """Read a stretch up to now or from now: "the past two years", "the next few days"."""
    rel = match.lower("rel").split()[-1]
    unit = unit_of(match)
    if unit is None:
        return None
    count = amount_of(match) if match.has("q") else "X"
    if rel == "recent":
        return stretch_of(scene, count, unit, -1)
    if rel in ("previous", "preceding", "prior", "following", "subsequent", "ensuing"):
        return read_duration(match, scene)
    return stretch_of(scene, count, unit, -1 if rel in ("last", "past", "latest", "those") else 1)


def stretch_of(scene: Scene, count: str, unit: Unit, sign: int) -> Reading:
    """Read a stretch that ends or begins with the day of publication ("the past two years")."""
    value = period(count, unit)
    precision = PRECISIONS[unit] if count != "X" else "vague"
    other = shift(scene.published, unit, sign * int(count)) if scene.published and count.isdecimal() else None
    if scene.published is None:
        return Reading("DURATION", value, precision, note="a stretch counted from a day that is not known")
    if other is None:
        note = "a stretch up to or from the date of publication, of a length that the text leaves open"
        days = (None, scene.published) if sign < 0 else (scene.published, None)
        return Reading("DURATION", value, precision, "published", note, days)
    note = (
        "a stretch up to the date of publication" if sign < 0 else "a stretch from the date of publication on"
    )
    first, last = sorted((other, scene.published))
    return Reading("DURATION", value, precision, "published", note, (first, last))


def read_duration(match: Match, scene: Scene) -> Reading | None:
    """Read a length: "three weeks", "a 12-day war", "months"."""
    unit = unit_of(match)
    word = match.words.lower(match.last - 1)
    following = match.words.text[match.end : match.end + 7].lower()
    if following.startswith(" of age"):
        return None  # "under five years of age"
    if following.startswith((" apart", " before", " after")) and not match.has("q"):
        return None  # "only minutes apart", "in the days before the vote": no length that is told
    if following.startswith((" a day", " a week", " a mont", " a year")) and match.has("q"):
        return None  # "24 hours a day"
    if (
        unit == "D"
        and match.lower("q") == "one"
        and word == "day"
        and not following.startswith((" of", " af"))
    ):
        before = match.words.lower(match.first - 1) if match.first else ""
        if (
            before not in ("for", "in", "than", "least", "just", "only", "about")
            and scene.direction() == "future"
        ):
            return _vague("FUTURE_REF", scene)  # "will one day be free"
    if (
        match.words.lower(match.first) == "many"
        and match.first
        and match.words.lower(match.first - 1) == "as"
    ):
        return None  # "the third attack in as many weeks"
    if (
        unit == "Q"
        and word == "quarters"
        and ("-" in match.words.text[match.start : match.end] or not match.has("q"))
    ):
        return None  # "three-quarters of it", "its quarters"
    if unit is None or match.has("old"):
        return None  # "a six-year-old boy": an age is no time of the report
    if match.words.text[: match.start].endswith(("age of ", "aged ", "ages of ")):
        return None
    if (
        not match.has("q")
        and word == "years"
        and match.words.letters[match.last : match.last + 1] == (load_table().letters["YEAR"])
    ):
        return None  # "the years 2026 to 2030"
    if match.has("long"):
        if match.lower("long") != "long":
            return None
        singular = not match.lower("u").endswith("s")
        return Reading("DURATION", period("1" if singular else "X", unit), PRECISIONS[unit], note="a length")
    if word == "weekends" and not match.has("q"):
        return Reading("SET", "XXXX-WXX-WE", "day", note="a weekend that comes round")
    amount = amount_of(match) if match.has("q") else "X"
    if amount == "0.5" and unit in ("C", "E", "Y"):
        amount, unit = ("6", "M") if unit == "Y" else ("50" if unit == "C" else "5", "Y")
    precision: Precision = PRECISIONS[unit] if amount != "X" else "vague"
    return Reading("DURATION", period(amount, unit), precision, note="a length of time")


def read_compound_length(match: Match, _scene: Scene) -> Reading | None:
    """Read a length in two units, or one and a half: "two hours and 10 minutes", "a year and a half"."""
    unit = unit_of(match)
    if unit is None:
        return None
    if match.has("half"):
        return Reading("DURATION", period("1.5", unit), PRECISIONS[unit], note="a length of time")
    lesser = cast("Unit", match.value("u2"))
    amounts = amount_of(match), amount_of(match, "q2")
    if "X" in amounts:
        return None
    first, second = period(amounts[0], unit), period(amounts[1], lesser)
    value = first + second.removeprefix("PT" if first.startswith("PT") else "P")
    return Reading("DURATION", value, PRECISIONS[unit], note="a length of time in two units")


def read_every(match: Match, _scene: Scene) -> Reading | None:
    """Read what comes round: "every Friday", "each year"."""
    letters = load_table().letters
    last = match.indices("u")[-1]
    letter, value = match.words.letters[last], str(match.words.values[last])
    if letter == letters["WEEKDAY"]:
        part = f"T{match.value('part')}" if match.has("part") else ""
        return Reading("SET", f"XXXX-WXX-{value}{part}", "day", note="a weekday that comes round")
    if letter == letters["PART"]:
        return Reading("SET", f"XXXX-XX-XXT{value}", "part", note="a part of the day that comes round")
    if letter == letters["WEEKEND"]:
        return Reading("SET", "XXXX-WXX-WE", "day", note="a weekend that comes round")
    if letter == letters["SEASON"]:
        return Reading("SET", f"XXXX-{value}", "season", note="a season that comes round")
    if letter == letters["MONTH"]:
        return Reading("SET", f"XXXX-{int(value):02d}", "month", note="a month that comes round")
    unit = unit_of(match)
    if unit is None:
        return None
    amount = str(match.value("other")) if match.has("other") else amount_of(match) if match.has("q") else "1"
    return Reading("SET", period(amount, unit), PRECISIONS[unit], note="what comes round")


def read_rate(match: Match, scene: Scene) -> Reading | None:
    """Read "twice a week", "three times a day", "four times daily"."""
    if not {"once", "twice", "thrice", "times"} & set(match.lower("n").split()):
        return None
    if match.has("s"):
        return read_frequency(match, scene)
    unit = unit_of(match)
    if unit is None:
        return None
    return Reading("SET", period("1", unit), PRECISIONS[unit], note="how often in each of the unit")


def read_all_day(match: Match, scene: Scene) -> Reading | None:
    """Read "all day", "all week": a length."""
    unit, part = str(match.value("u")), match.words.letters[match.last - 1]
    if unit == "1" or part == load_table().letters["PART"]:
        return Reading("DURATION", f"P1{'WE' if unit == '1' else unit}", "day", note="a length of time")
    known = unit_of(match)
    if known not in ("D", "W", "M", "Y"):
        return None
    if known == "D":
        return Reading("DURATION", "P1D", "day", note="a length of time")
    return stretch_of(scene, "1", known, -1 if scene.direction() != "future" else 1)


def read_once_upon(match: Match, scene: Scene) -> Reading | None:
    """Read "the other day", "long ago", "a while ago"."""
    words = match.lower("r")
    if words not in ("the other day", "the other week", "long ago", "a while ago", "a time ago"):
        return None
    days = (None, scene.published) if scene.published else None
    return Reading("DATE", "PAST_REF", "vague", "published" if days else "", "a vague time", days)


def read_weekdays(match: Match, _scene: Scene) -> Reading | None:
    """Read "Fridays", "Tuesday nights"."""
    value = f"XXXX-WXX-{match.value('wd') or match.value('wd2')}"
    if match.has("part"):
        if match.lower("part") not in ("nights", "mornings", "afternoons", "evenings"):
            return None
        value += {"nights": "TNI", "mornings": "TMO", "afternoons": "TAF"}.get(match.lower("part"), "TEV")
    return Reading("SET", value, "day", note="a weekday that comes round")


def read_frequency(match: Match, _scene: Scene) -> Reading | None:
    """Read "daily", "weekly", "annually"."""
    return Reading("SET", str(match.value("s")), "vague", note="what comes round")


def read_reference(match: Match, scene: Scene) -> Reading | None:
    """Read a vague time: "now", "recently", "the near future"."""
    value = str(match.value("r"))
    if match.lower("r") in ("soon", "shortly"):
        before = match.words.lower(match.first - 1) if match.first else ""
        after = match.words.lower(match.last) if match.last < len(match.words.starts) else ""
        if before == "as" or after in ("after", "before", "as"):
            return None  # "soon after the attack" counts from the attack
        if scene.direction() == "past":
            return None  # "was soon freed" counts from what was told before
    return _vague(value, scene)


def _vague(value: str, scene: Scene) -> Reading:
    """Read a vague time: it ends, begins or lies at publication."""
    day = scene.published
    if day is None:
        return Reading("DATE", value, "vague", note="a vague time")
    if value == "PRESENT_REF":
        return Reading("DATE", value, "vague", "published", "the time of publication", (day, day))
    days = (None, day) if value == "PAST_REF" else (day, None)
    return Reading("DATE", value, "vague", "published", "a vague time before or after publication", days)


def read_the_past(match: Match, scene: Scene) -> Reading | None:
    """Read "in the past"."""
    return _vague("PAST_REF", scene) if match.lower("r") == "past" else None


def read_these(match: Match, scene: Scene) -> Reading | None:
    """Read "these days"."""
    if match.lower("r") != "these":
        return None
    return Reading("DATE", "PRESENT_REF", "vague", "published" if scene.published else "", "about now")


def read_near_term(_match: Match, scene: Scene) -> Reading | None:
    """Read "the near term"."""
    return _vague("FUTURE_REF", scene)
