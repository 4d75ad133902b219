-- What people say should not stand; `open` until somebody decided about the entry.

CREATE TABLE reports (
  entry TEXT NOT NULL,
  person_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  open INTEGER NOT NULL DEFAULT 1,
  at INTEGER NOT NULL,
  PRIMARY KEY (entry, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reports_open ON reports (entry) WHERE open = 1;
