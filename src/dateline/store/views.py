"""The views of a store: days between countries, and records as users corrected them."""

from __future__ import annotations

from typing import Final

from dateline.store.tables import DOCUMENT, END, ID, START, TEXT, TEXTS, Column, View

_ABOUT: Final = (
    "{} as users corrected them: without those marked wrong, changed fields with their new values."
)
_CORRECTED: Final = Column(
    "corrected",
    TEXT,
    "right or changed, of the record or else of its document; NULL where nobody said anything",
)

VIEWS: Final[tuple[View, ...]] = (
    View(
        "dyads_daily",
        "What one country did to another, day by day: happenings that occurred or go on, each once.",
        (
            Column(
                "day", "DATE", "first day of the happening; of one without a date that of the first report"
            ),
            Column("source", TEXT, "country that acts, ISO 3166 alpha-3 or PLOVER code"),
            Column("target", TEXT, "country acted upon; of meetings and the like each other side"),
            Column("events", "BIGINT", "number of happenings"),
            Column("dated", "BIGINT", "those of them with a date of their own"),
            Column("cooperation", "BIGINT", "those of positive intensity"),
            Column("conflict", "BIGINT", "those of negative intensity"),
            Column("intensity", "DOUBLE", "sum of their intensities"),
            Column("happenings", TEXTS, "their ids: `witnesses` leads on to reports and words"),
        ),
        """
WITH countries AS (SELECT DISTINCT id, unnest(country) AS country FROM actors),
happened AS (
    SELECT id, date_start, first_reported, intensity,
           unnest(actors) AS actor, if(len(recipients) > 0, recipients, actors) AS others
    FROM happenings
    WHERE status IN ('occurred', 'ongoing')
),
pairs AS (SELECT id, date_start, first_reported, intensity, actor, unnest(others) AS other FROM happened),
dyads AS (
    SELECT DISTINCT p.id, coalesce(p.date_start, p.first_reported) AS "day", p.date_start IS NOT NULL AS has_date,
           s.country AS source, t.country AS target, p.intensity
    FROM pairs p
    JOIN countries s ON s.id = p.actor
    JOIN countries t ON t.id = p.other
    WHERE s.country <> t.country
)
SELECT "day", source, target, count(*) AS events, count(*) FILTER (has_date) AS dated,
       count(*) FILTER (intensity > 0) AS cooperation, count(*) FILTER (intensity < 0) AS conflict,
       coalesce(sum(intensity), 0) AS intensity, list(id ORDER BY id) AS happenings
FROM dyads
GROUP BY "day", source, target
""",
    ),
    View(
        "verdicts",
        "What counts of the corrections: of each record or document the last verdict, of each field the last value.",
        (
            Column("target", TEXT, "id of the record or document"),
            Column("verdict", TEXT, "wrong, right or changed"),
            Column("fields", "MAP(VARCHAR, JSON)", "the changed fields with their values, NULL if none"),
        ),
        """
WITH said AS (SELECT target, arg_max(verdict, number) AS verdict FROM corrections GROUP BY target),
latest AS (
    SELECT target, field, arg_max("value", number)::JSON AS "value"
    FROM corrections WHERE field IS NOT NULL GROUP BY target, field
),
changed AS (SELECT target, map(list(field), list("value")) AS fields FROM latest GROUP BY target)
SELECT said.target, said.verdict, changed.fields FROM said LEFT JOIN changed ON changed.target = said.target
""",
    ),
    View(
        "events_corrected",
        _ABOUT.format("Events"),
        (
            DOCUMENT,
            ID,
            Column("type", TEXT, "PLOVER event type"),
            Column("modes", TEXTS, "PLOVER modes"),
            Column("contexts", TEXTS, "PLOVER contexts"),
            Column("status", TEXT, "as `events.status`"),
            Column("actors", TEXTS, "ids of the actors"),
            Column("recipients", TEXTS, "ids of the recipients"),
            Column("date_start", "DATE", "first day, NULL if unknown"),
            Column("date_end", "DATE", "last day, inclusive"),
            Column("killed_low", "BIGINT", "killed, at least"),
            Column("killed_high", "BIGINT", "killed, at most"),
            Column("injured_low", "BIGINT", "injured, at least"),
            Column("injured_high", "BIGINT", "injured, at most"),
            Column("words", TEXT, "the words that name the event"),
            START,
            END,
            Column("place", TEXT, "canonical name of the place"),
            Column("country", TEXT, "country of the place, ISO 3166 alpha-3"),
            _CORRECTED,
        ),
        """
WITH sides AS (
    SELECT document, event, list(actor ORDER BY number) FILTER (role = 'actor') AS actors,
           list(actor ORDER BY number) FILTER (role = 'recipient') AS recipients
    FROM event_actors GROUP BY document, event
)
SELECT e.document, e.id,
       if(fields['type'] IS NULL, e.type, fields['type'] ->> '$') AS "type",
       if(fields['modes'] IS NULL, e.modes, fields['modes']::VARCHAR[]) AS "modes",
       if(fields['contexts'] IS NULL, e.contexts, fields['contexts']::VARCHAR[]) AS "contexts",
       if(fields['status'] IS NULL, e.status, fields['status'] ->> '$') AS "status",
       if(fields['actors'] IS NULL, coalesce(s.actors, []), fields['actors']::VARCHAR[]) AS "actors",
       if(fields['recipients'] IS NULL, coalesce(s.recipients, []), fields['recipients']::VARCHAR[]) AS "recipients",
       if(fields['date_start'] IS NULL, e.date_start, (fields['date_start'] ->> '$')::DATE) AS "date_start",
       if(fields['date_end'] IS NULL, e.date_end, (fields['date_end'] ->> '$')::DATE) AS "date_end",
       if(fields['killed_low'] IS NULL, e.killed_low, (fields['killed_low'] ->> '$')::BIGINT) AS "killed_low",
       if(fields['killed_high'] IS NULL, e.killed_high, (fields['killed_high'] ->> '$')::BIGINT) AS "killed_high",
       if(fields['injured_low'] IS NULL, e.injured_low, (fields['injured_low'] ->> '$')::BIGINT) AS "injured_low",
       if(fields['injured_high'] IS NULL, e.injured_high, (fields['injured_high'] ->> '$')::BIGINT) AS "injured_high",
       e.words, e.start_char, e.end_char, e.place, e.country, coalesce(v.verdict, d.verdict) AS corrected
FROM events e
LEFT JOIN sides s ON s.document = e.document AND s.event = e.id
LEFT JOIN verdicts v ON v.target = e.id
LEFT JOIN (SELECT target, verdict FROM verdicts) d ON d.target = e.document
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong'
""",
    ),
    View(
        "statements_corrected",
        _ABOUT.format("Statements"),
        (
            DOCUMENT,
            ID,
            Column("type", TEXT, "direct, mixed or indirect"),
            Column("stance", TEXT, "what the speaker does with the content"),
            Column("speakers", TEXTS, "ids of the actors who speak"),
            Column("addressees", TEXTS, "ids of the actors who are spoken to"),
            Column("date_start", "DATE", "first day, NULL if unknown"),
            Column("date_end", "DATE", "last day, inclusive"),
            Column("words", TEXT, "the content, its parts joined by an ellipsis"),
            START,
            END,
            Column("cue", TEXT, "the words that make it a statement"),
            _CORRECTED,
        ),
        """
WITH sides AS (
    SELECT document, statement, list(actor ORDER BY number) FILTER (role = 'speaker') AS speakers,
           list(actor ORDER BY number) FILTER (role = 'addressee') AS addressees
    FROM statement_actors GROUP BY document, statement
)
SELECT t.document, t.id,
       if(fields['type'] IS NULL, t.type, fields['type'] ->> '$') AS "type",
       if(fields['stance'] IS NULL, t.stance, fields['stance'] ->> '$') AS "stance",
       if(fields['speakers'] IS NULL, coalesce(s.speakers, []), fields['speakers']::VARCHAR[]) AS "speakers",
       if(fields['addressees'] IS NULL, coalesce(s.addressees, []), fields['addressees']::VARCHAR[]) AS "addressees",
       if(fields['date_start'] IS NULL, t.date_start, (fields['date_start'] ->> '$')::DATE) AS "date_start",
       if(fields['date_end'] IS NULL, t.date_end, (fields['date_end'] ->> '$')::DATE) AS "date_end",
       t.words, t.start_char, t.end_char, t.cue, coalesce(v.verdict, d.verdict) AS corrected
FROM statements t
LEFT JOIN sides s ON s.document = t.document AND s.statement = t.id
LEFT JOIN verdicts v ON v.target = t.id
LEFT JOIN (SELECT target, verdict FROM verdicts) d ON d.target = t.document
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong'
""",
    ),
    View(
        "claims_corrected",
        _ABOUT.format("Claims"),
        (
            DOCUMENT,
            ID,
            Column("proposition", TEXT, "the fullest wording"),
            START,
            END,
            Column("kind", TEXT, "factual, evaluative, proposal or prediction"),
            Column("status", TEXT, "disputed, one_sided, uncontested, author_voice, rejected"),
            Column("event", TEXT, "id of the event that the claim is about"),
            _CORRECTED,
        ),
        """
SELECT c.document, c.id, c.proposition, c.start_char, c.end_char,
       if(fields['kind'] IS NULL, c.kind, fields['kind'] ->> '$') AS "kind",
       if(fields['status'] IS NULL, c.status, fields['status'] ->> '$') AS "status",
       c.event, coalesce(v.verdict, d.verdict) AS corrected
FROM claims c
LEFT JOIN verdicts v ON v.target = c.id
LEFT JOIN (SELECT target, verdict FROM verdicts) d ON d.target = c.document
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong'
""",
    ),
    View(
        "agreements_corrected",
        _ABOUT.format("Agreements"),
        (
            DOCUMENT,
            ID,
            Column("name", TEXT, "fullest wording"),
            Column("parties", TEXTS, "ids of the actors it binds"),
            START,
            END,
            _CORRECTED,
        ),
        """
SELECT g.document, g.id, g.name,
       if(fields['parties'] IS NULL, g.parties, fields['parties']::VARCHAR[]) AS "parties",
       g.start_char, g.end_char, coalesce(v.verdict, d.verdict) AS corrected
FROM agreements g
LEFT JOIN verdicts v ON v.target = g.id
LEFT JOIN (SELECT target, verdict FROM verdicts) d ON d.target = g.document
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong'
""",
    ),
)
"""Every view: a question that many ask, answered under a name. One that reads another stands after it."""
