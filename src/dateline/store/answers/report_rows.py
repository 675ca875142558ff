"""Questions about reports themselves: which are on record, what stands before and after, who else carried the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import duckdb

from dateline.store.answers.days import as_day
from dateline.store.answers.naming import folded

MOST_CHOICES: Final = 200
"""Publishers that a list of all of them names at most."""

# The longest word sorts out most headlines before the others are folded with more care. Counts are taken for the
# reports that are shown alone: a list of 50 must not count what 100,000 hold.
_REPORTS: Final = f"""
WITH chosen AS (
    SELECT id, published, publisher, headline, language, url
    FROM documents d
    WHERE ($since IS NULL OR published >= $since) AND ($until IS NULL OR published <= $until)
      AND ($publisher IS NULL OR contains({folded("coalesce(publisher, '')")}, {folded("$publisher")}))
      AND ($language IS NULL OR language = $language)
      AND ($story IS NULL OR id IN (SELECT document FROM story_documents WHERE story = $story))
      AND ($longest = '' OR CASE
          WHEN NOT contains(lower(strip_accents(coalesce(headline, ''))), $longest) THEN false
          ELSE list_bool_and(
              [contains({folded("coalesce(headline, '')")}, ' ' || word) FOR word IN $words::VARCHAR[]])
          END)
    ORDER BY published DESC NULLS LAST, id LIMIT $limit
)
SELECT c.id, c.published, coalesce(c.publisher, ''), coalesce(c.headline, ''), coalesce(c.language, ''),
       coalesce(c.url, ''), coalesce(e.n, 0), coalesce(s.n, 0), coalesce(k.n, 0)
FROM chosen c
LEFT JOIN (SELECT document, count(*) AS n FROM events WHERE document IN (SELECT id FROM chosen) GROUP BY document) e
  ON e.document = c.id
LEFT JOIN (SELECT document, count(*) AS n FROM statements WHERE document IN (SELECT id FROM chosen)
           GROUP BY document) s ON s.document = c.id
LEFT JOIN (SELECT document, count(*) AS n FROM claims WHERE document IN (SELECT id FROM chosen) GROUP BY document) k
  ON k.document = c.id
ORDER BY c.published DESC NULLS LAST, c.id
"""  # noqa: S608 - our own text, values are bound

# Undated reports come last, so a dated one has every undated one behind it.
_BEFORE: Final = """
SELECT id, published, coalesce(headline, '') FROM documents
WHERE CASE WHEN $day IS NULL THEN published IS NOT NULL OR id < $id
           ELSE published < $day OR (published = $day AND id < $id) END
ORDER BY published DESC NULLS FIRST, id DESC LIMIT 1
"""
_AFTER: Final = """
SELECT id, published, coalesce(headline, '') FROM documents
WHERE CASE WHEN $day IS NULL THEN published IS NULL AND id > $id
           ELSE published IS NULL OR published > $day OR (published = $day AND id > $id) END
