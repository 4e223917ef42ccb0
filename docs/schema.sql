-- The tables of both files, as the newest version makes them. A test compares this file with the real ones:
-- names, types, constraints and the order of columns must agree; comments and white space need not.
--
-- The steps that lead here are in core/src/store/migrations. PRAGMA user_version is the number of steps that
-- a file has seen. Times are milliseconds since 1970, UTC. JSON is what the types of core/src/model write.
-- Both files: application_id = 0x69666c6d ("iflm"), journal_mode = WAL, auto_vacuum = INCREMENTAL.

-- ===== cache.db =====
-- All of it can be fetched again.

-- Whose file it is. One row.
CREATE TABLE owner (
    catalog             TEXT NOT NULL,              -- id of the catalogue: a directory belongs to one
    usable_from         INTEGER NOT NULL DEFAULT 1  -- the oldest version (steps) that can use this file
) STRICT;

-- One row for each thing that the site lists, in however many sections it stands.
CREATE TABLE item (
    id                  INTEGER PRIMARY KEY,        -- of this file alone: no cursor, no user state holds it
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,              -- the id space: article, series, film, …
    remote_id           TEXT NOT NULL,              -- the site's own id; unique only within edition and kind
    number              INTEGER NOT NULL,           -- remote_id as a whole number, 0 where it is none
    title               TEXT,                       -- as listed; null until its page gives one
    picture             TEXT,                       -- address of the full picture
    published_at        INTEGER NOT NULL,           -- the best date that is known
    published_source    TEXT NOT NULL,              -- meta, stamp, picture, neighbours, first_seen
    published_precision TEXT NOT NULL,              -- minute, day, estimate
    first_seen_at       INTEGER NOT NULL,           -- a millisecond apart in the order of one listing
    removed_at          INTEGER,                    -- when the site had removed it; null while it is there
    listed_at           INTEGER,                    -- the date that its listing gave last; null if none
    lead                TEXT,                       -- the sentence beside its headline in a listing, or null
    pruned_at           INTEGER,                    -- when it was deleted for room; null while it is stored
    shown               INTEGER NOT NULL DEFAULT 0, -- 1 if lists have it: titled, not removed, no hidden word
    read                INTEGER NOT NULL DEFAULT 0, -- 1 if a person read it; user.db has the truth
    gone_at             INTEGER,                    -- when the site took its page away, or null
    title_key           BLOB,                       -- its title's place in the alphabet; null of an article
    picture_small       TEXT,                       -- address of the small copy, if a listing names one
    UNIQUE (edition, kind, remote_id)
) STRICT;

-- The order of lists.
CREATE INDEX item_newest ON item (edition, published_at DESC, number DESC, remote_id DESC, kind DESC);
CREATE INDEX item_shown ON item (edition, published_at DESC, number DESC, remote_id DESC, kind DESC)
WHERE shown;

-- The orders of the lists that are kept whole: series, films, programmes, albums. A key of a title is what
-- core/language/src/collation writes; its first byte is the version of the order.
CREATE INDEX item_by_number ON item (edition, kind, number DESC, remote_id DESC)
WHERE shown AND kind <> 'article';
CREATE INDEX item_by_title ON item (edition, kind, title_key, number, remote_id)
WHERE shown AND kind <> 'article';

-- Pruned items: deleted to save room. Such a row has no title, no text and no resource. It stays so that its
-- listing does not bring the item back, and so that its list can say that something is missing.
CREATE INDEX item_pruned ON item (edition, published_at DESC, number DESC, remote_id DESC, kind DESC)
WHERE pruned_at IS NOT NULL;

-- Up to which date even the rows of pruned items are deleted.
CREATE TABLE horizon (
    edition             TEXT PRIMARY KEY,
    published_at        INTEGER NOT NULL
) STRICT;

