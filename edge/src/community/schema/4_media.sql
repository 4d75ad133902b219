-- Pictures. A row is made before its file, and goes after it: every file has a row that knows it.
-- `target` is what it belongs to; nothing while its sender has not said it yet. `key` opens it where not everybody
-- sees it. `gone` marks files to delete.
CREATE TABLE media (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  target TEXT,
  position INTEGER NOT NULL DEFAULT 0,
  kind TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  hash TEXT NOT NULL,
  alt TEXT NOT NULL DEFAULT '',
  key TEXT NOT NULL,
  gone INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX media_of_target ON media (target, position) WHERE target IS NOT NULL;
CREATE INDEX media_by_person ON media (person_id);
CREATE INDEX media_to_end ON media (gone, created_at) WHERE gone = 1 OR target IS NULL;
