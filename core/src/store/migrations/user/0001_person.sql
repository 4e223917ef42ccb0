CREATE TABLE owner (               -- one row: the catalogue this file belongs to
    catalog             TEXT NOT NULL
) STRICT;

CREATE TABLE read_mark (           -- what a person read; by key, so that it outlives the cache
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    read_at             INTEGER NOT NULL,  -- milliseconds since 1970, UTC
    PRIMARY KEY (edition, kind, remote_id)
) STRICT;

CREATE TABLE chosen_edition (      -- at most one row: the edition a person chose
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    edition             TEXT NOT NULL,
    chosen_at           INTEGER NOT NULL   -- milliseconds since 1970, UTC
) STRICT;
