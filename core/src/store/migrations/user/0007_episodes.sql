-- What a person did with single episodes of a programme. An episode is its number or, if the site gives it
-- none, the path of its file below the folders of attachments: a move of the site changes neither.

CREATE TABLE watched (             -- episodes that a person watched
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    episode             TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    PRIMARY KEY (edition, kind, remote_id, episode)
) STRICT, WITHOUT ROWID;

CREATE TABLE episode_position (    -- where a person stopped to watch an episode
    edition             TEXT NOT NULL,
    kind                TEXT NOT NULL,
    remote_id           TEXT NOT NULL,
    episode             TEXT NOT NULL,
    changed_at          INTEGER NOT NULL,
    unknown             TEXT,
    address             TEXT,              -- what was played, if the episode has several recordings
    position_ms         INTEGER NOT NULL,
    duration_ms         INTEGER,
    PRIMARY KEY (edition, kind, remote_id, episode)
) STRICT, WITHOUT ROWID;
