CREATE TABLE seen_episodes (       -- the episodes of a followed programme that a person knows
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    numbers             TEXT NOT NULL,     -- JSON: ranges of numbers, [[1, 120], [500, 500]]
    names               TEXT NOT NULL,     -- JSON: hashes of their paths
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

-- A reminder of a broadcast has its times; null in one of something else.
ALTER TABLE reminder ADD COLUMN start_at INTEGER;
ALTER TABLE reminder ADD COLUMN end_at INTEGER;
