-- What undo knows of a step: how many marks it changed, and whether an export may have carried them away.
ALTER TABLE undo_step ADD COLUMN marks INTEGER;      -- null in a step of an older form, which stays unused
ALTER TABLE undo_step ADD COLUMN exported INTEGER NOT NULL DEFAULT 0;
