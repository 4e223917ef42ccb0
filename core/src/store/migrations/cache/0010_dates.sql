-- When a page says that its text was changed, beside when it was published.
ALTER TABLE article ADD COLUMN updated_at INTEGER;       -- milliseconds since 1970, UTC, or null
ALTER TABLE article ADD COLUMN updated_precision TEXT;   -- minute, day, or null

-- A listing may correct its own date. So the date that it gave last is kept beside the one that counts.
ALTER TABLE item ADD COLUMN listed_at INTEGER;           -- milliseconds since 1970, UTC; null if it gave none

-- An item without a date gets one between those of the items beside it.
CREATE INDEX item_undated ON item (edition, kind, first_seen_at DESC)
WHERE published_source IN ('neighbours', 'first_seen');
CREATE INDEX item_dated_by_number ON item (edition, kind, number)
WHERE published_source NOT IN ('neighbours', 'first_seen');
CREATE INDEX item_dated_by_place ON item (edition, kind, first_seen_at)
WHERE published_source NOT IN ('neighbours', 'first_seen');
