CREATE TABLE tag (                 -- a tag whose page came
    edition             TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    title               TEXT,
    whole               INTEGER NOT NULL,           -- 1 if its list was read to the end
    etag                TEXT,
    last_modified       TEXT,
    base                TEXT,                       -- the base address that gave it
    body_at             INTEGER NOT NULL,           -- when it came last: its validators age from here
    checked_at          INTEGER NOT NULL,           -- when the site last confirmed it
    PRIMARY KEY (edition, remote_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_checked ON tag (checked_at);

CREATE TABLE tagged (              -- a row of a tag's list
    edition             TEXT NOT NULL,
    tag                 TEXT NOT NULL,              -- the remote id of the tag
    place               INTEGER NOT NULL,           -- from 0, in the order of the site
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,              -- of what the row leads to, which need not be stored
    title               TEXT,
    picture             TEXT,                       -- address of the full picture
    PRIMARY KEY (edition, tag, place),
    FOREIGN KEY (edition, tag) REFERENCES tag (edition, remote_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
