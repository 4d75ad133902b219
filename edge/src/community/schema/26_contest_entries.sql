-- What contests tell of their entries: each that everybody sees or saw, `shown` while they do. Who sent in one that is
-- shown has a page, and it may be featured.
CREATE TABLE contest_entries (
  entry TEXT PRIMARY KEY,
  contest TEXT NOT NULL,
  author_id TEXT NOT NULL,
  title TEXT NOT NULL,
  shown INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO contest_entries SELECT entry, contest, author_id, title, shown FROM featured_entries;
DROP TABLE featured_entries;
CREATE INDEX contest_entries_by_author ON contest_entries (author_id, entry) WHERE shown = 1;

-- Contests that opened before tell what they have.
INSERT INTO contest_messages (contest, json) SELECT id, '{"tell":{}}' FROM contests WHERE state <> 'draft';
INSERT INTO due (task, at) VALUES ('contests', 0) ON CONFLICT (task) DO UPDATE SET at = 0;
