-- When the next backup of this file is due.
CREATE TABLE backup_due (          -- one row
    one                 INTEGER PRIMARY KEY CHECK (one = 1),
    total               INTEGER NOT NULL,            -- how many writes changed this file, ever
    changes             INTEGER NOT NULL,            -- how many did since the last backup
    first_at            INTEGER                      -- when the first of those was; null if there was none
) STRICT;

INSERT INTO backup_due (one, total, changes) VALUES (1, 0, 0);
