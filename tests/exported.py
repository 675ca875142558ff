"""What the tests of exports share: the published lists of columns, and how a file is written and read back."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from dateline.export.formats import Format
from dateline.store.record import Record


def words(text: str, between: str) -> list[str]:
    """Return the names of a list."""
    return text.replace("\n", between).strip(between).split(between)


POLECAT = words(
    """\
Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts
Actor Name,Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw
Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors
Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude
Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,Story Organizations
Story Locations,Language,Version""",
    ",",
)
ICEWS = words(
    """\
Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name
Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude""",
    ",",
)
_GDELT_ACTOR = words(
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code",
    " ",
)
_GDELT_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
GDELT = [
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{n}{name}" for n in (1, 2) for name in _GDELT_ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GDELT_GEO),
    *("DATEADDED", "SOURCEURL"),
]
# Tables "PLOVER JSON", "Information object for entities", "Location object" of the manual; the last three are ours.
PLOVER = {
    *("id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc"),
    *("event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info"),
    *("coder", "coded_date", "coded_time", "comment", "status", "size_info", "confidence"),
}


def exported(path: Path, form: Format, **choice: Any) -> str:
    """Return what is written in a format."""
    out = path.with_suffix("." + form)
    with Record(path, read_only=True) as record:
        record.export(form, out, **choice)
    return out.read_text(encoding="utf-8")


def table(text: str, names: list[str] | None = None) -> list[dict[str, str]]:
    """Return the rows of a tab-separated table."""
    return list(csv.DictReader(text.splitlines(), names, delimiter="\t", quoting=csv.QUOTE_NONE))
