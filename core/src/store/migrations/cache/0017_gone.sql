-- How often in a row a listing was read past the place of an item whose page is gone, without it. And when
-- the site took the page of an item away.
ALTER TABLE listed ADD COLUMN missed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE item ADD COLUMN gone_at INTEGER; -- null while the page is there

UPDATE item
SET gone_at = removed_at
WHERE removed_at IS NOT NULL AND pruned_at IS NULL;
