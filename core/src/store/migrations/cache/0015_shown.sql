-- Whether lists have an item is decided when the item or the hidden words change, so that lists and counts
-- read no words. What a person read is mirrored from user.db, so that triggers can count what is unread.
ALTER TABLE item ADD COLUMN shown INTEGER NOT NULL DEFAULT 0; -- 1 if lists have it
ALTER TABLE item ADD COLUMN read INTEGER NOT NULL DEFAULT 0;  -- 1 if a person read it, as user.db says

UPDATE item
SET shown = 1
WHERE removed_at IS NULL
    AND (title IS NOT NULL OR EXISTS (
        SELECT 1 FROM article WHERE article.item_id = item.id AND article.title IS NOT NULL));

CREATE TABLE section_count (       -- how many items the list of a section has
    edition             TEXT NOT NULL,
    section             TEXT NOT NULL,
    total               INTEGER NOT NULL,
    unread              INTEGER NOT NULL,
    PRIMARY KEY (edition, section)
) STRICT, WITHOUT ROWID;

INSERT INTO section_count (edition, section, total, unread)
SELECT item.edition, listed.section, sum(item.shown), sum(item.shown)
FROM listed
JOIN item ON item.id = listed.item_id
GROUP BY item.edition, listed.section;

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

CREATE TABLE mirror (              -- how far the cache follows the marks in user.db; one row
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    followed            INTEGER NOT NULL,  -- the last row of mark_change that was followed
    redo_below          INTEGER            -- items with a smaller id are decided anew; null if none are
) STRICT;

INSERT INTO mirror (one, followed, redo_below)
SELECT 1, 0, max(id) + 1 FROM item;
