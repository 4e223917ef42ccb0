CREATE TABLE episode (             -- an episode of a programme that can be played
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, -- the programme
    place               INTEGER NOT NULL,           -- from 0, in the order of the site
    number              INTEGER,                    -- null if the site does not say it
    title               TEXT,
    picture             TEXT,                       -- address of its still
    addresses           TEXT NOT NULL,              -- JSON: where it can be played, in the order to try
    published_at        INTEGER,                    -- null if the site does not say it
    published_source    TEXT,                       -- as of items
    published_precision TEXT,
    PRIMARY KEY (item_id, place)
) STRICT, WITHOUT ROWID;
