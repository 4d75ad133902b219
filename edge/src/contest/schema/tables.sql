-- The tables of a contest. One object is their only writer.
-- Times are milliseconds UTC, flags are 0 or 1, 32-byte values are base64url.

-- `secret` makes the key of the log, tags and salts; it never leaves the object. `message` is the number of the last message taken.
-- What is shown of ballots is what stood when the log was last published.
CREATE TABLE contest (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  community TEXT NOT NULL,
  id TEXT NOT NULL,
  origin TEXT NOT NULL,
  public_key TEXT NOT NULL,
  secret TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  message INTEGER NOT NULL,
  shown_counted INTEGER NOT NULL DEFAULT 0,
  shown_held INTEGER NOT NULL DEFAULT 0,
  shown_void INTEGER NOT NULL DEFAULT 0,
  winners TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE leaves (
  number INTEGER PRIMARY KEY,
  minute INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- The hashes of complete subtrees: they never change, and roots and proofs of any size are made of them.
CREATE TABLE nodes (
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY,
  note TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE entries (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  author TEXT NOT NULL,
  title TEXT NOT NULL,
  markdown TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  sent_at INTEGER NOT NULL,
  leaf INTEGER,
  counted INTEGER NOT NULL DEFAULT 0,
  guests INTEGER NOT NULL DEFAULT 0,
  shown_counted INTEGER NOT NULL DEFAULT 0,
  shown_guests INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_person ON entries (person_id);

-- `salt` is what ties a person to their tag: when it is gone, nobody can.
CREATE TABLE voters (
  person_id TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  ballot INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ballots (
  leaf INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  choice TEXT NOT NULL,
  guest INTEGER NOT NULL,
  standing TEXT NOT NULL
) STRICT;
CREATE INDEX ballots_held ON ballots (leaf) WHERE standing = 'held';

-- The oldest epoch of a person's sessions that stands.
CREATE TABLE floors (
  person_id TEXT PRIMARY KEY,
  epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Replies kept by their day under the caller's own key; of a ballot only its index, the rest is made from its leaf.
CREATE TABLE replies (
  day INTEGER NOT NULL,
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (day, caller, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE due (
  task TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
