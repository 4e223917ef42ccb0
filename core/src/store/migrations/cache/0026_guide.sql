CREATE TABLE guide (               -- what is broadcast when: one row for each edition
    edition             TEXT PRIMARY KEY,
    zone                TEXT NOT NULL               -- of its clock times, as the site says it
) STRICT;

CREATE TABLE broadcast (           -- an entry of a guide
    edition             TEXT NOT NULL,
    start_at            INTEGER NOT NULL,
    place               INTEGER NOT NULL,           -- from 0, in the order of the guide
    end_at              INTEGER,                    -- null if the guide does not say it
    title               TEXT NOT NULL,
    episode             INTEGER,
    link                TEXT,                       -- address of its page
    PRIMARY KEY (edition, start_at, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE live_stream (         -- where the live stream of an edition can be played
    edition             TEXT PRIMARY KEY,
    addresses           TEXT NOT NULL               -- JSON: in the order to try
) STRICT;
