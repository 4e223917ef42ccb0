-- The search index is in the order of dates, so that a search reads the newest hits and stops. Titles have an
-- index of their own, so that titles with a word are found without a walk through all texts that have it.
DROP TRIGGER item_forgotten;
DROP TABLE search;

CREATE TABLE search_place (
    place               INTEGER PRIMARY KEY,  -- rowid in both indexes; a newer item has a larger one
    item_id             INTEGER NOT NULL UNIQUE REFERENCES item (id) ON DELETE CASCADE,
    published_at        INTEGER NOT NULL      -- the date that it is placed by
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
    title, lead, text, edition,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE VIRTUAL TABLE search_title USING fts5 (
    title, edition,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE TRIGGER item_forgotten BEFORE DELETE ON item BEGIN
    DELETE FROM search WHERE rowid = (SELECT place FROM search_place WHERE item_id = old.id);
    DELETE FROM search_title WHERE rowid = (SELECT place FROM search_place WHERE item_id = old.id);
END;

CREATE TRIGGER item_redated AFTER UPDATE OF published_at ON item
WHEN new.published_at <> old.published_at BEGIN
    INSERT INTO search_due (item_id) VALUES (new.id) ON CONFLICT (item_id) DO NOTHING;
END;

INSERT INTO search_due (item_id)
SELECT id FROM item WHERE true
ON CONFLICT (item_id) DO NOTHING;