ORDER BY published NULLS LAST, id LIMIT 1
"""
_CARRIERS: Final = """
SELECT url, publisher, published FROM carriers WHERE document = $id ORDER BY published NULLS LAST, publisher, url
"""
_COPIES: Final = """
SELECT d.id, d.published, coalesce(d.publisher, ''), coalesce(d.headline, ''), p.held, p.holds
FROM (
    SELECT other AS id, of_document AS held, of_other AS holds FROM copies WHERE document = $id
    UNION ALL
    SELECT document, of_other, of_document FROM copies WHERE other = $id
) p JOIN documents d ON d.id = p.id
ORDER BY d.published NULLS LAST, d.id
"""
_STORY: Final = """
SELECT s.id, coalesce(s.headline, ''), s.documents, s.sources
FROM story_documents m JOIN stories s ON s.id = m.story WHERE m.document = $id ORDER BY s.id LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in a list.

    Attributes:
        id: id of the document.
        published: day of publication.
        publisher: name of the publisher, or empty.
        headline: its headline, or empty.
        language: ISO 639-1.
        url: its address, or empty.
        events: number of events on record.
        statements: number of statements.
        claims: number of claims.
    """

    id: str
    published: date | None
    publisher: str
    headline: str
    language: str
    url: str
    events: int
    statements: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What reports can be narrowed by.

    Attributes:
        publishers: names with their numbers of reports, those with most first, at most `MOST_CHOICES`.
        languages: codes with their numbers of reports.
    """

    publishers: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A report beside another one: id, day and headline."""

    id: str
    published: date | None
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the very same text was found: address and publisher, each possibly empty, and the day there."""

    url: str
    publisher: str
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """A report that shares much of another's text.

    Attributes:
        id: id of the document.
        published: its day.
        publisher: its publisher.
        headline: its headline.
        held: share of the other's prose that it holds, 0 to 1.
        holds: share of its own prose that the other holds.
    """

    id: str
    published: date | None
    publisher: str
    headline: str
    held: float
    holds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOf:
    """The story that a report belongs to: id, headline, number of reports and of independent ones."""

    id: str
    headline: str
    documents: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of a report beside its own record.

    Attributes:
        before: the report before it, by day of publication, then by id.
        after: the one behind it.
        carriers: where its very text was found, the earliest first.
        copies: reports that share much of its text.
        story: the story that it belongs to, `None` before `link`.
    """

    before: Neighbour | None
    after: Neighbour | None
    carriers: tuple[Place, ...]
    copies: tuple[CopyOf, ...]
    story: StoryOf | None


def reports(  # noqa: PLR0913 - filters are named
    connection: duckdb.DuckDBPyConnection,
    *,
    publisher: str | None = None,
    words: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    language: str | None = None,
    story: str | None = None,
    limit: int | None = None,
) -> list[ReportRow]:
    """Return reports, the newest first, undated ones last.

    Args:
        connection: the store.
        publisher: words of the publisher's name.
        words: words of the headline, or their beginnings; all of them have to stand in it.
        since: earliest day of publication; with it or `until`, undated ones are left out.
        until: latest day.
        language: ISO 639-1 code.
        story: id of the story that they tell.
        limit: most rows to return.

    Raises:
        DatelineError: E030, a day is not a date.
    """
    split = connection.execute(f"SELECT string_split(trim({folded('$1')}), ' ')", [words or ""]).fetchone()
    wanted = [word for word in (split[0] if split else ()) if word]
    found = connection.execute(
        _REPORTS,
        {
            "publisher": publisher or None,
            "words": wanted,
            "longest": max(wanted, key=len, default=""),
            "since": as_day(since) if isinstance(since, str) else since,
            "until": as_day(until) if isinstance(until, str) else until,
            "language": language or None,
            "story": story or None,
            "limit": 2**31 - 1 if limit is None else limit,
        },
    ).fetchall()
    names = tuple(ReportRow.__dataclass_fields__)
    return [ReportRow(**dict(zip(names, row, strict=True))) for row in found]


def choices(connection: duckdb.DuckDBPyConnection) -> Choices:
    """Return what reports can be narrowed by."""

    def counted(column: str) -> tuple[tuple[str, int], ...]:
        return tuple(
            connection.execute(
                f"SELECT {column}, count(*) FROM documents WHERE {column} <> '' GROUP BY 1 "  # noqa: S608 - our own names
                "ORDER BY 2 DESC, 1 LIMIT $limit",
                {"limit": MOST_CHOICES},
            ).fetchall()
        )

    return Choices(publishers=counted("publisher"), languages=counted("language"))


def surroundings(connection: duckdb.DuckDBPyConnection, document: str) -> Surroundings:
    """Return what is known of a report beside its own record.

    Args:
        connection: the store.
        document: id of the report.
    """
    own = {"id": document}
    found = connection.execute("SELECT published FROM documents WHERE id = $id", own).fetchone()
    place = {"id": document, "day": found[0] if found else None}
    before, after = (connection.execute(sql, place).fetchone() for sql in (_BEFORE, _AFTER))
    story = connection.execute(_STORY, own).fetchone()
    return Surroundings(
        before=_neighbour(before),
        after=_neighbour(after),
        carriers=tuple(
            Place(url=url or "", publisher=publisher or "", published=day)
            for url, publisher, day in connection.execute(_CARRIERS, own).fetchall()
        ),
        copies=tuple(
            CopyOf(id=key, published=day, publisher=name, headline=headline, held=held, holds=holds)
            for key, day, name, headline, held, holds in connection.execute(_COPIES, own).fetchall()
        ),
        story=StoryOf(id=story[0], headline=story[1], documents=story[2], sources=story[3])
        if story
        else None,
    )


def _neighbour(found: tuple[str, date | None, str] | None) -> Neighbour | None:
    return Neighbour(id=found[0], published=found[1], headline=found[2]) if found else None
