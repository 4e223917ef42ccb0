CREATE TABLE owner (               -- one row: the catalogue this file belongs to
    catalog             TEXT NOT NULL
) STRICT;

CREATE TABLE item (                -- one row per thing the site lists, in however many sections
    id                  INTEGER PRIMARY KEY,
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,     -- the id space: article, series, film, …
    remote_id           TEXT NOT NULL,     -- the site's own; unique only within edition and kind
    number              INTEGER NOT NULL,  -- remote_id as a number, 0 where it is none: orders equal dates
    title               TEXT,              -- as listed; null until its page gives one
    picture             TEXT,              -- address of the full picture
    published_at        INTEGER NOT NULL,  -- milliseconds since 1970, UTC
    published_source    TEXT NOT NULL,     -- meta, stamp, picture, first_seen
    published_precision TEXT NOT NULL,     -- minute, day
    first_seen_at       INTEGER NOT NULL,  -- milliseconds since 1970, UTC
    removed_at          INTEGER,           -- when the site was found to have taken it away
    UNIQUE (edition, kind, remote_id)
) STRICT;

CREATE INDEX item_newest ON item (edition, published_at DESC, number DESC, id DESC);

CREATE TABLE listed (              -- which item stands in which section
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    section             TEXT NOT NULL,
    PRIMARY KEY (item_id, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE page (                -- what the last answer for an item's page was, and whether it could be read
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    etag                TEXT,
    last_modified       TEXT,
    bytes               INTEGER NOT NULL,  -- of the body on the wire
    checked_at          INTEGER NOT NULL,  -- when the site last confirmed it
    parser              INTEGER NOT NULL,  -- the version of the parser that read it
    readable            INTEGER NOT NULL,  -- 0 where no text was found in it
    stale               INTEGER NOT NULL   -- 1 where the item's row changed since
) STRICT;

CREATE TABLE article (             -- the text of a page
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    revision            INTEGER NOT NULL,  -- 1 for the first text seen
    hash                BLOB NOT NULL,     -- SHA-256 of what is shown
    title               TEXT,
    lead                TEXT,
    language            TEXT NOT NULL,
    direction           TEXT NOT NULL,     -- ltr, rtl
    blocks              TEXT NOT NULL,     -- JSON, as the model writes it
    related             TEXT NOT NULL      -- JSON, as the model writes it
) STRICT;

CREATE TABLE revision (            -- earlier texts of a page
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    revision            INTEGER NOT NULL,
    replaced_at         INTEGER NOT NULL,
    title               TEXT,
    lead                TEXT,
    blocks              TEXT NOT NULL,
    PRIMARY KEY (item_id, revision)
) STRICT;

CREATE TABLE listing (             -- where a section was found, and what its last answer was
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    candidate           TEXT NOT NULL,     -- the listing of the catalogue that yields rows
    base                TEXT NOT NULL,     -- the base address that answered
    etag                TEXT,
    last_modified       TEXT,
    hash                BLOB NOT NULL,     -- SHA-256 of the first page's body
    bytes               INTEGER NOT NULL,  -- of the body on the wire
    checked_at          INTEGER NOT NULL,  -- when the site last confirmed it
    complete            INTEGER NOT NULL,  -- 0 where rows may be missing behind its first pages
    PRIMARY KEY (edition, section)
) STRICT;

CREATE TABLE host (                -- hosts that asked us to wait
    name                TEXT PRIMARY KEY,
    wait_until          INTEGER NOT NULL   -- milliseconds since 1970, UTC
) STRICT;
