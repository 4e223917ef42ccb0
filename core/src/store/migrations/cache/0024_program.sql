CREATE TABLE program (             -- what the page of a series, film, program or album says
    item_id             INTEGER PRIMARY KEY REFERENCES item (id) ON DELETE CASCADE,
    value               TEXT NOT NULL               -- JSON
) STRICT;
