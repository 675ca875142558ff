"""Reports as linked data: schema.org NewsArticle, Quotation and Claim, and W3C Web Annotations on their words.

The file is one JSON-LD document, an array with a node a line, each with its own `@context`. An annotation's target is
the text as dateline read it (`urn:x-dateline:` and the document's id), of which offsets count Unicode code points, as
the Web Annotation Data Model asks; the page at the report's address is its `scope`. The text itself is not written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import quote

import duckdb
import msgspec

from dateline.export import corrected
from dateline.export.events import Exported, Selection, reports
from dateline.model import Actor, Claim, Document, Report, Span, Statement
from dateline.store.answers.days import as_day

HEAD: Final = b"[\n"
BETWEEN: Final = b",\n"
TAIL: Final = b"\n]\n"

CONTEXT: Final = ["https://schema.org", {"dateline": "urn:x-dateline:term:"}]
"""Context of the nodes of schema.org; what it has no word for is in a namespace of ours."""
ANNOTATION: Final = "http://www.w3.org/ns/anno.jsonld"
"""Context of the annotations."""

_AROUND: Final = 32
"""Characters before and after the exact words in a quote selector."""
_ORGANISATIONS: Final = frozenset({"state", "organisation", "armed_group", "party", "office"})

NODES: Final = {
    "NewsArticle": "a report: headline, datePublished, inLanguage, author, publisher, url, identifier",
    "Quotation": "a direct or mixed statement: text, spokenByCharacter, isPartOf; `dateline:stance` is ours",
    "Claim": "a claim: text, appearance, author (who asserts it); `dateline:status` and `dateline:party` are ours",
    "Annotation": "the words of a Quotation, Claim or event: TextPositionSelector and TextQuoteSelector",
    "dateline:Event": "a coded event: `dateline:type`, `dateline:status`, `dateline:actor`, `dateline:recipient`",
}
"""The nodes, and what they hold."""


def nodes(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a report: the article, then each record with the annotation of its words."""
    document = report.document
    actors = {actor.id: actor for actor in report.actors}
    yield _article(document)
    for statement in report.statements:
        if statement.type != "indirect":
            yield _quotation(document, statement, actors)
            yield _annotation(document, statement.id, statement.spans)
    for claim in report.claims:
        yield _claim(document, claim, actors)
        yield _annotation(document, claim.id, claim.spans)
    for event in report.events:
        yield _node(
            "dateline:Event",
            event.id,
            {
                "dateline:type": event.type,
                "dateline:mode": [*event.modes],
                "dateline:status": event.status,
                "dateline:actor": [_agent(part.actor, actors) for part in event.actors],
                "dateline:recipient": [_agent(part.actor, actors) for part in event.recipients],
                "isPartOf": {"@id": uri(document.id)},
            },
        )
        yield _annotation(document, event.id, event.mentions or (event.trigger,))


def uri(key: str) -> str:
    """Return the name of a record or document in linked data."""
    return f"urn:x-dateline:{quote(key, safe=':')}"


def selectors(text: str, span: Span) -> list[dict[str, Any]]:
    """Return the two selectors of a span: where it stands, and its words with those around them."""
    start, end = span.start, span.end
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
    ]


def write(connection: duckdb.DuckDBPyConnection, chosen: Selection, out: Any) -> Exported:
    """Write the reports of a store.

    Args:
        connection: the store.
        chosen: of its filters, `since` and `until` (day of publication) and `doc`.
        out: a binary stream.

    Returns:
        How many reports were written.

    Raises:
        DatelineError: E030, a day is not a date; E060, a stored report does not fit this version.
    """
    wanted = {key: value for key, value in chosen.filters.items() if value not in (None, "", ())}
    wanted |= {key: as_day(wanted[key]) for key in ("since", "until") if isinstance(wanted.get(key), str)}
    conditions = {"since": "published >= $since", "until": "published <= $until", "doc": "id = $doc"}
    where = " AND ".join(conditions[key] for key in wanted) or "true"
    cursor = connection.cursor()
    corrections = corrected.said(connection)
    cursor.execute(
        f"SELECT id FROM documents WHERE {where} ORDER BY published NULLS LAST, id",  # noqa: S608 - values are bound
        wanted,
    )
    keys = [str(row[0]) for row in cursor.fetchall()]
    written = 0
    out.write(HEAD)
    for read in reports(connection, keys):
        report = corrected.corrected(read, corrections.get(read.document.id, ()))
        for number, node in enumerate(nodes(report)):
            out.write(BETWEEN if written or number else b"")
            out.write(msgspec.json.encode(node))
        written += 1
    out.write(TAIL)
    return Exported(written=written)


