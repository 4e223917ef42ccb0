CREATE TABLE good_form (           -- at which form of media addresses something was found
    form                TEXT PRIMARY KEY,           -- as the catalogue has it; the host of other addresses
    worked_at           INTEGER NOT NULL            -- the last time, milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;
