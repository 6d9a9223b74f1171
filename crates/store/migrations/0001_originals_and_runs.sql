-- What a file said, byte for byte (the bytes themselves lie beside the database, named by their hash),
-- and what one engine version made of it.
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY,
    n_bytes BIGINT NOT NULL,
    n_stored_bytes BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    added_at_unix_ms BIGINT NOT NULL,
    engine_version TEXT NOT NULL,
    outcome TEXT NOT NULL
);

CREATE TABLE run (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES original (sha256),
    session_idx BIGINT NOT NULL,
    -- Day, start and id in one text of fixed width: one index serves spans of days, order and paging.
    list_key TEXT NOT NULL UNIQUE,
    start_unix_ms BIGINT,
    day TEXT,
    sport TEXT,
    distance_m DOUBLE PRECISION,
    timer_s DOUBLE PRECISION,
    -- The same run from another file, which is the one that counts.
    duplicate_of TEXT REFERENCES run (id),
    summary TEXT NOT NULL,
    UNIQUE (sha256, session_idx)
);

CREATE INDEX run_by_start ON run (start_unix_ms);
CREATE INDEX run_by_duplicate_of ON run (duplicate_of);
