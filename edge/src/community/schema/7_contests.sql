-- Contests as the community knows them: drafts whose rules may change, and of those that opened the last checkpoint,
-- which a contest's own object has to go on from.

CREATE TABLE contests (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  document TEXT NOT NULL,
  size INTEGER NOT NULL DEFAULT 0,
  root TEXT NOT NULL DEFAULT '',
  winners TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages that a contest has not taken yet, in order.
CREATE TABLE contest_messages (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  contest TEXT NOT NULL,
  json TEXT NOT NULL
) STRICT;
