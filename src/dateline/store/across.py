"""The tables about many reports together: derived from the reports' own, but for corrections."""

from __future__ import annotations

from typing import Final

from dateline.store.tables import CONFIDENCE, DOCUMENT, END, ID, START, TEXT, TEXTS, Column, Table, View

_HAPPENING: Final = Column("happening", TEXT, "id of the happening")
_PROPOSITION: Final = Column("proposition", TEXT, "id of the proposition")
_DEAL: Final = Column("deal", TEXT, "id of the deal")

ACROSS: Final[tuple[Table, ...]] = (
    Table(
        "stories",
        "Reports of the same happening or train of happenings, over days.",
        (
            ID,
            Column("headline", TEXT, "headline of the report that has most in common with the others"),
            Column("first_day", "DATE", "day of the first report"),
            Column("last_day", "DATE", "day of the last report"),
            Column("documents", "INTEGER", "number of reports"),
            Column("sources", "INTEGER", "number of independent reports: copies of one text count once"),
        ),
    ),
    Table(
        "story_documents",
        "The reports of each story.",
        (
            Column("story", TEXT, "id of the story"),
            DOCUMENT,
            Column("source", TEXT, "id of the earliest of those that are copies of one text"),
        ),
    ),
    Table(
        "story_words",
        "The words of each report by which its story is found, the heaviest ones.",
        (
            DOCUMENT,
            Column("published", "DATE", "day of publication"),
            Column("words", TEXTS, "stems"),
            Column("weights", "DOUBLE[]", "their weights, of length 1 together"),
        ),
    ),
    Table(
        "happenings",
        "What happened, once, however many reports tell it; of values that differ, those that a stated rule chooses.",
        (
            ID,
            Column("story", TEXT, "id of the story"),
            Column("type", TEXT, "PLOVER event type"),
            Column("modes", TEXTS, "PLOVER modes"),
            Column("contexts", TEXTS, "PLOVER contexts"),
            Column("status", TEXT, "as `events.status`"),
            Column("date_start", "DATE", "first day, NULL if unknown"),
            Column("date_end", "DATE", "last day, inclusive"),
            Column("actors", TEXTS, "ids of the actors"),
            Column("recipients", TEXTS, "ids of the recipients"),
            Column("place", TEXT, "canonical name of the place"),
            Column("latitude", "DOUBLE", "degrees, WGS 84"),
            Column("longitude", "DOUBLE", "degrees, WGS 84"),
            Column("geonameid", "BIGINT", "GeoNames id"),
            Column("country", TEXT, "country of the place, ISO 3166 alpha-3"),
            Column("killed_low", "BIGINT", "killed, at least"),
            Column("killed_high", "BIGINT", "killed, at most"),
            Column("injured_low", "BIGINT", "injured, at least"),
            Column("injured_high", "BIGINT", "injured, at most"),
            Column("words", TEXT, "the words of the fullest telling that name it"),
            Column("reports", "INTEGER", "number of reports that tell it"),
            Column("witnesses", "INTEGER", "number of independent reports that tell it"),
            Column("first_reported", "DATE", "day of the first report"),
            Column("last_reported", "DATE", "day of the last report"),
            Column("denied_by", TEXTS, "ids of the actors who deny it"),
            Column("intensity", "DOUBLE", "PLOVER's table, -10 to +10"),
            CONFIDENCE,
        ),
    ),
    Table(
        "witnesses",
        "The tellings of each happening: the events of single reports.",
        (
            _HAPPENING,
            DOCUMENT,
            Column("event", TEXT, "id of the event in the report"),
            Column("source", TEXT, "id of the earliest of those that are copies of one text"),
        ),
    ),
    Table(
        "happening_details",
        "What the tellings say of a happening, value by value: where they differ, all values stand here.",
        (
            _HAPPENING,
            Column("field", TEXT, "status, date, place, actors, recipients, killed or injured"),
            Column("value", TEXT, "the value, as text"),
            Column("documents", TEXTS, "ids of the reports that say so"),
            Column("witnesses", "INTEGER", "number of independent reports that say so"),
            Column("chosen", "BOOLEAN", "it is the one that `happenings` shows"),
        ),
    ),
    Table(
        "propositions",
        "Claims across reports: one proposition however often, and over whatever time, it is worded.",
        (
            ID,
            Column("wording", TEXT, "the fullest wording"),
            Column("kind", TEXT, "factual, evaluative, proposal or prediction"),
            Column("status", TEXT, "disputed, one_sided, uncontested, author_voice, rejected"),
            Column("first_said", "DATE", "day of the first report of it"),
            Column("last_said", "DATE", "day of the last report of it"),
            Column("happening", TEXT, "id of the happening that it is about"),
            Column("documents", "INTEGER", "number of reports that have it"),
            Column(
                "sources",
                "INTEGER",
                "number of independent reports that have it: copies of one text count once",
            ),
            CONFIDENCE,
        ),
    ),
    Table(
        "wordings",
        "What each claim of a report says, in a form in which claims of different reports can be compared.",
        (
            _PROPOSITION,
            DOCUMENT,
            Column("claim", TEXT, "id of the claim in the report"),
            Column("published", "DATE", "day of the report"),
            Column("text", TEXT, "the wording"),
            Column("kind", TEXT, "as `claims.kind`"),
            Column("negated", "BOOLEAN", "it says that something is not so"),
            Column("words", TEXTS, "stems of its content words"),
            Column("predicates", TEXTS, "those of them that head what it says"),
            Column("named", TEXTS, "ids of the actors and names that it names"),
            Column("figures", TEXTS, "numbers with what they count"),
            Column("subjects", TEXTS, "who does it, or of whom it is said"),
            Column("single", "BOOLEAN", "it is about one happening, not a state of things"),
            CONFIDENCE,
        ),
    ),
    Table(
        "positions",
        "Who held what about a proposition, and when: one row a party, report and stance.",
        (
            _PROPOSITION,
            Column("actor", TEXT, "id of the actor, NULL for the report's own voice"),
            Column("stance", TEXT, "what the party holds"),
            Column("day", "DATE", "day on which it said so, else of the report"),
            DOCUMENT,
            Column("claim", TEXT, "id of the claim in the report"),
            Column("words", TEXT, "the words in which it holds it"),
            Column("reported_by", TEXT, "id of the actor through whose mouth alone it is known"),
            Column("changed", "BOOLEAN", "it held the opposite before"),
        ),
    ),
    Table(
        "deals",
        "Agreements across reports, with what became of them.",
        (
            ID,
            Column("name", TEXT, "the name most used"),
            Column("aliases", TEXTS, "its other names"),
            Column("parties", TEXTS, "ids of the actors it binds"),
            Column("status", TEXT, "the last step that is not disputed: proposed, signed, scrapped ..."),
            Column("status_since", "DATE", "day of that step"),
            Column("disputed", "BOOLEAN", "somebody denies the last step, or tells another"),
            Column("first_seen", "DATE", "day of the first report that names it"),
            Column("last_seen", "DATE", "day of the last report that names it"),
        ),
    ),
    Table(
        "deal_mentions",
        "The agreements of single reports that are one deal.",
        (
            _DEAL,
            DOCUMENT,
            Column("agreement", TEXT, "id of the agreement in the report"),
            Column("name", TEXT, "the fullest words for it there"),
            Column("block", TEXT, "what it is known by; of one deal only where reports are near in time"),
            Column("parties", TEXTS, "ids of the actors that it is said to bind"),
            Column("published", "DATE", "day of the report"),
        ),
    ),
    Table(
        "deal_steps",
        "What became of each deal, step by step, with who says so.",
        (
            _DEAL,
            Column("kind", TEXT, "proposed, talks, signed, ratified, in_force, breached, suspended ..."),
            Column("date_start", "DATE", "first day of the step, NULL if unknown"),
            Column("date_end", "DATE", "last day"),
            DOCUMENT,
            Column("event", TEXT, "id of the event in the report"),
            _HAPPENING,
            Column("actors", TEXTS, "ids of the actors who took it"),
            Column("words", TEXT, "the words"),
            Column("said_by", TEXTS, "ids of the actors on whose word alone it is known"),
            Column("denied_by", TEXTS, "ids of the actors who deny it"),
        ),
    ),
    Table(
        "pending",
        "Reports that were added or replaced since the tables across reports were last brought up to date.",
        (DOCUMENT,),
    ),
    Table(
        "changes",
        "What was added, altered or withdrawn, in the order in which it was.",
        (
            Column("number", "BIGINT", "running number, from 1"),
            Column("changed_at", "TIMESTAMP", "when, UTC"),
            Column("what", TEXT, "added, altered or withdrawn"),
            Column(
                "kind",
                TEXT,
                "document, event, statement, claim, agreement, happening, proposition, deal, story",
            ),
            ID,
            Column("document", TEXT, "id of the document, NULL for records across reports"),
        ),
    ),
    Table(
        "corrections",
        "What users found wrong or right, kept apart from the machine's output; the last one of a field counts.",
        (
            Column("number", "BIGINT", "running number, from 1"),
            Column("corrected_at", "TIMESTAMP", "when, UTC"),
            Column("target", TEXT, "id of the record"),
            Column("document", TEXT, "id of the document, NULL for records across reports"),
            Column("verdict", TEXT, "wrong, right or changed"),
            Column("field", TEXT, "the field, NULL for the whole record"),
            Column("value", TEXT, "the right value, as JSON"),
            Column("why", TEXT, "the reason given"),
            Column("corrected_by", TEXT, "who corrected it"),
        ),
    ),
)
"""Every table about many reports."""

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
       coalesce(sum(intensity), 0) AS intensity
FROM dyads
GROUP BY "day", source, target
""",
    ),
    View(
        "events_corrected",
        "Events as users corrected them: without those marked wrong, changed fields with their new values.",
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
            Column("corrected", TEXT, "right or changed, NULL where nobody said anything"),
        ),
        """
WITH verdicts AS (SELECT target, arg_max(verdict, number) AS verdict FROM corrections GROUP BY target),
latest AS (
    SELECT target, field, arg_max("value", number)::JSON AS "value"
    FROM corrections WHERE field IS NOT NULL GROUP BY target, field
),
changed AS (SELECT target, map(list(field), list("value")) AS fields FROM latest GROUP BY target),
sides AS (
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
       e.words, e.start_char, e.end_char, e.place, e.country, v.verdict AS corrected
FROM events e
LEFT JOIN sides s ON s.document = e.document AND s.event = e.id
LEFT JOIN changed c ON c.target = e.id
LEFT JOIN verdicts v ON v.target = e.id
WHERE v.verdict IS DISTINCT FROM 'wrong'
""",
    ),
)
"""Every view: a question that many ask, answered under a name."""
