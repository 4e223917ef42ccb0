-- Ids of digits that no 64-bit number holds were stored as 0, as ids of letters are.
UPDATE item
SET number = CAST(remote_id AS INTEGER)   -- the largest number where it is too small
WHERE number = 0 AND remote_id GLOB '[0-9]*' AND NOT remote_id GLOB '*[^0-9]*';

-- Lists are ordered by what the site says alone: the id of a row may change when a file is made anew.
DROP INDEX item_newest;
CREATE INDEX item_newest ON item (edition, published_at DESC, number DESC, remote_id DESC, kind DESC);
