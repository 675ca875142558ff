"""Single sentences with mention spans: country and sector of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.config import Settings
from dateline.find.places.finder import find_places
from dateline.find.syntax import load_pipeline, parse
from dateline.knowledge.tables import load
from dateline.model import Document, Span, Zone, document_id
from dateline.resolve.actors.resolver import resolve_actors
from dateline.resolve.places import gazetteer

PLACES = frozenset(["in", "at", "near", "inside", "from", "within", "across", "around"])


def predict(rows: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Yield each sentence's mentions with country (several for compounds) and sector."""
    nlp = load_pipeline(Settings().pipeline)
    knowledge = load()
    for row in rows:
        text = row["text"]
        whole = Span(0, len(text), text)
        document = Document(id=document_id(text), text=text, zones=(Zone("body", whole),))
        passages = parse(document, nlp, knowledge.capitalised)
        spans = [Span(m["start"], m["end"], text[m["start"] : m["end"]]) for m in row["mentions"]]
        places = find_places(passages, document, gazetteer.load())
        resolution = resolve_actors(document, passages, spans, knowledge, places)
        actors = {actor.id: actor for actor in resolution.actors}
        answers = []
        for span in spans:
            found = [actors[key] for key in resolution.of(span)]
            countries = list(dict.fromkeys(code for actor in found for code in actor.country))
            sector = next((actor.sector for actor in found if actor.sector), None)
            before = text[: span.start].rsplit(maxsplit=1)
            if found and found[0].kind == "state" and before and before[-1].lower() in PLACES:
                sector = None
            answers.append(
                {"start": span.start, "end": span.end, "country": countries or None, "sector": sector}
            )
        yield {"id": row["id"], "mentions": answers}
