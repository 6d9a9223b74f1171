-- What the runner said, did or allowed, in the order it was said. Rows are only added: a correction is a new
-- row that names the one it replaces, and UNIQUE keeps every history a line, never a fork.
CREATE TABLE event (
    seq BIGINT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    at_unix_ms BIGINT NOT NULL,
    replaces TEXT UNIQUE REFERENCES event (id),
    document TEXT NOT NULL
);

CREATE INDEX event_by_kind ON event (kind, seq);
