CREATE TABLE picture (             -- one row for each file of a picture, in the folder pictures
    hash                BLOB PRIMARY KEY,            -- SHA-256 of its content; in hex, the name of its file
    content_type        TEXT NOT NULL,               -- image/gif, image/jpeg, image/png, image/webp
    bytes               INTEGER NOT NULL,
    shown_at            INTEGER NOT NULL             -- when a shell asked for it last
) STRICT, WITHOUT ROWID;

-- The pictures, least recently shown first.
CREATE INDEX picture_shown ON picture (shown_at, bytes);

CREATE TABLE picture_address (     -- which picture stands at an address
    address             TEXT PRIMARY KEY,
    hash                BLOB NOT NULL,               -- its row in picture may be gone, to save room
    width               INTEGER NOT NULL,            -- in pixels
    height              INTEGER NOT NULL,
    fetched_at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX picture_address_hash ON picture_address (hash);
CREATE INDEX picture_address_fetched ON picture_address (fetched_at);