-- The items without a date, and those beside them, by id and in the order of the listing.
CREATE INDEX item_undated ON item (edition, kind, first_seen_at DESC)
WHERE published_source IN ('neighbours', 'first_seen');
CREATE INDEX item_dated_by_number ON item (edition, kind, number)
WHERE published_source NOT IN ('neighbours', 'first_seen');
CREATE INDEX item_dated_by_place ON item (edition, kind, first_seen_at)
WHERE published_source NOT IN ('neighbours', 'first_seen');

-- Which item stands in which section. A round is one answer of its listing whose rows were stored.
CREATE TABLE listed (
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    section             TEXT NOT NULL,
    candidate           TEXT NOT NULL DEFAULT '',   -- the listing that named it, the best one of several
    first_round         INTEGER NOT NULL DEFAULT 0, -- the round that named it first
    last_round          INTEGER NOT NULL DEFAULT 0, -- the round that named it last
    missed              INTEGER NOT NULL DEFAULT 0, -- how often its listing was read past its place in vain
    PRIMARY KEY (item_id, section)
) STRICT, WITHOUT ROWID;

-- One row for each thing that is asked for: a listing at a base, the page of an item, the list of its
-- episodes.
CREATE TABLE resource (
    id                  INTEGER PRIMARY KEY,
    kind                TEXT NOT NULL,              -- listing, page, episodes
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,              -- the section whose sync asks for it
    item_id             INTEGER REFERENCES item (id) ON DELETE CASCADE, -- of a page: its item
    candidate           TEXT,                       -- of a listing: its name in the catalogue
    base                TEXT,                       -- the base address that is asked, or gave the validators
    etag                TEXT,
    last_modified       TEXT,
    hash                BLOB,                       -- of a listing: SHA-256 of the body of its first page
    body_at             INTEGER,                    -- when the last whole body came: validators age from here
    wire_bytes          INTEGER,                    -- of that body
    parser              INTEGER,                    -- the version of the parser that read it
    round               INTEGER,                    -- of a listing: the round in which it was read last
    checked_at          INTEGER,                    -- when the site last confirmed it
    due_at              INTEGER NOT NULL,           -- when it is asked for next: core/src/sync/due.rs
    reason              TEXT NOT NULL,              -- why, see below
    failures            INTEGER NOT NULL DEFAULT 0, -- answers in a row that brought nothing
    absences            INTEGER NOT NULL DEFAULT 0, -- how often the site said that there is no such page
    aside_hash          BLOB,                       -- sketch of a doubtful text: core/src/sync/sketch.rs
    aside_count         INTEGER NOT NULL DEFAULT 0, -- how often that came in a row
    top                 TEXT,                       -- of a listing: JSON, the keys on its first page
    not_before          INTEGER,                    -- until when its last answer is fresh; null if unknown
    moved_from          TEXT,                       -- an address of it that redirects for ever
    moved_to            TEXT,                       -- where that leads
    moves               INTEGER NOT NULL DEFAULT 0, -- how often it led there in a row; used from the second
    moved_at            INTEGER,                    -- when the last of these counted
    gone_count          INTEGER NOT NULL DEFAULT 0, -- of a listing: answers with 410 since it last came
    gone_since          INTEGER,                    -- the first of these
    gone_at             INTEGER,                    -- the last of these
    network_due_at      INTEGER,                    -- the due_at that a failure of the network caused
    UNIQUE (item_id, kind)
) STRICT;

