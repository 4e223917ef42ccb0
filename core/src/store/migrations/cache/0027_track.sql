CREATE TABLE track (               -- a track of an album
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, -- the album
    place               INTEGER NOT NULL,           -- from 0, in the order of the site
    value               TEXT NOT NULL,              -- JSON
    PRIMARY KEY (item_id, place)
) STRICT, WITHOUT ROWID;
