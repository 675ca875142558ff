-- Schema 4: the tables for searching, as they were when it was released. A step never changes.
CREATE TABLE passages (
    "number" INTEGER,
    "document" VARCHAR,
    "kind" VARCHAR,
    "id" VARCHAR,
    "day" DATE,
    "words" VARCHAR,
    "beside" VARCHAR,
    "length" INTEGER
);
CREATE TABLE terms (
    "stem" VARCHAR,
    "kind" VARCHAR,
    "passages" INTEGER[],
    "weights" UTINYINT[],
    "packed" BOOLEAN
);
CREATE TABLE senses (
    "passage" INTEGER,
    "model" VARCHAR,
    "vector" BLOB,
    "code0" BIGINT,
    "code1" BIGINT,
    "code2" BIGINT,
    "code3" BIGINT
);
