-- Consents to show something elsewhere: what was asked, word for word, and how it stands. One that ended stays as a
-- record; of one thing at most one is open or stands.
CREATE TABLE features (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES people (id),
  asked_by TEXT NOT NULL REFERENCES people (id),
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  version INTEGER NOT NULL,
  scopes TEXT NOT NULL,
  note TEXT NOT NULL,
  until INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX features_open ON features (target) WHERE state IN ('asked', 'agreed');
CREATE INDEX features_of_author ON features (author_id, id);
CREATE INDEX features_by_end ON features (until) WHERE state IN ('asked', 'agreed');
CREATE INDEX features_shown ON features (changed_at, id) WHERE state = 'agreed';
