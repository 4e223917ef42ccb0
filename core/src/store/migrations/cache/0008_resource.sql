-- One table for all that is asked for. Validators and times stood in `page` and in `listing` before.
CREATE TABLE resource (            -- one row for each thing that is asked for
    id                  INTEGER PRIMARY KEY,
    kind                TEXT NOT NULL,               -- listing, page
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,               -- the section whose sync asks for it
    -- of a page: its item
    item_id             INTEGER REFERENCES item (id) ON DELETE CASCADE,
    candidate           TEXT,                        -- of a listing: its name in the catalogue
    base                TEXT,                        -- of a listing: the base address it is asked at
    etag                TEXT,
    last_modified       TEXT,
    hash                BLOB,                        -- SHA-256 of the body of a listing
    body_at             INTEGER,                     -- when the last whole body came; validators age
    wire_bytes          INTEGER,                     -- of that body
    parser              INTEGER,                     -- the version of the parser that read it
    round               INTEGER,                     -- of a listing: the round in which it was read last
    checked_at          INTEGER,                     -- when the site last confirmed it
    due_at              INTEGER NOT NULL,            -- when it is asked for next
    reason              TEXT NOT NULL,               -- why: missing, changed_row, revalidation, failed, …
    failures            INTEGER NOT NULL DEFAULT 0,  -- answers in a row that brought nothing
    absences            INTEGER NOT NULL DEFAULT 0,  -- how often the site said that it is not there
    aside_hash          BLOB,                        -- SHA-256 of a doubtful text, which was not stored
    aside_count         INTEGER NOT NULL DEFAULT 0,  -- how often that came in a row
    UNIQUE (item_id, kind)
) STRICT;

CREATE UNIQUE INDEX resource_listing ON resource (edition, section, candidate, base) WHERE kind = 'listing';
CREATE INDEX resource_due ON resource (edition, section, kind, due_at);
CREATE INDEX resource_unreadable ON resource (edition, section, parser) WHERE reason = 'unreadable';

-- A page of which nothing is stored is due, as one whose row changed. Pages without a text keep no validators.
INSERT INTO resource (
    kind, edition, section, item_id, etag, last_modified, body_at, wire_bytes, parser, checked_at,
    due_at, reason, failures, absences)
SELECT
    'page', item.edition, min(listed.section), item.id,
    iif(page.readable, page.etag, NULL), iif(page.readable, page.last_modified, NULL),
    page.checked_at, page.bytes, page.parser, page.checked_at,
    iif(page.readable AND NOT page.stale, page.checked_at + 2592000000, 0),   -- 30 days later
    CASE
        WHEN page.item_id IS NULL THEN 'missing'
        WHEN item.removed_at IS NOT NULL THEN 'absent'
        WHEN NOT page.readable THEN 'unreadable'
        WHEN page.stale THEN 'changed_row'
        ELSE 'revalidation'
    END,
    iif(item.removed_at IS NOT NULL OR NOT page.readable, 1, 0),
    iif(item.removed_at IS NOT NULL, 2, 0)
FROM item
JOIN listed ON listed.item_id = item.id
LEFT JOIN page ON page.item_id = item.id
GROUP BY item.id;

INSERT INTO resource (
    kind, edition, section, candidate, base, etag, last_modified, hash, body_at, wire_bytes, round,
    checked_at, due_at, reason)
SELECT
    'listing', edition, section, candidate, base, etag, last_modified, hash, checked_at, bytes, 1,
    checked_at, 0, 'revalidation'
FROM listing;

-- Rows are counted by rounds, not by the clock, which may stand still or go back.
ALTER TABLE listed RENAME TO old_listed;

CREATE TABLE listed (              -- which item stands in which section
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    section             TEXT NOT NULL,
    candidate           TEXT NOT NULL DEFAULT '',    -- the listing that named it, the best one of several
    first_round         INTEGER NOT NULL DEFAULT 0,  -- the round that named it first
    last_round          INTEGER NOT NULL DEFAULT 0,  -- the round that named it last
    PRIMARY KEY (item_id, section)
) STRICT, WITHOUT ROWID;

-- Round 1 is the last answer of before; what was first seen earlier than that is of round 0.
INSERT INTO listed (item_id, section, candidate, first_round, last_round)
SELECT
    old.item_id, old.section, coalesce(listing.candidate, ''),
    coalesce(item.first_seen_at > listing.checked_at - 1000, 0), 1
FROM old_listed AS old
JOIN item ON item.id = old.item_id
LEFT JOIN listing ON listing.edition = item.edition AND listing.section = old.section;

CREATE TABLE hole (                -- where rows of a section may be missing
    id                  INTEGER PRIMARY KEY,
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    page                INTEGER NOT NULL,            -- the page of the listing that was read last, from 0
    round               INTEGER NOT NULL             -- what earlier rounds named lies below the hole
) STRICT;

CREATE INDEX hole_of_section ON hole (edition, section);

INSERT INTO hole (edition, section, page, round)
SELECT edition, section, 0, 1
FROM listing
WHERE NOT complete AND EXISTS (
    SELECT 1
    FROM listed
    JOIN item ON item.id = listed.item_id
    WHERE item.edition = listing.edition AND listed.section = listing.section AND listed.first_round = 0);

ALTER TABLE listing RENAME TO old_listing;

CREATE TABLE listing (             -- where a section was found
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    candidate           TEXT NOT NULL,               -- the listing of the catalogue that yielded rows last
    base                TEXT NOT NULL,               -- the base address that answered last
    checked_at          INTEGER NOT NULL,            -- when the site last confirmed it
    rounds              INTEGER NOT NULL,            -- how many answers with rows were stored
    PRIMARY KEY (edition, section)
) STRICT;

INSERT INTO listing (edition, section, candidate, base, checked_at, rounds)
SELECT edition, section, candidate, base, checked_at, 1
FROM old_listing;

CREATE TABLE fingerprint_due (     -- articles that an older version stored without a fingerprint
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE
) STRICT;

INSERT INTO fingerprint_due (item_id)
SELECT item_id FROM article
WHERE NOT EXISTS (SELECT 1 FROM fingerprint WHERE fingerprint.item_id = article.item_id);

DROP TABLE old_listed;
DROP TABLE old_listing;
DROP TABLE page;
