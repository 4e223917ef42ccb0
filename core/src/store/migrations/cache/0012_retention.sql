-- When an item was pruned: deleted to save room. Its row stays, without title and text, so that its listing
-- does not bring it back and its list can say that something is missing.
ALTER TABLE item ADD COLUMN pruned_at INTEGER;           -- milliseconds since 1970, UTC; null if it was not

-- The pruned items in the order of lists.
CREATE INDEX item_pruned ON item (edition, published_at DESC, number DESC, remote_id DESC, kind DESC)
WHERE pruned_at IS NOT NULL;

CREATE TABLE horizon (             -- up to which date even the rows of pruned items are deleted
    edition             TEXT PRIMARY KEY,
    published_at        INTEGER NOT NULL             -- milliseconds since 1970, UTC
) STRICT;