-- Reasons: missing (it has not come yet), changed_row (the item's row changed since), revalidation (it came),
-- failed (the last request did), unreadable (no text was found in it), absent (404 or 410), doubtful (what
-- came may be of something else).

CREATE UNIQUE INDEX resource_listing ON resource (edition, section, candidate, base) WHERE kind = 'listing';
CREATE INDEX resource_due ON resource (edition, section, kind, due_at);
-- Pages with a problem: one that is due far ahead was stored by a clock that was ahead.
CREATE INDEX resource_troubled ON resource (edition, section, due_at)
WHERE kind = 'page' AND reason <> 'revalidation';
-- What the network may have delayed: forgotten when it changes.
CREATE INDEX resource_of_network ON resource (network_due_at) WHERE network_due_at IS NOT NULL;
CREATE INDEX resource_unreadable ON resource (edition, section, parser) WHERE reason = 'unreadable';

-- The text of a page.
CREATE TABLE article (
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    revision            INTEGER NOT NULL,           -- 1 for the first text; above 1 it shows as edited
    hash                BLOB NOT NULL,              -- SHA-256 of what is shown
    title               TEXT,
    lead                TEXT,
    language            TEXT NOT NULL,              -- BCP 47
    direction           TEXT NOT NULL,              -- ltr, rtl
    blocks              TEXT NOT NULL,              -- JSON
    related             TEXT NOT NULL,              -- JSON
    updated_at          INTEGER,                    -- when it was changed, as the page says, or null
    updated_precision   TEXT,                       -- minute, day
    tags                TEXT,                       -- JSON: its tags; null if an older version stored it
    people              TEXT                        -- JSON: the people it links to; null as tags
) STRICT;

-- What the page of a series, film, program or album says. Its story is in article, too: lists, search and
-- revisions read it there.
CREATE TABLE program (
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    value               TEXT NOT NULL               -- JSON
) STRICT;

-- The episodes of a programme that can be played.
CREATE TABLE episode (
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, -- the programme
    place               INTEGER NOT NULL,           -- from 0, in the order of the site
    number              INTEGER,                    -- null if the site does not say it
    title               TEXT,
    picture             TEXT,                       -- address of its still
    addresses           TEXT NOT NULL,              -- JSON: where it can be played, in the order to try
    published_at        INTEGER,                    -- null if the site does not say it
    published_source    TEXT,                       -- as of items
    published_precision TEXT,
    path                TEXT,                       -- of its file, below the folders of attachments; null if
                                                    -- its page numbers it, or until its list comes again
    PRIMARY KEY (item_id, place)
) STRICT, WITHOUT ROWID;

-- The tracks of an album.
CREATE TABLE track (
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, -- the album
    place               INTEGER NOT NULL,           -- from 0, in the order of the site
    value               TEXT NOT NULL,              -- JSON
    PRIMARY KEY (item_id, place)
) STRICT, WITHOUT ROWID;

-- People whom a cast names, or whose pages came.
CREATE TABLE person (
    id                  INTEGER PRIMARY KEY,
    edition             TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    name                TEXT NOT NULL,              -- as the page says it; until it came, as a cast does
    name_key            BLOB NOT NULL,              -- its place in the alphabet; empty until it is known
    page                TEXT,                       -- JSON; null until it came
    etag                TEXT,
    last_modified       TEXT,
    base                TEXT,                       -- the base address that gave the page
    body_at             INTEGER,                    -- when it came last: its validators age from here
    checked_at          INTEGER,                    -- when the site last confirmed it
    UNIQUE (edition, remote_id)
) STRICT;
CREATE INDEX person_by_name ON person (edition, name_key, remote_id);
CREATE INDEX person_checked ON person (checked_at) WHERE checked_at IS NOT NULL;
CREATE INDEX person_without_place ON person (name_key) WHERE name_key = x'';

-- Whom the casts of programmes name. Only people with a page of their own are here.
CREATE TABLE credit (
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, -- the programme
    place               INTEGER NOT NULL,           -- from 0, in the order of the cast
    edition             TEXT NOT NULL,
    person              TEXT NOT NULL,              -- the remote id of the person
    role                TEXT,
    PRIMARY KEY (item_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_of_person ON credit (edition, person);

-- Tags whose pages came.
CREATE TABLE tag (
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

-- The rows of their lists.
CREATE TABLE tagged (
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

-- What is broadcast when: one row for each edition.
CREATE TABLE guide (
    edition             TEXT PRIMARY KEY,
    zone                TEXT NOT NULL               -- of its clock times, as the site says it
) STRICT;

-- The entries of guides. A newer guide replaces all of an edition.
CREATE TABLE broadcast (
    edition             TEXT NOT NULL,
    start_at            INTEGER NOT NULL,
    place               INTEGER NOT NULL,           -- from 0, in the order of the guide
    end_at              INTEGER,                    -- null if the guide does not say it
    title               TEXT NOT NULL,
    episode             INTEGER,
    link                TEXT,                       -- address of its page
    PRIMARY KEY (edition, start_at, place)
) STRICT, WITHOUT ROWID;

-- Where the live stream of an edition can be played.
CREATE TABLE live_stream (
    edition             TEXT PRIMARY KEY,
    addresses           TEXT NOT NULL               -- JSON: in the order to try
) STRICT;

-- Earlier texts of a page.
CREATE TABLE revision (
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
    revision            INTEGER NOT NULL,
    replaced_at         INTEGER NOT NULL,
    title               TEXT,
    lead                TEXT,
    blocks              TEXT NOT NULL,              -- JSON
    PRIMARY KEY (item_id, revision)
) STRICT;

-- Where a section was found.
CREATE TABLE listing (
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    candidate           TEXT NOT NULL,              -- name of the catalogue's listing that yielded rows last
    base                TEXT NOT NULL,              -- the base address that answered last
    checked_at          INTEGER NOT NULL,           -- when the site last confirmed it
    rounds              INTEGER NOT NULL,           -- how many answers with rows were stored
    PRIMARY KEY (edition, section)
) STRICT;

-- Where rows of a section may be missing: its listing was not read on to a row that was known.
CREATE TABLE hole (
    id                  INTEGER PRIMARY KEY,
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    page                INTEGER NOT NULL,           -- the page of the listing that was read last, from 0
    round               INTEGER NOT NULL,           -- what earlier rounds named lies below the hole
    top                 TEXT                        -- JSON: the keys that the first page had before
) STRICT;

CREATE INDEX hole_of_section ON hole (edition, section);

-- Hosts that asked us to wait.
CREATE TABLE host (
    name                TEXT PRIMARY KEY,
    wait_until          INTEGER NOT NULL,
    noted_at            INTEGER,                    -- when the host asked; null if an older version stored it
    status              INTEGER NOT NULL DEFAULT 503 -- of its answer; 503 if an older version stored it
) STRICT;

-- How much data was used: one row for each day and kind, kept for 62 days.
CREATE TABLE data_used (
    day                 TEXT NOT NULL,              -- the calendar day on this device, such as 2026-11-30
    kind                TEXT NOT NULL,              -- listings, texts, pictures
    bytes               INTEGER NOT NULL,           -- on the wire, with the shares of requests that run
    PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;

-- What decides when a section is requested in the background: core/src/sync/schedule.rs.
CREATE TABLE schedule (
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    asked_at            INTEGER,                    -- when a sync requested its listing last
    answered_at         INTEGER,                    -- when its listing came last, or a 304
    changed_at          INTEGER,                    -- when its listing had something new last
    usual_gap           INTEGER,                    -- between two such times, in ms; null before two
    failures            INTEGER NOT NULL DEFAULT 0, -- syncs in a row in which no listing gave rows
    is_unfinished       INTEGER NOT NULL DEFAULT 0, -- 1 until the pages of the last sync were requested
    hint_at             INTEGER,                    -- when a push makes it due; null if none did since then
    hinted_at           INTEGER,                    -- when a push made it due last
    PRIMARY KEY (edition, section)
) STRICT;

-- Hosts that did not answer when they were asked last.
CREATE TABLE host_failure (
    name                TEXT PRIMARY KEY,
    failures            INTEGER NOT NULL,           -- syncs in a row
    failed_at           INTEGER NOT NULL
) STRICT;

-- This device. One row.
CREATE TABLE device (
    seed                INTEGER NOT NULL            -- at random; spreads the requests of many devices
) STRICT;

-- The addresses at which hosts answered, for times when a name leads nowhere or to somebody else.
CREATE TABLE address (
    host                TEXT NOT NULL,              -- without its port
    ip                  TEXT NOT NULL,
    worked_at           INTEGER NOT NULL,           -- when it answered last, to a day
    successes           INTEGER NOT NULL,           -- days on which it answered
    failures            INTEGER NOT NULL,           -- runs since then in which it did not, while others did
    PRIMARY KEY (host, ip)
) STRICT, WITHOUT ROWID;

-- Files of pictures, in the folder pictures. A file is named by its hash, so the same picture is one file.
CREATE TABLE picture (
    hash                BLOB PRIMARY KEY,           -- SHA-256 of the content
    content_type        TEXT NOT NULL,              -- image/gif, image/jpeg, image/png, image/webp
    bytes               INTEGER NOT NULL,
    shown_at            INTEGER NOT NULL            -- when a shell asked for it last
) STRICT, WITHOUT ROWID;

CREATE INDEX picture_shown ON picture (shown_at, bytes);

-- Which picture stands at an address.
CREATE TABLE picture_address (
    address             TEXT PRIMARY KEY,
    hash                BLOB NOT NULL,              -- its row in picture may be gone, to save room
    width               INTEGER NOT NULL,           -- in pixels
    height              INTEGER NOT NULL,
    fetched_at          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX picture_address_hash ON picture_address (hash);
CREATE INDEX picture_address_fetched ON picture_address (fetched_at);

-- The pictures of items that a sync could not fetch, or had no data for, and when it tries again.
CREATE TABLE picture_failure (
    address             TEXT PRIMARY KEY,
    failures            INTEGER NOT NULL,           -- in a row; 0 if it only did not fit into a budget
    retry_at            INTEGER NOT NULL,
    network_retry_at    INTEGER                     -- the retry_at that a failure of the network caused
) STRICT, WITHOUT ROWID;

CREATE INDEX picture_failure_retry ON picture_failure (retry_at);
CREATE INDEX picture_failure_of_network ON picture_failure (network_retry_at)
    WHERE network_retry_at IS NOT NULL;

-- What an article and its counterpart in another edition have in common. The head is headline and lead.
CREATE TABLE fingerprint (
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    language            TEXT NOT NULL,              -- BCP 47
    consonants          TEXT NOT NULL,              -- of its words, in one alphabet for all; head first
    head_bytes          INTEGER NOT NULL,           -- how many bytes of them belong to the head
    head_numbers        TEXT NOT NULL,              -- JSON: the numbers of the head
    numbers             TEXT NOT NULL,              -- JSON: all numbers, each once
    picture             TEXT,                       -- path of the main picture: editions share their uploads
    video               TEXT,                       -- host and path of the first video
    alternates          TEXT NOT NULL               -- JSON: addresses that the page names as its counterparts
) STRICT;

CREATE INDEX fingerprint_picture ON fingerprint (picture) WHERE picture IS NOT NULL;
CREATE INDEX fingerprint_video ON fingerprint (video) WHERE video IS NOT NULL;

-- Articles that an older version stored without a fingerprint.
CREATE TABLE fingerprint_due (
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE
) STRICT;

-- The search index. Its words are folded by the core: the schema calls no function of ours, so any tool opens
-- the file. It is in the order of dates, so that a search reads the newest hits and stops.
CREATE VIRTUAL TABLE search USING fts5 (            -- rowid: search_place.place
    title, lead, text, edition,                     -- the edition as a word that no text has
    content = '', contentless_delete = 1,           -- the texts themselves are in item and article
    tokenize = 'ascii'                              -- folding has made each separator a space
);

-- The words of titles alone: few, also of a word that most texts have.
CREATE VIRTUAL TABLE search_title USING fts5 (      -- rowid: search_place.place
    title, edition,
    content = '', contentless_delete = 1,
    tokenize = 'ascii'
);

-- Where the words of an item are in both.
CREATE TABLE search_place (
    place               INTEGER PRIMARY KEY,        -- made of the date: core/src/store/search_place.rs
    item_id             INTEGER NOT NULL UNIQUE REFERENCES item (id) ON DELETE CASCADE,
    published_at        INTEGER NOT NULL            -- the date that it is placed by
) STRICT;

-- Items whose words are not in the index yet, or are out of date there.
CREATE TABLE search_due (
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE
) STRICT;

-- The version of the folding that made the words. At most one row.
CREATE TABLE search_folding (
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    version             INTEGER NOT NULL
) STRICT;

-- Triggers note what is due, so that no statement which writes a text has to.
CREATE TRIGGER item_found_by_title AFTER INSERT ON item BEGIN
    INSERT INTO search_due (item_id) VALUES (new.id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER item_retitled AFTER UPDATE OF title ON item WHEN new.title IS NOT old.title BEGIN
    INSERT INTO search_due (item_id) VALUES (new.id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER item_redated AFTER UPDATE OF published_at ON item
WHEN new.published_at <> old.published_at BEGIN
    INSERT INTO search_due (item_id) VALUES (new.id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER item_forgotten BEFORE DELETE ON item BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_place WHERE item_id = old.id);
    DELETE FROM search_title WHERE rowid = (SELECT place FROM search_place WHERE item_id = old.id);
END;

CREATE TRIGGER article_found_by_text AFTER INSERT ON article BEGIN
    INSERT INTO search_due (item_id) VALUES (new.item_id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER article_rewritten AFTER UPDATE OF title, lead, blocks ON article
WHEN (new.title, new.lead, new.blocks) IS NOT (old.title, old.lead, old.blocks) BEGIN
    INSERT INTO search_due (item_id) VALUES (new.item_id) ON CONFLICT (item_id) DO NOTHING;
END;

-- How many items the list of a section has. Triggers count them.
CREATE TABLE section_count (
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    total               INTEGER NOT NULL,
    unread              INTEGER NOT NULL,
    PRIMARY KEY (edition, section)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER listed_counted AFTER INSERT ON listed BEGIN
    INSERT INTO section_count (edition, section, total, unread)
    SELECT edition, new.section, shown, shown * (1 - read)
    FROM item
    WHERE id = new.item_id
    ON CONFLICT (edition, section) DO UPDATE SET
        total = total + excluded.total,
        unread = unread + excluded.unread;
END;

CREATE TRIGGER item_recounted AFTER UPDATE OF shown, read ON item
WHEN (new.shown, new.read) IS NOT (old.shown, old.read) BEGIN
    UPDATE section_count
    SET
        total = total + new.shown - old.shown,
        unread = unread + new.shown * (1 - new.read) - old.shown * (1 - old.read)
    WHERE edition = new.edition AND section IN (SELECT section FROM listed WHERE item_id = new.id);
END;

CREATE TRIGGER item_uncounted BEFORE DELETE ON item WHEN old.shown BEGIN
    UPDATE section_count
    SET total = total - 1, unread = unread - (1 - old.read)
    WHERE edition = old.edition AND section IN (SELECT section FROM listed WHERE item_id = old.id);
END;

-- How far the cache follows the marks in user.db. One row.
CREATE TABLE mirror (
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    followed            INTEGER NOT NULL,           -- the last row of mark_change that was followed
    redo_below          INTEGER                     -- items with a smaller id are decided anew; null if none
) STRICT;

-- The forms of media addresses at which nothing was found while another form had it. They are tried last for
-- a day.
CREATE TABLE dead_form (
    form                TEXT PRIMARY KEY,           -- as the catalogue has it; the host of other addresses
    failed_at           INTEGER NOT NULL            -- the last time, milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;

-- ===== user.db =====
-- What a person did. It cannot be fetched again.
-- It refers to items by key, so that it outlives the cache. It only ever gains tables and columns.

-- Whose file it is. One row.
CREATE TABLE owner (
    catalog             TEXT NOT NULL,              -- id of the catalogue: a directory belongs to one
    usable_from         INTEGER NOT NULL DEFAULT 1  -- the oldest version (steps) that can use this file
) STRICT;

-- Marks: what a person did. Each is a value and the time of its last change: changed_at, or read_at and
-- chosen_at in the two tables of older versions. Of two values of one mark the later one counts. `unknown` is
-- JSON: the fields that a later version exported, or null.

-- What a person read.
CREATE TABLE read_mark (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    read_at             INTEGER NOT NULL,           -- when it was marked
    unknown             TEXT,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT;

-- The edition that a person chose. At most one row.
CREATE TABLE chosen_edition (
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    edition             TEXT NOT NULL,
    chosen_at           INTEGER NOT NULL,
    unknown             TEXT
) STRICT;

-- What a person saved, with a copy that outlives the cache.
CREATE TABLE saved (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    saved_at            INTEGER NOT NULL,           -- lists are in this order
    hash                BLOB,                       -- of the text, as the cache had it; null without one
    title               TEXT,
    lead                TEXT,
    link                TEXT NOT NULL,
    language            TEXT NOT NULL,              -- BCP 47
    direction           TEXT NOT NULL,              -- ltr, rtl
    published_at        INTEGER NOT NULL,
    published_source    TEXT NOT NULL,
    published_precision TEXT NOT NULL,
    updated_at          INTEGER,                    -- when it was changed, as the page says, or null
    updated_precision   TEXT,
    edited              INTEGER NOT NULL,           -- 1 if its text differed from the first one
    picture             TEXT,                       -- address of the main picture
    checked_at          INTEGER,                    -- when the site last confirmed the text; null without one
    blocks              TEXT,                       -- JSON; null until its page is stored
    PRIMARY KEY (edition, kind, remote_id)
) STRICT;

CREATE INDEX saved_newest ON saved (saved_at DESC, edition, kind, remote_id);

-- The pictures of what is saved, which no quota removes.
CREATE TABLE saved_picture (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    address             TEXT NOT NULL,
    hash                BLOB,                       -- SHA-256 of its file; null until it is stored
    PRIMARY KEY (edition, kind, remote_id, address),
    FOREIGN KEY (edition, kind, remote_id) REFERENCES saved (edition, kind, remote_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_picture_address ON saved_picture (address);
CREATE INDEX saved_picture_hash ON saved_picture (hash) WHERE hash IS NOT NULL;

-- Where a person stopped to read.
CREATE TABLE reading_position (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    block               INTEGER NOT NULL,           -- from 0
    letter              INTEGER NOT NULL,           -- from 0, in the text of the block
    before              TEXT NOT NULL,              -- an excerpt that ends there
    after               TEXT NOT NULL,              -- an excerpt from there on: an edit is searched for both
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

-- Where a person stopped to watch or listen.
CREATE TABLE playback_position (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    address             TEXT,                       -- what was played, if the item has several recordings
    position_ms         INTEGER NOT NULL,
    duration_ms         INTEGER,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

-- Episodes that a person watched. An episode is its number or, if the site gives it none, the path of its
-- file below the folders of attachments: a move of the site changes neither.
CREATE TABLE watched (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    episode             TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    PRIMARY KEY (edition, kind, remote_id, episode)
) STRICT, WITHOUT ROWID;

-- Where a person stopped to watch an episode.
CREATE TABLE episode_position (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    episode             TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    address             TEXT,                       -- what was played, if the episode has several recordings
    position_ms         INTEGER NOT NULL,
    duration_ms         INTEGER,
    PRIMARY KEY (edition, kind, remote_id, episode)
) STRICT, WITHOUT ROWID;

-- The episodes of a followed programme that a person knows.
CREATE TABLE seen_episodes (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    numbers             TEXT NOT NULL,              -- JSON: ranges of numbers, [[1, 120], [500, 500]]
    names               TEXT NOT NULL,              -- JSON: hashes of their paths
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

-- What a person opened, once for each item.
CREATE TABLE history (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    opened_at           INTEGER NOT NULL,           -- the last time
    title               TEXT NOT NULL,
    PRIMARY KEY (edition, kind, remote_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX history_newest ON history (opened_at DESC, edition, kind, remote_id);

-- Items with this word are hidden.
CREATE TABLE hidden_word (
    word                TEXT PRIMARY KEY,           -- as it was typed
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

-- Programmes, people and tags that a person follows.
CREATE TABLE followed (
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    followed_at         INTEGER NOT NULL,           -- lists are in this order
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
    start_at            INTEGER,                    -- of the broadcast; null in a reminder of something else
    end_at              INTEGER,
    PRIMARY KEY (edition, kind, remote_id, remind_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_next ON reminder (remind_at, edition, kind, remote_id);

CREATE TABLE setting (
    name                TEXT PRIMARY KEY,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    value               TEXT NOT NULL               -- JSON: true, a whole number, a text, or texts
) STRICT, WITHOUT ROWID;

-- Items that a notification has named.
CREATE TABLE announced (
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
    created_at          INTEGER NOT NULL,           -- lists are in this order
    query               TEXT NOT NULL               -- the words and filters as one text
) STRICT, WITHOUT ROWID;

-- Marks that were taken back, so that an import does not bring them back.
CREATE TABLE withdrawn (
    mark                TEXT NOT NULL,              -- the name of its table
    key                 TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    PRIMARY KEY (mark, key)
) STRICT, WITHOUT ROWID;

-- Marks of a later version, kept for the next export.
CREATE TABLE unknown_mark (
    mark                TEXT NOT NULL,
    key                 TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    value               TEXT NOT NULL,              -- JSON
    PRIMARY KEY (mark, key)
) STRICT, WITHOUT ROWID;

-- The last acts of a person, each with the values from before it.
CREATE TABLE undo_step (
    id                  INTEGER PRIMARY KEY,
    act                 TEXT NOT NULL,
    done_at             INTEGER NOT NULL,
    changes             TEXT NOT NULL,              -- JSON: what it changed, and what was known before
    marks               INTEGER,                    -- how many marks; null in a step of an older form
    exported            INTEGER NOT NULL DEFAULT 0  -- 1 if an export may have carried its changes away
) STRICT;

-- Which marks changed, in this order, so that the cache can follow. The newest 10,000 are kept.
CREATE TABLE mark_change (
    id                  INTEGER PRIMARY KEY,        -- later changes have larger ones
    edition             TEXT,                       -- the item that was read or became unread
    kind                TEXT,                       -- of no item if the hidden words changed
    remote_id           TEXT
) STRICT;

-- When the next backup of this file is due. One row.
CREATE TABLE backup_due (
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    total               INTEGER NOT NULL,           -- how many writes changed this file, ever
    changes             INTEGER NOT NULL,           -- how many did since the last backup
    first_at            INTEGER                     -- when the first of those was; null if there was none
) STRICT;

-- Triggers note them, so that an older version does so, too.
CREATE TRIGGER item_read AFTER INSERT ON read_mark BEGIN
    INSERT INTO mark_change (edition, kind, remote_id) VALUES (new.edition, new.kind, new.remote_id);
END;

CREATE TRIGGER item_unread AFTER DELETE ON read_mark BEGIN
    INSERT INTO mark_change (edition, kind, remote_id) VALUES (old.edition, old.kind, old.remote_id);
END;

CREATE TRIGGER word_hidden AFTER INSERT ON hidden_word BEGIN
    INSERT INTO mark_change (edition, kind, remote_id) VALUES (NULL, NULL, NULL);
END;

CREATE TRIGGER word_shown AFTER DELETE ON hidden_word BEGIN
    INSERT INTO mark_change (edition, kind, remote_id) VALUES (NULL, NULL, NULL);
END;

CREATE TRIGGER mark_change_noted AFTER INSERT ON mark_change BEGIN
    DELETE FROM mark_change WHERE id <= new.id - 10000;
END;
