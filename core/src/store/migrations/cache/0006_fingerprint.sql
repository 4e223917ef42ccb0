ALTER TABLE telling RENAME TO fingerprint;
ALTER TABLE fingerprint RENAME COLUMN sounds TO consonants;
ALTER TABLE fingerprint RENAME COLUMN head TO head_bytes;

DROP INDEX telling_picture;
DROP INDEX telling_video;
CREATE INDEX fingerprint_picture ON fingerprint (picture) WHERE picture IS NOT NULL;
CREATE INDEX fingerprint_video ON fingerprint (video) WHERE video IS NOT NULL;
