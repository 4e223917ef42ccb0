-- The status with which a host asked to wait, for those who ask for one of its pages meanwhile. Waits that an
-- older version stored get the one that HTTP made `Retry-After` for.
ALTER TABLE host ADD COLUMN status INTEGER NOT NULL DEFAULT 503;
