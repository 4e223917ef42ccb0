CREATE TABLE person (              -- a person whom a cast names, or whose page came
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

CREATE TABLE credit (              -- a person whom the cast of a programme names
    item_id             INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE, -- the programme
    place               INTEGER NOT NULL,           -- from 0, in the order of the cast
    edition             TEXT NOT NULL,
    person              TEXT NOT NULL,              -- the remote id of the person
    role                TEXT,
    PRIMARY KEY (item_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX credit_of_person ON credit (edition, person);

-- The casts that are stored. A member that is no object is left out before its fields are read, because a
-- text there is no JSON. Only the core knows the alphabets, so the names get their places later.
INSERT INTO credit (item_id, place, edition, person, role)
SELECT
    item.id,
    row_number() OVER (PARTITION BY item.id ORDER BY member.key) - 1,
    item.edition,
    json_extract(member.value, '$.key.id'),
    json_extract(member.value, '$.role')
FROM program
JOIN item ON item.id = program.item_id
JOIN json_each(CASE WHEN json_valid(program.value) THEN program.value ELSE '{}' END, '$.cast') AS member
WHERE CASE
    WHEN member.type = 'object' THEN json_extract(member.value, '$.key.kind') = 'person'
        AND json_type(member.value, '$.key.id') = 'text'
        AND coalesce(json_type(member.value, '$.role'), 'null') IN ('null', 'text')
END;

INSERT INTO person (edition, remote_id, name, name_key)
SELECT
    item.edition,
    json_extract(member.value, '$.key.id'),
    min(json_extract(member.value, '$.name')),
    x''
FROM program
JOIN item ON item.id = program.item_id
JOIN json_each(CASE WHEN json_valid(program.value) THEN program.value ELSE '{}' END, '$.cast') AS member
WHERE CASE
    WHEN member.type = 'object' THEN json_extract(member.value, '$.key.kind') = 'person'
        AND json_type(member.value, '$.key.id') = 'text'
        AND json_type(member.value, '$.name') = 'text'
END
GROUP BY 1, 2;

-- The rows of attachments say where their files are; what that is below the folders identifies an episode
-- that has no number, wherever the folders move.
ALTER TABLE episode ADD COLUMN path TEXT;    -- null if its page numbers it, or until its list comes again
