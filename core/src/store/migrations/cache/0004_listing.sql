-- Version 1 had two forms: files of the first lack the column `complete`. After this step all files are alike.
ALTER TABLE listing RENAME TO old_listing;

CREATE TABLE listing (             -- where a section was found, and what its last answer was
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    candidate           TEXT NOT NULL,     -- the listing of the catalogue that yields rows
    base                TEXT NOT NULL,     -- the base address that answered
    etag                TEXT,
    last_modified       TEXT,
    hash                BLOB NOT NULL,     -- SHA-256 of the first page's body
    bytes               INTEGER NOT NULL,  -- of the body on the wire
    checked_at          INTEGER NOT NULL,  -- milliseconds since 1970, UTC: when the site last confirmed it
    complete            INTEGER NOT NULL,  -- 0 where rows may be missing behind its first pages
    PRIMARY KEY (edition, section)
) STRICT;

-- `complete` is the column of old_listing, or where that has none the 0 of the outer query: rows may be missing.
INSERT INTO listing (
    edition, section, candidate, base, etag, last_modified, hash, bytes, checked_at, complete)
SELECT
    old.edition, old.section, old.candidate, old.base, old.etag, old.last_modified, old.hash, old.bytes,
    old.checked_at,
    (
        SELECT complete
        FROM old_listing
        WHERE old_listing.edition = old.edition AND old_listing.section = old.section
    )
FROM old_listing AS old
CROSS JOIN (SELECT 0 AS complete);

DROP TABLE old_listing;
