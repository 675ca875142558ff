"""Pages made of a head and a body, and what they say of their articles."""

from __future__ import annotations

import json

from dateline.config import Settings
from dateline.reading.html import tree
from dateline.reading.html.metadata import Metadata, read_metadata

URL = "https://www.ledger.example/2024/05/03/ferry"
PROSE = (
    "<p>"
    + "The ferry sank in shallow water on Tuesday, said the harbour office, and everybody was saved. " * 2
    + "</p>"
)


def read(head: str = "", body: str = "", *, url: str = URL, root: str = "<html>") -> Metadata:
    page = f"<!doctype html>{root}<head>{head}</head><body>{body}</body></html>"
    return read_metadata(tree.parse(page, Settings()), url=url)


def linked(**values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(**values: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items()
    )


SITE = meta(og__site_name="The Ledger")
H1 = "<h1>Ferry sinks off Oslo</h1>"
ANN = {"@type": "Person", "name": "Ann Lo"}
BO = {"@type": "Person", "name": "Bo Ek"}
TIME = "2024-05-03T10:00:00+02:00"
