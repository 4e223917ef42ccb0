-- A listing may show a sentence beside the headline. It is the lead of an item until its page is stored.
ALTER TABLE item ADD COLUMN lead TEXT;
