-- Which marks changed, in this order, so that the cache can follow. Triggers note it, so that an older
-- version does so, too. Only the newest 10,000 are kept: a cache that missed more looks at all marks.
CREATE TABLE mark_change (
    id                  INTEGER PRIMARY KEY, -- later changes have larger ones
    edition             TEXT,                -- the item that was read or became unread
    kind                TEXT,                -- of no item if the hidden words changed
    remote_id           TEXT
) STRICT;

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
