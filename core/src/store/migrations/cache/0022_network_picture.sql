-- The `retry_at` that a failure of the network caused. It is forgotten when the network changes.
ALTER TABLE picture_failure ADD COLUMN network_retry_at INTEGER;
CREATE INDEX picture_failure_of_network ON picture_failure (network_retry_at)
    WHERE network_retry_at IS NOT NULL;
