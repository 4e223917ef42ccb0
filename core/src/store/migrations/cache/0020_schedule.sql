-- When a resource may be requested, beside the time at which it is due.
ALTER TABLE resource ADD COLUMN not_before INTEGER;   -- until when its last answer is fresh; null if unknown
ALTER TABLE resource ADD COLUMN moved_from TEXT;      -- an address of it that redirects for ever
ALTER TABLE resource ADD COLUMN moved_to TEXT;        -- where that leads
ALTER TABLE resource ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;      -- how often it led there in a row
ALTER TABLE resource ADD COLUMN moved_at INTEGER;     -- when the last of these counted
ALTER TABLE resource ADD COLUMN gone_count INTEGER NOT NULL DEFAULT 0; -- of a listing: 410 since it last came
ALTER TABLE resource ADD COLUMN gone_since INTEGER;   -- the first of these
ALTER TABLE resource ADD COLUMN gone_at INTEGER;      -- the last of these

CREATE TABLE schedule (            -- what decides when a section is requested in the background
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    asked_at            INTEGER,                     -- when a sync requested its listing last
    answered_at         INTEGER,                     -- when its listing came last, or a 304
    changed_at          INTEGER,                     -- when its listing had something new last
    usual_gap           INTEGER,                     -- between two such times, in ms; null before two
    failures            INTEGER NOT NULL DEFAULT 0,  -- syncs in a row in which no listing gave rows
    is_unfinished       INTEGER NOT NULL DEFAULT 0,  -- 1 until the pages of the last sync were requested
    hint_at             INTEGER,                     -- when a push makes it due; null if none did since then
    hinted_at           INTEGER,                     -- when a push made it due last
    PRIMARY KEY (edition, section)
) STRICT;

CREATE TABLE host_failure (        -- hosts that did not answer when they were asked last
    name                TEXT PRIMARY KEY,
    failures            INTEGER NOT NULL,            -- syncs in a row
    failed_at           INTEGER NOT NULL
) STRICT;

CREATE TABLE device (              -- one row
    seed                INTEGER NOT NULL             -- spreads the requests of many devices over time
) STRICT;

INSERT INTO device (seed) VALUES (random());
