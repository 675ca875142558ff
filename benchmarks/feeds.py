"""Measure the speed of reading feeds against feedparser: both parse one feed to typed entries, dates included.

    python benchmarks/feeds.py [--json] [--rounds N] [--entries N]

speed_feedparser   seconds of feedparser over seconds of dateline on the same clean RSS 2.0 feed of 100 entries with
                   full texts, interleaved in one process, both warm: median over rounds
speed_teasers      the same on a feed of teasers
speed_atom         the same on an Atom feed
mb_per_s           megabytes of the first feed a second through dateline
"""

from __future__ import annotations

import argparse
import json
import statistics
import time

import feedparser

from dateline.config import Settings
from dateline.reading.feeds.reading import read

PLACES = ("Northmoor", "Ashby Quay", "Lower Wend", "Carrow", "Tilney Cross")
SENTENCE = (
    "The council of {place} voted on Tuesday to reopen the bridge, and the mayor, who had called the plan reckless,"
    " said that she would not sign it before the engineers had reported."
)


def text_of(number: int) -> str:
    """Return six paragraphs of HTML."""
    place = PLACES[number % len(PLACES)]
    paragraphs = [SENTENCE.format(place=f"{place} {number}.{part}") for part in range(6)]
    return "".join(
        f'<p>{words} <a href="https://ledger.example/{number}">More</a></p>' for words in paragraphs
    )


def rss(entries: int, *, full: bool) -> bytes:
    """Return an RSS 2.0 feed as content systems write it."""
    items = "".join(
        f"<item><title>Council of {PLACES[n % 5]} reopens bridge {n}</title>"
        f"<link>https://ledger.example/2025/06/{n}/</link><dc:creator><![CDATA[Ann Lo]]></dc:creator>"
        f"<pubDate>Tue, {1 + n % 28:02d} Jul 2025 {n % 24:02d}:{n % 60:02d}:09 +0200</pubDate>"
        f'<category>Politics</category><guid isPermaLink="false">https://ledger.example/?p={n}</guid>'
        f"<description><![CDATA[<p>{SENTENCE.format(place=PLACES[n % 5])}</p>]]></description>"
        + (f"<content:encoded><![CDATA[{text_of(n)}]]></content:encoded>" if full else "")
        + "</item>"
        for n in range(entries)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>The Ledger</title><link>https://ledger.example</link><language>en-GB</language>"
        f"{items}</channel></rss>"
    ).encode()


def atom(entries: int) -> bytes:
    """Return an Atom feed."""
    found = "".join(
        f'<entry><title type="html">Council reopens bridge {n}</title><id>tag:ledger.example,2025:{n}</id>'
        f'<link rel="alternate" href="https://ledger.example/{n}"/><author><name>Ann Lo</name></author>'
        f"<published>2025-07-{1 + n % 28:02d}T{n % 24:02d}:05:09+02:00</published>"
        f"<updated>2025-07-{1 + n % 28:02d}T23:05:09+02:00</updated>"
        f'<content type="html"><![CDATA[{text_of(n)}]]></content></entry>'
        for n in range(entries)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f'<title>The Ledger</title><link href="https://ledger.example"/>{found}</feed>'
    ).encode()


def seconds(data: bytes, rounds: int) -> tuple[float, float]:
    """Return the median ratio of feedparser's time to ours, and our median seconds."""
    settings, ratios, ours = Settings(), [], []
    for turn in range(rounds + 1):
        start = time.perf_counter()
        found = read(data, "feed.xml", settings)
        middle = time.perf_counter()
        other = feedparser.parse(data)
        end = time.perf_counter()
        if len(found.entries) != len(other.entries) or not all(
            entry.published.iso for entry in found.entries
        ):
            raise SystemExit("the two do not read the same entries")
        if turn:
            # the first turn warms both up
            ratios.append((end - middle) / (middle - start))
            ours.append(middle - start)
    return statistics.median(ratios), statistics.median(ours)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--entries", type=int, default=100)
    chosen = parser.parse_args()
    full = rss(chosen.entries, full=True)
    ratio, ours = seconds(full, chosen.rounds)
    figures = {
        "speed_feedparser": round(ratio, 1),
        "speed_teasers": round(seconds(rss(chosen.entries, full=False), chosen.rounds)[0], 1),
        "speed_atom": round(seconds(atom(chosen.entries), chosen.rounds)[0], 1),
        "mb_per_s": round(len(full) / 1e6 / ours, 1),
    }
    print(
        json.dumps(figures)
        if chosen.json
        else "\n".join(f"{key:18} {value}" for key, value in figures.items())
    )


if __name__ == "__main__":
    main()
