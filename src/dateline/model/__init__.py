"""The records: typed, immutable values, each field tied to the words that say so.

All offsets are character offsets (Unicode code points) into `Document.text`, end exclusive, and every
`Span` of every record satisfies `text[span.start:span.end] == span.words`. A field that no words say
outright is explained by a `Reason` in the record's `why`.
"""

from __future__ import annotations

from dateline.model.actors import Actor, ActorKind, Appearance, Mention
from dateline.model.agreements import Agreement, Step, StepKind
from dateline.model.claims import Claim, ClaimKind, ClaimStatus, Frame, Party, PartyStance
from dateline.model.documents import Document, Published, Zone, ZoneKind
from dateline.model.events import Count, Event, EventStatus, EventType, Participant
from dateline.model.ids import document_id, record_id
from dateline.model.places import Place, PlacePrecision
from dateline.model.report import Note, Report, from_json, json_schema, to_json
from dateline.model.spans import Reason, Span, spans_of
from dateline.model.statements import Stance, Statement, StatementType, Treatment
from dateline.model.times import Precision, When

__all__ = [
    "Actor",
    "ActorKind",
    "Agreement",
    "Appearance",
    "Claim",
    "ClaimKind",
    "ClaimStatus",
    "Count",
    "Document",
    "Event",
    "EventStatus",
    "EventType",
    "Frame",
    "Mention",
    "Note",
    "Participant",
    "Party",
    "PartyStance",
    "Place",
    "PlacePrecision",
    "Precision",
    "Published",
    "Reason",
    "Report",
    "Span",
    "Stance",
    "Statement",
    "StatementType",
    "Step",
    "StepKind",
    "Treatment",
    "When",
    "Zone",
    "ZoneKind",
    "document_id",
    "from_json",
    "json_schema",
    "record_id",
    "spans_of",
    "to_json",
]
