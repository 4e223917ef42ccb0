-- The words of each item, folded by the core: any tool can open this file, for the schema calls no function of ours.
CREATE VIRTUAL TABLE search USING fts5 (   -- rowid: item.id
    title, lead, text,
    content = '', contentless_delete = 1,  -- the texts themselves are in item and article
    tokenize = 'ascii'                     -- folding has made each separator a space: nothing is left to decide
);

CREATE TABLE search_due (          -- items whose words are not in the index yet, or are no longer right there
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE search_folding (      -- at most one row: the version of the folding that made the words
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    version             INTEGER NOT NULL
) STRICT;

-- Whoever writes a text need not know of the index, and cannot forget it.
CREATE TRIGGER item_found_by_title AFTER INSERT ON item BEGIN
    INSERT INTO search_due (item_id) VALUES (new.id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER item_retitled AFTER UPDATE OF title ON item WHEN new.title IS NOT old.title BEGIN
    INSERT INTO search_due (item_id) VALUES (new.id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER item_forgotten AFTER DELETE ON item BEGIN
    DELETE FROM search WHERE rowid = old.id;
END;

CREATE TRIGGER article_found_by_text AFTER INSERT ON article BEGIN
    INSERT INTO search_due (item_id) VALUES (new.item_id) ON CONFLICT (item_id) DO NOTHING;
END;

CREATE TRIGGER article_rewritten AFTER UPDATE OF title, lead, blocks ON article
WHEN (new.title, new.lead, new.blocks) IS NOT (old.title, old.lead, old.blocks) BEGIN
    INSERT INTO search_due (item_id) VALUES (new.item_id) ON CONFLICT (item_id) DO NOTHING;
END;

-- What an older version stored.
INSERT INTO search_due (item_id) SELECT id FROM item;
