"""What a feed told of a page when it was fetched, as the page's record in an archive keeps it.

`dateline fetch` writes these fields beside those of the WARC standard, which has readers pass over fields that they do
not know. So an archive, read again, gives the same records as the run that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from dateline.reading.items import Carrier

FIELDS: Final = {
    "kind": "Dateline-Kind",
    "feed": "Dateline-Feed",
    "title": "Dateline-Title",
    "published": "Dateline-Published",
    "publisher": "Dateline-Publisher",
    "language": "Dateline-Language",
    "authors": "Dateline-Authors",
}
"""What is told, and the name of the field that keeps it. `kind` is `page` or `feed`; authors stand between `; `."""

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")

BETWEEN: Final = "; "
"""What stands between the names of authors."""


def lines(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a record: name and value, each value on one line."""
    for key, value in told.items():
        words = " ".join(_CONTROL.sub(" ", value).split())
        if words:
            yield FIELDS[key], words


def is_feed(fields: Mapping[str, str]) -> bool:
    """Say whether a record holds a feed, whatever its media type: no page to be read."""
    return fields.get(FIELDS["kind"]) == "feed"


def carried(carrier: Carrier, told: Mapping[str, str]) -> Carrier:
    """Add what a feed told to what is known of a page.

    Args:
        carrier: what is known.
        told: what was told, by the keys of `FIELDS`.
    """
    return replace(
        carrier,
        published=told.get("published", ""),
        publisher=told.get("publisher", ""),
        title=told.get("title", ""),
        authors=tuple(part for part in told.get("authors", "").split(BETWEEN) if part),
        language=told.get("language", ""),
    )


def read(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what the fields of a record tell, by the keys of `FIELDS`."""
    return {key: value for key, name in FIELDS.items() if (value := fields.get(name))}
