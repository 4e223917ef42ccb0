CREATE TABLE data_used (               -- how much data was used: one row for each day and kind
    day                 TEXT NOT NULL, -- the calendar day on this device, such as 2026-11-30
    kind                TEXT NOT NULL, -- listings, texts, pictures
    bytes               INTEGER NOT NULL,  -- on the wire, with what is reserved for requests that run
    PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE picture_failure (         -- the pictures of items that a sync could not fetch
    address             TEXT PRIMARY KEY,
    failures            INTEGER NOT NULL,  -- in a row
    retry_at            INTEGER NOT NULL   -- milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;
CREATE INDEX picture_failure_retry ON picture_failure (retry_at);
