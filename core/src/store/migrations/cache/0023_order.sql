-- The orders of the lists that are kept whole: series, films, programmes, albums.
ALTER TABLE item ADD COLUMN title_key BLOB;   -- the place of its title in the alphabet; null of an article
CREATE INDEX item_by_number ON item (edition, kind, number DESC, remote_id DESC)
    WHERE shown AND kind <> 'article';
CREATE INDEX item_by_title ON item (edition, kind, title_key, number, remote_id)
    WHERE shown AND kind <> 'article';
