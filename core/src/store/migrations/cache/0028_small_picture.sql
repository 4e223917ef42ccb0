ALTER TABLE item ADD COLUMN picture_small TEXT; -- address of the small copy, if a listing names one
