CREATE TABLE dead_form (           -- a form of media addresses at which nothing was, while another had it
    form                TEXT PRIMARY KEY,           -- as the catalogue has it; the host of other addresses
    failed_at           INTEGER NOT NULL            -- the last time, milliseconds since 1970, UTC
) STRICT, WITHOUT ROWID;
