-- The addresses at which hosts answered last. They are used when a name leads nowhere or to somebody else.
-- TLS still decides who answers there.
CREATE TABLE address (
    host      TEXT NOT NULL,
    ip        TEXT NOT NULL,
    worked_at INTEGER NOT NULL,
    successes INTEGER NOT NULL,
    failures  INTEGER NOT NULL,
    PRIMARY KEY (host, ip)
) STRICT, WITHOUT ROWID;

-- The `due_at` that a failure of the network caused. It is forgotten when the network changes. If `due_at` is
-- another one by now, something else has happened since.
ALTER TABLE resource ADD COLUMN network_due_at INTEGER;
CREATE INDEX resource_of_network ON resource (network_due_at) WHERE network_due_at IS NOT NULL;