def _node(type_: str, key: str, fields: dict[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
    return {"@context": CONTEXT, "@id": uri(key), "@type": type_, **given}


def _article(document: Document) -> dict[str, Any]:
    published = document.published
    day = published.date if published else ""
    exact = published is not None and published.time and published.offset
    return _node(
        "NewsArticle",
        document.id,
        {
            "identifier": document.id,
            "url": document.url,
            "headline": document.headline.words if document.headline else "",
            "datePublished": f"{day}T{published.time}{published.offset}" if exact and published else day,
            "inLanguage": document.language,
            "author": [{"@type": "Person", "name": span.words} for span in document.bylines],
            "publisher": {"@type": "NewsMediaOrganization", "name": document.publisher}
            if document.publisher
            else {},
        },
    )


def _quotation(document: Document, statement: Statement, actors: dict[str, Actor]) -> dict[str, Any]:
    return _node(
        "Quotation",
        statement.id,
        {
            "text": " … ".join(span.words for span in statement.spans),
            "spokenByCharacter": [_agent(key, actors) for key in statement.speaker_actors],
            "isPartOf": {"@id": uri(document.id)},
            "dateline:stance": statement.stance,
        },
    )


def _claim(document: Document, claim: Claim, actors: dict[str, Actor]) -> dict[str, Any]:
    asserting = [party.actor for party in claim.parties if party.stance == "asserts" and party.actor]
    parties = [
        {"dateline:actor": _agent(party.actor, actors), "dateline:stance": party.stance}
        if party.actor
        else {"dateline:actor": {"@id": uri(document.id)}, "dateline:stance": party.stance}
        for party in claim.parties
    ]
    return _node(
        "Claim",
        claim.id,
        {
            "text": claim.proposition,
            "appearance": {"@id": uri(document.id)},
            "author": [_agent(key, actors) for key in asserting],
            "dateline:kind": claim.kind,
            "dateline:status": claim.status,
            "dateline:party": parties,
            "dateline:event": {"@id": uri(claim.event)} if claim.event else {},
        },
    )


def _agent(key: str, actors: dict[str, Actor]) -> dict[str, Any]:
    """Return an actor as schema.org has it; what is neither a person nor a body is a Thing."""
    actor = actors.get(key)
    if actor is None:
        return {"@id": uri(key)}
    kind = "Person" if actor.kind == "person" else "Organization" if actor.kind in _ORGANISATIONS else "Thing"
    same = {"sameAs": f"http://www.wikidata.org/entity/{actor.wikidata}"} if actor.wikidata else {}
    return {"@id": uri(key), "@type": kind, "name": actor.name, **same}


def _annotation(document: Document, key: str, spans: Sequence[Span]) -> dict[str, Any]:
    """Return the annotation that ties a record to its words."""
    return {
        "@context": ANNOTATION,
        "id": uri(f"{key}:words"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": uri(key),
        "target": [*_targets(document, spans)],
    }


def _targets(document: Document, spans: Iterable[Span]) -> Iterator[dict[str, Any]]:
    for span in spans:
        target = {
            "type": "SpecificResource",
            "source": uri(document.id),
            "selector": selectors(document.text, span),
        }
        yield {**target, "scope": document.url} if document.url else target
