-- Marks: what a person did. Each is a value and the time of its last change, in milliseconds since 1970, UTC.
-- Of two values of one mark the later one counts. All refer by key, so that they outlive the cache.

ALTER TABLE read_mark ADD COLUMN unknown TEXT;       -- JSON: fields that a later version exported, or null
ALTER TABLE chosen_edition ADD COLUMN unknown TEXT;

CREATE TABLE saved (               -- what a person saved, with a copy that outlives the cache
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    saved_at            INTEGER NOT NULL,  -- lists are in this order
    hash                BLOB,              -- of the text, as the cache had it; null without one
    title               TEXT,
    lead                TEXT,
    link                TEXT NOT NULL,
    language            TEXT NOT NULL,     -- BCP 47
    direction           TEXT NOT NULL,     -- ltr, rtl
    published_at        INTEGER NOT NULL,
    published_source    TEXT NOT NULL,
    published_precision TEXT NOT NULL,
    updated_at          INTEGER,           -- when it was changed, as the page says, or null
    updated_precision   TEXT,
    edited              INTEGER NOT NULL,  -- 1 if its text differed from the first one
    picture             TEXT,              -- address of the main picture
    checked_at          INTEGER,           -- when the site last confirmed the text; null without one
    blocks              TEXT,              -- JSON; null until its page is stored
    PRIMARY KEY (edition, kind, remote_id)
) STRICT;

CREATE INDEX saved_newest ON saved (saved_at DESC, edition, kind, remote_id);

CREATE TABLE saved_picture (       -- the pictures of what is saved, which no quota removes
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    address             TEXT NOT NULL,
    hash                BLOB,              -- SHA-256 of its file; null until it is stored
    PRIMARY KEY (edition, kind, remote_id, address),
    FOREIGN KEY (edition, kind, remote_id) REFERENCES saved (edition, kind, remote_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_picture_address ON saved_picture (address);
CREATE INDEX saved_picture_hash ON saved_picture (hash) WHERE hash IS NOT NULL;

CREATE TABLE reading_position (    -- where a person stopped to read
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    block               INTEGER NOT NULL,  -- from 0
    letter              INTEGER NOT NULL,  -- from 0, in the text of the block
    before              TEXT NOT NULL,     -- an excerpt that ends there
    after               TEXT NOT NULL,     -- an excerpt from there on: an edited text is searched for both
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE playback_position (   -- where a person stopped to watch or listen
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    address             TEXT,              -- what was played, if the item has several recordings
    position_ms         INTEGER NOT NULL,
    duration_ms         INTEGER,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE history (             -- what a person opened, once for each item
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    opened_at           INTEGER NOT NULL,  -- the last time
    title               TEXT NOT NULL,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_newest ON history (opened_at DESC, edition, kind, remote_id);

CREATE TABLE hidden_word (         -- items with this word are hidden
    word                TEXT PRIMARY KEY,  -- as it was typed
    changed_at          INTEGER NOT NULL,
    unknown             TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE hidden_section (
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    PRIMARY KEY (edition, section)
) STRICT, WITHOUT ROWID;

CREATE TABLE followed (            -- programmes, people and tags that a person follows
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    followed_at         INTEGER NOT NULL,  -- lists are in this order
    title               TEXT NOT NULL,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reminder (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    remind_at           INTEGER NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    title               TEXT NOT NULL,
    PRIMARY KEY (edition, kind, remote_id, remind_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_next ON reminder (remind_at, edition, kind, remote_id);

CREATE TABLE setting (
    name                TEXT PRIMARY KEY,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    value               TEXT NOT NULL      -- JSON: true, a whole number, a text, a list of texts
) STRICT, WITHOUT ROWID;

CREATE TABLE announced (           -- items that a notification has named
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX announced_oldest ON announced (changed_at);

CREATE TABLE saved_search (
    name                TEXT PRIMARY KEY,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    created_at          INTEGER NOT NULL,  -- lists are in this order
    query               TEXT NOT NULL      -- the words and filters as one text
) STRICT, WITHOUT ROWID;

CREATE TABLE withdrawn (           -- marks that were taken back, so that an import does not bring them back
    mark                TEXT NOT NULL,     -- the name of its table
    key                 TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    PRIMARY KEY (mark, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE unknown_mark (        -- marks of a later version, kept for the next export
    mark                TEXT NOT NULL,
    key                 TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    value               TEXT NOT NULL,     -- JSON
    PRIMARY KEY (mark, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE undo_step (           -- the last acts of a person, each with the values from before it
    id                  INTEGER PRIMARY KEY,
    act                 TEXT NOT NULL,
    done_at             INTEGER NOT NULL,
    changes             TEXT NOT NULL      -- JSON: what it changed, and the values before
) STRICT;
