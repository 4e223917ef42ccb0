CREATE TABLE telling (             -- what a page says that its counterpart in another edition would say, too
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    language            TEXT NOT NULL,
    sounds              TEXT NOT NULL,     -- how its words sound, in one alphabet for all scripts
    head                INTEGER NOT NULL,  -- bytes of it that belong to headline and lead
    head_numbers        TEXT NOT NULL,     -- JSON, as the model writes it
    numbers             TEXT NOT NULL,     -- JSON, as the model writes it
    picture             TEXT,              -- the path of the main picture: editions have one another's uploads
    video               TEXT,              -- host and path of the first video
    alternates          TEXT NOT NULL      -- JSON: addresses that the page names as its counterparts
) STRICT;

CREATE INDEX telling_picture ON telling (picture) WHERE picture IS NOT NULL;
CREATE INDEX telling_video ON telling (video) WHERE video IS NOT NULL;
