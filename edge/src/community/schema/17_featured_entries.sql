-- What is known of contests' entries that are to be featured; `shown` while everybody sees the entry.
CREATE TABLE featured_entries (
  entry TEXT PRIMARY KEY,
  contest TEXT NOT NULL,
  author_id TEXT NOT NULL,
  title TEXT NOT NULL,
  shown INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
