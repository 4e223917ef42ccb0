ALTER TABLE owner ADD COLUMN usable_from INTEGER NOT NULL DEFAULT 1; -- the oldest version that can use this file
