-- What an article is about: JSON, null where an older version stored the text.
ALTER TABLE article ADD COLUMN tags TEXT;     -- the tags that its page names
ALTER TABLE article ADD COLUMN people TEXT;   -- the people whose pages it links to
