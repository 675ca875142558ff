"""Live blogs among the documents of a file become their entries."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from dateline.config import Settings
from dateline.reading.items import Item
from dateline.reading.open import opened_stream
from dateline.reading.source import Source

TOLD = (
    (
        "13:05",
        "Gates closed",
        "The harbour office closed the northern gates after the second alarm of the day.",
    ),
    ("13:40", "Two hurt", "Two dockers were hurt when a crane came down on the quay, the fire service said."),
    ("14:10", "Gates open", "The gates are open again, and the first lorries left the yard ten minutes ago."),
)


def blog(kind: str = "LiveBlogPosting") -> bytes:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": "Alarm at the harbour",
        "url": "https://courier.example/live/harbour",
        "datePublished": "2024-05-03T13:00:00+02:00",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": head,
                "datePublished": f"2024-05-03T{clock}:00+02:00",
                "articleBody": body,
            }
            for clock, head, body in TOLD
        ],
    }
    shown = "".join(
        f"<article><time>{clock}</time><h2>{head}</h2><p>{body}</p></article>" for clock, head, body in TOLD
    )
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return (
        f'<!doctype html><html lang="en"><head><title>Alarm</title>{script}</head>'
        f"<body><main><h1>Alarm at the harbour</h1>{shown}</main></body></html>"
    ).encode()


def items(data: bytes, name: str, start: int = 0) -> list[Item]:
    found = list(opened_stream(io.BytesIO(data), name, Settings(), start=start))
    assert all(isinstance(each, Item) for each in found)
    return [each for each in found if isinstance(each, Item)]


def test_each_entry_has_its_own_time() -> None:
    found = items(blog(), "live.html")
    assert [each.name for each in found] == ["live.html#1", "live.html#2", "live.html#3"]
    sources = [each.content for each in found if isinstance(each.content, Source)]
    assert [source.published for source in sources] == [
        f"2024-05-03T{clock}:00+02:00" for clock, _, _ in TOLD
    ]
    for source, (_, _, body) in zip(sources, TOLD, strict=True):
        assert body in source.text


@pytest.mark.parametrize(
    "data", [blog("NewsArticle"), b"LiveBlogPosting liveBlogUpdate: words of a plain text."]
)
def test_what_does_not_say_that_it_is_a_live_blog_stays_whole(data: bytes) -> None:
    (whole,) = items(data, "page.html")
    assert whole.content == data


def test_reading_goes_on_at_the_page_until_its_last_entry_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "The bridge closed on Monday.")
        archive.writestr("b.html", blog())
        archive.writestr("c.txt", "The bridge will open in May.")
    names = [each.name for each in items(packed.getvalue(), "saved.zip")]
    assert names == [
        "saved.zip!a.txt",
        *(f"saved.zip!b.html#{number}" for number in (1, 2, 3)),
        "saved.zip!c.txt",
    ]
    for number, each in enumerate(items(packed.getvalue(), "saved.zip")):
        again = [one.name for one in items(packed.getvalue(), "saved.zip", each.position)]
        assert again == names[(1 if number in (1, 2) else number + 1) :]
