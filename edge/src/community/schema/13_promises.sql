-- Promises of the brand. What is kept is the day and how one ended: whether one is late follows from that and from today.
-- `due` is the number of a day. `place` orders lists: open ones by their day, then those that ended last.
CREATE TABLE promises (
  id TEXT PRIMARY KEY,
  question_id TEXT NOT NULL REFERENCES questions (id),
  target TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  apology TEXT NOT NULL,
  step TEXT NOT NULL,
  due INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  ending TEXT CHECK (ending IN ('kept', 'withdrawn')),
  ended_at INTEGER,
  word TEXT NOT NULL DEFAULT '',
  place INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX promises_open ON promises (question_id) WHERE ending IS NULL;
CREATE INDEX promises_of_question ON promises (question_id);
CREATE INDEX promises_by_place ON promises (place, id);
