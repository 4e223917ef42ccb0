-- A row that the site pinned or announced again must not pass for the end of what is new. So a listing
-- remembers the first rows that it had, and a hole those that stand below it.
ALTER TABLE resource ADD COLUMN top TEXT;       -- of a listing: JSON, keys of the rows of its first page
ALTER TABLE hole ADD COLUMN top TEXT;           -- the same, from before the hole

-- A clock that was ahead must not keep anything waiting. So a wait remembers when it was noted.
ALTER TABLE host ADD COLUMN noted_at INTEGER;   -- null where an older version noted it

-- Pages with a problem, by time. One that is far ahead was stored by such a clock.
CREATE INDEX resource_troubled ON resource (edition, section, due_at)
WHERE kind = 'page' AND reason <> 'revalidation';
