-- Schema 4: the tables across reports, as they were when it was released. A step never changes.
CREATE INDEX IF NOT EXISTS "shingles_hash" ON shingles ("hash");
CREATE TABLE stories (
    "id" VARCHAR,
    "headline" VARCHAR,
    "first_day" DATE,
    "last_day" DATE,
    "documents" INTEGER,
    "sources" INTEGER
);
CREATE TABLE story_documents (
    "story" VARCHAR,
    "document" VARCHAR,
    "source" VARCHAR
);
CREATE TABLE story_words (
    "document" VARCHAR,
    "published" DATE,
    "words" VARCHAR[],
    "weights" DOUBLE[]
);
CREATE TABLE happenings (
    "id" VARCHAR,
    "story" VARCHAR,
    "type" VARCHAR,
    "modes" VARCHAR[],
    "contexts" VARCHAR[],
    "status" VARCHAR,
    "date_start" DATE,
    "date_end" DATE,
    "actors" VARCHAR[],
    "recipients" VARCHAR[],
    "place" VARCHAR,
    "latitude" DOUBLE,
    "longitude" DOUBLE,
    "geonameid" BIGINT,
    "country" VARCHAR,
    "killed_low" BIGINT,
    "killed_high" BIGINT,
    "injured_low" BIGINT,
    "injured_high" BIGINT,
    "words" VARCHAR,
    "reports" INTEGER,
    "witnesses" INTEGER,
    "first_reported" DATE,
    "last_reported" DATE,
    "denied_by" VARCHAR[],
    "intensity" DOUBLE,
    "confidence" DOUBLE
);
CREATE TABLE witnesses (
    "happening" VARCHAR,
    "document" VARCHAR,
    "event" VARCHAR,
    "source" VARCHAR,
    "story" VARCHAR,
    "part" VARCHAR
);
CREATE TABLE happening_keys (
    "part" VARCHAR,
    "key" VARCHAR
);
CREATE TABLE happening_details (
    "happening" VARCHAR,
    "field" VARCHAR,
    "value" VARCHAR,
    "documents" VARCHAR[],
    "witnesses" INTEGER,
    "chosen" BOOLEAN,
    "agrees" BOOLEAN
);
CREATE TABLE happening_turns (
    "happening" VARCHAR,
    "document" VARCHAR,
    "day" DATE,
    "what" VARCHAR,
    "actor" VARCHAR,
    "field" VARCHAR,
    "value" VARCHAR,
    "words" VARCHAR
);
CREATE TABLE propositions (
    "id" VARCHAR,
    "wording" VARCHAR,
    "kind" VARCHAR,
    "status" VARCHAR,
    "first_said" DATE,
    "last_said" DATE,
    "happening" VARCHAR,
    "documents" INTEGER,
    "sources" INTEGER,
    "confidence" DOUBLE
);
CREATE TABLE wordings (
    "proposition" VARCHAR,
    "document" VARCHAR,
    "claim" VARCHAR,
    "published" DATE,
    "text" VARCHAR,
    "kind" VARCHAR,
    "negated" BOOLEAN,
    "words" VARCHAR[],
    "predicates" VARCHAR[],
    "named" VARCHAR[],
    "figures" VARCHAR[],
    "subjects" VARCHAR[],
    "single" BOOLEAN,
    "confidence" DOUBLE,
    "context" VARCHAR[],
    "traits" VARCHAR[],
    "holders" VARCHAR[],
    "deniers" VARCHAR[],
    "around" VARCHAR[],
    "told" DATE
);
CREATE TABLE contradictions (
    "document" VARCHAR,
    "claim" VARCHAR,
    "relation" VARCHAR,
    "other_document" VARCHAR,
    "other_claim" VARCHAR,
    "reason" VARCHAR
);
CREATE TABLE positions (
    "proposition" VARCHAR,
    "actor" VARCHAR,
    "stance" VARCHAR,
    "day" DATE,
    "document" VARCHAR,
    "claim" VARCHAR,
    "words" VARCHAR,
    "reported_by" VARCHAR,
    "changed" BOOLEAN
);
CREATE TABLE deals (
    "id" VARCHAR,
    "name" VARCHAR,
    "aliases" VARCHAR[],
    "parties" VARCHAR[],
    "status" VARCHAR,
    "status_since" DATE,
    "disputed" BOOLEAN,
    "first_seen" DATE,
    "last_seen" DATE
);
CREATE TABLE deal_mentions (
    "deal" VARCHAR,
    "document" VARCHAR,
    "agreement" VARCHAR,
    "name" VARCHAR,
    "block" VARCHAR,
    "parties" VARCHAR[],
    "published" DATE
);
CREATE TABLE deal_steps (
    "deal" VARCHAR,
    "kind" VARCHAR,
    "date_start" DATE,
    "date_end" DATE,
    "document" VARCHAR,
    "event" VARCHAR,
    "happening" VARCHAR,
    "actors" VARCHAR[],
    "words" VARCHAR,
    "said_by" VARCHAR[],
    "denied_by" VARCHAR[]
);
CREATE TABLE pending (
    "document" VARCHAR
);
CREATE TABLE changes (
    "number" BIGINT,
    "changed_at" TIMESTAMP,
    "what" VARCHAR,
    "kind" VARCHAR,
    "id" VARCHAR,
    "document" VARCHAR,
    "correction" BIGINT,
    "replaced_by" VARCHAR
);
CREATE TABLE corrections (
    "number" BIGINT,
    "corrected_at" TIMESTAMP,
    "target" VARCHAR,
    "document" VARCHAR,
    "verdict" VARCHAR,
    "field" VARCHAR,
    "value" VARCHAR,
    "why" VARCHAR,
    "corrected_by" VARCHAR
);
ALTER TABLE claim_parties ADD COLUMN start_char INTEGER;
ALTER TABLE claim_parties ADD COLUMN end_char INTEGER;
ALTER TABLE events ADD COLUMN place_precision VARCHAR;
CREATE VIEW "dyads_daily" AS WITH countries AS (SELECT DISTINCT id, unnest(country) AS country FROM actors),
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
GROUP BY "day", source, target;
CREATE VIEW "verdicts" AS WITH said AS (SELECT target, arg_max(verdict, number) AS verdict FROM corrections GROUP BY target),
latest AS (
    SELECT target, field, arg_max("value", number)::JSON AS "value"
    FROM corrections WHERE field IS NOT NULL GROUP BY target, field
),
changed AS (SELECT target, map(list(field), list("value")) AS fields FROM latest GROUP BY target)
SELECT said.target, said.verdict, changed.fields FROM said LEFT JOIN changed ON changed.target = said.target;
CREATE VIEW "events_corrected" AS WITH sides AS (
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
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong';
CREATE VIEW "statements_corrected" AS WITH sides AS (
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
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong';
CREATE VIEW "claims_corrected" AS SELECT c.document, c.id, c.proposition, c.start_char, c.end_char,
       if(fields['kind'] IS NULL, c.kind, fields['kind'] ->> '$') AS "kind",
       if(fields['status'] IS NULL, c.status, fields['status'] ->> '$') AS "status",
       c.event, coalesce(v.verdict, d.verdict) AS corrected
FROM claims c
LEFT JOIN verdicts v ON v.target = c.id
LEFT JOIN (SELECT target, verdict FROM verdicts) d ON d.target = c.document
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong';
CREATE VIEW "agreements_corrected" AS SELECT g.document, g.id, g.name,
       if(fields['parties'] IS NULL, g.parties, fields['parties']::VARCHAR[]) AS "parties",
       g.start_char, g.end_char, coalesce(v.verdict, d.verdict) AS corrected
FROM agreements g
LEFT JOIN verdicts v ON v.target = g.id
LEFT JOIN (SELECT target, verdict FROM verdicts) d ON d.target = g.document
WHERE coalesce(v.verdict, d.verdict) IS DISTINCT FROM 'wrong';
