-- What was decided, with everything it was decided from: input and output are compressed documents.
-- BYTEA is PostgreSQL's word; SQLite keeps a blob under any declared type.
CREATE TABLE decision (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at_unix_ms BIGINT NOT NULL,
    rule_set TEXT NOT NULL,
    engine_version TEXT NOT NULL,
    input BYTEA NOT NULL,
    output BYTEA NOT NULL
);
